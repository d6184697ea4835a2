#if Pages
    import Ledger
    import SampleFamily
    import Testing

    @testable import Pages
    @testable import Reports

    /// A report's PDF read back as its tagged text, beside the report.json that it was made with.
    struct ReadBack {
        let json: JSONValue
        private let cover: StructureText
        private let sections: [String: StructureText]
        /// The lists that are too long for a table: by number, whole.
        private let lists: [Int: [Int]]

        /// Nil where poppler's `pdfinfo` is not installed.
        init?(_ input: ReportInput) throws {
            let report = Report(input)
            let bytes = JSONReport.bytes(report)
            json = try JSONText.read(bytes)
            guard let text = try StructureText(Tools(PDFReport.bytes(Layout(report, Family.parts()), json: bytes)))
            else { return nil }
            let all = text.all("Sect")
            cover = try #require(all.first)
            sections = Dictionary(
                uniqueKeysWithValues: all.dropFirst().map { section in
                    (section.all("H2").first?.text.replacing(#/^\d+\. /#, with: "") ?? "", section)
                })
            var lists: [Int: [Int]] = [:]
            let section = sections["Lists of entries counted"]
            for (heading, list) in zip(section?.all("H3") ?? [], section?.all("P") ?? []) {
                let parts = list.text.split(separator: ": ", maxSplits: 1).map(String.init)
                lists[try #require(heading.text.numbers.first)] = parts.last?.listed
                #expect(parts.first?.numbers == [parts.last?.listed.count ?? 0])
            }
            self.lists = lists
        }

        func section(_ title: String) throws -> StructureText { try #require(sections[title], "\(title)") }

        /// What stands beside each label of the cover.
        var labels: [String: String] {
            let items = cover.kids.first { $0.kind == "L" }?.all("LI") ?? []
            return Dictionary(
                items.map { ($0.all("Lbl").first?.text ?? "", $0.all("LBody").first?.text ?? "") },
                uniquingKeysWith: { first, _ in first })
        }

        /// The rows of the section's table whose first title is this one; none if there is no such table.
        func rows(_ title: String, under first: String) throws -> [[StructureText]] {
            try section(title).all("Table")
                .filter { $0.all("THead").first?.all("TH").first?.text == first }.flatMap(\.rows)
        }

        /// `5 (F1–F4; entries 4, 7)`, `2 entries 4, 7`, `63 listed below, list 1`: a count and the entries counted.
        func count(_ cell: StructureText) throws -> (count: Int, findings: [Int], entries: [Int]) {
            let text = cell.text
            let count = try #require(text.numbers.first, "\(text)")
            let rest = String(text.drop { $0.isNumber })
            let findings = rest.matches(of: /F(\d+)(–F(\d+))?/).flatMap { match -> [Int] in
                guard let first = Int(match.1) else { return [] }
                return Array(first...(match.3.flatMap { Int($0) } ?? first))
            }
            let parts = rest.replacing(/F\d+(–F\d+)?,?/, with: "")
            if let list = parts.firstMatch(of: /list (\d+)/).flatMap({ Int($0.1) }) {
                return (count, findings, try #require(lists[list], "list \(list)"))
            }
            return (count, findings, parts.listed)
        }
    }

    extension JSONValue {
        /// The numbers of an array.
        var integers: [Int] { array?.compactMap(\.integer) ?? [] }
        var strings: [String] { array?.compactMap { $0.string?.oneSpaced } ?? [] }
        /// `entries` of a count, which is checked to be their number.
        var counted: [Int] {
            let entries = self["entries"]?.integers ?? []
            #expect(self["count"]?.integer == entries.count)
            return entries
        }
        func list(_ key: String) -> [JSONValue] { self[key]?.array ?? [] }
    }
#endif
