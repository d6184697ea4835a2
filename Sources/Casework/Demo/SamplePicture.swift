/// The two pictures of the sample, drawn here, as PNG files.
enum SamplePicture {
    /// A house under a sun.
    case drawing
    /// A page with lines of writing.
    case letter

    var fileName: String { self == .drawing ? "drawing.png" : "letter.png" }

    /// 96 × 72 pixels, greyscale. PNG (ISO/IEC 15948) with its rows stored, not compressed.
    var png: [UInt8] {
        var rows: [UInt8] = []
        for y in 0..<Self.height {
            rows.append(0)  // this row is not filtered
            for x in 0..<Self.width { rows.append(shade(x, y)) }
        }
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + Self.chunk("IHDR", Self.four(Self.width) + Self.four(Self.height) + [8, 0, 0, 0, 0])
            + Self.chunk("IDAT", Self.stored(rows)) + Self.chunk("IEND", [])
    }

    private static let width = 96
    private static let height = 72

    private func shade(_ x: Int, _ y: Int) -> UInt8 {
        switch self {
        case .drawing:
            if (x - 78) * (x - 78) + (y - 14) * (y - 14) < 64 { return 200 }  // sun
            if y > 60 { return 150 }  // grass
            if 40..<50 ~= x, 44...60 ~= y { return 60 }  // door
            if 28..<62 ~= x, 34...60 ~= y { return 225 }  // wall
            if 12..<34 ~= y, abs(x - 45) < y - 12 { return 90 }  // roof
            return 255
        case .letter:
            let isLine = y % 8 < 2 && 12..<60 ~= y && 14..<(y % 16 < 8 ? 82 : 70) ~= x
            return isLine ? 70 : 250
        }
    }

    private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + data
        return four(data.count) + body + four(Int(crc(body)))
    }

    /// A zlib stream of one stored block, at most 65,535 bytes.
    private static func stored(_ bytes: [UInt8]) -> [UInt8] {
        let size = [UInt8(bytes.count & 0xFF), UInt8(bytes.count >> 8)]
        return [0x78, 0x01, 0x01] + size + size.map { ~$0 } + bytes + four(adler(bytes))
    }

    private static func four(_ number: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        var rest: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            rest ^= UInt32(byte)
            for _ in 0..<8 { rest = rest & 1 == 1 ? rest >> 1 ^ 0xEDB8_8320 : rest >> 1 }
        }
        return ~rest
    }

    private static func adler(_ bytes: [UInt8]) -> Int {
        var (low, high) = (1, 0)
        for byte in bytes {
            low = (low + Int(byte)) % 65_521
            high = (high + low) % 65_521
        }
        return high << 16 | low
    }
}
