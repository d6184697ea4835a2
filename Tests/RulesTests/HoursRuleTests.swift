import Ledger
import Testing

@testable import Rules

private let nights = "quiet = [{ from = 22:00:00, until = 07:00:00 }]"

@Test(
    "22:00 counts and 07:00 does not",
    arguments: [
        ("2026-03-04 21:59", Finding.Verdict.fine), ("2026-03-04 21:59:59", .fine), ("2026-03-04 22:00", .breach),
        ("2026-03-04 22:00:00", .breach), ("2026-03-05 00:00", .breach), ("2026-03-05 06:59", .breach),
        ("2026-03-05 06:59:59", .breach), ("2026-03-05 07:00", .fine), ("2026-03-05 12:00", .fine),
    ])
func hourBoundaries(when: String, expected: Finding.Verdict) throws {
    #expect(verdict(try book("hours", nights), entry(5, when)) == expected)
}

@Test(
    "A window across midnight belongs to the day on which it begins",
    arguments: [
        ("2026-03-06 22:00", Finding.Verdict.breach),  // Friday evening
        ("2026-03-07 06:59", .breach),  // the Saturday morning after it
        ("2026-03-06 06:59", .fine),  // Friday morning belongs to Thursday
        ("2026-03-07 22:00", .fine),
        ("2026-03-08 23:30", .breach),  // Sunday evening
        ("2026-03-09 06:30", .breach),  // Monday morning, across the week's end
    ])
func weekdays(when: String, expected: Finding.Verdict) throws {
    let rule = try book(
        "hours", "quiet = [{ from = 22:00:00, until = 07:00:00, days = [\"fri\", \"sun\"] }]")
    #expect(verdict(rule, entry(5, when)) == expected)
}

@Test(
    "Outside the allowed hours is a breach; whole days and quiet hours can be named too",
    arguments: [
        ("2026-03-04 15:59", Finding.Verdict.breach), ("2026-03-04 16:00", .fine), ("2026-03-04 19:59", .fine),
        ("2026-03-04 20:00", .breach), ("2026-03-07 03:00", .fine), ("2026-03-08 00:00", .breach),
        ("2026-03-04 18:15", .breach),
    ])
func allowedHours(when: String, expected: Finding.Verdict) throws {
    let rule = try book(
        "hours",
        """
        allowed = [{ from = 16:00:00, until = 20:00:00, days = ["wed"] }, { days = ["sat"], all-day = true }]
        quiet = [{ from = 18:00:00, until = 18:30:00 }]
        """)
    #expect(verdict(rule, entry(5, when)) == expected)
}

@Test(
    "Grace bends both edges of closed hours",
    arguments: [
        ("2026-03-04 22:09", Finding.Verdict.fine), ("2026-03-04 22:10", .breach), ("2026-03-05 06:49", .breach),
        ("2026-03-05 06:50", .fine),
    ])
func grace(when: String, expected: Finding.Verdict) throws {
    #expect(verdict(try book("hours", nights + "\ngrace-minutes = 10"), entry(5, when)) == expected)
}

@Test(
    "In the nights when clocks change, the wall clock counts",
    arguments: [
        (newYork, "2026-03-08 01:59", 0, Finding.Verdict.fine), (newYork, "2026-03-08 03:00", 0, .breach),
        (newYork, "2026-11-01 00:59", 0, .fine), (newYork, "2026-11-01 01:30", 0, .breach),
        (newYork, "2026-11-01 01:30", 1, .breach), (newYork, "2026-11-01 03:30", 0, .fine),
        (london, "2026-03-29 00:59", 0, .fine), (london, "2026-03-29 02:00", 0, .breach),
        (london, "2026-10-25 01:00", 0, .breach), (london, "2026-10-25 01:59", 1, .breach),
        (london, "2026-10-25 00:59", 0, .fine),
    ])
func clockChanges(zone: String, when: String, fold: Int, expected: Finding.Verdict) throws {
    // In spring the first hour of the window does not exist; in autumn it happens twice.
    let rule = try book("hours", "quiet = [{ from = 01:00:00, until = 03:30:00 }]", zone: zone)
    let spring = try book("hours", "quiet = [{ from = 02:00:00, until = 03:30:00 }]", zone: zone)
    let isSpring = when.contains("-03-")
    let used = isSpring && zone == newYork ? spring : rule
    #expect(verdict(used, home: zone, entry(5, when, zone: zone, fold: fold)) == expected)
}

@Test(
    "A time that is not exact enough is never a breach near the boundary",
    arguments: [
        ("2026-03-04 22:10", Occurred.Precision.about, Occurred.Source.clock, Finding.Verdict.cannotTell),
        ("2026-03-04 22:30", .about, .clock, .breach), ("2026-03-04 22:29", .about, .clock, .cannotTell),
        ("2026-03-04 21:29", .about, .clock, .fine), ("2026-03-04 21:45", .minute, .memory, .fine),
        ("2026-03-04 22:05", .minute, .memory, .breach), ("2026-03-04 12:00", .day, .clock, .cannotTell),
    ])
func precision(
    when: String, precision: Occurred.Precision, source: Occurred.Source, expected: Finding.Verdict
) throws {
    let findings = check(try book("hours", nights), entry(5, when, precision: precision, source: source))
    #expect(findings.map(\.verdict) == [expected])
    #expect(findings.first?.missing == (expected == .cannotTell ? "the exact time" : nil))
}

@Test("An entry without a time is listed as cannot tell")
func withoutTime() throws {
    let finding = try #require(check(try book("hours", nights), entry(5, nil)).first)
    #expect(finding.verdict == .cannotTell)
    #expect(finding.missing == "when it happened")
}

@Test(
    "Without a zone, only what holds on both clocks is found",
    arguments: [
        ("2026-03-04 22:30", london, Finding.Verdict.cannotTell),  // 17:30 at home
        ("2026-03-05 04:00", london, .breach),  // 23:00 at home
        ("2026-03-04 15:00", london, .fine), ("2026-03-04 22:30", newYork, .breach),
    ])
func zoneUnset(when: String, zone: String, expected: Finding.Verdict) throws {
    let finding = try #require(check(try book("hours", nights, zone: nil), entry(5, when, zone: zone)).first)
    #expect(finding.verdict == expected)
    #expect(finding.missing == (expected == .cannotTell ? "whose time zone the clause means" : nil))
}

@Test("A rule's own zone counts wherever the entry was made")
func zoneFixed() throws {
    let rule = try book("hours", nights, zone: london)
    #expect(verdict(rule, entry(5, "2026-03-04 18:00", zone: newYork)) == .breach)
    #expect(verdict(rule, entry(5, "2026-03-04 22:30", zone: "Mars/Olympus")) == .breach)
}

@Test("A call is judged by its start, its end or the whole of it")
func regulated() throws {
    let call = entry(5, "2026-03-04 21:50", channel: .call, until: "2026-03-04 22:10")
    let onTime = entry(5, "2026-03-04 21:50:00", channel: .call, until: "2026-03-04 22:00:00")
    let open = entry(5, "2026-03-04 21:50", channel: .call)
    let through = entry(5, "2026-03-04 21:50", channel: .call, until: "2026-03-05 07:10")
    let byStart = try book("hours", nights)
    let byEnd = try book("hours", nights + "\nregulates = \"end\"")
    let byWhole = try book("hours", nights + "\nregulates = \"whole\"")
    #expect([byStart, byEnd, byWhole].map { verdict($0, call) } == [.fine, .breach, .breach])
    #expect([byStart, byWhole].map { verdict($0, through) } == [.fine, .breach])
    #expect(verdict(byEnd, through) == .fine)
    #expect([byEnd, byWhole].map { verdict($0, open) } == [.cannotTell, .cannotTell])
    #expect(check(byEnd, open).first?.missing == "when the call ended")
    // It ended with the second in which the quiet hours began: nothing shows that it ran into them.
    #expect([byEnd, byWhole].map { verdict($0, onTime) } == [.fine, .fine])
    #expect(verdict(byWhole, entry(5, "2026-03-04 22:00:00")) == .breach)
    let timed = entry(5, "2026-03-04 21:50:00", channel: .call) { $0.durationSeconds = 900 }
    #expect(verdict(byWhole, timed) == .breach)
}

@Test("An exception that the clause lists is left to a person; another is only a fact")
func exceptions() throws {
    let rule = try book("hours", nights + "\nexceptions = [\"Emergency\"]")
    let claimed = entry(5, "2026-03-04 23:00") { $0.exceptions = [ExceptionClaim(name: "emergency", by: "them")] }
    let urgent = entry(5, "2026-03-04 23:00") { $0.urgency = .emergency }
    let other = entry(5, "2026-03-04 23:00") { $0.exceptions = [ExceptionClaim(name: "birthday")] }
    #expect([claimed, urgent, other].map { verdict(rule, $0) } == [.cannotTell, .cannotTell, .breach])
    let finding = try #require(check(rule, claimed).first)
    #expect(finding.missing == "a person's decision on the exception claimed")
    #expect(
        finding.reason
            == "The contact was at Wednesday 4 March 2026, 23:00 in America/New_York, but an exception was claimed,"
            + " and whether it holds is for a person to decide.")
}

@Test("Only the channels that carry messages are looked at, unless the rule names others")
func channels() throws {
    let rule = try book("hours", nights)
    #expect(verdict(rule, entry(5, "2026-03-04 23:00", channel: .inPerson)) == nil)
    #expect(verdict(rule, entry(5, "2026-03-04 23:00", channel: nil)) == .cannotTell)
    #expect(verdict(rule, entry(5, "2026-03-04 23:00", channel: .call) { $0.answered = false }) == .breach)
    let met = try book("hours", nights + "\nchannels = [\"in-person\"]")
    #expect(verdict(met, entry(5, "2026-03-04 23:00", channel: .inPerson)) == .breach)
    #expect(verdict(met, entry(5, "2026-03-04 23:00")) == nil)
    let handover = entry(5, "2026-03-04 23:00", channel: nil) { $0.kind = .handover }
    #expect(verdict(rule, handover) == nil)
    #expect(verdict(try book("hours", nights + "\nevents = [\"handover\"]"), handover) == .breach)
}

@Test(
    "A stamp that only reaches into closed hours is not shown to lie within them",
    arguments: [
        ("2026-03-04 21:59", "2026-03-04 22:00", Finding.Verdict.fine),
        ("2026-03-04 21:59", "2026-03-04 22:01", .breach),
        ("2026-03-04 22:00", "2026-03-04 22:00", .breach), ("2026-03-05 06:59", "2026-03-05 07:05", .breach),
        ("2026-03-05 07:00", "2026-03-05 07:05", .fine),
    ])
func minuteStamps(from: String, until: String, expected: Finding.Verdict) throws {
    let whole = try book("hours", nights + "\nregulates = \"whole\"")
    #expect(verdict(whole, entry(5, from, channel: .call, until: until)) == expected)
    let halfMinute = try book("hours", "quiet = [{ from = 22:00:30, until = 07:00:00 }]")
    #expect(verdict(halfMinute, entry(5, "2026-03-04 22:00")) == .fine)
    #expect(verdict(halfMinute, entry(5, "2026-03-04 22:00:31")) == .breach)
}

@Test("Outside permitted hours contact is fine, and said not to be protected")
func permission() throws {
    let rule = try book(
        "hours", "protected = [{ from = 19:00:00, until = 19:30:00, days = [\"mon\", \"wed\", \"fri\"] }]")
    let findings = check(
        rule, entry(5, "2026-03-04 19:15", channel: .call), entry(6, "2026-03-04 19:30", channel: .call),
        entry(7, "2026-03-05 19:15", channel: .call), entry(8, "2026-03-04 19:20", precision: .about), entry(9, nil))
    #expect(findings.allSatisfy { $0.verdict == .fine && $0.missing == nil })
    #expect(
        findings.map { $0.reason.english.contains("which is within the protected hours") } == [true]
            + Array(repeating: false, count: 4))
    #expect(
        findings[2].reason.english.hasSuffix(
            "which is not shown to be within the protected hours; that is not forbidden."))
    #expect(
        findings[0].reason
            == "The contact was at Wednesday 4 March 2026, 19:15 in America/New_York, which is within the protected hours"
            + " (on Mondays, Wednesdays and Fridays from 19:00 to 19:30).")
}

@Test("Whether sending or receiving counts is said, or both are tried")
func sentOrReceived() throws {
    func message(_ sent: String?, _ received: String?) -> StandingEntry {
        entry(5, "2026-03-04 21:58") { event in
            event.sent = sent.map { local($0, newYork, 0).instant }
            event.received = received.map { local($0, newYork, 0).instant }
        }
    }
    let late = message("2026-03-04 21:58:10", "2026-03-04 22:03:00")
    let silent = try book("hours", nights)
    let bySending = try book("hours", nights + "\nmoment = \"sent\"")
    let byReceiving = try book("hours", nights + "\nmoment = \"received\"")
    #expect([silent, bySending, byReceiving].map { verdict($0, late) } == [.cannotTell, .fine, .breach])
    #expect(check(silent, late).first?.missing == "whether the moment of sending or of receiving counts")
    let unknown = message("2026-03-04 21:58:10", nil)
    #expect([silent, bySending, byReceiving].map { verdict($0, unknown) } == [.fine, .fine, .cannotTell])
    #expect(check(byReceiving, unknown).first?.missing == "when it was received")
    let both = message("2026-03-04 22:01:00", "2026-03-04 22:03:00")
    #expect(check(bySending, both).first?.reason.english.contains("22:01") == true)
    #expect(verdict(byReceiving, entry(5, "2026-03-04 22:10", channel: .call)) == .breach)
}

@Test("A little past the edge is marked as trivial, and a call tells how much of it was")
func hoursTrivialOverrun() throws {
    let whole = try book("hours", nights + "\nregulates = \"whole\"\ntrivial-minutes = 5")
    func call(_ until: String) -> StandingEntry { entry(5, "2026-03-04 21:50", channel: .call, until: until) }
    let short = try #require(check(whole, call("2026-03-04 22:04")).first)
    #expect(short.verdict == .breach && short.weights == [.trivial])
    #expect(short.facts.last == "within closed hours for 4 min")
    let long = try #require(check(whole, call("2026-03-04 22:20")).first)
    #expect(long.verdict == .breach && long.weights.isEmpty)
    let start = try book("hours", nights + "\ntrivial-minutes = 5")
    #expect(check(start, entry(5, "2026-03-05 06:56")).first?.weights == [.trivial])
    #expect(check(start, entry(5, "2026-03-05 03:00")).first?.weights == [])
}

@Test("Where the clocks have just changed, or on the clock of the entry, a mistake may be honest")
func honestMistakes() throws {
    let rule = try book("hours", nights)
    // 22:30 on the night of the change was 21:30 by the clock of the day before.
    #expect(check(rule, entry(5, "2026-03-08 22:30")).first?.weights == [.honestMistake])
    #expect(check(rule, entry(5, "2026-03-09 22:30")).first?.weights == [])
    let fixed = try book("hours", nights, zone: london)
    #expect(check(fixed, entry(5, "2026-05-04 18:00", zone: newYork)).first?.weights == [.honestMistake])
}
