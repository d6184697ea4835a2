import Ledger
import Testing

@testable import Rules

/// 5: changes to the schedule are asked for some days ahead; in an emergency as soon as possible.
private let clause = Clause(
    rules: """
        [[rule]]
        id = "change"
        kind = "notice"
        clause = "Requests to change the schedule shall be made 7 days ahead; in an emergency, as soon as possible."
        binds = "both"
        zone = "America/New_York"
        of = ["schedule change"]
        before-days = 7
        first-day = "excluded"
        rolls = []
        exceptions = ["emergency"]
        """)

private func change(_ emergency: Bool = false) -> StandingEntry {
    entry(5, "2026-05-15 18:00", channel: nil, topics: ["schedule change"]) {
        $0.kind = .incident
        $0.request = 4
        if emergency { $0.exceptions = [ExceptionClaim(name: "emergency")] }
    }
}

extension Clauses {
    @Test(
        "Clause 5: asked seven days ahead, or an emergency that a person judges",
        arguments: [
            ("2026-05-08 23:59", false, Finding.Verdict.fine, "Notice was given"),
            ("2026-05-09 00:00", false, .breach, "too late; the rule asks for it at least 7 days before the event"),
            ("2026-05-15 08:00", true, .cannotTell, "an exception was claimed"),
        ])
    func clause5(asked: String, emergency: Bool, expected: Finding.Verdict, reason: String) throws {
        let finding = try clause.finding(entry(4, asked, topics: ["schedule change"]), change(emergency))
        #expect(finding.verdict == expected && finding.reason.english.contains(reason), "\(finding.reason)")
        if emergency { #expect(finding.missing == "a person's decision on the exception claimed") }
    }

    @Test(
        "Clause 5: seven days that hold a change of the clocks are seven days",
        arguments: [
            ("2026-03-12 18:00", "2026-03-05 23:59", Finding.Verdict.fine),
            ("2026-03-12 18:00", "2026-03-06 00:00", .breach),
            ("2026-11-02 18:00", "2026-10-26 23:59", .fine), ("2026-11-02 18:00", "2026-10-27 00:00", .breach),
            // An hour that comes twice, and the day that has it, are one day.
            ("2026-11-08 01:30", "2026-11-01 23:59", .fine), ("2026-11-08 01:30", "2026-11-02 00:00", .breach),
            ("2026-03-15 02:30", "2026-03-08 23:59", .fine), ("2026-03-15 02:30", "2026-03-09 00:00", .breach),
        ])
    func clause5ClockChanges(event: String, asked: String, expected: Finding.Verdict) throws {
        let changed = entry(5, event, channel: nil, topics: ["schedule change"]) {
            $0.kind = .incident
            $0.request = 4
        }
        let finding = try clause.finding(entry(4, asked, topics: ["schedule change"]), changed)
        #expect(finding.verdict == expected, "\(finding.reason)")
        let words = expected == .fine ? "Notice was given" : "too late"
        #expect(finding.reason.english.contains(words), "\(finding.reason)")
    }
}
