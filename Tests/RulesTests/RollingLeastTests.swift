import Ledger
import Seeds
import Testing

@testable import Rules

/// At least one contact in any 72 hours, in a log that somebody else's contacts keep open.
private func least(_ keys: String = "at-least = 1", hours: Int = 72, more: String = "") throws -> RuleBook {
    try RuleBook(
        toml: """
            [[rule]]
            id = "r"
            kind = "frequency"
            clause = "c"
            binds = "them"
            counts = []
            join-within-seconds = 0
            per = "rolling"
            rolling-hours = \(hours)
            \(keys)
            \(more)
            """)
}

private func judge(_ book: RuleBook, _ entries: [StandingEntry], from: String = "2026-05-01 12:00") -> [Finding] {
    checker(book).findings(
        in: [entry(900, from, from: "Sam"), entry(901, "2026-05-31 12:00", from: "Sam")] + entries)
}

/// A call every two days, so that nothing but what a test changes is wrong.
private func calls(_ hours: [Int], firstNumber: Int = 5) -> [StandingEntry] {
    hours.enumerated().map { index, hours in
        let start = local("2026-05-01 12:00", newYork, 0).instant.adding(seconds: hours * 3600)
        return entry(firstNumber + index, "2026-05-01 12:00") { event in
            event.occurred?.start = LocalTime(instant: start, offsetMinutes: -240)
        }
    }
}

/// From the log's first to its last contact: 720 hours.
private let kept = Array(stride(from: 0, through: 720, by: 48))

@Suite("At least so many in any elapsed time")
struct RollingLeastTests {
    @Test("Contacts close enough are each followed up; the log begins and ends with one, so no edge is open")
    func fine() throws {
        let findings = judge(try least(), calls(kept))
        #expect(findings.count == kept.count - 1 && findings.allSatisfy { $0.verdict == .fine })
        #expect(findings.first?.id == "r:5:after")
        #expect(findings.first?.reason == "At least 1 contact came within 72 hours after this one.")
        #expect(findings.first?.period == "72 hours after Friday 1 May 2026, 12:00")
    }

    @Test(
        "72 hours are counted from the end of the first contact's minute: what cannot be shown late is not late",
        arguments: [(0, Finding.Verdict.fine), (59, .fine), (60, .breach)])
    func boundary(secondsLate: Int, verdict: Finding.Verdict) throws {
        // The first is known to the minute; the second to the second.
        let late = entry(6, "2026-05-04 12:00:00") { event in
            let start = local("2026-05-04 12:00:00", newYork, 0).instant.adding(seconds: secondsLate)
            event.occurred?.start = LocalTime(instant: start, offsetMinutes: -240)
        }
        let rest = calls(Array(stride(from: 96, through: 720, by: 48)), firstNumber: 7)
        let findings = judge(try least(), calls([0]) + [late] + rest)
        #expect(findings.first { $0.id == "r:5:after" }?.verdict == verdict)
    }

    @Test("A silence is one finding, with the contacts on both sides of it")
    func silence() throws {
        let findings = judge(try least(), calls(kept.filter { !(97...335).contains($0) }))
        let breach = try #require(findings.first { $0.verdict == .breach })
        #expect(findings.filter { $0.verdict != .fine }.count == 1)
        #expect(breach.id == "r:7:after" && breach.entries == [7, 8])
        #expect(
            breach.reason
                == "No contact for 10 days, from Tuesday 5 May 2026, 12:00 to Friday 15 May 2026, 12:00;"
                + " the rule asks for at least 1 contact within any 72 hours.")
        #expect(breach.period == "Tuesday 5 May 2026, 12:00 to Friday 15 May 2026, 12:00")
    }

    @Test("Two silences with one contact between them are two")
    func twoSilences() throws {
        let findings = judge(try least(), calls([0, 48, 144, 240] + kept.filter { $0 > 240 }))
        #expect(findings.filter { $0.verdict == .breach }.map(\.id) == ["r:6:after", "r:7:after"])
    }

    @Test("Before the first contact and after the last, what lies beyond the log cannot be told")
    func edges() throws {
        let findings = judge(try least(), calls(Array(stride(from: 24, through: 696, by: 48))))
        let open = findings.filter { $0.verdict == .cannotTell }
        #expect(open.map(\.id) == ["r:2026-05-02:them", "r:19:after"])
        #expect(open.first?.missing == "what came before the log began")
        #expect(open.last?.missing == "a later contact that shows what came of it")
        #expect(
            open.first?.reason
                == "Whether there was at least 1 contact within any 72 hours, up to Saturday 2 May 2026, 12:00, is not"
                + " certain: the log had not begun, and what came before is not known.")
        #expect(findings.allSatisfy { $0.verdict != .breach })
    }

    @Test("A silence that lies wholly within the log is found at its edges too, and where there was no contact at all")
    func longEdges() throws {
        let late = judge(try least(), calls(Array(stride(from: 96, through: 624, by: 48))))
        #expect(
            summary(late.filter { $0.verdict != .fine }) == ["r:2026-05-01:them breach", "r:16:after breach"])
        let none = judge(try least(), [])
        #expect(summary(none) == ["r:2026-05-01:them breach"] && none.first?.entries == [])
        #expect(none.first?.reason.english.hasPrefix("No contact for 30 days, from Friday 1 May 2026, 12:00") == true)
    }

    @Test("Two in any time: a third far off leaves one too few, and that is one finding")
    func two() throws {
        let findings = judge(try least("at-least = 2", hours: 100), calls([0, 48, 96, 144, 240, 288, 336]))
        let breaches = findings.filter { $0.verdict == .breach }
        #expect(breaches.map(\.id) == ["r:7:after", "r:8:after", "r:10:after"])
        #expect(
            breaches.first?.reason
                == "No more than 1 contact within 100 hours, from Tuesday 5 May 2026, 12:00 to Monday 11 May 2026, 12:00;"
                + " the rule asks for at least 2 contacts within any 100 hours.")
    }

    @Test("A contact that may count saves from a breach, and so do one without a time and one from nobody known")
    func doubtful() throws {
        let gap = calls([0, 48, 192] + kept.filter { $0 > 192 })
        func verdict(_ other: StandingEntry?) throws -> Finding? {
            judge(try least(), gap + (other.map { [$0] } ?? [])).first { $0.verdict != .fine }
        }
        #expect(try verdict(nil)?.verdict == .breach)
        #expect(try verdict(entry(50, "2026-05-06 12:00", from: nil))?.missing == "who made the contact")
        #expect(try verdict(entry(50, nil))?.missing == "when it happened")
        #expect(try verdict(entry(50, "2026-05-06 12:00", precision: .day))?.missing == "the exact time")
        #expect(try verdict(entry(50, "2026-05-06 12:00")) == nil)
        let edit = entry(50, "2026-05-06 12:00") { $0.form = .edit }
        #expect(try verdict(edit)?.verdict == .breach)
    }

    @Test("Silence while the rule did not apply is none: before its first day, after its last, on days left out")
    func effect() throws {
        let gap = calls([0, 48, 192] + kept.filter { $0 > 192 })
        func found(_ more: String) throws -> [String] {
            summary(judge(try least(more: more), gap).filter { $0.verdict != .fine })
        }
        #expect(try found("") == ["r:6:after breach"])
        #expect(try found("from = 2026-05-08") == [])
        #expect(try found("until = 2026-05-05\nuntil-is = \"inclusive\"") == [])
        #expect(try found("vague = \"reasonable\"") == ["r:6:after cannot-tell"])
        let holidays = "not-on = [\"holidays\"]\n[calendars]\nholidays = [{ from = 2026-05-02, until = 2026-05-12 }]"
        // Every stretch in the silence holds days on which the rule did not apply; then some hold none.
        #expect(try found(holidays) == ["r:5:after cannot-tell"])
        let shorter = holidays.replacing("until = 2026-05-12", with: "until = 2026-05-05")
        #expect(try found(shorter) == ["r:5:after breach"])
    }

    @Test("Elapsed hours run on through both nights when the clocks change")
    func clockChanges() throws {
        func verdict(_ first: String, _ second: String) throws -> Finding.Verdict? {
            let log = [entry(900, "2026-01-01 12:00", from: "Sam"), entry(901, "2026-12-30 12:00", from: "Sam")]
            return checker(try least(hours: 24)).findings(in: log + [entry(5, first), entry(6, second)])
                .first { $0.id == "r:5:after" }?.verdict
        }
        #expect(try verdict("2026-03-07 12:00", "2026-03-08 13:00") == .fine)
        #expect(try verdict("2026-03-07 12:00", "2026-03-08 13:01") == .breach)
        #expect(try verdict("2026-10-31 12:00", "2026-11-01 11:00") == .fine)
        #expect(try verdict("2026-10-31 12:00", "2026-11-01 11:01") == .breach)
    }

    @Test("Both limits together judge each contact twice, under ids of their own")
    func both() throws {
        let findings = judge(try least("at-least = 1\nat-most = 1", hours: 30), calls([0, 24, 48, 120]))
        #expect(
            summary(findings.filter { $0.verdict == .breach }) == [
                "r:6 breach", "r:7 breach", "r:7:after breach", "r:8:after breach",
            ])
        #expect(Set(findings.map(\.id)).count == findings.count)
    }

    /// Every stretch that begins at a second of the log, counted one by one.
    @Test("Agrees with counting every stretch by hand", arguments: 0..<40)
    func byHand(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        let least = Int.random(in: 1...3, using: &random)
        let hours = Int.random(in: 5...60, using: &random)
        let at = (0..<Int.random(in: 0...12, using: &random)).map { _ in Int.random(in: 0...864_000, using: &random) }
            .sorted()
        let start = local("2026-05-01 12:00", newYork, 0).instant
        let entries = at.enumerated().map { index, second in
            entry(index + 5, "2026-05-01 12:00:00") {
                $0.occurred?.start = LocalTime(instant: start.adding(seconds: second + 1), offsetMinutes: -240)
            }
        }
        let log = [entry(900, "2026-05-01 12:00:00", from: "Sam"), entry(901, "2026-05-11 12:00:02", from: "Sam")]
        let book = try RulesTests.least("at-least = \(least)", hours: hours)
        let breaches = checker(book).findings(in: log + entries).filter { $0.verdict == .breach }.count
        // Runs of seconds from which so many hours, within the log, hold too few.
        var runs = 0
        var wasShort = false
        for second in 0...(864_002 - hours * 3600) {
            let isShort = at.filter { $0 + 1 >= second && $0 + 1 < second + hours * 3600 }.count < least
            if isShort, !wasShort { runs += 1 }
            wasShort = isShort
        }
        #expect(breaches == runs, "seed \(seed): \(least) in \(hours) h, contacts at \(at)")
    }
}
