import Ledger
import Testing

extension Clauses {
    @Test("Clause 18: visitation, education, medical and extracurricular matters only")
    func clause18() throws {
        try expectFindings(
            """
            [[rule]]
            id = "four-topics"
            kind = "topics"
            clause = "Contact limited to visitation, education, medical and extracurricular matters."
            binds = "both"
            allowed = ["visitation", "education", "medical", "extracurricular"]
            words = { medical = ["dentist"] }
            """,
            [
                noon(1, topics: ["medical", "education"]), noon(2, topics: ["medical", "money"]),
                noon(3, words: "The dentist called"),
            ],
            [
                Expected("four-topics:1", .fine, "permits"), Expected("four-topics:2", .breach, "about money"),
                Expected("four-topics:3", .cannotTell, "word lists suggest medical"),
            ])
    }
}
