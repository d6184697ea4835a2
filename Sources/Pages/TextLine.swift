#if Pages
    import Reports

    /// A size and a cut of the one family.
    struct Face: Hashable, Sendable {
        var size: Double
        var isBold = false
        var isItalic = false
    }

    /// Text in one style.
    struct Span: Sendable {
        var text: String
        var face: Face
        var ink: Ink
        var link: Layout.Anchor?
        var isIsolated: Bool

        init(
            _ text: String, size: Double, isBold: Bool = false, isItalic: Bool = false, ink: Ink = .body,
            link: Layout.Anchor? = nil, isIsolated: Bool = false
        ) {
            self.text = text
            face = Face(size: size, isBold: isBold, isItalic: isItalic)
            self.ink = ink
            self.link = link
            self.isIsolated = isIsolated
        }

        enum Ink: Sendable, Equatable {
            case grey(Double)
            /// A dark blue, as dark in print as the text around it.
            case link
            static let body = Ink.grey(0.07)
            static let soft = Ink.grey(0.27)
        }
    }

    /// A line as Pango set it: its runs from left to right. Points.
    struct TextLine: Sendable {
        var width: Double
        var height: Double
        /// From the line's top.
        var baseline: Double
        var runs: [GlyphRun] = []
        /// A space or a line's end of the text follows, which is not seen but is to be read and copied.
        var space: Space?

        enum Space { case afterLastRun, beforeFirstRun }
    }

    /// Glyphs of one font and one span, from left to right.
    struct GlyphRun: Sendable {
        var font: FontFile.Key
        /// Which of the spans that were set.
        var span: Int
        var x: Double
        var isRightToLeft: Bool
        /// The UTF-8 that the glyphs show, in logical order; `Glyph.cluster` counts its bytes.
        var text: [UInt8]
        var glyphs: [Glyph] = []
    }

    struct Glyph: Sendable {
        /// Nil: takes room and shows nothing.
        var id: UInt16?
        var width: Double
        var dx: Double
        var dy: Double
        var cluster: Int
    }

    /// Spans as one text, with characters that mislead shown as what they are.
    struct Joined {
        private(set) var spans: [Span] = []
        private(set) var bytes: [UInt8] = []
        private(set) var ranges: [Range<Int>] = []

        init(_ spans: [Span], without missing: Set<Unicode.Scalar>) {
            self.spans = spans
            for span in spans {
                let start = bytes.count
                // First strong isolate … pop: the text's direction is its own.
                if span.isIsolated { bytes += "\u{2068}".utf8 }
                bytes += VisibleText.of(span.text, without: missing).utf8
                if span.isIsolated { bytes += "\u{2069}".utf8 }
                ranges.append(start..<bytes.count)
            }
        }

        func span(at offset: Int) -> Int {
            var low = 0
            var high = ranges.count - 1
            while low < high {
                let middle = (low + high + 1) / 2
                if ranges[middle].lowerBound <= offset { low = middle } else { high = middle - 1 }
            }
            // Empty spans begin where the next one does.
            return low
        }

        /// The last beginning of a scalar at or before `offset`, and the end of the text after that.
        func boundary(upTo offset: Int) -> Int {
            guard offset < bytes.count else { return bytes.count }
            var offset = offset
            while bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
            return offset
        }
    }
#endif
