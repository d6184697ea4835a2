import Ledger
import Seeds
import Testing

@testable import Rules

@Test("The second contact of one day exceeds one a day, for that person alone")
func oneADay() throws {
    let rule = try book("frequency", "at-most = 1\nper = \"day\"")
    let findings = check(
        rule, entry(5, "2026-03-04 00:00"), entry(6, "2026-03-04 23:59"), entry(7, "2026-03-05 00:00"),
        entry(8, "2026-03-04 12:00", from: "me"))
    #expect(
        summary(findings) == ["r:2026-03-04:me fine", "r:2026-03-04:them breach", "r:2026-03-05:them fine"])
    let breach = try #require(findings.first { $0.verdict == .breach })
    #expect(breach.entries == [5, 6])
    #expect(breach.reason == "2 contacts on Wednesday 4 March 2026; the rule allows at most 1.")
    #expect(breach.facts == ["certainly counted: 2"])
}

@Test("A contact that may belong to either day decides nothing")
func nearMidnight() throws {
    let rule = try book("frequency", "at-most = 1\nper = \"day\"")
    let findings = check(
        rule, entry(5, "2026-03-04 12:00"), entry(6, "2026-03-04 23:50", precision: .about, source: .memory),
        entry(7, "2026-03-05 12:00"), entry(8, nil))
    #expect(
        summary(findings) == [
            "r:8 cannot-tell", "r:2026-03-04:them cannot-tell", "r:2026-03-05:them cannot-tell",
        ])
    #expect(findings[1].missing == "the exact time")
    #expect(
        findings[1].reason
            == "Between 1 and 2 contacts on Wednesday 4 March 2026, and the rule allows at most 1, but the time is not"
            + " known exactly enough.")
    #expect(findings[0].missing == "when it happened")
}

@Test("Without a zone a day is a breach only if it is one by both clocks")
func dayOfBothClocks() throws {
    let rule = try book("frequency", "at-most = 1\nper = \"day\"", zone: nil)
    // 02:00 and 20:00 in London: two days at home in New York, one in London.
    let split = check(rule, entry(5, "2026-03-04 02:00", zone: london), entry(6, "2026-03-04 20:00", zone: london))
    #expect(summary(split) == ["r:2026-03-03:them fine", "r:2026-03-04:them cannot-tell"])
    #expect(split.last?.missing == "whose time zone the clause means")
    let both = check(rule, entry(5, "2026-03-04 10:00", zone: london), entry(6, "2026-03-04 20:00", zone: london))
    #expect(summary(both) == ["r:2026-03-04:them breach"])
}

@Test("A day of 23 or 25 hours is a day")
func daysOfClockChange() throws {
    let rule = try book("frequency", "at-most = 2\nper = \"day\"")
    let spring = check(
        rule, entry(5, "2026-03-08 00:30"), entry(6, "2026-03-08 03:30"), entry(7, "2026-03-08 23:59"))
    let autumn = check(
        rule, entry(5, "2026-11-01 00:00"), entry(6, "2026-11-01 01:30", fold: 1), entry(7, "2026-11-01 23:59"))
    #expect(summary(spring) == ["r:2026-03-08:them breach"])
    #expect(summary(autumn) == ["r:2026-11-01:them breach"])
}

@Test("Whether attempts count is said, or the answer is cannot tell where it decides")
func attempts() throws {
    let entries = [
        entry(5, "2026-03-04 10:00", channel: .call) { $0.answered = false }, entry(6, "2026-03-04 11:00"),
        entry(7, "2026-03-05 10:00", channel: .call) { $0.attempt = true },
    ]
    func verdicts(_ counts: String) throws -> [String] {
        summary(checker(try book("frequency", "at-most = 1\nper = \"day\"\n" + counts)).findings(in: entries))
    }
    #expect(try verdicts("") == ["r:2026-03-04:them cannot-tell", "r:2026-03-05:them fine"])
    #expect(try verdicts("counts = []") == ["r:2026-03-04:them fine"])
    #expect(try verdicts("counts = [\"attempts\"]") == ["r:2026-03-04:them breach", "r:2026-03-05:them fine"])
}

@Test("Channels are counted together, or each for itself")
func perChannel() throws {
    let entries = [entry(5, "2026-03-04 10:00"), entry(6, "2026-03-04 11:00", channel: .email)]
    let together = try book("frequency", "at-most = 1\nper = \"day\"")
    let apart = try book("frequency", "at-most = 1\nper = \"day\"\nper-channel = true")
    #expect(summary(checker(together).findings(in: entries)) == ["r:2026-03-04:them breach"])
    #expect(
        summary(checker(apart).findings(in: entries)) == [
            "r:2026-03-04:them:text fine", "r:2026-03-04:them:email fine",
        ])
}

@Test("A week is named by its first day; where its start is not said, both readings must agree")
func weeks() throws {
    let monday = try book("frequency", "at-most = 1\nper = \"week\"\nweek-starts = \"monday\"")
    let open = try book("frequency", "at-most = 1\nper = \"week\"")
    let weekend = [entry(5, "2026-03-07 10:00"), entry(6, "2026-03-08 10:00")]
    let midweek = [entry(5, "2026-03-03 10:00"), entry(6, "2026-03-04 10:00")]
    #expect(summary(checker(monday).findings(in: weekend)) == ["r:2026-03-02:them breach"])
    let findings = checker(open).findings(in: weekend)
    #expect(summary(findings) == ["r:2026-03-02:them cannot-tell", "r:2026-03-09:them fine"])
    #expect(findings.first?.missing == "on which day a week starts")
    #expect(summary(checker(open).findings(in: midweek)) == ["r:2026-03-02:them breach"])
}

@Test("A claimed exception that the clause lists takes a contact out of what is certain")
func exceptionsInCount() throws {
    let rule = try book("frequency", "at-most = 1\nper = \"day\"\nexceptions = [\"emergency\"]")
    let findings = check(
        rule, entry(5, "2026-03-04 10:00"), entry(6, "2026-03-04 11:00") { $0.urgency = .emergency })
    #expect(summary(findings) == ["r:2026-03-04:them cannot-tell"])
    #expect(findings.first?.missing == "a person's decision on the exception claimed")
}

@Test("A contact whose sender is not known counts against nobody for certain")
func unknownSender() throws {
    let rule = try book("frequency", "at-most = 1\nper = \"day\"")
    let findings = check(rule, entry(5, "2026-03-04 10:00"), entry(6, "2026-03-04 11:00", from: nil))
    #expect(summary(findings) == ["r:2026-03-04:them cannot-tell"])
    #expect(findings.first?.missing == "who made the contact")
}

@Suite("Rolling hours")
struct RollingHours {
    @Test("Each contact looks back over elapsed time; exactly so far apart is not within")
    func boundaries() throws {
        let rule = try book("frequency", "at-most = 1\nper = \"rolling\"\nrolling-hours = 24", zone: nil)
        let findings = check(
            rule, entry(5, "2026-03-04 10:00:00"), entry(6, "2026-03-05 09:59:58"),
            entry(7, "2026-03-06 09:59:59"), entry(8, "2026-03-07 09:59:59"), entry(9, "2026-03-08 12:00:00"))
        // 7 comes 24 h and a second after 6, 8 exactly 24 h after 7, to within the second.
        #expect(
            summary(findings) == ["r:5 fine", "r:6 breach", "r:7 fine", "r:8 cannot-tell", "r:9 fine"])
        #expect(findings[1].entries == [5, 6])
        #expect(findings[1].reason == "2 contacts within 24 hours up to this one; the rule allows at most 1.")
    }

    @Test("Hours are elapsed hours in the nights when clocks change")
    func clockChanges() throws {
        let rule = try book("frequency", "at-most = 1\nper = \"rolling\"\nrolling-hours = 24", zone: nil)
        let spring = check(rule, entry(5, "2026-03-07 12:00"), entry(6, "2026-03-08 12:30"))
        let autumn = check(rule, entry(5, "2026-10-31 12:00"), entry(6, "2026-11-01 11:30"))
        #expect(summary(spring) == ["r:5 fine", "r:6 breach"])  // 23 and a half hours
        #expect(summary(autumn) == ["r:5 fine", "r:6 fine"])  // 24 and a half hours
    }

    @Test("Counting agrees with counting by hand", arguments: 0..<20)
    func byHand(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        let rule = try book(
            "frequency", "at-most = 2\nper = \"rolling\"\nrolling-hours = 5\njoin-within-seconds = 0", zone: nil)
        let minutes = (0..<60).map { _ in Int.random(in: 0..<6000, using: &random) }
        let start = local("2026-05-04 00:00", newYork, 0).instant
        let entries = minutes.enumerated().map { index, minute in
            entry(index + 5, "2026-05-04 00:00:00") { event in
                let time = LocalTime(instant: start.adding(seconds: minute * 60), offsetMinutes: -240)
                event.occurred?.start = time
            }
        }
        let findings = checker(rule).findings(in: entries)
        for finding in findings {
            let index = (Int(finding.id.dropFirst(2)) ?? 0) - 5
            let own = (minutes[index], index)
            let within = minutes.enumerated().filter { ($0.element, $0.offset) <= own && own.0 - $0.element < 300 }
            let isExact = minutes.contains { own.0 - $0 == 300 }
            let expected: Finding.Verdict = within.count > 2 ? .breach : .fine
            #expect(finding.verdict == expected || (isExact && finding.verdict == .cannotTell), "seed \(seed)")
        }
        #expect(findings.count == 60)
    }
}

@Suite("At least")
struct AtLeast {
    let rule: RuleBook
    init() throws { rule = try book("frequency", "at-least = 1\nper = \"day\"\nchannels = [\"call\"]", binds: "them") }

    @Test("A day without a call is found between the log's first and last day only")
    func missing() {
        let findings = check(
            rule, entry(5, "2026-03-02 10:00"), entry(6, "2026-03-03 10:00", channel: .call),
            entry(7, "2026-03-05 10:00", from: "me"))
        #expect(summary(findings) == ["r:2026-03-03:them fine", "r:2026-03-04:them breach"])
        #expect(findings.last?.entries == [])
        #expect(findings.last?.reason == "No contact on Wednesday 4 March 2026; the rule asks for at least 1.")
    }

    @Test("Where only the recording is later, the log may not have been kept")
    func notKept() {
        let findings = check(
            rule, entry(5, "2026-03-02 10:00"),
            entry(6, "2026-03-03 10:00", channel: .call, recorded: "2026-03-05 12:00"))
        #expect(summary(findings) == ["r:2026-03-03:them fine", "r:2026-03-04:them cannot-tell"])
        #expect(findings.last?.missing == "a later contact that shows the log was being kept")
    }

    @Test("A call without a time, or one that was not taken, may be the missing one")
    func mayBeThere() {
        let undated = check(
            rule, entry(5, "2026-03-02 10:00"), entry(6, nil, channel: .call), entry(7, "2026-03-04 10:00"))
        #expect(summary(undated) == ["r:2026-03-03:them cannot-tell"])
        let untaken = check(
            rule, entry(5, "2026-03-02 10:00"), entry(6, "2026-03-03 12:00", channel: .call) { $0.answered = false },
            entry(7, "2026-03-04 10:00"))
        #expect(summary(untaken) == ["r:2026-03-03:them cannot-tell"])
        #expect(untaken.first?.missing == "whether an unanswered attempt counts")
    }

    @Test("Whole weeks only, within the rule's dates")
    func weeks() throws {
        let rule = try book(
            "frequency",
            "at-least = 1\nper = \"week\"\nweek-starts = \"monday\"\nchannels = [\"call\"]\nfrom = 2026-03-10",
            binds: "them")
        let findings = check(
            rule, entry(5, "2026-02-25 10:00"), entry(6, "2026-03-18 10:00", channel: .call),
            entry(7, "2026-04-01 10:00"))
        #expect(summary(findings) == ["r:2026-03-16:them fine", "r:2026-03-23:them breach"])
    }

    @Test("A date far away makes no endless list")
    func bounded() {
        let findings = check(rule, entry(5, "0001-01-01 10:00", zone: "UTC"), entry(6, "2026-03-05 10:00"))
        #expect(findings.count <= 36_525)
    }
}

@Suite("Stretches of the calendar")
struct CalendarStretches {
    @Test("A month is named by year and month and is as long as it is")
    func months() throws {
        let rule = try book("frequency", "at-most = 1\nper = \"month\"")
        let findings = check(
            rule, entry(5, "2026-02-01 00:00"), entry(6, "2026-02-28 23:59"), entry(7, "2026-03-01 00:00"))
        #expect(summary(findings) == ["r:2026-02:them breach", "r:2026-03:them fine"])
        #expect(findings.first?.reason == "2 contacts in February 2026; the rule allows at most 1.")
        #expect(findings.first?.period == "February 2026")
    }

    @Test("Cycles of weeks are anchored on a date, before it too")
    func cycles() throws {
        let rule = try book(
            "frequency", "at-most = 1\nper = \"week\"\nevery-weeks = 2\ncounted-from = 2026-03-06")
        let findings = check(
            rule, entry(5, "2026-02-20 10:00"), entry(6, "2026-03-05 10:00"), entry(7, "2026-03-06 10:00"),
            entry(8, "2026-03-19 23:59"), entry(9, "2026-03-20 00:00"))
        #expect(
            summary(findings) == [
                "r:2026-02-20:them breach", "r:2026-03-06:them breach", "r:2026-03-20:them fine",
            ])
        #expect(
            findings.first?.reason
                == "2 contacts in the 2 weeks from Friday 20 February 2026; the rule allows at most 1.")
        #expect(findings.first?.period == "2 weeks from Friday 20 February 2026")
    }

    @Test("Too few in a month or a cycle is found only where all of it was kept")
    func tooFew() throws {
        let rule = try book("frequency", "at-least = 2\nper = \"month\"", binds: "them")
        let findings = check(
            rule, entry(5, "2026-01-20 10:00"), entry(6, "2026-02-10 10:00"), entry(7, "2026-04-02 10:00", from: "me"))
        #expect(summary(findings) == ["r:2026-02:them breach", "r:2026-03:them breach"])
    }
}

@Suite("What counts")
struct WhatCounts {
    private func verdicts(_ keys: String, _ entries: StandingEntry...) throws -> [String] {
        summary(checker(try book("frequency", "at-most = 1\nper = \"day\"\n" + keys)).findings(in: entries))
    }

    @Test("Voicemails, reactions and edits count if the clause says so; where it does not say, they decide nothing")
    func forms() throws {
        for form in [Form.voicemail, .reaction, .edit] {
            let plain = entry(5, "2026-03-04 10:00")
            let other = entry(6, "2026-03-04 11:00") { $0.form = form }
            #expect(try verdicts("", plain, other) == ["r:2026-03-04:them cannot-tell"])
            #expect(try verdicts("counts = []", plain, other) == ["r:2026-03-04:them fine"])
            #expect(try verdicts("counts = [\"attempts\"]", plain, other) == ["r:2026-03-04:them fine"])
            #expect(try verdicts("counts = [\"\(form.rawValue)s\"]", plain, other) == ["r:2026-03-04:them breach"])
        }
        let left = entry(6, "2026-03-04 11:00", channel: .call) {
            $0.answered = false
            $0.form = .voicemail
        }
        #expect(
            try verdicts("counts = [\"attempts\"]", entry(5, "2026-03-04 10:00"), left) == ["r:2026-03-04:them breach"])
    }

    @Test("Messages split in several are one if the clause says so")
    func split() throws {
        let first = entry(5, "2026-03-04 10:00:00")
        let second = entry(6, "2026-03-04 10:00:40")
        let third = entry(7, "2026-03-04 10:02:30")
        #expect(try verdicts("join-within-seconds = 120", first, second, third) == ["r:2026-03-04:them fine"])
        #expect(try verdicts("join-within-seconds = 60", first, second, third) == ["r:2026-03-04:them breach"])
        #expect(try verdicts("join-within-seconds = 0", first, second) == ["r:2026-03-04:them breach"])
        #expect(try verdicts("", first, second) == ["r:2026-03-04:them cannot-tell"])
        #expect(try verdicts("", first, third) == ["r:2026-03-04:them breach"])
        let reply = entry(8, "2026-03-04 10:00:20", from: "me")
        #expect(
            try verdicts("join-within-seconds = 60", first, reply, second) == [
                "r:2026-03-04:me fine", "r:2026-03-04:them fine",
            ])
        let byMinutes = [entry(5, "2026-03-04 10:00"), entry(6, "2026-03-04 10:02")]
        #expect(
            try verdicts("join-within-seconds = 120", byMinutes[0], byMinutes[1]) == ["r:2026-03-04:them cannot-tell"])
    }
}

@Test("A reminder is one too many only if nobody answered and the time has not passed")
func reminders() throws {
    let rule = try book(
        "frequency", "at-most = 1\nper = \"rolling\"\nrolling-hours = 24\nreply-starts-anew = true", zone: nil,
        binds: "them")
    let findings = check(
        rule, entry(5, "2026-03-04 10:00"), entry(6, "2026-03-04 18:00"), entry(7, "2026-03-05 18:01"),
        entry(8, "2026-03-05 19:00", from: "me"), entry(9, "2026-03-05 20:00"),
        entry(10, "2026-03-06 09:00", from: "me", precision: .day), entry(11, "2026-03-06 10:00"))
    #expect(
        summary(findings) == ["r:5 fine", "r:6 breach", "r:7 fine", "r:9 fine", "r:11 cannot-tell"])
    #expect(
        findings[1].reason
            == "2 contacts within 24 hours up to this one without a contact from the other person; the rule allows at most 1."
    )
}

@Test("Bursts are shown as patterns and are no breach")
func bursts() throws {
    let rule = try book(
        "frequency", "at-most = 50\nper = \"day\"\nburst = { contacts = 3, within-minutes = 10 }")
    let times = ["10:00", "10:04", "10:09", "10:14", "11:00", "11:08", "12:00", "12:01", "12:02"]
    let entries = times.enumerated().map { entry($0 + 5, "2026-03-04 \($1)") }
    let judged = checker(rule).judge(entries + [entry(30, "2026-03-04 10:02", from: "me")])
    #expect(judged.findings.allSatisfy { $0.verdict == .fine })
    #expect(judged.patterns.map(\.entries) == [[5, 6, 7, 8], [11, 12, 13]])
    #expect(judged.patterns.map(\.text) == ["4 contacts within 14 minutes.", "3 contacts within 2 minutes."])
    #expect(judged.patterns.allSatisfy { $0.person == "them" && $0.rule == "r" })
}

@Test(
    "Keys that contradict each other are refused with what to write",
    arguments: [
        (
            "per = \"week\"\nweek-starts = \"monday\"\nevery-weeks = 2\ncounted-from = 2026-03-06",
            "leave week-starts out."
        ),
        ("per = \"week\"\nevery-weeks = 2", "every-weeks and counted-from"),
        ("per = \"day\"\nevery-weeks = 2\ncounted-from = 2026-03-06", "needs per = \"week\"."),
        ("per = \"rolling\"\nrolling-hours = 2\nrolling-minutes = 2", "not both."),
        ("per = \"day\"\nreply-starts-anew = true", "needs per = \"rolling\"."),
        ("per = \"day\"\nburst = { contacts = 3 }", "within-minutes: this key is missing."),
        ("per = \"day\"\nburst = { contact = 3, within-minutes = 3 }", "Did you mean contacts?"),
        ("per = \"day\"\njoin-within-second = 3", "Did you mean join-within-seconds?"),
    ])
func frequencyFaults(keys: String, message: String) {
    do throws(RuleBookError) {
        _ = try RuleBook(
            toml: "[[rule]]\nid = \"r\"\nclause = \"c\"\nbinds = \"both\"\nkind = \"frequency\"\nat-most = 1\n\(keys)\n"
        )
        Issue.record("accepted: \(keys)")
    } catch { #expect(error.message.contains(message), "\(error.message)") }
}
