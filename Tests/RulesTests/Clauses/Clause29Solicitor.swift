import Ledger
import Testing

extension Clauses {
    @Test("Clause 29: no communication by any method except through a solicitor")
    func clause29() throws {
        try expectFindings(
            """
            [[rule]]
            id = "solicitor"
            kind = "no-contact"
            clause = "No communication by any method except via the solicitor."
            binds = "them"
            through = ["Harper & Lane"]
            indirect = true
            """,
            [
                noon(1, .payment, words: "sorry"), noon(2, .social), noon(3, .call) { $0.answered = false },
                noon(4, from: "Harper & Lane", .letter),
                noon(5, .letter) { $0.thirdParty = ThirdParty(name: "Harper & Lane", requestedBy: "them") },
                noon(6, from: "me"),
                noon(7, from: "Sam", .inPerson) { $0.thirdParty = ThirdParty(name: "Sam", requestedBy: "them") },
            ],
            [
                Expected("solicitor:1", .breach, "a note with a payment"),
                Expected("solicitor:2", .breach, "social media"),
                Expected("solicitor:3", .breach, "An attempt"), Expected("solicitor:5", .fine, "went through"),
                Expected("solicitor:7", .breach, "passed on by someone else"),
            ])
    }
}
