import Testing

@testable import Rules

/// 2: answer within so many days of sending.
private let clause = Clause(
    rules: """
        [[rule]]
        id = "answer"
        kind = "response"
        clause = "Each parent shall answer the other's communication within 2 days of its being sent."
        binds = "both"
        zone = "America/New_York"
        within-days = 2
        runs-from = "sent"
        needs-reply = "all"
        """)

extension Clauses {
    @Test(
        "Clause 2: days from sending, where the clause does not say how they are counted",
        arguments: [
            ("2026-05-05 12:00", Finding.Verdict.fine, "was answered within 2 days"),
            ("2026-05-05 23:59", .fine, "was answered within 2 days"),
            ("2026-05-06 00:00", .cannotTell, "does not say how the days are counted"),
            ("2026-05-06 23:59", .cannotTell, "does not say how the days are counted"),
            ("2026-05-07 00:00", .breach, "later than within 2 days"),
        ])
    func clause2(when: String, expected: Finding.Verdict, reason: String) throws {
        // Sent on a Monday.
        let reply = entry(6, when) { $0.replyTo = 5 }
        let finding = try clause.finding(entry(5, "2026-05-04 09:00", from: "me"), reply)
        #expect(finding.verdict == expected && finding.reason.english.contains(reason), "\(finding.reason)")
        if expected == .cannotTell {
            #expect(finding.missing?.english.hasPrefix("whether the first day counts") == true)
        }
    }

    @Test(
        "Clause 2: the days end at the midnight of their zone, where the clocks change too",
        arguments: [
            // Sent on the Saturday before each change.
            ("2026-03-07 09:00", "2026-03-08 23:59", Finding.Verdict.fine, "was answered within 2 days"),
            ("2026-03-07 09:00", "2026-03-09 23:59", .cannotTell, "does not say how the days are counted"),
            ("2026-03-07 09:00", "2026-03-11 00:00", .breach, "later than within 2 days"),
            ("2026-10-31 09:00", "2026-11-01 23:59", .fine, "was answered within 2 days"),
            ("2026-10-31 09:00", "2026-11-02 00:00", .cannotTell, "does not say how the days are counted"),
            ("2026-10-31 09:00", "2026-11-04 00:00", .breach, "later than within 2 days"),
        ])
    func clause2ClockChanges(sent: String, when: String, expected: Finding.Verdict, reason: String) throws {
        let answered = entry(6, when, topics: ["answer"]) { $0.replyTo = 5 }
        let finding = try clause.finding(entry(5, sent, from: "me"), answered)
        #expect(finding.verdict == expected && finding.reason.english.contains(reason), "\(finding.reason)")
    }
}
