/// Bytes of HTML as they are put together: `markup` for our own, `text` for everything else.
struct HTMLText {
    private(set) var bytes: [UInt8] = []

    /// Our own markup, as it is. Never anything a person wrote.
    mutating func markup(_ fixed: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: fixed.utf8Start, count: fixed.utf8CodeUnitCount))
    }

    mutating func number(_ number: Int) { bytes.append(contentsOf: String(number).utf8) }

    /// Hands over what was written so far and forgets it.
    mutating func drain() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    /// Text for element content or a quoted attribute. Everything shows: what could be taken for
    /// markup is escaped, and characters that cannot be seen and could mislead stand as their names.
    /// LF and TAB stay, CR LF becomes LF; letters, marks, joiners and emoji stay as they are.
    mutating func text(_ string: String) {
        var string = string
        string.withUTF8 { text in
            var from = 0
            var at = 0
            while at < text.count {
                guard let (replacement, length) = Self.replacement(in: text, at: at) else {
                    at += 1
                    continue
                }
                bytes.append(contentsOf: text[from..<at])
                bytes.append(contentsOf: replacement.utf8)
                at += length
                from = at
            }
            bytes.append(contentsOf: text[from...])
        }
    }

    /// What is to stand in place of the character at `at`, and its length in bytes; nil: it stays.
    private static func replacement(in text: UnsafeBufferPointer<UInt8>, at: Int) -> (String, Int)? {
        let byte = text[at]
        switch byte {
        case UInt8(ascii: "&"): return ("&amp;", 1)
        case UInt8(ascii: "<"): return ("&lt;", 1)
        case UInt8(ascii: ">"): return ("&gt;", 1)
        case UInt8(ascii: "\""): return ("&quot;", 1)
        case UInt8(ascii: "'"): return ("&#39;", 1)
        case 0x09, 0x0A: return nil
        case 0x0D where at + 1 < text.count && text[at + 1] == 0x0A: return ("", 1)
        case 0..<0x20, 0x7F:
            let picture = byte == 0x7F ? 0x2421 : 0x2400 + UInt32(byte)
            return (String(Unicode.Scalar(picture) ?? " "), 1)
        case 0xC2, 0xE2, 0xEF, 0xF0...0xF4:
            let (scalar, length) = decode(text, at)
            return isHidden(scalar) ? ("[U+\(hex(scalar))]", length) : nil
        default: return nil
        }
    }

    /// The scalar at a lead byte of a string's UTF-8, which is always whole.
    private static func decode(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> (UInt32, Int) {
        let lead = text[at]
        let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        var scalar = UInt32(lead) & (0xFF >> UInt32(length + 1))
        for next in text[at + 1..<at + length] { scalar = scalar << 6 | UInt32(next & 0x3F) }
        return (scalar, length)
    }

    /// Direction overrides, embeddings and isolates, C1 controls, line separators, invisible
    /// operators, the byte order mark, annotation marks and noncharacters. Not the joiners, direction
    /// marks and variation selectors that ordinary text needs.
    private static func isHidden(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x80...0x9F, 0x2028...0x202E, 0x2060...0x206F, 0xFDD0...0xFDEF, 0xFEFF, 0xFFF9...0xFFFB: true
        default: scalar & 0xFFFE == 0xFFFE
        }
    }

    private static func hex(_ scalar: UInt32) -> String {
        let digits = String(scalar, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }

    /// Text inside a CSS string: every character but ASCII letters and digits as an escape.
    mutating func styleString(_ string: String) {
        for scalar in string.unicodeScalars {
            if scalar.isASCII, scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                bytes.append(UInt8(scalar.value))
            } else {
                bytes.append(contentsOf: "\\\(String(scalar.value, radix: 16)) ".utf8)
            }
        }
    }
}

extension HTMLText {
    /// An element with text in it.
    mutating func element(_ open: StaticString, _ string: String, _ close: StaticString) {
        markup(open)
        text(string)
        markup(close)
    }

    mutating func paragraphs(_ strings: [String]) {
        for string in strings { element("<p>", string, "</p>\n") }
    }

    mutating func list(_ strings: [String]) {
        guard !strings.isEmpty else { return }
        markup("<ul>\n")
        for string in strings { element("<li>", string, "</li>\n") }
        markup("</ul>\n")
    }

    /// `F3`, as a link to the finding.
    mutating func findingLink(_ number: Int) {
        markup("<a href=\"#f")
        self.number(number)
        markup("\">F")
        self.number(number)
        markup("</a>")
    }
}
