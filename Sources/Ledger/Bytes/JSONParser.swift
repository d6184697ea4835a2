/// One pass over JSON text, for both readers; it never looks at a byte twice except inside strings.
struct JSONParser {
    private let bytes: UnsafeBufferPointer<UInt8>
    /// Refuse every spelling but the one that `CanonicalJSON` writes.
    private let isCanonical: Bool
    private var offset = 0
    private var depth = 0
    private var valueCount = 0
    private var valueLimit = JSONLimits.valueCount

    static func parse(
        _ bytes: UnsafeBufferPointer<UInt8>, isCanonical: Bool, timesLimits: Int = 1
    ) throws(JSONError) -> JSONValue {
        guard bytes.count <= timesLimits * JSONLimits.byteCount else { throw .tooLong(byteCount: bytes.count) }
        var parser = JSONParser(bytes: bytes, isCanonical: isCanonical)
        parser.valueLimit *= timesLimits
        try parser.skipSpace()
        let value = try parser.value()
        try parser.skipSpace()
        guard parser.offset == bytes.count else { throw .trailingBytes(at: parser.offset) }
        return value
    }

    private init(bytes: UnsafeBufferPointer<UInt8>, isCanonical: Bool) {
        self.bytes = bytes
        self.isCanonical = isCanonical
    }

    mutating func value() throws(JSONError) -> JSONValue {
        valueCount += 1
        guard valueCount <= valueLimit else { throw .tooManyValues(at: offset) }
        switch try peek() {
        case Ascii.quote: return .string(try string())
        case Ascii.openBrace: return .object(try object())
        case Ascii.openBracket: return .array(try array())
        case Ascii.minus, Ascii.digits: return .integer(try integer())
        case UInt8(ascii: "n"):
            try literal("null")
            return .null
        case UInt8(ascii: "t"):
            let start = offset
            try literal("true")
            if isCanonical { throw .notCanonical(at: start) }
            return .bool(true)
        case UInt8(ascii: "f"):
            let start = offset
            try literal("false")
            if isCanonical { throw .notCanonical(at: start) }
            return .bool(false)
        default: throw .unexpectedByte(at: offset)
        }
    }

    private mutating func object() throws(JSONError) -> [String: JSONValue] {
        try enter()
        var members: [String: JSONValue] = [:]
        var previous: String?
        members.reserveCapacity(8)  // growing from one by doubling cost as much as the rest of a small object
        if try isClosed(by: Ascii.closeBrace) { return members }
        while true {
            try skipSpace()
            let start = offset
            guard try peek() == Ascii.quote else { throw .unexpectedByte(at: offset) }
            let key = try string()
            if isCanonical {
                guard key.utf8.allSatisfy({ $0 < 0x80 }) else { throw .notCanonical(at: start) }
                if let previous, !(previous < key) {
                    throw members[key] == nil ? .notCanonical(at: start) : .duplicateKey(at: start)
                }
                previous = key
            }
            try skipSpace()
            try expect(Ascii.colon)
            try skipSpace()
            let value = try value()
            guard members.updateValue(value, forKey: key) == nil else { throw .duplicateKey(at: start) }
            if try isLast(before: Ascii.closeBrace) { return members }
        }
    }

    private mutating func array() throws(JSONError) -> [JSONValue] {
        try enter()
        var elements: [JSONValue] = []
        if try isClosed(by: Ascii.closeBracket) { return elements }
        while true {
            try skipSpace()
            elements.append(try value())
            if try isLast(before: Ascii.closeBracket) { return elements }
        }
    }

    private mutating func enter() throws(JSONError) {
        depth += 1
        guard depth <= JSONLimits.depth else { throw .tooDeep(at: offset) }
        offset += 1
    }

    /// Right after an opening bracket: true, and past it, if the closing one follows.
    private mutating func isClosed(by close: UInt8) throws(JSONError) -> Bool {
        try skipSpace()
        guard try peek() == close else { return false }
        offset += 1
        depth -= 1
        return true
    }

    /// After an element: past the comma and false, or past the closing bracket and true.
    private mutating func isLast(before close: UInt8) throws(JSONError) -> Bool {
        try skipSpace()
        switch try peek() {
        case Ascii.comma:
            offset += 1
            return false
        case close:
            offset += 1
            depth -= 1
            return true
        default: throw .unexpectedByte(at: offset)
        }
    }

    private mutating func integer() throws(JSONError) -> Int {
        let start = offset
        let isNegative = try peek() == Ascii.minus
        if isNegative { offset += 1 }
        let firstDigit = offset
        var magnitude = 0
        var isTooLarge = false
        while offset < bytes.count, Ascii.digits ~= bytes[offset] {
            if !isTooLarge {
                magnitude = magnitude * 10 + Int(bytes[offset] - UInt8(ascii: "0"))
                isTooLarge = magnitude > JSONLimits.integer
            }
            offset += 1
        }
        guard offset > firstDigit else {
            throw offset == bytes.count ? .truncated(at: offset) : .unexpectedByte(at: offset)
        }
        guard bytes[firstDigit] != UInt8(ascii: "0") || offset == firstDigit + 1 else {
            throw .unexpectedByte(at: firstDigit + 1)
        }
        if offset < bytes.count, [UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains(bytes[offset]) {
            throw .notAnInteger(at: start)
        }
        if isTooLarge { throw .integerTooLarge(at: start) }
        if isCanonical, isNegative, magnitude == 0 { throw .notCanonical(at: start) }
        return isNegative ? -magnitude : magnitude
    }

    private mutating func literal(_ text: StaticString) throws(JSONError) {
        for byte in UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount) {
            try expect(byte)
        }
    }

    private mutating func skipSpace() throws(JSONError) {
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x20, 0x09, 0x0A, 0x0D:
                if isCanonical { throw .notCanonical(at: offset) }
                offset += 1
            default: return
            }
        }
    }

    private func peek() throws(JSONError) -> UInt8 {
        guard offset < bytes.count else { throw .truncated(at: offset) }
        return bytes[offset]
    }

    private mutating func expect(_ byte: UInt8) throws(JSONError) {
        guard try peek() == byte else { throw .unexpectedByte(at: offset) }
        offset += 1
    }
}

// Canonical text, taken apart by a reader that knows what comes next.
extension JSONParser {
    /// Begins `depth` arrays deep, with `valueCount` values behind it. The caller keeps to `JSONLimits.byteCount`.
    init(canonical bytes: UnsafeBufferPointer<UInt8>, depth: Int, valueCount: Int) {
        self.init(bytes: bytes, isCanonical: true)
        self.depth = depth
        self.valueCount = valueCount
    }

    var isAtEnd: Bool { offset == bytes.count }

    mutating func takeNull() -> Bool {
        let null: StaticString = "null"
        guard bytes.count - offset >= 4, bytes[offset..<offset + 4].elementsEqual(null.text) else { return false }
        offset += 4
        valueCount += 1
        return true
    }

    mutating func stringValue() throws(JSONError) -> String {
        try count(Ascii.quote)
        return try string()
    }

    /// A string without escapes, where it stands; for letters that are checked one by one.
    mutating func plainStringValue() throws(JSONError) -> UnsafeBufferPointer<UInt8> {
        try count(Ascii.quote)
        return try plainString()
    }

    mutating func integerValue() throws(JSONError) -> Int {
        try count(nil)
        return try integer()
    }

    mutating func enterObject() throws(JSONError) {
        try count(Ascii.openBrace)
        try enter()
    }

    /// Past the bracket of an array that has elements.
    mutating func enterArray() throws(JSONError) {
        try count(Ascii.openBracket)
        try enter()
        guard try peek() != Ascii.closeBracket else { throw .unexpectedByte(at: offset) }
    }

    mutating func isLastElement() throws(JSONError) -> Bool { try isLast(before: Ascii.closeBracket) }

    /// The next key of an object, past its colon; nil, and past the brace, at the object's end. One with an escape
    /// is refused: none of ours has any.
    mutating func nextKey(isFirst: Bool) throws(JSONError) -> UnsafeBufferPointer<UInt8>? {
        let isAtEnd = isFirst ? try isClosed(by: Ascii.closeBrace) : try isLast(before: Ascii.closeBrace)
        if isAtEnd { return nil }
        guard try peek() == Ascii.quote else { throw .unexpectedByte(at: offset) }
        let key = try plainString()
        try expect(Ascii.colon)
        return key
    }

    private mutating func plainString() throws(JSONError) -> UnsafeBufferPointer<UInt8> {
        offset += 1
        let letters = try run()
        try expect(Ascii.quote)
        return letters
    }

    private mutating func count(_ first: UInt8?) throws(JSONError) {
        valueCount += 1
        guard valueCount <= valueLimit else { throw .tooManyValues(at: offset) }
        guard let first else { return }
        guard try peek() == first else { throw .unexpectedByte(at: offset) }
    }
}

// Strings: runs without escapes are taken whole.
extension JSONParser {
    private mutating func string() throws(JSONError) -> String {
        let quote = offset
        offset += 1
        let first = try run()
        if bytes[offset] == Ascii.quote {
            offset += 1
            return try decoded(first, quote: quote)
        }
        var content = [UInt8]()
        content.reserveCapacity(first.count * 2)
        content.append(contentsOf: first)
        while bytes[offset] != Ascii.quote {
            try escape(into: &content)
            content.append(contentsOf: try run())
        }
        offset += 1
        return try content.withUnsafeBufferPointer { (all) throws(JSONError) in try decoded(all, quote: quote) }
    }

    /// Everything up to the next quote or backslash, at which it stops.
    private mutating func run() throws(JSONError) -> UnsafeBufferPointer<UInt8> {
        let start = offset
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte == Ascii.quote || byte == Ascii.backslash {
                return UnsafeBufferPointer(rebasing: bytes[start..<offset])
            }
            if byte < 0x20 { throw .unexpectedByte(at: offset) }
            offset += 1
        }
        throw .truncated(at: offset)
    }

    private func decoded(
        _ content: UnsafeBufferPointer<UInt8>, quote: Int
    ) throws(JSONError) -> String {
        // `String(validating:)` took an eighth of the time of opening an entry; nearly all strings are ASCII.
        if content.isASCII { return String(decoding: content, as: UTF8.self) }
        guard let text = String(validating: content, as: UTF8.self) else { throw .notUTF8(at: quote) }
        return text
    }

    private mutating func escape(into content: inout [UInt8]) throws(JSONError) {
        let start = offset
        offset += 1
        let letter = try peek()
        offset += 1
        switch letter {
        case Ascii.quote, Ascii.backslash: content.append(letter)
        case UInt8(ascii: "/"):
            if isCanonical { throw .notCanonical(at: start) }
            content.append(letter)
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "n"): content.append(0x0A)
        case UInt8(ascii: "f"): content.append(0x0C)
        case UInt8(ascii: "r"): content.append(0x0D)
        case UInt8(ascii: "u"):
            let scalar = try escapedScalar(start: start)
            if isCanonical { try requireCanonical(scalar, start: start) }
            content.append(contentsOf: UTF8.encode(scalar)!)  // every scalar has an encoding
        default: throw .unexpectedByte(at: offset - 1)
        }
    }

    private mutating func escapedScalar(start: Int) throws(JSONError) -> Unicode.Scalar {
        let unit = try hexUnit()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard UTF16.isLeadSurrogate(unit), offset + 1 < bytes.count,
            bytes[offset] == Ascii.backslash, bytes[offset + 1] == UInt8(ascii: "u")
        else { throw .loneSurrogate(at: start) }
        offset += 2
        let trail = try hexUnit()
        guard UTF16.isTrailSurrogate(trail) else { throw .loneSurrogate(at: start) }
        return UTF16.decode(UTF16.EncodedScalar([unit, trail]))
    }

    private mutating func hexUnit() throws(JSONError) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            let byte = try peek()
            guard let digit = Ascii.hexDigit(byte) else { throw .unexpectedByte(at: offset) }
            unit = unit << 4 | UInt16(digit)
            offset += 1
        }
        return unit
    }

    /// RFC 8785 writes only control characters as `\u00xx`, in lower case, and five of them shorter.
    private func requireCanonical(_ scalar: Unicode.Scalar, start: Int) throws(JSONError) {
        let isShort = [0x08, 0x09, 0x0A, 0x0C, 0x0D].contains(scalar.value)
        let isUpper = bytes[start..<offset].contains { UInt8(ascii: "A")...UInt8(ascii: "F") ~= $0 }
        guard scalar.value < 0x20, !isShort, !isUpper else { throw .notCanonical(at: start) }
    }
}

extension UnsafeBufferPointer<UInt8> {
    fileprivate var isASCII: Bool {
        var all: UInt8 = 0
        for byte in self { all |= byte }
        return all < 0x80
    }
}

/// The bytes that JSON gives a meaning.
enum Ascii {
    static let quote = UInt8(ascii: "\"")
    static let backslash = UInt8(ascii: "\\")
    static let comma = UInt8(ascii: ",")
    static let colon = UInt8(ascii: ":")
    static let minus = UInt8(ascii: "-")
    static let openBrace = UInt8(ascii: "{")
    static let closeBrace = UInt8(ascii: "}")
    static let openBracket = UInt8(ascii: "[")
    static let closeBracket = UInt8(ascii: "]")
    static let newline = UInt8(ascii: "\n")
    static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")

    /// The value of a hexadecimal digit of either case.
    static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case digits: byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
