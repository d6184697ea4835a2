import Ledger
import Testing

@testable import Rules

/// 11: one call daily between 4 and 8 pm; a message left is returned the same day.
private let clause = Clause(
    rules: """
        [[rule]]
        id = "one-call"
        kind = "frequency"
        clause = "Each parent may call once daily between 4 pm and 8 pm; messages are returned the same day."
        binds = "both"
        zone = "America/New_York"
        channels = ["call"]
        at-most = 1
        per = "day"
        counts = []

        [[rule]]
        id = "call-hours"
        kind = "hours"
        clause = "Each parent may call once daily between 4 pm and 8 pm; messages are returned the same day."
        binds = "both"
        zone = "America/New_York"
        channels = ["call"]
        allowed = [{ from = 16:00:00, until = 20:00:00 }]

        [[rule]]
        id = "same-day"
        kind = "response"
        clause = "Each parent may call once daily between 4 pm and 8 pm; messages are returned the same day."
        binds = "both"
        zone = "America/New_York"
        channels = ["call"]
        needs-reply = ["message left"]
        within-days = 0
        runs-from = "sent"
        counts = "linked"
        """)

extension Clauses {
    @Test("Clause 11: one call a day within its hours, to the minute")
    func clause11Calls() throws {
        let all = try clause.findings([
            entry(5, "2026-05-04 15:59", channel: .call, topics: ["school"]),
            entry(6, "2026-05-04 16:00", from: "me", channel: .call, topics: ["school"]),
            entry(7, "2026-05-04 19:59", from: "me", channel: .call, topics: ["school"]),
            entry(8, "2026-05-05 20:00", channel: .call, topics: ["school"]),
        ])
        Expected.compare(
            all,
            [
                Expected("one-call:2026-05-04:me", .breach, "2 contacts on Monday 4 May 2026"),
                Expected("one-call:2026-05-04:them", .fine, "1 contact"),
                Expected("one-call:2026-05-05:them", .fine, "1 contact"),
                Expected("call-hours:5", .breach, "15:59 in America/New_York, which is outside the allowed hours"),
                Expected("call-hours:6", .fine, "within the allowed hours"),
                Expected("call-hours:7", .fine, "within the allowed hours"),
                Expected("call-hours:8", .breach, "outside the allowed hours"),
            ], #_sourceLocation)
    }

    @Test(
        "Clause 11: a message left is returned by the midnight of its day, also where the clocks change",
        arguments: [
            ("2026-05-04 19:00", "2026-05-04 23:59", Finding.Verdict.fine, "was answered on the same day"),
            ("2026-05-04 19:00", "2026-05-05 00:00", .breach, "later than on the same day"),
            ("2026-03-08 01:30", "2026-03-08 23:59", .fine, "was answered on the same day"),
            ("2026-03-08 01:30", "2026-03-09 00:00", .breach, "later than on the same day"),
            ("2026-11-01 19:00", "2026-11-01 23:59", .fine, "was answered on the same day"),
            ("2026-11-01 19:00", "2026-11-02 00:00", .breach, "later than on the same day"),
        ])
    func clause11Messages(left: String, returned: String, verdict: Finding.Verdict, reason: String) throws {
        let message = entry(5, left, from: "me", channel: .call, topics: ["message left"]) { $0.form = .voicemail }
        let back = entry(6, returned, channel: .call, topics: ["school"]) { $0.replyTo = 5 }
        let found = try clause.findings([message, back]).filter { $0.rule == "same-day" }
        Expected.compare(found, [Expected("same-day:5", verdict, reason)], #_sourceLocation)
    }
}
