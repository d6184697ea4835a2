#if Pages
    import Reports

    /// Pieces → operators on the open page, each marked with the element that it belongs to.
    extension PageWriter {
        func draw(_ piece: Piece, x: Double, y: Double) {
            if let anchor = piece.anchor, places[anchor] == nil, let page {
                places[anchor] = Place(page: page.reference, top: y)
            }
            for bar in piece.bars {
                rule(from: (x + bar, y), to: (x + bar, y + piece.height), weight: 0.5, grey: Grey.line)
            }
            switch piece.content {
            case .text(let text): draw(text, x: x + piece.x, y: y)
            case .row(let row): draw(row, x: x + piece.x, y: y)
            case .drawing(let drawing): draw(drawing, x: x + piece.x, y: y)
            case .space: break
            case .rule(let width, let weight, let grey):
                rule(from: (x + piece.x, y), to: (x + piece.x + width, y), weight: weight, grey: grey)
            }
        }

        private func draw(_ row: RowPiece, x: Double, y: Double) {
            if let entry = row.entry {
                let range = page?.entries ?? entry...entry
                page?.entries = min(range.lowerBound, entry)...max(range.upperBound, entry)
            }
            if let line = row.rule {
                rule(from: (x, y), to: (x + row.width, y), weight: line.weight, grey: line.grey)
            }
            for element in row.elements { _ = structure.place(element, &file) }
            for cell in row.cells {
                var at = y + row.padTop
                for piece in cell.pieces {
                    draw(piece, x: x + cell.x, y: at)
                    at += piece.height
                }
            }
        }

        private func draw(_ text: TextPiece, x: Double, y: Double) {
            var y = y
            if let mark = text.mark, let first = text.lines.first {
                diamond(x: x - Flow.markWidth + 3.2, y: y + first.baseline - 3.2, isFilled: mark == .filled)
            }
            if let (anchor, endsAt) = text.pageOf, let first = text.lines.first {
                page?.references.append(
                    PageReference(anchor: anchor, endsAt: x + endsAt, y: sheet.height - y - first.baseline))
            }
            for line in text.lines {
                let shift = text.endsAt.map { $0 - line.width } ?? 0
                draw(line, of: text.box, x: x + shift, y: y)
                y += line.height
            }
        }

        private func draw(_ line: TextLine, of box: TextBox, x: Double, y: Double) {
            var links: [(span: Int, from: Double, to: Double)] = []
            for (index, run) in line.runs.enumerated() {
                let span = box.spans[run.span]
                let width = run.glyphs.reduce(0) { $0 + $1.width }
                if let owner = box.element {
                    var element = owner
                    if span.link != nil {
                        element = box.links[run.span] ?? Element("Link", in: owner)
                        box.links[run.span] = element
                        if let last = links.indices.last, links[last].span == run.span {
                            links[last].to = x + run.x + width
                        } else {
                            links.append((run.span, x + run.x, x + run.x + width))
                        }
                    }
                    begin(element)
                } else {
                    beginArtifact()
                }
                let isLast = index == (line.space == .beforeFirstRun ? 0 : line.runs.count - 1)
                show(run, span, x: x + run.x, y: y + line.baseline, isLast ? line.space : nil)
            }
            for link in links {
                guard let element = box.links[link.span] else { continue }
                annotate(box.spans[link.span], element, from: link.from, to: link.to, y: y, height: line.height)
            }
        }

        private func show(_ run: GlyphRun, _ span: Span, x: Double, y: Double, _ space: TextLine.Space? = nil) {
            guard let page else { return }
            page.text.add("BT ")
            switch span.ink {
            case .grey(let grey):
                page.text.add(grey)
                page.text.add(" g ")
            case .link: page.text.add("0.04 0.29 0.56 rg ")
            }
            fonts.show(run, space, size: span.face.size, x: x, y: sheet.height - y, into: &page.text, file: &file)
            page.text.add("ET\n")
        }

        private func annotate(
            _ span: Span, _ element: Element, from: Double, to: Double, y: Double, height: Double
        ) {
            guard let anchor = span.link, let page else { return }
            let annotation = file.reserve()
            let key = structure.annotation(annotation, of: element, on: page.reference, &file)
            var text = PDFText("<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[")
            text.add([from, sheet.height - y - height, to, sheet.height - y])
            text.add("]/Dest")
            text.literal(anchor.id.utf8)
            text.add("/Contents ")
            text.text(VisibleText.of(span.text))
            text.add("/StructParent \(key)>>")
            file.write(text, as: annotation)
            page.annotations.append(annotation)
        }

        // MARK: Marks

        private func begin(_ element: Element) {
            let reference = structure.place(element, &file)
            guard let page else { return }
            if case .element(let open) = page.open, open === element { return }
            page.close()
            page.text.add("/")
            page.text.add(element.kind)
            page.text.add("<</MCID \(page.marks.count)>>BDC\n")
            structure.content(page.marks.count, of: element, on: page.reference)
            page.marks.append(reference)
            page.open = .element(element)
        }

        private func beginArtifact() {
            guard let page else { return }
            if case .artifact = page.open { return }
            page.close()
            page.text.add("/Artifact<</Type/Pagination>>BDC\n")
            page.open = .artifact
        }

        private func rule(
            from: (x: Double, y: Double), to: (x: Double, y: Double), weight: Double, grey: Double
        ) {
            beginArtifact()
            page?.text.add([weight])
            page?.text.add("w ")
            page?.text.add([grey])
            page?.text.add("G ")
            page?.text.add([from.x, sheet.height - from.y])
            page?.text.add("m ")
            page?.text.add([to.x, sheet.height - to.y])
            page?.text.add("l S\n")
        }

        private func diamond(x: Double, y: Double, isFilled: Bool) {
            beginArtifact()
            let half = 3.0
            page?.text.add(isFilled ? "0.07 g " : "0.6 w 0.07 G ")
            page?.text.add([x - half, sheet.height - y])
            page?.text.add("m ")
            for corner in [(x, y - half), (x + half, y), (x, y + half)] {
                page?.text.add([corner.0, sheet.height - corner.1])
                page?.text.add("l ")
            }
            page?.text.add(isFilled ? "h f\n" : "h S\n")
        }

        private func draw(_ drawing: DrawingPiece, x: Double, y: Double) {
            begin(drawing.element)
            switch drawing.content {
            case .drawing(let picture, let scale, let labels):
                page?.text.add("q ")
                page?.text.add([scale, 0, 0, -scale, x, sheet.height - y])
                page?.text.add("cm\n")
                page?.text.add(picture.operators)
                page?.text.add("Q\n")
                for label in labels {
                    for run in label.line.runs { show(run, label.span, x: x + label.x + run.x, y: y + label.y) }
                }
            case .code(let code):
                page?.text.add(code.operators(x: x, y: sheet.height - y, side: drawing.width))
            case .picture(let picture, let hash):
                let name = pictures[hash]?.name ?? "P\(pictures.count)"
                if pictures[hash] == nil { pictures[hash] = (name, picture.write(&file)) }
                page?.text.add("q ")
                page?.text.add([drawing.width, 0, 0, drawing.height, x, sheet.height - y - drawing.height])
                page?.text.add("cm ")
                page?.text.add(picture.turn)
                page?.text.add("cm ")
                page?.text.name(name)
                page?.text.add("Do Q\n")
            }
        }
    }

    /// A page that is being filled.
    final class OpenPage {
        let reference: PDFFile.Reference
        let content: PDFFile.Reference
        let foot: PDFFile.Reference
        let key: Int
        let owners: PDFFile.Reference
        var text = PDFText()
        /// By number: what a part of its content belongs to.
        var marks: [PDFFile.Reference] = []
        var open: OpenMark = .none
        var annotations: [PDFFile.Reference] = []
        /// From the top of the sheet.
        var y: Double
        var isEmpty = true
        var entries: ClosedRange<Int>?
        var references: [PageReference] = []

        init(
            _ reference: PDFFile.Reference, content: PDFFile.Reference, foot: PDFFile.Reference, key: Int,
            owners: PDFFile.Reference, y: Double
        ) {
            (self.reference, self.content, self.foot) = (reference, content, foot)
            (self.key, self.owners, self.y) = (key, owners, y)
        }

        func close() {
            if case .none = open { return }
            text.add("EMC\n")
            open = .none
        }
    }

    enum OpenMark {
        case none, artifact
        /// Held, so that no other element comes to stand at its address.
        case element(Element)
    }
#endif
