import Ledger
import Testing

@testable import Rules

/// 19: calls on Mondays, Wednesdays and Fridays from 7:00 to 7:30 pm. That permits; it forbids nothing.
private let clause = Clause(
    rules: """
        [[rule]]
        id = "evening-calls"
        kind = "hours"
        clause = "The non-residential parent may call the children Mondays, Wednesdays and Fridays, 7:00 to 7:30 pm."
        binds = "them"
        to = ["Mia"]
        zone = "America/New_York"
        channels = ["call"]
        protected = [{ from = 19:00:00, until = 19:30:00, days = ["mon", "wed", "fri"] }]
        """)

extension Clauses {
    @Test(
        "Clause 19: a call outside its hours is not protected, which is not forbidden, on the nights of clock changes too",
        arguments: [
            ("2026-05-04 19:00", false), ("2026-05-04 19:29", false), ("2026-05-04 18:59", true),
            ("2026-05-04 19:30", true),
            ("2026-05-05 19:10", true), ("2026-03-09 19:00", false), ("2026-03-08 19:00", true),
            ("2026-11-02 19:29", false), ("2026-11-01 19:10", true), ("2026-03-09 19:30", true),
        ])
    func clause19(when: String, isOutside: Bool) throws {
        let found = try clause.findings([entry(5, when, channel: .call) { $0.to = ["Mia"] }])
        Expected.compare(
            found, [Expected("evening-calls:5", .fine, isOutside ? "not forbidden" : "within the protected hours")],
            #_sourceLocation)
        #expect(found.first?.reason.english.contains("not forbidden") == isOutside, "\(found.first?.reason ?? "")")
    }

    @Test("Clause 19: what goes to the other parent, or comes from the one at home, is not looked at")
    func clause19Others() throws {
        #expect(
            try clause.findings([
                entry(5, "2026-05-04 12:00", channel: .call) { $0.to = ["me"] },
                entry(6, "2026-05-04 12:00", from: "me", channel: .call) { $0.to = ["Mia"] },
                entry(7, "2026-05-04 12:00", channel: .text) { $0.to = ["Mia"] },
            ]).isEmpty)
    }
}
