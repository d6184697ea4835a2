#if Pages
    /// A part of the document as those meet it who do not see it (ISO 32000-1, 14.7): a heading, a table's row.
    ///
    /// It gets its number when something of it is first put on a page. Unchecked: each is used by one thread at a
    /// time, first by the one that sets its text, then by the one that fills the pages.
    final class Element: @unchecked Sendable {
        let kind: String
        let parent: Element?
        /// Further entries of its dictionary.
        let entries: PDFText
        fileprivate(set) var reference: PDFFile.Reference?
        fileprivate var kids: [Kid] = []
        fileprivate var writtenKids = 0

        fileprivate enum Kid {
            case element(Element)
            case written(PDFFile.Reference)
            case content(page: PDFFile.Reference, number: Int)
            case annotation(page: PDFFile.Reference, PDFFile.Reference)
        }

        init(_ kind: String, in parent: Element?, _ entries: PDFText = PDFText()) {
            self.kind = kind
            self.parent = parent
            self.entries = entries
        }
    }

    /// The tree of a file's elements; parts of it are written as soon as they are whole.
    struct Structure {
        let root: PDFFile.Reference
        let document = Element("Document", in: nil)
        /// For each page and each link: what its content belongs to, by number.
        private var parents: [(key: Int, owner: PDFFile.Reference)] = []
        private var nextKey = 0

        init(_ file: inout PDFFile) {
            root = file.reserve()
            document.reference = file.reserve()
        }

        /// The element's number, after its parents'.
        func place(_ element: Element, _ file: inout PDFFile) -> PDFFile.Reference {
            if let known = element.reference { return known }
            let reference = file.reserve()
            element.reference = reference
            if let parent = element.parent {
                _ = place(parent, &file)
                parent.kids.append(.element(element))
            }
            return reference
        }

        func content(_ number: Int, of element: Element, on page: PDFFile.Reference) {
            element.kids.append(.content(page: page, number: number))
        }

        /// Returns the key by which the annotation finds its element again.
        mutating func annotation(
            _ annotation: PDFFile.Reference, of element: Element, on page: PDFFile.Reference, _ file: inout PDFFile
        ) -> Int {
            element.kids.append(.annotation(page: page, annotation))
            return key(place(element, &file))
        }

        /// A new key, whose owner is an element or, for a page, an array of them.
        mutating func key(_ owner: PDFFile.Reference) -> Int {
            parents.append((nextKey, owner))
            nextKey += 1
            return nextKey - 1
        }

        /// Writes what is below `element`: nothing will be added to it.
        func settleKids(of element: Element, _ file: inout PDFFile) {
            for index in element.writtenKids..<element.kids.count {
                guard case .element(let kid) = element.kids[index] else { continue }
                settle(kid, &file)
                if let reference = kid.reference { element.kids[index] = .written(reference) }
            }
            element.writtenKids = element.kids.count
        }

        private func settle(_ element: Element, _ file: inout PDFFile) {
            settleKids(of: element, &file)
            guard let reference = element.reference else { return }
            var text = PDFText("<</Type/StructElem/S/")
            text.add(element.kind)
            text.add("/P ")
            text.add(element.parent?.reference ?? root)
            text.add(element.entries)
            let page = element.kids.lazy.compactMap { kid -> PDFFile.Reference? in
                switch kid {
                case .content(let page, _), .annotation(let page, _): page
                case .element, .written: nil
                }
            }.first
            if let page {
                text.add("/Pg ")
                text.add(page)
            }
            text.add("/K[")
            for kid in element.kids { add(kid, page, &text) }
            text.add("]>>")
            file.write(text, as: reference)
            element.kids = []
            element.writtenKids = 0
        }

        private func add(_ kid: Element.Kid, _ usual: PDFFile.Reference?, _ text: inout PDFText) {
            switch kid {
            case .element(let element): if let reference = element.reference { text.add(reference) }
            case .written(let reference): text.add(reference)
            case .content(let page, let number) where page == usual:
                text.add(number)
                text.add(" ")
            case .content(let page, let number):
                text.add("<</Type/MCR/Pg ")
                text.add(page)
                text.add("/MCID ")
                text.add(number)
                text.add(">>")
            case .annotation(let page, let annotation):
                text.add("<</Type/OBJR/Pg ")
                text.add(page)
                text.add("/Obj ")
                text.add(annotation)
                text.add(">>")
            }
        }

        func finish(_ file: inout PDFFile) {
            settle(document, &file)
            var leaves: [PDFFile.Reference] = []
            for start in stride(from: 0, to: parents.count, by: 500) {
                let part = parents[start..<min(start + 500, parents.count)]
                var leaf = PDFText("<</Limits[\(part[part.startIndex].key) \(part[part.endIndex - 1].key)]/Nums[")
                for (key, owner) in part {
                    leaf.add(key)
                    leaf.add(" ")
                    leaf.add(owner)
                }
                leaf.add("]>>")
                leaves.append(file.write(leaf))
            }
            var tree = PDFText("<</Type/StructTreeRoot/K ")
            if let document = document.reference { tree.add(document) }
            tree.add("/ParentTree<</Kids[")
            for leaf in leaves { tree.add(leaf) }
            tree.add("]>>/ParentTreeNextKey \(nextKey)>>")
            file.write(tree, as: root)
        }
    }
#endif
