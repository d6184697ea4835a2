#if Pages
    import Reports

    /// Sets a table's rows, each when it is asked for.
    struct TableSetter {
        private let table: Table
        private let flow: Flow
        private let width: Double
        private let columns: [(x: Double, width: Double)]
        private let head: Element
        private let body: Element
        let element: Element
        /// The titles for the pages after, where they are not read again.
        private var titles: [Piece] = []

        private static let gap = 9.0

        init(_ table: Table, _ flow: Flow, width: Double, in parent: Element) {
            self.table = table
            self.width = width
            var inner = flow
            inner.size = min(flow.size, ParagraphStyle.cell)
            inner.looseness = min(flow.looseness, 0.5)
            self.flow = inner
            var entries = PDFText("/A<</O/Table/Summary ")
            entries.text(VisibleText.of(table.caption))
            entries.add(">>")
            element = Element("Table", in: parent, entries)
            head = Element("THead", in: element)
            body = Element("TBody", in: element)
            let total = table.columns.reduce(0) { $0 + $1.share }
            let room = width - Self.gap * Double(max(0, table.columns.count - 1))
            var x = 0.0
            columns = table.columns.map { column in
                let width = room * column.share / max(total, .leastNonzeroMagnitude)
                defer { x += width + Self.gap }
                return (x, width)
            }
            titles = [header(in: nil)]
        }

        /// The row of titles, kept with what follows.
        var header: Piece { header(in: Element("TR", in: head)) }

        /// The element whose rows are written one by one.
        var rowsElement: Element { body }

        private func header(in row: Element?) -> Piece {
            let cells = zip(table.columns, columns).map { column, place -> RowPiece.Cell in
                var style = ParagraphStyle.of(.note, flow.size)
                style.after = 0
                let cell = row.map { Element("TH", in: $0, PDFText("/A<</O/Table/Scope/Column>>")) }
                return .init(
                    x: place.x, width: place.width,
                    pieces: flow.text(
                        [Run(column.title)], style, width: place.width, in: cell,
                        endsAt: column.isNumber ? place.width : nil))
            }
            var piece = Piece(
                .row(
                    RowPiece(
                        cells: cells, padTop: 2.5, padBottom: 3, rule: (0.5, Grey.line), width: width,
                        wholeUpTo: flow.sheet.textHeight * 0.3)))
            piece.keepsWithNext = true
            return piece
        }

        /// - Parameter typesetter: Another thread's, for a row that is set there.
        func row(_ index: Int, by typesetter: Typesetter? = nil) -> Piece {
            var flow = flow
            if let typesetter { flow.typesetter = typesetter }
            let row = table.rows[index]
            let element = Element("TR", in: body)
            var cells: [RowPiece.Cell] = []
            var elements: [Element] = []
            for (number, place) in columns.enumerated() {
                let cell =
                    number == 0
                    ? Element("TH", in: element, PDFText("/A<</O/Table/Scope/Row>>")) : Element("TD", in: element)
                elements.append(cell)
                let blocks = number < row.cells.count ? row.cells[number] : []
                cells.append(cellOf(blocks, number, place, flow, in: cell))
            }
            var piece = RowPiece(
                cells: cells, padTop: 2.5, padBottom: 2, rule: index == 0 ? (0.5, Grey.line) : (0.4, Grey.hairline),
                width: width, wholeUpTo: flow.sheet.textHeight * 0.3)
            piece.elements = elements
            piece.entry = row.entry
            piece.titles = titles
            piece.repeated = repeated(cells.first?.pieces ?? [])
            var made = Piece(.row(piece))
            made.anchor = row.anchor
            return made
        }

        private func cellOf(
            _ blocks: [Block], _ number: Int, _ place: (x: Double, width: Double), _ flow: Flow, in element: Element
        ) -> RowPiece.Cell {
            var pieces = flow.pieces(blocks, width: place.width, in: element)
            if let last = pieces.last, last.isSpace { pieces.removeLast() }
            if table.columns[number].isNumber {
                for index in pieces.indices {
                    guard case .text(var text) = pieces[index].content else { continue }
                    text.endsAt = place.width
                    pieces[index].content = .text(text)
                }
            }
            return .init(x: place.x, width: place.width, pieces: pieces)
        }

        /// The number again, for a row that goes on over the page.
        private func repeated(_ pieces: [Piece]) -> [Piece] {
            pieces.compactMap { piece in
                guard case .text(let text) = piece.content else { return nil }
                var copy = piece
                copy.anchor = nil
                var copied = TextPiece(box: TextBox(text.box.spans, nil), lines: text.lines)
                copied.endsAt = text.endsAt
                copy.content = .text(copied)
                return copy
            }
        }

        var end: [Piece] { [Piece(.rule(width: width, weight: 0.5, grey: Grey.line)), .space(8)] }
    }
#endif
