/// Reads a JSON object member by member and refuses what it was not asked for.
struct FieldReader {
    private var fields: [String: JSONValue]
    private let part: String

    init(_ value: JSONValue, part: String) throws(OpenError) {
        guard let fields = value.object else { throw .malformed(part: part) }
        self.fields = fields
        self.part = part
    }

    /// The member's value, if it is there; a member that is there but null is refused.
    private mutating func take<T>(_ key: String, _ convert: (JSONValue) throws -> T?) throws(OpenError) -> T? {
        guard let value = fields.removeValue(forKey: key) else { return nil }
        guard let converted = try? convert(value) else { throw .malformed(part: "\(part).\(key)") }
        return converted
    }

    mutating func string(_ key: String) throws(OpenError) -> String? { try take(key) { $0.string } }
    mutating func integer(_ key: String) throws(OpenError) -> Int? { try take(key) { $0.integer } }
    mutating func instant(_ key: String) throws(OpenError) -> Instant? {
        try take(key) { $0.string.flatMap(Instant.init(text:)) }
    }
    mutating func localTime(_ key: String) throws(OpenError) -> LocalTime? {
        try take(key) { value in
            guard let text = value.string, let time = LocalTime(text: text), time.text == text else { return nil }
            return time
        }
    }
    mutating func yesNo(_ key: String) throws(OpenError) -> Bool? {
        try take(key) { $0 == "yes" ? true : $0 == "no" ? false : nil }
    }
    mutating func word<T: RawRepresentable>(_ key: String, _: T.Type) throws(OpenError) -> T?
    where T.RawValue == String {
        try take(key) { $0.string.flatMap(T.init(rawValue:)) }
    }
    mutating func digest(_ key: String) throws(OpenError) -> [UInt8]? {
        try take(key) { value in
            guard let bytes = value.string.flatMap({ Base64URL.decode($0) }), bytes.count == 32 else { return nil }
            return bytes
        }
    }

    /// An array that is absent when empty.
    mutating func list<T>(_ key: String, _ convert: (JSONValue) throws -> T?) throws(OpenError) -> [T] {
        let list = try take(key) { value -> [T]? in
            guard let array = value.array, !array.isEmpty else { return nil }
            let converted = try array.compactMap(convert)
            return converted.count == array.count ? converted : nil
        }
        return list ?? []
    }
    mutating func strings(_ key: String) throws(OpenError) -> [String] { try list(key) { $0.string } }
    mutating func integers(_ key: String) throws(OpenError) -> [Int] { try list(key) { $0.integer } }

    mutating func object<T>(_ key: String, _ convert: (JSONValue) throws -> T) throws(OpenError) -> T? {
        try take(key) { try convert($0) }
    }

    func need<T>(_ value: T?, _ key: String) throws(OpenError) -> T {
        guard let value else { throw .malformed(part: "\(part).\(key)") }
        return value
    }

    func finish() throws(OpenError) {
        guard fields.isEmpty else { throw .malformed(part: part) }
    }
}

/// Builds a JSON object from members that may be absent.
struct FieldWriter {
    private(set) var fields: [String: JSONValue] = [:]

    mutating func put(_ key: String, _ value: String?) { fields[key] = value.map(JSONValue.string) }
    mutating func put(_ key: String, _ value: Int?) { fields[key] = value.map(JSONValue.integer) }
    mutating func put(_ key: String, _ value: Bool?) { fields[key] = value.map { $0 ? "yes" : "no" } }
    mutating func put(_ key: String, _ value: Instant?) { put(key, value?.text) }
    mutating func put(_ key: String, _ value: LocalTime?) { put(key, value?.text) }
    mutating func put(_ key: String, digest: [UInt8]?) { put(key, digest.map(Base64URL.encode)) }
    mutating func put(_ key: String, _ value: JSONValue?) { fields[key] = value }
    mutating func put(_ key: String, _ values: [String]) { put(key, values.map(JSONValue.string)) }
    mutating func put(_ key: String, _ values: [JSONValue]) { if !values.isEmpty { fields[key] = .array(values) } }

    var value: JSONValue { .object(fields) }
}
