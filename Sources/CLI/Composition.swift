import Casework
import Intake
import Pages

/// The composition root: the one file that knows which parts this build has.
enum Composition {
    static let importers: [any Importer] = Importers.all

    /// Known importers that are not in this build, with the package trait that each needs.
    static let missingImporters = Importers.missing

    /// Writes report.pdf; nil without the package trait `Pages`.
    static var pages: PagesWriter? {
        #if Pages
            PagesWriter(
                pieces: { PDFReport.pieces($0, json: $1) }, missing: { PDFReport.missing(among: $0, language: $1) })
        #else
            nil
        #endif
    }

    /// The way to other computers; nil without the package trait `Network`.
    static var post: Environment.Post? {
        #if Network
            { try Post.send($0) }
        #else
            nil
        #endif
    }
}
