import Ledger
import Testing

extension Clauses {
    @Test("Clause 4: a log book for businesslike notes only")
    func clause4() throws {
        try expectFindings(
            """
            [[rule]]
            id = "log-book"
            kind = "channels"
            clause = "The parents shall use a log book for notes about the child."
            binds = "both"
            allowed = ["letter"]
            counts = []

            [[rule]]
            id = "businesslike"
            kind = "conduct"
            clause = "Notes shall be businesslike only."
            binds = "both"
            channels = ["letter"]
            for-a-person = ["unbusinesslike words"]
            """,
            [
                noon(1, .letter, words: "Slept well, ate lunch."), noon(2, .email, words: "See attached."),
                noon(3, from: "me", .letter, topics: ["unbusinesslike words"], words: "As always …"),
                noon(4, .call) { $0.answered = false },
            ],
            [
                Expected("log-book:1", .fine, "by letter"), Expected("log-book:2", .breach, "by e-mail"),
                Expected("log-book:3", .fine, "by letter"),
                Expected("businesslike:1", .cannotTell, "for a person to decide"),
                Expected("businesslike:3", .breach, "a person found unbusinesslike words"),
            ])
    }
}
