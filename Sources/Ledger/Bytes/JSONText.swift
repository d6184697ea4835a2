/// The JSON that crosses our edge: any spelling of RFC 8259 is read, a tidy one is written.
package enum JSONText {
    /// Returns the value that `bytes` spell, with white space, key order and escapes as RFC 8259 allows.
    ///
    /// Stricter than RFC 8259 where readers disagree: integers only, of magnitude at most 2^53 − 1; no
    /// key twice (keys that differ only in Unicode composition count as the same); no lone surrogate;
    /// no byte order mark; the limits of `JSONLimits`.
    package static func read(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
        try bytes.withUnsafeBufferPointer { (all) throws(JSONError) in try read(all) }
    }

    /// - Parameter timesLimits: How many times as many bytes and values as `JSONLimits` says are taken.
    package static func read(_ bytes: ArraySlice<UInt8>, timesLimits: Int = 1) throws(JSONError) -> JSONValue {
        try bytes.withUnsafeBufferPointer { (all) throws(JSONError) in
            try JSONParser.parse(all, isCanonical: false, timesLimits: timesLimits)
        }
    }

    package static func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) -> JSONValue {
        try JSONParser.parse(bytes, isCanonical: false)
    }

    /// Returns `value` with its keys in the order of their UTF-8 bytes, characters beyond ASCII as they
    /// are, no final newline; `pretty`: one member or element a line, two spaces a level. An integer
    /// beyond 2^53 − 1 is a programmer's mistake and traps.
    package static func write(_ value: JSONValue, pretty: Bool) -> String {
        var bytes = [UInt8]()
        append(value, level: pretty ? 0 : nil, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// `level` is nil if everything goes on one line.
    private static func append(_ value: JSONValue, level: Int?, to bytes: inout [UInt8]) {
        switch value {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
        case .integer(let number): JSONWriting.append(number, to: &bytes)
        case .string(let text): JSONWriting.append(text, to: &bytes)
        case .array(let elements):
            appendList(elements, "[", "]", level: level, to: &bytes) { element, bytes in
                append(element, level: level.map { $0 + 1 }, to: &bytes)
            }
        case .object(let members):
            let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            appendList(sorted, "{", "}", level: level, to: &bytes) { member, bytes in
                JSONWriting.append(member.key, to: &bytes)
                bytes.append(contentsOf: (level == nil ? ":" : ": ").utf8)
                append(member.value, level: level.map { $0 + 1 }, to: &bytes)
            }
        }
    }

    private static func appendList<Item>(
        _ items: [Item], _ open: String, _ close: String, level: Int?, to bytes: inout [UInt8],
        each: (Item, inout [UInt8]) -> Void
    ) {
        bytes.append(contentsOf: open.utf8)
        for (index, item) in items.enumerated() {
            if index > 0 { bytes.append(Ascii.comma) }
            if let level { startLine(level: level + 1, in: &bytes) }
            each(item, &bytes)
        }
        if let level, !items.isEmpty { startLine(level: level, in: &bytes) }
        bytes.append(contentsOf: close.utf8)
    }

    private static func startLine(level: Int, in bytes: inout [UInt8]) {
        bytes.append(Ascii.newline)
        bytes.append(contentsOf: repeatElement(0x20, count: level * 2))
    }
}
