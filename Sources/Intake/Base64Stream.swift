import Ledger

/// Decodes base64 (RFC 4648, section 4) that comes in pieces, as an XML attribute holds it: white
/// space and references to white space (`&#10;`) are passed over, padding at the end may be missing.
///
/// After the first fault nothing more comes out and `isBroken` stays true.
package struct Base64Stream {
    package private(set) var isBroken = false
    /// Line feeds passed over.
    private(set) var lineCount = 0
    private var group: UInt32 = 0
    private var letterCount = 0
    private var paddingCount = 0
    private var reference: [UInt8] = []

    package init() {}

    /// Returns the bytes that became complete with `text`.
    package mutating func decode(_ text: UnsafeRawBufferPointer) -> [UInt8] {
        var output = [UInt8](unsafeUninitializedCapacity: text.count / 4 * 3 + 6) { _, count in count = 0 }
        Self.values.withUnsafeBufferPointer { values in
            var index = 0
            while index < text.count, !isBroken {
                if letterCount == 0, paddingCount == 0, reference.isEmpty {
                    index = Self.decodeWholeGroups(text, from: index, values: values, into: &output)
                    guard index < text.count else { break }
                }
                take(text[index], value: values[Int(text[index])], into: &output)
                index += 1
            }
        }
        return output
    }

    /// Returns the last bytes; a stray letter or bit is a fault.
    package mutating func finish() -> [UInt8] {
        defer { letterCount = 0 }
        guard !isBroken, reference.isEmpty, paddingCount == 0 || letterCount + paddingCount == 4 else {
            isBroken = true
            return []
        }
        switch letterCount {
        case 0: return []
        case 2 where group & 0xF == 0: return [UInt8(group >> 4)]
        case 3 where group & 0x3 == 0: return [UInt8(group >> 10), UInt8(group >> 2 & 0xFF)]
        default:
            isBroken = true
            return []
        }
    }

    /// The common case, four letters at a time; stops before anything else.
    private static func decodeWholeGroups(
        _ text: UnsafeRawBufferPointer, from start: Int, values: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]
    ) -> Int {
        var index = start
        while index + 4 <= text.count {
            let first = values[Int(text[index])]
            let second = values[Int(text[index + 1])]
            let third = values[Int(text[index + 2])]
            let fourth = values[Int(text[index + 3])]
            guard first | second | third | fourth < 64 else { break }
            output.append(first << 2 | second >> 4)
            output.append(second << 4 | third >> 2)
            output.append(third << 6 | fourth)
            index += 4
        }
        return index
    }

    private mutating func take(_ letter: UInt8, value: UInt8, into output: inout [UInt8]) {
        if !reference.isEmpty {
            takeReference(letter)
        } else if value < 64, paddingCount == 0 {
            group = group << 6 | UInt32(value)
            letterCount += 1
            if letterCount == 4 {
                output.append(UInt8(group >> 16 & 0xFF))
                output.append(UInt8(group >> 8 & 0xFF))
                output.append(UInt8(group & 0xFF))
                group = 0
                letterCount = 0
            }
        } else if letter == UInt8(ascii: "="), letterCount >= 2, letterCount + paddingCount < 4 {
            paddingCount += 1
        } else if letter == UInt8(ascii: "&") {
            reference = [letter]
        } else if letter == UInt8(ascii: "\n") {
            lineCount += 1
        } else if letter != UInt8(ascii: " "), letter != UInt8(ascii: "\t"), letter != UInt8(ascii: "\r") {
            isBroken = true
        }
    }

    private mutating func takeReference(_ letter: UInt8) {
        reference.append(letter)
        if letter == UInt8(ascii: ";") {
            let code = CharacterReference.code(reference)
            isBroken = !(code == 9 || code == 10 || code == 13 || code == 32)
            reference = []
        } else if reference.count > CharacterReference.longest {
            isBroken = true
        }
    }

    /// The value of each byte as a base64 letter, 255 for the others.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 255, count: 256)
        for (value, letter) in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8.enumerated() {
            values[Int(letter)] = UInt8(value)
        }
        return values
    }()
}
