import Foundation
import Ledger
import Reports

/// Small pictures of each kind that a report shows.
package enum SamplePictures {
    /// 4 by 3, grey, stored without compression.
    package static let png: [UInt8] = {
        func chunk(_ kind: String, _ data: [UInt8]) -> [UInt8] {
            let body = Array(kind.utf8) + data
            return big(data.count) + body + big(Int(crc(body)))
        }
        let rows: [UInt8] = (0..<3).flatMap { row in [0] + (0..<4).map { UInt8(40 * ($0 + row)) } }
        var (a, b) = (1, 0)
        for byte in rows {
            a = (a + Int(byte)) % 65521
            b = (b + a) % 65521
        }
        let size = rows.count
        let stored: [UInt8] = [1, UInt8(size), 0, 255 - UInt8(size), 255]
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + chunk("IHDR", big(4) + big(3) + [8, 0, 0, 0, 0])
            + chunk("IDAT", [0x78, 0x01] + stored + rows + big(b << 16 | a)) + chunk("IEND", [])
    }()

    /// One black dot.
    package static let gif: [UInt8] =
        Array("GIF89a".utf8) + [1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]
        + [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 0x01, 0, 0x3B]

    /// Whole in its parts; what a decoder makes of the scan is not asked here.
    package static let jpeg: [UInt8] =
        [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC0, 0, 11, 8, 0, 5, 0, 7, 1, 1, 0x11, 0]
        + [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x12, 0x34, 0xFF, 0xD9]

    private static func big(_ value: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(value >> $0 & 255) } }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~UInt32(0)) { crc, byte in
            (0..<8).reduce(crc ^ UInt32(byte)) { crc, _ in crc & 1 == 1 ? 0xEDB8_8320 ^ (crc >> 1) : crc >> 1 }
        }
    }
}

extension Family {
    /// A log whose entries have so many attached files each, all of them different.
    package static func files(entries: Int, each: Int) -> ReportInput {
        let opened = (0..<entries).map { number in
            entry(
                number, contact(.text, from: "them", occurred("2026-03-04 22:47")),
                attachments: (0..<each).map { photo("p\(number)-\($0).jpg") })
        }
        var input = input(size: entries)
        input.opened = opened
        input.entries = StandingEntry.standing(opened)
        return input
    }

    /// A picture for every attached file, and a code of 21 modules.
    package static func parts() -> LayoutParts {
        var parts = LayoutParts()
        parts.file = { _ in SamplePictures.png }
        parts.code = QRCode(size: 21, modules: (0..<441).map { $0 % 3 == 0 || $0 % 7 == 1 }, label: "A code")
        return parts
    }
}
