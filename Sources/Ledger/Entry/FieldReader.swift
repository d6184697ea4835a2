/// Reads hashed JSON straight from its bytes, member by member, and refuses what it is not asked for.
///
/// Opening 100,000 entries spent two thirds of its time on dictionaries of values that were made only to be
/// taken apart. In canonical JSON keys ascend, so members asked for in that order are met in that order: a key
/// that comes before the one asked for is unknown, repeated or out of place, and refused. Strings, integers and
/// limits are `JSONParser`'s.
struct FieldReader {
    private var json: JSONParser
    /// What the object that is being read is called in errors.
    private var part: String
    /// The key of the member that was met and not yet asked for.
    private var met: UnsafeBufferPointer<UInt8>?
    private var isAtFirst = true
    private var isClosed = false

    /// Reads `bytes`, which must be one value, with `read`. It stands in a disclosure's array, behind salt and name.
    static func read<Value>(
        _ bytes: UnsafeBufferPointer<UInt8>, part: String,
        _ read: (inout FieldReader) throws(OpenError) -> Value
    ) throws(OpenError) -> Value {
        var reader = FieldReader(json: JSONParser(canonical: bytes, depth: 1, valueCount: 3), part: part)
        let value = try read(&reader)
        guard reader.json.isAtEnd else { throw .malformed(part: part) }
        return value
    }

    private init(json: JSONParser, part: String) {
        self.json = json
        self.part = part
    }

    /// Reads the object that comes next; every member of it must be asked for, in ascending order.
    mutating func members<Value>(
        of part: String, _ read: (inout FieldReader) throws(OpenError) -> Value
    ) throws(OpenError) -> Value {
        let outer = (self.part, met, isAtFirst, isClosed)
        self.part = part
        (met, isAtFirst, isClosed) = (nil, true, false)
        do { try json.enterObject() } catch { throw .malformed(part: part) }
        let value = try read(&self)
        if try nextKey() != nil { throw .malformed(part: part) }
        (self.part, met, isAtFirst, isClosed) = outer
        return value
    }

    /// True, and past the null, if that comes next.
    mutating func null() -> Bool { json.takeNull() }

    mutating func text() throws(OpenError) -> String {
        do { return try json.stringValue() } catch { throw .malformed(part: part) }
    }

    mutating func number() throws(OpenError) -> Int {
        do { return try json.integerValue() } catch { throw .malformed(part: part) }
    }

    /// The letters of the string that comes next, where it is one without escapes.
    private mutating func letters() throws(OpenError) -> UnsafeBufferPointer<UInt8> {
        do { return try json.plainStringValue() } catch { throw .malformed(part: part) }
    }

    mutating func hash() throws(OpenError) -> Hash32 {
        guard let hash = Base64URL.decodeHash(try letters()) else { throw .malformed(part: part) }
        return hash
    }

    /// The elements of the array that comes next; an empty one is refused.
    mutating func elements<Element>(
        _ read: (inout FieldReader) throws(OpenError) -> Element
    ) throws(OpenError) -> [Element] {
        var elements: [Element] = []
        do { try json.enterArray() } catch { throw .malformed(part: part) }
        repeat { elements.append(try read(&self)) } while try isFollowed()
        return elements
    }

    private mutating func isFollowed() throws(OpenError) -> Bool {
        do { return try !json.isLastElement() } catch { throw .malformed(part: part) }
    }
}

// Members, each nil or empty where it is absent.
extension FieldReader {
    mutating func string(_ key: StaticString) throws(OpenError) -> String? {
        try take(key) { (reader) throws(OpenError) in try reader.text() }
    }

    mutating func integer(_ key: StaticString) throws(OpenError) -> Int? {
        try take(key) { (reader) throws(OpenError) in try reader.number() }
    }

    mutating func instant(_ key: StaticString) throws(OpenError) -> Instant? {
        try take(key) { (reader) throws(OpenError) in Instant(canonical: try reader.letters()) }
    }

    mutating func localTime(_ key: StaticString) throws(OpenError) -> LocalTime? {
        try take(key) { (reader) throws(OpenError) in LocalTime(canonical: try reader.letters()) }
    }

    mutating func yesNo(_ key: StaticString) throws(OpenError) -> Bool? {
        try take(key) { (reader) throws(OpenError) in
            let text = try reader.text()
            return text == "yes" ? true : text == "no" ? false : nil
        }
    }

    mutating func word<Word: RawRepresentable>(_ key: StaticString, _: Word.Type) throws(OpenError) -> Word?
    where Word.RawValue == String {
        try take(key) { (reader) throws(OpenError) in Word(rawValue: try reader.text()) }
    }

    mutating func digest(_ key: StaticString) throws(OpenError) -> [UInt8]? {
        try take(key) { (reader) throws(OpenError) in try reader.hash().bytes }
    }

    mutating func list<Element>(
        _ key: StaticString, _ read: (inout FieldReader) throws(OpenError) -> Element
    ) throws(OpenError) -> [Element] {
        try take(key) { (reader) throws(OpenError) in try reader.elements(read) } ?? []
    }

    mutating func strings(_ key: StaticString) throws(OpenError) -> [String] {
        try list(key) { (reader) throws(OpenError) in try reader.text() }
    }

    mutating func integers(_ key: StaticString) throws(OpenError) -> [Int] {
        try list(key) { (reader) throws(OpenError) in try reader.number() }
    }

    mutating func object<Value>(
        _ key: StaticString, _ read: (inout FieldReader) throws(OpenError) -> Value
    ) throws(OpenError) -> Value? {
        try take(key) { (reader) throws(OpenError) in try reader.members(of: "\(key)", read) }
    }

    /// A reader that stands before the member's value, which this one passes over.
    mutating func bookmark(_ key: StaticString) throws(OpenError) -> FieldReader? {
        try take(key) { (reader) throws(OpenError) in
            let here = reader
            do { _ = try reader.json.value() } catch { throw .malformed(part: reader.part) }
            return here
        }
    }

    func need<Value>(_ value: Value?, _ key: StaticString) throws(OpenError) -> Value {
        guard let value else { throw .malformed(part: "\(part).\(key)") }
        return value
    }

    /// The member's value, if it is there; one that `read` makes nothing of is refused.
    private mutating func take<Value>(
        _ key: StaticString, _ read: (inout FieldReader) throws(OpenError) -> Value?
    ) throws(OpenError) -> Value? {
        guard let next = try nextKey() else { return nil }
        let order = Self.order(next, key)
        if order == 0 {
            met = nil
            if let value = try? read(&self) { return value }
            throw .malformed(part: "\(part).\(key)")
        }
        if order < 0 { throw .malformed(part: part) }
        return nil
    }

    /// Below, at or above 0 as `found` stands before, at or behind `key`. Two dozen keys are asked for in each
    /// entry, and nearly all differ in the first letter.
    private static func order(_ found: UnsafeBufferPointer<UInt8>, _ key: StaticString) -> Int {
        let (letters, count) = (key.utf8Start, key.utf8CodeUnitCount)
        for index in 0..<min(found.count, count) where found[index] != letters[index] {
            return Int(found[index]) - Int(letters[index])
        }
        return found.count - count
    }

    /// The key of the member that comes next, past its colon; nil, and past the brace, at the object's end.
    private mutating func nextKey() throws(OpenError) -> UnsafeBufferPointer<UInt8>? {
        if met != nil || isClosed { return met }
        do {
            met = try json.nextKey(isFirst: isAtFirst)
        } catch {
            throw .malformed(part: part)
        }
        isAtFirst = false
        isClosed = met == nil
        return met
    }
}
