#if Pages
    import CPango
    import Reports

    /// Sets text in lines with Pango: itemising, fallback fonts, direction, breaking and shaping are all its own.
    ///
    /// It gives the same lines for the same text, fonts and library. Unchecked: each is used by one thread at a time.
    final class Typesetter: @unchecked Sendable {
        private let map: UnsafeMutablePointer<PangoFontMap>
        private let context: OpaquePointer
        private let layout: OpaquePointer
        private var descriptions: [Face: OpaquePointer] = [:]
        private var files: [UnsafeMutablePointer<PangoFont>: FontFile.Key] = [:]
        /// Scalars met so far for which no font has a glyph; they are set as their code points.
        private(set) var missing: Set<Unicode.Scalar> = []
        /// Short texts that were set: fixed words, names and days come again and again.
        private var known: [Setting: [TextLine]] = [:]

        private struct Setting: Hashable {
            var bytes: [UInt8]
            var ends: [Int]
            var faces: [Face]
            var width: Double?

            init(_ text: Joined, _ width: Double?) {
                bytes = text.bytes
                ends = text.ranges.map(\.upperBound)
                faces = text.spans.map(\.face)
                self.width = width
            }

            /// In bytes; longer texts are nearly all different.
            static let longest = 80
            static let most = 4000
        }

        /// The families asked for, one for each script that fontconfig might otherwise take from another family. Han
        /// and kana are left to fontconfig, which goes by the language; emoji to Pango, which asks for `emoji` itself
        /// (a colour font named here would give its digits, too).
        private static let families =
            ["", " Arabic", " Hebrew", " Devanagari", " Thai", " Armenian", " Georgian", " Lao", " Symbols"]
            .map { "Noto Sans" + $0 }.joined(separator: ",")

        init(language: String) {
            map = pango_ft2_font_map_new()
            pango_ft2_font_map_set_resolution(OpaquePointer(map), 72, 72)
            context = pango_font_map_create_context(map)
            pango_context_set_language(context, pango_language_from_string(language))
            pango_context_set_round_glyph_positions(context, 0)
            layout = pango_layout_new(context)
            pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
        }

        deinit {
            for font in files.keys { g_object_unref(font) }
            for description in descriptions.values { pango_font_description_free(description) }
            g_object_unref(UnsafeMutableRawPointer(layout))
            g_object_unref(UnsafeMutableRawPointer(context))
            g_object_unref(map)
        }

        /// The lines of `spans` in the given width; one line if there is none.
        ///
        /// - Parameter followsText: Each paragraph goes in the direction of its first letter; else from left to right.
        func lines(_ spans: [Span], width: Double?, followsText: Bool = false) -> [TextLine] {
            while true {
                let text = Joined(spans, without: missing)
                let setting = followsText || text.bytes.count > Setting.longest ? nil : Setting(text, width)
                if let setting, let lines = known[setting] { return lines }
                let count = missing.count
                let lines = lines(text, width: width, followsText: followsText)
                guard missing.count == count else { continue }
                if let setting {
                    if known.count == Setting.most { known.removeAll(keepingCapacity: true) }
                    known[setting] = lines
                }
                return lines
            }
        }

        /// Those of `scalars` for which no font has a glyph.
        func missing(among scalars: Set<Unicode.Scalar>) -> [Unicode.Scalar] {
            for scalar in scalars.subtracting(missing) {
                _ = lines(Joined([Span(String(scalar), size: 10)], without: []), width: nil, followsText: false)
            }
            return missing.intersection(scalars).sorted()
        }

        /// Pango shapes the whole rest of an item again for each line; a long text is given to it in parts, of which
        /// each begins with the last line of the part before.
        private static let part = 3000

        private func lines(_ text: Joined, width: Double?, followsText: Bool) -> [TextLine] {
            pango_layout_set_width(layout, width.map { Int32(max(1, $0) * scale) } ?? -1)
            pango_layout_set_auto_dir(layout, followsText ? 1 : 0)
            var lines: [TextLine] = []
            var from = 0
            repeat {
                let to = text.boundary(upTo: from + Self.part)
                let isLast = to == text.bytes.count || width == nil
                let end = isLast ? text.bytes.count : to
                set(text, from..<end)
                let (found, starts) = readLines(text, from)
                if !isLast, found.count > 1 {
                    lines += found.dropLast()
                    from = starts[starts.count - 1]
                } else {
                    lines += found
                    from = end
                }
            } while from < text.bytes.count
            if lines.count > 1, lines[lines.count - 1].runs.isEmpty { lines.removeLast() }
            return lines
        }

        private func set(_ text: Joined, _ range: Range<Int>) {
            text.bytes[range].withUnsafeBufferPointer { bytes in
                bytes.withMemoryRebound(to: CChar.self) {
                    pango_layout_set_text(layout, $0.baseAddress, Int32($0.count))
                }
            }
            let list = pango_attr_list_new()
            defer { pango_attr_list_unref(list) }
            func insert(_ attribute: UnsafeMutablePointer<PangoAttribute>?, _ part: Range<Int>) {
                guard let attribute else { return }
                attribute.pointee.start_index = UInt32(part.lowerBound - range.lowerBound)
                attribute.pointee.end_index = UInt32(part.upperBound - range.lowerBound)
                pango_attr_list_insert(list, attribute)
            }
            for (index, span) in text.spans.enumerated() {
                let part = text.ranges[index].clamped(to: range)
                guard !part.isEmpty || text.bytes.isEmpty else { continue }
                insert(pango_attr_font_desc_new(description(span.face)), part)
                // A colour that names the span, so that each run is of one span.
                insert(pango_attr_foreground_new(UInt16(index >> 16), UInt16(index & 0xFFFF), 0), part)
            }
            insert(pango_attr_font_features_new("tnum=1"), range)
            insert(pango_attr_insert_hyphens_new(0), range)
            pango_layout_set_attributes(layout, list)
            // An empty line is as high as its style.
            if let first = text.spans.first { pango_layout_set_font_description(layout, description(first.face)) }
        }

        private func description(_ face: Face) -> OpaquePointer {
            if let known = descriptions[face] { return known }
            guard let description = pango_font_description_new() else { fatalError("out of memory") }
            pango_font_description_set_family(description, Self.families)
            pango_font_description_set_absolute_size(description, face.size * scale)
            // Both are said always: what is not said is as in the first span.
            pango_font_description_set_weight(description, face.isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
            pango_font_description_set_style(description, face.isItalic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL)
            descriptions[face] = description
            return description
        }

        /// The lines that Pango made, and the byte of the whole text at which each begins.
        private func readLines(_ text: Joined, _ base: Int) -> ([TextLine], starts: [Int]) {
            var lines: [TextLine] = []
            var starts: [Int] = []
            guard let iterator = pango_layout_get_iter(layout) else { return ([], []) }
            defer { pango_layout_iter_free(iterator) }
            repeat {
                guard let line = pango_layout_iter_get_line_readonly(iterator) else { break }
                var box = PangoRectangle()
                pango_layout_iter_get_line_extents(iterator, nil, &box)
                let baseline = pango_layout_iter_get_baseline(iterator)
                var made = TextLine(
                    width: Double(box.width) / scale, height: Double(box.height) / scale,
                    baseline: Double(baseline - box.y) / scale)
                var x = Double(box.x) / scale
                var node = line.pointee.runs
                while let run = node {
                    let item = run.pointee.data.assumingMemoryBound(to: PangoGlyphItem.self)
                    if let glyphs = readRun(item.pointee, text, base, &x) { made.runs.append(glyphs) }
                    node = run.pointee.next
                }
                let end = base + Int(line.pointee.start_index) + Int(line.pointee.length)
                if end > 0, end < text.bytes.count, text.bytes[end] == 0x0A || text.bytes[end - 1] == 0x20 {
                    made.space =
                        pango_layout_line_get_resolved_direction(line) == PANGO_DIRECTION_RTL
                        ? .beforeFirstRun : .afterLastRun
                }
                lines.append(made)
                starts.append(base + Int(line.pointee.start_index))
            } while pango_layout_iter_next_line(iterator) != 0
            return (lines, starts)
        }

        private func readRun(_ item: PangoGlyphItem, _ text: Joined, _ base: Int, _ x: inout Double) -> GlyphRun? {
            let offset = base + Int(item.item.pointee.offset)
            let analysis = item.item.pointee.analysis
            let count = Int(item.glyphs.pointee.num_glyphs)
            guard let font = analysis.font, let infos = item.glyphs.pointee.glyphs,
                let clusters = item.glyphs.pointee.log_clusters
            else { return nil }
            var run = GlyphRun(
                font: file(font), span: text.span(at: offset), x: x, isRightToLeft: analysis.level & 1 == 1,
                text: Array(text.bytes[offset..<offset + Int(item.item.pointee.length)]))
            run.glyphs.reserveCapacity(count)
            for index in 0..<count {
                let info = infos[index]
                let width = Double(info.geometry.width) / scale
                x += width
                var glyph = info.glyph
                if glyph & unknownFlag != 0, glyph != emptyGlyph {
                    if let scalar = Unicode.Scalar(glyph & ~unknownFlag) { missing.insert(scalar) }
                    glyph = emptyGlyph
                }
                run.glyphs.append(
                    Glyph(
                        id: glyph == emptyGlyph ? nil : UInt16(truncatingIfNeeded: glyph), width: width,
                        dx: Double(info.geometry.x_offset) / scale, dy: Double(info.geometry.y_offset) / scale,
                        cluster: Int(clusters[index])))
            }
            return run
        }

        private func file(_ font: UnsafeMutablePointer<PangoFont>) -> FontFile.Key {
            if let known = files[font] { return known }
            let pattern = pango_fc_font_get_pattern(
                UnsafeMutableRawPointer(font).assumingMemoryBound(to: PangoFcFont.self))
            var name: UnsafeMutablePointer<FcChar8>?
            var index: Int32 = 0
            guard FcPatternGetString(pattern, "file", 0, &name) == FcResultMatch, let name else {
                fatalError("fontconfig gave a font without a file")
            }
            _ = FcPatternGetInteger(pattern, "index", 0, &index)
            let key = FontFile.Key(path: String(cString: name), index: Int(index) & 0xFFFF)
            g_object_ref(font)
            files[font] = key
            return key
        }
    }

    /// Pango's units to a point.
    private let scale = 1024.0
    private let emptyGlyph: UInt32 = 0x0FFF_FFFF
    private let unknownFlag: UInt32 = 0x1000_0000
#endif
