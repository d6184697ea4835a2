import Ledger

/// A length of time in which something is to be done: hours on the clock, or days of the calendar to the end of
/// the last one.
struct Counting: Sendable {
    let length: Length
    /// Whether the day from which days are counted is itself the first; nil if the clause does not say.
    let firstDay: FirstDay?
    /// What moves a last day to the next working day; nil if the clause does not say, empty if nothing does.
    let rolls: Set<Roll>?
    let days: Kind
    /// Up to when on the last day; nil for its end.
    let byTime: ClockTime?

    enum Length: Sendable, Equatable {
        case hours(Int)
        case days(Int)
    }

    enum FirstDay: String, CaseIterable, Sendable { case excluded, included }
    enum Roll: String, CaseIterable, Sendable { case weekend, holidays }
    enum Kind: String, CaseIterable, Sendable { case calendar, working }

    /// Reads `NAME-hours` or `NAME-days`, and how days are counted. Nil if neither key is there.
    static func read(_ name: String, in keys: KeyReader) throws(RuleBookError) -> Counting? {
        let hours = try keys.integer("\(name)-hours", in: 1...87_840)
        let days = try keys.integer("\(name)-days", in: 0...3660)
        let firstDay = try keys.choice("first-day", of: FirstDay.self)
        let rolls = try keys.choices("rolls", of: Roll.self, mayBeEmpty: true).map { Set($0) }
        let kind = try keys.choice("days-are", of: Kind.self)
        let byTime = try keys.time("by-time")
        if hours != nil, days != nil { throw .contradiction(keys.place.naming("\(name)-days"), .hoursAndDays) }
        if days == nil, firstDay != nil || rolls != nil || kind != nil || byTime != nil {
            let key = firstDay != nil ? "first-day" : rolls != nil ? "rolls" : kind != nil ? "days-are" : "by-time"
            throw .contradiction(keys.place.naming(key), .countingWithoutDays)
        }
        guard let length = hours.map(Length.hours) ?? days.map(Length.days) else { return nil }
        return Counting(length: length, firstDay: firstDay, rolls: rolls, days: kind ?? .calendar, byTime: byTime)
    }

    /// From the first to the last moment that the clause may mean as the end of the time that begins in `span`,
    /// and why the two differ.
    func end(after span: Span, _ clocks: [ZoneClock], _ calendar: Days) -> (limit: ClosedRange<Int>, doubts: Doubts) {
        switch length {
        case .hours(let hours):
            // A minute is not known more exactly, and what cannot be shown late is not late.
            let isExact = span.latest - span.earliest < 60_000
            return (
                (isExact ? span.latest : span.earliest) + hours * 3_600_000...span.latest + hours * 3_600_000,
                isExact ? [] : .exactTime
            )
        case .days(let count):
            return ends(span, clocks) { day, first, rolls, clock in
                var last = day
                var left = count - (first == .included && count > 0 ? 1 : 0)
                while left > 0 {
                    last += 1
                    if days == .calendar || isWorking(last, [.weekend, .holidays], clock, calendar) { left -= 1 }
                }
                while !isWorking(last, rolls, clock, calendar), last < day + count + 60 { last += 1 }
                return lastMoment(of: last, clock)
            }
        }
    }

    /// The same for time that must pass before `span`: the last moments at which it can begin.
    func start(before span: Span, _ clocks: [ZoneClock], _ calendar: Days) -> (limit: ClosedRange<Int>, doubts: Doubts)
    {
        switch length {
        case .hours(let hours):
            let isExact = span.latest - span.earliest < 60_000
            return (
                (isExact ? span.latest : span.earliest) - hours * 3_600_000...span.latest - hours * 3_600_000,
                isExact ? [] : .exactTime
            )
        case .days(let count):
            return ends(span, clocks) { day, first, rolls, clock in
                var last = day
                var left = count - (first == .included && count > 0 ? 1 : 0)
                while left > 0 {
                    last -= 1
                    if days == .calendar || isWorking(last, [.weekend, .holidays], clock, calendar) { left -= 1 }
                }
                while !isWorking(last, rolls, clock, calendar), last > day - count - 60 { last -= 1 }
                return lastMoment(of: last, clock)
            }
        }
    }

    private func ends(
        _ span: Span, _ clocks: [ZoneClock], _ end: (Int, FirstDay, Set<Roll>, ZoneClock) -> Int
    ) -> (limit: ClosedRange<Int>, doubts: Doubts) {
        let isSameDay = length == .days(0)
        let firsts = firstDay.map { [$0] } ?? (isSameDay ? [.excluded] : [.excluded, .included])
        let rollings = rolls.map { [$0] } ?? (isSameDay || days == .working ? [[]] : [[], [.weekend, .holidays]])
        var all: [Int] = []
        var perClock: Set<Int> = []
        var isExact = true
        for clock in clocks {
            let dayNumbers = Set([clock.day(span.earliest), clock.day(span.latest)])
            isExact = isExact && dayNumbers.count == 1
            for day in dayNumbers {
                for first in firsts { for rolls in rollings { all.append(end(day, first, rolls, clock)) } }
            }
            perClock.insert(end(clock.day(span.earliest), firsts[0], rollings[0], clock))
        }
        let limit = (all.min() ?? span.latest)...(all.max() ?? span.latest)
        guard limit.count > 1 else { return (limit, []) }
        var doubts: Doubts = isExact ? [] : .exactTime
        if perClock.count > 1 { doubts.insert(.whoseClock) }
        if firsts.count > 1 || rollings.count > 1 { doubts.insert(.countingDays) }
        return (limit, doubts)
    }

    private func lastMoment(of day: Int, _ clock: ZoneClock) -> Int {
        guard let byTime else { return clock.moment(dayNumber: day + 1) - 1 }
        return clock.moments(wall: day * millisecondsPerDay + byTime.secondOfDay * 1000).upperBound
    }

    private func isWorking(_ day: Int, _ rolls: Set<Roll>, _ clock: ZoneClock, _ calendar: Days) -> Bool {
        if rolls.contains(.weekend), modulo(day + 3, 7) > 4 { return false }
        return !(rolls.contains(.holidays) && calendar.contains(day, Calendar.holidays, clock))
    }

    var text: Sentence {
        switch length {
        case .hours(let hours): Phrases.count(hours, "hour")
        case .days(0): "the same day\(by)"
        case .days(let count): "\(Phrases.count(count, days == .working ? "working day" : "day"))\(by)"
        }
    }

    private var by: Sentence { byTime.map { " (by \(verbatim: $0.text))" } ?? "" }

    /// What is assumed where the clause is silent.
    var assumptions: [Sentence] {
        guard case .days(let count) = length, count > 0 else {
            return length == .days(0) ? [] : ["Hours are hours elapsed, also across a change of the clocks."]
        }
        var assumptions: [Sentence] = []
        if firstDay == nil {
            assumptions.append(
                "The clause does not say whether the day from which days are counted is the first of them: both are tried, and a"
                    + " breach is found only if there is one either way.")
        }
        if rolls == nil, days == .calendar {
            assumptions.append(
                "The clause does not say whether a last day on a weekend or holiday moves to the next working day: both are"
                    + " tried, and a breach is found only if there is one either way.")
        }
        return assumptions
    }
}
