#if Pages
    /// Glyphs that show some of a run's text together.
    struct Cluster {
        var glyphs: Range<Int>
        /// Of the run's text.
        var bytes: Range<Int>
    }

    extension GlyphRun {
        /// From left to right; a mark above or below a letter belongs to the letter's.
        func forEachCluster(_ body: (Cluster) -> Void) {
            var start = 0
            // Byte offsets rise from left to right, or fall if the run goes the other way.
            var after = text.count
            while start < glyphs.count {
                var end = endOfCluster(start)
                if isRightToLeft {
                    while end < glyphs.count, isMark(glyphs[end - 1].cluster) { end = endOfCluster(end) }
                } else {
                    while end < glyphs.count, isMark(glyphs[end].cluster) { end = endOfCluster(end) }
                }
                let at = isRightToLeft ? glyphs[end - 1].cluster : glyphs[start].cluster
                let until = isRightToLeft ? after : (end < glyphs.count ? glyphs[end].cluster : text.count)
                body(Cluster(glyphs: start..<end, bytes: min(at, until)..<max(at, until)))
                after = at
                start = end
            }
        }

        private func endOfCluster(_ start: Int) -> Int {
            var end = start + 1
            while end < glyphs.count, glyphs[end].cluster == glyphs[start].cluster { end += 1 }
            return end
        }

        /// Whether a mark that stands on another letter begins at this byte.
        private func isMark(_ at: Int) -> Bool {
            // U+0300 is the first of them; among Han there is none.
            guard at < text.count, text[at] >= 0xCC, !(0xE4...0xE9).contains(text[at]) else { return false }
            guard let scalar = Unicode.Scalar(scalar(at).value) else { return false }
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .enclosingMark, .spacingMark: return true
            default: return false
            }
        }

        /// The scalar whose UTF-8 begins at this byte, and its length.
        private func scalar(_ at: Int) -> (value: UInt32, byteCount: Int) {
            let lead = text[at]
            if lead < 0x80 { return (UInt32(lead), 1) }
            let byteCount = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
            var value = UInt32(lead) & (0xFF >> UInt32(byteCount + 1))
            for index in at + 1..<min(at + byteCount, text.count) { value = value << 6 | UInt32(text[index] & 0x3F) }
            return (value, byteCount)
        }

        /// What the cluster says if that is one scalar, as nearly all do.
        func onlyScalar(_ cluster: Cluster) -> UInt32? {
            guard let at = cluster.bytes.first else { return nil }
            let (value, byteCount) = scalar(at)
            return byteCount == cluster.bytes.count && Self.isSpoken(value) ? value : nil
        }

        /// Without the isolates that were put around a name, and ends of lines.
        func words(_ cluster: Cluster) -> String {
            let words = String(decoding: text[cluster.bytes], as: UTF8.self)
            guard words.utf8.contains(where: { $0 == 0xE2 || $0 < 0x20 }) else { return words }
            var spoken = String.UnicodeScalarView()
            spoken.append(contentsOf: words.unicodeScalars.filter { Self.isSpoken($0.value) })
            return String(spoken)
        }

        private static func isSpoken(_ scalar: UInt32) -> Bool {
            !(0x2066...0x2069).contains(scalar) && scalar >= 0x20
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

        /// Of the run's start, or of the last place where a new matrix was set.
        private var x: Double
        private let y: Double

        init(size: Double, x: Double, y: Double, _ text: inout PDFText) {
            (self.size, self.x, self.y) = (size, x, y)
            matrix(1, at: x, &text)
        }

        private func matrix(_ stretch: Double, at x: Double, _ text: inout PDFText) {
            if stretch == 1 { text.add("1") } else { text.add(decimals: stretch) }
            text.add(" 0 0 1 ")
            text.add([x, y])
            text.add("Tm ")
        }

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

        /// Says `parts` by a glyph that is not painted, side by side in the room of what was placed since `start`.
        mutating func unseen(
            _ parts: [String], since start: Double, with glyph: UInt16, advance: Int, _ text: inout PDFText
        ) {
            settle(&text)
            let room = (wanted - start) / Double(max(1, parts.count))
            text.add("3 Tr ")
            for (index, part) in parts.enumerated() {
                matrix(room * 1000 / (size * Double(max(1, advance))), at: x + start + Double(index) * room, &text)
                text.add("/Span<</ActualText ")
                text.text(part)
                text.add(">>BDC (")
                text.code(glyph)
                text.add(")Tj EMC ")
            }
            text.add("0 Tr ")
            x += wanted
            (pen, wanted) = (0, 0)
            matrix(1, at: x, &text)
        }

        /// Where the next glyph should be, from the last matrix.
        var place: Double { wanted }

        /// After a run whose glyphs were raised.
        mutating func settle(_ text: inout PDFText) {
            close(&text)
            if rise != 0 { text.add("0 Ts ") }
            rise = 0
        }
    }
#endif
