import Ledger
import Testing

@testable import Rules

/// 13: 24 hours for what is not urgent; logistics, health and school only.
private let clause = Clause(
    rules: """
        [[rule]]
        id = "answer"
        kind = "response"
        clause = "Non-urgent messages shall be answered within 24 hours."
        binds = "both"
        zone = "America/New_York"
        within-hours = 24
        needs-reply = ["question"]
        counts = "any-reply"
        """)

extension Clauses {
    @Test(
        "Clause 13: a question is answered within 24 hours, also across both changes of the clocks",
        arguments: [
            ("2026-05-04 09:00", "2026-05-05 09:00", Finding.Verdict.fine, "was answered within 24 hours"),
            ("2026-05-04 09:00", "2026-05-05 09:01", .breach, "later than within 24 hours"),
            ("2026-03-07 09:00", "2026-03-08 10:00", .fine, "was answered within 24 hours"),
            ("2026-03-07 09:00", "2026-03-08 10:01", .breach, "later than within 24 hours"),
            ("2026-10-31 09:00", "2026-11-01 08:00", .fine, "was answered within 24 hours"),
            ("2026-10-31 09:00", "2026-11-01 08:01", .breach, "later than within 24 hours"),
        ])
    func clause13(asked: String, answered: String, expected: Finding.Verdict, reason: String) throws {
        let findings = try clause.findings([
            entry(5, asked, from: "me", topics: ["question"]), entry(6, answered, topics: ["answer"]),
        ])
        Expected.compare(findings, [Expected("answer:5", expected, reason)], #_sourceLocation)
    }

    @Test("Clause 13: what is no question needs no answer; what nobody has judged cannot be told; silence is told")
    func clause13Topics() throws {
        #expect(try clause.findings([entry(5, "2026-05-04 09:00", from: "me", topics: ["school"])]).isEmpty)
        let open = try clause.finding(entry(5, "2026-05-04 09:00", from: "me"))
        #expect(open.verdict == .cannotTell && open.missing == "a person has not decided the topic")
        try clause.expect(
            [entry(5, "2026-05-04 09:00", from: "me", topics: ["question"])],
            [Expected("answer:5", .breach, "was not answered within 24 hours, and later contacts show")])
    }

    @Test("Clause 13, second part: logistics, health and school only; urgency is no topic")
    func clause13Subjects() throws {
        try expectFindings(
            """
            [[rule]]
            id = "three-topics"
            kind = "topics"
            clause = "Communication is limited to logistics, health and school."
            binds = "both"
            allowed = ["logistics", "health", "school"]
            """,
            [
                noon(1, topics: ["health"]), noon(2, from: "me", topics: ["logistics", "money"]), noon(3),
                noon(4, topics: ["money"]) { $0.urgency = .urgent },
            ],
            [
                Expected("three-topics:1", .fine, "about health"), Expected("three-topics:2", .breach, "about money"),
                Expected("three-topics:3", .cannotTell, "has not decided"),
                Expected("three-topics:4", .breach, "about money, which the rule does not allow"),
            ])
    }
}
