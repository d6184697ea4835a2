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
    /// markup is escaped, and the rest is as `VisibleText` shows it.
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
        switch text[at] {
        case UInt8(ascii: "&"): return ("&amp;", 1)
        case UInt8(ascii: "<"): return ("&lt;", 1)
        case UInt8(ascii: ">"): return ("&gt;", 1)
        case UInt8(ascii: "\""): return ("&quot;", 1)
        case UInt8(ascii: "'"): return ("&#39;", 1)
        default: return VisibleText.replacement(in: text, at: at)
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
