import Ledger
import Testing

@testable import Rules

/// Every kind at every quarter-hour of the nights in which clocks change, against what the IANA data say.
///
/// Hours and frequency are swept in `ClockChangeNights`.
@Suite("Every kind in the nights in which clocks change")
struct ClockChangeSweep {
    private static let hour = 3_600_000
    private static let day = 24 * hour

    /// A contact at a moment, to the second.
    private func at(
        _ moment: Int, _ number: Int, _ zone: Zone, from: String = "them", channel: Channel? = .text,
        topics: [String] = [], change: (inout Event) -> Void = { _ in }
    ) -> StandingEntry {
        entry(number, "2026-03-04 12:00:00", zone: zone.name, from: from, channel: channel, topics: topics) { event in
            event.occurred?.start = zone.localTime(of: Instant(milliseconds: moment))
            change(&event)
        }
    }

    private func table(_ index: Int) throws -> (zone: Zone, table: [(moment: Int, wall: Int)])? {
        let night = IANA.nights[index]
        guard let table = try IANA.table(night) else { return nil }
        return (try #require(Zone(night.zone)), table)
    }

    private static func dayOf(_ wall: Int) -> Int { floorDivide(wall, by: day) }

    @Test("Hours in which an answer is due are elapsed, days are civil", arguments: IANA.nights.indices)
    func response(index: Int) throws {
        guard let (zone, table) = try table(index) else { return }
        func answers(_ keys: String, _ limit: (Int) -> Int?) throws {
            let rule = try book(
                "response", "\(keys)\nruns-from = \"sent\"\ncounts = \"linked\"", zone: zone.name, binds: "them")
            var entries = [at(table[table.count - 1].moment + 9 * Self.day, 0, zone, from: "Sam")]
            var expected: [Finding.Verdict] = []
            for (place, item) in table.enumerated() {
                guard let last = limit(place) else { continue }
                let isLate = place % 2 == 1
                entries.append(at(item.moment, 2 * place + 10, zone, from: "me", topics: ["question"]))
                entries.append(
                    at(last + (isLate ? 1000 : 0), 2 * place + 11, zone) { $0.replyTo = 2 * place + 10 })
                expected.append(isLate ? .breach : .fine)
            }
            let found = checker(rule, home: zone.name).findings(in: entries).filter { $0.entries.first != 0 }
            #expect(found.map(\.verdict) == expected && expected.count > 200, "\(zone.name) \(keys)")
        }
        try answers("within-hours = 5\nneeds-reply = [\"question\"]") { table[$0].moment + 5 * Self.hour }
        // The last second of the civil day after the one of the message, as the table has it.
        try answers("within-days = 1\nfirst-day = \"excluded\"\nrolls = []\nneeds-reply = [\"question\"]") { place in
            let next = Self.dayOf(table[place].wall) + 1
            guard Self.dayOf(table[table.count - 1].wall) > next else { return nil }
            return table.first { Self.dayOf($0.wall) > next }.map { $0.moment - 1000 }
        }
    }

    @Test(
        "Notice is so many hours elapsed before, and a call lasts as long as it lasts", arguments: IANA.nights.indices)
    func elapsed(index: Int) throws {
        guard let (zone, table) = try table(index) else { return }
        let notice = try book(
            "notice", "of = [\"travel\"]\nbefore-hours = 24\ncounts = \"linked\"", zone: zone.name)
        let duration = try book("duration", "at-most = 90", zone: nil)
        var notices: [StandingEntry] = []
        var calls: [StandingEntry] = []
        var expected: [Finding.Verdict] = []
        for (place, item) in table.enumerated() {
            let late = place % 2 == 1 ? 1000 : 0
            notices.append(at(item.moment - Self.day + late, 2 * place + 10, zone))
            notices.append(
                at(item.moment, 2 * place + 11, zone, channel: nil, topics: ["travel"]) {
                    $0.kind = .incident
                    $0.request = 2 * place + 10
                })
            calls.append(
                at(item.moment, place + 10, zone, channel: .call) {
                    $0.occurred?.end = zone.localTime(of: Instant(milliseconds: item.moment + 90 * 60_000 + late))
                })
            expected.append(late > 0 ? .breach : .fine)
        }
        #expect(checker(notice, home: zone.name).findings(in: notices).map(\.verdict) == expected, "\(zone.name)")
        let lengths = checker(duration, home: zone.name).findings(in: calls)
        #expect(lengths.map(\.verdict) == expected, "\(zone.name)")
    }

    @Test(
        "What is due at half past two is due once, between two moments, or where the clock would have shown it",
        arguments: IANA.nights.indices)
    func due(index: Int) throws {
        guard let (zone, table) = try table(index) else { return }
        let half = 2 * Self.hour + Self.hour / 2
        let days = Set(table.dropFirst(96).dropLast(96).map { Self.dayOf($0.wall) }).sorted()
        for (kind, event) in [("checkin", Event.Kind.checkin), ("handover", .handover)] {
            let rule = try book(
                kind, "due = [{ at = 02:30:00 }]\nearly-minutes = 60", zone: zone.name, binds: "them")
            let judge = checker(rule, home: zone.name)
            for day in days {
                let due = dueMoments(day * Self.day + half, table)
                for item in table
                where item.moment >= due.lowerBound - Self.hour && item.moment < due.upperBound + 20 * Self.hour {
                    let findings = judge.findings(in: [
                        at(table[0].moment, 1, zone, from: "Sam"),
                        at(table[table.count - 1].moment, 2, zone, from: "Sam"),
                        at(item.moment, 5, zone, channel: nil) { $0.kind = event },
                    ])
                    let expected: Finding.Verdict =
                        item.moment <= due.lowerBound ? .fine : item.moment > due.upperBound ? .breach : .cannotTell
                    let found = findings.first { $0.entries.contains(5) }
                    #expect(
                        found?.verdict == expected && found?.day?.dayNumber == day,
                        "\(zone.name) \(kind) \(item.wall): \(found?.reason ?? "nothing")")
                }
            }
        }
    }

    /// From the first to the last moment that a time on the wall may mean, by the table alone.
    private func dueMoments(_ wall: Int, _ table: [(moment: Int, wall: Int)]) -> ClosedRange<Int> {
        let own = table.filter { $0.wall == wall }.map(\.moment)
        if let first = own.first, let last = own.last { return first...last }
        // It was left out: by the clock as it stood before, and as it stood after.
        let before = table.last { $0.wall < wall }
        let after = table.first { $0.wall > wall }
        let offsets = [before, after].compactMap { $0 }.map { $0.wall - $0.moment }
        return wall - (offsets.max() ?? 0)...wall - (offsets.min() ?? 0)
    }

    @Test("A rule of one civil day applies throughout it, and not a quarter-hour more", arguments: IANA.nights.indices)
    func oneDay(index: Int) throws {
        guard let (zone, table) = try table(index) else { return }
        let kinds: [(kind: String, keys: String, change: (inout Event) -> Void)] = [
            ("no-contact", "", { _ in }), ("channels", "excluded = [\"text\"]", { _ in }),
            ("topics", "excluded = [\"money\"]", { _ in }), ("conduct", "capitals-percent = 50", { _ in }),
            (
                "place", "excluded = [\"home\"]",
                {
                    $0.kind = .handover
                    $0.channel = nil
                }
            ),
            (
                "distance", "within = 200\nof = [\"home\"]",
                {
                    $0.kind = .incident
                    $0.channel = nil
                }
            ),
            ("duration", "of = \"visit\"\nat-most = 10", { $0.channel = .inPerson }),
        ]
        let days = Set(table.map { Self.dayOf($0.wall) }).sorted().dropFirst().dropLast()
        for (kind, keys, change) in kinds {
            for day in days {
                let date = CivilDate(dayNumber: day).text
                let until = CivilDate(dayNumber: day + 1).text
                for end in ["until = \(date)\nuntil-is = \"inclusive\"", "until = \(until)\nuntil-is = \"exclusive\""] {
                    let rule = try RuleBook(
                        toml: """
                            places = { home = "51.5007, -0.1246" }
                            [[rule]]
                            id = "r"
                            clause = "c"
                            kind = "\(kind)"
                            binds = "them"
                            zone = "\(zone.name)"
                            from = \(date)
                            \(end)
                            \(keys)
                            """)
                    let entries = table.enumerated().map { place, item in
                        entry(
                            place + 10, "2026-03-04 12:00:00", zone: zone.name, words: "DO NOT BE LATE AGAIN",
                            topics: ["money"]
                        ) { event in
                            event.occurred?.start = zone.localTime(of: Instant(milliseconds: item.moment))
                            event.durationSeconds = 3600
                            event.place = Place(name: "home")
                            change(&event)
                        }
                    }
                    let findings = checker(rule, home: zone.name).findings(in: entries)
                    #expect(findings.allSatisfy { $0.verdict == .breach }, "\(zone.name) \(kind)")
                    let expected = table.indices.filter { Self.dayOf(table[$0].wall) == day }.map { $0 + 10 }
                    #expect(findings.map { $0.entries.first ?? 0 } == expected, "\(zone.name) \(kind) \(date)")
                }
            }
        }
    }
}
