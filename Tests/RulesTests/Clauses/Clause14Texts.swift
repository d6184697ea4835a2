import Ledger
import Testing

extension Clauses {
    @Test("Clause 14, second part: texts only for what must be known within 24 hours")
    func clause14Texts() throws {
        try expectFindings(
            """
            [[rule]]
            id = "texts"
            kind = "channels"
            clause = "Texts only for what must be known within 24 hours."
            binds = "both"
            when = [{ channels = ["text"], topics = ["needed within 24 hours"] }]
            other-channels = true
            """,
            [
                noon(1, topics: ["needed within 24 hours"]), noon(2, topics: ["summer holidays"]), noon(3),
                noon(4, .email, topics: ["summer holidays"]),
            ],
            [
                Expected("texts:1", .fine, "was kept to"), Expected("texts:2", .breach, "only about “needed within"),
                Expected("texts:3", .cannotTell, "has not decided"), Expected("texts:4", .fine, "by e-mail"),
            ])
    }
}
