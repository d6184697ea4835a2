#if Pages
    import Foundation
    import Outside
    import Reports

    @testable import Pages

    extension PDFReport {
        static func bytes(_ layout: Layout, json: [UInt8]) -> [UInt8] { Array(pieces(layout) { $0(json) }.joined()) }
    }

    /// What the system's programs say of a PDF; each is nil where they are not installed.
    struct Tools {
        private let folder: ScratchFolder
        private let path: String

        init(_ bytes: [UInt8]) throws {
            folder = try ScratchFolder()
            path = try folder.write(bytes, as: "report.pdf")
        }

        func run(_ name: String, _ before: [String] = [], _ after: [String] = []) throws -> StockProgram.Answer? {
            try StockProgram(name)?.run(before + [path] + after)
        }

        func text(_ name: String, _ before: [String] = [], _ after: [String] = []) throws -> String? {
            try run(name, before, after).map { String(decoding: $0.output, as: UTF8.self) }
        }

        /// Each page's words, as somebody who copies them gets them.
        func pages() throws -> [String]? {
            try text("pdftotext", ["-enc", "UTF-8"], ["-"])?.split(
                separator: "\u{0C}", omittingEmptySubsequences: false
            )
            .map(String.init)
        }

        /// A page as a grey picture, a PNG.
        func picture(_ page: Int, dotsPerInch: Int) throws -> [UInt8]? {
            try run("pdftoppm", ["-png", "-gray", "-r", "\(dotsPerInch)", "-f", "\(page)", "-l", "\(page)"])?.output
        }
    }

    extension String {
        /// Its words in any order of lines. `pdftotext` puts marks around text that goes the other way, where a space
        /// may have been; a full stop at the end of such text it moves.
        var soughtWords: [String] {
            let scalars = unicodeScalars.compactMap { scalar -> Unicode.Scalar? in
                switch scalar.value {
                case 0x200E, 0x200F: nil
                case 0x202A...0x202E, 0x2066...0x2069: " "
                default: scalar
                }
            }
            return String(String.UnicodeScalarView(scalars)).split(whereSeparator: \.isWhitespace)
                .map { $0.trimmingCharacters(in: ["."]) }.filter { !$0.isEmpty }
        }
    }
#endif
