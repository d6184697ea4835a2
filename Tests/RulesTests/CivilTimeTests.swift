import Ledger
import Outside
import Testing

@testable import Rules

/// Offsets of 2026 as another program reads them from the IANA data: a second implementation to compare with.
enum IANA {
    static let nights: [(zone: String, from: String, until: String)] = [
        ("America/New_York", "2026-03-07", "2026-03-10"), ("America/New_York", "2026-10-31", "2026-11-03"),
        ("Europe/London", "2026-03-28", "2026-03-31"), ("Europe/London", "2026-10-24", "2026-10-27"),
        ("Australia/Sydney", "2026-04-04", "2026-04-07"), ("Australia/Sydney", "2026-10-03", "2026-10-06"),
        ("Australia/Adelaide", "2026-04-04", "2026-04-07"), ("Australia/Adelaide", "2026-10-03", "2026-10-06"),
        ("Australia/Lord_Howe", "2026-04-04", "2026-04-07"), ("Australia/Lord_Howe", "2026-10-03", "2026-10-06"),
        ("America/Phoenix", "2026-03-07", "2026-03-10"), ("Australia/Brisbane", "2026-10-03", "2026-10-06"),
    ]

    /// By quarter-hours of UTC through the night and a day on either side: the moment, and what a clock shows then,
    /// both in milliseconds. Nil where the other program is not there.
    static func table(_ night: (zone: String, from: String, until: String)) throws -> [(moment: Int, wall: Int)]? {
        guard let python = StockProgram("python3") else { return nil }
        let program = """
            import datetime, sys, zoneinfo
            zone = zoneinfo.ZoneInfo(sys.argv[1])
            day = lambda text: datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.timezone.utc)
            moment = day(sys.argv[2]) - datetime.timedelta(days=1)
            while moment < day(sys.argv[3]) + datetime.timedelta(days=1):
                offset = moment.astimezone(zone).utcoffset()
                print(int(moment.timestamp()), int(offset.total_seconds()))
                moment += datetime.timedelta(minutes=15)
            """
        let answer = try python.run(["-c", program, night.zone, night.from, night.until])
        guard answer.status == 0 else {
            print("skipped: python3 has no IANA data for \(night.zone)")
            return nil
        }
        return String(decoding: answer.output, as: UTF8.self).split(separator: "\n").compactMap { line in
            let numbers = line.split(separator: " ").compactMap { Int($0) }
            return numbers.count == 2 ? (numbers[0] * 1000, (numbers[0] + numbers[1]) * 1000) : nil
        }
    }
}

@Suite("The nights of 2026 in which clocks change")
struct ClockChangeNights {
    private static let quarter = 900_000

    @Test("Every quarter-hour shows the time that the IANA data give", arguments: IANA.nights.indices)
    func walls(index: Int) throws {
        let night = IANA.nights[index]
        guard let table = try IANA.table(night) else { return }
        #expect(table.count > 400)
        let zone = try #require(Zone(night.zone))
        let clock = ZoneClock(zone)
        for (moment, wall) in table {
            #expect(clock.wall(moment) == wall)
            #expect(clock.day(moment) == floorDivide(wall, by: 86_400_000))
            #expect(zone.offsetMinutes(at: Instant(milliseconds: moment)) * 60_000 == wall - moment)
        }
    }

    @Test(
        "Every time on the wall comes once, twice or not at all, as the IANA data say", arguments: IANA.nights.indices)
    func foldsAndGaps(index: Int) throws {
        let night = IANA.nights[index]
        guard let table = try IANA.table(night) else { return }
        let zone = try #require(Zone(night.zone))
        let clock = ZoneClock(zone)
        var moments: [Int: [Int]] = [:]
        for (moment, wall) in table { moments[wall, default: []].append(moment) }
        var twice = 0
        var never = 0
        // The first and last twelve hours may share a time with what the table leaves out.
        let walls = table.dropFirst(48).dropLast(48).map(\.wall)
        for wall in stride(from: walls.min() ?? 0, through: walls.max() ?? 0, by: Self.quarter) {
            let expected = moments[wall] ?? []
            let day = floorDivide(wall, by: 86_400_000)
            let time = WallTime(date: CivilDate(dayNumber: day), millisecondOfDay: wall - day * 86_400_000)
            #expect(zone.moments(of: time).map(\.instant.milliseconds) == expected, "\(night.zone) \(time)")
            let may = clock.moments(wall: wall)
            let due = Due(wall: wall, [clock], by: nil)
            switch expected.count {
            case 1: #expect(may == expected[0]...expected[0] && due.doubts.isEmpty)
            case 2:
                twice += 1
                #expect(may == expected[0]...expected[1] && due.doubts == .clockChange)
            default:
                never += 1
                // Between the moments that it would be by the clock before and by the clock after.
                #expect(expected.isEmpty && may.count > 1 && due.doubts == .clockChange)
                #expect(moments[wall - (may.upperBound - may.lowerBound)] != nil)
            }
        }
        let isChange = !["America/Phoenix", "Australia/Brisbane"].contains(night.zone)
        let quarters = night.zone == "Australia/Lord_Howe" ? 2 : 4
        #expect(twice + never == (isChange ? quarters : 0) && twice * never == 0)
    }

    @Test(
        "A day begins at its first moment and ends before the next, also where it has 23 or 25 hours",
        arguments: IANA.nights.indices)
    func days(index: Int) throws {
        let night = IANA.nights[index]
        guard let table = try IANA.table(night) else { return }
        let clock = ZoneClock(try #require(Zone(night.zone)))
        var firsts: [Int: Int] = [:]
        for (moment, wall) in table {
            let day = floorDivide(wall, by: 86_400_000)
            firsts[day] = min(firsts[day] ?? moment, moment)
        }
        for (day, first) in firsts.sorted(by: { $0.key < $1.key }).dropFirst() {
            #expect(clock.moment(dayNumber: day) == first)
            let sent = Span(earliest: first, latest: first + 999)
            let counting = Counting(length: .days(0), firstDay: nil, rolls: nil, days: .calendar, byTime: nil)
            guard let next = firsts[day + 1] else { continue }
            #expect(counting.end(after: sent, [clock], Days(Calendar())).limit == next - 1...next - 1)
        }
    }

    @Test("Quiet hours, days and elapsed hours hold at every quarter-hour", arguments: IANA.nights.indices)
    func rules(index: Int) throws {
        let night = IANA.nights[index]
        guard let table = try IANA.table(night) else { return }
        let hour = 3_600_000
        let quiet = checker(
            try book("hours", "quiet = [{ from = 01:30:00, until = 02:30:00 }]", zone: night.zone), home: night.zone)
        let entries = table.enumerated().map { index, item in
            entry(index + 5, "2026-03-04 12:00:00", zone: night.zone) { event in
                event.occurred?.start = LocalTime(
                    instant: Instant(milliseconds: item.moment), offsetMinutes: (item.wall - item.moment) / 60_000)
            }
        }
        for (finding, item) in zip(quiet.findings(in: entries), table) {
            let time = modulo(item.wall, 24 * hour)
            let isQuiet = time >= 3 * hour / 2 && time < 5 * hour / 2
            #expect(finding.verdict == (isQuiet ? .breach : .fine), "\(night.zone): \(finding.reason)")
        }
        // A day has as many quarter-hours as pass in it, and any 24 hours have 96.
        let daily = checker(try book("frequency", "at-most = 96\nper = \"day\"", zone: night.zone), home: night.zone)
        var perDay: [Int: Int] = [:]
        for item in table { perDay[floorDivide(item.wall, by: 24 * hour), default: 0] += 1 }
        let expected = perDay.sorted { $0.key < $1.key }.map { $0.value > 96 ? "breach" : "fine" }
        #expect(daily.findings(in: entries).map(\.verdict.rawValue) == expected)
        let rolling = checker(
            try book("frequency", "at-most = 97\nper = \"rolling\"\nrolling-hours = 24", zone: nil), home: night.zone)
        #expect(rolling.findings(in: entries).allSatisfy { $0.verdict == .fine })
    }
}
