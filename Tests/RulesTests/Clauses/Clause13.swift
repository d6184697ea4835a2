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

@Test(
    "Clause 13: a question is answered within 24 hours, also across a change of the clocks",
    arguments: [
        ("2026-05-04 09:00", "2026-05-05 09:00", Finding.Verdict.fine),
        ("2026-05-04 09:00", "2026-05-05 09:01", .breach), ("2026-03-07 09:00", "2026-03-08 10:00", .fine),
        ("2026-03-07 09:00", "2026-03-08 10:01", .breach),
    ])
func clause13(asked: String, answered: String, expected: Finding.Verdict) throws {
    let finding = try clause.finding(entry(5, asked, from: "me", topics: ["question"]), entry(6, answered))
    #expect(finding.verdict == expected)
}

@Test("Clause 13: what is no question needs no answer; what nobody has judged cannot be told")
func clause13Topics() throws {
    #expect(try clause.findings([entry(5, "2026-05-04 09:00", from: "me", topics: ["school"])]).isEmpty)
    let open = try clause.finding(entry(5, "2026-05-04 09:00", from: "me"))
    #expect(open.verdict == .cannotTell && open.missing == "a person has not decided the topic")
}
