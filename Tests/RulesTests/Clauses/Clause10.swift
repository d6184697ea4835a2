import Ledger
import Testing

@testable import Rules

/// 10: messages for the child are promptly passed on and the call returned. An hour is prompt to anyone; later, a
/// person weighs the word.
private let clause = Clause(
    rules: """
        [[rule]]
        id = "pass-on"
        kind = "response"
        clause = "Messages for the child shall be promptly given to the child and the call returned."
        binds = "both"
        zone = "America/New_York"
        channels = ["call", "text", "app"]
        needs-reply = ["message for the child"]
        within-hours = 1
        runs-from = "sent"
        counts = "linked"
        vague = "promptly"
        """)

extension Clauses {
    @Test(
        "Clause 10: what was returned within the hour is fine, anything later is for a person, and nothing is a breach",
        arguments: [
            ("2026-05-04 17:00", Finding.Verdict.fine, "was answered within 1 hour"),
            ("2026-05-04 17:01", .cannotTell, "leaves room in words that a person has to weigh"),
            ("2026-05-06 17:00", .cannotTell, "leaves room in words that a person has to weigh"),
        ])
    func clause10(returned: String, verdict: Finding.Verdict, reason: String) throws {
        let message = entry(5, "2026-05-04 16:00", from: "me", topics: ["message for the child"])
        try clause.expect(
            [message, entry(6, returned, channel: .call, topics: ["call back"]) { $0.replyTo = 5 }],
            [Expected("pass-on:5", verdict, reason)])
    }

    @Test("Clause 10: a message that nobody returned, and one that was not for the child")
    func clause10Never() throws {
        try clause.expect(
            [entry(5, "2026-05-04 16:00", from: "me", topics: ["message for the child"])],
            [Expected("pass-on:5", .cannotTell, "leaves room in words")])
        #expect(try clause.findings([entry(5, "2026-05-04 16:00", from: "me", topics: ["school"])]).isEmpty)
    }

    @Test(
        "Clause 10: an hour is an hour elapsed, in both nights when the clocks change",
        arguments: [
            ("2026-03-08 01:30", "2026-03-08 03:30", 0, Finding.Verdict.fine),
            ("2026-03-08 01:30", "2026-03-08 03:31", 0, .cannotTell),
            // From the first 01:30: the second comes an hour later.
            ("2026-11-01 01:30", "2026-11-01 01:30", 1, .fine),
            ("2026-11-01 01:30", "2026-11-01 01:31", 1, .cannotTell),
        ])
    func clause10ClockChanges(left: String, returned: String, fold: Int, verdict: Finding.Verdict) throws {
        let message = entry(5, left, from: "me", topics: ["message for the child"])
        let back = entry(6, returned, channel: .call, fold: fold, topics: ["call back"]) { $0.replyTo = 5 }
        let reason = verdict == .fine ? "was answered within 1 hour" : "leaves room"
        try clause.expect([message, back], [Expected("pass-on:5", verdict, reason)])
    }
}
