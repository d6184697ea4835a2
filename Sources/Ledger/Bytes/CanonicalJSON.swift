/// The one form of JSON that is hashed: RFC 8785, restricted to null, strings, arrays, objects with
/// ASCII keys and integers of magnitude at most 2^53 − 1. Format.md, "Canonical JSON".
package enum CanonicalJSON {
    /// Returns the bytes of `value`; a value has only these.
    ///
    /// A Boolean, a key beyond ASCII or an integer beyond 2^53 − 1 is a programmer's mistake and traps:
    /// nothing that was typed or imported is ever a key, and sizes are checked where they are read.
    package static func write(_ value: JSONValue) -> [UInt8] {
        var bytes = [UInt8]()
        bytes.reserveCapacity(256)
        append(value, to: &bytes)
        return bytes
    }

    /// Returns the value that `write` turns into exactly these bytes.
    ///
    /// - Throws: `JSONError` if there is no such value, or a limit of `JSONLimits` is passed.
    package static func read(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
        try bytes.withUnsafeBufferPointer { (all) throws(JSONError) in try read(all) }
    }

    package static func read(_ bytes: ArraySlice<UInt8>) throws(JSONError) -> JSONValue {
        try bytes.withUnsafeBufferPointer { (all) throws(JSONError) in try read(all) }
    }

    package static func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) -> JSONValue {
        try JSONParser.parse(bytes, isCanonical: true)
    }

    static func append(_ value: JSONValue, to bytes: inout [UInt8]) {
        switch value {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool: preconditionFailure("hashed JSON has no Booleans")
        case .integer(let number): JSONWriting.append(number, to: &bytes)
        case .string(let text): JSONWriting.append(text, to: &bytes)
        case .array(let elements):
            bytes.append(Ascii.openBracket)
            for index in elements.indices {
                if index > 0 { bytes.append(Ascii.comma) }
                append(elements[index], to: &bytes)
            }
            bytes.append(Ascii.closeBracket)
        case .object(let members):
            // RFC 8785 orders by UTF-16 code units; for ASCII that is the order of `<`.
            var isFirst = true
            bytes.append(Ascii.openBrace)
            for (key, member) in members.sorted(by: { $0.key < $1.key }) {
                precondition(key.utf8.allSatisfy { $0 < 0x80 }, "a key of hashed JSON is ASCII")
                if !isFirst { bytes.append(Ascii.comma) }
                isFirst = false
                JSONWriting.append(key, to: &bytes)
                bytes.append(Ascii.colon)
                append(member, to: &bytes)
            }
            bytes.append(Ascii.closeBrace)
        }
    }
}

/// How strings and integers are written, in hashed JSON and at our edge alike.
enum JSONWriting {
    static func append(_ number: Int, to bytes: inout [UInt8]) {
        precondition(number.magnitude <= JSONLimits.integer, "an integer of JSON stays within 2^53 − 1")
        var digits = (0, 0, 0)  // room for 24 of them
        withUnsafeMutableBytes(of: &digits) { digits in
            var (rest, start) = (number.magnitude, digits.count)
            repeat {
                start -= 1
                digits[start] = UInt8(ascii: "0") + UInt8(rest % 10)
                rest /= 10
            } while rest > 0
            if number < 0 { bytes.append(Ascii.minus) }
            bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: digits[start...]))
        }
    }

    static func append(_ text: String, to bytes: inout [UInt8]) {
        var text = text
        bytes.append(Ascii.quote)
        text.withUTF8 { content in
            var written = 0
            for index in content.indices {
                let byte = content[index]
                guard byte < 0x20 || byte == Ascii.quote || byte == Ascii.backslash else { continue }
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: content[written..<index]))
                appendEscape(of: byte, to: &bytes)
                written = index + 1
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: content[written...]))
        }
        bytes.append(Ascii.quote)
    }

    private static func appendEscape(of byte: UInt8, to bytes: inout [UInt8]) {
        bytes.append(Ascii.backslash)
        switch byte {
        case Ascii.quote, Ascii.backslash: bytes.append(byte)
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        default:
            bytes.append(contentsOf: "u00".utf8)
            bytes.append(contentsOf: Hex.encode([byte]).utf8)
        }
    }
}
