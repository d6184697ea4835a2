import Ledger
import Testing

@testable import Rules

private let nights = "quiet = [{ from = 22:00:00, until = 07:00:00 }]"
private let afternoons = "quiet = [{ from = 14:00:00, until = 16:00:00 }]"

private func moment(_ text: String) -> Instant { local(text, newYork, 0).instant }

@Test("Both people are tested alike, by whatever name the entry calls them")
func bothPeople() throws {
    let people = [
        Person(name: "Robin", role: .me), Person(name: "Jamie", role: .them), Person(name: "Sam", role: .third),
    ]
    func persons(_ binds: String) throws -> [String] {
        checker(try book("hours", nights, binds: binds), people: people).findings(in: [
            entry(5, "2026-03-04 23:00", from: "me"), entry(6, "2026-03-04 23:00", from: "them"),
            entry(7, "2026-03-04 23:00", from: "Jamie"), entry(8, "2026-03-04 23:00", from: "Sam"),
            entry(9, "2026-03-04 23:00", from: nil),
        ]).map { "\($0.id) \($0.person) \($0.verdict.rawValue)" }
    }
    let unknown = "r:9 unknown cannot-tell"
    #expect(try persons("both") == ["r:5 me breach", "r:6 them breach", "r:7 them breach", unknown])
    #expect(try persons("me") == ["r:5 me breach", unknown])
    #expect(try persons("Jamie") == ["r:6 them breach", "r:7 them breach", unknown])
    #expect(try persons("Sam") == ["r:8 Sam breach", unknown])
}

@Test("A call to the child alone is not contact between the two")
func toTheChild() throws {
    let people = [Person(name: "Kit", role: .child), Person(name: "Robin", role: .me)]
    let findings = checker(try book("hours", nights), people: people).findings(in: [
        entry(5, "2026-03-04 23:00") { $0.to = ["Kit"] }, entry(6, "2026-03-04 23:00") { $0.to = ["Kit", "Robin"] },
    ])
    #expect(summary(findings) == ["r:6 breach"])
}

@Test("Each contact is judged by the book in force at its time; before any book it is not judged")
func versionsInForce() throws {
    let books = [
        AdoptedBook(number: 3, book: try book("hours", nights), from: moment("2026-03-01 00:00")),
        AdoptedBook(number: 9, book: try book("hours", afternoons), from: moment("2026-04-01 00:00")),
    ]
    let checker = Checker(books: books.reversed(), homeZone: try #require(Zone(newYork)), people: [])
    let findings = checker.findings(in: [
        entry(5, "2026-02-28 23:00"), entry(6, "2026-03-31 23:59"), entry(7, "2026-04-01 00:00"),
        entry(10, "2026-04-02 15:00"), entry(11, "2026-03-31 23:45", precision: .about),
    ])
    #expect(
        findings.map { "\($0.id) \($0.verdict.rawValue) \($0.bookEntry)" } == [
            "r:6 breach 3", "r:11 cannot-tell 3", "r:7 fine 9", "r:10 breach 9",
        ])
    #expect(findings[1].missing == "whether it came before or after the rule book took effect")
}

@Test("A later book that reaches back supersedes wholly")
func reachingBack() throws {
    let books = [
        AdoptedBook(number: 3, book: try book("hours", nights), from: moment("2026-03-01 00:00")),
        AdoptedBook(number: 9, book: try book("hours", afternoons), from: moment("2026-02-01 00:00")),
    ]
    let checker = Checker(books: books, homeZone: try #require(Zone(newYork)), people: [])
    #expect(summary(checker.findings(in: [entry(5, "2026-03-10 23:00")])) == ["r:5 fine"])
}

@Test("Two books that judge parts of one day keep their findings apart")
func sameDayTwoBooks() throws {
    let one = try book("frequency", "at-most = 1\nper = \"day\"")
    let books = [
        AdoptedBook(number: 3, book: one, from: moment("2026-03-01 00:00")),
        AdoptedBook(number: 9, book: one, from: moment("2026-03-04 12:00")),
    ]
    let checker = Checker(books: books, homeZone: try #require(Zone(newYork)), people: [])
    let findings = checker.findings(in: [entry(5, "2026-03-04 10:00"), entry(10, "2026-03-04 14:00")])
    #expect(summary(findings) == ["r:2026-03-04:them fine", "r:2026-03-04:them:book-9 fine"])
}

@Test(
    "The first day counts; the last day only if the clause says so",
    arguments: [
        ("2026-02-28 23:00", "", Finding.Verdict?.none), ("2026-03-01 23:00", "", .breach),
        ("2026-03-30 23:00", "", .breach), ("2026-03-31 23:00", "", .cannotTell),
        ("2026-03-31 23:00", "until-is = \"inclusive\"", .breach),
        ("2026-03-31 23:00", "until-is = \"exclusive\"", nil),
        ("2026-03-31 12:00", "", .fine), ("2026-04-01 00:00", "until-is = \"inclusive\"", nil),
    ])
func effectiveDates(when: String, ending: String, expected: Finding.Verdict?) throws {
    let rule = try book("hours", nights + "\nfrom = 2026-03-01\nuntil = 2026-03-31\n" + ending)
    #expect(verdict(rule, entry(5, when)) == expected)
    if expected == .cannotTell {
        #expect(check(rule, entry(5, when)).first?.missing == "whether the rule's last day is included")
    }
}

@Test("Where the zone decides whether a rule applied at all, nothing is found")
func effectiveInOneZone() throws {
    let rule = try book("hours", "from = 2026-03-04\n" + nights, zone: nil)
    // 4 March, 02:00 in London is 3 March, 21:00 in New York.
    let finding = check(rule, entry(5, "2026-03-04 03:30", zone: london)).first
    #expect(finding?.verdict == .cannotTell)
    #expect(finding?.missing == "the exact day of the contact")
}

@Test("The standing version is judged, under its first number; a retracted entry is not")
func amendments() throws {
    let rule = try book("hours", nights)
    let findings = check(
        rule, entry(5, "2026-03-04 12:00", versions: [5, 8]), entry(6, "2026-03-04 23:00", retractedBy: 9))
    #expect(summary(findings) == ["r:5 fine"])
}

@Test("A person's decision is attached and leaves the machine's verdict as it is")
func decisions() throws {
    let rule = try book("hours", nights)
    let decisions: [(number: Int, decision: Decision)] = [
        (12, Decision(finding: "r:5", answer: .dismiss, entries: [5])),
        (11, Decision(finding: "r:5", answer: .confirm, entries: [5])),
        (13, Decision(finding: "s:6", answer: .dismiss, entries: [6])),
    ]
    let findings = checker(rule, decisions: decisions).findings(in: [
        entry(5, "2026-03-04 23:00"), entry(6, "2026-03-05 23:00"),
    ])
    #expect(findings.map(\.verdict) == [.breach, .breach])
    #expect(findings.map(\.decision) == [PersonsDecision(entry: 12, answer: .dismiss), nil])
    let counts = FindingCount.counts(of: findings)
    #expect(counts.map { [$0.checked, $0.breach, $0.fine, $0.cannotTell, $0.dismissed] } == [[2, 2, 0, 0, 1]])
}

@Test("Other entries, and kinds that the rule does not name, are not judged")
func otherKinds() throws {
    let rule = try book("hours", nights)
    let kinds: [Event.Kind] = [.note, .person, .rules, .decision, .missed, .handover, .checkin, .incident]
    for kind in kinds {
        #expect(verdict(rule, entry(5, "2026-03-04 23:00") { $0.kind = kind }) == nil, "\(kind)")
    }
}

@Test("Absurd values in entries do no harm")
func absurd() throws {
    let plan = try RuleBook(toml: parentingPlan)
    let entries = [
        entry(5, "0001-01-01 00:00", zone: "UTC") { $0.durationSeconds = .max },
        entry(6, "9999-12-31 23:59:59", zone: "UTC", channel: .call, precision: .about) { $0.durationSeconds = .min },
        entry(7, "2026-03-04 10:00", zone: "Nowhere/Else", until: "2026-03-04 09:00") { $0.replyTo = 99 },
        entry(8, "9999-12-31 00:00", zone: "UTC", precision: .day),
    ]
    let books = [AdoptedBook(number: 1, book: plan, from: Instant(milliseconds: -63_000_000_000_000))]
    let findings = Checker(books: books, homeZone: .utc, people: []).findings(in: entries)
    #expect(findings.allSatisfy { !$0.reason.english.isEmpty && !$0.id.isEmpty })
}

@Test("Checking takes time in proportion to the number of contacts")
func speed() throws {
    var toml = ""
    for index in 0..<4 { toml += rule("h\(index)", "hours", nights) }
    for index in 0..<2 { toml += rule("d\(index)", "frequency", "at-most = 40\nper = \"day\"") }
    toml += rule("w", "frequency", "at-most = 300\nper = \"week\"")
    toml += rule("x", "frequency", "at-most = 40\nper = \"rolling\"\nrolling-hours = 24")
    for index in 0..<2 { toml += rule("t\(index)", "topics", "excluded = [\"money\"]") }
    let checker = checker(try RuleBook(toml: toml))
    var times: [Double] = []
    for count in [2_000, 8_000] {
        let start = moment("2024-01-01 00:00")
        let entries = (0..<count).map { index in
            let time = start.adding(seconds: index * 631)
            return entry(index, "2024-01-01 00:00", zone: newYork) { event in
                event.occurred?.start = LocalTime(instant: time, offsetMinutes: -300)
                event.topics = ["school"]
            }
        }
        var found = 0
        let clock = ContinuousClock()
        let duration = clock.measure { found = checker.findings(in: entries).count }
        times.append(Double(duration.components.attoseconds) / 1e18 + Double(duration.components.seconds))
        #expect(found > count * 7)
    }
    print("checking 8,000 contacts by 10 rules took \(times[1]) s; slope \(times[1] / times[0]) for 4 times as many")
    #expect(times[1] / times[0] < 9, "four times as many contacts must not take much more than four times as long")
}

private func rule(_ id: String, _ kind: String, _ keys: String) -> String {
    "[[rule]]\nid = \"\(id)\"\nclause = \"c\"\nkind = \"\(kind)\"\nbinds = \"both\"\n\(keys)\n"
}
