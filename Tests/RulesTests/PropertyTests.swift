import Ledger
import SampleFamily
import Seeds
import Testing

@testable import Rules

/// A log of an invented family over three weeks of May, when no clock changes.
private func randomLog(_ random: inout SeededRandom, shiftDays: Int = 0, count: Int = 60) -> [StandingEntry] {
    let start = local("2026-05-04 00:00", newYork, 0).instant
    return (0..<count).map { index in
        let seconds = Int.random(in: 0..<21 * 86_400, using: &random) + shiftDays * 86_400
        let isInLondon = Int.random(in: 0..<4, using: &random) == 0
        let precision = [Occurred.Precision.second, .minute, .minute, .about, .day].randomElement(using: &random)
        let from = ["me", "them", "them"].randomElement(using: &random)
        let channel = [Channel.text, .call, .email, .inPerson].randomElement(using: &random)
        let isTaken = Bool.random(using: &random)
        let isUrgent = Int.random(in: 0..<6, using: &random) == 0
        let topic = ["school", "money", nil].randomElement(using: &random) ?? nil
        return entry(index + 10, "2026-05-04 00:00", zone: isInLondon ? london : newYork) { event in
            event.occurred?.start = LocalTime(
                instant: start.adding(seconds: seconds), offsetMinutes: isInLondon ? 60 : -240)
            event.occurred?.precision = precision ?? .minute
            event.from = from
            event.channel = channel
            if channel == .call { event.answered = isTaken }
            if isUrgent { event.urgency = .emergency }
            event.topics = topic.map { [$0] } ?? []
        }
    }
}

private func plan(unset: Bool) throws -> Checker {
    let zone = "zone = \"America/New_York\"\n"
    let text = parentingPlan + rollingRule
    return checker(try RuleBook(toml: unset ? text.replacing(zone, with: "") : text))
}

@Suite("What must not matter", .serialized)
struct Properties {
    @Test("Shifting everything by whole weeks shifts the findings", arguments: 0..<6)
    func shift(seed: Int) throws {
        for unset in [false, true] {
            let checker = try plan(unset: unset)
            var first = SeededRandom(seed: UInt64(seed))
            var second = SeededRandom(seed: UInt64(seed))
            let before = checker.findings(in: randomLog(&first))
            let after = checker.findings(in: randomLog(&second, shiftDays: 14))
            let shifted = before.map { finding in
                finding.day.map { day in
                    finding.id.replacing(day.text, with: day.adding(days: 14).text) + finding.verdict.rawValue
                } ?? finding.id + finding.verdict.rawValue
            }
            #expect(shifted == after.map { $0.id + $0.verdict.rawValue }, "seed \(seed)")
        }
    }

    @Test("The order of the entries does not matter", arguments: 0..<6)
    func order(seed: Int) throws {
        let checker = try plan(unset: true)
        var random = SeededRandom(seed: UInt64(seed))
        let log = randomLog(&random)
        let texts = checker.findings(in: log).map { "\($0.id)\($0.reason)" }
        let shuffled = checker.findings(in: log.shuffled(using: &random))
        #expect(shuffled.map { "\($0.id)\($0.reason)" } == texts, "seed \(seed)")
    }

    @Test("An unrelated contact changes nothing", arguments: 0..<6)
    func unrelated(seed: Int) throws {
        let checker = try plan(unset: true)
        var random = SeededRandom(seed: UInt64(seed))
        let log = randomLog(&random)
        let other = entry(500, "2026-05-10 23:00", from: "Sam", channel: .text)
        let findings = checker.findings(in: log).map { "\($0.id)\($0.reason)" }
        #expect(checker.findings(in: log + [other]).map { "\($0.id)\($0.reason)" } == findings, "seed \(seed)")
    }

    @Test("A log split by entry and joined gives the same per-entry findings", arguments: 0..<6)
    func split(seed: Int) throws {
        let checker = try plan(unset: false)
        var random = SeededRandom(seed: UInt64(seed))
        let log = randomLog(&random)
        func perEntry(_ entries: [StandingEntry]) -> Set<String> {
            Set(
                checker.findings(in: entries).filter { $0.kind != "frequency" }
                    .map { $0.id + $0.verdict.rawValue })
        }
        let middle = log.count / 2
        let halves = perEntry(Array(log[..<middle])).union(perEntry(Array(log[middle...])))
        #expect(halves == perEntry(log), "seed \(seed)")
        let joined = checker.findings(in: Array(log[middle...]) + Array(log[..<middle]))
        #expect(summary(joined) == summary(checker.findings(in: log)), "seed \(seed)")
    }

    @Test("Ids are unique, and no finding without doubt lacks its entries", arguments: 0..<6)
    func wholeness(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        let findings = try plan(unset: true).findings(in: randomLog(&random, count: 120))
        #expect(Set(findings.map(\.id)).count == findings.count, "seed \(seed)")
        for finding in findings {
            #expect((finding.missing != nil) == (finding.verdict == .cannotTell), "seed \(seed): \(finding.id)")
            #expect(finding.rule == "weekly-call" || !finding.entries.isEmpty, "seed \(seed): \(finding.id)")
            #expect(finding.reason.english.hasSuffix(".") && !finding.reason.english.contains("\n"))
        }
    }
}
