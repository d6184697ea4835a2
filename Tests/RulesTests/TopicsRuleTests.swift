import Ledger
import Testing

@testable import Rules

private let lists = "\nwords = { school = [\"teacher\", \"parents evening\"], money = [\"rent\"] }"

@Test("Entered topics decide; one that is not allowed is enough")
func enteredTopics() throws {
    let allowed = try book("topics", "allowed = [\"school\", \"health\"]")
    let excluded = try book("topics", "excluded = [\"money\"]")
    let school = entry(5, "2026-03-04 10:00", topics: ["School"])
    let mixed = entry(6, "2026-03-04 10:00", topics: ["school", "money"])
    #expect([allowed, excluded].map { verdict($0, school) } == [.fine, .fine])
    #expect([allowed, excluded].map { verdict($0, mixed) } == [.breach, .breach])
    #expect(check(allowed, mixed).first?.reason == "The contact is about money, which the rule does not allow.")
}

@Test("Words only suggest; a person decides")
func suggestions() throws {
    let rule = try book("topics", "excluded = [\"money\"]" + lists)
    let message = entry(5, "2026-03-04 10:00", words: "The Teacher said the RENT, parents’ evening")
    let open = try #require(check(rule, message).first)
    #expect(open.verdict == .cannotTell)
    #expect(open.missing == "a person has not decided the topic")
    #expect(open.suggestedTopics == ["money", "school"])
    #expect(
        open.reason
            == "A person has not decided what this contact is about; word lists suggest money and school.")
    let decided = checker(
        rule,
        decisions: [
            (20, Decision(finding: "r:5", answer: .topic, topics: ["school"], entries: [5])),
            (21, Decision(finding: "r:5", answer: .topic, topics: ["money"], entries: [5])),
        ]
    ).findings(in: [message])
    #expect(summary(decided) == ["r:5 breach"])
    #expect(decided.first?.facts == ["topic decided in entry 21: money"])
    #expect(decided.first?.topicDecision == 21)
    #expect(decided.first?.suggestedTopics == [])
}

@Test("A decision about an amended entry holds, whichever version it names")
func decisionOnVersion() throws {
    let rule = try book("topics", "excluded = [\"money\"]")
    let decision = Decision(finding: "r:5", answer: .topic, topics: ["school"], entries: [9])
    let findings = checker(rule, decisions: [(20, decision)]).findings(in: [
        entry(5, "2026-03-04 10:00", versions: [5, 9])
    ])
    #expect(summary(findings) == ["r:5 fine"])
}

@Test("An unanswered call without words is about nothing")
func attemptsHaveNoTopic() throws {
    let rule = try book("topics", "excluded = [\"money\"]")
    #expect(check(rule, entry(5, "2026-03-04 10:00", channel: .call) { $0.answered = false }).isEmpty)
    #expect(verdict(rule, entry(5, "2026-03-04 10:00", channel: .letter)) == .cannotTell)
}

@Test(
    "Words are whole words, with case folded",
    arguments: [
        ("parent and transparent", []), ("Rent!", ["money"]), ("the rent's due", []), ("(rent)", ["money"]),
        ("parents evening", ["school"]), ("parents\nEVENING", ["school"]), ("parents' evening", ["school"]),
        ("evening parents", []), ("", []), ("家賃", []), ("'rent'", ["money"]),
    ] as [(String, [String])])
func wholeWords(text: String, expected: [String]) {
    let list = WordList(["school": ["teacher", "parents evening"], "money": ["rent"]])
    #expect(list.topics(in: text) == expected)
}

@Test(
    "A topic that may be one of the list under another name is for a person, whether the list allows or excludes",
    arguments: [
        ("school", Finding.Verdict.fine, Finding.Verdict.breach), ("School trip", .cannotTell, .cannotTell),
        ("scool", .cannotTell, .cannotTell), ("money", .breach, .fine), ("art", .breach, .fine),
    ])
func topicsUnderOtherNames(topic: String, allowed: Finding.Verdict, excluded: Finding.Verdict) throws {
    let contact = entry(5, "2026-05-04 12:00", topics: [topic])
    let only = check(try book("topics", "allowed = [\"school\"]", zone: nil), contact)
    #expect(only.map(\.verdict) == [allowed])
    #expect(check(try book("topics", "excluded = [\"school\"]", zone: nil), contact).map(\.verdict) == [excluded])
    if allowed == .cannotTell { #expect(only.first?.missing == "whether the topic is one that the rule names") }
    // A topic that is surely another decides, whatever else it is about.
    let both = entry(5, "2026-05-04 12:00", topics: [topic, "money"])
    #expect(check(try book("topics", "allowed = [\"school\"]", zone: nil), both).map(\.verdict) == [.breach])
    let texts = try book(
        "channels", "when = [{ channels = [\"text\"], topics = [\"school\"] }]\nother-channels = true", zone: nil)
    #expect(check(texts, contact).map(\.verdict) == [allowed])
}
