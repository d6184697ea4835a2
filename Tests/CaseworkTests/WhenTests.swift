import Ledger
import Testing

@testable import Casework

struct WhenTests {
    /// Wednesday 4 March 2026, 12:00 UTC.
    static let now = Instant(text: "2026-03-04T12:00:00Z")!

    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let zone: String
        let expected: String
        let precision: Occurred.Precision
        var isRough = false
        var fold: When.Fold?
        var isFuture = false
        var testDescription: String { "\(text) in \(zone)" }

        init(
            _ text: String, _ zone: String, _ expected: String, _ precision: Occurred.Precision = .minute,
            isRough: Bool = false, fold: When.Fold? = nil, isFuture: Bool = false
        ) {
            (self.text, self.zone, self.expected, self.precision) = (text, zone, expected, precision)
            (self.isRough, self.fold, self.isFuture) = (isRough, fold, isFuture)
        }
    }

    @Test(
        "each form that has one meaning is read",
        arguments: [
            Case("2026-03-02 21:00", "America/New_York", "2026-03-02T21:00:00-05:00"),
            Case("  2026-03-02   21:00 ", "Europe/London", "2026-03-02T21:00:00+00:00"),
            Case("2026-03-02T21:00", "Asia/Kolkata", "2026-03-02T21:00:00+05:30"),
            Case("2026-03-02 21:00:07", "Europe/London", "2026-03-02T21:00:07+00:00", .second),
            Case("2026-03-02T21:00:00", "Europe/London", "2026-03-02T21:00:00+00:00", .second),
            Case("now", "America/New_York", "2026-03-04T07:00:00-05:00"),
            Case("Today 09:05", "Europe/London", "2026-03-04T09:05:00+00:00"),
            Case("yesterday 23:59", "Europe/London", "2026-03-03T23:59:00+00:00"),
            // At noon UTC it is already the fifth in Auckland.
            Case("today 00:30", "Pacific/Auckland", "2026-03-05T00:30:00+13:00"),
            Case("yesterday 00:30", "Pacific/Auckland", "2026-03-04T00:30:00+13:00"),
            Case("2026-03-02 21:00", "Europe/London", "2026-03-02T21:00:00+00:00", .about, isRough: true),
            Case("now", "Europe/London", "2026-03-04T12:00:00+00:00", .about, isRough: true),
            Case("2026-03-02", "Europe/London", "2026-03-02T00:00:00+00:00", .day, isRough: true),
            Case("yesterday", "Europe/London", "2026-03-03T00:00:00+00:00", .day, isRough: true),
            Case("2024-02-29 08:00", "Europe/London", "2024-02-29T08:00:00+00:00"),
            // Ten minutes ahead is not asked about, eleven are.
            Case("today 12:10", "Europe/London", "2026-03-04T12:10:00+00:00"),
            Case("today 12:11", "Europe/London", "2026-03-04T12:11:00+00:00", isFuture: true),
            // The night clocks go back: which of the two is said, or not needed.
            Case("2025-10-26 01:30", "Europe/London", "2025-10-26T01:30:00+01:00", fold: .first),
            Case("2025-10-26 01:30", "Europe/London", "2025-10-26T01:30:00+00:00", fold: .second),
            Case("2025-10-26 00:59", "Europe/London", "2025-10-26T00:59:00+01:00"),
            Case("2025-10-26 02:00", "Europe/London", "2025-10-26T02:00:00+00:00"),
            Case("2025-10-26 02:00", "Europe/London", "2025-10-26T02:00:00+00:00", fold: .first),
            // Both edges of the hour that spring skips.
            Case("2025-03-09 01:59:59", "America/New_York", "2025-03-09T01:59:59-05:00", .second),
            Case("2025-03-09 03:00", "America/New_York", "2025-03-09T03:00:00-04:00"),
            // In Santiago a day of September begins at one o'clock.
            Case("2025-09-07", "America/Santiago", "2025-09-07T01:00:00-03:00", .day, isRough: true),
        ])
    func forms(_ given: Case) throws {
        let zone = try #require(Zone(given.zone))
        let reading = try When.read(given.text, in: zone, now: Self.now, isRough: given.isRough, fold: given.fold)
        #expect(reading.time.text == given.expected)
        #expect(reading.precision == given.precision)
        #expect(reading.isFuture == given.isFuture)
    }

    @Test(
        "everything else is refused, and why is said",
        arguments: [
            ("", WhenError.empty), ("   ", .empty), ("yesterday evening", .notUnderstood),
            ("4 March 2026", .notUnderstood),
            ("15", .notUnderstood), ("10", .notUnderstood), ("re: lunch", .notUnderstood),
            ("tomorrow 09:00", .notUnderstood),
            ("now 09:00", .notUnderstood), ("2026/03/04 21:00", .notUnderstood), ("2026-03-04 9pm", .notUnderstood),
            ("2026-03-04 21:0", .notUnderstood), ("2026-03-04 21:00 UTC", .notUnderstood),
            ("２０２６-03-04 21:00", .notUnderstood),
            ("03/04", .ambiguousDate), ("03/04/2026 21:00", .ambiguousDate), ("04.03.2026", .ambiguousDate),
            ("04-03-2026 21:00", .ambiguousDate), ("26/06/2015", .ambiguousDate), ("26-03-04 21:00", .ambiguousDate),
            ("21:00", .noDay(hour: 21, minute: 0)), ("15:42:10", .noDay(hour: 15, minute: 42)),
            ("2026-03-04", .noTime(CivilDate(year: 2026, month: 3, day: 4)!)),
            ("today", .noTime(CivilDate(year: 2026, month: 3, day: 4)!)),
            ("2026-02-30 21:00", .noSuchDay), ("2026-13-01 21:00", .noSuchDay), ("2025-02-29 21:00", .noSuchDay),
            ("2026-03-04 24:00", .noSuchTime), ("2026-03-04 21:60", .noSuchTime), ("2026-12-31 23:59:60", .noSuchTime),
            ("2026-03-04 9:05", .shortHour), ("today 9:05", .shortHour),
            ("2026-03-04T21:00Z", .offsetGiven), ("2026-03-04 21:00-05:00", .offsetGiven),
        ])
    func refused(text: String, error: WhenError) throws {
        let zone = try #require(Zone("Europe/London"))
        #expect(throws: error) { try When.read(text, in: zone, now: Self.now) }
        #expect(!error.message.isEmpty)
    }

    @Test(
        "a time that clocks skipped is refused and the gap is named",
        arguments: [
            ("2025-03-30 01:30", "Europe/London", "01:00 on 2025-03-30 to 02:00 on 2025-03-30"),
            ("2025-03-09 02:00", "America/New_York", "02:00 on 2025-03-09 to 03:00 on 2025-03-09"),
            ("2025-03-09 02:59:59", "America/New_York", "02:00 on 2025-03-09 to 03:00 on 2025-03-09"),
            ("2025-10-05 02:15", "Australia/Lord_Howe", "02:00 on 2025-10-05 to 02:30 on 2025-10-05"),
            ("2025-09-07 00:30", "America/Santiago", "00:00 on 2025-09-07 to 01:00 on 2025-09-07"),
            ("2011-12-30 12:00", "Pacific/Apia", "00:00 on 2011-12-30 to 00:00 on 2011-12-31"),
        ])
    func skipped(text: String, zone: String, gap: String) throws {
        let zone = try #require(Zone(zone))
        let error = #expect(throws: WhenError.self) { try When.read(text, in: zone, now: Self.now, fold: .first) }
        guard case .skipped = error else { return #expect(Bool(false), "\(String(describing: error))") }
        #expect(error?.message.contains(gap) == true, "\(error?.message ?? "")")
    }

    @Test("a time that came twice is asked about and both are named")
    func doubled() throws {
        let zone = try #require(Zone("America/New_York"))
        let error = #expect(throws: WhenError.self) { try When.read("2025-11-02 01:15", in: zone, now: Self.now) }
        guard case .doubled(let first, let second, _) = error else { return #expect(Bool(false)) }
        #expect(first.text == "2025-11-02T01:15:00-04:00")
        #expect(second.text == "2025-11-02T01:15:00-05:00")
        #expect(error?.message.contains("UTC\u{2212}4, then at UTC\u{2212}5") == true)
    }

    @Test("a date that never was is refused, also as a day")
    func missingDay() throws {
        let zone = try #require(Zone("Pacific/Apia"))
        #expect(throws: WhenError.self) { try When.read("2011-12-30", in: zone, now: Self.now, isRough: true) }
    }

    @Test("no text of any length or bytes is a crash")
    func anything() throws {
        let zone = try #require(Zone("Europe/London"))
        let pieces = [
            "2026", "-", "03", "/", "T", ":", "21", " ", "now", "today", ".", "Z", "é", "\u{0}", "9999", "0000",
        ]
        var state: UInt64 = 20_260_304
        for _ in 0..<3000 {
            var text = ""
            for _ in 0..<Int(state >> 60) {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += pieces[Int(state >> 33) % pieces.count]
            }
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            _ = try? When.read(text, in: zone, now: Self.now, isRough: true)
        }
        #expect(throws: WhenError.notUnderstood) {
            try When.read(String(repeating: "1", count: 100_000), in: zone, now: Self.now)
        }
    }
}
