import Ledger

/// A rule of the kind `hours` says at which times of the week there shall be contact, or none.
package final class HoursRule: RuleKind {
    package static let name = "hours"
    package static let documentation = """
        hours: when there may be contact.

        quiet = [{ from = 21:00:00, until = 07:00:00 }]
            Hours without contact. A window may run across midnight. At 21:00:00 it has begun; at 07:00:00 it is
            over. `days = ["fri", "sat"]` limits it to windows that begin on those days; without it, every day.
            Whole days: { days = ["sun"], all-day = true }
        allowed = [{ from = 16:00:00, until = 20:00:00, days = ["mon", "wed"] }]
            The only hours in which contact may be. With both keys, quiet hours count within allowed ones too.
        regulates = "start"
            What must lie outside the closed hours: the start of a contact (this if the key is left out), its
            "end", or the "whole" of it.
        grace-minutes = 10
            Contact less than this far within closed hours, after they begin or before they end, is no breach.
        zone = "Europe/London"
            Whose clock counts. Left out: only what holds on every clock that may be meant is found.

        Without `channels` it looks at calls, texts, e-mails, app messages and social media. An unanswered call is
        a contact.
        """
    package static let defaultChannels = messageChannels

    let quiet: [ClockWindow]
    let allowed: [ClockWindow]
    let regulates: Regulated
    let graceMinutes: Int
    /// Quiet hours and those that are not allowed, less the grace.
    private let closed: WeekHours

    enum Regulated: String, CaseIterable { case start, end, whole }

    package init(reading keys: KeyReader, terms: Terms) throws(RuleBookError) {
        quiet = try ClockWindow.list("quiet", in: keys)
        allowed = try ClockWindow.list("allowed", in: keys)
        regulates = try keys.choice("regulates", of: Regulated.self) ?? .start
        graceMinutes = try keys.integer("grace-minutes", in: 0...1440) ?? 0
        guard !quiet.isEmpty || !allowed.isEmpty else { throw .contradiction(keys.place.naming("quiet"), .noWindows) }
        var closed = WeekHours(quiet.flatMap(\.ranges))
        if !allowed.isEmpty { closed = closed.union(WeekHours(allowed.flatMap(\.ranges)).complement) }
        let key = quiet.isEmpty ? "allowed" : "quiet"
        if closed.isWholeWeek { throw .contradiction(keys.place.naming(key), .alwaysClosed) }
        self.closed = closed.shrunk(by: graceMinutes * 60_000)
        if self.closed.isEmpty { throw .contradiction(keys.place.naming(key), .neverClosed) }
    }

    package func findings(in context: CheckContext) -> [Finding] {
        context.subjects.map { subject in
            let (verdict, grounds) = judge(subject, context)
            // By the clock of the entry itself there was no breach.
            let isHonest = verdict == .breach && answer(subject.contact, subject.contact.clock) == .open
            return Finding(
                context.rule, .entry(subject.contact.number), person: subject.person, verdict: verdict,
                entries: [subject.contact.number], bookEntry: context.bookEntry, grounds: grounds,
                weights: isHonest ? [.honestMistake] : [])
        }
    }

    private func judge(_ subject: CheckContext.Subject, _ context: CheckContext) -> (Finding.Verdict, HoursGrounds) {
        let clocks = context.candidates(for: subject.contact)
        let clock = clocks.first ?? context.clocks.home
        let other = clocks.dropFirst().first
        let answers = clocks.map { answer(subject.contact, $0) }
        var doubts = subject.doubts
        let verdict: Finding.Verdict
        if answers.allSatisfy({ $0 == .open }) {
            verdict = .fine
        } else if answers.allSatisfy({ $0 == .closed }) {
            verdict = doubts.isEmpty ? .breach : .cannotTell
        } else {
            verdict = .cannotTell
            var unsure = 0
            for case .unsure(let why) in answers {
                doubts.formUnion(why)
                unsure += 1
            }
            if unsure < answers.count { doubts.insert(.whoseClock) }
        }
        let moment = shown(subject.contact)
        return (
            verdict,
            HoursGrounds(
                hours: self, verdict: verdict, doubts: doubts,
                time: moment.map { HoursGrounds.Shown(at: $0, clock) },
                otherTime: moment.flatMap { moment in other.map { HoursGrounds.Shown(at: moment, $0) } },
                claims: subject.contact.claims)
        )
    }

    private enum Answer: Equatable {
        case closed, open
        case unsure(Doubts)
    }

    private func answer(_ contact: Contact, _ clock: ZoneClock) -> Answer {
        guard let start = contact.start else { return .unsure(.noTime) }
        switch regulates {
        case .start: return answer(start, clock)
        case .end: return contact.end.map { answer(lastMoment($0, start), clock) } ?? .unsure(.endUnknown)
        case .whole:
            let atStart = answer(start, clock)
            guard let end = contact.end else { return atStart == .closed ? .closed : .unsure(.endUnknown) }
            let last = lastMoment(end, start)
            if atStart == .closed || answer(last, clock) == .closed { return .closed }
            let possible = Span(earliest: start.earliest, latest: max(start.latest, last.latest))
            if coverage(possible, clock) == .outside { return .open }
            guard start.latest <= last.earliest else { return .unsure(.exactTime) }
            let certain = Span(earliest: start.latest, latest: last.earliest)
            return coverage(certain, clock) == .outside ? .unsure(.exactTime) : .closed
        }
    }

    /// The last moment that a contact filled: one that ended at 21:00:00 did not reach into 21:00:00.
    private func lastMoment(_ end: Span, _ start: Span) -> Span {
        end == start ? end : Span(earliest: end.earliest - 1, latest: end.latest - 1)
    }

    private func answer(_ span: Span, _ clock: ZoneClock) -> Answer {
        switch coverage(span, clock) {
        case .inside: .closed
        case .outside: .open
        case .mixed: .unsure(.exactTime)
        }
    }

    private func coverage(_ span: Span, _ clock: ZoneClock) -> WeekHours.Coverage {
        if closed.isEmpty { return .outside }
        var result: WeekHours.Coverage?
        for wall in clock.walls(span) {
            let coverage = closed.coverage(wall)
            if let result, result != coverage { return .mixed }
            result = coverage
        }
        return result ?? .outside
    }

    private func shown(_ contact: Contact) -> Int? {
        guard let occurred = contact.event.occurred else { return nil }
        let stated = occurred.start.instant.milliseconds
        guard regulates == .end, let start = contact.start, let end = contact.end else { return stated }
        return stated + (end.earliest - start.earliest)
    }

    package func explain(_ terms: Terms) -> Explanation {
        let what =
            switch regulates {
            case .start: "starts"
            case .end: "ends"
            case .whole: "takes place, even in part,"
            }
        var sentences: [String] = []
        if !quiet.isEmpty {
            sentences.append("A contact that \(what) in the quiet hours is an apparent breach: \(text(quiet)).")
        }
        if !allowed.isEmpty {
            sentences.append(
                "A contact that \(what) outside the allowed hours is an apparent breach. Allowed: \(text(allowed)).")
        }
        sentences.append(
            "A window begins with its first minute and is over at its last: at its end time contact is "
                + (quiet.isEmpty ? "no longer allowed." : "allowed again."))
        if graceMinutes > 0 {
            sentences.append(
                "There is a grace of \(Phrases.count(graceMinutes, "minute")) after closed hours begin and before"
                    + " they end.")
        }
        return Explanation(
            sentences: sentences,
            assumptions: [
                "The time tested is the one at which the contact was made, not when it was read.",
                "An unanswered call or failed message is tested like any other contact.",
                "In the night when clocks go back, both passes of the repeated hour count as that hour.",
            ])
    }

    fileprivate func text(_ windows: [ClockWindow]) -> String { windows.map(\.text).joined(separator: "; ") }
}

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

    /// `every day from 21:00 to 07:00 the next day`, `on Sunday all day`.
    var text: String {
        let on = days.count == 7 ? "every day" : "on " + Phrases.list(days.map(Phrases.weekday))
        guard let times else { return "\(on) all day" }
        let isOverMidnight = times.until.secondOfDay <= times.from.secondOfDay
        return "\(on) from \(times.from.text) to \(times.until.text)\(isOverMidnight ? " the next day" : "")"
    }
}

private struct HoursGrounds: Grounds {
    let hours: HoursRule
    let verdict: Finding.Verdict
    let doubts: Doubts
    /// By the first clock that counts; nil if no time is known.
    let time: Shown?
    let otherTime: Shown?
    let claims: [String]

    struct Shown {
        let moment: Int
        let offsetMinutes: Int
        let zone: String

        init(at moment: Int, _ clock: ZoneClock) {
            self.moment = moment
            offsetMinutes = clock.offset(at: moment)
            zone = clock.name
        }

        var local: LocalTime {
            LocalTime(instant: Instant(milliseconds: moment), offsetMinutes: offsetMinutes)
        }
    }

    var missing: String? { doubts.missing }

    var reason: String {
        guard let time else { return "It cannot be compared with the hours: \(doubts.because)." }
        let moment = "\(Phrases.moment(time.local.wall)) in \(time.zone)"
        switch verdict {
        case .breach: return "The contact \(verb) \(moment), which is \(closedHours)."
        case .fine: return "The contact \(verb) \(moment), which is \(openHours)."
        case .cannotTell: return "The contact \(verb) \(moment), but \(doubts.because)."
        }
    }

    var facts: [String] {
        [time, otherTime].compactMap { $0 }.map { shown in
            "\(hours.regulates == .end ? "ended" : "started") \(shown.local.text), \(shown.zone)"
        } + claims.map { "exception claimed: \($0)" }
    }

    private var verb: String {
        switch hours.regulates {
        case .start: "was at"
        case .end: "ended at"
        case .whole: "began at"
        }
    }

    private var closedHours: String {
        let part = hours.regulates == .whole ? "wholly or partly " : ""
        return switch (hours.quiet.isEmpty, hours.allowed.isEmpty) {
        case (false, true): "\(part)within the quiet hours (\(hours.text(hours.quiet)))"
        case (true, _): "\(part)outside the allowed hours (\(hours.text(hours.allowed)))"
        case (false, false): "\(part)in hours that the rule closes"
        }
    }

    private var openHours: String {
        switch (hours.quiet.isEmpty, hours.allowed.isEmpty) {
        case (false, true):
            hours.graceMinutes > 0 ? "outside the quiet hours or within the grace" : "outside the quiet hours"
        case (true, _): hours.graceMinutes > 0 ? "within the allowed hours or the grace" : "within the allowed hours"
        case (false, false): "in hours that the rule leaves open"
        }
    }
}
