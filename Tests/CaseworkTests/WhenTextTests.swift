import Ledger
import Testing

@testable import Casework

struct WhenTextTests {
    @Test(
        "a time is told as weekday, date, clock, offset and distance",
        arguments: [
            (
                "2026-03-04T21:00:00-05:00", nil, Occurred.Precision.minute, "2026-03-06T17:00:00Z",
                "Wednesday 4 March 2026, 21:00, UTC\u{2212}5, 2 days ago"
            ),
            (
                "2026-03-04T21:00:00-05:00", nil, .minute, "2026-03-05T14:00:00Z",
                "Wednesday 4 March 2026, 21:00, UTC\u{2212}5, yesterday"
            ),
            (
                "2026-03-04T21:00:05-05:00", nil, .second, "2026-03-05T02:00:10Z",
                "Wednesday 4 March 2026, 21:00:05, UTC\u{2212}5, just now"
            ),
            (
                "2026-03-04T21:00:00-05:00", nil, .about, "2026-03-05T02:01:00Z",
                "Wednesday 4 March 2026, about 21:00, UTC\u{2212}5, 1 minute ago"
            ),
            (
                "2026-03-04T00:00:00-05:00", nil, .day, "2026-03-04T18:00:00Z",
                "Wednesday 4 March 2026, time not known, today"
            ),
            (
                "2026-03-04T00:00:00-05:00", "2026-03-06T00:00:00-05:00", .day, "2026-03-07T18:00:00Z",
                "Wednesday 4 March 2026 to Friday 6 March 2026, whole days, 3 days ago"
            ),
            (
                "2026-03-04T09:00:00-05:00", "2026-03-04T09:40:00-05:00", .minute, "2026-03-04T17:00:00Z",
                "Wednesday 4 March 2026, 09:00 to 09:40, UTC\u{2212}5, 3 hours ago"
            ),
            (
                "2026-03-07T23:00:00-05:00", "2026-03-08T04:00:00-04:00", .minute, "2026-03-08T17:00:00Z",
                "Saturday 7 March 2026, 23:00 to Sunday 8 March 2026, 04:00, UTC\u{2212}5 to UTC\u{2212}4, yesterday"
            ),
            (
                "2026-03-06T09:00:00-05:00", nil, .minute, "2026-03-04T17:00:00Z",
                "Friday 6 March 2026, 09:00, UTC\u{2212}5, in 2 days"
            ),
        ])
    func described(start: String, end: String?, precision: Occurred.Precision, now: String, expected: String) throws {
        let occurred = Occurred(
            start: try #require(LocalTime(text: start)), end: end.flatMap(LocalTime.init(text:)),
            zone: "America/New_York", precision: precision, source: .memory)
        #expect(WhenText.describe(occurred, now: try #require(Instant(text: now))) == expected)
    }

    @Test(
        "offsets are told in hours, and minutes where there are any",
        arguments: [
            (0, "UTC"), (60, "UTC+1"), (-300, "UTC\u{2212}5"), (330, "UTC+5:30"), (-570, "UTC\u{2212}9:30"),
        ])
    func offsets(minutes: Int, expected: String) { #expect(WhenText.offset(minutes) == expected) }
}
