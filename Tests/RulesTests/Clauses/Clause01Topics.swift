import Ledger
import Testing

extension Clauses {
    @Test("Clause 1: no topics unrelated to the child; a person judges the topic")
    func clause1() throws {
        try expectFindings(
            """
            [[rule]]
            id = "child-only"
            kind = "topics"
            clause = "No topics unrelated to the child."
            binds = "both"
            allowed = ["child"]
            """,
            [
                noon(1, topics: ["child"]), noon(2, from: "me", topics: ["child", "new partner"]),
                noon(3, words: "Hello"),
                noon(4, .call) { $0.answered = false },
            ],
            [
                Expected("child-only:1", .fine, "about child"), Expected("child-only:2", .breach, "about new partner"),
                Expected("child-only:3", .cannotTell, "has not decided"),
            ])
    }
}
