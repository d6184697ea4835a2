import Foundation
import Ledger
import Testing

@testable import Intake

private func calendar(_ events: String, before: String = "") -> [UInt8] {
    let text = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//t//EN\n\(before)\(events)\nEND:VCALENDAR\n"
    return Array(text.replacing("\n", with: "\r\n").utf8)
}

private func event(_ lines: String...) -> String {
    "BEGIN:VEVENT\n\(lines.joined(separator: "\n"))\nEND:VEVENT"
}

private func refusal(_ bytes: [UInt8]) -> CalendarError? {
    do throws(CalendarError) {
        _ = try CalendarFile(reading: bytes, homeZone: .utc)
        return nil
    } catch { return error }
}

#if Calendars
    private func read(_ events: String, zone: String = "Europe/London") throws -> CalendarFile {
        try CalendarFile(reading: calendar(events), homeZone: Zone(zone) ?? .utc)
    }

    /// Each occasion as text: `2026-04-03 to 2026-04-06` or `2026-01-02T18:00:00Z to 2026-01-04T18:00:00Z`.
    private func times(_ file: CalendarFile) -> [String] {
        file.occasions.map { occasion in
            switch occasion.time {
            case .days(let first, let last): first == last ? first.text : "\(first.text) to \(last.text)"
            case .moments(let from, let until): from == until ? from.text : "\(from.text) to \(until.text)"
            }
        }
    }

    @Test(
        "A day's end is the day before the one stated, and an event without an end fills its day",
        arguments: [
            ("DTSTART;VALUE=DATE:20260403", "2026-04-03"),
            ("DTSTART;VALUE=DATE:20260403\nDTEND;VALUE=DATE:20260407", "2026-04-03 to 2026-04-06"),
            ("DTSTART;VALUE=DATE:20260403\nDTEND;VALUE=DATE:20260403", "2026-04-03"),
            ("DTSTART;VALUE=DATE:20260403\nDURATION:P2D", "2026-04-03 to 2026-04-04"),
            ("DTSTART:20260403T120000Z", "2026-04-03T12:00:00Z"),
            ("DTSTART:20260403T120000Z\nDURATION:PT90M", "2026-04-03T12:00:00Z to 2026-04-03T13:30:00Z"),
        ])
    func ends(lines: String, expected: String) throws {
        #expect(times(try read(event(lines))) == [expected])
    }

    @Test("A time in a zone follows the IANA database, one without a zone the home zone, which is counted")
    func zones() throws {
        let file = try read(
            event("DTSTART;TZID=America/New_York:20260703T180000") + "\n" + event("DTSTART:20260703T180000"))
        #expect(times(file) == ["2026-07-03T17:00:00Z", "2026-07-03T22:00:00Z"])
        #expect(file.floatingCount == 1)
    }

    @Test("A zone that the file describes is used, and one that it only names is refused")
    func describedZone() throws {
        let zone = """
            BEGIN:VTIMEZONE
            TZID:House
            BEGIN:STANDARD
            DTSTART:19701025T030000
            RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
            TZOFFSETFROM:+0300
            TZOFFSETTO:+0200
            END:STANDARD
            BEGIN:DAYLIGHT
            DTSTART:19700329T020000
            RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
            TZOFFSETFROM:+0200
            TZOFFSETTO:+0300
            END:DAYLIGHT
            END:VTIMEZONE

            """
        let one = event("DTSTART;TZID=House:20260703T180000") + "\n" + event("DTSTART;TZID=House:20261203T180000")
        let file = try CalendarFile(reading: calendar(one, before: zone), homeZone: .utc)
        #expect(times(file) == ["2026-07-03T15:00:00Z", "2026-12-03T16:00:00Z"])
        #expect(refusal(calendar(one)) == .unknownZone(event: 1))
    }

    @Test("A weekly event keeps its time of day across both clock changes, and its end too")
    func clockChanges() throws {
        let file = try read(
            event(
                "DTSTART;TZID=Europe/London:20260320T180000", "DTEND;TZID=Europe/London:20260322T180000",
                "RRULE:FREQ=WEEKLY;COUNT=3"))
        #expect(
            times(file) == [
                "2026-03-20T18:00:00Z to 2026-03-22T18:00:00Z", "2026-03-27T18:00:00Z to 2026-03-29T17:00:00Z",
                "2026-04-03T17:00:00Z to 2026-04-05T17:00:00Z",
            ])
        // A time that comes twice is the first; one that does not come is read by the clock before the change.
        #expect(times(try read(event("DTSTART;TZID=Europe/London:20261025T013000"))) == ["2026-10-25T00:30:00Z"])
        #expect(times(try read(event("DTSTART;TZID=Europe/London:20260329T013000"))) == ["2026-03-29T01:30:00Z"])
    }

    @Test(
        "Recurrence ends where it says, to the last one",
        arguments: [
            ("COUNT=2", 2), ("UNTIL=20260109T180000Z", 2), ("UNTIL=20260109T175959Z", 1), ("UNTIL=20260109", 2),
            ("UNTIL=20260108", 1),
        ])
    func recurrenceEnds(end: String, count: Int) throws {
        let file = try read(event("DTSTART;TZID=Europe/London:20260102T180000", "RRULE:FREQ=WEEKLY;\(end)"))
        #expect(file.occasions.count == count)
    }

    @Test("Exceptions, added dates and changed single ones of a series are followed")
    func exceptions() throws {
        let series = event(
            "UID:a", "DTSTART;TZID=Europe/London:20260102T180000", "RRULE:FREQ=WEEKLY;COUNT=4",
            "EXDATE;TZID=Europe/London:20260109T180000", "RDATE;TZID=Europe/London:20260201T100000")
        let moved = event(
            "UID:a", "RECURRENCE-ID;TZID=Europe/London:20260116T180000", "DTSTART;TZID=Europe/London:20260117T090000")
        let cancelled = event(
            "UID:a", "RECURRENCE-ID:20260123T180000Z", "DTSTART;TZID=Europe/London:20260123T180000",
            "STATUS:CANCELLED")
        let file = try read([series, moved, cancelled].joined(separator: "\n"))
        #expect(times(file) == ["2026-01-02T18:00:00Z", "2026-01-17T09:00:00Z", "2026-02-01T10:00:00Z"])
        #expect(file.eventCount == 3 && file.cancelledCount == 1)
    }

    @Test("A birthday of 29 February comes in leap years only, up to the last year read")
    func leapDay() throws {
        let file = try read(event("DTSTART;VALUE=DATE:19880229", "RRULE:FREQ=YEARLY", "SUMMARY:Mia's birthday"))
        #expect(file.occasions.first?.title == "Mia's birthday")
        #expect(times(file).first == "1992-02-29" && times(file).last == "2056-02-29" && file.occasions.count == 17)
    }

    @Test(
        "What cannot be read in full is refused, with the event",
        arguments: [
            ("DTSTART:20260230T100000Z", CalendarError.unreadableTime(event: 1)),
            ("DTSTART:INVALID", .unreadableTime(event: 1)),
            ("DTSTART:20260102T100000Z\nRRULE:FREQ=SOMETIMES", .unreadableTime(event: 1)),
            ("DTSTART:20260102T100000Z\nEXDATE:tomorrow", .unreadableTime(event: 1)),
            ("DTSTART:20260102T100000Z\nDTEND:20260101T100000Z", .endsBeforeItBegins(event: 1)),
            ("DTSTART:20260102T100000Z\nDTEND:20990101T100000Z", .tooLong(event: 1)),
            ("DTSTART:20260102T100000Z\nEXDATE;VALUE=DATE:20260102", .daysAndTimes(event: 1)),
            (
                "UID:a\nDTSTART:20260102T100000Z\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260102T100000Z",
                .changesAllLater(event: 1)
            ),
            ("DTSTART:20260102T100000Z\nRRULE:FREQ=SECONDLY", .recursTooOften(line: 6)),
        ])
    func refusals(lines: String, expected: CalendarError) {
        #expect(refusal(calendar(event(lines))) == expected)
    }

    @Test("An event without a time is left out and counted; text of any language is kept")
    func timeless() throws {
        let file = try read(
            event("SUMMARY:Some day") + "\n" + event("DTSTART:20260102T100000Z", "SUMMARY:Über\\, früh"))
        #expect(file.timelessCount == 1)
        #expect(file.occasions.map(\.title) == ["Über, früh"])
    }

    @Test("Each sample calendar is read, or refused with a reason")
    func samples() throws {
        guard let folder = samplesFolder("ics") else { return }
        var read: [String: Int] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let bytes = [UInt8](try Data(contentsOf: folder.appending(path: name)))
            do throws(CalendarError) {
                read[name] = try CalendarFile(reading: bytes, homeZone: .utc).occasions.count
            } catch { #expect(!error.description.isEmpty) }
        }
        #expect(read["example.ics"] == 3)
        #expect(read["issue_1081_event_with_rrule.ics"] == 10)
        #expect(read["america_new_york.ics"] == 1)
        #expect(read["issue_1050_calendar_with_events_and_todos.ics"] == 2)
        #expect(read["empty.ics"] == 0)
        for name in ["broken_dtstart.ics", "invalid_duration.ics", "issue_1081_invalid_rrule_freq.ics"] {
            #expect(read[name] == nil, "\(name)")
        }
    }
#else
    @Test("A build without the trait says so")
    func withoutTrait() { #expect(refusal(calendar("")) == .notInThisBuild) }
#endif

@Test(
    "A file that is no whole calendar, or asks for endless work, is refused before it is read",
    arguments: [
        ("", CalendarError.notACalendar(line: 1)), ("Hello\n", .notACalendar(line: 1)),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\n", .notACalendar(line: 3)),
        ("BEGIN:VCALENDAR\nEND:VEVENT\n", .notACalendar(line: 2)),
        ("BEGIN:VCALENDAR\0\n", .notText),
        ("BEGIN:VCALENDAR\n" + String(repeating: "BEGIN:X\n", count: 9), .tooDeep(line: 9)),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nRRULE:FR\n EQ=MINUTELY\n", .recursTooOften(line: 3)),
        ("BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nBEGIN:STANDARD\nRRULE:FREQ=DAILY\n", .recursTooOften(line: 4)),
        ("BEGIN:VCALENDAR\n" + String(repeating: "BEGIN:VEVENT\nEND:VEVENT\n", count: 20_001), .tooManyEvents),
    ])
func outline(text: String, expected: CalendarError) {
    do throws(CalendarError) {
        _ = try CalendarOutline(Array(text.utf8))
        Issue.record("taken")
    } catch { #expect(error == expected) }
}

@Test("Too many occasions are refused")
func tooMany() {
    let daily = event("DTSTART:19000101T100000Z", "RRULE:FREQ=DAILY")
    #if Calendars
        #expect(refusal(calendar(daily)) == .tooManyOccasions)
        #expect(
            refusal(
                calendar(
                    Array(repeating: event("DTSTART:20000101T100000Z", "RRULE:FREQ=DAILY"), count: 3)
                        .joined(separator: "\n"))) == .tooManyOccasions)
    #else
        #expect(refusal(calendar(daily)) == .notInThisBuild)
    #endif
}
