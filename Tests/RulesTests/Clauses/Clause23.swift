import Ledger
import Testing

@testable import Rules

/// 23: a conference on the first Monday of each month, unless mutually agreed; ends at the child's eighteenth birthday.
private let clause = Clause(
    rules: """
        [[rule]]
        id = "conference"
        kind = "checkin"
        clause = "The parents shall confer on the first Monday of each month at 8 pm unless mutually agreed otherwise."
        binds = "them"
        zone = "America/New_York"
        events = ["contact"]
        channels = ["call", "in-person"]
        counts = []
        due = [{ in-month = ["first"], days = ["mon"], at = 20:00:00 }]
        grace-minutes = 15
        exception = [{ name = "agreed", by-agreement = true }]
        until = 2026-06-15
        until-is = "exclusive"
        """)

extension Clauses {
    @Test("Clause 23: each first Monday is due; a missed one is derived, an agreed change is for a person")
    func clause23() throws {
        let agreed = entry(6, "2026-06-01 21:00", channel: .call) {
            $0.exceptions = [ExceptionClaim(name: "agreed")]
            $0.agreement = 4
        }
        let findings = try clause.findings([entry(5, "2026-04-06 20:15", channel: .call), agreed])
        #expect(
            summary(findings) == [
                "conference:2026-03-02-2000:them breach", "conference:2026-04-06-2000:them fine",
                "conference:2026-05-04-2000:them breach", "conference:2026-06-01-2000:them cannot-tell",
            ])
        let reasons = [
            "Nothing is logged", "was done in time", "Nothing is logged", "a written agreement is relied on",
        ]
        for (finding, reason) in zip(findings, reasons) {
            #expect(finding.reason.english.contains(reason), "\(finding.reason)")
        }
        #expect(findings.last?.missing == "a person's decision on the agreement relied on")
    }

    @Test(
        "Clause 23: fifteen minutes of grace, to the minute, also on a first Monday, the day after the clocks went back",
        arguments: [
            ("2026-04-06 20:15", "2026-04-06-2000", Finding.Verdict.fine, "was done in time"),
            ("2026-04-06 20:16", "2026-04-06-2000", .breach, "too late"),
            ("2026-11-02 20:15", "2026-11-02-2000", .fine, "was done in time"),
            ("2026-11-02 20:16", "2026-11-02-2000", .breach, "too late"),
            ("2026-11-01 20:00", "2026-10-05-2000", .breach, "too late"),
            ("2026-03-09 20:00", "2026-03-02-2000", .breach, "too late"),
            ("2026-03-08 20:00", "2026-03-02-2000", .breach, "too late"),
        ])
    func clause23Grace(when: String, due: String, verdict: Finding.Verdict, reason: String) throws {
        let endless = Clause(rules: clause.rules.replacing("until = 2026-06-15\nuntil-is = \"exclusive\"", with: ""))
        let found = try endless.findings([entry(5, when, channel: .call)])
        Expected.compare(
            found.filter { $0.id == "conference:\(due):them" },
            [Expected("conference:\(due):them", verdict, reason)], #_sourceLocation)
    }
}
