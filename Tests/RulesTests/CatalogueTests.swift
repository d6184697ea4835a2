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
    let text = (rule.explanation.sentences + rule.explanation.assumptions).map(\.english).joined(separator: " ")
    #expect(!text.contains(" you ") && !text.contains("both of you"))
    #expect(rule.explanation.sentences.allSatisfy { $0.english.hasSuffix(".") })
}
