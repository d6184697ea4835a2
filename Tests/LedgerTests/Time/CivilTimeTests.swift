import Foundation
import Testing

@testable import Ledger

@Suite("Civil time")
struct CivilTimeTests {
    @Test("every day from 1900 to 2100 is the one that Foundation has")
    func everyDay() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let first = try #require(CivilDate(year: 1900, month: 1, day: 1)).dayNumber
        let last = try #require(CivilDate(year: 2100, month: 12, day: 31)).dayNumber
        #expect(last - first + 1 == 73_414)
        for dayNumber in first...last {
            let date = CivilDate(dayNumber: dayNumber)
            let parts = calendar.dateComponents(
                [.year, .month, .day, .weekday], from: Date(timeIntervalSince1970: Double(dayNumber) * 86_400))
            // Foundation counts weekdays from Sunday, 1; ISO 8601 from Monday, 1.
            let weekday = (try #require(parts.weekday) + 5) % 7 + 1
            guard date.year == parts.year, date.month == parts.month, date.day == parts.day,
                date.weekday.rawValue == weekday,
                CivilDate(year: date.year, month: date.month, day: date.day) == date,
                CivilDate(text: date.text) == date
            else {
                Issue.record("day \(dayNumber), \(date.text)")
                continue
            }
        }
    }

    @Test(
        "days that do not exist, and other spellings, are refused",
        arguments: [
            "2026-02-29", "1900-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00", "0000-01-01",
            "2026-1-01", "26-01-01", "2026/01/01", "2026-01-01 ", "",
        ])
    func noSuchDay(text: String) { #expect(CivilDate(text: text) == nil) }
}

/// The nights of 2026 on which clocks change, from the published rules of each country.
@Suite("Daylight saving time in 2026")
struct DaylightSavingTests {
    @Test(
        "a wall time has the moments that clocks show it at",
        arguments: [
            // New York skips 02:00–03:00 on 8 March and repeats 01:00–02:00 on 1 November.
            ("America/New_York", "2026-03-08T01:59:59", [-300]),
            ("America/New_York", "2026-03-08T02:00:00", []), ("America/New_York", "2026-03-08T02:59:59", []),
            ("America/New_York", "2026-03-08T03:00:00", [-240]),
            ("America/New_York", "2026-11-01T00:59:59", [-240]),
            ("America/New_York", "2026-11-01T01:00:00", [-240, -300]),
            ("America/New_York", "2026-11-01T01:59:59", [-240, -300]),
            ("America/New_York", "2026-11-01T02:00:00", [-300]),
            // London skips 01:00–02:00 on 29 March and repeats it on 25 October.
            ("Europe/London", "2026-03-29T00:59:59", [0]), ("Europe/London", "2026-03-29T01:00:00", []),
            ("Europe/London", "2026-03-29T01:59:59", []), ("Europe/London", "2026-03-29T02:00:00", [60]),
            ("Europe/London", "2026-10-25T00:59:59", [60]), ("Europe/London", "2026-10-25T01:00:00", [60, 0]),
            ("Europe/London", "2026-10-25T01:59:59", [60, 0]), ("Europe/London", "2026-10-25T02:00:00", [0]),
            // Sydney and Adelaide repeat 02:00–03:00 on 5 April and skip it on 4 October.
            ("Australia/Sydney", "2026-04-05T01:59:59", [660]),
            ("Australia/Sydney", "2026-04-05T02:00:00", [660, 600]),
            ("Australia/Sydney", "2026-04-05T02:59:59", [660, 600]),
            ("Australia/Sydney", "2026-04-05T03:00:00", [600]),
            ("Australia/Sydney", "2026-10-04T01:59:59", [600]), ("Australia/Sydney", "2026-10-04T02:00:00", []),
            ("Australia/Sydney", "2026-10-04T02:59:59", []), ("Australia/Sydney", "2026-10-04T03:00:00", [660]),
            ("Australia/Adelaide", "2026-04-05T02:30:00", [630, 570]),
            ("Australia/Adelaide", "2026-04-05T03:00:00", [570]),
            ("Australia/Adelaide", "2026-10-04T02:30:00", []), ("Australia/Adelaide", "2026-10-04T03:00:00", [630]),
            // Lord Howe Island moves by half an hour.
            ("Australia/Lord_Howe", "2026-04-05T01:29:59", [660]),
            ("Australia/Lord_Howe", "2026-04-05T01:30:00", [660, 630]),
            ("Australia/Lord_Howe", "2026-04-05T01:59:59", [660, 630]),
            ("Australia/Lord_Howe", "2026-04-05T02:00:00", [630]),
            ("Australia/Lord_Howe", "2026-10-04T01:59:59", [630]),
            ("Australia/Lord_Howe", "2026-10-04T02:00:00", []), ("Australia/Lord_Howe", "2026-10-04T02:29:59", []),
            ("Australia/Lord_Howe", "2026-10-04T02:30:00", [660]),
        ] as [(String, String, [Int])])
    func changes(zone: String, wall: String, offsets: [Int]) throws {
        let moments = try #require(Zone(zone)).moments(of: try #require(WallTime(text: wall)))
        #expect(moments.map(\.offsetMinutes) == offsets)
        #expect(moments.map(\.wall.text) == offsets.map { _ in wall })
    }

    @Test(
        "Phoenix and Brisbane keep the same clock", arguments: [("America/Phoenix", -420), ("Australia/Brisbane", 600)])
    func noChanges(zone: String, offset: Int) throws {
        let zone = try #require(Zone(zone))
        for date in ["2026-03-08", "2026-11-01", "2026-04-05", "2026-10-04"] {
            for halfHour in 0..<48 {
                let wall = WallTime(
                    date: try #require(CivilDate(text: date)), millisecondOfDay: halfHour * 1_800_000)
                #expect(zone.moments(of: wall).map(\.offsetMinutes) == [offset])
            }
        }
    }
}
