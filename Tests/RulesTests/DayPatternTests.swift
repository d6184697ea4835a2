import Ledger
import Testing

@testable import Rules

/// Which days of 2025 to 2028 a line of `due` names.
private func dues(_ due: String, calendars: String = "") throws -> [String] {
    let rule = try RuleBook(
        toml: """
            \(calendars)
            [[rule]]
            id = "r"
            kind = "checkin"
            clause = "c"
            binds = "them"
            zone = "America/New_York"
            due = [\(due)]
            """)
    let log = [entry(900, "2025-01-01 12:00", from: "Sam"), entry(901, "2028-12-31 23:00", from: "Sam")]
    return checker(rule).findings(in: log).map { String($0.id.dropFirst(2).prefix(10)) }
}

private func move(_ text: String) throws -> DayMove {
    try #require(try DayMove.read(KeyReader(["then": .text(text)], place: Place())))
}

private func message(_ keys: String, kind: String = "checkin", before: String = "") -> String? {
    do throws(RuleBookError) {
        _ = try RuleBook(
            toml: "\(before)\n[[rule]]\nid = \"r\"\nclause = \"c\"\nbinds = \"both\"\nkind = \"\(kind)\"\n\(keys)\n")
        return nil
    } catch { return error.message }
}

@Suite("Days told from another day")
struct DayPatternTests {
    @Test(
        "Known days of known years",
        arguments: [
            (
                "in-month = [\"fourth\"], days = [\"thu\"], months = [\"nov\"], then = \"wed before\"",
                ["2025-11-26", "2026-11-25", "2027-11-24", "2028-11-22"]
            ),
            (
                "in-month = [\"fourth\"], days = [\"thu\"], months = [\"nov\"], then = \"day after\"",
                ["2025-11-28", "2026-11-27", "2027-11-26", "2028-11-24"]
            ),
            (
                "in-month = [\"fourth\"], days = [\"thu\"], months = [\"nov\"], then = \"2 fri after\"",
                ["2025-12-05", "2026-12-04", "2027-12-03", "2028-12-01"]
            ),
            // 1 September 2025 is a Monday.
            (
                "day-of-month = 1, months = [\"sep\"], then = \"mon on or after\"",
                ["2025-09-01", "2026-09-07", "2027-09-06", "2028-09-04"]
            ),
            (
                "day-of-month = 1, months = [\"sep\"], then = \"mon after\"",
                ["2025-09-08", "2026-09-07", "2027-09-06", "2028-09-04"]
            ),
            (
                "day-of-month = 1, months = [\"sep\"], then = \"mon on or before\"",
                ["2025-09-01", "2026-08-31", "2027-08-30", "2028-08-28"]
            ),
            // The day before the first of January is of the year before: of 2029, the last.
            (
                "day-of-month = 1, months = [\"jan\"], then = \"day before\"",
                ["2025-12-31", "2026-12-31", "2027-12-31", "2028-12-31"]
            ),
            (
                "day-of-month = 1, months = [\"jan\"], years = \"even\", then = \"30 days before\"",
                ["2025-12-02", "2027-12-02"]
            ),
            ("day-of-month = \"last\", months = [\"feb\"]", ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]),
            ("day-of-month = 29, months = [\"feb\"], then = \"day after\"", ["2028-03-01"]),
        ])
    func known(keys: String, days: [String]) throws {
        #expect(try dues("{ \(keys), at = 12:00:00 }") == days)
    }

    @Test("A move leads to the nearest such day, and back from it to every day it may have begun on")
    func inverse() throws {
        for weekday in WeekdayName.allCases {
            for side in ["before", "after"] {
                for (count, isOn) in [(1, false), (2, false), (1, true), (3, true)] {
                    let move = try move("\(count) \(weekday.rawValue) \(isOn ? "on or " : "")\(side)")
                    for day in 20_000..<20_030 {
                        // Counted day by day.
                        var place = isOn ? day : side == "before" ? day - 1 : day + 1
                        var left = count
                        while true {
                            if CivilDate(dayNumber: place).weekday == weekday.weekday { left -= 1 }
                            if left == 0 { break }
                            place += side == "before" ? -1 : 1
                        }
                        #expect(move.moved(day) == place)
                        #expect(move.origins(of: place)?.contains(day) == true)
                        for origin in 20_000..<20_030 where move.origins(of: place)?.contains(origin) == true {
                            #expect(move.moved(origin) == place)
                        }
                    }
                }
            }
        }
        #expect(try move("10 days before").moved(100) == 90 && move("day after").origins(of: 100) == 99...99)
    }

    @Test("The Wednesday before Thanksgiving at six, to the minute; the clocks changed three weeks before")
    func thanksgiving() throws {
        let keys = """
            due = [{ in-month = ["fourth"], days = ["thu"], months = ["nov"], then = "wed before", at = 18:00:00 }]
            grace-minutes = 15
            """
        let rule = try book("handover", keys, binds: "them")
        for (when, expected) in [
            ("2026-11-25 18:15", Finding.Verdict.fine), ("2026-11-25 18:16", .breach), ("2026-11-25 16:00", .fine),
        ] {
            let found = checker(rule).findings(in: [
                entry(1, "2026-10-01 12:00", from: "Sam"), entry(5, when, channel: nil) { $0.kind = .handover },
                entry(9, "2026-11-30 12:00", from: "Sam"),
            ])
            #expect(summary(found) == ["r:2026-11-25-1800:them \(expected.rawValue)"])
        }
        #expect(
            rule.explanation.contains(
                "A handover is due on the Wednesday before the fourth Thursday of November at 18:00."))
    }

    @Test("The first and the last day of each stretch of a list, and a day told from it")
    func stretches() throws {
        let breaks = """
            [calendars]
            breaks = [{ from = 2026-04-03, until = 2026-04-12 }, { from = 2026-12-19, until = 2027-01-03 }]
            weekends = [{ days = ["sat", "sun"], months = ["aug"], years = "even" }]
            """
        func days(_ keys: String) throws -> [String] { try dues("{ \(keys), at = 12:00:00 }", calendars: breaks) }
        #expect(try days("calendar = \"breaks\", day-of-stretch = \"first\"") == ["2026-04-03", "2026-12-19"])
        #expect(try days("calendar = \"breaks\", day-of-stretch = \"last\"") == ["2026-04-12", "2027-01-03"])
        #expect(
            try days("calendar = \"breaks\", day-of-stretch = \"last\", then = \"day before\"")
                == ["2026-04-11", "2027-01-02"])
        #expect(
            try days("calendar = \"breaks\", day-of-stretch = \"first\", then = \"fri on or before\"")
                == ["2026-04-03", "2026-12-18"])
        #expect(
            try days("calendar = \"weekends\", day-of-stretch = \"first\"").prefix(3)
                == ["2026-08-01", "2026-08-08", "2026-08-15"])
        #expect(try days("calendar = \"breaks\"").count == 26)
        let text = try book(
            "checkin", "due = [{ calendar = \"b\", day-of-stretch = \"last\", then = \"day before\", at = 12:00:00 }]"
        ).explanation
        #expect(
            text.contains("on the day before the last day of each stretch that the calendar calls “b” at 12:00"))
    }

    @Test(
        "Events of a calendar file with a time of their own: at it, on their last day, on a day told from them")
    func timed() throws {
        func due(_ keys: String) throws -> [String] {
            let book = try book("checkin", "due = [{ calendar = \"trips\", \(keys) }]", binds: "them")
            var calendar = Calendar()
            let moments = Calendar.Item.Time.moments(
                local("2026-05-08 17:00", newYork, 0).instant, local("2026-05-10 19:30", newYork, 0).instant)
            calendar.add([Calendar.Item(moments)], to: "trips")
            let adopted = AdoptedBook(number: 1, book: book, from: Instant(milliseconds: 0), calendar: calendar)
            let log = [entry(1, "2026-05-01 12:00", from: "Sam"), entry(9, "2026-06-01 12:00", from: "Sam")]
            return Checker(books: [adopted], homeZone: try #require(Zone(newYork)), people: []).findings(in: log)
                .map { String($0.id.dropFirst(2).prefix(15)) }
        }
        #expect(try due("by = \"them\"") == ["2026-05-08-1700"])
        #expect(try due("day-of-stretch = \"last\"") == ["2026-05-10-1930"])
        #expect(try due("day-of-stretch = \"last\", at = 12:00:00") == ["2026-05-10-1200"])
        #expect(try due("then = \"day before\"") == ["2026-05-07-1700"])
        #expect(try due("then = \"mon after\", at = 09:00:00") == ["2026-05-11-0900"])
    }

    @Test(
        "A day of a calendar file for which no time is named is due at some time on it",
        arguments: [
            ("2026-05-07 23:59", Finding.Verdict.cannotTell), ("2026-05-08 00:00", .fine),
            ("2026-05-08 12:00", .fine),
            ("2026-05-08 23:59", .fine), ("2026-05-09 00:00", .breach),
        ])
    func wholeDays(when: String, expected: Finding.Verdict) throws {
        let book = try book("checkin", "due = [{ calendar = \"trips\" }]\nearly-minutes = 0", binds: "them")
        var calendar = Calendar()
        let day = try #require(CivilDate(text: "2026-05-08"))
        calendar.add([Calendar.Item(.days(day, day))], to: "trips")
        let adopted = AdoptedBook(number: 1, book: book, from: Instant(milliseconds: 0), calendar: calendar)
        let found = Checker(books: [adopted], homeZone: try #require(Zone(newYork)), people: []).findings(in: [
            entry(1, "2026-05-01 12:00", from: "Sam"), entry(5, when) { $0.kind = .checkin },
            entry(9, "2026-06-01 12:00", from: "Sam"),
        ])
        #expect(summary(found) == ["r:2026-05-08-0000:them \(expected.rawValue)"])
    }

    @Test("What cannot be meant is refused with what to write")
    func faults() {
        for text in [
            "before wed", "wed", "wednesday before", "0 days before", "400 days after", "54 fri after",
            "day on or after",
        ] {
            #expect(
                message("due = [{ day-of-month = 1, then = \"\(text)\", at = 09:00:00 }]")?
                    .hasPrefix("Rule r, due[0].then: write from which side, such as") == true, "\(text)")
        }
        #expect(
            message("due = [{ in-month = [\"last\"], at = 09:00:00 }]")?.contains("day-of-month = \"last\"") == true)
        #expect(message("due = [{ day-of-month = \"end\", at = 09:00:00 }]")?.contains("write one of") == true)
        #expect(
            message("due = [{ day-of-stretch = \"last\", at = 09:00:00 }]")?.hasSuffix("goes with calendar.") == true)
        #expect(
            message("due = [{ calendar = \"c\" }]", before: "calendars = { c = [2026-05-07] }")
                == "Rule r, due[0].at: this key is missing.")
        #expect(
            message(
                "due = [{ at = 09:00:00 }]", before: "calendars = { c = [{ from = 2026-05-07, days = [\"mon\"] }] }")?
                .hasPrefix("Key calendars.c[0]: name days with from and until, or days that come again") == true)
    }
}

@Suite("Days of a calendar that come again")
struct RecurringDayTests {
    @Test("A birthday each year, for a rule that applies on that day alone")
    func birthday() throws {
        let rule = try RuleBook(
            toml: """
                [calendars]
                birthday = [{ day-of-month = 12, months = ["may"] }]
                [[rule]]
                id = "r"
                kind = "hours"
                clause = "On her birthday each parent may call between 5 and 6 pm only."
                binds = "both"
                zone = "America/New_York"
                channels = ["call"]
                only-on = ["birthday"]
                allowed = [{ from = 17:00:00, until = 18:00:00 }]
                """)
        let found = checker(rule).findings(in: [
            entry(5, "2026-05-12 17:59", channel: .call), entry(6, "2026-05-12 18:00", channel: .call),
            entry(7, "2026-05-13 18:00", channel: .call), entry(8, "2027-05-12 16:59", channel: .call),
        ])
        #expect(summary(found) == ["r:5 fine", "r:6 breach", "r:8 breach"])
        #expect(rule.explanation.contains("Calendars in the book\n  birthday: on 12 May."))
    }

    @Test("Every second weekend with the other, but Mother's Day and days that are named come first")
    func custody() throws {
        let days = Days(
            try RuleBook(
                toml: """
                    [calendars]
                    custody = [
                      { days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], with = "me" },
                      { days = ["fri", "sat", "sun"], every-weeks = 2, counted-from = 2026-05-01, with = "them" },
                      { in-month = ["second"], days = ["sun"], months = ["may"], with = "me" },
                      { from = 2026-05-29, until = 2026-05-30, with = "me" },
                    ]
                    [[rule]]
                    id = "r"
                    kind = "no-contact"
                    clause = "c"
                    binds = "them"
                    """
            ).calendar)
        let clock = ZoneClock(try #require(Zone(newYork)))
        func with(_ when: String) -> String? {
            let moment = local(when, newYork, 0).instant.milliseconds
            return days.child(at: Span(earliest: moment, latest: moment + 59_999), clock)
        }
        #expect(with("2026-04-30 23:59") == "me" && with("2026-05-01 00:00") == "them")
        #expect(with("2026-05-03 23:59") == "them" && with("2026-05-04 00:00") == "me")
        // The weekend of 8 to 10 May is not one of the second ones; that of 15 to 17 May is.
        #expect(with("2026-05-10 12:00") == "me" && with("2026-05-15 12:00") == "them")
        #expect(
            with("2026-05-29 12:00") == "me" && with("2026-05-30 23:59") == "me" && with("2026-05-31 00:00") == "them")
        let midnight = local("2026-05-04 00:00", newYork, 0).instant.milliseconds
        #expect(days.child(at: Span(earliest: midnight - 1, latest: midnight), clock) == nil)
        #expect(days.child(at: Span(earliest: midnight, latest: midnight + 86_400_000), clock) == "me")
    }
}

@Suite("Months and years of what is due")
struct SeasonTests {
    @Test("A day of odd or even years, of some months, of both, and leap days")
    func seasons() throws {
        let eve = "day-of-month = 24, months = [\"dec\"], at = 12:00:00"
        #expect(try dues("{ \(eve) }") == ["2025-12-24", "2026-12-24", "2027-12-24", "2028-12-24"])
        #expect(try dues("{ \(eve), years = \"even\" }") == ["2026-12-24", "2028-12-24"])
        #expect(try dues("{ \(eve), years = \"odd\" }") == ["2025-12-24", "2027-12-24"])
        #expect(try dues("{ day-of-month = 29, months = [\"feb\"], at = 12:00:00 }") == ["2028-02-29"])
        #expect(
            try dues(
                "{ in-month = [\"first\"], days = [\"mon\"], months = [\"sep\"], years = \"even\", at = 12:00:00 }")
                == ["2026-09-07", "2028-09-04"])
    }

    @Test("They are said in words")
    func explained() throws {
        let rule = try book(
            "checkin",
            "due = [{ day-of-month = 24, months = [\"nov\", \"dec\"], years = \"odd\", at = 12:00:00 }]")
        #expect(rule.explanation.contains("on 24 November and 24 December of odd years at 12:00"))
    }
}
