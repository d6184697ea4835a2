#if Pages
    import Reports

    /// Fills pages with pieces, one after the other, and writes each page as soon as it is full.
    final class PageWriter {
        var file: PDFFile
        var structure: Structure
        let fonts = FontPool()
        let sheet: Sheet
        var pictures: [String: (name: String, reference: PDFFile.Reference)] = [:]
        private var pages: [DonePage] = []
        private var groups: [PDFFile.Reference] = []
        private let resources: PDFFile.Reference
        var places: [Layout.Anchor: Place] = [:]

        var page: OpenPage?
        /// Waits for the piece that it is kept with.
        private var pending: [Pending] = []

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
            let references: [PageReference]
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
            let height = waiting.reduce(piece.leastHeight) { sum, next in
                if case .piece(let piece) = next { sum + piece.height } else { sum }
            }
            if height > room + 0.01, !(page?.isEmpty ?? true), height <= sheet.textHeight {
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
                openPage(with: piece.titles)
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

        /// - Parameter titles: Of the table that goes on there.
        private func openPage(with titles: [Piece] = []) {
            guard page == nil else { return }
            let owners = file.reserve()
            page = OpenPage(
                file.reserve(), content: file.reserve(), foot: file.reserve(), key: structure.key(owners),
                owners: owners, y: Sheet.top)
            for piece in titles {
                draw(piece, x: Sheet.side, y: page?.y ?? Sheet.top)
                page?.y += piece.height
            }
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
            pages.append(DonePage(foot: done.foot, entries: done.entries, references: done.references))
        }

        private static let pagesPerGroup = 64
        private var references: [PDFFile.Reference] = []

        // MARK: The end

        /// Ends the last page; then each page's foot can be made. Returns what stands on each.
        func endPages() -> [DonePage] {
            flush()
            if page == nil, pages.isEmpty { openPage() }
            endPage()
            return pages
        }

        /// The number of the page where a place is.
        func pageNumber(of anchor: Layout.Anchor) -> Int? {
            places[anchor].flatMap { place in references.firstIndex(of: place.page).map { $0 + 1 } }
        }

        /// The foot of a page, and whatever else can be known only once all pages are there.
        func foot(_ page: DonePage, _ texts: [FootText]) {
            var text = PDFText("/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n0.4 w 0.75 G ")
            text.add([Sheet.side, Sheet.foot + 12])
            text.add("m ")
            text.add([sheet.width - Sheet.side, Sheet.foot + 12])
            text.add("l S\n0.27 g BT ")
            for part in texts {
                for run in part.line.runs {
                    fonts.show(
                        run, size: part.span.face.size, x: part.x + run.x, y: part.y, into: &text, file: &file)
                }
            }
            text.add("ET EMC\n")
            file.stream(text.bytes, as: page.foot)
        }

        func finish(
            _ catalog: (inout PDFFile, PDFFile.Reference, [Layout.Anchor: Place]) -> PDFText, information: PDFText
        )
            -> [[UInt8]]
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

    /// A text that is put on a page after all others.
    struct FootText {
        var line: TextLine
        var span: Span
        var x: Double
        /// Of its baseline, from the sheet's lower edge.
        var y = Sheet.foot
    }

    /// Where the number of another page is to stand.
    struct PageReference {
        var anchor: Layout.Anchor
        /// Its right end.
        var endsAt: Double
        /// Of its baseline, from the sheet's lower edge.
        var y: Double
    }
#endif
