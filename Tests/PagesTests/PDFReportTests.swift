#if Pages
    import Foundation
    import Outside
    import SampleFamily
    import Testing

    @testable import Pages
    @testable import Reports

    @Suite("The PDF")
    struct PDFReportTests {
        private static let json = Array("{\"entries\":[]}".utf8)
        private static let family = PDFReport.bytes(SampleLayout.family(60), json: json)

        @Test("is whole to qpdf, which reads every object and stream", arguments: Layout.Paper.allCases)
        func whole(paper: Layout.Paper) throws {
            let bytes = PDFReport.bytes(SampleLayout.family(60, paper: paper), json: Self.json)
            guard let answer = try Tools(bytes).run("qpdf", ["--check"]) else { return }
            #expect(answer.status == 0, "\(String(decoding: answer.output, as: UTF8.self))")
        }

        @Test("has every font inside it")
        func fonts() throws {
            guard let text = try Tools(Self.family).text("pdffonts") else { return }
            let rows = text.split(separator: "\n").dropFirst(2)
            #expect(rows.count > 5)
            // name, type, encoding, emb, sub, uni, object: the columns count from the right.
            for row in rows {
                let columns = row.split(separator: " ")
                #expect(columns[columns.count - 5] == "yes", "\(row)")
                #expect(columns[columns.count - 3] == "yes", "\(row)")
            }
        }

        @Test("is tagged: sections, headings, lists, tables with their scopes, figures with words, links")
        func structure() throws {
            guard let text = try Tools(Self.family).text("pdfinfo", ["-struct"]) else { return }
            let kinds = Set(text.split { $0.isWhitespace || $0 == ":" })
            for kind in [
                "Document", "Sect", "H1", "H2", "H3", "P", "L", "LI", "Table", "TR", "TH", "TD", "Figure", "Link",
            ] {
                #expect(kinds.contains(Substring(kind)), "no \(kind)")
            }
            #expect(text.contains("/Scope /Column") && text.contains("/Scope /Row"))
        }

        @Test("says its title, language and time, in the dictionary and in XMP, and no more")
        func metadata() throws {
            guard let text = try Tools(Self.family).text("pdfinfo", ["-isodates"]) else { return }
            #expect(text.contains("Title:           Record of contacts\n"))
            #expect(text.contains("Creator:         Daybook 0.1\n"))
            #expect(text.contains("CreationDate:    2026-03-05T18:15:00Z\n"))
            #expect(text.contains("Tagged:          yes\n"))
            #expect(text.contains("Page size:       595.28 x 841.89 pts (A4)\n"))
            guard let meta = try Tools(Self.family).text("pdfinfo", ["-meta"]) else { return }
            #expect(meta.contains("<xmp:CreateDate>2026-03-05T18:15:00Z</xmp:CreateDate>"))
            #expect(meta.contains("<rdf:li>en</rdf:li>"))
        }

        @Test("carries report.json, byte for byte")
        func attachment() throws {
            let folder = try ScratchFolder()
            let target = folder.path("out.json")
            guard try Tools(Self.family).run("pdfdetach", ["-save", "1", "-o", target]) != nil else { return }
            #expect([UInt8](try Data(contentsOf: URL(filePath: target))) == Self.json)
        }

        @Test("is the same byte for byte when it is made again, and differs when an entry does")
        func repeated() {
            #expect(PDFReport.bytes(SampleLayout.family(60), json: Self.json) == Self.family)
            #expect(PDFReport.bytes(SampleLayout.family(61), json: Self.json) != Self.family)
        }

        @Test("is the same byte for byte when two threads set its rows, whichever is faster")
        func twoThreads() {
            let once = PDFReport.bytes(SampleLayout.family(300), json: Self.json)
            for _ in 0..<3 { #expect(PDFReport.bytes(SampleLayout.family(300), json: Self.json) == once) }
        }

        @Test("names in its contents the page on which each section begins")
        func contents() throws {
            let report = Report(Family.few())
            guard let pages = try Tools(PDFReport.bytes(Layout(report, Family.parts()), json: [])).pages() else {
                return
            }
            let cover = pages[0].split(separator: "\n").map(String.init)
            for title in ["1. Summary", "6. Chronology", "15. Declarations, blank"] {
                let page = try #require(
                    pages.indices.dropFirst().first { pages[$0].contains("\n\(title)\n") || pages[$0].hasPrefix(title) }
                )
                #expect(cover.contains { $0 == "\(page + 1)" || $0.hasSuffix(" \(page + 1)") }, "\(title): \(page + 1)")
            }
        }

        @Test("has a foot on every page: entries, reference, head, page and pages")
        func feet() throws {
            guard let pages = try Tools(Self.family).pages()?.dropLast() else { return }
            #expect(pages.count > 5)
            for (index, page) in pages.enumerated() {
                #expect(page.contains("Page \(index + 1) of \(pages.count)"))
                #expect(page.contains("MR-2026/17"))
                #expect(page.contains("Root 9f3a77c104be52d0"))
            }
            let ranges = pages.flatMap { $0.matches(of: /Entries (\d+) to (\d+)/).map { (Int($0.1), Int($0.2)) } }
            #expect(ranges.first?.0 == 1)
            #expect(ranges.last?.1 == 60)
            for (one, next) in zip(ranges, ranges.dropFirst()) {
                #expect(next.0 == one.1 || next.0 == (one.1 ?? 0) + 1, "no entry is left out of the ranges")
            }
        }

        @Test("repeats a table's titles on each page that the table goes on over")
        func titles() throws {
            guard let pages = try Tools(Self.family).pages() else { return }
            for page in pages where page.contains("Entries ") {
                #expect(page.split(separator: "\n").contains { $0.hasPrefix("When") })
            }
        }

        @Test("every link leads somewhere, and the outline names the sections")
        func links() throws {
            guard let text = try Tools(Self.family).text("qpdf", ["--qdf", "--object-streams=disable"], ["-"]) else {
                return
            }
            let named = Set(text.matches(of: /\/Dest \(([a-z0-9-]+)\)/).map { String($0.1) })
            #expect(named.contains("f3") && named.contains("e3") && named.contains("chronology"))
            let anchors = Set(text.matches(of: /\(([a-z][a-z0-9-]*)\)\n\s+\[\n/).map { String($0.1) })
            #expect(named.subtracting(anchors).isEmpty, "\(named.subtracting(anchors))")
            for title in ["(1. Summary)", "(2. Chronology)", "(By rule)"] { #expect(text.contains("/Title \(title)")) }
        }

        @Test("holds nothing back and nothing over: one entry, none, and a report of nothing")
        func small() throws {
            for layout in [SampleLayout.family(1), SampleLayout.family(0), SampleLayout.layout([])] {
                let tools = try Tools(PDFReport.bytes(layout, json: Self.json))
                guard let answer = try tools.run("qpdf", ["--check"]) else { return }
                #expect(answer.status == 0)
                let pages = try tools.pages() ?? []
                #expect(pages.count >= 2 && pages[0].contains("Page 1 of \(pages.count - 1)"))
            }
        }
    }
#endif
