import Ledger
import Testing

@testable import Rules

/// 25: notice of the child's hospitalisation within 24 hours.
private let clause = Clause(
    rules: """
        [[rule]]
        id = "hospital"
        kind = "notice"
        clause = "Each parent shall notify the other of a hospitalisation of the child within 24 hours."
        binds = "both"
        zone = "America/New_York"
        of = ["hospital"]
        after-hours = 24
        counts = "any-notice"
        """)

extension Clauses {
    @Test(
        "Clause 25: 24 hours from the event, to the minute, also across both changes of the clocks",
        arguments: [
            ("2026-05-04 09:00", "2026-05-05 09:00", Finding.Verdict.fine, "Notice was given"),
            ("2026-05-04 09:00", "2026-05-05 09:01", .breach, "Notice came less than a minute too late"),
            (
                "2026-05-04 09:00", "2026-05-09 09:00", .breach,
                "too late; the rule asks for it within 24 hours after the event"
            ),
            ("2026-03-07 09:00", "2026-03-08 10:00", .fine, "Notice was given"),
            ("2026-03-07 09:00", "2026-03-08 10:01", .breach, "too late"),
            ("2026-10-31 09:00", "2026-11-01 08:00", .fine, "Notice was given"),
            ("2026-10-31 09:00", "2026-11-01 08:01", .breach, "too late"),
        ])
    func clause25(happened: String, told: String, verdict: Finding.Verdict, reason: String) throws {
        let event = entry(5, happened, channel: nil, topics: ["hospital"]) { $0.kind = .incident }
        let finding = try clause.finding(event, entry(6, told, topics: ["hospital"]))
        #expect(finding.verdict == verdict && finding.reason.english.contains(reason), "\(finding.reason)")
        let undecided = try clause.finding(event, entry(6, told))
        #expect(undecided.verdict == (verdict == .fine ? .cannotTell : .breach), "\(undecided.reason)")
    }
}
