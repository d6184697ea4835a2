/// Writes hashed JSON straight to bytes, value by value. Format.md, "Canonical JSON".
///
/// An import of 100,000 texts spent a quarter of its time in dictionaries of values that were made only to be
/// written, so entries are written without any. A key out of order, beyond ASCII, or an integer beyond 2^53 − 1
/// is a programmer's mistake and traps: nothing that was typed or imported is ever a key.
package struct CanonicalWriter {
    package private(set) var bytes: [UInt8] = []
    /// The last member of the object that is being written; nil before its first.
    private var lastKey: StaticString?

    package init() { bytes.reserveCapacity(512) }

    package mutating func null() { bytes.append(contentsOf: "null".utf8) }
    package mutating func value(_ text: String) { JSONWriting.append(text, to: &bytes) }
    package mutating func value(_ number: Int) { JSONWriting.append(number, to: &bytes) }
    package mutating func value(_ text: String?) { if let text { value(text) } else { null() } }
    package mutating func value(_ number: Int?) { if let number { value(number) } else { null() } }

    package mutating func array<Elements: Sequence>(
        _ elements: Elements, _ write: (inout CanonicalWriter, Elements.Element) -> Void
    ) {
        bytes.append(Ascii.openBracket)
        var isFirst = true
        for element in elements {
            if !isFirst { bytes.append(Ascii.comma) }
            isFirst = false
            write(&self, element)
        }
        bytes.append(Ascii.closeBracket)
    }

    /// Writes an object whose members `write` puts in ascending order of their keys.
    package mutating func object(_ write: (inout CanonicalWriter) -> Void) {
        let outer = lastKey
        lastKey = nil
        bytes.append(Ascii.openBrace)
        write(&self)
        bytes.append(Ascii.closeBrace)
        lastKey = outer
    }

    /// Begins a member; its value must follow.
    package mutating func key(_ key: StaticString) {
        if let lastKey {
            precondition(lastKey.text.lexicographicallyPrecedes(key.text), "keys of hashed JSON ascend")
            bytes.append(Ascii.comma)
        }
        lastKey = key
        bytes.append(Ascii.quote)
        bytes.append(contentsOf: key.text)
        bytes.append(Ascii.quote)
        bytes.append(Ascii.colon)
    }

    /// Writes letters that need no escape, such as base64url or a time, as a string.
    mutating func plain(_ write: (inout [UInt8]) -> Void) {
        bytes.append(Ascii.quote)
        write(&bytes)
        bytes.append(Ascii.quote)
    }

    /// Writes a value that was read or made elsewhere.
    mutating func value(_ value: JSONValue) { CanonicalJSON.append(value, to: &bytes) }
}

/// Members that may be absent: nothing is written for nil or an empty list.
extension CanonicalWriter {
    mutating func put(_ key: StaticString, _ text: String?) {
        guard let text else { return }
        self.key(key)
        value(text)
    }

    mutating func put(_ key: StaticString, _ number: Int?) {
        guard let number else { return }
        self.key(key)
        value(number)
    }

    mutating func put(_ key: StaticString, _ flag: Bool?) { put(key, flag.map { $0 ? "yes" : "no" }) }

    mutating func put(_ key: StaticString, _ time: Instant?) {
        guard let time else { return }
        self.key(key)
        plain { time.append(to: &$0) }
    }

    mutating func put(_ key: StaticString, _ time: LocalTime?) {
        guard let time else { return }
        self.key(key)
        plain { time.append(to: &$0) }
    }

    mutating func put(_ key: StaticString, digest: [UInt8]?) {
        guard let digest else { return }
        self.key(key)
        plain { Base64URL.append(digest, to: &$0) }
    }

    mutating func put<Element>(
        _ key: StaticString, _ list: [Element], _ write: (inout CanonicalWriter, Element) -> Void
    ) {
        guard !list.isEmpty else { return }
        self.key(key)
        array(list, write)
    }

    mutating func put(_ key: StaticString, _ texts: [String]) { put(key, texts) { $0.value($1) } }

    mutating func put<Value>(_ key: StaticString, _ value: Value?, _ write: (Value, inout CanonicalWriter) -> Void) {
        guard let value else { return }
        self.key(key)
        object { write(value, &$0) }
    }
}

extension StaticString {
    var text: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount) }
}
