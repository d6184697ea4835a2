#if Pages
    import Foundation
    import Outside

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
            try text("pdftotext", ["-enc", "UTF-8"], ["-"])?.split(separator: "\u{0C}", omittingEmptySubsequences: false)
                .map(String.init)
        }

        /// A page as a grey picture, a PNG.
        func picture(_ page: Int, dotsPerInch: Int) throws -> [UInt8]? {
            try run("pdftoppm", ["-png", "-gray", "-r", "\(dotsPerInch)", "-f", "\(page)", "-l", "\(page)"])?.output
        }
    }

    extension String {
        /// Its words in any order of lines, without what a reader does not see.
        var soughtWords: [String] {
            split(whereSeparator: \.isWhitespace).map { word in
                String(String.UnicodeScalarView(word.unicodeScalars.filter { !(0x200E...0x200F).contains($0.value) }))
            }
        }
    }
#endif
