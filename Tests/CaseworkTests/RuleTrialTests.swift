import Intake
import Ledger
import Rules
import Testing

@testable import Casework

private let london = Zone("Europe/London") ?? .utc
private let rules = """
    [[rule]]
    id = "no-contact"
    kind = "no-contact"
    clause = "No contact except through a lawyer."
    binds = "them"
    through = ["Harper & Lane"]
    indirect = true
    """

private func draft(_ minute: String, _ more: String) -> String {
    """
    {"kind":"contact","occurred":{"start":"2026-03-04T12:\(minute):00Z","zone":"Europe/London",\
    "precision":"minute","source":"header"},"channel":"text",\(more)}\n
    """
}

private func answer(_ lines: String, me: String? = nil, them: String? = nil) throws -> CheckAnswer {
    let trial = try RuleTrial(
        book: try RuleTrial.book(Array(rules.utf8)), homeZone: london, me: me, them: them)
    return try trial.check(SourceFile(bytes: Array(lines.utf8)), now: Instant(milliseconds: 0))
}

@Test("Drafts are judged without a vault, cited by their line from 0, whoever they name")
func trial() throws {
    let lines =
        draft("00", #""from":"them","to":["me"]"#) + "\n"
        + draft("01", #""from":"Robin","to":["Jamie"]"#)
        + draft("02", #""from":"Sam","to":["me"],"thirdParty":{"name":"Sam","requestedBy":"Robin"}"#)
        + draft("03", #""from":"Sam","to":["me"],"thirdParty":{"name":"Harper & Lane"}"#)
        + draft("04", #""from":"Jamie","to":["Robin"]"#)
    let found = try answer(lines, me: "Jamie", them: "Robin")
    #expect(
        found.findings.map { "\($0.id) \($0.verdict.rawValue)" } == [
            "no-contact:0 breach", "no-contact:2 breach", "no-contact:3 breach", "no-contact:4 fine",
        ])
    #expect(found.hasApparentBreaches)
}

@Test("The answer has the shape that check's has, without what only a vault knows")
func trialValue() throws {
    let value = RuleTrial.value(try answer(draft("00", #""from":"them","to":["me"]"#)), homeZone: london)
    guard case .object(let fields) = value, case .array(let findings)? = fields["findings"],
        case .object(let finding)? = findings.first
    else {
        Issue.record("no object")
        return
    }
    #expect(fields["schema"] == .string("daybook.rules-try/1"))
    #expect(fields["notJudged"] == nil && finding["ruleBook"] == nil)
    #expect(finding["id"] == .string("no-contact:0"))
}

@Test("A line that is no draft is named, and a rule book's fault too")
func trialFaults() throws {
    #expect(throws: CaseError.self) { try answer("{}\n") }
    #expect(throws: CaseError.self) { try answer("") }
    #expect(throws: CaseError.usage("The rule book holds no rule. A rule begins with a line [[rule]]")) {
        try RuleTrial.book([])
    }
}

@Test("Answers become a rule that is read, whatever marks they hold")
func ruleQuestions() throws {
    let hours = try #require(RuleQuestions(kind: "hours"))
    let text = try hours.toml([
        "id": "quiet-nights", "clause": "No \"contact\" at night\\.", "binds": "both", "quiet": "22:00 to 07:00",
        "exceptions": "emergency, illness ",
    ])
    #expect(
        text == """
            [[rule]]
            id = "quiet-nights"
            kind = "hours"
            clause = "No \\"contact\\" at night\\\\."
            binds = "both"
            exceptions = ["emergency", "illness"]
            quiet = [{ from = 22:00:00, until = 07:00:00 }]

            """)
    #expect(throws: CaseError.self) { try hours.toml(["id": "x", "clause": "c", "binds": "me", "quiet": "late"]) }
    #expect(RuleQuestions(kind: "silence") == nil)
}

@Test("Every kind that has questions of its own can be answered")
func everyKindOfQuestion() throws {
    let answers: [String: [String: String]] = [
        "topics": ["allowed": "school"], "channels": ["allowed": "app, email"], "no-contact": ["indirect": "true"],
        "duration": ["of": "call", "at-most": "30", "unit": "minutes"], "conduct": ["capitals-percent": "50"],
        "hours": ["allowed": "19:00 to 19:30"], "frequency": ["at-most": "3", "per": "week", "week-starts": "monday"],
        "checkin": ["due": "mon, wed 19:00", "grace-minutes": "15"], "handover": ["due": "fri 18:00"],
        "response": ["within-hours": "24", "needs-reply": "question"],
        "notice": ["of": "travel, holiday", "before-days": "14"],
        "place": ["allowed": "school"],
        "distance": ["within": "100", "unit": "yards", "of": "the school 51.5007, -0.1246"],
    ]
    #expect(Set(answers.keys) == Set(Catalogue.kinds.map { $0.name }))
    for (kind, own) in answers {
        let questions = try #require(RuleQuestions(kind: kind))
        let common = ["id": "a", "clause": "c", "binds": "both", "from": "2026-03-04"]
        _ = try questions.toml(common.merging(own) { $1 })
    }
}
