import Ledger
import Testing

extension Clauses {
    @Test("Clause 32: peaceful contact about the child's care; otherwise 300 feet away")
    func clause32() throws {
        try expectFindings(
            """
            [[rule]]
            id = "care-only"
            kind = "topics"
            clause = "Peaceful contact only, about the care of the child."
            binds = "them"
            allowed = ["care of the child"]

            [[rule]]
            id = "peaceful"
            kind = "conduct"
            clause = "Peaceful contact only."
            binds = "them"
            for-a-person = ["threats"]

            [[rule]]
            id = "apart"
            kind = "distance"
            clause = "Otherwise to stay 300 feet away."
            binds = "them"
            within = 300
            unit = "feet"
            of = ["other-person"]
            exceptions = ["care of the child"]
            """,
            [
                noon(1, topics: ["care of the child"], words: "Pick-up at 5?"),
                noon(2, topics: ["the past"], words: "Why?"),
                noon(3, .inPerson, topics: ["care of the child"]),
            ],
            [
                Expected("care-only:1", .fine, "permits"), Expected("care-only:2", .breach, "about the past"),
                Expected("care-only:3", .fine, "permits"), Expected("peaceful:1", .cannotTell, "shows threats"),
                Expected("peaceful:2", .cannotTell, "shows threats"), Expected("apart:3", .cannotTell, "how far apart"),
            ])
    }
}
