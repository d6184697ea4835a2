import Ledger

/// The members of one JSON object of a draft; each is asked for by its key and checked on the way.
/// `null` is the same as not there.
struct DraftFields {
    private let members: [String: JSONValue]
    private let path: String

    /// - Parameters:
    ///   - path: Where the object stands in its line; empty for the line itself.
    ///   - keys: All that it may have.
    init(_ value: JSONValue, path: String, keys: [String]) throws(DraftFault) {
        guard let members = value.object else { throw DraftFault(key: path, problem: .notA("an object")) }
        if let unknown = members.keys.filter({ !keys.contains($0) }).sorted().first {
            throw DraftFault(key: path, problem: .unknownKey(nearest: Spelling.nearest(to: unknown, among: keys)))
        }
        self.members = members
        self.path = path
    }

    func key(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

    func fault(_ name: String, _ problem: DraftFault.Problem) -> DraftFault {
        DraftFault(key: key(name), problem: problem)
    }

    func value(_ name: String) -> JSONValue? {
        guard let value = members[name], value != .null else { return nil }
        return value
    }

    func object(_ name: String, keys: [String]) throws(DraftFault) -> DraftFields? {
        guard let value = value(name) else { return nil }
        return try DraftFields(value, path: key(name), keys: keys)
    }

    /// Each object of an array; none if the array is missing.
    func objects(_ name: String, keys: [String], limit: Int = 64) throws(DraftFault) -> [DraftFields] {
        var objects: [DraftFields] = []
        for (index, value) in try array(name, limit: limit).enumerated() {
            objects.append(try DraftFields(value, path: "\(key(name))[\(index)]", keys: keys))
        }
        return objects
    }

    /// Text as it is, control characters too.
    func text(_ name: String, limit: Int) throws(DraftFault) -> String? {
        guard let value = value(name) else { return nil }
        guard let text = value.string else { throw fault(name, .notA("a string")) }
        guard text.utf8.count <= limit else { throw fault(name, .tooLong(limit: limit)) }
        return text
    }

    /// A name or another short text on one line.
    func name(_ name: String, limit: Int = 256) throws(DraftFault) -> String? {
        guard let text = try text(name, limit: limit) else { return nil }
        try Self.checkName(text, key: key(name), limit: limit)
        return text
    }

    /// Several names.
    func names(_ name: String, limit: Int = 64) throws(DraftFault) -> [String] {
        try Self.names(try array(name, limit: limit), key: key(name))
    }

    /// One name, or several.
    func oneOrMoreNames(_ name: String, limit: Int = 64) throws(DraftFault) -> [String] {
        if case .string? = value(name) { return try self.name(name).map { [$0] } ?? [] }
        return try names(name, limit: limit)
    }

    func flag(_ name: String) throws(DraftFault) -> Bool? {
        guard let value = value(name) else { return nil }
        guard let flag = value.bool else { throw fault(name, .notA("true or false")) }
        return flag
    }

    func integer(_ name: String, in range: ClosedRange<Int>) throws(DraftFault) -> Int? {
        guard let value = value(name) else { return nil }
        guard let number = value.integer else { throw fault(name, .notA("an integer")) }
        guard range ~= number else { throw fault(name, .outOfRange(range.lowerBound, range.upperBound)) }
        return number
    }

    func choice<Choice: RawRepresentable<String>>(
        _ name: String, of choices: [Choice]
    ) throws(DraftFault) -> Choice? {
        guard let value = value(name) else { return nil }
        guard let choice = choices.first(where: { $0.rawValue == value.string }) else {
            throw fault(name, .notOneOf(choices.map(\.rawValue)))
        }
        return choice
    }

    private func array(_ name: String, limit: Int) throws(DraftFault) -> [JSONValue] {
        guard let value = value(name) else { return [] }
        guard let array = value.array else { throw fault(name, .notA("an array")) }
        guard array.count <= limit else { throw fault(name, .tooMany(limit: limit)) }
        return array
    }

    private static func names(_ values: [JSONValue], key: String) throws(DraftFault) -> [String] {
        var names: [String] = []
        for (index, value) in values.enumerated() {
            let key = "\(key)[\(index)]"
            guard let text = value.string else { throw DraftFault(key: key, problem: .notA("a string")) }
            try checkName(text, key: key, limit: 256)
            names.append(text)
        }
        return names
    }

    private static func checkName(_ text: String, key: String, limit: Int) throws(DraftFault) {
        guard text.utf8.contains(where: { $0 != 0x20 }) else { throw DraftFault(key: key, problem: .empty) }
        guard text.utf8.count <= limit else { throw DraftFault(key: key, problem: .tooLong(limit: limit)) }
        guard !AddressKey.hasControl(text) else { throw DraftFault(key: key, problem: .controlCharacter) }
    }
}

/// Helps with a slip of the pen.
enum Spelling {
    /// The candidate at most two letters off, in any case; nil if none is that near.
    static func nearest(to word: String, among candidates: [String]) -> String? {
        let word = Array(word.lowercased().utf8)
        guard word.count <= 64 else { return nil }
        let ranked = candidates.map { ($0, distance(word, Array($0.lowercased().utf8))) }
        return ranked.filter { $0.1 <= 2 }.min { $0.1 < $1.1 }?.0
    }

    /// Levenshtein's distance.
    private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var row = Array(0...b.count)
        for (i, letter) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in b.enumerated() {
                let next = min(row[j] + 1, row[j + 1] + 1, diagonal + (letter == other ? 0 : 1))
                diagonal = row[j + 1]
                row[j + 1] = next
            }
        }
        return row[b.count]
    }
}
