import Ledger

/// Hours between two clock times, on some days of the week or all.
struct ClockWindow: Sendable {
    /// Nil for whole days.
    let times: (from: ClockTime, until: ClockTime)?
    /// On which the window begins; in the order of the week.
    let days: [Weekday]

    private enum Day: String, CaseIterable { case mon, tue, wed, thu, fri, sat, sun }

    static func list(_ key: String, in keys: KeyReader) throws(RuleBookError) -> [ClockWindow] {
        guard let tables = try keys.tables(key) else { return [] }
        guard !tables.isEmpty else { throw .emptyList(keys.place.naming(key)) }
        guard tables.count <= 100 else { throw .tooLong(keys.place.naming(key), limit: 100) }
        var windows: [ClockWindow] = []
        for table in tables {
            windows.append(try ClockWindow(table))
        }
        return windows
    }

    private init(_ keys: KeyReader) throws(RuleBookError) {
        let from = try keys.time("from")
        let until = try keys.time("until")
        let isAllDay = try keys.truth("all-day") ?? false
        let named = try keys.choices("days", of: Day.self)
        days =
            named.map { names in
                Weekday.allCases.filter { day in names.contains(Day.allCases[day.rawValue - 1]) }
            } ?? Weekday.allCases
        try keys.finish()  // before what is missing: a key with a slip of the pen is both
        switch (from, until, isAllDay) {
        case (nil, nil, true): times = nil
        case (_, _, true): throw .contradiction(keys.place.naming("all-day"), .allDayWithTimes)
        case (let from?, let until?, false):
            guard from != until else { throw .contradiction(keys.place.naming("until"), .emptyWindow) }
            times = (from, until)
        default: throw .contradiction(keys.place.naming(from == nil ? "from" : "until"), .windowWithoutTimes)
        }
    }

    /// Milliseconds from Monday 00:00; the last may run past the week's end.
    var ranges: [Range<Int>] {
        days.map { day in
            let midnight = (day.rawValue - 1) * millisecondsPerDay
            guard let times else { return midnight..<midnight + millisecondsPerDay }
            let from = times.from.secondOfDay * 1000
            let until = times.until.secondOfDay * 1000
            return midnight + from..<midnight + (until > from ? until : until + millisecondsPerDay)
        }
    }

    /// `every day from 21:00 to 07:00 the next day`, `on Sundays all day`.
    var text: Sentence {
        let on: Sentence = days.count == 7 ? "every day" : "on \(Phrases.weekdays(days, plural: true))"
        guard let times else { return "\(on) all day" }
        let isOverMidnight = times.until.secondOfDay <= times.from.secondOfDay
        let hours: Sentence = "\(on) from \(verbatim: times.from.text) to \(verbatim: times.until.text)"
        return isOverMidnight ? "\(hours) the next day" : hours
    }
}
