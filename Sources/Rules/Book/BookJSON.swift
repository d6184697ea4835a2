import Ledger

extension RuleBook {
    /// What the book's file says, as `Schemas/rules.schema.json` defines it: times and days as text.
    ///
    /// - Throws: As reading the book does.
    package static func json(toml: [UInt8]) throws(RuleBookError) -> JSONValue {
        _ = try RuleBook(toml: toml)
        return json(of: try TOMLReading.table(toml))
    }

    /// The same of any TOML, whether or not it is a rule book; nil if it is not TOML.
    static func uncheckedJSON(toml: String) -> JSONValue? {
        guard let table = try? TOMLReading.table(Array(toml.utf8)) else { return nil }
        return json(of: table)
    }

    private static func json(of table: [String: BookValue]) -> JSONValue { .object(table.mapValues(json)) }

    private static func json(_ value: BookValue) -> JSONValue {
        switch value {
        case .text(let text): .string(text)
        case .integer(let number): .integer(number)
        case .truth(let answer): .bool(answer)
        case .date(let day?): .string(day.text)
        case .time(let time?): .string(time.text.utf8.count == 5 ? time.text + ":00" : time.text)
        case .list(let items): .array(items.map(json))
        case .table(let table): json(of: table)
        // No book has these.
        case .decimal, .moment, .date(nil), .time(nil): .null
        }
    }
}
