import Ledger

/// A rule of the kind `frequency` says how often there shall be contact, at most or at least.
package final class FrequencyRule: RuleKind {
    package static let name = "frequency"
    package static let documentation = """
        frequency: how often there may or must be contact.

        at-most = 1, at-least = 1
            The greatest and the least number of contacts; one of the two keys or both.
        per = "day"
            Counted by calendar "day", "week" or "month", or "rolling": any stretch of so much elapsed time. "At least
            one call in any 72 hours" is at-least = 1 with per = "rolling" and rolling-hours = 72.
        week-starts = "monday"
            For weeks. Left out: Monday and Sunday are both tried, and only what holds for both is found.
        every-weeks = 2, counted-from = 2026-03-06
            For weeks: stretches of so many weeks, of which one begins on the day named. They go together and
            instead of week-starts.
        rolling-hours = 24
            For rolling, or rolling-minutes = 30. Two contacts exactly so far apart do not fall into one stretch.
        reply-starts-anew = true
            For rolling: a contact from the other person begins the count again, so that only contacts into
            silence are counted. "A reminder only after 24 hours without an answer" is at-most = 1 with
            rolling-hours = 24 and this key.
        counts = ["attempts", "voicemails", "reactions", "edits"]
            Which of these count too: unanswered calls and failed messages, words left on a machine, signs put
            under a message, changes to a message sent before. An empty list, counts = [], says that none does.
            Left out: where one decides, the answer is "cannot tell".
        join-within-seconds = 120
            Texts and app messages of one person, each at most so long after the one before, count as one.
            0 says that each counts. Left out: where those less than a minute apart decide, the answer is
            "cannot tell".
        per-channel = true
            Each channel has the number to itself. Left out: all channels are counted together.
        burst = { contacts = 5, within-minutes = 10 }
            Shows where so many contacts of one person fell into so short a time, as a pattern beside the
            findings. A pattern is no breach of anything.

        A contact that was too few is found only where a later contact shows that the log was still being kept;
        the first day, week or month of the log and the last, unfinished one are never found too few, and elapsed
        time that reaches beyond either end of the log is "cannot tell". Without `channels` it looks at calls,
        texts, e-mails, app messages and social media.

        Example:
            [[rule]]
            id = "two-calls-a-week"
            kind = "frequency"
            clause = "The child shall be called at least twice and at most five times a week."
            source = "Parenting plan, section 4"
            binds = "them"
            zone = "Europe/London"
            channels = ["call"]
            at-least = 2
            at-most = 5
            per = "week"
            week-starts = "monday"
            counts = []
        """
    package static let defaultChannels = messageChannels

    let atMost: Int?
    let atLeast: Int?
    let per: Period
    /// The first day of each calendar stretch; two ways where the clause leaves open how a week starts.
    let periods: [CalendarPeriod]
    let rollingMinutes: Int
    let replyStartsAnew: Bool
    let counting: Countables
    let isPerChannel: Bool
    let burst: Burst?

    package var readsClock: Bool { per != .rolling }

    package var stretches: Stretches {
        switch periods.first {
        case .days(let days, _)? where days >= 7: .weeks(days / 7)
        case .month?: .months
        case .days?, nil: .days
        }
    }

    enum Period: String, CaseIterable { case day, week, month, rolling }
    private enum WeekStart: String, CaseIterable {
        case monday, tuesday, wednesday, thursday, friday, saturday, sunday
    }

    package init(reading keys: KeyReader, terms: Terms) throws(RuleBookError) {
        atMost = try keys.integer("at-most", in: 0...10_000)
        atLeast = try keys.integer("at-least", in: 1...10_000)
        guard let per = try keys.choice("per", of: Period.self) else { throw .missingKey(keys.place.naming("per")) }
        self.per = per
        let start = try keys.choice("week-starts", of: WeekStart.self)
        let weeks = try keys.integer("every-weeks", in: 1...520)
        let from = try keys.date("counted-from")
        let hours = try keys.integer("rolling-hours", in: 1...8784)
        let minutes = try keys.integer("rolling-minutes", in: 1...527_040)
        let startsAnew = try keys.truth("reply-starts-anew")
        counting = try Countables(keys)
        isPerChannel = try keys.truth("per-channel") ?? false
        burst = try keys.table("burst").map { keys throws(RuleBookError) in try Burst(reading: keys) }
        rollingMinutes = minutes ?? (hours ?? 0) * 60
        replyStartsAnew = startsAnew ?? false

        func contradict(_ key: String, _ what: RuleBookError.Contradiction) -> RuleBookError {
            .contradiction(keys.place.naming(key), what)
        }
        if atMost == nil, atLeast == nil { throw contradict("at-most", .noLimit) }
        if let atMost, let atLeast, atLeast > atMost { throw contradict("at-least", .leastAboveMost) }
        if start != nil, per != .week { throw contradict("week-starts", .weekStartWithoutWeek) }
        if weeks != nil || from != nil {
            if per != .week { throw contradict(weeks != nil ? "every-weeks" : "counted-from", .weekStartWithoutWeek) }
            if start != nil { throw contradict("week-starts", .cycleHasItsStart) }
            if weeks == nil || from == nil { throw contradict("every-weeks", .weeksWithoutStart) }
        }
        if hours != nil, minutes != nil { throw contradict("rolling-minutes", .rollingTwice) }
        if hours ?? minutes != nil, per != .rolling {
            throw contradict(hours != nil ? "rolling-hours" : "rolling-minutes", .hoursWithoutRolling)
        }
        if startsAnew != nil, per != .rolling { throw contradict("reply-starts-anew", .hoursWithoutRolling) }
        if hours ?? minutes == nil, per == .rolling { throw contradict("per", .rollingWithoutHours) }
        if atMost == nil, startsAnew != nil { throw contradict("reply-starts-anew", .anewWithoutMost) }
        if atLeast != nil, isPerChannel { throw contradict("at-least", .leastPerChannel) }
        if per == .rolling, terms.zone != nil, terms.from == nil, terms.until == nil {
            throw contradict("zone", .zoneInRolling)
        }

        switch per {
        case .day: periods = [.days(1, anchor: 0)]
        case .week:
            if let weeks, let from {
                periods = [.days(7 * weeks, anchor: from.dayNumber)]
            } else if let start, let place = WeekStart.allCases.firstIndex(of: start) {
                periods = [.days(7, anchor: CalendarPeriod.aMonday + place)]
            } else {
                periods = [.days(7, anchor: CalendarPeriod.aMonday), .days(7, anchor: CalendarPeriod.aMonday - 1)]
            }
        case .month: periods = [.month]
        case .rolling: periods = []
        }
    }

    package func judge(_ context: CheckContext, into findings: inout [Finding]) {
        let undated = atMost == nil ? [] : context.subjects.filter { $0.doubts.contains(.noTime) }
        findings += undated.map { undatedFinding($0, context) }
        for person in context.people.bound(by: context.rule.terms) {
            for (channel, group) in groups(counted(of: person, context)) {
                if per == .rolling {
                    let count = RollingCount(rule: self, context: context, person: person, channel: channel)
                    count.judge(group, into: &findings)
                    guard let atLeast else { continue }
                    findings += RollingLeast(rule: self, least: atLeast, context: context, person: person)
                        .findings(group)
                } else {
                    let count = CalendarCount(rule: self, context: context, person: person, channel: channel)
                    findings += count.findings(group)
                }
            }
        }
    }

    package func patterns(in context: CheckContext) -> [Pattern] {
        guard let burst else { return [] }
        return context.people.bound(by: context.rule.terms).flatMap { person in
            burst.patterns(context.subjects.filter { $0.person == person }, person, context.rule)
        }
    }

    /// The contacts of `person` that the clause may count, in order of entry number; those of nobody known too.
    private func counted(of person: String, _ context: CheckContext) -> [CheckContext.Subject] {
        var own: [CheckContext.Subject] = []
        // A clause that leaves room counts like another; what is found is then for a person.
        let standing = context.standing
        for subject in context.subjects {
            guard subject.person == person || subject.person == CheckContext.unknownPerson,
                let doubts = counting.doubts(subject.contact)
            else { continue }
            let certain = standing.isEmpty ? subject : subject.without(standing)
            own.append(doubts.isEmpty ? certain : certain.adding(doubts))
        }
        return counting.joined(own)
    }

    private func groups(_ subjects: [CheckContext.Subject]) -> [(Channel?, [CheckContext.Subject])] {
        guard isPerChannel else { return [(nil, subjects)] }
        // A contact whose channel is not named may belong to each of them.
        return Channel.allCases.compactMap { channel in
            let group = subjects.filter { $0.contact.event.channel == channel || $0.contact.event.channel == nil }
            return group.contains { $0.contact.event.channel == channel } ? (channel, group) : nil
        }
    }

    private func undatedFinding(_ subject: CheckContext.Subject, _ context: CheckContext) -> Finding {
        Finding(
            context.rule, .entry(subject.contact.number), person: subject.person, verdict: .cannotTell,
            entries: [subject.contact.number], bookEntry: context.bookEntry,
            grounds: FrequencyGrounds(
                verdict: .cannotTell, doubts: subject.doubts, rule: self, least: 0, most: 1, tooFew: false,
                stretch: .undated, channel: nil))
    }

    package func explain(_ terms: Terms) -> Explanation {
        func things(_ number: Int) -> Sentence {
            let contacts = Phrases.count(number, "contact")
            return isPerChannel ? "\(contacts) by one channel" : contacts
        }
        let stretch: Sentence =
            switch periods.first {
            case .month?: "in one calendar month"
            case .days(1, _)?: "on one calendar day"
            case .days(7, let anchor)?:
                periods.count > 1
                    ? "in one calendar week" : "in one calendar week, which begins on \(weekday(anchor)),"
            case .days(let days, let anchor)?:
                "in \(days / 7) weeks (such as those from \(Phrases.day(CivilDate(dayNumber: anchor))))"
            case nil:
                replyStartsAnew
                    ? "within any \(rollingText) in which the other person made no contact"
                    : "within any \(rollingText)"
            }
        var sentences: [Sentence] = []
        if let atMost {
            let what: Sentence = atMost == 0 ? "Any contact" : "More than \(things(atMost))"
            sentences.append(breach(what, stretch, isPlural: atMost > 1))
        }
        if let atLeast {
            let what: Sentence = atLeast == 1 ? "No contact" : "Fewer than \(things(atLeast))"
            sentences.append(breach(what, stretch, isPlural: atLeast > 1))
        }
        if !isPerChannel, terms.channels.count > 1 { sentences.append("All channels are counted together.") }
        sentences += counting.sentences(terms.channels)
        if let burst { sentences.append(burst.sentence) }
        return Explanation(sentences: sentences, assumptions: assumptions(terms))
    }

    private func breach(_ what: Sentence, _ stretch: Sentence, isPlural: Bool) -> Sentence {
        isPlural ? "\(what) \(stretch) are an apparent breach." : "\(what) \(stretch) is an apparent breach."
    }

    /// `24 hours`, `90 minutes`.
    var rollingText: Sentence {
        rollingMinutes % 60 == 0
            ? Phrases.count(rollingMinutes / 60, "hour") : Phrases.count(rollingMinutes, "minute")
    }

    private func weekday(_ day: Int) -> Sentence { Phrases.weekday(CivilDate(dayNumber: day).weekday) }

    private func assumptions(_ terms: Terms) -> [Sentence] {
        var assumptions: [Sentence] = [
            "Each person's contacts are counted apart. Replies count like any other contact."
        ]
        assumptions += counting.assumptions(terms.channels)
        if periods.count > 1 {
            assumptions.append(
                "The clause does not say on which day a week starts: Monday and Sunday are both tried, and a breach is found"
                    + " only if there is one in both. The week is named by its Monday.")
        }
        if per == .rolling {
            assumptions.append("Hours are hours elapsed, also across a change of the clocks.")
        }
        if atLeast != nil {
            let edges: Sentence =
                per == .rolling
                ? "where \(rollingText) reach beyond either end of the log, the answer is “cannot tell”."
                : "the log's first and unfinished last \(ours: per.rawValue) are left out."
            assumptions.append(
                "Too few is found only where a later contact shows that the log was still being kept; \(edges)")
        }
        assumptions.append("A contact without a time belongs to no day; it is listed on its own.")
        return assumptions
    }
}
