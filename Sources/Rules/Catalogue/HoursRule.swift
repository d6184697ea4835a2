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
        protected = [{ from = 19:00:00, until = 19:30:00, days = ["mon", "wed"] }]
            Hours for which the clause permits contact without forbidding it elsewhere. Contact outside them is
            "fine" and said to be not protected. Whether someone interfered with contact within them is not
            judged. It stands alone, without `quiet` and `allowed`.
        regulates = "start"
            What must lie outside the closed hours: the start of a contact (this if the key is left out), its
            "end", or the "whole" of it.
        moment = "sent"
            For messages: whether the moment of sending or the one at which it was "received" counts. Left out:
            every moment that the entry states is tried, and only what holds for all is found.
        grace-minutes = 10
            Contact less than this far within closed hours, after they begin or before they end, is no breach.
        trivial-minutes = 5
            Contact at most this far within closed hours is a breach marked as trivial.
        zone = "Europe/London"
            Whose clock counts. Left out: only what holds on every clock that may be meant is found.

        A time to the minute covers its whole minute: what cannot be shown to lie within closed hours does not.
        Without `channels` it looks at calls, texts, e-mails, app messages and social media. An unanswered call is
        a contact.

        Example:
            [[rule]]
            id = "quiet-nights"
            kind = "hours"
            clause = "Neither parent shall call or text the other between 9 pm and 7 am, except in an emergency."
            source = "Order of 2 March 2026, paragraph 4"
            binds = "both"
            zone = "Europe/London"
            channels = ["call", "text"]
            quiet = [{ from = 21:00:00, until = 07:00:00 }]
            regulates = "whole"
            exceptions = ["emergency"]
        """
    package static let defaultChannels = messageChannels
    package static let measuresMinutes = true

    let quiet: [ClockWindow]
    let allowed: [ClockWindow]
    /// Permitted hours beside which nothing is forbidden.
    let protected: [ClockWindow]
    let regulates: Regulated
    /// Nil if the clause does not say.
    let moment: Moment?
    let graceMinutes: Int
    /// Quiet hours and those that are not allowed, as they are stated; for permitted hours, all others.
    let stated: WeekHours
    /// The same less the grace.
    private let closed: WeekHours

    enum Regulated: String, CaseIterable { case start, end, whole }
    enum Moment: String, CaseIterable { case sent, received }

    package init(reading keys: KeyReader, terms: Terms) throws(RuleBookError) {
        quiet = try ClockWindow.list("quiet", in: keys)
        allowed = try ClockWindow.list("allowed", in: keys)
        protected = try ClockWindow.list("protected", in: keys)
        regulates = try keys.choice("regulates", of: Regulated.self) ?? .start
        moment = try keys.choice("moment", of: Moment.self)
        graceMinutes = try keys.integer("grace-minutes", in: 0...1440) ?? 0
        if !protected.isEmpty {
            guard quiet.isEmpty, allowed.isEmpty else {
                throw .contradiction(keys.place.naming("protected"), .protectedAndClosed)
            }
            for key in ["grace-minutes", "trivial-minutes"] where keys.has(key) {
                throw .contradiction(keys.place.naming(key), .protectedNeedsNothing)
            }
            stated = WeekHours(protected.flatMap(\.ranges)).complement
            closed = stated
            return
        }
        guard !quiet.isEmpty || !allowed.isEmpty else { throw .contradiction(keys.place.naming("quiet"), .noWindows) }
        var stated = WeekHours(quiet.flatMap(\.ranges))
        if !allowed.isEmpty { stated = stated.union(WeekHours(allowed.flatMap(\.ranges)).complement) }
        let key = quiet.isEmpty ? "allowed" : "quiet"
        let isLimited = !terms.onlyOn.isEmpty || !terms.notOn.isEmpty || terms.childWith != nil
        if stated.isWholeWeek, !isLimited { throw .contradiction(keys.place.naming(key), .alwaysClosed) }
        self.stated = stated
        closed = stated.shrunk(by: graceMinutes * 60_000)
        if closed.isEmpty { throw .contradiction(keys.place.naming(key), .neverClosed) }
    }

    package func judge(_ context: CheckContext, into findings: inout [Finding]) {
        let isMarked = context.rule.terms.trivialMinutes != nil
        findings += context.subjects.lazy.map { [self] subject in
            let clocks = context.candidates(for: subject.contact)
            let (verdict, grounds) = judge(subject, clocks, context.clocks.home)
            var weights: [Finding.Weight] = []
            if verdict == .breach {
                if isMarked, isTrivial(grounds.within, context.rule.terms) { weights.append(.trivial) }
                if mayBeHonest(subject.contact, clocks) { weights.append(.honestMistake) }
            }
            return Finding(
                context.rule, .entry(subject.contact.number), person: subject.person, verdict: verdict,
                bookEntry: context.bookEntry, grounds: grounds, weights: weights)
        }
    }

    private func judge(
        _ subject: CheckContext.Subject, _ clocks: [ZoneClock], _ home: ZoneClock
    ) -> (Finding.Verdict, HoursGrounds) {
        let contact = subject.contact
        let clock = clocks.first ?? home
        let other = clocks.dropFirst().first
        let (start, others, isOpen) = moments(of: contact)
        let first = answer(start, contact, clock)
        let isAgreed =
            clocks.count < 2 && others.isEmpty
            || clocks.allSatisfy { clock in
                answer(start, contact, clock) == first && others.allSatisfy { answer($0, contact, clock) == first }
            }
        var doubts = subject.doubts
        let verdict: Finding.Verdict
        if !protected.isEmpty {
            verdict = .fine
        } else if isAgreed, first == .open, !isOpen {
            verdict = .fine
        } else if isAgreed, first == .closed, !isOpen {
            verdict = doubts.isEmpty ? .breach : .cannotTell
        } else {
            verdict = .cannotTell
            if isOpen { doubts.insert(.receivedTime) }
            doubts.formUnion(differences([start] + others, contact, clocks.isEmpty ? [home] : clocks))
        }
        let shown = shown(contact, start)
        let within = verdict == .fine ? nil : within(start, contact, clock)
        return (
            verdict,
            HoursGrounds(
                hours: self, verdict: verdict, doubts: doubts,
                time: shown.map { HoursGrounds.Shown(at: $0, clock) },
                otherTime: shown.flatMap { moment in other.map { HoursGrounds.Shown(at: moment, $0) } },
                isProtected: protected.isEmpty ? nil : isAgreed && first == .open && !isOpen,
                within: within, claims: contact.claims)
        )
    }

    /// Why the answers are not the same for every moment and clock that may be meant, or are no answers.
    private func differences(_ moments: [Span?], _ contact: Contact, _ clocks: [ZoneClock]) -> Doubts {
        let answers = clocks.map { clock in moments.map { answer($0, contact, clock) } }
        var doubts: Doubts = []
        for row in answers {
            for case .unsure(let why) in row { doubts.formUnion(why) }
            if row.contains(.open), row.contains(.closed) { doubts.insert(.sentOrReceived) }
        }
        for column in moments.indices {
            let answers = answers.map { $0[column] }
            if answers.contains(where: { $0 != answers[0] }) { doubts.insert(.whoseClock) }
        }
        return doubts
    }

    // MARK: Which moment

    /// The moment that the clause means as the start, others that it may mean as well, and whether the one that it
    /// means is not known.
    private func moments(of contact: Contact) -> (start: Span?, others: [Span], isOpen: Bool) {
        switch moment {
        case nil: (contact.start, contact.otherMoments, false)
        case .sent?: (contact.sent ?? contact.start, [], false)
        case .received?: (contact.received ?? contact.start, [], contact.received == nil)
        }
    }

    // MARK: Within closed hours or not

    private enum Answer: Equatable {
        case closed, open
        case unsure(Doubts)
    }

    private func answer(_ start: Span?, _ contact: Contact, _ clock: ZoneClock) -> Answer {
        guard let start else { return .unsure(.noTime) }
        let end = contact.end.map { $0 == contact.start ? start : $0 }
        switch regulates {
        case .start: return answer(start, clock)
        case .end: return end.map { answer(lastMoment($0, start), clock) } ?? .unsure(.endUnknown)
        case .whole:
            let atStart = answer(start, clock)
            guard let end else { return atStart == .closed ? .closed : .unsure(.endUnknown) }
            let last = lastMoment(end, start)
            if atStart == .closed || answer(last, clock) == .closed { return .closed }
            let possible = Span(earliest: start.earliest, latest: max(start.latest, last.latest))
            if coverage(possible, clock) == .outside { return .open }
            if start.latest <= last.earliest {
                let certain = Span(earliest: start.latest, latest: last.earliest)
                if coverage(certain, clock) != .outside { return .closed }
            }
            return start.isStamp && end.isStamp ? .open : .unsure(.exactTime)
        }
    }

    /// The last moment that a contact filled: one that ended at 21:00:00 did not reach into 21:00:00.
    private func lastMoment(_ end: Span, _ start: Span) -> Span {
        end == start ? end : Span(earliest: end.earliest - 1, latest: end.latest - 1)
    }

    /// What cannot be shown to lie within closed hours does not: a stamp that only reaches into them is open.
    private func answer(_ span: Span, _ clock: ZoneClock) -> Answer {
        switch coverage(span, clock) {
        case .inside: .closed
        case .outside: .open
        case .mixed: span.isStamp ? .open : .unsure(.exactTime)
        }
    }

    private func coverage(_ span: Span, _ clock: ZoneClock) -> WeekHours.Coverage {
        if closed.isEmpty { return .outside }
        if let wall = clock.oneWall(span) { return closed.coverage(wall) }
        var result: WeekHours.Coverage?
        for wall in clock.walls(span) {
            let coverage = closed.coverage(wall)
            if let result, result != coverage { return .mixed }
            result = coverage
        }
        return result ?? .outside
    }

    // MARK: How far within

    /// Milliseconds that surely lie within the hours as stated: of a whole call, else from the nearer edge.
    private func within(_ start: Span?, _ contact: Contact, _ clock: ZoneClock) -> Int? {
        guard let start else { return nil }
        switch regulates {
        case .start: return stated.depth(clock.wall(start.earliest))
        case .end: return contact.end.flatMap { stated.depth(clock.wall(lastMoment($0, start).earliest)) }
        case .whole:
            guard let end = contact.end, end != contact.start else { return stated.depth(clock.wall(start.earliest)) }
            guard start.earliest < end.earliest else { return 0 }
            return clock.walls(Span(earliest: start.earliest, latest: end.earliest - 1)).map(stated.overlap)
                .reduce(0, +)
        }
    }

    private func isTrivial(_ within: Int?, _ terms: Terms) -> Bool {
        guard let within, let minutes = terms.trivialMinutes else { return false }
        return within <= minutes * 60_000
    }

    /// True if there was no breach by the clock of the entry itself, or by the clock as it stood the day before
    /// the clocks changed.
    private func mayBeHonest(_ contact: Contact, _ clocks: [ZoneClock]) -> Bool {
        if answer(contact.start, contact, contact.clock) == .open { return true }
        guard let start = contact.start else { return false }
        return clocks.contains { clock in
            let change = clock.offset(at: start.earliest - millisecondsPerDay) - clock.offset(at: start.earliest)
            guard change != 0, let wall = clock.oneWall(start) else { return false }
            let old = wall.lowerBound + change * 60_000...wall.upperBound + change * 60_000
            return regulates == .start && closed.coverage(old) == .outside
        }
    }

    private func shown(_ contact: Contact, _ counted: Span?) -> Int? {
        if moment != nil, let counted, counted != contact.start { return counted.earliest }
        guard let stated = contact.event.occurred?.start.instant.milliseconds else { return nil }
        guard regulates == .end, let start = contact.start, let end = contact.end else { return stated }
        return stated + (end.earliest - start.earliest)
    }

    package func explain(_ terms: Terms) -> Explanation {
        let what: Sentence =
            switch regulates {
            case .start: "starts"
            case .end: "ends"
            case .whole: "takes place, even in part,"
            }
        var sentences: [Sentence] = []
        if !quiet.isEmpty {
            sentences.append(
                "The quiet hours are \(text(quiet)). Contact that \(what) in them is an apparent breach.")
        }
        if !allowed.isEmpty {
            sentences.append(
                "Contact is allowed \(text(allowed)). Contact that \(what) at other times is an apparent breach.")
        }
        if !protected.isEmpty {
            sentences.append(
                "The clause protects contact \(text(protected)). At other times contact is not protected, and not"
                    + " forbidden either.")
        }
        let next: Sentence =
            !protected.isEmpty ? "no longer protected" : quiet.isEmpty ? "no longer allowed" : "allowed again"
        sentences.append("At the very time at which these hours end, contact is \(next).")
        if graceMinutes > 0 {
            sentences.append(
                "There is a grace of \(Phrases.count(graceMinutes, "minute")) after closed hours begin and before"
                    + " they end.")
        }
        return Explanation(sentences: sentences, assumptions: assumptions(terms))
    }

    private func assumptions(_ terms: Terms) -> [Sentence] {
        let whichMoment: Sentence =
            switch moment {
            case .sent?: "The time tested is the one at which a message was sent."
            case .received?:
                "The time tested is the one at which a message was received; one that is not known is asked for."
            case nil:
                "The clause does not say whether the sending or the receiving of a message counts: where an entry states both,"
                    + " both are tried."
            }
        // A call and a meeting are received as they happen.
        let hasMessages = !terms.channels.isSubset(of: [.call, .inPerson])
        var all: [Sentence] =
            (hasMessages ? [whichMoment] : []) + [
                "An unanswered call or failed message is tested like any other contact.",
                "In the night when clocks go back, both passes of the repeated hour count as that hour.",
                "What cannot be shown to lie within closed hours does not.",
            ]
        if !protected.isEmpty { all.append("Whether anybody interfered with contact in these hours is not judged.") }
        return all
    }

    func text(_ windows: [ClockWindow]) -> Sentence { windows.map(\.text).joined(separator: "; ") }
}
