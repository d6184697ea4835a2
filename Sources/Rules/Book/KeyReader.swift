import Ledger

/// Reads the keys of one table and remembers which were asked for, so that none is overlooked: `finish`
/// refuses every key that nobody asked for and suggests the nearest that somebody did.
package final class KeyReader {
    private let values: [String: BookValue]
    var place: Place
    /// The places that the book names, for its rules.
    var places: [String: BookPlace] = [:]
    /// The days that the book lists itself.
    var calendar = Calendar()
    private var asked: [String] = []

    init(_ values: [String: BookValue], place: Place) {
        self.values = values
        self.place = place
    }

    package func has(_ key: String) -> Bool { values[key] != nil }

    /// Throws if a key is left that nobody asked for: the first in alphabetical order.
    func finish() throws(RuleBookError) {
        guard let unknown = values.keys.filter({ !asked.contains($0) }).min() else { return }
        throw .unknownKey(place.naming(unknown), nearest: NearestWord.to(unknown, among: asked))
    }

    /// A key that nobody asked for so far, and that looks like one that was asked for and is not there.
    var slip: RuleBookError? {
        let absent = asked.filter { values[$0] == nil }
        for key in values.keys.filter({ !asked.contains($0) }).sorted() {
            if let meant = NearestWord.to(key, among: absent) {
                return .unknownKey(place.naming(key), nearest: meant)
            }
        }
        return nil
    }

    func value(_ key: String) -> (BookValue, Place)? {
        if !asked.contains(key) { asked.append(key) }
        return values[key].map { ($0, place.naming(key)) }
    }

    // MARK: One value

    package func text(_ key: String, limit: Int = 1000) throws(RuleBookError) -> String? {
        guard let (value, place) = value(key) else { return nil }
        return try Self.text(value, place, limit: limit)
    }

    package func requiredText(_ key: String, limit: Int = 1000) throws(RuleBookError) -> String {
        guard let text = try text(key, limit: limit) else { throw .missingKey(place.naming(key)) }
        return text
    }

    package func integer(_ key: String, in range: ClosedRange<Int>) throws(RuleBookError) -> Int? {
        guard let (value, place) = value(key) else { return nil }
        guard case .integer(let number) = value else {
            throw .wrongType(place, expected: .integer, found: value.type)
        }
        guard range.contains(number) else {
            throw .outOfRange(place, least: range.lowerBound, most: range.upperBound)
        }
        return number
    }

    package func truth(_ key: String) throws(RuleBookError) -> Bool? {
        guard let (value, place) = value(key) else { return nil }
        guard case .truth(let answer) = value else { throw .wrongType(place, expected: .truth, found: value.type) }
        return answer
    }

    package func date(_ key: String) throws(RuleBookError) -> CivilDate? {
        guard let (value, place) = value(key) else { return nil }
        if case .text(let text) = value, let date = CivilDate(text: text) {
            throw .dateInQuotes(place, write: date.text)
        }
        guard case .date(let date) = value else { throw .wrongType(place, expected: .date, found: value.type) }
        guard let date else { throw .noSuchDay(place) }
        return date
    }

    package func time(_ key: String) throws(RuleBookError) -> ClockTime? {
        guard let (value, place) = value(key) else { return nil }
        if case .text(let text) = value, let write = Self.timeMeant(text) {
            throw .timeInQuotes(place, write: write)
        }
        guard case .time(let time) = value else { throw .wrongType(place, expected: .time, found: value.type) }
        guard let time else { throw .fractionOfSecond(place) }
        return time
    }

    package func zone(_ key: String) throws(RuleBookError) -> Zone? {
        guard let name = try text(key, limit: 64) else { return nil }
        guard let zone = Zone(name) else { throw .noSuchZone(place.naming(key)) }
        return zone
    }

    /// A table, read by a reader of its own; the caller finishes it.
    package func table(_ key: String) throws(RuleBookError) -> KeyReader? {
        guard let (value, place) = value(key) else { return nil }
        guard case .table(let values) = value else { throw .wrongType(place, expected: .table, found: value.type) }
        return KeyReader(values, place: place)
    }

    /// The names of all keys, in alphabetical order: for tables whose keys the book chooses.
    var names: [String] { values.keys.sorted() }

    package func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: String, of type: Choice.Type
    ) throws(RuleBookError) -> Choice? where Choice.RawValue == String {
        guard let text = try text(key) else { return nil }
        return try Self.choice(text, place.naming(key), of: type)
    }

    // MARK: Lists

    /// Texts that differ from each other when case is folded; at least one.
    package func texts(_ key: String, limit: Int = 200) throws(RuleBookError) -> [String]? {
        guard let (value, place) = value(key) else { return nil }
        guard case .list(let items) = value else { throw .wrongType(place, expected: .list, found: value.type) }
        return try Self.texts(items, place, limit: limit)
    }

    package func choices<Choice: RawRepresentable & CaseIterable>(
        _ key: String, of type: Choice.Type, mayBeEmpty: Bool = false
    ) throws(RuleBookError) -> [Choice]? where Choice.RawValue == String {
        if mayBeEmpty, case .list(let items)? = value(key)?.0, items.isEmpty { return [] }
        guard let texts = try texts(key) else { return nil }
        var choices: [Choice] = []
        for (index, text) in texts.enumerated() {
            choices.append(try Self.choice(text, place.naming(key).item(index), of: type))
        }
        return choices
    }

    /// A list of tables, each read by a reader of its own; the caller finishes them.
    package func tables(_ key: String) throws(RuleBookError) -> [KeyReader]? {
        guard let (value, place) = value(key) else { return nil }
        guard case .list(let items) = value else { throw .wrongType(place, expected: .list, found: value.type) }
        var readers: [KeyReader] = []
        for (index, item) in items.enumerated() {
            guard case .table(let values) = item else {
                throw .wrongType(place.item(index), expected: .table, found: item.type)
            }
            // A rule is cited by its place until its id is known.
            let itemPlace = place.path == "rule" ? Place(rule: "number \(index + 1)") : place.item(index)
            readers.append(KeyReader(values, place: itemPlace))
        }
        return readers
    }

    /// A table from names of the book's own choosing to lists of texts.
    package func textLists(_ key: String) throws(RuleBookError) -> [String: [String]]? {
        guard let (value, place) = value(key) else { return nil }
        guard case .table(let values) = value else { throw .wrongType(place, expected: .table, found: value.type) }
        var lists: [String: [String]] = [:]
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
            let place = place.naming(name)
            guard case .list(let items) = value else { throw .wrongType(place, expected: .list, found: value.type) }
            lists[name] = try Self.texts(items, place, limit: 200)
        }
        return lists
    }

    /// A list whose items are days or tables; each table is read by a reader of its own, finished by the caller.
    func daysOrTables(_ key: String) throws(RuleBookError) -> [DayOrTable]? {
        guard let (value, place) = value(key) else { return nil }
        guard case .list(let items) = value else { throw .wrongType(place, expected: .list, found: value.type) }
        guard items.count <= 5000 else { throw .tooLong(place, limit: 5000) }
        var found: [DayOrTable] = []
        for (index, item) in items.enumerated() {
            let place = place.item(index)
            switch item {
            case .date(let date?): found.append(.day(date))
            case .date(nil): throw .noSuchDay(place)
            case .table(let values): found.append(.table(KeyReader(values, place: place)))
            case .text(let text) where CivilDate(text: text) != nil: throw .dateInQuotes(place, write: text)
            default: throw .wrongType(place, expected: .date, found: item.type)
            }
        }
        return found
    }

    enum DayOrTable {
        case day(CivilDate)
        case table(KeyReader)
    }

    // MARK: Helpers

    private static func text(_ value: BookValue, _ place: Place, limit: Int) throws(RuleBookError) -> String {
        guard case .text(let text) = value else { throw .wrongType(place, expected: .text, found: value.type) }
        guard text.contains(where: { !$0.isWhitespace }) else { throw .emptyText(place) }
        guard text.utf8.count <= limit else { throw .tooLong(place, limit: limit) }
        return text
    }

    private static func texts(_ items: [BookValue], _ place: Place, limit: Int) throws(RuleBookError) -> [String] {
        guard !items.isEmpty else { throw .emptyList(place) }
        guard items.count <= 5000 else { throw .tooLong(place, limit: 5000) }
        var texts: [String] = []
        var seen: Set<String> = []
        for (index, item) in items.enumerated() {
            let text = try text(item, place.item(index), limit: limit)
            guard seen.insert(text.lowercased()).inserted else { throw .twice(place.item(index)) }
            texts.append(text)
        }
        return texts
    }

    static func choice<Choice: RawRepresentable & CaseIterable>(
        _ text: String, _ place: Place, of type: Choice.Type
    ) throws(RuleBookError) -> Choice where Choice.RawValue == String {
        guard let choice = Choice(rawValue: text) else {
            let allowed = Choice.allCases.map(\.rawValue)
            throw .notOneOf(place, allowed: allowed, nearest: NearestWord.to(text, among: allowed))
        }
        return choice
    }

    /// The time that a text such as `22:00`, `9:30` or `22:00:00` means, as TOML writes it.
    private static func timeMeant(_ text: String) -> String? {
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts.allSatisfy({ (1...2).contains($0.count) }) else { return nil }
        let numbers = parts.compactMap { Int(String(Substring($0))) }
        guard numbers.count == parts.count,
            let time = ClockTime(hour: numbers[0], minute: numbers[1], second: numbers.count == 3 ? numbers[2] : 0)
        else { return nil }
        return time.text.utf8.count == 5 ? time.text + ":00" : time.text
    }
}
