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
            day-of-month = 1: on that day of each month; "last": on its last.
            Beside these, months = ["nov", "dec"] and years = "odd" (or "even"): in those months and years alone, as
            where holidays alternate.
            calendar = "conferences": on the days of that list under [calendars], or of a calendar file (events with
            a time of their own need no `at`). With day-of-stretch = "first" or "last": on that day alone of each
            stretch, such as a school break.
            after = "handover" with after-hours = 24, or with after-days = 1 and a time: after each such entry.
        then = "wed before"
            On from such a day to another: "day before", "2 days after", "wed before", "2 fri after" (the second
            Friday after it), "mon on or after" (the day itself, if it is a Monday). "6 pm on the Wednesday before
            Thanksgiving" is { in-month = ["fourth"], days = ["thu"], months = ["nov"], then = "wed before",
            at = 18:00:00 }.
        grace-minutes = 15
            How much later is still in time.
        early-minutes = 60
            How much earlier still counts as this one (60 if left out). What came before that may have been it:
            the answer is then "cannot tell". "By the 5th of each month" is day-of-month = 5, at = 23:59:00 and
            early-minutes = 7199.
        counts = ["attempts"]
            Unanswered calls count too; counts = [] says that they do not. Left out: "cannot tell" where they decide.
        if-missed = { within-minutes = 60, channels = ["text"] }
            A second step that makes up for the first: a contact by these channels, so long after the grace; without
            `channels`, the same thing done after all. Or within-days = 1: to the end of the day after the one on which
            it was due; 0: the same day.
        events = ["contact"]
            Which entries count as done: "checkin" if left out. With "contact", `channels` says by what.
        about = ["summer weeks"]
            Only entries about one of these topics count as done, as entered or decided. Where nobody decided what one is
            about, it may count: "cannot tell".

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

    private let due: Schedule
    package var schedule: Schedule? { due }
    let graceMinutes: Int
    let earlyMinutes: Int
    /// Nil if the clause does not say.
    let countsAttempts: Bool?
    /// Topics of which one is needed; empty where any topic counts.
    let about: [String]
    let secondStep: SecondStep?

    struct SecondStep: Sendable {
        let time: Time
        /// Nil where the same thing is to be done after all.
        let channels: Set<Channel>?

        /// After the grace, or to the end of a day after the one on which it was due.
        enum Time: Sendable {
            case minutes(Int)
            case days(Int)
        }
    }

    private enum Countable: String, CaseIterable { case attempts }

    package init(reading keys: KeyReader, terms: Terms) throws(RuleBookError) {
        guard let schedule = try Schedule.read("due", in: keys) else { throw .missingKey(keys.place.naming("due")) }
        due = schedule
        graceMinutes = try keys.integer("grace-minutes", in: 0...10_080) ?? 0
        earlyMinutes = try keys.integer("early-minutes", in: 0...44_640) ?? 60
        countsAttempts = try keys.choices("counts", of: Countable.self, mayBeEmpty: true).map { !$0.isEmpty }
        about = try keys.texts("about")?.map { $0.lowercased() } ?? []
        secondStep = try keys.table("if-missed").map { keys throws(RuleBookError) in try Self.secondStep(keys) }
    }

    private static func secondStep(_ keys: KeyReader) throws(RuleBookError) -> SecondStep {
        let minutes = try keys.integer("within-minutes", in: 1...10_080)
        let days = try keys.integer("within-days", in: 0...366)
        let channels = try keys.choices("channels", of: Channel.self).map { Set($0) }
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
        let dues = due.dues(from: period.from, until: period.until, clocks, context)
            .filter { $0.by.map { context.people.resolved($0) == person } ?? true }
        let done = context.subjects.compactMap { subject -> Duties.Done? in
            guard subject.person == person || subject.person == CheckContext.unknownPerson,
                let span = subject.contact.took, let doubts = whetherItCounts(subject.contact)
            else { return nil }
            return Duties.Done(subject: doubts.isEmpty ? subject : subject.adding(doubts), span: span)
        }
        let (outcomes, _) = duties.outcomes(dues, done, duties.missedEntries(person))
        let second = secondSteps(of: person, done, context)
        let unshown = duties.unshown(outcomes) { due in
            let limit = due.limit(graceMinutes: graceMinutes)
            return secondStep.map { self.end(of: $0, due, limit, clocks).upperBound } ?? limit.upperBound
        }
        return outcomes.dropLast(unshown.count).compactMap { judge($0, person, second, clocks, context) }
            + ending(duties.applying(unshown, to: person, clocks), person, context)
    }

    /// What was due after the last contact is told once, however long ago that was.
    private func ending(
        _ unshown: [(due: Due, doubts: Doubts)], _ person: String, _ context: CheckContext
    ) -> [Finding] {
        guard let first = unshown.first?.due, let last = unshown.last?.due else { return [] }
        let doubts = unshown.reduce(context.standing.union(.logKept)) { $0.union($1.doubts) }
        return [
            Finding(
                context.rule, unshown.count == 1 ? .due(first.wall) : .dues(first.wall, until: last.wall.date),
                person: person, verdict: .cannotTell, entries: [], bookEntry: context.bookEntry,
                grounds: CheckinGrounds(
                    verdict: .cannotTell, doubts: doubts, due: first,
                    what: unshown.count == 1 ? .missed(isStated: false) : .unshown(until: last, unshown.count),
                    graceMinutes: graceMinutes))
        ]
    }

    /// What is not certain about `contact` being what is due; nil if it surely is not.
    private func whetherItCounts(_ contact: Contact) -> Doubts? {
        var doubts: Doubts = []
        if contact.isAttempt, countsAttempts != true {
            guard countsAttempts == nil else { return nil }
            doubts.insert(.attempt)
        }
        if !about.isEmpty {
            if contact.topics.isEmpty {
                doubts.insert(.topic)
            } else if !contact.topics.contains(where: { about.contains($0.lowercased()) }) {
                return nil
            }
        }
        return doubts
    }

    private func judge(
        _ outcome: Duties.Outcome, _ person: String, _ second: [SecondDone], _ clocks: [ZoneClock],
        _ context: CheckContext
    ) -> Finding? {
        let due = outcome.due
        let span = Span(earliest: due.earliest, latest: due.latest)
        guard let applies = context.scope.effect.doubts(span, person: person, clocks) else { return nil }
        let limit = due.limit(graceMinutes: graceMinutes)
        let stepEnd = secondStep.map { end(of: $0, due, limit, clocks) }
        let last = stepEnd?.upperBound ?? limit.upperBound
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
                verdict = done.surelyCounts ? .fine : .cannotTell
            case .late(let by):
                late = by
                what = .late(done.subject.contact.told, by)
                // What may count and came before it may have been in time.
                if let maybe = outcome.maybe, maybe.span.earliest <= limit.upperBound {
                    entries.append(maybe.subject.contact.number)
                    doubts.formUnion(maybe.subject.doubts)
                }
            case .unsure(let why): doubts.formUnion(why)
            }
            if !outcome.missed.isEmpty {
                doubts.insert(.twoAccounts)
                verdict = .cannotTell
            }
        } else {
            what = .missed(isStated: !outcome.missed.isEmpty)
            if outcome.missed.isEmpty {
                if context.log.lastContact ?? Int.min <= last { doubts.insert(.logKept) }
                if let earlier = outcome.earlier {
                    doubts.insert(.early)
                    entries.append(earlier.subject.contact.number)
                }
            }
        }
        if verdict == .breach, let stepEnd {
            let made = second.first {
                $0.span.earliest >= due.earliest - earlyMinutes * 60_000 && $0.span.earliest <= last
            }
            if let made {
                if !entries.contains(made.contact.number) { entries.append(made.contact.number) }
                if !made.surelyCounts {
                    doubts.formUnion(made.doubts)
                } else if made.span.earliest <= stepEnd.lowerBound {
                    verdict = .fine
                    what = .secondStep(made.contact.told)
                } else {
                    doubts.insert(.whoseClock)
                }
            }
        }
        if verdict == .breach, !outcome.isStated {
            let gaps = context.gaps(from: due.earliest - earlyMinutes * 60_000, to: last)
            if !gaps.isEmpty { doubts.insert(.notRecorded) }
            entries += gaps
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

    /// Something that may be the second step.
    private struct SecondDone {
        let contact: Contact
        let span: Span
        let doubts: Doubts
        var surelyCounts: Bool { doubts.isDisjoint(with: Duties.Done.whetherItCounts) }
    }

    /// What may be the second step, in order of time.
    private func secondSteps(of person: String, _ done: [Duties.Done], _ context: CheckContext) -> [SecondDone] {
        guard let secondStep else { return [] }
        let all: [SecondDone] =
            if let channels = secondStep.channels {
                context.judged.map(\.contact).compactMap { contact in
                    guard contact.person == person, contact.event.kind == .contact, !contact.isAttempt,
                        let span = contact.start, contact.event.channel.map(channels.contains) ?? false,
                        context.scope.isAddressed(contact, by: person)
                    else { return nil }
                    return SecondDone(contact: contact, span: span, doubts: [])
                }
            } else {
                done.map { SecondDone(contact: $0.subject.contact, span: $0.span, doubts: $0.subject.doubts) }
            }
        return all.sorted { ($0.span.earliest, $0.contact.number) < ($1.span.earliest, $1.contact.number) }
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
        var sentences: [Sentence] = ["It is due \(due.text). What is not done by then is an apparent breach."]
        if graceMinutes > 0 {
            sentences.append("Up to \(Phrases.duration(graceMinutes * 60)) later it is still in time.")
        }
        if let secondStep {
            let what: Sentence =
                secondStep.channels.map { "contact by \(Phrases.channels($0))" } ?? "doing it after all"
            sentences.append("Where it was missed, \(what) \(secondStep.time.text) makes up for it.")
        }
        if !about.isEmpty {
            sentences.append("Only what is about \(Phrases.quoted(about, "or")) counts, as entered or decided.")
        }
        switch countsAttempts {
        case true?: sentences.append("An unanswered call counts as done.")
        case false?: sentences.append("An unanswered call does not count as done.")
        case nil: break
        }
        var assumptions: [Sentence] = [
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
    fileprivate var text: Sentence {
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
        /// So many times due, of none of which anything is known.
        case unshown(until: Due, Int)
    }

    var missing: Sentence? { doubts.missing }

    var period: Sentence? {
        guard case .unshown(_, let count) = what else { return nil }
        return "\(count) times due from \(Phrases.moment(due.wall)) on"
    }

    var reason: Sentence {
        let but: Sentence = verdict == .cannotTell ? ", but \(doubts.because)" : ""
        let grace: Sentence = graceMinutes > 0 ? " with its grace of \(Phrases.count(graceMinutes, "minute"))" : ""
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
        case .unshown(let last, let count):
            return "Nothing is logged for what was due \(count) times from \(Phrases.moment(due.wall)) to"
                + " \(last.text)\(but)."
        }
    }

    var facts: [Sentence] {
        var facts: [Sentence] = ["due \(verbatim: due.wall.text), \(verbatim: due.zone)"]
        switch what {
        case .done(let contact), .late(let contact, _), .secondStep(let contact):
            facts.append(contact.fact("done"))
        case .missed, .unshown: break
        }
        return facts
    }
}
