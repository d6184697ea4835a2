import Ledger

/// What an order or plan asks for, as data: the rules that one TOML file states.
///
/// The file is described in `Schemas/rules.schema.json` and, kind by kind, in the catalogue.
package struct RuleBook: Sendable {
    package let title: String?
    /// What the rules were taken from, such as an order and its date.
    package let source: String?
    /// In the order of the file; at least one, at most `ruleLimit`.
    package let rules: [Rule]

    /// The days and handovers that the book lists itself.
    package let calendar: Calendar
    /// How the events of calendar files are read.
    let calendarTitles: CalendarTitles
    /// Where people live, as the book says: the zones of `me`, `them` and `child-home`.
    package let zones: [String: Zone]

    /// Largest file, in bytes.
    package static let byteLimit = 1 << 20
    package static let ruleLimit = 500

    /// Reads a rule book.
    ///
    /// - Parameter toml: UTF-8, at most 1 MiB, at most 500 rules. Nothing is guessed: an unknown key, a wrong
    ///   type or two keys that contradict each other are errors.
    /// - Throws: The first fault, with its rule and key path (line and column if the text is not TOML at all).
    package init(toml: [UInt8]) throws(RuleBookError) {
        let keys = KeyReader(try TOMLReading.table(toml), place: Place())
        title = try keys.text("title")
        source = try keys.text("source")
        let places = try BookPlace.table(in: keys)
        calendar =
            try keys.table("calendars").map { keys throws(RuleBookError) in try Calendar(reading: keys) } ?? Calendar()
        calendarTitles = try CalendarTitles.read(in: keys)
        zones = try keys.table("zones").map { keys throws(RuleBookError) in try Self.zones(keys) } ?? [:]
        let tables = try keys.tables("rule") ?? []
        try keys.finish()
        guard !tables.isEmpty else { throw .noRules }
        guard tables.count <= Self.ruleLimit else { throw .tooManyRules(count: tables.count, limit: Self.ruleLimit) }
        var rules: [Rule] = []
        var seen: Set<String> = []
        for table in tables {
            table.places = places
            table.calendar = calendar
            let rule = try Rule(reading: table, position: rules.count)
            guard seen.insert(rule.terms.id).inserted else { throw .duplicateID(table.place.naming("id")) }
            rules.append(rule)
        }
        for (rule, table) in zip(rules, tables) {
            for (index, id) in rule.terms.supersedes.enumerated() where !seen.contains(id) || id == rule.terms.id {
                throw .noSuchRule(table.place.naming("supersedes").item(index))
            }
        }
        self.rules = rules
    }

    private static func zones(_ keys: KeyReader) throws(RuleBookError) -> [String: Zone] {
        var zones: [String: Zone] = [:]
        for name in ["me", "them", "child-home"] { zones[name] = try keys.zone(name) }
        try keys.finish()
        return zones
    }

    package init(toml: String) throws(RuleBookError) { try self.init(toml: Array(toml.utf8)) }

    /// The zones that the book and its rules name.
    var allZones: [Zone] { Array(zones.values) + rules.compactMap(\.terms.zone) }

    /// The lists of the calendar by which rules say when they apply, how days are counted and where the child is.
    var askedLists: Set<String> { calendarLists.union([Calendar.holidays, Calendar.custody]) }
}

/// One rule: the terms that every kind has, and what its kind adds.
package final class Rule: Sendable {
    package let terms: Terms
    package let kind: any RuleKind
    /// Its place in the book, from 0.
    package let position: Int

    init(reading keys: KeyReader, position: Int) throws(RuleBookError) {
        let id = try keys.requiredText("id")
        guard Terms.isID(id) else { throw .badID(keys.place.naming("id")) }
        keys.place.rule = id
        let kind = try Catalogue.kind(named: keys)
        terms = try Terms(id: id, kind: kind, reading: keys)
        do throws(RuleBookError) {
            self.kind = try kind.init(reading: keys, terms: terms)
        } catch {
            // What seems to be missing is often there, with a slip of the pen.
            switch error {
            case .missingKey, .contradiction: throw keys.slip ?? error
            default: throw error
            }
        }
        self.position = position
        try keys.finish()
    }
}
