import Ledger

/// Times at which something is due, by the calendar and a clock on the wall.
package struct Schedule: Sendable {
    let items: [Item]

    struct Item: Sendable {
        let pattern: Pattern
        /// Nil for calendars whose items have times of their own.
        let at: ClockTime?
        /// On whom it depends; nil if the clause leaves that open or binds one person.
        let by: String?
    }

    enum Pattern: Sendable, Hashable {
        case days(DayPattern)
        /// On the days or at the times of a list of the calendar, or on one day of each of its stretches; then on to
        /// the day that is told from it.
        case calendar(String, StretchDay?, DayMove?)
        /// After each entry of a kind: hours on the clock, or whole days and then a time.
        case after(Event.Kind, hours: Int?, days: Int)
    }

    enum StretchDay: String, Sendable, CaseIterable { case first, last }
    private enum After: String, CaseIterable { case contact, checkin, handover, missed, incident }

    /// Nil if `key` is not there.
    static func read(_ key: String, in keys: KeyReader) throws(RuleBookError) -> Schedule? {
        guard let tables = try keys.tables(key) else { return nil }
        guard !tables.isEmpty else { throw .emptyList(keys.place.naming(key)) }
        guard tables.count <= 100 else { throw .tooLong(keys.place.naming(key), limit: 100) }
        var items: [Item] = []
        for table in tables {
            items.append(try item(table, keys.calendar))
            try table.finish()
        }
        return Schedule(items: items)
    }

    private static func item(_ keys: KeyReader, _ calendar: Calendar) throws(RuleBookError) -> Item {
        let at = try keys.time("at")
        let by = try keys.person("by")
        let move = try DayMove.read(keys)
        let days = try DayPattern.read(keys, move: move)
        let list = try keys.text("calendar", limit: 200)
        let stretchDay = try keys.choice("day-of-stretch", of: StretchDay.self)
        let after = try keys.choice("after", of: After.self)
        let hours = try keys.integer("after-hours", in: 1...8784)
        let afterDays = try keys.integer("after-days", in: 0...3660)

        func contradict(_ key: String, _ what: RuleBookError.Contradiction) -> RuleBookError {
            .contradiction(keys.place.naming(key), what)
        }
        if list != nil || after != nil, days != nil || (list != nil && after != nil) {
            let season = ["months", "years"].first(where: keys.has)
            throw season.map { contradict($0, .yearsOfSchedule) } ?? contradict("at", .dueTwice)
        }
        if after == nil, hours != nil || afterDays != nil { throw contradict("after", .dueAfterNothing) }
        if stretchDay != nil, list == nil { throw contradict("day-of-stretch", .stretchWithoutCalendar) }
        if move != nil, after != nil { throw contradict("then", .moveAfterEntry) }

        let pattern: Pattern
        if let after {
            guard (hours == nil) != (afterDays == nil) else { throw contradict("after", .dueAfterNothing) }
            if hours != nil, at != nil { throw contradict("at", .dueAfterNothing) }
            pattern = .after(Event.Kind(rawValue: after.rawValue) ?? .contact, hours: hours, days: afterDays ?? 0)
        } else if let list {
            pattern = .calendar(list, stretchDay, move)
        } else {
            pattern = .days(days ?? .everyDay(move))
        }
        let hasOwnTimes = list.map { !calendar.hasDays($0) } ?? (hours != nil)
        if at == nil, !hasOwnTimes { throw .missingKey(keys.place.naming("at")) }
        return Item(pattern: pattern, at: at, by: by)
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
    /// True where it is due at some time between the two.
    let isAnyTime: Bool

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
        isAnyTime = false
    }

    init(_ span: Span, _ clock: ZoneClock, by: String?) {
        wall = clock.localTime(span.earliest).wall
        zone = clock.name
        earliest = span.earliest
        latest = span.latest
        doubts = span.latest > span.earliest ? .exactTime : []
        self.by = by
        isAnyTime = false
    }

    /// At some time on a day.
    init(dayNumber day: Int, _ clock: ZoneClock, by: String?) {
        wall = WallTime(date: CivilDate(dayNumber: day))
        zone = clock.name
        earliest = clock.moment(dayNumber: day)
        latest = clock.moment(dayNumber: day + 1) - 1
        doubts = []
        self.by = by
        isAnyTime = true
    }

    /// From the first to the last moment that may be meant as the last one in time.
    func limit(graceMinutes: Int) -> ClosedRange<Int> {
        let grace = graceMinutes * 60_000
        return (isAnyTime ? latest : earliest) + grace...latest + grace
    }

    var text: Sentence { "\(isAnyTime ? Phrases.day(wall.date) : Phrases.moment(wall)) in \(verbatim: zone)" }
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
            case .calendar(let list, let stretchDay, let move):
                let days = CalendarDays(list, stretchDay, move, from: from, until: until)
                dues += days.dues(item, clocks, context.days)
            case .after(let kind, let hours, let days):
                dues += self.dues(after: kind, hours, days, item, clocks, context)
            case .days(let pattern):
                guard let at = item.at else { continue }
                let last = clock.day(until - 1) + 1
                for day in max(clock.day(from) - 1, last - 36_525)...last where pattern.matches(day) {
                    dues.append(Due(wall: day * millisecondsPerDay + at.secondOfDay * 1000, clocks, by: item.by))
                }
            }
        }
        return dues.filter { $0.earliest >= from && $0.earliest < until }
            .sorted { ($0.earliest, $0.by ?? "") < ($1.earliest, $1.by ?? "") }
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

/// The days of a list of the calendar on which something is due.
private struct CalendarDays {
    let list: String
    let stretchDay: Schedule.StretchDay?
    let move: DayMove?
    let from: Int
    let until: Int

    init(_ list: String, _ stretchDay: Schedule.StretchDay?, _ move: DayMove?, from: Int, until: Int) {
        self.list = list
        self.stretchDay = stretchDay
        self.move = move
        self.from = from
        self.until = until
    }

    func dues(_ item: Schedule.Item, _ clocks: [ZoneClock], _ days: Days) -> [Due] {
        guard let clock = clocks.first else { return [] }
        return days.items(list).flatMap { occasion -> [Due] in
            let by = item.by ?? occasion.with
            switch occasion.time {
            case .moments(let start, let end):
                return [moment(start.milliseconds, end.milliseconds, item.at, by, clocks, clock)]
            case .days(let first, let last):
                let all = first.dayNumber...min(last.dayNumber, first.dayNumber + 36_525)
                let picked =
                    switch stretchDay {
                    case .first?: all.lowerBound...all.lowerBound
                    case .last?: all.upperBound...all.upperBound
                    case nil: all
                    }
                return picked.compactMap { due(on: $0, item.at, by, clocks) }
            case .each(let pattern):
                let last = clock.day(until - 1) + 1 + DayMove.longest
                return (max(clock.day(from) - 1 - DayMove.longest, last - 36_525)...last)
                    .filter { pattern.matches($0) && isPicked($0, pattern) }
                    .compactMap { due(on: $0, item.at, by, clocks) }
            }
        }
    }

    /// Days that follow one another are a stretch.
    private func isPicked(_ day: Int, _ pattern: DayPattern) -> Bool {
        switch stretchDay {
        case .first?: !pattern.matches(day - 1)
        case .last?: !pattern.matches(day + 1)
        case nil: true
        }
    }

    /// Where no time is named, some time on that day.
    private func due(on day: Int, _ at: ClockTime?, _ by: String?, _ clocks: [ZoneClock]) -> Due? {
        let day = move?.moved(day) ?? day
        if let at { return Due(wall: day * millisecondsPerDay + at.secondOfDay * 1000, clocks, by: by) }
        return clocks.first.map { Due(dayNumber: day, $0, by: by) }
    }

    /// At the event's own time, or on its first or last day, or on one told from it.
    private func moment(
        _ start: Int, _ end: Int, _ at: ClockTime?, _ by: String?, _ clocks: [ZoneClock], _ clock: ZoneClock
    ) -> Due {
        let own = stretchDay == .last ? end : start
        guard let move else {
            if stretchDay != nil, let at {
                let day = clock.day(stretchDay == .last ? max(start, end - 1) : start)
                return Due(wall: day * millisecondsPerDay + at.secondOfDay * 1000, clocks, by: by)
            }
            return Due(Span(earliest: own, latest: own), clock, by: by)
        }
        let wall = clock.wall(own)
        let day = at == nil ? clock.day(own) : clock.day(stretchDay == .last ? max(start, end - 1) : start)
        let time = at.map { $0.secondOfDay * 1000 } ?? modulo(wall, millisecondsPerDay)
        return Due(wall: move.moved(day) * millisecondsPerDay + time, clocks, by: by)
    }
}

extension Schedule {
    /// `every Monday and Friday at 19:00; on the first Monday of each month at 09:00`.
    var text: Sentence {
        var texts: [Sentence] = []
        var rest = items[...]
        while let first = rest.first {
            // Several times of the same days are told together.
            let same = rest.prefix { $0.pattern == first.pattern && $0.by == first.by && $0.at != nil }
            texts.append(first.text(at: same.isEmpty ? [] : same.compactMap(\.at)))
            rest = rest.dropFirst(max(1, same.count))
        }
        return texts.joined(separator: "; ")
    }
}

extension Schedule.Item {
    fileprivate func text(at times: [ClockTime]) -> Sentence {
        let time: Sentence = times.isEmpty ? "" : " at \(Phrases.list(verbatim: times.map(\.text)))"
        let who: Sentence = by.map { ", by \(Phrases.person(Terms.Bound($0)))" } ?? ""
        switch pattern {
        case .days(let pattern): return "\(pattern.text)\(time)\(pattern.countedText)\(who)"
        case .calendar(let list, let stretchDay, let move):
            let whole: Sentence =
                switch stretchDay {
                case .first?: "the first day of each stretch that the calendar calls “\(verbatim: list)”"
                case .last?: "the last day of each stretch that the calendar calls “\(verbatim: list)”"
                case nil: "each day that the calendar calls “\(verbatim: list)”"
                }
            if let move { return "on \(move.text) \(whole)\(time)\(who)" }
            return stretchDay == nil && at == nil
                ? "as the calendar “\(verbatim: list)” says\(who)" : "on \(whole)\(time)\(who)"
        case .after(let kind, let hours, let days):
            let length = hours.map { Phrases.count($0, "hour") } ?? Phrases.count(days, "day")
            let entry: Sentence = "each \(Phrases.oneEntry(kind))"
            return days == 0 && hours == nil
                ? "on the day of \(entry)\(time)\(who)" : "\(length) after \(entry)\(time)\(who)"
        }
    }
}
