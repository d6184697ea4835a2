#if Pages
    import Foundation
    import SampleFamily
    import Testing

    @testable import Pages
    @testable import Reports

    @Suite("Pictures in the PDF")
    struct PictureTests {
        /// Two by one, red and half-transparent blue.
        private static let png = [UInt8](
            Data(
                base64Encoded:
                    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAADklEQVR4nGP4z8AAQg0AD3oDfnfpf5cAAAAASUVORK5CYII="
            )!)

        /// Sixteen by eight grey, with no more than a JPEG needs before its scan.
        private static func jpeg(orientation: UInt8? = nil, precision: UInt8 = 8, components: UInt8 = 1) -> [UInt8] {
            var bytes: [UInt8] = [0xFF, 0xD8]
            if let orientation {
                let tiff: [UInt8] = [
                    0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
                ]
                let segment = Array("Exif\0\0".utf8) + tiff
                bytes += [0xFF, 0xE1, 0, UInt8(segment.count + 2)] + segment
            }
            let part: [UInt8] = (1...components).flatMap { [$0, 0x11, 0] }
            bytes += [0xFF, 0xC0, 0, UInt8(8 + part.count), precision, 0, 8, 0, 16, components] + part
            return bytes + [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x12, 0x34, 0xFF, 0xD9]
        }

        private func text(_ bytes: [UInt8]?) throws -> String? {
            let layout = SampleLayout.layout([SampleLayout.section("s", nil, [SampleLayout.picture(bytes)])])
            return try Tools(PDFReport.bytes(layout, json: [])).text("qpdf", ["--qdf"], ["-"])
        }

        @Test("a PNG's colours are shown, and how far it is seen through")
        func transparent() throws {
            let pixels = try #require(PNGPixels(Self.png))
            #expect(pixels.width == 2 && pixels.height == 1)
            #expect(pixels.opacity != nil)
            guard let text = try text(Self.png) else { return }
            #expect(text.contains("/SMask") && text.contains("/Subtype /Image"))
        }

        @Test("a JPEG goes in as it is")
        func asItIs() throws {
            let layout = SampleLayout.layout([SampleLayout.section("s", nil, [SampleLayout.picture(Self.jpeg())])])
            #expect(Data(PDFReport.bytes(layout, json: [])).range(of: Data(Self.jpeg())) != nil)
        }

        @Test("a JPEG taken with the camera on its side stands upright", arguments: 1...8)
        func upright(orientation: Int) throws {
            let shown = try #require(ShownPicture(Self.jpeg(orientation: UInt8(orientation))))
            #expect((shown.width, shown.height) == (orientation < 5 ? (16, 8) : (8, 16)))
            // The first pixel's corner, top left as stored, is (0, 1); where Exif says that it is to be seen.
            let m = shown.turn
            let corner = [m[2] + m[4], m[3] + m[5]]
            let expected: [[Double]] = [[0, 1], [1, 1], [1, 0], [0, 0], [0, 1], [1, 1], [1, 0], [0, 0]]
            #expect(corner == expected[orientation - 1])
        }

        @Test("what is broken, unknown or of another kind stands as its placeholder, with its hash")
        func broken() throws {
            var cut = Self.png
            cut.removeLast(20)
            var garbled = Self.png
            garbled[45] ^= 0xFF
            let others: [[UInt8]?] = [
                nil, [], cut, garbled, Array("GIF89a".utf8), Self.jpeg(precision: 12), Self.jpeg(components: 2),
                Self.jpeg().dropLast(2),
            ]
            for bytes in others {
                let layout = SampleLayout.layout([SampleLayout.section("s", nil, [SampleLayout.picture(bytes)])])
                guard let pages = try Tools(PDFReport.bytes(layout, json: [])).pages() else { return }
                let text = pages[0].replacing("\n", with: " ")
                #expect(text.contains("A picture that cannot be shown"))
                #expect(text.filter { !$0.isWhitespace }.contains(String(repeating: "ab", count: 32)))
            }
        }

        @Test("a GIF stands as its hash, and the PDF says where it is shown")
        func gif() throws {
            let report = Report(Family.few())
            var parts = Family.parts()
            parts.file = { _ in SamplePictures.gif }
            let bytes = PDFReport.bytes(Layout(report, parts), json: [])
            guard let text = try StructureText(Tools(bytes)) else { return }
            let exhibits = try #require(text.all("Sect").first { $0.all("H2").first?.text == "11. Exhibits" })
            let shown = try #require(exhibits.all("Table").first?.rows.first?[2].text)
            #expect(
                shown.contains("Pictures of this kind are not shown in report.pdf, but report.html shows this one."))
            #expect(shown.filter { $0 != " " }.contains(report.exhibits[0].file.sha256))
        }

        @Test("ten thousand exhibits have a row each, in order")
        func many() throws {
            var input = Family.files(entries: 100, each: 100)
            input.choices.template = .exhibits
            let tools = try Tools(PDFReport.bytes(Layout(Report(input), Family.parts()), json: []))
            guard let pages = try tools.pages() else { return }
            var next = 1
            for page in pages {
                for line in page.split(separator: "\n") where line == "X\(next)" { next += 1 }
            }
            #expect(next == 10_001)
            #expect(try tools.run("qpdf", ["--check"])?.status ?? 0 == 0)
        }

        @Test("the same picture is in the file once")
        func once() throws {
            let layout = SampleLayout.layout([
                SampleLayout.section("s", nil, [SampleLayout.picture(Self.png), SampleLayout.picture(Self.png)])
            ])
            guard let text = try Tools(PDFReport.bytes(layout, json: [])).text("qpdf", ["--qdf"], ["-"]) else { return }
            #expect(text.matches(of: /\/SMask/).count == 1)
        }
    }
#endif
