#if Pages
    import Reports

    /// Fills pages with pieces, one after the other, and writes each page as soon as it is full.
    final class PageWriter {
        private var file: PDFFile
        private(set) var structure: Structure
        let fonts = FontPool()
        let sheet: Sheet
        private var pictures: [String: (name: String, reference: PDFFile.Reference)] = [:]
        private var pages: [DonePage] = []
        private var groups: [PDFFile.Reference] = []
        private let resources: PDFFile.Reference
        private(set) var places: [Layout.Anchor: Place] = [:]

        private var page: OpenPage?
        /// Waits for the piece that it is kept with.
        private var pending: [Pending] = []
        /// Stands at the top of each page that is begun.
        var repeatedHeader: Piece?

        struct Place {
            let page: PDFFile.Reference
            let top: Double
        }

        private enum Pending {
            case piece(Piece)
            case settle(Element)
        }

        struct DonePage {
            let foot: PDFFile.Reference
            let entries: ClosedRange<Int>?
        }

        private final class OpenPage {
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

        private enum OpenMark {
            case none, artifact
            case element(ObjectIdentifier)
        }

        init(_ paper: Layout.Paper) {
            sheet = Sheet(paper)
            var file = PDFFile()
            structure = Structure(&file)
            resources = file.reserve()
            self.file = file
        }

        // MARK: Filling

        func add(_ pieces: [Piece]) { for piece in pieces { add(piece) } }

        func add(_ piece: Piece) {
            if piece.keepsWithNext || (piece.isSpace && !pending.isEmpty) {
                pending.append(.piece(piece))
                return
            }
            let waiting = pending
            pending = []
            let height = waiting.reduce(0) { sum, next in
                if case .piece(let piece) = next { sum + piece.height } else { sum }
            }
            if height + piece.leastHeight > room + 0.01, !(page?.isEmpty ?? true), height < sheet.textHeight / 2 {
                if piece.isSpace { return endPage() }
                endPage()
            }
            for next in waiting {
                switch next {
                case .piece(let piece): put(piece)
                case .settle(let element): structure.settleKids(of: element, &file)
                }
            }
            put(piece)
        }

        /// What is below `element` is whole once all that was added is on its pages.
        func settle(_ element: Element) {
            if pending.isEmpty {
                structure.settleKids(of: element, &file)
            } else {
                pending.append(.settle(element))
            }
        }

        func startPage() {
            flush()
            if !(page?.isEmpty ?? true) { endPage() }
        }

        /// Puts down what waits for something to follow.
        private func flush() {
            let waiting = pending
            pending = []
            for next in waiting {
                switch next {
                case .piece(let piece): if !piece.isSpace { put(piece) }
                case .settle(let element): structure.settleKids(of: element, &file)
                }
            }
        }

        /// How much height is left.
        private var room: Double {
            guard let page else { return sheet.textHeight }
            return sheet.height - Sheet.bottom - page.y
        }

        private func put(_ piece: Piece) {
            var left: Piece? = piece
            while let piece = left {
                if piece.isSpace, page?.isEmpty ?? true { return }
                openPage()
                let isTop = page?.isEmpty ?? true
                let (first, rest) = piece.split(room, isForced: isTop)
                if let first {
                    let y = page?.y ?? 0
                    draw(first, x: Sheet.side, y: y)
                    page?.y = y + first.height
                    page?.isEmpty = false
                }
                left = rest
                if rest != nil { endPage() }
            }
        }

        private func openPage() {
            guard page == nil else { return }
            let owners = file.reserve()
            page = OpenPage(
                file.reserve(), content: file.reserve(), foot: file.reserve(), key: structure.key(owners),
                owners: owners, y: Sheet.top)
            guard let header = repeatedHeader else { return }
            draw(header, x: Sheet.side, y: Sheet.top)
            page?.y += header.height
        }

        private func endPage() {
            guard let done = page else { return }
            done.close()
            page = nil
            file.stream(done.text.bytes, as: done.content)
            var owners = PDFText("[")
            for owner in done.marks { owners.add(owner) }
            owners.add("]")
            file.write(owners, as: done.owners)
            if pages.count % Self.pagesPerGroup == 0 { groups.append(file.reserve()) }
            var text = PDFText("<</Type/Page/Parent ")
            text.add(groups[groups.count - 1])
            text.add("/MediaBox[0 0 ")
            text.add([sheet.width, sheet.height])
            text.add("]/Resources ")
            text.add(resources)
            text.add("/Contents[")
            text.add(done.content)
            text.add(done.foot)
            text.add("]/Tabs/S/StructParents \(done.key)")
            if !done.annotations.isEmpty {
                text.add("/Annots[")
                for annotation in done.annotations { text.add(annotation) }
                text.add("]")
            }
            text.add(">>")
            file.write(text, as: done.reference)
            references.append(done.reference)
            pages.append(DonePage(foot: done.foot, entries: done.entries))
        }

        private static let pagesPerGroup = 64
        private var references: [PDFFile.Reference] = []

        // MARK: Drawing

        private func draw(_ piece: Piece, x: Double, y: Double) {
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
            for line in text.lines {
                let shift = text.endsAt.map { $0 - line.width } ?? 0
                draw(line, of: text.box, x: x + shift, y: y)
                y += line.height
            }
        }

        private func draw(_ line: TextLine, of box: TextBox, x: Double, y: Double) {
            var links: [(span: Int, from: Double, to: Double)] = []
            for run in line.runs {
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
                show(run, span, x: x + run.x, y: y + line.baseline)
            }
            for link in links {
                guard let element = box.links[link.span] else { continue }
                annotate(box.spans[link.span], element, from: link.from, to: link.to, y: y, height: line.height)
            }
        }

        private func show(_ run: GlyphRun, _ span: Span, x: Double, y: Double) {
            guard let page else { return }
            page.text.add("BT ")
            switch span.ink {
            case .grey(let grey):
                page.text.add(grey)
                page.text.add(" g ")
            case .link: page.text.add("0.04 0.29 0.56 rg ")
            }
            fonts.show(run, size: span.face.size, x: x, y: sheet.height - y, into: &page.text, file: &file)
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
            if case .element(let open) = page.open, open == ObjectIdentifier(element) { return }
            page.close()
            page.text.add("/")
            page.text.add(element.kind)
            page.text.add("<</MCID \(page.marks.count)>>BDC\n")
            structure.content(page.marks.count, of: element, on: page.reference)
            page.marks.append(reference)
            page.open = .element(ObjectIdentifier(element))
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

        // MARK: The end

        /// Ends the last page; then each page's foot can be made. Returns what stands on each.
        func endPages() -> [DonePage] {
            flush()
            repeatedHeader = nil
            if page == nil, pages.isEmpty { openPage() }
            endPage()
            return pages
        }

        /// The foot of a page: texts with where they begin, from the left.
        func foot(_ page: DonePage, _ texts: [(line: TextLine, span: Span, x: Double)]) {
            var text = PDFText("/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n0.4 w 0.75 G ")
            text.add([Sheet.side, Sheet.foot + 12])
            text.add("m ")
            text.add([sheet.width - Sheet.side, Sheet.foot + 12])
            text.add("l S\n0.27 g BT ")
            for part in texts {
                for run in part.line.runs {
                    fonts.show(
                        run, size: part.span.face.size, x: part.x + run.x, y: Sheet.foot, into: &text, file: &file)
                }
            }
            text.add("ET EMC\n")
            file.stream(text.bytes, as: page.foot)
        }

        func finish(
            _ catalog: (inout PDFFile, PDFFile.Reference, [Layout.Anchor: Place]) -> PDFText, information: PDFText
        )
            -> [UInt8]
        {
            structure.finish(&file)
            fonts.finish(&file)
            var text = PDFText("<</Font<<")
            text.add(fonts.resources())
            text.add(">>/XObject<<")
            for picture in pictures.values.sorted(by: { $0.reference.number < $1.reference.number }) {
                text.name(picture.name)
                text.add(picture.reference)
            }
            text.add(">>>>")
            file.write(text, as: resources)
            let tree = writePageTree()
            var entries = catalog(&file, tree, places)
            entries.add("/StructTreeRoot ")
            entries.add(structure.root)
            entries.add(">>")
            let catalogReference = file.write(entries)
            let informationReference = file.write(information)
            return file.finish(catalog: catalogReference, information: informationReference)
        }

        private func writePageTree() -> PDFFile.Reference {
            let root = file.reserve()
            for (number, group) in groups.enumerated() {
                let start = number * Self.pagesPerGroup
                let part = references[start..<min(start + Self.pagesPerGroup, references.count)]
                var text = PDFText("<</Type/Pages/Count \(part.count)/Parent ")
                text.add(root)
                text.add("/Kids[")
                for page in part { text.add(page) }
                text.add("]>>")
                file.write(text, as: group)
            }
            var text = PDFText("<</Type/Pages/Count \(references.count)/Kids[")
            for group in groups { text.add(group) }
            text.add("]>>")
            file.write(text, as: root)
            return root
        }
    }
#endif
