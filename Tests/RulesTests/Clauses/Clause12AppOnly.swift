import Ledger
import Testing

extension Clauses {
    @Test("Clause 12: the app only; a call or text for urgent care or a late exchange")
    func clause12() throws {
        try expectFindings(
            """
            [[rule]]
            id = "app-only"
            kind = "channels"
            clause = "App only; phone and text only for urgent care or an exchange delayed over 30 minutes."
            binds = "both"
            allowed = ["app"]
            when = [{ channels = ["call", "text"], topics = ["urgent care", "exchange delayed over 30 minutes"] }]
            counts = ["attempts"]
            """,
            [
                noon(1, .app), noon(2, .text, topics: ["urgent care"]),
                noon(3, .text, topics: ["urgent care", "money"]),
                noon(4, .text), noon(5, .email, topics: ["urgent care"]), noon(6, .call) { $0.answered = false },
            ],
            [
                Expected("app-only:1", .fine, "which the rule allows"), Expected("app-only:2", .fine, "was kept to"),
                Expected("app-only:3", .breach, "allows only about “urgent care” or “exchange"),
                Expected("app-only:4", .cannotTell, "has not decided"),
                Expected("app-only:5", .breach, "by e-mail, which the rule does not allow"),
                Expected("app-only:6", .cannotTell, "has not decided"),
            ])
    }
}
