/// Hexadecimal digits, in lower case only.
package enum Hex {
    package static func encode(_ bytes: [UInt8]) -> String { encode(bytes[...]) }

    package static func encode(_ bytes: ArraySlice<UInt8>) -> String {
        String(unsafeUninitializedCapacity: bytes.count * 2) { text in
            var index = 0
            for byte in bytes {
                text[index] = digit(byte >> 4)
                text[index + 1] = digit(byte & 15)
                index += 2
            }
            return index
        }
    }

    /// Returns nil for an odd number of digits, capital letters or anything else but `0`–`9`, `a`–`f`.
    package static func decode(_ text: String) -> [UInt8]? { decode(Array(text.utf8)[...]) }

    package static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard text.count.isMultiple(of: 2) else { return nil }
        var bytes = [UInt8]()
        bytes.reserveCapacity(text.count / 2)
        var high: UInt8?
        for letter in text {
            guard !(UInt8(ascii: "A")...UInt8(ascii: "F") ~= letter), let value = Ascii.hexDigit(letter) else {
                return nil
            }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return bytes
    }

    /// The hash that 64 digits spell; nil where `decode` returns nil.
    static func decodeHash(_ digits: UnsafeBufferPointer<UInt8>) -> Hash32? {
        guard digits.count == 64 else { return nil }
        return Hash32 { bytes in
            var all: UInt8 = 0
            for index in 0..<32 {
                let (high, low) = (lowerDigit(digits[2 * index]), lowerDigit(digits[2 * index + 1]))
                all |= high | low
                bytes[index] = high << 4 | low & 15
            }
            return all < 16
        }
    }

    /// Its value, 255 if it is none; without branches, for verifying reads sixty-four of them a record.
    private static func lowerDigit(_ letter: UInt8) -> UInt8 {
        let (number, letterValue) = (letter &- UInt8(ascii: "0"), letter &- UInt8(ascii: "a"))
        let ofLetter: UInt8 = letterValue < 6 ? letterValue &+ 10 : 255
        return number < 10 ? number : ofLetter
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
