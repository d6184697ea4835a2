import Ledger

/// Times at which something is due, by the calendar and a clock on the wall.
struct Schedule: Sendable {
    let items: [Item]

    struct Item: Sendable {
        let pattern: Pattern
        /// Of the days of the pattern, those in these months and years alone.
        let seasons: Seasons
        /// Nil for calendars whose items have times of their own.
        let at: ClockTime?
        /// On whom it depends; nil if the clause leaves that open or binds one person.
        let by: String?
    }

    struct Seasons: Sendable {
        /// From 1; nil for all.
        let months: [Int]?
        let years: Years?

        func holds(_ day: CivilDate) -> Bool {
            if let months, !months.contains(day.month) { return false }
            return years.map { ($0 == .even) == (day.year % 2 == 0) } ?? true
        }
    }

    enum Years: String, Sendable, CaseIterable { case even, odd }
    private enum Month: String, CaseIterable { case jan, feb, mar, apr, may, jun, jul, aug, sep, oct, nov, dec }

    enum Pattern: Sendable {
        /// On weekdays, every so many weeks counted from the week (Monday to Sunday) of a day.
        case weekly([Weekday], every: Int, from: CivilDate?)
        case monthly([Ordinal], [Weekday])
        /// On a day of each month that has it.
        case dayOfMonth(Int)
        /// On the days or at the times of a list of the calendar.
        case calendar(String)
        /// After each entry of a kind: hours on the clock, or whole days and then a time.
        case after(Event.Kind, hours: Int?, days: Int)
    }

    enum Ordinal: String, Sendable, CaseIterable { case first, second, third, fourth, fifth, last }
    private enum Day: String, CaseIterable { case mon, tue, wed, thu, fri, sat, sun }
    private enum After: String, CaseIterable { case contact, checkin, handover, missed, incident }

    /// Nil if `key` is not there.
    static func read(_ key: String, in keys: KeyReader) throws(RuleBookError) -> Schedule? {
        guard let tables = try keys.tables(key) else { return nil }
        guard !tables.isEmpty else { throw .emptyList(keys.place.naming(key)) }
        guard tables.count <= 100 else { throw .tooLong(keys.place.naming(key), limit: 100) }
        var items: [Item] = []
        for table in tables {
            items.append(try item(table))
            try table.finish()
        }
        return Schedule(items: items)
    }

    private static func item(_ keys: KeyReader) throws(RuleBookError) -> Item {
        let at = try keys.time("at")
        let by = try keys.text("by", limit: 200)
        let named = try keys.choices("days", of: Day.self)
        let days =
            named.map { names in
                Weekday.allCases.filter { names.contains(Day.allCases[$0.rawValue - 1]) }
            } ?? Weekday.allCases
        let every = try keys.integer("every-weeks", in: 1...520)
        let from = try keys.date("counted-from")
        let ordinals = try keys.choices("in-month", of: Ordinal.self)
        let dayOfMonth = try keys.integer("day-of-month", in: 1...31)
        let months = try keys.choices("months", of: Month.self)
        let years = try keys.choice("years", of: Years.self)
        let list = try keys.text("calendar", limit: 200)
        let after = try keys.choice("after", of: After.self)
        let hours = try keys.integer("after-hours", in: 1...8784)
        let afterDays = try keys.integer("after-days", in: 0...3660)

        func contradict(_ key: String, _ what: RuleBookError.Contradiction) -> RuleBookError {
            .contradiction(keys.place.naming(key), what)
        }
        let ways = [ordinals != nil, dayOfMonth != nil, list != nil, after != nil, every != nil].filter { $0 }.count
        if ways > 1 { throw contradict("at", .dueTwice) }
        if (every ?? 1) > 1, from == nil { throw contradict("every-weeks", .weeksWithoutStart) }
        if named != nil, dayOfMonth != nil || list != nil || after != nil { throw contradict("days", .dueTwice) }
        if after == nil, hours != nil || afterDays != nil { throw contradict("after", .dueAfterNothing) }
        if months != nil || years != nil, list != nil || after != nil {
            throw contradict(months != nil ? "months" : "years", .yearsOfSchedule)
        }
        if from != nil, every == nil { throw contradict("counted-from", .weeksWithoutStart) }

        let pattern: Pattern
        if let after {
            guard (hours == nil) != (afterDays == nil) else { throw contradict("after", .dueAfterNothing) }
            if hours != nil, at != nil { throw contradict("at", .dueAfterNothing) }
            pattern = .after(Event.Kind(rawValue: after.rawValue) ?? .contact, hours: hours, days: afterDays ?? 0)
        } else if let list {
            pattern = .calendar(list)
        } else if let ordinals {
            pattern = .monthly(ordinals, days)
        } else if let dayOfMonth {
            pattern = .dayOfMonth(dayOfMonth)
        } else {
            pattern = .weekly(days, every: every ?? 1, from: from)
        }
        if at == nil, list == nil, hours == nil { throw .missingKey(keys.place.naming("at")) }
        let seasons = Seasons(
            months: months.map { named in (1...12).filter { named.contains(Month.allCases[$0 - 1]) } }, years: years)
        return Item(pattern: pattern, seasons: seasons, at: at, by: by)
    }
}

/// Something due: from the first to the last moment that the clause may mean.
struct Due {
    /// As a clock shows it, and in which zone.
    let wall: WallTime
    let zone: String
    let earliest: Int
    let latest: Int
    /// Why the two differ.
    let doubts: Doubts
    let by: String?

    /// - Parameter wall: Milliseconds since 1970-01-01 00:00, as each of the clocks may show them.
    init(wall: Int, _ clocks: [ZoneClock], by: String?) {
        let all = clocks.map { $0.moments(wall: wall) }
        var doubts: Doubts = []
        if all.contains(where: { $0.count > 1 }) { doubts.insert(.clockChange) }
        if Set(all.map(\.lowerBound)).count > 1 { doubts.insert(.whoseClock) }
        let day = floorDivide(wall, by: millisecondsPerDay)
        self.wall = WallTime(date: CivilDate(dayNumber: day), millisecondOfDay: wall - day * millisecondsPerDay)
        zone = clocks.first?.name ?? ""
        earliest = all.map(\.lowerBound).min() ?? wall
        latest = all.map(\.upperBound).max() ?? wall
        self.doubts = doubts
        self.by = by
    }

    init(_ span: Span, _ clock: ZoneClock, by: String?) {
        wall = clock.localTime(span.earliest).wall
        zone = clock.name
        earliest = span.earliest
        latest = span.latest
        doubts = span.latest > span.earliest ? .exactTime : []
        self.by = by
    }

    var text: String { "\(Phrases.moment(wall)) in \(zone)" }
}

extension Schedule {
    /// Everything due from the first moment up to but without the last, in order of time.
    ///
    /// A time that comes twice in the night when clocks go back, or not at all when they go forward, is due
    /// somewhere between the two moments it may mean. At most a century of days.
    func dues(from: Int, until: Int, _ clocks: [ZoneClock], _ context: CheckContext) -> [Due] {
        guard from < until, let clock = clocks.first else { return [] }
        var dues: [Due] = []
        for item in items {
            switch item.pattern {
            case .calendar(let list): dues += self.dues(list, item, clocks, context)
            case .after(let kind, let hours, let days):
                dues += self.dues(after: kind, hours, days, item, clocks, context)
            case .weekly, .monthly, .dayOfMonth:
                guard let at = item.at else { continue }
                let last = clock.day(until - 1) + 1
                for day in max(clock.day(from) - 1, last - 36_525)...last where item.matches(day) {
                    dues.append(Due(wall: day * millisecondsPerDay + at.secondOfDay * 1000, clocks, by: item.by))
                }
            }
        }
        return dues.filter { $0.earliest >= from && $0.earliest < until }
            .sorted { ($0.earliest, $0.by ?? "") < ($1.earliest, $1.by ?? "") }
    }

    private func dues(_ list: String, _ item: Item, _ clocks: [ZoneClock], _ context: CheckContext) -> [Due] {
        context.days.items(list).flatMap { occasion -> [Due] in
            let by = item.by ?? occasion.with
            switch occasion.time {
            case .moments(let from, _):
                return clocks.first.map {
                    [Due(Span(earliest: from.milliseconds, latest: from.milliseconds), $0, by: by)]
                } ?? []
            case .days(let first, let last):
                guard let at = item.at else { return [] }
                return (first.dayNumber...min(last.dayNumber, first.dayNumber + 36_525)).map {
                    Due(wall: $0 * millisecondsPerDay + at.secondOfDay * 1000, clocks, by: by)
                }
            }
        }
    }

    private func dues(
        after kind: Event.Kind, _ hours: Int?, _ days: Int, _ item: Item, _ clocks: [ZoneClock], _ context: CheckContext
    ) -> [Due] {
        context.judged.compactMap { contact, _ in
            guard contact.event.kind == kind, let span = contact.end ?? contact.start, let clock = clocks.first else {
                return nil
            }
            let by = item.by
            if let hours {
                return Due(
                    Span(earliest: span.earliest + hours * 3_600_000, latest: span.earliest + hours * 3_600_000),
                    clock, by: by)
            }
            let day = clock.day(span.earliest) + days
            return item.at.map { Due(wall: day * millisecondsPerDay + $0.secondOfDay * 1000, clocks, by: by) }
        }
    }
}

extension Schedule.Item {
    fileprivate func matches(_ dayNumber: Int) -> Bool {
        pattern.matches(dayNumber) && seasons.holds(CivilDate(dayNumber: dayNumber))
    }
}

extension Schedule.Seasons {
    /// ` in November and December of odd years`, or nothing.
    fileprivate var text: String {
        let named = months.map { " in \(Phrases.list($0.map(Phrases.monthName)))" } ?? ""
        return named + (years.map { "\(named.isEmpty ? " in" : " of") \($0.rawValue) years" } ?? "")
    }
}

extension Schedule.Pattern {
    fileprivate func matches(_ dayNumber: Int) -> Bool {
        let day = CivilDate(dayNumber: dayNumber)
        switch self {
        case .weekly(let days, let every, let from):
            guard days.contains(day.weekday) else { return false }
            guard every > 1, let from else { return from.map { day >= $0 } ?? true }
            let weeks = floorDivide(dayNumber + 3, by: 7) - floorDivide(from.dayNumber + 3, by: 7)
            return weeks >= 0 && weeks % every == 0
        case .monthly(let ordinals, let days):
            guard days.contains(day.weekday) else { return false }
            let parts = day.parts
            if ordinals.contains(.last), parts.day + 7 > CivilDate.dayCount(year: parts.year, month: parts.month) {
                return true
            }
            return ordinals.contains(Schedule.Ordinal.allCases[(parts.day - 1) / 7])
        case .dayOfMonth(let number): return day.day == number
        case .calendar, .after: return false
        }
    }
}

extension Schedule {
    /// `every Monday and Friday at 19:00; the first Monday of each month at 09:00`.
    var text: String { items.map(\.text).joined(separator: "; ") }
}

extension Schedule.Item {
    fileprivate var text: String {
        let hour = at.map { " at \($0.text)" } ?? ""
        let time = seasons.text + hour
        let who = by.map { ", by \(Phrases.person(Terms.Bound($0)))" } ?? ""
        switch pattern {
        case .weekly(let days, let every, let from):
            let names = days.count == 7 ? "day" : Phrases.list(days.map(Phrases.weekday))
            let weeks =
                every == 1
                ? "every \(names)"
                : "on \(days.count == 7 ? "every day" : names) of every \(Phrases.ordinal(every)) week"
            let counted = every > 1 ? from.map { ", counted from the week of \(Phrases.date($0))" } ?? "" : ""
            return weeks + time + counted + who
        case .monthly(let ordinals, let days):
            let names = days.count == 7 ? "seven days" : Phrases.list(days.map(Phrases.weekday))
            return "the \(Phrases.list(ordinals.map(\.rawValue))) \(names) of each month\(time)\(who)"
        case .dayOfMonth(let number):
            if let months = seasons.months {
                let days = Phrases.list(months.map { "\(number) \(Phrases.monthName($0))" })
                return "on \(days)\(seasons.years.map { " of \($0.rawValue) years" } ?? "")\(hour)\(who)"
            }
            let which = number > 28 ? " that has it" : ""
            return "on the \(Phrases.nth(number)) of each month\(which)\(time)\(who)"
        case .calendar(let list): return "as the calendar “\(list)” says\(time)\(who)"
        case .after(let kind, let hours, let days):
            let length = hours.map { Phrases.count($0, "hour") } ?? Phrases.count(days, "day")
            return "\(length) after each entry of the kind \(kind.rawValue)\(time)\(who)"
        }
    }
}
