import Ledger

/// Days and times that rules refer to: holidays, school terms, and who has the child when.
///
/// A rule book lists its own under `[calendars]`; others are read from calendar files elsewhere and handed
/// to `Checker` as this value.
package struct Calendar: Sendable, Equatable {
    /// By the name of the list, in order of time; what comes again and again after that, in the book's own order.
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
            /// Days that come again and again.
            case each(DayPattern)
        }

        package init(_ time: Time, with: String? = nil) {
            self.time = time
            self.with = with
        }
    }

    package init() {}

    /// Adds a whole list; what the list held before stays.
    package mutating func add(_ items: [Item], to list: String) {
        lists[list] = Self.inOrder((lists[list] ?? []) + items)
    }

    private static func inOrder(_ items: [Item]) -> [Item] {
        items.filter { $0.order != nil }.sorted { ($0.order ?? 0) < ($1.order ?? 0) } + items.filter { $0.order == nil }
    }

    /// True if the book's own list of this name holds whole days, so that a time has to be named for them.
    func hasDays(_ list: String) -> Bool {
        lists[list]?.contains { item in if case .moments = item.time { false } else { true } } ?? false
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
                    items.append(try Self.item(table))
                    try table.finish()
                }
            }
            lists[name] = Self.inOrder(items)
        }
    }

    private static func item(_ keys: KeyReader) throws(RuleBookError) -> Item {
        let from = try keys.date("from")
        let until = try keys.date("until")
        let with = try keys.person("with")
        let pattern = try DayPattern.read(keys, move: DayMove.read(keys))
        if let pattern {
            guard from == nil, until == nil else { throw .contradiction(keys.place, .stretchAndPattern) }
            return Item(.each(pattern), with: with)
        }
        guard let from else { throw .missingKey(keys.place.naming("from")) }
        if let until, until < from { throw .contradiction(keys.place.naming("until"), .endsBeforeItBegins) }
        if keys.has("then") { throw .contradiction(keys.place.naming("then"), .stretchAndPattern) }
        return Item(.days(from, until ?? from), with: with)
    }
}

extension Calendar.Item {
    /// The numbers of the days that it touches on `clock`, a century of them at most; nil for days that come again.
    func days(_ clock: ZoneClock) -> ClosedRange<Int>? {
        switch time {
        case .each: nil
        case .days(let first, let last): first.dayNumber...min(last.dayNumber, first.dayNumber + 36_525)
        case .moments(let from, let until):
            days(clock, from.milliseconds, max(from.milliseconds, until.milliseconds - 1))
        }
    }

    private func days(_ clock: ZoneClock, _ from: Int, _ until: Int) -> ClosedRange<Int> {
        let first = clock.day(from)
        return first...min(max(first, clock.day(until)), first + 36_525)
    }

    /// Nil for days that come again.
    fileprivate var order: Int? {
        switch time {
        case .each: nil
        case .days(let first, _): first.dayNumber * millisecondsPerDay
        case .moments(let first, _): first.milliseconds
        }
    }
}
