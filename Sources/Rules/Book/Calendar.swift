import Ledger

/// Days and times that rules refer to: holidays, school terms, and who has the child when.
///
/// A rule book lists its own under `[calendars]`; others are read from calendar files elsewhere and handed
/// to `Checker` as this value.
package struct Calendar: Sendable, Equatable {
    /// By the name of the list, in order of time.
    package private(set) var lists: [String: [Item]] = [:]

    /// The list that says with whom the child is.
    package static let custody = "custody"
    package static let holidays = "holidays"

    package struct Item: Sendable, Hashable {
        package var time: Time
        /// For the list `custody`: with whom the child is, `me`, `them` or a name.
        package var with: String?

        package enum Time: Sendable, Hashable {
            /// Whole days of whatever clock counts, both ends included.
            case days(CivilDate, CivilDate)
            /// From the first moment up to but without the second; the same twice is a point in time.
            case moments(Instant, Instant)
        }

        package init(_ time: Time, with: String? = nil) {
            self.time = time
            self.with = with
        }
    }

    package init() {}

    package mutating func add(_ item: Item, to list: String) {
        lists[list, default: []].append(item)
        lists[list]?.sort { $0.order < $1.order }
    }

    /// Adds a whole list; what the list held before stays.
    package mutating func add(_ items: [Item], to list: String) {
        lists[list, default: []].append(contentsOf: items)
        lists[list]?.sort { $0.order < $1.order }
    }

    package func merging(_ other: Calendar) -> Calendar {
        var merged = self
        for (name, items) in other.lists { merged.add(items, to: name) }
        return merged
    }

    init(reading keys: KeyReader) throws(RuleBookError) {
        self.init()
        for name in keys.names {
            var items: [Item] = []
            for entry in try keys.daysOrTables(name) ?? [] {
                switch entry {
                case .day(let day): items.append(Item(.days(day, day)))
                case .table(let table):
                    guard let from = try table.date("from") else { throw .missingKey(table.place.naming("from")) }
                    let until = try table.date("until") ?? from
                    let with = try table.text("with", limit: 200)
                    guard from <= until else { throw .contradiction(table.place.naming("until"), .endsBeforeItBegins) }
                    try table.finish()
                    items.append(Item(.days(from, until), with: with))
                }
            }
            lists[name] = items.sorted { $0.order < $1.order }
        }
    }
}

extension Calendar.Item {
    /// The numbers of the days that it touches on `clock`; a century of them at most.
    fileprivate func days(_ clock: ZoneClock) -> ClosedRange<Int> {
        switch time {
        case .days(let first, let last): first.dayNumber...min(last.dayNumber, first.dayNumber + 36_525)
        case .moments(let from, let until):
            days(clock, from.milliseconds, max(from.milliseconds, until.milliseconds - 1))
        }
    }

    private func days(_ clock: ZoneClock, _ from: Int, _ until: Int) -> ClosedRange<Int> {
        let first = clock.day(from)
        return first...min(max(first, clock.day(until)), first + 36_525)
    }

    fileprivate var order: Int {
        switch time {
        case .days(let first, _): first.dayNumber * millisecondsPerDay
        case .moments(let first, _): first.milliseconds
        }
    }
}

/// A calendar made ready for asking again and again.
final class Days {
    private let lists: [String: [Calendar.Item]]
    private var custodyByDay: [String: [Int: [Calendar.Item]]] = [:]
    private var sets: [String: Set<Int>] = [:]

    init(_ calendar: Calendar) { lists = calendar.lists }

    func has(_ list: String) -> Bool { lists[list] != nil }
    func items(_ list: String) -> [Calendar.Item] { lists[list] ?? [] }

    /// True if some item of `list` touches the day with number `day` on `clock`.
    func contains(_ day: Int, _ list: String, _ clock: ZoneClock) -> Bool {
        days(list, clock).contains(day)
    }

    /// With whom the child is throughout `span`; nil if the calendar does not say, or says two.
    func child(at span: Span, _ clock: ZoneClock) -> String? {
        let days = clock.day(span.earliest)...max(clock.day(span.earliest), clock.day(span.latest))
        var with: Set<String> = []
        var isWhole = false
        let byDay = custody(clock)
        for item in Set(days.prefix(400).flatMap { byDay[$0] ?? [] }) {
            guard let person = item.with else { continue }
            switch item.time {
            case .days(let first, let last):
                guard first.dayNumber <= days.upperBound, last.dayNumber >= days.lowerBound else { continue }
                isWhole = isWhole || (first.dayNumber <= days.lowerBound && last.dayNumber >= days.upperBound)
            case .moments(let from, let until):
                guard from.milliseconds <= span.latest, until.milliseconds > span.earliest else { continue }
                isWhole = isWhole || (from.milliseconds <= span.earliest && until.milliseconds > span.latest)
            }
            with.insert(person)
        }
        return with.count == 1 && isWhole ? with.first : nil
    }

    /// The items of the list `custody` by the numbers of the days that they touch.
    private func custody(_ clock: ZoneClock) -> [Int: [Calendar.Item]] {
        if let byDay = custodyByDay[clock.name] { return byDay }
        var byDay: [Int: [Calendar.Item]] = [:]
        for item in items(Calendar.custody) {
            for day in item.days(clock) { byDay[day, default: []].append(item) }
        }
        custodyByDay[clock.name] = byDay
        return byDay
    }

    private func days(_ list: String, _ clock: ZoneClock) -> Set<Int> {
        let key = "\(list)\u{0}\(clock.name)"
        if let days = sets[key] { return days }
        var days: Set<Int> = []
        for item in items(list) {
            days.formUnion(item.days(clock))
        }
        sets[key] = days
        return days
    }
}
