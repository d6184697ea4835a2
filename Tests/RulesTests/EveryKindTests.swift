import Ledger
import SampleFamily
import Seeds
import Testing

@testable import Rules

/// What must not matter, for a book with rules of all kinds.
@Suite("Every kind", .serialized)
struct EveryKind {
    let checker: Checker
    init() throws { checker = RulesTests.checker(try RuleBook(toml: everyKind)) }

    private func told(_ entries: [StandingEntry]) -> [String] {
        let judged = checker.judge(entries)
        return judged.findings.map { "\($0.id) \($0.verdict.rawValue) \($0.entries) \($0.weights) \($0.reason)" }
            + judged.patterns.map { "\($0.rule) \($0.person) \($0.entries) \($0.text)" }
    }

    @Test("Every kind has something to say about such a log")
    func everyKindSpeaks() {
        var kinds: Set<String> = []
        var verdicts: [String: Set<Finding.Verdict>] = [:]
        for seed in 0..<8 {
            let judged = checker.judge(anyLog(seed: seed))
            for finding in judged.findings {
                kinds.insert(finding.kind)
                verdicts[finding.kind, default: []].insert(finding.verdict)
            }
            #expect(!judged.patterns.isEmpty || seed > 0)
        }
        #expect(kinds == Set(Catalogue.kinds.map { $0.name }))
        #expect(verdicts.values.allSatisfy { $0.count > 1 })
    }

    @Test("Shifting a log by weeks in which no clock changes shifts its findings", arguments: 0..<6)
    func shift(seed: Int) {
        func ids(_ weeks: Int) -> [String] {
            checker.findings(in: anyLog(seed: seed, weeks: weeks)).map { finding in
                let id = finding.day.map { finding.id.replacing($0.text, with: $0.adding(days: -7 * weeks).text) }
                return "\(id ?? finding.id) \(finding.verdict.rawValue) \(finding.entries) \(finding.weights)"
            }
        }
        #expect(ids(0) == ids(4), "seed \(seed)")
    }

    @Test("Neither the order of the entries nor where the log is cut in two matters", arguments: 0..<6)
    func orderAndJoining(seed: Int) {
        let log = anyLog(seed: seed)
        let all = told(log)
        var random = SeededRandom(seed: UInt64(seed) + 100)
        let cut = Int.random(in: 1..<log.count, using: &random)
        #expect(told(Array(log[cut...]) + Array(log[..<cut])) == all, "seed \(seed)")
        #expect(told(log.shuffled(using: &random)) == all, "seed \(seed)")
    }

    @Test("The kinds that look at one entry alone say the same of each half of a log", arguments: 0..<6)
    func halves(seed: Int) {
        let alone: Set<String> = [
            "hours", "topics", "channels", "no-contact", "distance", "place", "duration", "conduct",
        ]
        func told(_ entries: [StandingEntry]) -> Set<String> {
            Set(
                checker.findings(in: entries).filter { alone.contains($0.kind) }
                    .map { "\($0.id) \($0.verdict.rawValue) \($0.reason)" })
        }
        let log = anyLog(seed: seed)
        let middle = log.count / 2
        let both = told(Array(log[..<middle])).union(told(Array(log[middle...])))
        #expect(both == told(log), "seed \(seed)")
    }

    @Test("Rules that are judged side by side say what they say one after the other", arguments: 0..<4)
    func sideBySide(seed: Int) {
        let log = anyLog(seed: seed, count: 400)
        func told(_ worthSharing: Int) -> [String] {
            var checker = checker
            checker.worthSharing = worthSharing
            let judged = checker.judge(log)
            return judged.findings.map {
                "\($0.id) \($0.verdict.rawValue) \($0.entries) \($0.weights) \($0.invitedBy ?? -1) \($0.reason)"
            } + judged.patterns.map(\.text.english)
        }
        let alone = told(Int.max)
        for _ in 0..<5 { #expect(told(0) == alone, "seed \(seed)") }
    }

    @Test("A contact between others changes nothing", arguments: 0..<6)
    func unrelated(seed: Int) {
        let log = anyLog(seed: seed)
        let other = entry(500, "2026-05-12 23:00", from: "Sam") { $0.to = ["Robin"] }
        #expect(told(log + [other]) == told(log), "seed \(seed)")
    }

    @Test("Ids are unique, and a fact is missing where and only where there is no answer", arguments: 0..<6)
    func wholeness(seed: Int) {
        let findings = checker.findings(in: anyLog(seed: seed))
        #expect(Set(findings.map(\.id)).count == findings.count, "seed \(seed)")
        for finding in findings {
            #expect((finding.missing != nil) == (finding.verdict == .cannotTell), "seed \(seed): \(finding.id)")
            let reason = finding.reason.english
            #expect(reason.hasSuffix(".") && !reason.contains("\n"), "seed \(seed): \(reason)")
        }
    }
}
