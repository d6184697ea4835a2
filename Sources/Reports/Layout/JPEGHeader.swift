/// What a JPEG says of itself before its first scan (ITU-T T.81, B.1; Exif 2.3, 4.6.4); nothing is decoded.
package struct JPEGHeader: Sendable, Equatable {
    package private(set) var width = 0
    package private(set) var height = 0
    package private(set) var componentCount = 0
    package private(set) var isAdobe = false
    /// Exif's, 1 to 8: how the camera was held.
    package private(set) var orientation = 1
    /// Eight bits a component, one, three or four components, Huffman-coded: what readers of PDF show.
    package private(set) var isCommon = true

    /// Nil if it is no JPEG, its segments do not fit together, or it has no end.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count > 4, bytes.starts(with: [0xFF, 0xD8, 0xFF]) else { return nil }
        var at = 2
        while at + 4 <= bytes.count {
            guard bytes[at] == 0xFF else { return nil }
            let marker = bytes[at + 1]
            if marker == 0xFF {
                at += 1
                continue
            }
            let length = Int(bytes[at + 2]) << 8 | Int(bytes[at + 3])
            guard length >= 2, at + 2 + length <= bytes.count else { return nil }
            let segment = Array(bytes[at + 4..<at + 2 + length])
            if marker == 0xDA {
                // Some cameras leave a few bytes after the end.
                let scan = bytes[(at + 2 + length)...]
                guard let end = scan.lastIndex(of: 0xD9), end > scan.startIndex, bytes[end - 1] == 0xFF else {
                    return nil
                }
                guard width > 0, height > 0 else { return nil }
                return
            }
            guard read(marker, segment) else { return nil }
            at += 2 + length
        }
        return nil
    }

    private mutating func read(_ marker: UInt8, _ segment: [UInt8]) -> Bool {
        switch marker {
        case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
            guard segment.count >= 6 else { return false }
            height = Int(segment[1]) << 8 | Int(segment[2])
            width = Int(segment[3]) << 8 | Int(segment[4])
            componentCount = Int(segment[5])
            // Others are lossless, differential or arithmetic coding.
            isCommon = marker <= 0xC2 && segment[0] == 8 && [1, 3, 4].contains(componentCount)
        case 0xE1 where segment.starts(with: Array("Exif\0\0".utf8)):
            orientation = Self.orientation(Array(segment.dropFirst(6))) ?? 1
        case 0xEE where segment.starts(with: Array("Adobe".utf8)): isAdobe = true
        default: break
        }
        return true
    }

    /// Tag 0x0112 of the first directory.
    private static func orientation(_ tiff: [UInt8]) -> Int? {
        guard tiff.count >= 8 else { return nil }
        let isLittle = tiff[0] == 0x49
        func number(_ at: Int, _ count: Int) -> Int? {
            guard at >= 0, at + count <= tiff.count else { return nil }
            let bytes = tiff[at..<at + count]
            return (isLittle ? Array(bytes.reversed()) : Array(bytes)).reduce(0) { $0 << 8 | Int($1) }
        }
        guard let start = number(4, 4), let count = number(start, 2) else { return nil }
        for index in 0..<count {
            let entry = start + 2 + 12 * index
            guard let tag = number(entry, 2) else { return nil }
            if tag == 0x0112, let value = number(entry + 8, 2), (1...8).contains(value) { return value }
        }
        return nil
    }

    /// Whether it stands on its side.
    package var isTurned: Bool { orientation >= 5 }

    /// From the unit square as stored to the unit square as it is to be seen.
    package var turn: [Double] {
        switch orientation {
        case 2: [-1, 0, 0, 1, 1, 0]
        case 3: [-1, 0, 0, -1, 1, 1]
        case 4: [1, 0, 0, -1, 0, 1]
        case 5: [0, -1, -1, 0, 1, 1]
        case 6: [0, -1, 1, 0, 0, 1]
        case 7: [0, 1, 1, 0, 0, 0]
        case 8: [0, 1, -1, 0, 1, 0]
        default: [1, 0, 0, 1, 0, 0]
        }
    }
}
