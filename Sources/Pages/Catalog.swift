#if Pages
    import Ledger
    import Reports

    /// Title, program and time: the same in the information dictionary and in XMP, and nothing else.
    struct Metadata {
        private let layout: Layout
        private let time: String

        init(_ layout: Layout) {
            self.layout = layout
            time = layout.generated.text
        }

        /// `D:20260304221400Z`.
        var date: String { "D:" + time.prefix(19).filter { $0.isNumber } + "Z" }

        var information: PDFText {
            var text = PDFText("<</Title ")
            text.text(layout.title)
            text.add("/Creator ")
            text.text(layout.program)
            text.add("/Producer ")
            text.text(layout.program)
            text.add("/CreationDate(\(date))/ModDate(\(date))>>")
            return text
        }

        func stream(_ file: inout PDFFile) -> PDFFile.Reference {
            let title = Self.escaped(layout.title)
            let program = Self.escaped(layout.program)
            let text = """
                <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
                <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
                  xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
                <dc:title><rdf:Alt><rdf:li xml:lang="x-default">\(title)</rdf:li></rdf:Alt></dc:title>
                <dc:language><rdf:Bag><rdf:li>\(Self.escaped(layout.language))</rdf:li></rdf:Bag></dc:language>
                <dc:format>application/pdf</dc:format>
                <xmp:CreateDate>\(time)</xmp:CreateDate><xmp:ModifyDate>\(time)</xmp:ModifyDate>
                <xmp:CreatorTool>\(program)</xmp:CreatorTool><pdf:Producer>\(program)</pdf:Producer>
                </rdf:Description></rdf:RDF></x:xmpmeta>
                <?xpacket end="r"?>

                """
            return file.stream(Array(text.utf8), PDFText("/Type/Metadata/Subtype/XML"), isPacked: false)
        }

        private static func escaped(_ text: String) -> String {
            text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
        }
    }

    /// A file inside the file.
    enum Attached {
        static func write(
            _ name: String, _ bytes: PDFReport.Bytes, date: String, _ file: inout PDFFile
        ) -> PDFFile.Reference {
            let (packed, byteCount) = Deflate.pack(bytes)
            let data = file.stream(
                deflated: packed,
                PDFText(
                    "/Type/EmbeddedFile/Subtype/application#2Fjson/Params<</Size \(byteCount)/ModDate(\(date))>>"))
            var text = PDFText("<</Type/Filespec/F(\(name))/UF(\(name))/AFRelationship/Data/EF<</F ")
            text.add(data)
            text.add("/UF ")
            text.add(data)
            text.add(">>>>")
            return file.write(text)
        }
    }

    /// Where links lead, by name.
    enum Destinations {
        static func write(
            _ places: [Layout.Anchor: PageWriter.Place], height: Double, _ file: inout PDFFile
        ) -> PDFFile.Reference {
            let sorted = places.map { (Array($0.key.id.utf8), $0.value) }
                .sorted { $0.0.lexicographicallyPrecedes($1.0) }
            var tree = PDFText("<</Kids[")
            for start in stride(from: 0, to: sorted.count, by: 64) {
                let part = sorted[start..<min(start + 64, sorted.count)]
                var leaf = PDFText("<</Limits[")
                leaf.literal(part[part.startIndex].0)
                leaf.literal(part[part.endIndex - 1].0)
                leaf.add("]/Names[")
                for (name, place) in part {
                    leaf.literal(name)
                    leaf.add(place.destination(height))
                }
                leaf.add("]>>")
                tree.add(file.write(leaf))
            }
            tree.add("]>>")
            return file.write(tree)
        }
    }

    extension PageWriter.Place {
        func destination(_ height: Double) -> PDFText {
            var text = PDFText("[")
            text.add(page)
            text.add("/XYZ null ")
            text.add(height - top + 4)
            text.add(" null]")
            return text
        }
    }

    /// The document's parts as a reader lists them beside the pages.
    struct OutlineItem {
        var title: String
        var anchor: Layout.Anchor
        var kids: [OutlineItem] = []

        static func write(
            _ items: [OutlineItem], _ places: [Layout.Anchor: PageWriter.Place], _ file: inout PDFFile
        ) -> PDFFile.Reference? {
            guard !items.isEmpty else { return nil }
            let root = file.reserve()
            let ends = write(items, in: root, &file)
            var text = PDFText("<</Type/Outlines/First ")
            text.add(ends.first)
            text.add("/Last ")
            text.add(ends.last)
            text.add("/Count \(items.count)>>")
            file.write(text, as: root)
            return root
        }

        private static func write(
            _ items: [OutlineItem], in parent: PDFFile.Reference, _ file: inout PDFFile
        ) -> (first: PDFFile.Reference, last: PDFFile.Reference) {
            let references = items.map { _ in file.reserve() }
            for (index, item) in items.enumerated() {
                var text = PDFText("<</Title ")
                text.text(VisibleText.of(item.title))
                text.add("/Parent ")
                text.add(parent)
                text.add("/Dest")
                text.literal(item.anchor.id.utf8)
                if index > 0 {
                    text.add("/Prev ")
                    text.add(references[index - 1])
                }
                if index + 1 < items.count {
                    text.add("/Next ")
                    text.add(references[index + 1])
                }
                if !item.kids.isEmpty {
                    let ends = write(item.kids, in: references[index], &file)
                    text.add("/First ")
                    text.add(ends.first)
                    text.add("/Last ")
                    text.add(ends.last)
                    // Closed until opened.
                    text.add("/Count \(-item.kids.count)")
                }
                text.add(">>")
                file.write(text, as: references[index])
            }
            return (references[0], references[references.count - 1])
        }
    }
#endif
