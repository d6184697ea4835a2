import Ledger

/// Whether a rule applied at some time: its first and last day, what it began with, what superseded it, the
/// days of the calendar, and with whom the child was.
final class Effect {
    private let terms: Terms
    private let clocks: Clocks
    private let days: Days
    private let people: People
    private let start: StartTime
    private var supersededBy: [Effect] = []
    /// True if nothing in the terms limits it: most rules, asked about most often.
    private(set) var isAlways: Bool

    private enum StartTime {
        case none
        /// The first day; on that day itself a bare trigger leaves open from which hour.
        case day(CivilDate, isWhole: Bool)
        case moment(Span)
        case daysAfter(Span, Int)
        case unknown
    }

    private enum Answer {
        case yes, no
        case unsure(Doubts)
    }

    init(_ terms: Terms, clocks: Clocks, days: Days, people: People, trigger: (Int) -> Span?) {
        self.terms = terms
        self.clocks = clocks
        self.days = days
        self.people = people
        if let from = terms.from {
            start = .day(from, isWhole: true)
        } else if let starts = terms.starts {
            if let first = starts.firstDay {
                start = .day(first, isWhole: starts.afterDays > 0)
            } else if let span = starts.entry.flatMap(trigger) {
                start = starts.afterDays > 0 ? .daysAfter(span, starts.afterDays) : .moment(span)
            } else {
                start = .unknown
            }
        } else {
            start = .none
        }
        isAlways =
            terms.from == nil && terms.until == nil && terms.starts == nil && terms.notOn.isEmpty
            && terms.onlyOn.isEmpty && terms.childWith == nil
    }

    func isSuperseded(by others: [Effect]) {
        supersededBy = others
        if !others.isEmpty { isAlways = false }
    }

    /// What is not certain about its applying to `person` throughout `span`; nil if it surely did not apply.
    ///
    /// - Parameter candidates: The clocks by whose days it may have to be judged.
    func doubts(_ span: Span, person: String?, _ candidates: [ZoneClock]) -> Doubts? {
        if isAlways { return [] }
        var doubts: Doubts = []
        var yes = 0
        var no = 0
        for clock in candidates {
            let first = clock.day(span.earliest)
            for day in first...max(first, clock.day(span.latest)) {
                switch answer(day, span, person, clock) {
                case .yes: yes += 1
                case .no: no += 1
                case .unsure(let why):
                    doubts.formUnion(why)
                    yes += 1
                }
            }
        }
        if yes == 0 { return nil }
        if no > 0 { doubts.insert(.dayInForce) }
        return doubts
    }

    /// What is not certain about its applying to `person` on every one of `days`, by `clock`; nil if it applied on
    /// none of them.
    func doubts(days: Range<Int>, person: String, _ clock: ZoneClock) -> Doubts? {
        if isAlways { return [] }
        var doubts: Doubts = []
        var applied = 0
        for day in days {
            let span = Span(earliest: clock.moment(dayNumber: day), latest: clock.moment(dayNumber: day + 1) - 1)
            switch answer(day, span, person, clock) {
            case .yes: applied += 1
            case .no: break
            case .unsure(let why):
                doubts.formUnion(why)
                applied += 1
            }
        }
        if applied == 0 { return nil }
        if applied < days.count { doubts.insert(.partlyApplied) }
        return doubts
    }

    /// The first and the last moment at which the rule can have applied, by `clock`.
    func bounds(_ clock: ZoneClock) -> (from: Int, until: Int) {
        let from =
            switch start {
            case .none: Int.min
            case .day(let day, _): clock.moment(dayNumber: day.dayNumber)
            case .moment(let span): span.earliest
            case .daysAfter(let span, let count): clock.moment(dayNumber: clock.day(span.earliest) + count + 1)
            case .unknown: Int.min
            }
        let until = terms.until.map { clock.moment(dayNumber: $0.dayNumber + 1) } ?? Int.max
        return (from, until)
    }

    private func answer(_ day: Int, _ span: Span, _ person: String?, _ clock: ZoneClock) -> Answer {
        var doubts: Doubts = []
        for part in [started(day, span, clock), notEnded(day), calendar(day, clock), child(span, person, clock)] {
            switch part {
            case .no: return .no
            case .unsure(let why): doubts.formUnion(why)
            case .yes: break
            }
        }
        for other in supersededBy {
            switch other.started(day, span, clock) {
            case .yes: return .no
            case .unsure(let why): doubts.formUnion(why.union(.superseded))
            case .no: break
            }
        }
        return doubts.isEmpty ? .yes : .unsure(doubts)
    }

    private func started(_ day: Int, _ span: Span, _ clock: ZoneClock) -> Answer {
        switch start {
        case .none: return .yes
        case .day(let first, let isWhole):
            if day < first.dayNumber { return .no }
            return day == first.dayNumber && !isWhole ? .unsure(.startHour) : .yes
        case .moment(let trigger):
            if span.latest < trigger.earliest { return .no }
            return span.earliest > trigger.latest ? .yes : .unsure(.startHour)
        case .daysAfter(let trigger, let count):
            if day <= clock.day(trigger.earliest) + count { return .no }
            return day <= clock.day(trigger.latest) + count ? .unsure(.startHour) : .yes
        case .unknown: return .unsure(.startUnknown)
        }
    }

    private func notEnded(_ day: Int) -> Answer {
        guard let until = terms.until, day >= until.dayNumber else { return .yes }
        if day > until.dayNumber { return .no }
        return switch terms.untilIs {
        case .inclusive: .yes
        case .exclusive: .no
        case nil: .unsure(.lastDay)
        }
    }

    private func calendar(_ day: Int, _ clock: ZoneClock) -> Answer {
        let lists = terms.notOn + terms.onlyOn
        if lists.isEmpty { return .yes }
        if terms.notOn.contains(where: { days.contains(day, $0, clock) }) { return .no }
        if lists.contains(where: { !days.has($0) }) { return .unsure(.calendar) }
        return terms.onlyOn.isEmpty || terms.onlyOn.contains { days.contains(day, $0, clock) } ? .yes : .no
    }

    private func child(_ span: Span, _ person: String?, _ clock: ZoneClock) -> Answer {
        guard let asked = terms.childWith else { return .yes }
        guard let with = days.child(at: span, clock).map(people.resolved) else { return .unsure(.childPlace) }
        switch asked {
        case .me: return with == "me" ? .yes : .no
        case .them: return with == "them" ? .yes : .no
        case .bound: return with == person ? .yes : .no
        case .other: return with == person ? .no : .yes
        }
    }
}
