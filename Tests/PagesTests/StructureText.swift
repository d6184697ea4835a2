#if Pages
    /// The parts of a PDF and what each says, as poppler reads them for those who do not see the pages.
    struct StructureText: Sendable {
        /// `Table`, `TR`, `P`; empty for a piece of text.
        let kind: String
        private let own: String
        let kids: [StructureText]

        /// Nil where poppler's `pdfinfo` is not installed.
        init?(_ tools: Tools) throws {
            guard let text = try tools.text("pdfinfo", ["-struct-text"]) else { return nil }
            var lines = text.split(separator: "\n").compactMap { line -> Line? in
                let said = line.drop { $0 == " " }
                guard let first = said.first, first != "/", !said.hasPrefix("Object ") else { return nil }
                return Line(depth: (line.count - said.count) / 2, said: String(said))
            }[...]
            self.init("", own: "", kids: Self.parts(at: 0, &lines))
        }

        private struct Line {
            let depth: Int
            let said: String
        }

        private init(_ kind: String, own: String, kids: [StructureText]) {
            self.kind = kind
            self.own = own
            self.kids = kids
        }

        private static func parts(at depth: Int, _ lines: inout ArraySlice<Line>) -> [StructureText] {
            var parts: [StructureText] = []
            while let line = lines.first, line.depth >= depth {
                lines.removeFirst()
                let isText = line.said.hasPrefix("\"")
                parts.append(
                    StructureText(
                        isText ? "" : String(line.said.prefix { $0.isLetter || $0.isNumber }),
                        own: isText ? String(line.said.dropFirst().dropLast()) : "",
                        kids: Self.parts(at: depth + 1, &lines)))
            }
            return parts
        }

        /// Every part of this kind below, not looking into those found.
        func all(_ kind: String) -> [StructureText] {
            kids.flatMap { $0.kind == kind ? [$0] : $0.all(kind) }
        }

        /// All that is said below it, white space as one space; between paragraphs stands a space too.
        var text: String { joined.oneSpaced }

        private var joined: String {
            let parts = kids.map(\.joined)
            return own + parts.joined(separator: kids.contains { $0.kind == "P" } ? " " : "")
        }

        /// A table's rows below its titles, as cells.
        var rows: [[StructureText]] {
            all("TBody").flatMap { $0.all("TR") }.map { row in row.kids.filter { ["TH", "TD"].contains($0.kind) } }
        }
    }

    extension String {
        /// Without the marks that poppler puts around text from right to left, and white space as one space.
        var oneSpaced: String {
            let scalars = unicodeScalars.filter {
                !(0x202A...0x202E).contains($0.value) && !(0x2066...0x2069).contains($0.value) && $0 != "\u{AD}"
            }
            return String(String.UnicodeScalarView(scalars)).split(whereSeparator: \.isWhitespace)
                .joined(separator: " ")
        }

        /// The whole numbers in it, in order; a no-break space between digits parts thousands and no numbers.
        var numbers: [Int] {
            replacing(#/(\d)\u{A0}(?=\d{3})/#) { String($0.1) }.matches(of: /\d+/).compactMap { Int($0.0) }
        }

        /// The numbers of a list such as `4, 7, 9–12`.
        var listed: [Int] {
            matches(of: /(\d+)(–(\d+))?/).flatMap { match -> [Int] in
                guard let first = Int(match.1) else { return [] }
                let last = match.3.flatMap { Int($0) } ?? first
                return first <= last ? Array(first...last) : []
            }
        }
    }
#endif
