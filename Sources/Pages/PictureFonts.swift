#if Pages
    /// Glyphs that are pictures, such as emoji, as fonts of Type 3: so they can be found and copied like letters.
    struct PictureFonts {
        private struct Shown: Hashable {
            var font: Int
            var glyph: UInt16
            var words: String
        }

        private struct Glyph {
            var procedure: PDFFile.Reference
            var image: PDFFile.Reference?
            var advance: Int
            var words: String
        }

        private var codes: [Shown: Int] = [:]
        private var glyphs: [Glyph] = []
        private var fonts: [PDFFile.Reference] = []

        /// Codes that a font of one byte has, without the one that ends strings elsewhere.
        private static let codesPerFont = 255

        mutating func show(
            _ run: GlyphRun, _ font: FontFile, _ number: Int, size: Double, x: Double, y: Double,
            into text: inout PDFText, _ file: inout PDFFile
        ) {
            var at = x
            run.forEachCluster { cluster in
                // What several glyphs say together is said by the first.
                var words = run.words(cluster)
                for glyph in run.glyphs[cluster.glyphs] {
                    if let id = glyph.id {
                        let index = code(Shown(font: number, glyph: id, words: words), font, &file)
                        words = ""
                        text.name("T\(index / Self.codesPerFont)")
                        text.add(size)
                        text.add(" Tf 1 0 0 1 ")
                        text.add([at + glyph.dx, y + glyph.dy])
                        text.add("Tm ")
                        text.literal([UInt8(index % Self.codesPerFont + 1)])
                        text.add("Tj ")
                    }
                    at += glyph.width
                }
            }
        }

        private mutating func code(_ shown: Shown, _ font: FontFile, _ file: inout PDFFile) -> Int {
            if let known = codes[shown] { return known }
            let advance = font.advance(shown.glyph)
            var procedure = PDFText()
            procedure.add(advance)
            procedure.add(" 0 d0 ")
            var image: PDFFile.Reference?
            if let picture = font.picture(shown.glyph), let pixels = PNGPixels(picture.png) {
                image = Images.write(PackedPixels(pixels), &file)
                procedure.add("q ")
                procedure.add([Double(picture.box[2]), 0, 0, Double(picture.box[3])])
                procedure.add([Double(picture.box[0]), Double(picture.box[1])])
                procedure.add("cm /I\(glyphs.count) Do Q")
            }
            glyphs.append(
                Glyph(
                    procedure: file.stream(procedure.bytes, isPacked: false), image: image, advance: advance,
                    words: shown.words))
            codes[shown] = glyphs.count - 1
            if fonts.count * Self.codesPerFont < glyphs.count { fonts.append(file.reserve()) }
            return glyphs.count - 1
        }

        func resources(_ text: inout PDFText) {
            for (number, font) in fonts.enumerated() {
                text.name("T\(number)")
                text.add(font)
            }
        }

        func finish(_ file: inout PDFFile) {
            for (number, font) in fonts.enumerated() {
                let first = number * Self.codesPerFont
                write(first..<min(first + Self.codesPerFont, glyphs.count), as: font, &file)
            }
        }

        private func write(_ range: Range<Int>, as reference: PDFFile.Reference, _ file: inout PDFFile) {
            var procedures = PDFText("/CharProcs<<")
            var names = PDFText("/Encoding<</Type/Encoding/Differences[1 ")
            var widths = PDFText("/Widths[")
            var images = PDFText("/Resources<</XObject<<")
            for index in range {
                let glyph = glyphs[index]
                procedures.name("g\(index)")
                procedures.add(glyph.procedure)
                names.name("g\(index)")
                widths.add(glyph.advance)
                widths.add(" ")
                if let image = glyph.image {
                    images.name("I\(index)")
                    images.add(image)
                }
            }
            let words = range.compactMap { index -> (code: UInt16, words: [UInt16])? in
                let words = glyphs[index].words
                return words.isEmpty ? nil : (UInt16(index - range.lowerBound + 1), Array(words.utf16))
            }
            let map = file.stream(ToUnicode.stream(words, byteCount: 1))
            var font = PDFText("<</Type/Font/Subtype/Type3/FontBBox[0 -400 1400 1200]/FontMatrix[0.001 0 0 0.001 0 0]")
            font.add("/FirstChar 1/LastChar \(range.count)")
            font.add(widths)
            font.add("]")
            font.add(names)
            font.add("]>>")
            font.add(procedures)
            font.add(">>")
            font.add(images)
            font.add(">>>>/ToUnicode ")
            font.add(map)
            font.add(">>")
            file.write(font, as: reference)
        }
    }
#endif
