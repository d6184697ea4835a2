import Ledger

/// A rule of the kind `checkin` says that something is to be done at set times: a call, a report, a conference.
package final class CheckinRule: RuleKind {
    package static let name = "checkin"
    package static let documentation = """
        checkin: something is to be done at set times. One that was missed is found from the times due and the log;
        nobody has to write it down.

        due = [{ days = ["mon", "wed"], at = 19:00:00 }]
            When it is due; one line or several. Without `days`, every day. Beside `days` and `at` there may be
            every-weeks = 2 with counted-from = 2026-01-05: every second week, counted from that day's week.
            in-month = ["first"]: on the first such weekday of each month; also "second" to "fifth" and "last".
            Or instead of `days`:
            day-of-month = 1: on that day of each month.
            Beside these, months = ["nov", "dec"] and years = "odd" (or "even"): in those months and years alone, as
            where holidays alternate.
            calendar = "conferences": on the days of that list under [calendars], or of a calendar file.
            after = "handover" with after-hours = 24, or with after-days = 1 and a time: after each such entry.
        grace-minutes = 15
            How much later is still in time.
        early-minutes = 60
            How much earlier still counts as this one (60 if left out). What came before that may have been it:
            the answer is then "cannot tell". "By the 5th of each month" is day-of-month = 5, at = 23:59:00 and
            early-minutes = 7199.
        counts = ["attempts"]
            Unanswered calls count too; counts = [] says that they do not. Left out: "cannot tell" where they decide.
        if-missed = { within-minutes = 60, channels = ["text"] }
            A second step that makes up for the first: a contact by these channels, so long after the grace. Or
            within-days = 1: to the end of the day after the one on which it was due; 0: the same day.
        events = ["contact"]
            Which entries count as done: "checkin" if left out. With "contact", `channels` says by what.

        A time in the night of a clock change that comes twice or not at all is due between the two moments it may
        mean. Before the log begins and after its last contact nothing is found to be missed. Entries of the kind
        "missed" are taken as statements that it was.

        Example:
            [[rule]]
            id = "sunday-call"
            kind = "checkin"
            clause = "Father shall telephone Mother each Sunday at 7:00 pm, with 15 minutes' grace."
            source = "Order of 12 January 2026, paragraph 6"
            binds = "them"
            zone = "America/New_York"
            events = ["contact"]
            channels = ["call"]
            due = [{ days = ["sun"], at = 19:00:00 }]
            grace-minutes = 15
        """
    package static let defaultChannels = Set(Channel.allCases)
    package static let defaultEvents: Set<Event.Kind> = [.checkin]
    package static let measuresMinutes = true

    let schedule: Schedule
    let graceMinutes: Int
    let earlyMinutes: Int
    /// Nil if the clause does not say.
    let countsAttempts: Bool?
    let secondStep: SecondStep?

    struct SecondStep: Sendable {
        let time: Time
        let channels: Set<Channel>

        /// After the grace, or to the end of a day after the one on which it was due.
        enum Time: Sendable {
            case minutes(Int)
            case days(Int)
        }
    }

    private enum Countable: String, CaseIterable { case attempts }

    package init(reading keys: KeyReader, terms: Terms) throws(RuleBookError) {
        guard let schedule = try Schedule.read("due", in: keys) else { throw .missingKey(keys.place.naming("due")) }
        self.schedule = schedule
        graceMinutes = try keys.integer("grace-minutes", in: 0...10_080) ?? 0
        earlyMinutes = try keys.integer("early-minutes", in: 0...44_640) ?? 60
        countsAttempts = try keys.choices("counts", of: Countable.self, mayBeEmpty: true).map { !$0.isEmpty }
        secondStep = try keys.table("if-missed").map { keys throws(RuleBookError) in try Self.secondStep(keys) }
    }

    private static func secondStep(_ keys: KeyReader) throws(RuleBookError) -> SecondStep {
        let minutes = try keys.integer("within-minutes", in: 1...10_080)
        let days = try keys.integer("within-days", in: 0...366)
        let channels = try keys.choices("channels", of: Channel.self).map { Set($0) } ?? Set(Channel.allCases)
        try keys.finish()
        if minutes != nil, days != nil { throw .contradiction(keys.place.naming("within-days"), .hoursAndDays) }
        guard let time = minutes.map(SecondStep.Time.minutes) ?? days.map(SecondStep.Time.days) else {
            throw .missingKey(keys.place.naming("within-minutes"))
        }
        return SecondStep(time: time, channels: channels)
    }

    package func judge(_ context: CheckContext, into findings: inout [Finding]) {
        findings += self.findings(in: context)
    }

    private func findings(in context: CheckContext) -> [Finding] {
        context.people.bound(by: context.rule.terms).flatMap { findings(for: $0, context) }
    }

    private func findings(for person: String, _ context: CheckContext) -> [Finding] {
        let clocks = context.candidates(for: person)
        let duties = Duties(context: context, earlyMilliseconds: earlyMinutes * 60_000)
        guard let period = duties.period(clocks) else { return [] }
        let dues = schedule.dues(from: period.from, until: period.until, clocks, context)
            .filter { $0.by.map { context.people.resolved($0) == person } ?? true }
        let done = context.subjects.compactMap { subject -> Duties.Done? in
            guard subject.person == person || subject.person == CheckContext.unknownPerson,
                let span = subject.contact.took
            else { return nil }
            guard subject.contact.isAttempt, countsAttempts != true else {
                return Duties.Done(subject: subject, span: span)
            }
            guard countsAttempts == nil else { return nil }
            return Duties.Done(subject: subject.adding(.attempt), span: span)
        }
        let (outcomes, _) = duties.outcomes(dues, done, duties.missedEntries(person))
        let second = secondContacts(of: person, context)
        return outcomes.compactMap { judge($0, person, second, clocks, context) }
    }

    private func judge(
        _ outcome: Duties.Outcome, _ person: String, _ contacts: [Contact], _ clocks: [ZoneClock],
        _ context: CheckContext
    ) -> Finding? {
        let due = outcome.due
        let span = Span(earliest: due.earliest, latest: due.latest)
        guard let applies = context.scope.effect.doubts(span, person: person, clocks) else { return nil }
        let grace = graceMinutes * 60_000
        let limit = due.earliest + grace...due.latest + grace
        var doubts = context.standing.union(applies)
        var verdict = Finding.Verdict.breach
        var what: CheckinGrounds.What
        var entries = outcome.missed.map(\.contact.number)
        var late = 0
        if let done = outcome.done {
            entries.append(done.subject.contact.number)
            doubts.formUnion(done.subject.doubts)
            what = .done(done.subject.contact.told)
            switch Lateness(done.span, limit: limit, doubts: due.doubts) {
            case .onTime:
                // Whether an attempt counts, or whose it was, decides where nothing else was done.
                verdict = done.subject.doubts.isDisjoint(with: [.attempt, .sender]) ? .fine : .cannotTell
            case .late(let by):
                late = by
                what = .late(done.subject.contact.told, by)
            case .unsure(let why): doubts.formUnion(why)
            }
            if !outcome.missed.isEmpty {
                doubts.insert(.twoAccounts)
                verdict = .cannotTell
            }
        } else {
            what = .missed(isStated: !outcome.missed.isEmpty)
            if outcome.missed.isEmpty {
                let end = secondStep.map { self.end(of: $0, due, limit, clocks).upperBound } ?? limit.upperBound
                if context.log.lastContact ?? Int.min <= end { doubts.insert(.logKept) }
                if let earlier = outcome.earlier {
                    doubts.insert(.early)
                    entries.append(earlier.subject.contact.number)
                }
            }
        }
        if verdict == .breach, let secondStep {
            let end = end(of: secondStep, due, limit, clocks)
            let second = contacts.first {
                ($0.start?.earliest ?? Int.min) >= due.earliest - earlyMinutes * 60_000
                    && ($0.start?.earliest ?? Int.max) <= end.upperBound
            }
            if let second, let start = second.start {
                entries.append(second.number)
                if start.earliest <= end.lowerBound {
                    verdict = .fine
                    what = .secondStep(second.told)
                } else {
                    doubts.insert(.whoseClock)
                }
            }
        }
        if verdict == .breach, !doubts.isEmpty { verdict = .cannotTell }
        let trivial = verdict != .fine && late > 0 && late <= (context.rule.terms.trivialMinutes ?? 0) * 60_000
        return Finding(
            context.rule, .due(due.wall), person: person, verdict: verdict, entries: entries.sorted(),
            bookEntry: context.bookEntry,
            grounds: CheckinGrounds(
                verdict: verdict, doubts: doubts, due: due, what: what, graceMinutes: graceMinutes),
            weights: trivial ? [.trivial] : [])
    }

    /// The contacts that may be the second step, in order of time.
    private func secondContacts(of person: String, _ context: CheckContext) -> [Contact] {
        guard let secondStep else { return [] }
        return context.judged.map(\.contact).filter { contact in
            contact.person == person && contact.event.kind == .contact && !contact.isAttempt && contact.start != nil
                && contact.event.channel.map(secondStep.channels.contains) ?? false
                && context.scope.isAddressed(contact, by: person)
        }.sorted(by: Timeline.isEarlier)
    }

    /// The last moments that the clause may mean for the second step.
    private func end(
        of step: SecondStep, _ due: Due, _ limit: ClosedRange<Int>, _ clocks: [ZoneClock]
    ) -> ClosedRange<Int> {
        switch step.time {
        case .minutes(let minutes): return limit.lowerBound + minutes * 60_000...limit.upperBound + minutes * 60_000
        case .days(let days):
            let ends = clocks.map { $0.moment(dayNumber: due.wall.date.dayNumber + days + 1) - 1 }
            return (ends.min() ?? limit.upperBound)...(ends.max() ?? limit.upperBound)
        }
    }

    package func explain(_ terms: Terms) -> Explanation {
        var sentences = ["It is due \(schedule.text). What is not done by then is an apparent breach."]
        if graceMinutes > 0 {
            sentences.append("Up to \(Phrases.duration(graceMinutes * 60)) later it is still in time.")
        }
        if let secondStep {
            sentences.append(
                "Where it was missed, contact by \(Phrases.channels(secondStep.channels)) \(secondStep.time.text) makes up"
                    + " for it.")
        }
        switch countsAttempts {
        case true?: sentences.append("An unanswered call counts as done.")
        case false?: sentences.append("An unanswered call does not count as done.")
        case nil: break
        }
        var assumptions = [
            "What was missed follows from the times due and the log, as far as a later contact shows that the log was"
                + " still being kept.",
            earlyMinutes == 0
                ? "What came before the time due may have been it: a person decides."
                : "What came up to \(Phrases.duration(earlyMinutes * 60)) before the time due counts as done in time.",
            "A time that comes twice or not at all in the night of a clock change is due between the two moments it may"
                + " mean.",
        ]
        if countsAttempts == nil {
            assumptions.append(
                "The clause does not say whether an unanswered attempt counts: where that decides, the answer is “cannot tell”."
            )
        }
        return Explanation(sentences: sentences, assumptions: assumptions)
    }
}

extension CheckinRule.SecondStep.Time {
    fileprivate var text: String {
        switch self {
        case .minutes(let minutes): "within \(Phrases.count(minutes, "minute")) after that"
        case .days(0): "later on the same day"
        case .days(1): "by the end of the next day"
        case .days(let days): "by the end of the day \(days) days later"
        }
    }
}

extension Contact {
    /// When it took place: the time stated as actual, else when it began.
    var took: Span? {
        guard let actual = event.actual else { return start }
        if let occurred = event.occurred { return Span(actual, occurred, zone: nil) }
        let minute = floorDivide(actual.instant.milliseconds, by: 60_000) * 60_000
        return Span(earliest: minute, latest: minute + 59_999)
    }
}

private struct CheckinGrounds: Grounds {
    let verdict: Finding.Verdict
    let doubts: Doubts
    let due: Due
    let what: What
    let graceMinutes: Int

    enum What {
        case done(Told)
        case late(Told, Int)
        case missed(isStated: Bool)
        case secondStep(Told)
    }

    var missing: String? { doubts.missing }

    var reason: String {
        let but = verdict == .cannotTell ? ", but \(doubts.because)" : ""
        let grace = graceMinutes > 0 ? " with its grace of \(Phrases.count(graceMinutes, "minute"))" : ""
        switch what {
        case .done: return "What was due on \(due.text) was done in time\(but)."
        case .late(_, let by):
            return "What was due on \(due.text)\(grace) was done \(Phrases.length(by)) too late\(but)."
        case .missed(true): return "An entry says that what was due on \(due.text) was missed\(but)."
        case .missed(false):
            return verdict == .breach
                ? "Nothing is logged for what was due on \(due.text), and later contacts show that the log was being kept."
                : "Nothing is logged for what was due on \(due.text)\(but)."
        case .secondStep(let contact):
            return "What was due on \(due.text) was not done in time, but entry \(contact.number) makes up for it."
        }
    }

    var facts: [String] {
        var facts = ["due \(due.wall.text), \(due.zone)"]
        switch what {
        case .done(let contact), .late(let contact, _), .secondStep(let contact):
            facts.append(contact.fact("done"))
        case .missed: break
        }
        return facts
    }
}
