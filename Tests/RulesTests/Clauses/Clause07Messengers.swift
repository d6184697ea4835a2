import Ledger
import Testing

extension Clauses {
    @Test("Clause 7: children carry no messages; what a child says unasked is nobody's message")
    func clause7() throws {
        func carried(_ number: Int, _ requester: String?, to: String = "me") -> StandingEntry {
            noon(number, from: "Kit", .inPerson) {
                $0.to = [to]
                $0.thirdParty = ThirdParty(name: "Kit", requestedBy: requester)
            }
        }
        try expectFindings(
            """
            [[rule]]
            id = "no-messengers"
            kind = "channels"
            clause = "The children shall not be used as messengers to convey information."
            binds = "both"
            not-through = ["Kit"]
            """,
            [carried(1, "them"), carried(2, nil), carried(3, "Kit"), noon(4, .text), carried(5, "me", to: "them")],
            [
                Expected("no-messengers:1", .breach, "passed on"),
                Expected("no-messengers:2", .cannotTell, "does not show who asked"),
                Expected("no-messengers:5", .breach, "passed on"),
            ])
    }
}
