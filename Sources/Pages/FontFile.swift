#if Pages
    import CHarfBuzz

    /// A font's file: its measures, and a copy of it cut down to some glyphs. HarfBuzz reads it.
    final class FontFile {
        struct Key: Hashable, Sendable {
            var path: String
            /// Of the font in a collection.
            var index: Int
        }

        private let face: OpaquePointer
        private let font: OpaquePointer
        let unitsPerEm: Int
        let glyphCount: Int
        /// `NotoSans-Regular`.
        let name: String
        /// Outlines in PostScript's form, not TrueType's.
        let isCFF: Bool
        /// Its glyphs are small pictures.
        let hasPictures: Bool

        /// Nil if the file is no font that HarfBuzz reads.
        init?(_ key: Key) {
            guard let blob = hb_blob_create_from_file_or_fail(key.path) else { return nil }
            defer { hb_blob_destroy(blob) }
            guard let face = hb_face_create(blob, UInt32(key.index)) else { return nil }
            guard hb_face_get_glyph_count(face) > 0, let font = hb_font_create(face) else {
                hb_face_destroy(face)
                return nil
            }
            self.face = face
            self.font = font
            unitsPerEm = Int(hb_face_get_upem(face))
            glyphCount = min(Int(hb_face_get_glyph_count(face)), 65_536)
            name = Self.name(face)
            isCFF = !Self.table(face, "CFF ").isEmpty
            hasPictures = hb_ot_color_has_png(face) != 0
        }

        deinit {
            hb_font_destroy(font)
            hb_face_destroy(face)
        }

        /// In thousandths of an em.
        func advance(_ glyph: UInt16) -> Int { thousandths(Int(hb_font_get_glyph_h_advance(font, UInt32(glyph)))) }

        /// The glyph that shows the scalar alone.
        func glyph(of scalar: Unicode.Scalar) -> UInt16? {
            var nominal: hb_codepoint_t = 0
            guard hb_font_get_nominal_glyph(font, scalar.value, &nominal) != 0 else { return nil }
            return UInt16(exactly: nominal)
        }

        struct Measures {
            var ascent: Int
            var descent: Int
            var box: [Int]
        }

        /// In thousandths of an em.
        var measures: Measures {
            var extents = hb_font_extents_t()
            _ = hb_font_get_h_extents(font, &extents)
            let head = Self.table(face, "head")
            var box = [0, 0, 1000, 1000]
            if head.count >= 44 {
                box = (0..<4).map { index in
                    let at = 36 + 2 * index
                    return thousandths(Int(Int16(bitPattern: UInt16(head[at]) << 8 | UInt16(head[at + 1]))))
                }
            }
            return Measures(
                ascent: thousandths(Int(extents.ascender)), descent: thousandths(Int(extents.descender)), box: box)
        }

        /// The picture of a glyph, a PNG, and where it stands in thousandths of an em: left, bottom, width, height.
        func picture(_ glyph: UInt16) -> (png: [UInt8], box: [Int])? {
            guard let blob = hb_ot_color_glyph_reference_png(font, UInt32(glyph)) else { return nil }
            defer { hb_blob_destroy(blob) }
            let png = Self.bytes(blob)
            var extents = hb_glyph_extents_t()
            guard !png.isEmpty, hb_font_get_glyph_extents(font, UInt32(glyph), &extents) != 0 else { return nil }
            let box = [
                Int(extents.x_bearing), Int(extents.y_bearing) + Int(extents.height), Int(extents.width),
                -Int(extents.height),
            ]
            return (png, box.map(thousandths))
        }

        /// The font with these glyphs alone, under their old numbers.
        func subset(_ glyphs: some Sequence<UInt16>) -> [UInt8]? {
            guard let input = hb_subset_input_create_or_fail() else { return nil }
            defer { hb_subset_input_destroy(input) }
            let set = hb_subset_input_glyph_set(input)
            hb_set_add(set, 0)
            for glyph in glyphs { hb_set_add(set, UInt32(glyph)) }
            // Layout has been done; without these tables no other glyph is taken along.
            let dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG)
            for table in ["GSUB", "GPOS", "GDEF", "BASE", "kern", "STAT", "DSIG", "VORG", "vhea", "vmtx", "MATH"] {
                hb_set_add(dropped, Self.tag(table))
            }
            hb_subset_input_set_flags(
                input, HB_SUBSET_FLAGS_RETAIN_GIDS.rawValue | HB_SUBSET_FLAGS_NO_HINTING.rawValue)
            guard let cut = hb_subset_or_fail(face, input) else { return nil }
            defer { hb_face_destroy(cut) }
            guard let blob = hb_face_reference_blob(cut) else { return nil }
            defer { hb_blob_destroy(blob) }
            return Self.bytes(blob)
        }

        private func thousandths(_ units: Int) -> Int {
            Int((Double(units) * 1000 / Double(unitsPerEm)).rounded())
        }

        private static func name(_ face: OpaquePointer) -> String {
            var count: UInt32 = 128
            var text = [CChar](repeating: 0, count: 128)
            _ = hb_ot_name_get_utf8(face, hb_ot_name_id_t(6), nil, &count, &text)
            let name = text.prefix(Int(count)).map { UInt8(bitPattern: $0) }.filter {
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2D
            }
            return name.isEmpty ? "Font" : String(decoding: name, as: UTF8.self)
        }

        private static func table(_ face: OpaquePointer, _ name: String) -> [UInt8] {
            guard let blob = hb_face_reference_table(face, tag(name)) else { return [] }
            defer { hb_blob_destroy(blob) }
            return bytes(blob)
        }

        private static func bytes(_ blob: OpaquePointer) -> [UInt8] {
            var count: UInt32 = 0
            guard let data = hb_blob_get_data(blob, &count) else { return [] }
            return data.withMemoryRebound(to: UInt8.self, capacity: Int(count)) {
                Array(UnsafeBufferPointer(start: $0, count: Int(count)))
            }
        }

        private static func tag(_ name: String) -> hb_tag_t { name.utf8.reduce(0) { $0 << 8 | UInt32($1) } }
    }
#endif
