import Ledger
import Testing

@testable import Rules

/// 15: absent emergency, once a day or a few times weekly. The first half can be counted; “a few” is for a person.
private let clause = Clause(
    rules: """
        [[rule]]
        id = "daily"
        kind = "frequency"
        clause = "Absent an emergency, communication once a day or a few times weekly."
        binds = "both"
        zone = "America/New_York"
        at-most = 1
        per = "day"
        counts = []
        exceptions = ["emergency"]

        [[rule]]
        id = "weekly"
        kind = "frequency"
        clause = "Absent an emergency, communication once a day or a few times weekly."
        binds = "both"
        zone = "America/New_York"
        at-most = 7
        per = "week"
        week-starts = "monday"
        counts = []
        exceptions = ["emergency"]
        vague = "a few times weekly"
        """)

extension Clauses {
    @Test("Clause 15: two in a day, an emergency beside one, and both sides of midnight")
    func clause15() throws {
        try clause.expect(
            [
                entry(5, "2026-05-04 09:00"), entry(6, "2026-05-04 23:59"), entry(7, "2026-05-05 00:00"),
                entry(8, "2026-05-06 10:00"),
                entry(9, "2026-05-06 11:00") { $0.exceptions = [ExceptionClaim(name: "emergency")] },
                entry(10, "2026-05-06 12:00", from: "me"),
                entry(11, "2026-05-06 12:30", channel: .call) { $0.answered = false },
            ],
            [
                Expected("daily:2026-05-06:me", .fine, "1 contact"),
                Expected("daily:2026-05-04:them", .breach, "2 contacts on Monday 4 May 2026"),
                Expected("daily:2026-05-05:them", .fine, "1 contact"),
                Expected("daily:2026-05-06:them", .cannotTell, "an exception was claimed"),
                Expected("weekly:2026-05-04:me", .fine, "1 contact in the week"),
                Expected("weekly:2026-05-04:them", .fine, "5 contacts in the week"),
            ])
    }

    @Test(
        "Clause 15: the day on which the clocks change is one calendar day, of 23 hours and of 25",
        arguments: [("2026-03-08", "2026-03-09"), ("2026-11-01", "2026-11-02")])
    func clause15ClockChanges(day: String, next: String) throws {
        let findings = try clause.findings([
            entry(5, "\(day) 00:00"), entry(6, "\(day) 23:59"), entry(7, "\(next) 00:00"),
        ])
        #expect(
            summary(findings.filter { $0.rule == "daily" }) == ["daily:\(day):them breach", "daily:\(next):them fine"])
    }
}
