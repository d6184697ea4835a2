import Ledger

/// An attached picture whose kind, size and wholeness were read from its bytes, whatever its name says. Nothing is
/// decoded.
package struct PictureFile: Sendable, Equatable {
    package let format: Format
    package let width: Int
    package let height: Int
    package let bytes: [UInt8]

    package enum Format: String, Sendable { case png, jpeg, gif }

    /// What a report shows; larger ones are named with their hash.
    package enum Limits {
        package static let byteCount = 8 << 20
        /// Of all pictures together; those after it are named with their hash.
        package static let allByteCount = 64 << 20
        package static let side = 20_000
        package static let pixelCount = 50_000_000
    }

    package enum Fault: Error, Equatable {
        /// No picture of a kind that is shown.
        case otherKind
        case tooLarge
        /// It ends early, or its parts do not fit together.
        case broken
    }

    package init(_ bytes: [UInt8]) throws(Fault) {
        guard bytes.count <= Limits.byteCount else { throw .tooLarge }
        let found: (format: Format, size: (width: Int, height: Int)?)
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            found = (.png, Self.png(bytes))
        } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            found = (.jpeg, JPEGHeader(bytes).map { ($0.width, $0.height) })
        } else if bytes.starts(with: Array("GIF87a".utf8)) || bytes.starts(with: Array("GIF89a".utf8)) {
            found = (.gif, Self.gif(bytes))
        } else {
            throw .otherKind
        }
        guard let size = found.size, size.width > 0, size.height > 0 else { throw .broken }
        guard max(size.width, size.height) <= Limits.side, size.width * size.height <= Limits.pixelCount else {
            throw .tooLarge
        }
        (format, width, height) = (found.format, size.width, size.height)
        self.bytes = bytes
    }

    /// Chunks one after the other, each with its CRC, from IHDR to IEND (PNG, third edition, 5.3).
    private static func png(_ bytes: [UInt8]) -> (width: Int, height: Int)? {
        var size: (Int, Int)?
        var hasData = false
        var at = 8
        while at + 12 <= bytes.count {
            let length = big(bytes, at, 4)
            guard length <= bytes.count - at - 12 else { return nil }
            let kind = bytes[at + 4..<at + 8]
            let crc = CRC32.of(bytes[at + 4..<at + 8 + length])
            guard crc == UInt32(big(bytes, at + 8 + length, 4)) else { return nil }
            if kind.elementsEqual("IHDR".utf8) {
                guard at == 8, length == 13 else { return nil }
                size = (big(bytes, at + 8, 4), big(bytes, at + 12, 4))
            }
            if kind.elementsEqual("IDAT".utf8) { hasData = true }
            if kind.elementsEqual("IEND".utf8) { return hasData ? size : nil }
            at += 12 + length
        }
        return nil
    }

    /// Blocks up to the trailer, with a picture among them (GIF89a, 17 to 27).
    private static func gif(_ bytes: [UInt8]) -> (width: Int, height: Int)? {
        guard bytes.count > 13 else { return nil }
        let size = (Int(bytes[6]) | Int(bytes[7]) << 8, Int(bytes[8]) | Int(bytes[9]) << 8)
        func table(_ flags: UInt8) -> Int { flags & 0x80 == 0 ? 0 : 3 << (Int(flags & 7) + 1) }
        var at = 13 + table(bytes[10])
        var hasPicture = false
        func skipBlocks() {
            while at < bytes.count, bytes[at] != 0 { at += Int(bytes[at]) + 1 }
            at += 1
        }
        while at < bytes.count {
            switch bytes[at] {
            case 0x21:
                at += 2
                skipBlocks()
            case 0x2C:
                guard at + 10 < bytes.count else { return nil }
                at += 10 + table(bytes[at + 9]) + 1
                skipBlocks()
                hasPicture = true
            case 0x3B: return hasPicture ? size : nil
            default: return nil
            }
        }
        return nil
    }

    private static func big(_ bytes: [UInt8], _ at: Int, _ count: Int) -> Int {
        bytes[at..<at + count].reduce(0) { $0 << 8 | Int($1) }
    }
}
