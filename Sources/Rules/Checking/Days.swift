import Ledger

/// A calendar made ready for asking again and again. It never changes, so that rules may be judged side by side.
final class Days {
    private let lists: [String: [Calendar.Item]]
    /// The days of the lists that rules ask for; by list and clock where an event has a time.
    private let whole: [String: Set<Int>]
    private let timed: [String: [ObjectIdentifier: Set<Int>]]
    private let recurring: [String: [(pattern: DayPattern, with: String?)]]
    /// The items of the list `custody` by the numbers of the days that they touch.
    private let custody: [ObjectIdentifier: [Int: [Calendar.Item]]]

    /// - Parameters:
    ///   - asked: The lists that rules will ask for most often.
    ///   - clocks: The clocks by which they will.
    init(_ calendar: Calendar, asked: Set<String> = [], clocks: [ZoneClock] = []) {
        lists = calendar.lists
        recurring = calendar.lists.mapValues { items in
            items.compactMap { item in
                if case .each(let pattern) = item.time { (pattern: pattern, with: item.with) } else { nil }
            }
        }
        let asked = asked.filter { calendar.lists[$0] != nil }
        whole = Dictionary(uniqueKeysWithValues: asked.map { ($0, Self.wholeDays(calendar.lists[$0] ?? [])) })
        timed = Dictionary(
            uniqueKeysWithValues: asked.map { list in
                let items = calendar.lists[list] ?? []
                return (
                    list,
                    Dictionary(uniqueKeysWithValues: clocks.map { (ObjectIdentifier($0), Self.timedDays(items, $0)) })
                )
            })
        let isAsked = asked.contains(Calendar.custody)
        custody = Dictionary(
            uniqueKeysWithValues: (isAsked ? clocks : []).map {
                (ObjectIdentifier($0), Self.byDay(calendar.lists[Calendar.custody] ?? [], $0))
            })
    }

    func has(_ list: String) -> Bool { lists[list] != nil }
    func items(_ list: String) -> [Calendar.Item] { lists[list] ?? [] }

    /// True if some item of `list` touches the day with number `day` on `clock`.
    func contains(_ day: Int, _ list: String, _ clock: ZoneClock) -> Bool {
        if (whole[list] ?? Self.wholeDays(items(list))).contains(day) { return true }
        if (timed[list]?[ObjectIdentifier(clock)] ?? Self.timedDays(items(list), clock)).contains(day) { return true }
        return recurring[list]?.contains { $0.pattern.matches(day) } ?? false
    }

    /// With whom the child is throughout `span`; nil if the calendar does not say, or says two.
    ///
    /// Days that are named count before days that come again and again, and of those the later line.
    func child(at span: Span, _ clock: ZoneClock) -> String? {
        let first = clock.day(span.earliest)
        let last = max(first, clock.day(span.latest))
        guard last - first < 400 else { return nil }
        let byDay = custody[ObjectIdentifier(clock)] ?? Self.byDay(items(Calendar.custody), clock)
        var with: String?
        for day in first...last {
            let part =
                first == last
                ? span
                : Span(
                    earliest: max(span.earliest, clock.moment(dayNumber: day)),
                    latest: min(span.latest, clock.moment(dayNumber: day + 1) - 1))
            guard let person = child(on: day, at: part, byDay[day] ?? []), with == nil || with == person else {
                return nil
            }
            with = person
        }
        return with
    }

    private func child(on day: Int, at part: Span, _ items: [Calendar.Item]) -> String? {
        var with: String?
        var isWhole = false
        for item in items {
            guard let person = item.with else { continue }
            switch item.time {
            case .days: isWhole = true
            case .moments(let from, let until):
                guard from.milliseconds <= part.latest, until.milliseconds > part.earliest else { continue }
                isWhole = isWhole || (from.milliseconds <= part.earliest && until.milliseconds > part.latest)
            case .each: continue
            }
            guard with == nil || with == person else { return nil }
            with = person
        }
        if with != nil { return isWhole ? with : nil }
        return recurring[Calendar.custody]?.last { $0.with != nil && $0.pattern.matches(day) }?.with
    }

    // MARK: Making ready

    private static func wholeDays(_ items: [Calendar.Item]) -> Set<Int> {
        var days: Set<Int> = []
        for case .days(let first, let last) in items.lazy.map(\.time) {
            days.formUnion(first.dayNumber...min(last.dayNumber, first.dayNumber + 36_525))
        }
        return days
    }

    private static func timedDays(_ items: [Calendar.Item], _ clock: ZoneClock) -> Set<Int> {
        var days: Set<Int> = []
        for item in items {
            if case .moments = item.time, let own = item.days(clock) { days.formUnion(own) }
        }
        return days
    }

    private static func byDay(_ items: [Calendar.Item], _ clock: ZoneClock) -> [Int: [Calendar.Item]] {
        var byDay: [Int: [Calendar.Item]] = [:]
        for item in items {
            guard let days = item.days(clock) else { continue }
            for day in days { byDay[day, default: []].append(item) }
        }
        return byDay
    }
}
