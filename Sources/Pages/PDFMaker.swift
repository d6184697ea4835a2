#if Pages
    import Ledger
    import Reports

    /// Layout → pages: sections and blocks one after the other, a table's rows as they are asked for.
    struct PDFMaker {
        private let layout: Layout
        private let writer: PageWriter
        private let flow: Flow
        /// For the second thread.
        private let typesetter: Typesetter
        private var outline: [OutlineItem] = []

        init(_ layout: Layout) {
            self.layout = layout
            writer = PageWriter(layout.paper)
            flow = Flow(typesetter: Typesetter(language: layout.language), sheet: writer.sheet)
            typesetter = Typesetter(language: layout.language)
        }

        mutating func pieces(json: PDFReport.Bytes) -> [[UInt8]] {
            let metadata = Metadata(layout)
            let attached = Attached.write("report.json", json, date: metadata.date, &writer.file)
            for section in layout.sections { add(section) }
            let pages = writer.endPages()
            for (number, page) in pages.enumerated() {
                writer.foot(
                    page, foot(page.entries, number + 1, of: pages.count) + page.references.compactMap(reference))
            }
            let outline = outline
            return writer.finish(
                { file, pages, places in
                    var catalog = PDFText("<</Type/Catalog/Pages ")
                    catalog.add(pages)
                    catalog.add("/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>/Lang")
                    catalog.literal(layout.language.utf8)
                    catalog.add("/Metadata ")
                    catalog.add(metadata.stream(&file))
                    catalog.add("/AF[")
                    catalog.add(attached)
                    catalog.add("]/Names<</EmbeddedFiles<</Names[(report.json)")
                    catalog.add(attached)
                    catalog.add("]>>/Dests ")
                    catalog.add(Destinations.write(places, height: layout.sheetHeight, &file))
                    catalog.add(">>")
                    if let root = OutlineItem.write(outline, places, &file) {
                        catalog.add("/PageMode/UseOutlines/Outlines ")
                        catalog.add(root)
                    }
                    return catalog
                }, information: metadata.information)
        }

        private mutating func add(_ section: Layout.Section) {
            if section.startsPage { writer.startPage() }
            let element = Element("Sect", in: writer.structure.document)
            let width = writer.sheet.textWidth
            if let heading = section.heading {
                outline.append(OutlineItem(title: heading, anchor: section.anchor))
                if !section.startsPage { writer.add([.space(14)]) }
                var rule = Piece(.rule(width: width, weight: 0.5, grey: Grey.line))
                rule.keepsWithNext = true
                rule.anchor = section.anchor
                writer.add([rule] + flow.text([Run(heading)], .section, width: width, in: element))
            } else {
                var start = Piece(.rule(width: 0, weight: 0, grey: 1))
                start.keepsWithNext = true
                start.anchor = section.anchor
                writer.add(start)
            }
            for (index, block) in section.blocks.enumerated() {
                switch block {
                case .pageBreak: writer.startPage()
                case .table(let table): add(table, flow, in: element)
                case .figure(let figure):
                    let part = Element("Div", in: element)
                    writer.add(flow.figure(figure, width: width, in: part))
                    if let table = figure.table {
                        var inner = flow
                        inner.looseness = 0.4
                        add(table, inner, in: part)
                    }
                default:
                    if case .heading(3, let runs, let anchor?) = block {
                        let title = runs.map(\.text).joined()
                        if outline.isEmpty {
                            outline.append(OutlineItem(title: title, anchor: anchor))
                        } else {
                            outline[outline.count - 1].kids.append(OutlineItem(title: title, anchor: anchor))
                        }
                    }
                    let rest = section.blocks[(index + 1)...]
                    writer.add(flow.pieces(block, before: rest, width: width, in: element))
                }
                writer.settle(element)
            }
            writer.settle(writer.structure.document)
        }

        private func add(_ table: Table, _ flow: Flow, in parent: Element) {
            let setter = TableSetter(table, flow, width: writer.sheet.textWidth, in: parent)
            writer.add(setter.header)
            let count = table.rows.count
            if count < 4 * Self.part {
                for index in 0..<count { add(setter.row(index), of: setter) }
            } else {
                addLong(setter, count)
            }
            writer.add(setter.end)
        }

        /// Rows that are set by one thread together.
        private static let part = 16

        /// The rows need nothing of one another, so two threads set them; this one also puts them on the pages.
        private func addLong(_ setter: TableSetter, _ count: Int) {
            let rows = { @Sendable (part: Int, typesetter: Typesetter?) in
                (part * Self.part..<min((part + 1) * Self.part, count)).map { setter.row($0, by: typesetter) }
            }
            let relay = Relay<[Piece]>(count: (count + Self.part - 1) / Self.part)
            let other = typesetter
            relay.help { rows($0, other) }
            for _ in stride(from: 0, to: count, by: Self.part) {
                for row in relay.take({ rows($0, nil) }) { add(row, of: setter) }
            }
        }

        private func add(_ row: Piece, of setter: TableSetter) {
            writer.add(row)
            writer.settle(setter.rowsElement)
        }

        /// Entry range and reference on the left, start of the head and page number on the right.
        private func foot(
            _ entries: ClosedRange<Int>?, _ number: Int, of count: Int
        ) -> [FootText] {
            var left: [String] = []
            if let entries {
                let words = entries.count == 1 ? layout.words.oneEntry : layout.words.entryRange
                left.append(
                    words.replacing("{first}", with: "\(entries.lowerBound)")
                        .replacing("{last}", with: "\(entries.upperBound)"))
            }
            if let reference = layout.reference { left.append(reference) }
            let page = layout.words.page.replacing("{page}", with: "\(number)").replacing("{pages}", with: "\(count)")
            let right = line(layout.words.root + "   " + page)
            let room = writer.sheet.textWidth - right.line.width - 20
            let first = fitting(left.joined(separator: "   "), room)
            return [
                FootText(line: first.line, span: first.span, x: Sheet.side),
                FootText(line: right.line, span: right.span, x: writer.sheet.width - Sheet.side - right.line.width),
            ]
        }

        /// The number of the page where a section begins.
        private func reference(_ wanted: PageReference) -> FootText? {
            guard let number = writer.pageNumber(of: wanted.anchor) else { return nil }
            let text = line("\(number)", size: ParagraphStyle.body)
            return FootText(line: text.line, span: text.span, x: wanted.endsAt - text.line.width, y: wanted.y)
        }

        private func line(_ text: String, size: Double = 7.75) -> (line: TextLine, span: Span) {
            let span = Span(text.replacing("\n", with: " "), size: size, ink: .soft)
            return (flow.typesetter.lines([span], width: nil)[0], span)
        }

        /// A long reference is set smaller, so that it stays whole.
        private func fitting(_ text: String, _ room: Double) -> (line: TextLine, span: Span) {
            let usual = line(text)
            guard usual.line.width > room else { return usual }
            return line(text, size: 7.75 * room / usual.line.width)
        }
    }

    extension Layout {
        fileprivate var sheetHeight: Double { Sheet(paper).height }
    }
#endif
