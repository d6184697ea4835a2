import Testing

@testable import Rules

@Test("The sample book is explained in plain words, with every assumption")
func explainSample() throws {
    let text = try RuleBook(toml: parentingPlan).explanation
    #expect(
        text.hasPrefix(
            """
            Parenting plan of Robin Ashdown and Jamie Ashdown
            Taken from: Parenting plan of 12 January 2026, section 5 (Communication)

            quiet-nights (hours)
              The clause: “Neither parent shall contact the other between 9:00 pm and 7:30 am, except in an emergency \
            concerning the child.”
              Source: Section 5, paragraph 2
              The quiet hours are every day from 21:00 to 07:30 the next day. Contact that starts in them is an apparent \
            breach.
            """))
}

@Test("What the clause leaves open is said")
func explainOpen() throws {
    let rule = try book("frequency", "at-most = 2\nper = \"week\"\nuntil = 2026-06-30", zone: nil)
    let explanation = try #require(rule.rules.first).explanation
    #expect(
        explanation.sentences.first
            == "More than 2 contacts in one calendar week are an apparent breach.")
    let assumptions = explanation.assumptions.map(\.english).joined(separator: "\n")
    for expected in [
        "whether unanswered calls and failed messages, voicemails, reactions and edits of messages count",
        "on which day a week starts",
        "whose clock counts",
        "whether its last day is included", "does not name the channels",
    ] {
        #expect(assumptions.contains(expected), "\(expected)")
    }
}

@Test("Every kind has documentation that begins with its name and shows keys that it reads")
func documentation() {
    for kind in Catalogue.kinds {
        #expect(kind.documentation.hasPrefix("\(kind.name): "))
    }
    #expect(Set(Catalogue.kinds.map { $0.name }).count == Catalogue.kinds.count)
}
