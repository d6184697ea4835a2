import Ledger
import Testing

@testable import Rules

/// 28: one call or text to the child a day; a reminder to the other parent only after 24 hours of silence.
private let clause = Clause(
    rules: """
        [[rule]]
        id = "daily"
        kind = "frequency"
        clause = "One call or text to the child daily; a reminder only after 24 hours without an answer."
        binds = "both"
        to = ["Mia"]
        zone = "America/New_York"
        channels = ["call", "text"]
        at-most = 1
        per = "day"
        counts = ["attempts"]

        [[rule]]
        id = "reminder"
        kind = "frequency"
        clause = "One call or text to the child daily; a reminder only after 24 hours without an answer."
        binds = "both"
        channels = ["text"]
        at-most = 1
        per = "rolling"
        rolling-hours = 24
        reply-starts-anew = true
        counts = []
        join-within-seconds = 0
        """)

extension Clauses {
    @Test("Clause 28: a second contact with the child on one day, and both sides of midnight")
    func clause28Daily() throws {
        func child(_ number: Int, _ when: String, _ channel: Channel = .text, answered: Bool? = nil) -> StandingEntry {
            entry(number, when, channel: channel) {
                $0.to = ["Mia"]
                $0.answered = answered
            }
        }
        try clause.expect(
            [
                child(5, "2026-05-04 23:59"), child(6, "2026-05-05 00:00", .call), child(7, "2026-05-06 09:00"),
                child(8, "2026-05-06 18:00", .call, answered: false), child(9, "2026-11-01 00:30"),
                child(10, "2026-11-01 23:59"), child(11, "2026-03-08 00:00"), child(12, "2026-03-09 00:00"),
            ],
            [
                Expected("daily:2026-03-08:them", .fine, "1 contact"),
                Expected("daily:2026-03-09:them", .fine, "1 contact"),
                Expected("daily:2026-05-04:them", .fine, "1 contact"),
                Expected("daily:2026-05-05:them", .fine, "1 contact"),
                Expected("daily:2026-05-06:them", .breach, "2 contacts on Wednesday 6 May 2026"),
                Expected("daily:2026-11-01:them", .breach, "2 contacts on Sunday 1 November 2026"),
            ])
    }

    @Test(
        "Clause 28: a reminder into silence waits 24 hours elapsed, across the clock changes too; an answer ends the wait",
        arguments: [
            ("2026-05-04 09:00", "2026-05-05 09:01", nil, Finding.Verdict.fine),
            ("2026-05-04 09:00", "2026-05-05 08:58", nil, .breach),
            ("2026-05-04 09:00", "2026-05-04 12:00", "2026-05-04 11:00", .fine),
            ("2026-03-07 12:00", "2026-03-08 12:58", nil, .breach),
            ("2026-03-07 12:00", "2026-03-08 13:01", nil, .fine),
            ("2026-10-31 12:00", "2026-11-01 11:01", nil, .fine),
            ("2026-10-31 12:00", "2026-11-01 10:58", nil, .breach),
        ])
    func clause28Reminder(first: String, second: String, answer: String?, verdict: Finding.Verdict) throws {
        let between = answer.map { [entry(7, $0, from: "me")] } ?? []
        let found = try clause.findings([entry(5, first), entry(6, second)] + between).filter { $0.rule == "reminder" }
        let reminder = try #require(found.first { $0.entries.contains(6) && $0.person == "them" })
        #expect(reminder.verdict == verdict, "\(reminder.reason)")
    }
}
