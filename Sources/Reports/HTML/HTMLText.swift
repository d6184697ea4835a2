/// Bytes of HTML as they are put together: `markup` for our own, `text` for everything else.
struct HTMLText {
    private(set) var bytes: [UInt8] = []

    /// Our own markup, as it is. Never anything a person wrote.
    mutating func markup(_ fixed: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: fixed.utf8Start, count: fixed.utf8CodeUnitCount))
    }

    mutating func number(_ number: Int) { bytes.append(contentsOf: String(number).utf8) }

    /// A length in a drawing, to a hundredth.
    mutating func length(_ value: Double) {
        let hundredths = Int((value * 100).rounded())
        if hundredths < 0 { bytes.append(UInt8(ascii: "-")) }
        number(abs(hundredths) / 100)
        let rest = abs(hundredths) % 100
        guard rest > 0 else { return }
        bytes.append(UInt8(ascii: "."))
        bytes.append(UInt8(ascii: "0") + UInt8(rest / 10))
        if rest % 10 > 0 { bytes.append(UInt8(ascii: "0") + UInt8(rest % 10)) }
    }

    /// Hands over what was written so far and forgets it.
    mutating func drain() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    /// Text for element content or a quoted attribute, as `VisibleText` shows it, what could be taken for markup
    /// escaped.
    mutating func text(_ string: String) {
        var string = string
        string.withUTF8 { text in
            var from = 0
            var at = 0
            while at < text.count {
                if let escaped = Self.escape(text[at]) {
                    bytes.append(contentsOf: text[from..<at])
                    markup(escaped)
                    at += 1
                    from = at
                } else if let (replacement, length) = VisibleText.replacement(in: text, at: at) {
                    bytes.append(contentsOf: text[from..<at])
                    bytes.append(contentsOf: replacement.utf8)
                    at += length
                    from = at
                } else {
                    at += 1
                }
            }
            bytes.append(contentsOf: text[from...])
        }
    }

    private static func escape(_ byte: UInt8) -> StaticString? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: nil
        }
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

    /// An element with text in it.
    mutating func element(_ open: StaticString, _ string: String, _ close: StaticString) {
        markup(open)
        text(string)
        markup(close)
    }
}
