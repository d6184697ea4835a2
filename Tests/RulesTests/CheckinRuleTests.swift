import Ledger
import Testing

@testable import Rules

private let sundays = "due = [{ days = [\"sun\"], at = 19:00:00 }]\ngrace-minutes = 15\ncounts = []"

private func call(_ number: Int, _ when: String, zone: String = newYork, fold: Int = 0) -> StandingEntry {
    entry(number, when, zone: zone, channel: .call, fold: fold) { $0.kind = .checkin }
}

/// From a Friday to a Wednesday: the log was kept around Sunday 10 May 2026.
private let around = [entry(90, "2026-05-08 12:00"), entry(99, "2026-05-13 12:00")]

private func sunday(_ entries: StandingEntry..., keys: String = sundays) throws -> [Finding] {
    checker(try book("checkin", keys, binds: "them")).findings(in: around + entries)
}

@Test(
    "Within the grace is in time, a minute later is not",
    arguments: [
        ("2026-05-10 18:00", Finding.Verdict.fine), ("2026-05-10 19:00", .fine), ("2026-05-10 19:15", .fine),
        ("2026-05-10 19:15:01", .breach), ("2026-05-10 19:16", .breach), ("2026-05-10 17:59", .cannotTell),
        ("2026-05-11 09:00", .breach),
    ])
func checkinGrace(when: String, expected: Finding.Verdict) throws {
    let findings = try sunday(call(5, when))
    #expect(findings.map(\.id) == ["r:2026-05-10-1900:them"])
    #expect(findings.map(\.verdict) == [expected], "\(findings.map(\.reason))")
}

@Test("A missed one follows from schedule and log; nobody has to write it down")
func checkinMissed() throws {
    let finding = try #require(sunday().first)
    #expect(finding.verdict == .breach && finding.entries.isEmpty)
    #expect(
        finding.reason
            == "Nothing is logged for what was due on Sunday 10 May 2026, 19:00 in America/New_York, and later contacts"
            + " show that the log was being kept.")
}

@Test("Past the last contact, nothing is found to be missed")
func checkinOpen() throws {
    let rule = try book("checkin", sundays, binds: "them")
    let findings = checker(rule).findings(in: [
        entry(90, "2026-05-08 12:00"), entry(91, "2026-05-09 12:00", recorded: "2026-05-11 12:00"),
    ])
    #expect(summary(findings) == ["r:2026-05-10-1900:them cannot-tell"])
    #expect(findings.first?.missing == "a later contact that shows the log was being kept")
    #expect(checker(rule).findings(in: [entry(91, "2026-05-09 12:00")]).isEmpty)
}

@Test("An entry that says it was missed counts; with one that says it was done nobody can tell")
func checkinStated() throws {
    let missed = entry(6, "2026-05-10 20:00") { $0.kind = .missed }
    #expect(try sunday(missed).map(\.verdict) == [.breach])
    let both = try sunday(missed, call(5, "2026-05-10 19:05"))
    #expect(both.map(\.verdict) == [.cannotTell])
    #expect(both.first?.missing == "which of the entries is right")
}

@Test(
    "An unanswered call decides nothing unless the clause says so",
    arguments: [
        ("", Finding.Verdict.cannotTell), ("counts = [\"attempts\"]", .fine), ("counts = []", .breach),
    ])
func checkinAttempt(counts: String, expected: Finding.Verdict) throws {
    let attempt = entry(5, "2026-05-10 19:05", channel: .call) {
        $0.kind = .checkin
        $0.answered = false
    }
    let keys = "due = [{ days = [\"sun\"], at = 19:00:00 }]\n" + counts + "\ngrace-minutes = 15"
    #expect(try sunday(attempt, keys: keys).map(\.verdict) == [expected])
}

@Test("The second step makes up for the first")
func checkinSecondStep() throws {
    let keys = sundays + "\nif-missed = { within-minutes = 60, channels = [\"text\"] }"
    #expect(try sunday(entry(5, "2026-05-10 20:15"), keys: keys).map(\.verdict) == [.fine])
    #expect(try sunday(entry(5, "2026-05-10 20:16"), keys: keys).map(\.verdict) == [.breach])
}

@Test("A small overrun is marked as trivial and stays a breach")
func checkinTrivial() throws {
    let findings = try sunday(call(5, "2026-05-10 19:17"), keys: sundays + "\ntrivial-minutes = 2")
    #expect(findings.map(\.verdict) == [.breach] && findings.first?.weights == [.trivial])
    #expect(try sunday(call(5, "2026-05-10 19:18"), keys: sundays + "\ntrivial-minutes = 2").first?.weights == [])
}

@Test(
    "In the nights of a clock change the time due lies between the two it may mean",
    arguments: [
        // 02:30 does not exist on 8 March: 01:30 before the change or 03:30 after it.
        ("2026-03-08 03:30", 0, Finding.Verdict.cannotTell), ("2026-03-08 03:31", 0, .breach),
        ("2026-03-08 01:30", 0, .fine), ("2026-03-08 01:45", 0, .cannotTell),
    ])
func checkinSpring(when: String, fold: Int, expected: Finding.Verdict) throws {
    let rule = try book("checkin", "due = [{ days = [\"sun\"], at = 02:30:00 }]\ncounts = []", binds: "them")
    let findings = checker(rule).findings(in: [
        entry(90, "2026-03-06 12:00"), entry(99, "2026-03-10 12:00"), call(5, when, fold: fold),
    ])
    #expect(findings.map(\.verdict) == [expected], "\(findings.map(\.reason))")
}

@Test(
    "A time that comes twice may be either", arguments: [(0, Finding.Verdict.fine), (1, .cannotTell)])
func checkinAutumn(fold: Int, expected: Finding.Verdict) throws {
    let rule = try book("checkin", "due = [{ days = [\"sun\"], at = 01:30:00 }]\ncounts = []", binds: "them")
    let findings = checker(rule).findings(in: [
        entry(90, "2026-10-30 12:00"), entry(99, "2026-11-03 12:00"), call(5, "2026-11-01 01:30", fold: fold),
    ])
    #expect(findings.map(\.verdict) == [expected], "\(findings.map(\.reason))")
}

@Test(
    "Schedules: every second week, weekdays of a month, days of a month, after an event",
    arguments: [
        ("{ days = [\"mon\"], every-weeks = 2, counted-from = 2026-05-06, at = 09:00:00 }", ["05-04", "05-18"]),
        ("{ days = [\"mon\"], in-month = [\"first\", \"last\"], at = 09:00:00 }", ["05-04", "05-25"]),
        ("{ day-of-month = 15, at = 09:00:00 }", ["05-15"]),
        ("{ day-of-month = 31, at = 09:00:00 }", ["05-31"]),
        ("{ after = \"incident\", after-days = 1, at = 09:00:00 }", ["05-21"]),
        ("{ after = \"incident\", after-hours = 24 }", ["05-21"]),
        ("{ calendar = \"conferences\", at = 09:00:00 }", ["05-07", "05-08"]),
    ])
func schedules(item: String, days: [String]) throws {
    let toml = """
        [calendars]
        conferences = [2026-05-07, { from = 2026-05-08 }]
        [[rule]]
        id = "r"
        clause = "c"
        kind = "checkin"
        binds = "them"
        zone = "America/New_York"
        due = [\(item)]
        """
    let findings = checker(try RuleBook(toml: toml)).findings(in: [
        entry(1, "2026-05-01 12:00"), entry(2, "2026-06-01 08:00"),
        entry(3, "2026-05-20 10:00") { $0.kind = .incident },
    ])
    #expect(findings.compactMap { $0.day?.text } == days.map { "2026-" + $0 })
}

@Test("What surely counts decides, whatever that may count came before it")
func checkinAttemptThenCall() throws {
    func attempt(_ when: String) -> StandingEntry {
        entry(4, when, channel: .call) {
            $0.kind = .checkin
            $0.answered = false
        }
    }
    let keys = "due = [{ days = [\"sun\"], at = 19:00:00 }]\ngrace-minutes = 15"
    #expect(try sunday(attempt("2026-05-10 19:00"), call(5, "2026-05-10 19:10"), keys: keys).map(\.verdict) == [.fine])
    let late = try sunday(attempt("2026-05-10 19:00"), call(5, "2026-05-10 19:16"), keys: keys)
    #expect(late.map(\.verdict) == [.cannotTell] && late.first?.entries == [4, 5])
    #expect(
        try sunday(attempt("2026-05-10 19:16"), call(5, "2026-05-10 19:17"), keys: keys).map(\.verdict) == [.breach])
}

@Test("Of somebody whom the list of people does not have, nothing is found to be missed")
func checkinOfNobody() throws {
    let rule = try book("checkin", sundays, binds: "Father")
    let unknown = checker(rule).findings(in: around)
    #expect(summary(unknown) == ["r:2026-05-10-1900:Father cannot-tell"])
    #expect(unknown.first?.missing == "who it is that the rule binds")
    let listed = [Person(name: "Father", role: .third)]
    #expect(checker(rule, people: listed).findings(in: around).map(\.verdict) == [.breach])
    let them = [Person(name: "Father", role: .them)]
    #expect(summary(checker(rule, people: them).findings(in: around)) == ["r:2026-05-10-1900:them breach"])
}
