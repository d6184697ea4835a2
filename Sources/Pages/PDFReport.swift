import Ledger
import Reports

/// A report's layout as a PDF: tagged, its fonts inside, its text to be found and copied, `report.json` attached.
///
/// The same layout, attachment, fonts and library versions give the same bytes.
package enum PDFReport {
    /// Hands over bytes in pieces, all before it returns.
    package typealias Bytes = (_ sink: ([UInt8]) -> Void) -> Void

    #if Pages
        /// The file, in pieces to be written one after the other.
        ///
        /// - Parameter json: The report's `report.json`, attached to the file under that name.
        package static func pieces(_ layout: Layout, json: Bytes) -> [[UInt8]] {
            var maker = PDFMaker(layout)
            return maker.pieces(json: json)
        }

        /// Those of `scalars` for which no font on this computer has a glyph, in order. The file shows their code
        /// points in their place.
        package static func missing(among scalars: Set<Unicode.Scalar>, language: String) -> [Unicode.Scalar] {
            Typesetter(language: language).missing(among: scalars)
        }
    #endif
}
