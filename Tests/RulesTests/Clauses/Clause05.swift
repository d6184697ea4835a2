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

@Test(
    "Clause 5: asked seven days ahead, or an emergency that a person judges",
    arguments: [
        ("2026-05-08 23:59", false, Finding.Verdict.fine, "Notice was given"),
        ("2026-05-09 00:00", false, .breach, "too late; the rule asks for it at least 7 days before the event"),
        ("2026-05-15 08:00", true, .cannotTell, "an exception was claimed"),
    ])
func clause5(asked: String, emergency: Bool, expected: Finding.Verdict, reason: String) throws {
    let finding = try clause.finding(entry(4, asked, topics: ["schedule change"]), change(emergency))
    #expect(finding.verdict == expected && finding.reason.contains(reason), "\(finding.reason)")
    if emergency { #expect(finding.missing == "a person's decision on the exception claimed") }
}
