import Ledger
import Rules
import SampleFamily
import Testing

@testable import Reports

@Suite("A report of what the checker found")
struct FromRulesTests {
    @Test("says what each kind of rule is about", arguments: Rules.Catalogue.kinds.map { $0.name })
    func kinds(name: String) {
        #expect(Reports.Catalogue.english.ruleKind(name) != name)
    }

    private static let book = """
        title = "Order"
        source = "Order of 12 January 2026"
        [[rule]]
        id = "quiet-nights"
        kind = "hours"
        clause = "No contact between 9 pm and 7 am."
        binds = "both"
        zone = "Europe/London"
        quiet = [{ from = 21:00:00, until = 07:00:00 }]
        [[rule]]
        id = "three-a-day"
        kind = "frequency"
        clause = "At most three messages in a day."
        binds = "them"
        zone = "Europe/London"
        at-most = 3
        per = "day"
        """

    @Test("names both people, the clause, the days counted and the denominators")
    func whole() throws {
        var input = Family.few()
        let adopted = AdoptedBook(
            number: 3, book: try RuleBook(toml: Self.book), from: Instant(text: "2026-01-12T00:00:00Z")!)
        let checker = Checker(books: [adopted], homeZone: Family.zone, people: Family.people)
        let findings = checker.findings(in: input.entries)
        #expect(findings.contains { $0.verdict == .breach } && findings.contains { $0.verdict == .fine })
        input.rules = ReportRule.rules(of: adopted)
        input.findings = findings.map { ReportFinding($0) }
        let report = Report(input)

        #expect(report.rules.map(\.id) == ["quiet-nights", "three-a-day"])
        #expect(report.rules[0].binds == ["Alex Morgan", "Jamie Reed"])
        #expect(report.rules[0].source == "Order of 12 January 2026")
        let breaches = report.results[0].people[1].breaches
        #expect(breaches.flatMap(\.entries.entries).contains(4))
        #expect(breaches.allSatisfy { !$0.reason.isEmpty })
        #expect(!report.results[1].people[1].days.isEmpty)
        let printed = report.results.flatMap(\.people).flatMap { $0.breaches + $0.cannotTell }
        #expect(Set(printed.map(\.id)) == Set(findings.filter { $0.verdict != .fine }.map(\.id)))
        #expect(HTMLReport.bytes(report).count > 10_000)
    }
}
