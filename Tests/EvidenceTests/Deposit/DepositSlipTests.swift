import Foundation
import Ledger
import Outside
import Testing

@testable import Evidence

@Suite("deposit slips")
struct DepositSlipTests {
    private static let note = Array(
        """
        daybook/00112233445566778899aabbccddeeff
        3
        NbUUJBLsTFb75Xg5D7Y3LdW0AlRclpp+mnBaxhNFSxs=

        — daybook/00112233445566778899aabbccddeeff 4BP2Uv9s7Or3V5ISoV7MUf+UPAdNFQQ9cz92Lp+Sea4xQ5OXjY/a/oSsSuRI

        """.utf8)

    @Test("show the head number and the checkpoint byte for byte, as text and as a page")
    func both() throws {
        let checkpoint = try Checkpoint(text: SignedNote(bytes: Self.note).text)
        let made = try #require(Instant(text: "2026-03-05T12:00:00Z"))
        let slip = DepositSlip(note: Self.note, checkpoint: checkpoint, made: made)
        let note = String(decoding: Self.note, as: UTF8.self)
        #expect(slip.text.hasSuffix("\n" + note))
        for text in [slip.text, slip.html(code: nil)] {
            #expect(text.contains(note) && text.contains(slip.headNumber) && text.contains(made.text))
        }
        let before = slip.text.dropLast(note.count).split(separator: "\n")
        #expect(before.allSatisfy { $0.count <= 78 })
    }

    @Test("have a code that a reader of QR codes reads as the checkpoint")
    func code() throws {
        guard let code = QRCode(Self.note) else { return print("skipped: this build has no package trait QR") }
        guard let reader = StockProgram("zbarimg") else { return }
        let (scale, margin) = (4, QRCode.margin)
        let side = code.side * scale
        var image = Array("P5 \(side) \(side) 255\n".utf8)
        for y in 0..<side {
            for x in 0..<side {
                let (row, column) = (y / scale - margin, x / scale - margin)
                let isDark = code.rows.indices ~= row && code.rows.indices ~= column && code.rows[row][column]
                image.append(isDark ? 0 : 255)
            }
        }
        let folder = try ScratchFolder()
        let file = try folder.write(image, as: "code.pgm")
        let read = try reader.run(["-q", "--raw", "-Sbinary", file])
        #expect(read.status == 0 && read.output.starts(with: Self.note))
    }

    @Test("have no code of more than a code holds")
    func tooLong() {
        #expect(QRCode([UInt8](repeating: 1, count: 3000)) == nil)
    }
}
