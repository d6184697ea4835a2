import Ledger
import Testing

@testable import Rules

/// What a careful lawyer would say of one contact: the finding's id, its verdict, and words of the reason.
struct Expected {
    let id: String
    let verdict: Finding.Verdict
    let reason: String

    init(_ id: String, _ verdict: Finding.Verdict, _ reason: String) {
        self.id = id
        self.verdict = verdict
        self.reason = reason
    }

    /// Compares every finding, in order.
    static func compare(_ findings: [Finding], _ expected: [Expected], _ location: SourceLocation) {
        Tally.current?.count(expected.count)
        #expect(
            findings.map { "\($0.id) \($0.verdict.rawValue)" } == expected.map { "\($0.id) \($0.verdict.rawValue)" },
            sourceLocation: location)
        for (finding, expected) in zip(findings, expected) {
            #expect(
                finding.reason.english.contains(expected.reason), "\(finding.id): \(finding.reason)",
                sourceLocation: location)
        }
    }
}

/// Judges `entries` by the rule book `toml`, home in London, and compares every finding, in order.
func expectFindings(
    _ toml: String, _ entries: [StandingEntry], _ expected: [Expected],
    location: SourceLocation = #_sourceLocation
) throws {
    let book = try RuleBook(toml: toml)
    Tally.current?.note(entries, by: book)
    let findings = checker(book, home: london).findings(in: entries)
    Expected.compare(findings, expected, location)
}

/// A contact at noon in London, to `me` unless from there.
func noon(
    _ number: Int, from: String = "them", _ channel: Channel? = .text, topics: [String] = [], words: String? = nil,
    change: (inout Event) -> Void = { _ in }
) -> StandingEntry {
    entry(number, "2026-06-03 12:00", zone: london, from: from, channel: channel, words: words, topics: topics) {
        $0.to = [from == "me" ? "them" : "me"]
        change(&$0)
    }
}
