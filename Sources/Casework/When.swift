import Ledger

/// Reads what a person typed after `--when`, `--until` or at a date prompt.
///
/// Only forms with one meaning are taken: `YYYY-MM-DD HH:MM[:SS]` (a `T` may stand for the space),
/// `now`, `today HH:MM`, `yesterday HH:MM`; for a rough time also a bare `YYYY-MM-DD`, `today` or
/// `yesterday`. Everything else is refused with a sentence that shows a form that works; nothing is
/// shifted or guessed.
package enum When {
    /// Which of two equal wall times is meant in the hour that autumn repeats.
    package enum Fold: String, Sendable, CaseIterable { case first, second }

    /// What was typed, as a moment.
    package struct Reading: Sendable, Hashable {
        package let time: LocalTime
        /// `second` or `minute` by what was given, `about` or `day` for a rough time.
        package let precision: Occurred.Precision
        /// True if more than ten minutes ahead of the clock: ask before it is taken.
        package let isFuture: Bool
    }

    /// Seconds ahead of the clock that are not yet asked about.
    package static let futureTolerance = 600

    /// Returns the moment that `text` names on clocks in `zone`.
    ///
    /// - Parameters:
    ///   - now: The clock; `today` and `yesterday` are days in `zone`.
    ///   - isRough: `--about`: the precision is `about`, or `day` for a date without a time.
    ///   - fold: Answers which of two equal wall times; has no effect on other times.
    package static func read(
        _ text: String, in zone: Zone, now: Instant, isRough: Bool = false, fold: Fold? = nil
    ) throws(WhenError) -> Reading {
        let typed = try Typed(text)
        let today = zone.localTime(of: now).wall
        let date: CivilDate
        switch typed.day {
        case .now:
            let minute = WallTime(date: today.date, millisecondOfDay: today.minuteOfDay * 60_000)
            let time = LocalTime(wall: minute, offsetMinutes: zone.offsetMinutes(at: now))
            return Reading(time: time, precision: isRough ? .about : .minute, isFuture: false)
        case .today: date = today.date
        case .yesterday: date = today.date.adding(days: -1)
        case .date(let given): date = given
        }

        let time: LocalTime
        let precision: Occurred.Precision
        if let clock = typed.clock {
            let wall = WallTime(date: date, millisecondOfDay: clock.secondOfDay * 1000)
            time = try moment(of: wall, in: zone, fold: fold)
            precision = isRough ? .about : clock.hasSeconds ? .second : .minute
        } else {
            guard isRough else { throw .noTime(date) }
            time = try firstMoment(of: date, in: zone)
            precision = .day
        }
        let isFuture = time.instant.seconds(since: now) > futureTolerance
        return Reading(time: time, precision: precision, isFuture: isFuture)
    }

    /// The moment at which clocks in `zone` show `wall`; also for times that did not come from text.
    package static func moment(of wall: WallTime, in zone: Zone, fold: Fold?) throws(WhenError) -> LocalTime {
        let moments = zone.moments(of: wall)
        switch (moments.count, fold) {
        case (0, _): throw .skipped(wall, gap: gap(around: wall, in: zone), zone: zone.name)
        case (1, _), (_, .first): return moments[0]
        case (_, .second): return moments[moments.count - 1]
        case (_, nil): throw .doubled(moments[0], moments[moments.count - 1], zone: zone.name)
        }
    }

    /// The start of a day, which is not midnight where clocks skip midnight.
    private static func firstMoment(of date: CivilDate, in zone: Zone) throws(WhenError) -> LocalTime {
        let midnight = WallTime(date: date)
        if let first = zone.moments(of: midnight).first { return first }
        let end = gap(around: midnight, in: zone).end
        // Samoa left out the whole of 30 December 2011.
        guard end.date == date else {
            throw .skipped(midnight, gap: gap(around: midnight, in: zone), zone: zone.name)
        }
        return try moment(of: end, in: zone, fold: .first)
    }

    /// The wall times between which clocks jumped over `wall`.
    private static func gap(around wall: WallTime, in zone: Zone) -> Gap {
        let asUTC = wall.instant(offsetMinutes: 0)
        let before = zone.offsetMinutes(at: asUTC.adding(seconds: -86_400))
        let after = zone.offsetMinutes(at: asUTC.adding(seconds: 86_400))
        // With the old offset the skipped time lies after the jump, with the new one before it.
        var early = wall.instant(offsetMinutes: max(before, after)).adding(seconds: -1)
        var late = wall.instant(offsetMinutes: min(before, after))
        while late.seconds(since: early) > 1 {
            let middle = early.adding(seconds: late.seconds(since: early) / 2)
            if zone.offsetMinutes(at: middle) == after { late = middle } else { early = middle }
        }
        return Gap(
            start: WallTime(instant: late, offsetMinutes: before), end: WallTime(instant: late, offsetMinutes: after))
    }
}

/// The wall times that clocks went from and to when they were put forward.
package struct Gap: Sendable, Hashable {
    package let start: WallTime
    package let end: WallTime
}

/// Why a typed time was not taken.
package enum WhenError: Error, Hashable {
    case empty
    /// None of the forms above.
    case notUnderstood
    /// As in `03/04` or `04.03.2026`: day and month can be taken for each other.
    case ambiguousDate
    /// As in `21:00`.
    case noDay(hour: Int, minute: Int)
    /// A date alone, where a rough time was not asked for.
    case noTime(CivilDate)
    case noSuchDay
    /// Such as 24:00, 12:60, or a leap second.
    case noSuchTime
    /// As in `9:05`, which may be morning or evening.
    case shortHour
    /// As in `21:00Z` or `21:00-05:00`.
    case offsetGiven
    /// Clocks were put forward over this time.
    case skipped(WallTime, gap: Gap, zone: String)
    /// Clocks were put back; the time came twice.
    case doubled(LocalTime, LocalTime, zone: String)
}

/// The parts of a typed time, before any zone is known.
private struct Typed {
    enum Day {
        case now, today, yesterday
        case date(CivilDate)
    }
    let day: Day
    let clock: TypedClock?

    init(_ text: String) throws(WhenError) {
        let parts = Self.parts(of: text)
        guard let first = parts.first else { throw .empty }
        guard parts.count <= 2 else { throw .notUnderstood }
        switch first.lowercased() {
        case "now":
            guard parts.count == 1 else { throw .notUnderstood }
            day = .now
        case "today": day = .today
        case "yesterday": day = .yesterday
        default: day = .date(try Self.date(first))
        }
        clock = parts.count == 2 ? try TypedClock(parts[1]) : nil
    }

    /// The text's words; a date and a time joined by `T` are two.
    private static func parts(of text: String) -> [String] {
        guard text.utf8.count <= 64 else { return ["", "", ""] }
        let words = text.split(whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init)
        if words.count == 1, let word = words.first, word.utf8.count > 10, Array(word.utf8)[10] == UInt8(ascii: "T") {
            return [String(word.prefix(10)), String(word.dropFirst(11))]
        }
        return words
    }

    private static func date(_ word: String) throws(WhenError) -> CivilDate {
        if let date = CivilDate(text: word) { return date }
        let bytes = Array(word.utf8)
        if let clock = try? TypedClock(word) {
            throw .noDay(hour: clock.secondOfDay / 3600, minute: clock.secondOfDay / 60 % 60)
        }
        let groups = bytes.split(omittingEmptySubsequences: false) { "/.-".utf8.contains($0) }
        let areNumbers = groups.allSatisfy { !$0.isEmpty && $0.allSatisfy(isDigit) }
        guard groups.count > 1, areNumbers else { throw .notUnderstood }
        if groups.map({ $0.count }) == [4, 2, 2] {
            throw bytes.contains(UInt8(ascii: "-")) && !bytes.contains(where: "/.".utf8.contains)
                ? .noSuchDay : .notUnderstood
        }
        throw .ambiguousDate
    }
}

/// `HH:MM` or `HH:MM:SS`.
private struct TypedClock {
    let secondOfDay: Int
    let hasSeconds: Bool

    init(_ word: String) throws(WhenError) {
        let groups = word.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard 2...3 ~= groups.count, let hours = groups.first else { throw Self.fault(word) }
        guard groups.allSatisfy({ 1...2 ~= $0.count && $0.allSatisfy(isDigit) }) else { throw Self.fault(word) }
        guard hours.count == 2 else { throw .shortHour }
        guard groups.dropFirst().allSatisfy({ $0.count == 2 }) else { throw .notUnderstood }
        let numbers = groups.compactMap { Int(String(decoding: $0, as: UTF8.self)) } + [0]
        guard numbers.count >= 3, numbers[0] < 24, numbers[1] < 60, numbers[2] < 60 else { throw .noSuchTime }
        secondOfDay = numbers[0] * 3600 + numbers[1] * 60 + numbers[2]
        hasSeconds = groups.count == 3
    }

    private static func fault(_ word: String) -> WhenError {
        let bytes = Array(word.utf8)
        let startsAsTime = bytes.count > 5 && bytes[0..<2].allSatisfy(isDigit) && bytes[2] == UInt8(ascii: ":")
        return startsAsTime && bytes[5...].contains(where: "Zz+-".utf8.contains) ? .offsetGiven : .notUnderstood
    }
}

private func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

extension WhenError {
    /// What is wrong and what to write instead, in plain sentences.
    package var message: String {
        switch self {
        case .empty, .notUnderstood:
            "The time was not understood. Write it as 2026-03-04 21:00, today 21:00, yesterday 21:00 or now."
        case .ambiguousDate:
            "The date is ambiguous: day and month can be taken for each other. Write year, month, day: "
                + "2026-03-04 21:00."
        case .noDay(let hour, let minute):
            "The day is missing. Write today \(clock(hour, minute)), yesterday \(clock(hour, minute)) or a date "
                + "before it, as in 2026-03-04 \(clock(hour, minute))."
        case .noTime(let date):
            "The time of day is missing. Write \(date.text) HH:MM, or add --about if only the day is known."
        case .noSuchDay: "The calendar has no such day. Write year, month, day: 2026-03-04 21:00."
        case .noSuchTime: "A clock shows no such time. Hours go from 00 to 23, minutes and seconds from 00 to 59."
        case .shortHour: "Write the hour with two digits, from 00 to 23: 09:05 in the morning, 21:05 in the evening."
        case .offsetGiven:
            "Write the time that the clock on the wall showed, without an offset, and name its zone with --zone, "
                + "as in --zone Europe/London."
        case .skipped(_, let gap, let zone):
            "This time did not exist in \(zone): clocks went from \(clock(gap.start)) on \(gap.start.date.text) to "
                + "\(clock(gap.end)) on \(gap.end.date.text). Write the time that a clock showed."
        case .doubled(let first, let second, let zone):
            "This time came twice in \(zone): first at \(WhenText.offset(first.offsetMinutes)), then at "
                + "\(WhenText.offset(second.offsetMinutes)), after clocks were put back. Say which with --fold first "
                + "or --fold second."
        }
    }

    private func clock(_ wall: WallTime) -> String { clock(wall.hour, wall.minute) }
    private func clock(_ hour: Int, _ minute: Int) -> String {
        WhenText.twoDigits(hour) + ":" + WhenText.twoDigits(minute)
    }
}
