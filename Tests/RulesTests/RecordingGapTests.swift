import Ledger
import Testing

@testable import Rules

/// A gap in recording as entry 50, which is not the last in number: nor is it told as a contact.
private func gap(
    _ from: String, _ until: String, precision: Occurred.Precision? = nil, retractedBy: Int? = nil
) -> StandingEntry {
    entry(
        50, from, from: nil, channel: nil, precision: precision, source: .memory, until: until, retractedBy: retractedBy
    ) { $0.kind = .gap }
}

private let kept = [entry(1, "2026-05-01 12:00", from: "Sam"), entry(99, "2026-06-20 12:00", from: "Sam")]

private func judged(_ kind: String, _ keys: String, _ entries: [StandingEntry]) throws -> Finding {
    try #require(checker(try book(kind, keys, binds: "them")).findings(in: kept + entries).first)
}

/// With a gap the finding is *cannot tell*, names it and says what is missing; without it, it is a breach.
private func expectDoubt(
    _ kind: String, _ keys: String, _ entries: [StandingEntry], _ gap: StandingEntry,
    _ location: SourceLocation = #_sourceLocation
) throws {
    let without = try judged(kind, keys, entries)
    #expect(without.verdict == .breach, sourceLocation: location)
    let finding = try judged(kind, keys, entries + [gap])
    #expect(finding.id == without.id && finding.verdict == .cannotTell, sourceLocation: location)
    #expect(finding.entries.contains(50), sourceLocation: location)
    #expect(
        finding.missing?.english.contains("what took place while not everything was recorded") == true,
        sourceLocation: location
    )
}

private let sunday =
    "due = [{ days = [\"sun\"], at = 19:00:00 }]\ngrace-minutes = 15\nuntil = 2026-05-04\nuntil-is = \"inclusive\""

@Suite("While not everything was recorded, what seems to be missing is no breach")
struct RecordingGapTests {
    @Test(
        "A check-in and a handover that were due then, missed or late",
        arguments: ["checkin", "handover"])
    func dues(kind: String) throws {
        let around = gap("2026-05-03 18:00", "2026-05-03 20:00")
        try expectDoubt(kind, sunday, [], around)
        let late = entry(5, "2026-05-03 21:00", channel: kind == "handover" ? .inPerson : .text) {
            $0.kind = kind == "handover" ? .handover : .checkin
        }
        try expectDoubt(kind, sunday, [late], around)
        // One that says when it was due is surely the one.
        let stated = entry(5, "2026-05-03 21:00", channel: late.event.channel) {
            $0.kind = late.event.kind
            $0.due = local("2026-05-03 19:00", newYork, 0)
        }
        #expect(try judged(kind, sunday, [stated, around]).verdict == .breach)
        let missed = entry(5, "2026-05-03 19:00", channel: nil) { $0.kind = .missed }
        #expect(try judged(kind, sunday, [missed, around]).verdict == .breach)
    }

    @Test("To the minute: a gap that ends before the time, or begins after it, changes nothing")
    func edges() throws {
        for other in [gap("2026-05-03 10:00", "2026-05-03 18:58"), gap("2026-05-03 19:16", "2026-05-03 23:00")] {
            #expect(try judged("checkin", sunday + "\nearly-minutes = 0", [other]).verdict == .breach)
        }
        let retracted = gap("2026-05-03 18:00", "2026-05-03 20:00", retractedBy: 60)
        #expect(try judged("checkin", sunday, [retracted]).verdict == .breach)
    }

    @Test("A gap of whole days covers the last day to its end")
    func wholeDays() throws {
        try expectDoubt("checkin", sunday, [], gap("2026-05-02 00:00", "2026-05-03 00:00", precision: .day))
    }

    @Test("An answer that is not there, or late")
    func response() throws {
        let keys = "within-hours = 24\nruns-from = \"sent\"\nneeds-reply = \"all\"\n"
        let ask = entry(5, "2026-05-08 10:00", from: "me")
        let around = gap("2026-05-08 12:00", "2026-05-08 13:00")
        try expectDoubt("response", keys, [ask], around)
        try expectDoubt("response", keys, [ask, entry(6, "2026-05-10 10:00") { $0.replyTo = 5 }], around)
        let inTime = try judged("response", keys, [ask, entry(6, "2026-05-09 10:00") { $0.replyTo = 5 }, around])
        #expect(inTime.verdict == .fine && inTime.entries == [5, 6])
    }

    @Test("A notice that is not there")
    func notice() throws {
        let trip = entry(20, "2026-06-10 10:00", channel: nil, topics: ["travel"]) { $0.kind = .incident }
        let keys = "of = [\"travel\"]\nbefore-days = 14\nfirst-day = \"excluded\"\nrolls = []\n"
        try expectDoubt("notice", keys, [trip], gap("2026-05-20 12:00", "2026-05-20 13:00"))
    }

    @Test("Too few contacts in a week, and in any 72 hours")
    func frequency() throws {
        let weekly =
            "at-least = 1\nper = \"week\"\nweek-starts = \"monday\"\ncounts = []\nfrom = 2026-05-11\nuntil = 2026-05-17\nuntil-is = \"inclusive\""
        try expectDoubt("frequency", weekly, [], gap("2026-05-17 22:00", "2026-05-18 02:00"))
        let rolling = "at-least = 1\nper = \"rolling\"\nrolling-hours = 72\ncounts = []\njoin-within-seconds = 0"
        let calls = stride(from: 1, through: 31, by: 2).filter { $0 != 11 }.map {
            entry(4 + $0, "2026-05-\($0 < 10 ? "0" : "")\($0) 12:00")
        }
        let breaches = { (entries: [StandingEntry]) in
            checker(try book("frequency", rolling, zone: nil, binds: "them")).findings(
                in: [entry(1, "2026-05-01 12:00", from: "Sam"), entry(99, "2026-05-31 12:00", from: "Sam")] + entries
            ).filter { $0.verdict != .fine }
        }
        #expect(summary(try breaches(calls)) == ["r:13:after breach"])
        let doubted = try breaches(calls + [gap("2026-05-11 10:00", "2026-05-11 14:00")])
        #expect(summary(doubted) == ["r:13:after cannot-tell"] && doubted.first?.entries.contains(50) == true)
        // Whether 72 hours without one are left beside the gap decides.
        let long = calls.filter { !["13", "15"].contains($0.event.occurred?.start.wall.date.text.suffix(2)) }
        #expect(
            summary(try breaches(long + [gap("2026-05-09 13:00", "2026-05-09 14:00")])) == ["r:13:after breach"])
    }

    @Test("A count that an answer begins anew: one may have come then")
    func anew() throws {
        let keys =
            "at-most = 1\nper = \"rolling\"\nrolling-hours = 24\ncounts = []\nreply-starts-anew = true\njoin-within-seconds = 0"
        let two = [entry(5, "2026-05-08 10:00"), entry(6, "2026-05-08 15:00")]
        let plain = checker(try book("frequency", keys, zone: nil, binds: "them")).findings(in: kept + two)
        #expect(summary(plain) == ["r:5 fine", "r:6 breach"])
        let doubted = checker(try book("frequency", keys, zone: nil, binds: "them")).findings(
            in: kept + two + [gap("2026-05-08 12:00", "2026-05-08 13:00")])
        #expect(summary(doubted) == ["r:5 fine", "r:6 cannot-tell"] && doubted.last?.entries == [5, 6, 50])
    }

    @Test("Whether a contact began anything: what it answers may have come then")
    func initiated() throws {
        let keys = "looks-at = \"initiated\""
        let text = entry(5, "2026-05-08 10:00")
        #expect(try judged("no-contact", keys, [text]).verdict == .breach)
        #expect(
            try judged("no-contact", keys, [text, gap("2026-05-08 08:00", "2026-05-08 09:00")]).verdict == .cannotTell)
    }

    @Test("A period's findings are those of the contacts in it, whenever the gap was")
    func period() throws {
        let ask = entry(5, "2026-05-08 10:00", from: "me")
        let opened = (kept + [ask, gap("2026-05-08 12:00", "2026-06-01 13:00")]).map(\.current)
        let adopted = AdoptedBook(
            number: 1,
            book: try book(
                "response", "within-hours = 24\nruns-from = \"sent\"\nneeds-reply = \"all\"\n", binds: "them"),
            from: Instant(milliseconds: 0))
        let facts = CaseFacts(opened)
        let day = CivilDate(text: "2026-05-08")
        #expect(facts.judge(by: [adopted], from: day, until: day).findings.map(\.entries) == [[5, 50]])
    }
}
