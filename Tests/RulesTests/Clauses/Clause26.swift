import Ledger
import Testing

@testable import Rules

/// 26: 48 hours' notice of activities, whenever possible.
private let clause = Clause(
    rules: """
        [[rule]]
        id = "activities"
        kind = "notice"
        clause = "At least 48 hours' notice, whenever possible, of all extracurricular activities."
        binds = "both"
        zone = "America/New_York"
        of = ["activity"]
        before-hours = 48
        counts = "linked"
        vague = "whenever possible"
        """)

extension Clauses {
    @Test(
        "Clause 26: notice in time is fine; later or none, a person weighs what was possible",
        arguments: [
            ("2026-05-13 18:00", Finding.Verdict.fine, "Notice was given"),
            ("2026-05-13 18:01", .cannotTell, "Notice came less than a minute too late"),
            ("2026-05-15 17:00", .cannotTell, "leaves room in words that a person has to weigh"),
        ])
    func clause26(told: String, verdict: Finding.Verdict, reason: String) throws {
        let activity = entry(5, "2026-05-15 18:00", channel: nil, topics: ["activity"]) {
            $0.kind = .incident
            $0.request = 4
        }
        try clause.expect(
            [entry(4, told, topics: ["activity"]), activity], [Expected("activities:5", verdict, reason)])
    }

    @Test("Clause 26: 48 hours are 48 hours elapsed, across both clock changes, and silence is for a person too")
    func clause26ClockChanges() throws {
        func judge(_ told: String, _ event: String) throws -> Finding.Verdict {
            let activity = entry(5, event, channel: nil, topics: ["activity"]) {
                $0.kind = .incident
                $0.request = 4
            }
            let findings = try clause.findings([entry(4, told, topics: ["activity"]), activity])
            return try #require(findings.first).verdict
        }
        #expect(try judge("2026-03-07 11:00", "2026-03-09 12:00") == .fine)
        #expect(try judge("2026-03-07 11:01", "2026-03-09 12:00") == .cannotTell)
        #expect(try judge("2026-10-31 13:00", "2026-11-02 12:00") == .fine)
        #expect(try judge("2026-10-31 13:01", "2026-11-02 12:00") == .cannotTell)
        let silent = entry(5, "2026-05-15 18:00", channel: nil, topics: ["activity"]) { $0.kind = .incident }
        try clause.expect([silent], [Expected("activities:5", .cannotTell, "No notice is logged")])
    }
}
