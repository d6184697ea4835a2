import Ledger
import Testing

extension Clauses {
    @Test("Clause 16: capitals are counted; name-calling and chain e-mails are for a person")
    func clause16() throws {
        try expectFindings(
            """
            [[rule]]
            id = "style"
            kind = "conduct"
            clause = "No ALL CAPS, name-calling, chain e-mails or attachments."
            binds = "both"
            capitals-percent = 70
            forbids = ["chain", "attachments"]
            for-a-person = ["name-calling"]
            """,
            [
                noon(1, .email, words: "WHERE ARE THE SHOES"), noon(2, .email, words: "Where are the shoes?"),
                noon(3, .email, words: "Fwd: ten ways to sleep"), noon(4, topics: ["name-calling"], words: "…"),
            ],
            [
                Expected("style:1", .breach, "100 percent of its letters"),
                Expected("style:2", .cannotTell, "whether it shows name-calling"),
                Expected("style:3", .cannotTell, "chain message"),
                Expected("style:4", .breach, "a person found name-calling"),
            ])
    }
}
