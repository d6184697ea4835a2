#if Pages
    /// Glyphs that show some of a run's text together.
    struct Cluster {
        var glyphs: ArraySlice<Glyph>
        var words: String
    }

    extension GlyphRun {
        /// From left to right.
        var clusters: [Cluster] {
            var found: [Cluster] = []
            found.reserveCapacity(glyphs.count)
            var start = 0
            // Byte offsets rise from left to right, or fall if the run goes the other way.
            var after = text.count
            while start < glyphs.count {
                let at = glyphs[start].cluster
                var end = start + 1
                while end < glyphs.count, glyphs[end].cluster == at { end += 1 }
                let until = isRightToLeft ? after : (end < glyphs.count ? glyphs[end].cluster : text.count)
                let bytes = text[min(at, until)..<max(at, until)]
                found.append(
                    Cluster(glyphs: glyphs[start..<end], words: Self.spoken(String(decoding: bytes, as: UTF8.self))))
                after = at
                start = end
            }
            return found
        }

        /// Without the isolates that were put around a name, and ends of lines.
        private static func spoken(_ text: String) -> String {
            guard text.utf8.contains(where: { $0 == 0xE2 || $0 < 0x20 }) else { return text }
            var spoken = String.UnicodeScalarView()
            spoken.append(
                contentsOf: text.unicodeScalars.filter { !(0x2066...0x2069).contains($0.value) && $0.value >= 0x20 })
            return String(spoken)
        }
    }

    /// The TJ operators of a run: codes, and how far each next one is from where it would stand by itself.
    struct GlyphWriter {
        let size: Double
        private var isOpen = false
        private var isInString = false
        /// Where the next glyph would be drawn, and where it should be: points from the run's start.
        private var pen = 0.0
        private var wanted = 0.0
        private var rise = 0.0

        init(size: Double) { self.size = size }

        mutating func place(_ glyph: Glyph, advance: Int, _ text: inout PDFText) {
            if let id = glyph.id {
                if abs(glyph.dy - rise) > 0.004 {
                    close(&text)
                    text.add(glyph.dy)
                    text.add(" Ts ")
                    rise = glyph.dy
                }
                move(to: wanted + glyph.dx, &text)
                openString(&text)
                text.code(id)
                pen += Double(advance) * size / 1000
            }
            wanted += glyph.width
        }

        private mutating func move(to place: Double, _ text: inout PDFText) {
            let thousandths = Int(((pen - place) * 1000 / size).rounded())
            guard thousandths != 0 else { return }
            if isInString { text.add(")") }
            isInString = false
            if !isOpen { text.add("[") }
            isOpen = true
            text.add(thousandths)
            pen -= Double(thousandths) * size / 1000
        }

        private mutating func openString(_ text: inout PDFText) {
            if !isOpen { text.add("[") }
            if !isInString { text.add("(") }
            isOpen = true
            isInString = true
        }

        /// What the glyphs up to `end` say, in one.
        mutating func begin(_ words: String, _ text: inout PDFText) {
            close(&text)
            text.add("/Span<</ActualText ")
            text.text(words)
            text.add(">>BDC ")
        }

        mutating func end(_ text: inout PDFText) {
            close(&text)
            text.add("EMC ")
        }

        mutating func close(_ text: inout PDFText) {
            if isInString { text.add(")") }
            if isOpen { text.add("]TJ ") }
            isOpen = false
            isInString = false
        }

        /// After a run whose glyphs were raised.
        mutating func settle(_ text: inout PDFText) {
            close(&text)
            if rise != 0 { text.add("0 Ts ") }
            rise = 0
        }
    }
#endif
