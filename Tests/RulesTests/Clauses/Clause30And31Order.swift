import Ledger
import Testing

private let order = """
    [places]
    home = { at = "51.50070, -0.12460", error-metres = 10 }

    [[rule]]
    id = "children-only"
    kind = "channels"
    clause = "Only e-mail or AppClose about the children, or as agreed in writing beforehand."
    binds = "them"
    when = [{ channels = ["email", "app"], topics = ["children"] }]
    other-channels = false
    app = "AppClose"
    by-agreement = true

    [[rule]]
    id = "stay-away"
    kind = "distance"
    clause = "Not within 200 metres of the applicant's home."
    binds = "them"
    within = 200
    of = ["home"]
    """

private func near(_ number: Int, latitude: String, error: Int?) -> StandingEntry {
    noon(number, nil) {
        $0.kind = .incident
        $0.place = Place(name: nil, latitude: latitude, longitude: "-0.12460", errorMetres: error)
    }
}

extension Clauses {
    @Test("Clause 30: e-mail or app about the children only, or as agreed in writing; 200 metres of the home")
    func clause30() throws {
        try expectFindings(
            order,
            [
                noon(1, .email, topics: ["children"]), noon(2, .email, topics: ["children", "us"]), noon(3, .text),
                noon(4, .text) { $0.agreement = 0 }, near(5, latitude: "51.50100", error: 20),
                near(6, latitude: "51.50240", error: 30), near(7, latitude: "51.51000", error: 30),
                near(8, latitude: "51.50100", error: nil),
            ],
            [
                Expected("children-only:1", .fine, "was kept to"),
                Expected("children-only:2", .breach, "only about “children”"),
                Expected("children-only:3", .breach, "by text, which the rule does not allow"),
                Expected("children-only:4", .cannotTell, "a written agreement is relied on"),
                Expected("stay-away:5", .breach, "within the 200 metres"),
                Expected("stay-away:6", .cannotTell, "not exact enough"),
                Expected("stay-away:7", .fine, "not within the 200 metres"),
                Expected("stay-away:8", .cannotTell, "how exact"),
            ])
    }

    @Test("Clause 31: not encourage others to do what is forbidden; a request must be shown")
    func clause31() throws {
        func passedOn(_ number: Int, _ requester: String?) -> StandingEntry {
            noon(number, from: "Sam", .inPerson) { $0.thirdParty = ThirdParty(name: "Sam", requestedBy: requester) }
        }
        try expectFindings(
            """
            [[rule]]
            id = "others"
            kind = "channels"
            clause = "Shall not instruct or encourage any other person to do what is forbidden."
            binds = "them"
            not-through = ["anyone"]
            """,
            [
                passedOn(1, "them"), passedOn(2, nil), passedOn(3, "Sam"), noon(4), passedOn(5, "me"),
                passedOn(6, "them"),
            ],
            [
                Expected("others:1", .breach, "passed on"),
                Expected("others:2", .cannotTell, "does not show who asked"),
                Expected("others:6", .breach, "passed on"),
            ])
    }
}
