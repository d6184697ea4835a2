import Ledger
import Testing

@testable import Rules

private func call(_ from: String, _ until: String, precision: Occurred.Precision? = nil) -> StandingEntry {
    entry(5, from, channel: .call, precision: precision, until: until)
}

private func call(seconds: Int?) -> StandingEntry {
    entry(5, "2026-03-04 19:00", channel: .call) { $0.durationSeconds = seconds }
}

@Test("Up to 30 minutes, to the second")
func atMost() throws {
    let rule = try book("duration", "at-most = 30")
    #expect([1800, 1801, 0].map { verdict(rule, call(seconds: $0)) } == [.fine, .breach, .fine])
    let under = try book("duration", "less-than = 30")
    #expect([1799, 1800].map { verdict(under, call(seconds: $0)) } == [.fine, .breach])
    let long = try #require(check(rule, call(seconds: 2530)).first)
    #expect(
        long.reason == "The call lasted 42 minutes 10 seconds by the times stated, and the rule allows 30 minutes.")
    #expect(long.facts.first == "lasted 42 minutes 10 seconds")
}

@Test("Times to the minute: what they do not show to be too long is not")
func minuteStamps() throws {
    let rule = try book("duration", "at-most = 30")
    #expect(verdict(rule, call("2026-03-04 19:00", "2026-03-04 19:30")) == .fine)
    #expect(verdict(rule, call("2026-03-04 19:00", "2026-03-04 19:31")) == .breach)
    let rough = check(rule, call("2026-03-04 19:00", "2026-03-04 19:45", precision: .about)).first
    #expect(rough?.verdict == .cannotTell)
    #expect(rough?.missing == "the exact time")
    #expect(verdict(rule, call("2026-03-04 19:00", "2026-03-04 21:00", precision: .about)) == .breach)
}

@Test("Elapsed time where the clocks change")
func durationOverClockChange() throws {
    let rule = try book("duration", "at-most = 60")
    // From 01:30 to 03:30 one hour passes on 8 March 2026 in New York.
    #expect(verdict(rule, call("2026-03-08 01:30", "2026-03-08 03:30")) == .fine)
    // From 00:30 to 01:30, second time round, two hours pass on 1 November 2026.
    let autumn = entry(5, "2026-11-01 00:30", channel: .call) {
        $0.occurred?.end = local("2026-11-01 01:30", newYork, 1)
    }
    #expect(verdict(rule, autumn) == .breach)
}

@Test("A call whose end is not known, and one that nobody took")
func unknownEnd() throws {
    let rule = try book("duration", "at-most = 30")
    #expect(check(rule, call(seconds: nil)).first?.missing == "when the call ended")
    #expect(verdict(rule, entry(5, "2026-03-04 19:00", channel: .call) { $0.answered = false }) == nil)
    #expect(verdict(rule, entry(5, "2026-03-04 19:00", channel: .text)) == nil)
}

@Test("A soft limit and a call too short are for a person")
func softLimits() throws {
    let usual = try book("duration", "at-most = 10\nvague = \"normally\"")
    #expect(verdict(usual, call(seconds: 600)) == .fine)
    #expect(verdict(usual, call(seconds: 601)) == .cannotTell)
    let short = try book("duration", "at-least = 10\nat-most = 30")
    #expect(verdict(short, call(seconds: 600)) == .fine)
    #expect(check(short, call(seconds: 300)).first?.missing == "who ended it")
    #expect(verdict(short, call(seconds: 1801)) == .breach)
}

@Test("An overrun that the clause calls trivial is marked and stays a breach")
func trivialOverrun() throws {
    let rule = try book("duration", "at-most = 30\ntrivial-minutes = 2")
    let findings = [1920, 1921].compactMap { check(rule, call(seconds: $0)).first }
    #expect(findings.map(\.verdict) == [.breach, .breach])
    #expect(findings.map { $0.weights.contains(.trivial) } == [true, false])
}

@Test("Absences in elapsed days; at least and more than differ at the limit")
func absences() throws {
    func absence(_ until: String?, topics: [String] = ["absence"]) -> StandingEntry {
        entry(5, "2026-05-01 12:00", channel: nil, until: until, topics: topics) { $0.kind = .incident }
    }
    let most = try book("duration", "of = \"absence\"\nat-most = 2\nunit = \"days\"")
    let less = try book("duration", "of = \"absence\"\nless-than = 2\nunit = \"days\"")
    #expect(verdict(most, absence("2026-05-03 12:00")) == .fine)
    #expect(verdict(less, absence("2026-05-03 12:00")) == .cannotTell)
    #expect(verdict(less, absence("2026-05-03 12:01")) == .breach)
    #expect(verdict(most, absence("2026-05-03 12:01")) == .breach)
    #expect(check(most, absence(nil)).first?.missing == "when it ended")
    #expect(verdict(most, absence("2026-05-09 12:00", topics: ["noise"])) == nil)
}

@Test("A meeting in person has a length too")
func visits() throws {
    let rule = try book("duration", "of = \"visit\"\nat-most = 2\nunit = \"hours\"")
    #expect(
        verdict(rule, entry(5, "2026-05-01 12:00", channel: .inPerson, until: "2026-05-01 14:01")) == .breach)
    #expect(verdict(rule, call(seconds: 10_000)) == nil)
}
