import Ledger
import Testing

extension Clauses {
    @Test("Clause 33: e-mail for long-term welfare, SMS for emergencies as the order defines them")
    func clause33() throws {
        try expectFindings(
            """
            [[rule]]
            id = "email-or-sms"
            kind = "channels"
            clause = "E-mail for long-term welfare; SMS for emergencies including late changeovers and variations of time."
            binds = "both"
            when = [
              { channels = ["email"], topics = ["long-term welfare"] },
              { channels = ["text"], topics = ["late changeover", "variation of time"] },
              { channels = ["text"], urgency = ["emergency"] },
            ]
            """,
            [
                noon(1, .email, topics: ["long-term welfare"]), noon(2, topics: ["late changeover"]),
                noon(3, topics: ["long-term welfare"]) { $0.urgency = .routine },
                noon(4, topics: ["fever"]) { $0.urgency = .emergency }, noon(5, .call),
            ],
            [
                Expected("email-or-sms:1", .fine, "was kept to"), Expected("email-or-sms:2", .fine, "was kept to"),
                Expected(
                    "email-or-sms:3", .breach,
                    "only about “late changeover” or “variation of time” or if it is an emergency"),
                Expected("email-or-sms:4", .cannotTell, "marked as emergency"),
                Expected("email-or-sms:5", .cannotTell, "whether other channels may be used"),
            ])
    }
}
