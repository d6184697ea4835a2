import Ledger
import Testing

extension Clauses {
    @Test("Clause 17: text only for that day's parenting time")
    func clause17() throws {
        try expectFindings(
            """
            [[rule]]
            id = "day-texts"
            kind = "channels"
            clause = "Text messages only for that day's parenting time."
            binds = "both"
            when = [{ channels = ["text"], topics = ["that day's parenting time"] }]
            other-channels = true
            """,
            [
                noon(1, topics: ["that day's parenting time"]), noon(2, topics: ["next week"]),
                noon(3, from: "me", words: "Running late"),
            ],
            [
                Expected("day-texts:1", .fine, "was kept to"),
                Expected("day-texts:2", .breach, "allows only about “that day"),
                Expected("day-texts:3", .cannotTell, "has not decided"),
            ])
    }
}
