import Ledger
import Testing

@testable import Rules

/// 3: new contact details within seven days; the clause does not say how the days are counted.
private let clause = Clause(
    rules: """
        [[rule]]
        id = "details"
        kind = "notice"
        clause = "Each party shall tell the other of a new address, telephone number or e-mail within 7 days."
        binds = "both"
        zone = "America/New_York"
        of = ["new contact details"]
        after-days = 7
        counts = "any-notice"
        """)

extension Clauses {
    @Test(
        "Clause 3: seven days from the change, to the minute, where the first day may or may not count",
        arguments: [
            ("2026-05-12 23:59", Finding.Verdict.fine, "Notice was given"),
            ("2026-05-13 00:00", .cannotTell, "how the days are counted"),
            ("2026-05-13 23:59", .cannotTell, "how the days are counted"),
            ("2026-05-14 00:00", .breach, "Notice came less than a minute too late"),
        ])
    func clause3(told: String, verdict: Finding.Verdict, reason: String) throws {
        // The change is on a Wednesday; with the day itself as the first, the seventh is a Tuesday.
        let change = entry(5, "2026-05-06 09:00", channel: nil, topics: ["new contact details"]) { $0.kind = .incident }
        try clause.expect(
            [change, entry(6, told, topics: ["new contact details"])], [Expected("details:5", verdict, reason)])
    }

    @Test("Clause 3: across the night when the clocks go forward the last day ends at its midnight")
    func clause3ClockChange() throws {
        func judge(_ told: String) throws -> Finding.Verdict {
            let change = entry(5, "2026-03-02 23:30", channel: nil, topics: ["new contact details"]) {
                $0.kind = .incident
            }
            return try clause.finding(change, entry(6, told, topics: ["new contact details"])).verdict
        }
        // Counted either way the days end by Monday 9 March; on Sunday the 8th the clocks change.
        #expect(try judge("2026-03-08 23:59") == .fine)
        #expect(try judge("2026-03-09 23:59") == .cannotTell)
        #expect(try judge("2026-03-10 00:00") == .breach)
    }

    @Test("Clause 3: across the night when they go back too")
    func clause3ClocksBack() throws {
        func judge(_ told: String) throws -> Finding.Verdict {
            let change = entry(5, "2026-10-26 23:30", channel: nil, topics: ["new contact details"]) {
                $0.kind = .incident
            }
            return try clause.finding(change, entry(6, told, topics: ["new contact details"])).verdict
        }
        #expect(try judge("2026-11-01 23:59") == .fine)
        #expect(try judge("2026-11-02 00:00") == .cannotTell)
        #expect(try judge("2026-11-03 00:00") == .breach)
    }

    @Test("Clause 3: what was never told is a breach only when the log goes on past the last day")
    func clause3Never() throws {
        func change(_ when: String) -> StandingEntry {
            entry(5, when, channel: nil, topics: ["new contact details"]) { $0.kind = .incident }
        }
        try clause.expect([change("2026-05-06 09:00")], [Expected("details:5", .breach, "No notice is logged")])
        try clause.expect(
            [change("2026-11-28 09:00")], [Expected("details:5", .cannotTell, "runs past the last contact in the log")])
    }
}
