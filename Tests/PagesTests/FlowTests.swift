#if Pages
    import Testing

    @testable import Pages
    @testable import Reports

    @Suite("Breaking into pages")
    struct FlowTests {
        private func paragraph(_ count: Int) -> Piece {
            let line = TextLine(width: 10, height: 10, baseline: 8)
            return Piece(.text(TextPiece(box: TextBox([], nil), lines: Array(repeating: line, count: count)[...])))
        }

        private func count(_ piece: Piece?) -> Int {
            if case .text(let text)? = piece?.content { text.lines.count } else { 0 }
        }

        @Test(
            "two lines at least stay, two at least go over, and three stay together",
            arguments: [
                (lines: 10, room: 45.0, first: 4), (10, 15, 0), (10, 95, 8), (10, 100, 10), (4, 35, 2), (3, 25, 0),
                (2, 15, 0), (5, 45, 3),
            ])
        func paragraphs(lines: Int, room: Double, first: Int) {
            let (kept, rest) = paragraph(lines).split(room, isForced: false)
            #expect(count(kept) == first)
            #expect(count(rest) == lines - first)
        }

        @Test("at the top of a page something is put down always")
        func forced() {
            let (kept, rest) = paragraph(3).split(15, isForced: true)
            #expect(count(kept) == 1 && count(rest) == 2)
        }

        @Test("a row that may stay whole does; a long one goes on, its number repeated")
        func rows() {
            var row = RowPiece(
                cells: [
                    .init(x: 0, width: 10, pieces: [paragraph(1)]), .init(x: 10, width: 50, pieces: [paragraph(9)]),
                ], width: 60, wholeUpTo: 95)
            #expect(Piece(.row(row)).split(50, isForced: false).first == nil)
            row.wholeUpTo = 20
            row.repeated = [paragraph(1)]
            let (first, rest) = Piece(.row(row)).split(50, isForced: false)
            guard case .row(let kept)? = first?.content, case .row(let over)? = rest?.content else {
                Issue.record("not divided")
                return
            }
            #expect(count(kept.cells[1].pieces[0]) == 5 && count(over.cells[1].pieces[0]) == 4)
            #expect(count(over.cells[0].pieces.first) == 1)
        }

        @Test("what is kept with the next goes over with it")
        func kept() {
            var label = paragraph(1)
            label.keepsWithNext = true
            let (first, rest) = [paragraph(2), label, paragraph(3)].split(45, isForced: false)
            #expect(first.count == 1 && rest.count == 2)
        }

        private static func table(_ name: String, _ count: Int) -> Table {
            Table(
                caption: name, columns: [.init("Titles", share: 1), .init("Values", share: 1)],
                rows: .init(count: count) { index in
                    Table.Row([[SampleLayout.text("Row \(index)")], [SampleLayout.text("\(index * 3)")]])
                })
        }

        @Test("a heading, what is said of a table, and its titles go over with its first row")
        func introduced() throws {
            let blocks = (0..<120).flatMap { index -> [Block] in
                [
                    .heading(level: 3, [Run("Heading \(index)")], anchor: nil), SampleLayout.text("Said \(index)."),
                    SampleLayout.text("Noted \(index).", .note), .table(Self.table("T", index % 5 + 1)),
                ]
            }
            let layout = SampleLayout.layout([SampleLayout.section("s", "1. All", blocks)])
            guard let pages = try Tools(PDFReport.bytes(layout, json: [])).pages()?.dropLast() else { return }
            #expect(pages.count > 10)
            for page in pages {
                let lines = page.split(separator: "\n").filter { !$0.contains("MR-2026") && !$0.contains("Page ") }
                #expect(
                    lines.last?.first?.isNumber == true || lines.last?.hasPrefix("Row") == true, "\(lines.suffix(3))")
                if lines.first?.hasPrefix("Row") == true { Issue.record("a table goes on without its titles") }
            }
        }

        @Test("a figure's table repeats its titles on each page that it goes on over")
        func figures() throws {
            let figure = Figure(
                title: "Week and hour", sentence: "All.", note: "Illustrative.", drawing: SampleLayout.drawing,
                table: Self.table("Contacts", 150))
            let layout = SampleLayout.layout([SampleLayout.section("s", "1. All", [.figure(figure)])])
            guard let pages = try Tools(PDFReport.bytes(layout, json: [])).pages()?.dropLast() else { return }
            #expect(pages.count > 3)
            for page in pages { #expect(page.contains("Titles") && page.contains("Values")) }
        }

        @Test("a heading is never the last thing on a page")
        func headings() throws {
            let blocks = (0..<200).flatMap { index -> [Block] in
                [.heading(level: 3, [Run("Heading \(index)")], anchor: nil)]
                    + (0..<(index % 4 + 1)).map { SampleLayout.text("Paragraph \($0) of \(index).") }
            }
            let layout = SampleLayout.layout([SampleLayout.section("s", "1. All", blocks)])
            guard let pages = try Tools(PDFReport.bytes(layout, json: [])).pages()?.dropLast() else { return }
            #expect(pages.count > 5)
            for page in pages {
                let lines = page.split(separator: "\n").filter { !$0.contains("MR-2026") && !$0.contains("Page ") }
                #expect(lines.last?.hasPrefix("Paragraph") == true)
            }
        }
    }
#endif
