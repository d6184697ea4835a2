import Ledger
import Testing

extension Clauses {
    @Test("Clause 9: reasonable times and places are for a person to weigh, contact by contact")
    func clause9() throws {
        try expectFindings(
            """
            [[rule]]
            id = "reasonable"
            kind = "conduct"
            clause = "Communication at reasonable times and places unless circumstances require otherwise."
            binds = "both"
            channels = ["call", "text", "email", "in-person"]
            for-a-person = ["unreasonable time", "unreasonable place"]
            exceptions = ["circumstances"]
            """,
            [
                noon(1), noon(2, .call, topics: ["unreasonable time"]),
                noon(3, from: "me", .call, topics: ["unreasonable time"]) {
                    $0.exceptions = [ExceptionClaim(name: "circumstances")]
                }, noon(4, .letter), noon(5, .inPerson, topics: ["unreasonable place", "school"]),
            ],
            [
                Expected(
                    "reasonable:1", .cannotTell,
                    "whether it shows unreasonable time or unreasonable place is for a person"),
                Expected("reasonable:2", .breach, "a person found unreasonable time in it"),
                Expected("reasonable:3", .cannotTell, "an exception was claimed"),
                Expected("reasonable:5", .breach, "a person found unreasonable place in it"),
            ])
    }
}
