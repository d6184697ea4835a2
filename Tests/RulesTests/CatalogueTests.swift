import Foundation
import Ledger
import Testing

@testable import Rules

@Test(
    "The example in a kind's documentation is a rule that is read and explained",
    arguments: Catalogue.kinds.map { $0.name })
func documentedExample(kind: String) throws {
    let documentation = try #require(Catalogue.kinds.first { $0.name == kind }?.documentation)
    guard let example = documentation.components(separatedBy: "Example:\n").dropFirst().first else { return }
    let rule = try #require(try RuleBook(toml: example).rules.first)
    #expect(rule.terms.kind == kind)
    let text = (rule.explanation.sentences + rule.explanation.assumptions).joined(separator: " ")
    #expect(!text.contains(" you ") && !text.contains("both of you"))
    #expect(rule.explanation.sentences.allSatisfy { $0.hasSuffix(".") })
}

@Test(
    "Findings of every kind shift with a whole week, and neither order nor a stranger's contact changes them",
    arguments: 0..<4)
func kindsWithSchedules(seed: Int) throws {
    func rule(_ id: String, _ kind: String, _ keys: String) -> String {
        "[[rule]]\nid = \"\(id)\"\nclause = \"c\"\nkind = \"\(kind)\"\nbinds = \"both\"\nzone = \"\(newYork)\"\n\(keys)\n"
    }
    let toml =
        rule("a", "checkin", "due = [{ days = [\"mon\", \"thu\"], at = 19:00:00 }]\ngrace-minutes = 30")
        + rule("b", "handover", "due = [{ days = [\"fri\"], at = 18:00:00 }]\ngrace-minutes = 15")
        + rule("c", "response", "within-hours = 24\nneeds-reply = \"all\"")
        + rule("d", "notice", "of = [\"travel\"]\nbefore-hours = 48")
    let checker = checker(try RuleBook(toml: toml))
    func log(_ weeks: Int) -> [StandingEntry] {
        var random = SeededRandom(seed: UInt64(seed))
        let start = local("2026-05-04 00:00", newYork, 0).instant
        let kinds: [Event.Kind] = [.contact, .contact, .contact, .checkin, .handover, .missed, .incident]
        return (0..<80).map { index in
            let seconds = Int.random(in: 0..<21 * 86_400, using: &random) + weeks * 7 * 86_400
            let kind = kinds.randomElement(using: &random) ?? .contact
            let from = Bool.random(using: &random) ? "me" : "them"
            let topic = Bool.random(using: &random)
            let answers = Int.random(in: 0..<160, using: &random)
            return entry(index, "2026-05-04 00:00") { event in
                event.occurred?.start = LocalTime(instant: start.adding(seconds: seconds), offsetMinutes: -240)
                event.kind = kind
                event.from = from
                event.topics = topic ? ["travel"] : []
                if answers < index { event.replyTo = answers }
            }
        }
    }
    let before = checker.findings(in: log(0))
    let after = checker.findings(in: log(2))
    #expect(before.count > 20)
    #expect(Set(before.map(\.id)).count == before.count)
    let shifted = before.map { finding in
        let id = finding.day.map { finding.id.replacing($0.text, with: $0.adding(days: 14).text) } ?? finding.id
        return id + finding.verdict.rawValue
    }
    #expect(shifted == after.map { $0.id + $0.verdict.rawValue }, "seed \(seed)")
    var random = SeededRandom(seed: 7)
    let texts = before.map { $0.id + $0.reason }
    func told(_ entries: [StandingEntry]) -> [String] { checker.findings(in: entries).map { $0.id + $0.reason } }
    let stranger = entry(500, "2026-05-12 03:00", from: "Sam")
    #expect(told(log(0).shuffled(using: &random)) == texts, "seed \(seed)")
    #expect(told(log(0) + [stranger]) == texts, "seed \(seed)")
    for finding in before { #expect((finding.missing != nil) == (finding.verdict == .cannotTell), "\(finding.id)") }
}
