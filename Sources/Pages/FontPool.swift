#if Pages
    import Ledger

    /// The fonts of a file: which glyphs it shows, and what each of them says.
    final class FontPool {
        private var numbers: [FontFile.Key: Int] = [:]
        private var fonts: [Font] = []
        private var pictures = PictureFonts()

        private final class Font {
            let file: FontFile
            let reference: PDFFile.Reference
            /// By glyph: the scalar that it says, so that text can be found and copied, or one of those below.
            private var says: [UInt32]
            /// What those say that say several scalars.
            private var longer: [UInt16: [UInt16]] = [:]
            private var advances: [Int32]
            let space: UInt16?

            private static let notShown = UInt32.max
            private static let several = UInt32.max - 1
            /// What it says stands beside it each time.
            private static let beside = UInt32.max - 2
            private static let notAsked = Int32.min

            init(_ file: FontFile, _ reference: PDFFile.Reference) {
                self.file = file
                self.reference = reference
                says = Array(repeating: Self.notShown, count: file.glyphCount)
                advances = Array(repeating: Self.notAsked, count: file.glyphCount)
                space = file.glyph(of: " ")
            }

            func advance(_ glyph: UInt16) -> Int {
                let known = advances[Int(glyph)]
                if known != Self.notAsked { return Int(known) }
                let advance = file.advance(glyph)
                advances[Int(glyph)] = Int32(truncatingIfNeeded: advance)
                return advance
            }

            /// True if the glyph says this wherever it stands.
            func settle(_ glyph: UInt16, says scalar: UInt32) -> Bool {
                let known = says[Int(glyph)]
                if known == scalar { return true }
                guard known == Self.notShown || known == Self.beside else { return false }
                says[Int(glyph)] = scalar
                return true
            }

            func settle(_ glyph: UInt16, says words: String) -> Bool {
                let scalars = words.unicodeScalars
                if let only = scalars.first, scalars.count == 1 { return settle(glyph, says: only.value) }
                let words = Array(words.utf16)
                let known = says[Int(glyph)]
                if known == Self.several { return longer[glyph] == words }
                guard known == Self.notShown || known == Self.beside else { return false }
                says[Int(glyph)] = Self.several
                longer[glyph] = words
                return true
            }

            /// The glyph is shown, and says nothing by itself so far.
            func show(_ glyph: UInt16) {
                if says[Int(glyph)] == Self.notShown { says[Int(glyph)] = Self.beside }
            }

            /// Every glyph that is shown, and what it says by itself, in UTF-16.
            var shown: [(glyph: UInt16, words: [UInt16]?)] {
                says.indices.filter { says[$0] != Self.notShown }.map { index in
                    let glyph = UInt16(truncatingIfNeeded: index)
                    let words =
                        says[index] == Self.several
                        ? longer[glyph] : Unicode.Scalar(says[index]).map { Array(String($0).utf16) }
                    return (glyph, words)
                }
            }
        }

        /// The operators that show `run` at its baseline, inside BT and ET: `F1 9 Tf`, a matrix, the glyphs.
        ///
        /// - Parameter space: A space that takes no room and stands at the run's end, or at its beginning.
        func show(
            _ run: GlyphRun, _ space: TextLine.Space? = nil, size: Double, x: Double, y: Double,
            into text: inout PDFText, file: inout PDFFile
        ) {
            let number = number(of: run.font, &file)
            let font = fonts[number]
            if font.file.hasPictures {
                pictures.show(run, font.file, number, size: size, x: x, y: y, into: &text, &file)
                return
            }
            text.name("F\(number)")
            text.add(size)
            text.add(" Tf ")
            var writer = GlyphWriter(size: size, x: x, y: y, &text)
            if space == .beforeFirstRun { show(space: font, &writer, &text) }
            run.forEachCluster { cluster in
                if placeAlone(cluster, of: run, font, &writer, &text) { return }
                let glyphs = run.glyphs[cluster.glyphs]
                switch saying(cluster, of: run, font) {
                case .itself: place(glyphs, font, &writer, &text)
                case .beside:
                    writer.begin(run.words(cluster), &text)
                    place(glyphs, font, &writer, &text)
                    writer.end(&text)
                case .unseen(let parts, let glyph):
                    let start = writer.place
                    writer.begin("", &text)
                    place(glyphs, font, &writer, &text)
                    writer.end(&text)
                    writer.unseen(parts, since: start, with: glyph, advance: font.advance(glyph), &text)
                }
            }
            if space == .afterLastRun { show(space: font, &writer, &text) }
            writer.settle(&text)
        }

        /// Places one glyph that says one scalar, wherever it stands, as nearly all do; false for others.
        private func placeAlone(
            _ cluster: Cluster, of run: GlyphRun, _ font: Font, _ writer: inout GlyphWriter, _ text: inout PDFText
        ) -> Bool {
            guard cluster.glyphs.count == 1, let scalar = run.onlyScalar(cluster) else { return false }
            let glyph = run.glyphs[cluster.glyphs.lowerBound]
            if let id = glyph.id, !font.settle(id, says: scalar) { return false }
            writer.place(glyph, advance: glyph.id.map { font.advance($0) } ?? 0, &text)
            return true
        }

        private func show(space font: Font, _ writer: inout GlyphWriter, _ text: inout PDFText) {
            guard let glyph = font.space, font.settle(glyph, says: 0x20) else { return }
            let space = Glyph(id: glyph, width: 0, dx: 0, dy: 0, cluster: 0)
            writer.place(space, advance: font.advance(glyph), &text)
        }

        private func place(
            _ glyphs: ArraySlice<Glyph>, _ font: Font, _ writer: inout GlyphWriter, _ text: inout PDFText
        ) {
            for glyph in glyphs { writer.place(glyph, advance: glyph.id.map { font.advance($0) } ?? 0, &text) }
        }

        private func number(of key: FontFile.Key, _ file: inout PDFFile) -> Int {
            if let known = numbers[key] { return known }
            guard let font = FontFile(key) else { fatalError("a font that text was set in cannot be read") }
            fonts.append(Font(font, file.reserve()))
            numbers[key] = fonts.count - 1
            return fonts.count - 1
        }

        /// How what a cluster's glyphs say gets into the file.
        private enum Saying {
            /// Each glyph's code says it.
            case itself
            /// It stands beside the glyphs.
            case beside
            /// It is said by glyphs that are not painted, each in its own part of the room. Readers take letters by
            /// their places: marks above or below others would fall out of their word, and in text from right to left
            /// they turn around letter by letter, and what a ligature says as well.
            case unseen([String], with: UInt16)
        }

        private func saying(_ cluster: Cluster, of run: GlyphRun, _ font: Font) -> Saying {
            let shown = run.glyphs[cluster.glyphs].filter { $0.id != nil }
            let glyphs = shown.compactMap(\.id)
            guard let widest = glyphs.max(by: { font.advance($0) < font.advance($1) }) else { return .itself }
            let words = run.words(cluster)
            let letters = Array(words.unicodeScalars)
            if glyphs.count == 1, letters.count == 1 || !run.isRightToLeft {
                return font.settle(glyphs[0], says: words) ? .itself : .beside
            }
            let isPlain = shown.allSatisfy { $0.dx == 0 && $0.dy == 0 && $0.width > 0 }
            if !run.isRightToLeft, isPlain, letters.count == glyphs.count,
                zip(letters, glyphs).allSatisfy({ font.file.glyph(of: $0) == $1 })
            {
                let settled = zip(letters, glyphs).map { font.settle($1, says: $0.value) }
                return settled.allSatisfy { $0 } ? .itself : .beside
            }
            for glyph in glyphs { font.show(glyph) }
            if isPlain, !run.isRightToLeft || letters.isEmpty { return .beside }
            if font.advance(widest) == 0 { return .beside }
            let parts = run.isRightToLeft ? letters.reversed().map { String($0) } : [words]
            return .unseen(parts, with: widest)
        }

        /// `/F0 12 0 R /F1 …`: the entries of a Font dictionary, for every page.
        func resources() -> PDFText {
            var text = PDFText()
            for (number, font) in fonts.enumerated() where !font.file.hasPictures {
                text.name("F\(number)")
                text.add(font.reference)
            }
            pictures.resources(&text)
            return text
        }

        /// Writes every font, cut down to its shown glyphs.
        func finish(_ file: inout PDFFile) {
            for font in fonts where !font.file.hasPictures { write(font, &file) }
            pictures.finish(&file)
        }

        private func write(_ font: Font, _ file: inout PDFFile) {
            let shown = font.shown
            let glyphs = shown.map(\.glyph)
            guard let cut = font.file.subset(glyphs) else { fatalError("a font cannot be cut down to its glyphs") }
            let name = Self.prefix(glyphs) + "+" + font.file.name
            var program = PDFText()
            if font.file.isCFF {
                program.add("/Subtype/OpenType")
            } else {
                program.add("/Length1 ")
                program.add(cut.count)
            }
            let programReference = file.stream(cut, program)
            let measures = font.file.measures
            var descriptor = PDFText("<</Type/FontDescriptor/FontName")
            descriptor.name(name)
            descriptor.add("/Flags 4/FontBBox[")
            for edge in measures.box {
                descriptor.add(edge)
                descriptor.add(" ")
            }
            descriptor.add("]/ItalicAngle 0/StemV 80/Ascent ")
            descriptor.add(measures.ascent)
            descriptor.add("/CapHeight ")
            descriptor.add(measures.ascent)
            descriptor.add("/Descent ")
            descriptor.add(measures.descent)
            descriptor.add(font.file.isCFF ? "/FontFile3 " : "/FontFile2 ")
            descriptor.add(programReference)
            descriptor.add(">>")
            let descriptorReference = file.write(descriptor)

            var descendant = PDFText("<</Type/Font/Subtype")
            descendant.add(font.file.isCFF ? "/CIDFontType0" : "/CIDFontType2/CIDToGIDMap/Identity")
            descendant.add("/BaseFont")
            descendant.name(name)
            descendant.add("/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor ")
            descendant.add(descriptorReference)
            descendant.add("/DW 1000/W[")
            for glyph in glyphs {
                descendant.add(Int(glyph))
                descendant.add("[")
                descendant.add(font.advance(glyph))
                descendant.add("]")
            }
            descendant.add("]>>")
            let descendantReference = file.write(descendant)
            let spoken = shown.compactMap { glyph, words in words.map { (code: glyph, words: $0) } }
            let mapReference = file.stream(ToUnicode.stream(spoken, byteCount: 2))
            var dictionary = PDFText("<</Type/Font/Subtype/Type0/BaseFont")
            dictionary.name(name)
            dictionary.add("/Encoding/Identity-H/DescendantFonts[")
            dictionary.add(descendantReference)
            dictionary.add("]/ToUnicode ")
            dictionary.add(mapReference)
            dictionary.add(">>")
            file.write(dictionary, as: font.reference)
        }

        /// Six letters that tell one cut from another.
        private static func prefix(_ glyphs: [UInt16]) -> String {
            let hash = sha256(glyphs.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })
            return String(decoding: hash.prefix(6).map { UInt8(ascii: "A") + $0 % 26 }, as: UTF8.self)
        }
    }

    /// What the codes of a font say (ISO 32000-1, 9.10.3).
    enum ToUnicode {
        static func stream(_ words: [(code: UInt16, words: [UInt16])], byteCount: Int) -> [UInt8] {
            var text = PDFText(
                """
                /CIDInit/ProcSet findresource begin 12 dict begin begincmap
                /CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def
                /CMapName/Adobe-Identity-UCS def/CMapType 2 def
                1 begincodespacerange

                """)
            text.add(byteCount == 2 ? "<0000><FFFF>" : "<00><FF>")
            text.add(" endcodespacerange\n")
            for start in stride(from: 0, to: words.count, by: 100) {
                let part = words[start..<min(start + 100, words.count)]
                text.add(part.count)
                text.add(" beginbfchar\n")
                for (code, words) in part {
                    text.add("<")
                    if byteCount == 2 { text.hex(code) } else { text.hexByte(UInt8(code)) }
                    text.add("><")
                    for unit in words { text.hex(unit) }
                    text.add(">\n")
                }
                text.add("endbfchar\n")
            }
            text.add("endcmap CMapName currentdict/CMap defineresource pop end end\n")
            return text.bytes
        }
    }
#endif
