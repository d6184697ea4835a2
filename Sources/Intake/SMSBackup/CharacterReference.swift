/// `&#55357;` and `&#xD83D;`: how XML writes a character by its number.
enum CharacterReference {
    /// Bytes of the longest reference worth reading, zeros in front included.
    static let longest = 16

    /// The number in `bytes`, which run from `&` to `;`; nil for a named reference such as `&amp;` or
    /// anything else. `&#X…;`, which XML does not allow but some apps write, is read as `&#x…;`.
    static func code(_ bytes: [UInt8]) -> UInt32? {
        guard bytes.count > 3, bytes.count <= longest, bytes[0] == UInt8(ascii: "&"), bytes[1] == UInt8(ascii: "#"),
            bytes.last == UInt8(ascii: ";")
        else { return nil }
        let isHex = bytes[2] | 0x20 == UInt8(ascii: "x")
        let digits = bytes[(isHex ? 3 : 2)..<(bytes.count - 1)]
        guard !digits.isEmpty else { return nil }
        var value: UInt32 = 0
        for letter in digits {
            guard let digit = digit(letter, isHex: isHex) else { return nil }
            value = min(value * (isHex ? 16 : 10) + digit, 0x110000)
        }
        return value
    }

    /// The reference to `code` as XML allows it.
    static func text(_ code: UInt32) -> [UInt8] { Array("&#\(code);".utf8) }

    /// Production `Char` of XML 1.0.
    static func isAllowed(_ code: UInt32) -> Bool {
        switch code {
        case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }

    static func isHighSurrogate(_ code: UInt32) -> Bool { 0xD800...0xDBFF ~= code }
    static func isLowSurrogate(_ code: UInt32) -> Bool { 0xDC00...0xDFFF ~= code }

    private static func digit(_ letter: UInt8, isHex: Bool) -> UInt32? {
        switch letter {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(letter - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f") where isHex: UInt32(letter - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F") where isHex: UInt32(letter - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}
