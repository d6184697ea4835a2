import Ledger
import Testing

@testable import Rules

/// 14, first part: acknowledge within 24 hours, if only to say when the answer will come.
private let clause = Clause(
    rules: """
        [[rule]]
        id = "acknowledge"
        kind = "response"
        clause = "Each parent shall acknowledge an e-mail within 24 hours."
        binds = "both"
        zone = "America/New_York"
        channels = ["email"]
        needs-reply = "all"
        runs-from = "sent"
        within-hours = 24
        counts = "linked"
        """)

/// The same, where an acknowledgment gives three days for the answer.
private let extended = Clause(
    rules: """
        [[rule]]
        id = "answer"
        kind = "response"
        clause = "Each parent shall answer an e-mail within 24 hours or acknowledge it and answer within 72 hours from then."
        binds = "both"
        zone = "America/New_York"
        channels = ["email"]
        needs-reply = ["question"]
        runs-from = "sent"
        within-hours = 24
        acknowledgment-extends-hours = 72
        counts = "linked"
        """)

private func email(_ number: Int, _ when: String, from: String = "them", topics: [String], to: Int? = nil)
    -> StandingEntry
{
    entry(number, when, from: from, channel: .email, topics: topics) { $0.replyTo = to }
}

extension Clauses {
    @Test(
        "Clause 14: an acknowledgment counts, to the minute, and a text beside it does not",
        arguments: [
            ("2026-05-05 09:00", Finding.Verdict.fine, "was answered within 24 hours"),
            ("2026-05-05 09:01", .breach, "later than within 24 hours"),
        ])
    func clause14(when: String, verdict: Finding.Verdict, reason: String) throws {
        let findings = try clause.findings([
            email(5, "2026-05-04 09:00", from: "me", topics: ["question"]),
            email(6, when, topics: ["acknowledgment"], to: 5), entry(7, "2026-05-04 09:30"),
        ])
        let first = try #require(findings.first { $0.id == "acknowledge:5" })
        #expect(first.verdict == verdict && first.reason.english.contains(reason), "\(first.reason)")
        // The acknowledgment is an answer itself: whether it needs another is for a person.
        #expect(findings.first { $0.id == "acknowledge:6" }?.verdict == .cannotTell)
        #expect(!findings.contains { $0.id == "acknowledge:7" })
    }

    @Test(
        "Clause 14: an acknowledgment in time gives 72 hours from itself; one that is late gives nothing",
        arguments: [
            ("2026-05-05 08:00", "2026-05-08 08:00", Finding.Verdict.fine),
            ("2026-05-05 08:00", "2026-05-08 08:01", .breach),
            ("2026-05-05 09:01", "2026-05-05 10:00", .breach),
        ])
    func clause14Extended(acknowledged: String, answered: String, verdict: Finding.Verdict) throws {
        let findings = try extended.findings([
            email(5, "2026-05-04 09:00", from: "me", topics: ["question"]),
            email(6, acknowledged, topics: ["acknowledgment"], to: 5), email(7, answered, topics: ["answer"], to: 5),
        ])
        #expect(summary(findings) == ["answer:5 \(verdict.rawValue)"])
    }

    @Test(
        "Clause 14: 24 hours elapsed, across both changes of the clocks",
        arguments: [
            ("2026-03-07 09:00", "2026-03-08 10:00", Finding.Verdict.fine),
            ("2026-03-07 09:00", "2026-03-08 10:01", .breach),
            ("2026-10-31 09:00", "2026-11-01 08:00", .fine), ("2026-10-31 09:00", "2026-11-01 08:01", .breach),
        ])
    func clause14ClockChanges(sent: String, when: String, verdict: Finding.Verdict) throws {
        let found = try clause.findings([
            email(5, sent, from: "me", topics: ["question"]), email(6, when, topics: ["acknowledgment"], to: 5),
        ])
        Expected.compare(
            found.filter { $0.id == "acknowledge:5" },
            [Expected("acknowledge:5", verdict, verdict == .fine ? "was answered within" : "later than within")],
            #_sourceLocation)
    }
}
