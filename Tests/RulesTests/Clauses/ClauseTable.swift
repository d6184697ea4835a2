import Ledger
import Testing

@testable import Rules

/// A clause as a rule book, and what a careful lawyer would say of some contacts.
///
/// The log of an invented family runs from 1 March to 30 November 2026; both live in New York.
struct Clause {
    let rules: String
    var isLogKept = true

    func findings(_ entries: [StandingEntry]) throws -> [Finding] {
        let log =
            isLogKept
            ? [entry(900, "2026-03-01 12:00", from: "Sam"), entry(901, "2026-11-30 12:00", from: "Sam")] : []
        let book = try RuleBook(toml: rules)
        Tally.current?.note(entries, by: book)
        return checker(book).findings(in: log + entries)
    }

    /// Compares every finding, in order, with what is expected of it.
    func expect(
        _ entries: [StandingEntry], _ expected: [Expected], location: SourceLocation = #_sourceLocation
    ) throws {
        Expected.compare(try findings(entries), expected, location)
    }

    /// The finding about entry 5, or the only one.
    func finding(_ entries: StandingEntry...) throws -> Finding {
        let all = try findings(entries)
        Tally.current?.count(1)
        return try #require(all.first { $0.id.hasSuffix(":5") } ?? all.first)
    }
}
