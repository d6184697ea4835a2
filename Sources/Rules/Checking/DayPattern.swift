import Ledger

/// Days that come again and again by the calendar: weekdays, days of a month, and days told from such a day, as in
/// "the Wednesday before the fourth Thursday of November".
package struct DayPattern: Sendable, Hashable {
    let base: Base
    /// Of the days of `base`, those in these months and years alone.
    let seasons: Seasons
    let move: DayMove?

    enum Base: Sendable, Hashable {
        /// On weekdays, every so many weeks counted from the week (Monday to Sunday) of a day.
        case weekly([Weekday], every: Int, from: CivilDate?)
        case monthly([Ordinal], [Weekday])
        /// On a day of each month that has it.
        case dayOfMonth(Int)
        case lastOfMonth
    }

    struct Seasons: Sendable, Hashable {
        /// From 1; nil for all.
        let months: [Int]?
        let years: Years?

        func holds(_ day: CivilDate) -> Bool {
            if let months, !months.contains(day.month) { return false }
            return years.map { ($0 == .even) == (day.year % 2 == 0) } ?? true
        }
    }

    enum Ordinal: String, Sendable, CaseIterable { case first, second, third, fourth, fifth, last }
    enum Years: String, Sendable, CaseIterable { case even, odd }
    private enum Month: String, CaseIterable { case jan, feb, mar, apr, may, jun, jul, aug, sep, oct, nov, dec }

    static func everyDay(_ move: DayMove?) -> DayPattern {
        DayPattern(
            base: .weekly(Weekday.allCases, every: 1, from: nil), seasons: Seasons(months: nil, years: nil), move: move)
    }

    /// Nil if none of the keys that make one is there.
    static func read(_ keys: KeyReader, move: DayMove?) throws(RuleBookError) -> DayPattern? {
        let named = try keys.weekdays("days")
        let every = try keys.integer("every-weeks", in: 1...520)
        let from = try keys.date("counted-from")
        let ordinals = try keys.choices("in-month", of: Ordinal.self)
        let dayOfMonth = try Self.dayOfMonth(keys)
        let months = try keys.choices("months", of: Month.self)
        let years = try keys.choice("years", of: Years.self)

        func contradict(_ key: String, _ what: RuleBookError.Contradiction) -> RuleBookError {
            .contradiction(keys.place.naming(key), what)
        }
        if dayOfMonth != nil, named != nil || ordinals != nil { throw contradict("day-of-month", .dueTwice) }
        if every != nil, dayOfMonth != nil || ordinals != nil { throw contradict("every-weeks", .dueTwice) }
        if ordinals != nil, named == nil { throw contradict("in-month", .ordinalWithoutDays) }
        if (every ?? 1) > 1, from == nil { throw contradict("every-weeks", .weeksWithoutStart) }
        if from != nil, every == nil { throw contradict("counted-from", .weeksWithoutStart) }
        guard named != nil || every != nil || dayOfMonth != nil || months != nil || years != nil else { return nil }

        let days = named ?? Weekday.allCases
        let base: Base =
            if let ordinals { .monthly(ordinals, days) } else {
                dayOfMonth ?? .weekly(days, every: every ?? 1, from: from)
            }
        let seasons = Seasons(
            months: months.map { named in (1...12).filter { named.contains(Month.allCases[$0 - 1]) } }, years: years)
        return DayPattern(base: base, seasons: seasons, move: move)
    }

    private static func dayOfMonth(_ keys: KeyReader) throws(RuleBookError) -> Base? {
        if let word = try? keys.text("day-of-month") {
            guard word == "last" else {
                throw .notOneOf(keys.place.naming("day-of-month"), allowed: ["1", "… 31", "\"last\""], nearest: nil)
            }
            return .lastOfMonth
        }
        return try keys.integer("day-of-month", in: 1...31).map { .dayOfMonth($0) }
    }

    /// True if the pattern falls on the day with this number.
    func matches(_ day: Int) -> Bool {
        guard let move else { return isBase(day) }
        return move.origins(of: day)?.contains(where: isBase) ?? false
    }

    private func isBase(_ dayNumber: Int) -> Bool {
        let day = CivilDate(dayNumber: dayNumber)
        guard seasons.holds(day) else { return false }
        switch base {
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
            return ordinals.contains(Ordinal.allCases[(parts.day - 1) / 7])
        case .dayOfMonth(let number): return day.day == number
        case .lastOfMonth:
            let parts = day.parts
            return parts.day == CivilDate.dayCount(year: parts.year, month: parts.month)
        }
    }
}

/// The way from a day to one that is told from it: `day before`, `2 days after`, `wed before`, `fri on or after`.
struct DayMove: Sendable, Hashable {
    /// So many days, or the so-manieth such weekday.
    let count: Int
    /// Nil where days are counted, whatever weekday they are.
    let weekday: Weekday?
    let isBefore: Bool
    /// True if the day itself may be the one, where it is such a weekday.
    let isFromDayItself: Bool

    /// No move leads further than so many days.
    static let longest = 371

    /// The value of the key `then`; nil if it is not there.
    static func read(_ keys: KeyReader) throws(RuleBookError) -> DayMove? {
        guard let text = try keys.text("then", limit: 60) else { return nil }
        guard let move = DayMove(text) else { throw .contradiction(keys.place.naming("then"), .moveNotUnderstood) }
        return move
    }

    private init?(_ text: String) {
        var words = text.lowercased().split(separator: " ")[...]
        var count = 1
        if let number = words.first.flatMap({ Int($0) }) {
            count = number
            words = words.dropFirst()
        }
        guard let unit = words.popFirst() else { return nil }
        let isDays = unit == "day" || unit == "days"
        weekday = WeekdayName(rawValue: String(unit))?.weekday
        guard isDays || weekday != nil, (1...(isDays ? 366 : 53)).contains(count) else { return nil }
        self.count = count
        isFromDayItself = words.starts(with: ["on", "or"])
        if isFromDayItself { words = words.dropFirst(2) }
        guard words.count == 1, !(isDays && isFromDayItself) else { return nil }
        switch words.first {
        case "before": isBefore = true
        case "after": isBefore = false
        default: return nil
        }
    }

    /// Where the move from the day with this number leads.
    func moved(_ day: Int) -> Int {
        guard let weekday else { return isBefore ? day - count : day + count }
        let place = weekday.rawValue - 1
        let start = isFromDayItself ? day : isBefore ? day - 1 : day + 1
        let weeks = 7 * (count - 1)
        return isBefore ? start - modulo(start + 3 - place, 7) - weeks : start + modulo(place - start - 3, 7) + weeks
    }

    /// The days from which the move leads to the one with this number; nil if none does.
    func origins(of day: Int) -> ClosedRange<Int>? {
        guard let weekday else {
            let origin = isBefore ? day + count : day - count
            return origin...origin
        }
        guard modulo(day + 3, 7) == weekday.rawValue - 1 else { return nil }
        let nearest = 7 * (count - 1) + (isFromDayItself ? 0 : 1)
        return isBefore ? day + nearest...day + nearest + 6 : day - nearest - 6...day - nearest
    }
}

/// A day of the week as rule books write it.
enum WeekdayName: String, CaseIterable {
    case mon, tue, wed, thu, fri, sat, sun

    var weekday: Weekday {
        switch self {
        case .mon: .monday
        case .tue: .tuesday
        case .wed: .wednesday
        case .thu: .thursday
        case .fri: .friday
        case .sat: .saturday
        case .sun: .sunday
        }
    }
}

extension KeyReader {
    /// Days of the week, in its order; nil if `key` is not there.
    func weekdays(_ key: String) throws(RuleBookError) -> [Weekday]? {
        try choices(key, of: WeekdayName.self).map { names in
            Weekday.allCases.filter { names.map(\.weekday).contains($0) }
        }
    }
}

// MARK: In words

extension DayPattern {
    /// `every Monday and Friday`, `on the Wednesday before the fourth Thursday of November`, without a time.
    var text: Sentence {
        if let move { return "on \(move.text) \(name)" }
        if case .weekly(_, 1, _) = base { return name }
        return "on \(name)"
    }

    /// From when weeks are counted, to stand after a time; nothing where none are.
    var countedText: Sentence {
        guard case .weekly(_, let every, let from?) = base, every > 1 else { return "" }
        return ", counted from the week of \(Phrases.date(from))"
    }

    private var name: Sentence {
        switch base {
        case .weekly(let days, let every, _):
            let names: Sentence = days.count == 7 ? "day" : Phrases.weekdays(days)
            if every == 1 { return "every \(names)\(seasons.text)" }
            let each: Sentence = days.count == 7 ? "every day" : names
            return "\(each) of every \(Phrases.ordinal(every)) week\(seasons.text)"
        case .monthly(let ordinals, let days):
            let names: Sentence = days.count == 7 ? "day" : Phrases.list(days.map(Phrases.weekday), "or")
            return "the \(Phrases.list(ordinals.map { "\(ours: $0.rawValue)" })) \(names) \(seasons.ofMonths)"
        case .dayOfMonth(let number):
            if let months = seasons.months {
                return "\(Phrases.list(months.map { Phrases.day(number, of: $0) }))\(seasons.ofYears)"
            }
            let having: Sentence = number > 28 ? " that has it" : ""
            return "the \(Phrases.nth(number)) of each month\(having)\(seasons.text)"
        case .lastOfMonth: return "the last day \(seasons.ofMonths)"
        }
    }
}

extension DayPattern.Seasons {
    /// ` in November and December of odd years`, or nothing.
    fileprivate var text: Sentence {
        guard let months else { return years.map { " in \(ours: $0.rawValue) years" } ?? "" }
        return " in \(Phrases.list(months.map(Phrases.monthName)))\(ofYears)"
    }

    fileprivate var ofYears: Sentence { years.map { " of \(ours: $0.rawValue) years" } ?? "" }

    /// `of each month in odd years`, `of November`.
    fileprivate var ofMonths: Sentence {
        guard let months else { return "of each month\(text)" }
        return "of \(Phrases.list(months.map(Phrases.monthName)))\(ofYears)"
    }
}

extension DayMove {
    /// `the day before`, `2 days after`, `the second Friday on or after`.
    var text: Sentence {
        guard let weekday else { return count == 1 ? "the day \(side)" : "\(count) days \(side)" }
        let name = Phrases.weekday(weekday)
        return count == 1 ? "the \(name) \(side)" : "the \(Phrases.ordinal(count)) \(name) \(side)"
    }

    private var side: Sentence {
        switch (isFromDayItself, isBefore) {
        case (false, true): "before"
        case (false, false): "after"
        case (true, true): "on or before"
        case (true, false): "on or after"
        }
    }
}
