import Ledger
import Testing

@testable import Rules

/// 34: a revised roster within 24 hours of its receipt.
private let clause = Clause(
    rules: """
        [[rule]]
        id = "roster"
        kind = "notice"
        clause = "The father shall provide any revised roster to the mother within 24 hours of receiving it."
        binds = "them"
        zone = "America/New_York"
        of = ["roster received"]
        notice-about = ["roster"]
        after-hours = 24
        counts = "any-notice"
        """)

extension Clauses {
    @Test(
        "Clause 34: the time runs from the receipt, where an entry tells of it",
        arguments: [
            ("2026-05-04 09:00", "2026-05-05 09:00", Finding.Verdict.fine, "Notice was given"),
            ("2026-05-04 09:00", "2026-05-05 09:01", .breach, "Notice came less than a minute too late"),
            ("2026-05-04 09:00", "2026-05-06 12:00", .breach, "Notice came 1 day 2 h too late"),
            ("2026-03-07 09:00", "2026-03-08 10:00", .fine, "Notice was given"),
            ("2026-03-07 09:00", "2026-03-08 10:01", .breach, "too late"),
            ("2026-10-31 09:00", "2026-11-01 08:00", .fine, "Notice was given"),
            ("2026-10-31 09:00", "2026-11-01 08:01", .breach, "too late"),
        ])
    func clause34(received: String, sent: String, expected: Finding.Verdict, reason: String) throws {
        let receipt = entry(5, received, channel: nil, topics: ["roster received"]) { $0.kind = .incident }
        let finding = try clause.finding(receipt, entry(6, sent, topics: ["roster"]))
        #expect(finding.verdict == expected && finding.reason.english.contains(reason), "\(finding.reason)")
    }
}
