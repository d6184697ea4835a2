import Ledger
import SampleFamily
import Testing

@testable import Reports

@Suite("Attached pictures")
struct PictureTests {
    @Test("are known by their bytes, with their size")
    func kinds() throws {
        let png = try PictureFile(SamplePictures.png)
        #expect((png.format, png.width, png.height) == (.png, 4, 3))
        let gif = try PictureFile(SamplePictures.gif)
        #expect((gif.format, gif.width, gif.height) == (.gif, 1, 1))
        let jpeg = try PictureFile(SamplePictures.jpeg)
        #expect((jpeg.format, jpeg.width, jpeg.height) == (.jpeg, 7, 5))
    }

    @Test("that end early are broken, at whatever byte")
    func truncated() {
        for whole in [SamplePictures.png, SamplePictures.gif, SamplePictures.jpeg] {
            for count in 8..<whole.count {
                #expect(throws: PictureFile.Fault.broken) { try PictureFile(Array(whole.prefix(count))) }
            }
        }
    }

    @Test("a changed byte of a PNG is found, wherever it is")
    func changed() {
        for index in 8..<SamplePictures.png.count {
            var bytes = SamplePictures.png
            bytes[index] ^= 0x10
            #expect(throws: PictureFile.Fault.self) { try PictureFile(bytes) }
        }
    }

    @Test("that claim to be huge, and other files, are not shown")
    func refused() {
        var huge = SamplePictures.gif
        huge.replaceSubrange(6..<10, with: [0xFF, 0xFF, 0xFF, 0xFF])
        #expect(throws: PictureFile.Fault.tooLarge) { try PictureFile(huge) }
        #expect(throws: PictureFile.Fault.tooLarge) {
            try PictureFile(SamplePictures.png + [UInt8](repeating: 0, count: PictureFile.Limits.byteCount))
        }
        for other in [[], Array("<svg xmlns='http://www.w3.org/2000/svg'/>".utf8), Array("%PDF-1.7".utf8)] {
            #expect(throws: PictureFile.Fault.otherKind) { try PictureFile(other) }
        }
    }

    @Test("stand in the page as data, or as a placeholder with the hash")
    func page() {
        let report = Report(Family.few())
        let hash = report.exhibits[0].file.sha256
        func html(_ bytes: [UInt8]?) -> String {
            var parts = LayoutParts()
            parts.file = { _ in bytes }
            return String(decoding: HTMLReport.bytes(report, parts), as: UTF8.self)
        }
        #expect(html(SamplePictures.png).contains("src=\"data:image/png;base64,iVBORw0KGgo"))
        for bytes in [nil, Array(SamplePictures.png.dropLast(3)), Array("<script>".utf8)] as [[UInt8]?] {
            let text = html(bytes)
            #expect(!text.contains("<img") && text.contains("It is the file with SHA-256 \(hash)."))
        }
    }

    @Test("of a kind that the PDF does not show are in the page, and the PDF is told to say so")
    func inPageAlone() {
        let report = Report(Family.few())
        var parts = LayoutParts()
        parts.file = { _ in SamplePictures.gif }
        let layout = Layout(report, parts)
        #expect(String(decoding: HTMLReport.bytes(layout), as: UTF8.self).contains("src=\"data:image/gif;base64,"))
        let texts = layout.sections.flatMap { CatalogueTests.texts($0.blocks) }
        let hash = report.exhibits[0].file.sha256
        #expect(texts.contains { $0.contains("not shown in report.pdf") && $0.contains(hash) })
    }

    @Test("ten thousand exhibits each have their row")
    func many() {
        let report = Report(Family.files(entries: 100, each: 100))
        #expect(report.exhibits.map(\.number) == Array(1...10_000))
        let html = String(decoding: HTMLReport.bytes(report), as: UTF8.self)
        #expect(html.contains("id=\"x1\"") && html.contains("id=\"x10000\""))
    }
}
