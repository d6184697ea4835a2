import Ledger
import Testing

@testable import Rules

/// 25: notice of the child's hospitalisation within 24 hours.
private let clause = Clause(
    rules: """
        [[rule]]
        id = "hospital"
        kind = "notice"
        clause = "Each parent shall notify the other of a hospitalisation of the child within 24 hours."
        binds = "both"
        zone = "America/New_York"
        of = ["hospital"]
        after-hours = 24
        counts = "any-notice"
        """)

@Test(
    "Clause 25: 24 hours from the event, to the minute",
    arguments: [
        ("2026-05-05 09:00", Finding.Verdict.fine), ("2026-05-05 09:01", .breach), ("2026-05-09 09:00", .breach),
    ])
func clause25(told: String, expected: Finding.Verdict) throws {
    let event = entry(5, "2026-05-04 09:00", channel: nil, topics: ["hospital"]) { $0.kind = .incident }
    #expect(try clause.finding(event, entry(6, told, topics: ["hospital"])).verdict == expected)
    #expect(try clause.finding(event, entry(6, told)).verdict == (expected == .fine ? .cannotTell : .breach))
}
