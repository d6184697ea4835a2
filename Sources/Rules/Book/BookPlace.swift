import Ledger

/// A place that a rule book names, such as a home or a school, and how exactly it is known.
struct BookPlace: Sendable, Hashable {
    let name: String
    /// Nil if the book does not say where it is.
    let position: Position?
    /// How far the place may reach or be off from its coordinates, in metres.
    let errorMetres: Int
    /// Other names by which entries call it.
    let otherNames: [String]

    /// Reads the table `places`: from names to texts such as `51.5007, -0.1246`, or to tables with `at`, `error-metres`
    /// and `also-called`. By every name in lower case; at most 100 places.
    static func table(in keys: KeyReader) throws(RuleBookError) -> [String: BookPlace] {
        var places: [String: BookPlace] = [:]
        let tables = try keys.namedTables("places", shortForm: "at")
        guard tables.count <= 100 else { throw .tooLong(keys.place.naming("places"), limit: 100) }
        for (name, entry) in tables {
            let position = try position(entry)
            let place = BookPlace(
                name: name, position: position, errorMetres: try entry.integer("error-metres", in: 0...100_000) ?? 0,
                otherNames: try entry.texts("also-called") ?? [])
            try entry.finish()
            if position == nil, place.otherNames.isEmpty { throw .contradiction(entry.place, .placeWithoutBoth) }
            for name in [name] + place.otherNames {
                guard places.updateValue(place, forKey: name.lowercased()) == nil else { throw .twice(entry.place) }
            }
        }
        return places
    }

    private static func position(_ entry: KeyReader) throws(RuleBookError) -> Position? {
        guard let text = try entry.text("at", limit: 100) else { return nil }
        guard let position = Position(text) else { throw .contradiction(entry.place.naming("at"), .noCoordinates) }
        return position
    }
}

extension KeyReader {
    /// A table of tables under names of the book's own choosing, in order of name. Where a text stands in place
    /// of a table, it is taken as the value of `shortForm`.
    func namedTables(_ key: String, shortForm: String) throws(RuleBookError) -> [(String, KeyReader)] {
        guard let (value, place) = value(key) else { return [] }
        guard case .table(let values) = value else { throw .wrongType(place, expected: .table, found: value.type) }
        var readers: [(String, KeyReader)] = []
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
            let place = place.naming(name)
            guard name.contains(where: { !$0.isWhitespace }), name.utf8.count <= 200 else { throw .emptyText(place) }
            switch value {
            case .text: readers.append((name, KeyReader([shortForm: value], place: place)))
            case .table(let values): readers.append((name, KeyReader(values, place: place)))
            default: throw .wrongType(place, expected: .table, found: value.type)
            }
        }
        return readers
    }
}
