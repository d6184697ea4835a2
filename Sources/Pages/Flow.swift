#if Pages
    import Reports

    /// Sets blocks one below the other in a given width.
    struct Flow {
        var typesetter: Typesetter
        let sheet: Sheet
        /// Of plain text.
        var size = ParagraphStyle.body
        /// Room after paragraphs, as a part of the usual.
        var looseness = 1.0

        func pieces(_ blocks: [Block], width: Double, in parent: Element) -> [Piece] {
            blocks.indices.flatMap { pieces(blocks[$0], before: blocks[($0 + 1)...], width: width, in: parent) }
        }

        /// A short paragraph stays with the table or list that it speaks of; so do two.
        func pieces(_ block: Block, before rest: ArraySlice<Block>, width: Double, in parent: Element) -> [Piece] {
            var pieces = pieces(block, width: width, in: parent)
            guard case .paragraph = block, pieces.height < 5 * size else { return pieces }
            let next = rest.prefix(2).first { if case .paragraph = $0 { false } else { true } }
            guard next?.isSpokenOf == true else { return pieces }
            for index in pieces.indices { pieces[index].keepsWithNext = true }
            return pieces
        }

        func pieces(_ block: Block, width: Double, in parent: Element) -> [Piece] {
            switch block {
            case .heading(let level, let runs, let anchor):
                return text(runs, .heading(level), width: width, in: parent, anchor: anchor)
            case .paragraph(let paragraph):
                return text(
                    paragraph.runs, .of(paragraph.role, size), width: width, in: parent, anchor: paragraph.anchor)
            case .words(let words):
                return text([Run(words)], .of(.body, size), width: width, in: parent, followsText: true)
            case .list(let items, let isOrdered): return list(items, isOrdered: isOrdered, width: width, in: parent)
            case .contents(let titles): return contents(titles, width: width, in: parent)
            case .pairs(let pairs): return self.pairs(pairs, width: width, in: parent)
            case .columns(let columns): return self.columns(columns, width: width, in: parent)
            case .group(let label, let blocks): return group(label, blocks, width: width, in: parent)
            case .table(let table):
                let setter = TableSetter(table, self, width: width, in: parent)
                return [setter.header] + (0..<table.rows.count).map { setter.row($0) } + setter.end
            case .figure(let figure):
                let element = Element("Div", in: parent)
                return self.figure(figure, width: width, in: element)
                    + (figure.table.map { pieces(.table($0), width: width, in: element) } ?? [])
            case .picture(let picture): return self.picture(picture, width: width, in: parent)
            case .code(let code): return self.code(code, in: parent)
            case .commands(let lines): return commands(lines, width: width, in: parent)
            case .blank(let label): return blank(label, width: width, in: parent)
            // Only between blocks of a section, where the pages are filled.
            case .pageBreak: return []
            }
        }

        func text(
            _ runs: [Run], _ style: ParagraphStyle, width: Double, in parent: Element?, anchor: Layout.Anchor? = nil,
            followsText: Bool = false, endsAt: Double? = nil
        ) -> [Piece] {
            let indent = style.mark == nil ? 0 : Self.markWidth
            let spans = runs.map { span($0, style) }
            let element = parent.map { Element(style.kind, in: $0) }
            var piece = Piece(
                .text(
                    TextPiece(
                        box: TextBox(spans, element),
                        lines: typesetter.lines(spans, width: width - indent, followsText: followsText)[...],
                        mark: style.mark, endsAt: endsAt)))
            piece.x = indent
            piece.anchor = anchor
            piece.keepsWithNext = style.keepsWithNext
            var pieces = [piece]
            if style.before > 0 { pieces.insert(.space(style.before), at: 0) }
            if style.after > 0 { pieces.append(.space(style.after * looseness)) }
            return pieces
        }

        static let markWidth = 11.0

        private func span(_ run: Run, _ style: ParagraphStyle) -> Span {
            var size = style.size
            if run.style.contains(.small) { size = min(size, ParagraphStyle.small) }
            if run.style.contains(.large) { size = max(size, ParagraphStyle.large) }
            let ink: Span.Ink = run.link != nil ? .link : run.style.contains(.soft) ? .soft : style.ink
            return Span(
                run.text, size: size, isBold: style.isBold || run.style.contains(.strong), isItalic: style.isItalic,
                ink: ink, link: run.link, isIsolated: run.isIsolated)
        }

        private func list(_ items: [[Run]], isOrdered: Bool, width: Double, in parent: Element) -> [Piece] {
            let list = Element("L", in: parent)
            let labelWidth = isOrdered ? 8 + 6 * Double(String(items.count).count) : 11
            let rows = items.enumerated().map { index, runs -> Piece in
                let item = Element("LI", in: list)
                let style = ParagraphStyle(size: size, after: 0, kind: "Lbl")
                return Piece(
                    .row(
                        RowPiece(
                            cells: [
                                .init(
                                    x: 0, width: labelWidth,
                                    pieces: text(
                                        [Run(isOrdered ? "\(index + 1)." : "•")], style, width: labelWidth, in: item)),
                                .init(
                                    x: labelWidth, width: width - labelWidth,
                                    pieces: text(
                                        runs, ParagraphStyle(size: size, after: 0), width: width - labelWidth,
                                        in: Element("LBody", in: item))),
                            ], padBottom: 2 * looseness, width: width, wholeUpTo: 3 * size * 1.4)))
            }
            return Self.together(rows) + [.space(3 * looseness)]
        }

        private func contents(_ titles: [Run], width: Double, in parent: Element) -> [Piece] {
            let list = Element("L", in: parent)
            let rows = titles.map { title -> Piece in
                let body = Element("LBody", in: Element("LI", in: list))
                var pieces = text([title], ParagraphStyle(size: size, after: 0), width: width - 30, in: body)
                if case .text(var text) = pieces[0].content {
                    text.pageOf = title.link.map { (anchor: $0, endsAt: width) }
                    pieces[0].content = .text(text)
                }
                return Piece(
                    .row(
                        RowPiece(
                            cells: [.init(x: 0, width: width, pieces: pieces)], padTop: 1, padBottom: 1.5,
                            rule: (0.4, Grey.hairline), width: width, wholeUpTo: 100)))
            }
            return rows + [Piece(.rule(width: width, weight: 0.4, grey: Grey.hairline)), .space(3)]
        }

        private func pairs(_ pairs: [Pair], width: Double, in parent: Element) -> [Piece] {
            let list = Element("L", in: parent)
            let labelWidth = min(130, width * 0.32)
            var flow = self
            flow.looseness = 0.35
            let rows = pairs.map { pair -> Piece in
                let item = Element("LI", in: list)
                var label = ParagraphStyle.of(.body, size)
                label.ink = .soft
                label.kind = "Lbl"
                label.after = 0
                return Piece(
                    .row(
                        RowPiece(
                            cells: [
                                .init(
                                    x: 0, width: labelWidth,
                                    pieces: text([Run(pair.label)], label, width: labelWidth - 10, in: item)),
                                .init(
                                    x: labelWidth, width: width - labelWidth,
                                    pieces: flow.pieces(
                                        pair.value, width: width - labelWidth, in: Element("LBody", in: item))),
                            ], padTop: 2.5, padBottom: 2, rule: (0.4, Grey.hairline), width: width,
                            wholeUpTo: sheet.textHeight * 0.35)))
            }
            return Self.together(rows) + [Piece(.rule(width: width, weight: 0.4, grey: Grey.hairline)), .space(6)]
        }

        /// The first two rows stay together, and the last two: none stands alone below a heading or on a new page.
        private static func together(_ rows: [Piece]) -> [Piece] {
            guard rows.count > 1 else { return rows }
            var rows = rows
            rows[0].keepsWithNext = true
            rows[rows.count - 2].keepsWithNext = true
            return rows
        }

        private func columns(_ columns: [[Block]], width: Double, in parent: Element) -> [Piece] {
            let gap = 24.0
            let each = (width - gap * Double(columns.count - 1)) / Double(max(1, columns.count))
            let cells = columns.enumerated().map { index, blocks in
                RowPiece.Cell(
                    x: Double(index) * (each + gap), width: each,
                    pieces: pieces(blocks, width: each, in: Element("Div", in: parent)))
            }
            return [Piece(.row(RowPiece(cells: cells, width: width, wholeUpTo: sheet.textHeight * 0.5)))]
        }

        private func group(_ label: String, _ blocks: [Block], width: Double, in parent: Element) -> [Piece] {
            let indent = 9.0
            let element = Element("Div", in: parent)
            let inner =
                (label.isEmpty ? [] : text([Run(label)], .of(.label, size), width: width - indent, in: element))
                + pieces(blocks, width: width - indent, in: element)
            var barred = inner.map { piece in
                var piece = piece
                piece.x += indent
                piece.bars.append(0.25)
                return piece
            }
            if let last = barred.last, last.isSpace { barred.removeLast() }
            return [.space(2)] + barred + [.space(4 * looseness)]
        }

        private func commands(_ lines: [String], width: Double, in parent: Element) -> [Piece] {
            let element = Element("Div", in: parent)
            let pieces = lines.map { line -> Piece in
                var style = ParagraphStyle(size: ParagraphStyle.small, after: 0, kind: "P")
                let natural = typesetter.lines([Span(line, size: style.size)], width: nil).map(\.width).max() ?? 0
                // Smaller rather than broken; below five points it breaks after all, so that nothing is cut off.
                style.size = max(5, min(style.size, style.size * (width - 12) / max(1, natural)))
                let isWhole = natural * style.size / ParagraphStyle.small <= width - 10
                let spans = [Span(line, size: style.size)]
                var piece = Piece(
                    .text(
                        TextPiece(
                            box: TextBox(spans, Element("P", in: element)),
                            lines: typesetter.lines(spans, width: isWhole ? nil : width - 12)[...])))
                piece.x = 10
                piece.bars = [0.25]
                return piece
            }
            return [.space(2)] + pieces + [.space(6)]
        }

        private func blank(_ label: String, width: Double, in parent: Element) -> [Piece] {
            let labelPieces = text([Run(label)], ParagraphStyle(size: size, after: 0), width: width * 0.5, in: parent)
            var taken = 0.0
            if case .text(let text)? = labelPieces.first?.content { taken = text.lines.map(\.width).max() ?? 0 }
            let x = min(taken + 8, width * 0.6)
            let row = RowPiece(
                cells: [
                    .init(x: 0, width: width * 0.5, pieces: labelPieces),
                    .init(
                        x: x, width: width - x,
                        pieces: [
                            .space(max(10, labelPieces.height - 2)),
                            Piece(.rule(width: width - x, weight: 0.4, grey: 0.35)),
                        ]),
                ], padTop: 10, padBottom: 4, width: width, wholeUpTo: 200)
            return [Piece(.row(row))]
        }
    }

    extension Block {
        /// Whether the paragraph before it says what it is.
        fileprivate var isSpokenOf: Bool {
            switch self {
            case .table, .list, .commands, .figure, .picture: true
            default: false
            }
        }
    }
#endif
