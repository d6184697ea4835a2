import Ledger

/// A rule of the kind `handover` says when the child changes hands, and what is owed when someone is late.
package final class HandoverRule: RuleKind {
    package static let name = "handover"
    package static let documentation = """
        handover: when the child changes hands, and what is owed when someone is late. Minutes late are counted
        from the time due to the time stated as actual, else to the time of the entry. Who came early owes nothing.

        due = [{ days = ["fri"], at = 18:00:00, by = "them" }]
            When it is due, as for the kind checkin (daybook rules help checkin); `by` says on whom it depends.
            Left out: each entry's own time due counts, and a handover without an entry is not missed.
        grace-minutes = 15
            How much later is still in time.
        grace-needs = ["reason", "notice"]
            What lateness within the grace must come with: an exception claimed in the entry, a contact
            beforehand, or both.
        notice-minutes = 30
            The notice must come so long before the time due (0 if left out), at most 12 hours before.
        early-minutes = 120
            How much earlier than due an entry still belongs to that time (120 if left out).

        Who was late is the person the entry is from. A notice is certain where its topics name the handover, a
        delay or lateness; another contact in that time may be it, and the answer is "cannot tell".

        Example:
            [[rule]]
            id = "friday-exchange"
            kind = "handover"
            clause = "Exchanges take place Fridays at 6 pm. A parent who is late by more than 15 minutes forfeits …"
            source = "Parenting plan, section 3"
            binds = "both"
            zone = "America/New_York"
            due = [{ days = ["fri"], at = 18:00:00 }]
            grace-minutes = 15
        """
    package static let defaultChannels = Set(Channel.allCases)
    package static let defaultEvents: Set<Event.Kind> = [.handover]
    package static let measuresMinutes = true

    package let schedule: Schedule?
    let graceMinutes: Int
    let earlyMinutes: Int
    let needs: Set<Need>
    let noticeMinutes: Int

    enum Need: String, CaseIterable, Sendable { case reason, notice }

    package init(reading keys: KeyReader, terms: Terms) throws(RuleBookError) {
        schedule = try Schedule.read("due", in: keys)
        graceMinutes = try keys.integer("grace-minutes", in: 0...10_080) ?? 0
        earlyMinutes = try keys.integer("early-minutes", in: 0...10_080) ?? 120
        needs = Set(try keys.choices("grace-needs", of: Need.self) ?? [])
        let notice = try keys.integer("notice-minutes", in: 0...10_080)
        noticeMinutes = notice ?? 0
        if !needs.isEmpty, graceMinutes == 0 {
            throw .contradiction(keys.place.naming("grace-needs"), .needsWithoutGrace)
        }
        if notice != nil, !needs.contains(.notice) {
            throw .contradiction(keys.place.naming("notice-minutes"), .noticeNotNeeded)
        }
    }

    package func judge(_ context: CheckContext, into findings: inout [Finding]) {
        findings += self.findings(in: context)
    }

    private func findings(in context: CheckContext) -> [Finding] {
        let clocks = context.candidates(for: Optional<String>.none)
        let duties = Duties(context: context, earlyMilliseconds: earlyMinutes * 60_000)
        let bound = context.people.bound(by: context.rule.terms)
        let done = context.subjects.compactMap { subject in
            subject.contact.took.map { Duties.Done(subject: subject, span: $0) }
        }
        let timeless = context.subjects.filter { $0.contact.took == nil }
        var dues: [Due] = []
        if let schedule, let period = duties.period(clocks) {
            dues = schedule.dues(from: period.from, until: period.until, clocks, context)
        }
        let groups = Dictionary(grouping: dues) { $0.by.map(context.people.resolved) }
        var findings: [Finding] = []
        var left = done
        for (by, dues) in groups.sorted(by: { ($0.key ?? "") < ($1.key ?? "") }) {
            if let by, !bound.contains(by) { continue }
            let whose = by ?? (bound.count == 1 ? bound.first : nil)
            let own = left.filter { by == nil || $0.subject.person == by || !bound.contains($0.subject.person) }
            let result = duties.outcomes(dues, own, missed(whose, duties))
            let unshown = duties.unshown(result.outcomes) { $0.latest + graceMinutes * 60_000 }
            findings += result.outcomes.dropLast(unshown.count).compactMap { judge($0, whose, clocks, context) }
            findings += ending(unshown, whose ?? CheckContext.unknownPerson, duties, clocks, context)
            let used = Set(result.outcomes.compactMap { $0.done?.subject.contact.number })
            left.removeAll { used.contains($0.subject.contact.number) }
        }
        let statedMissed = schedule == nil ? missed(nil, duties).filter { statesDue($0, bound) } : []
        let alone = left.map { ($0.subject, $0.span as Span?) } + (timeless + statedMissed).map { ($0, nil) }
        return findings
            + alone.sorted { $0.0.contact.number < $1.0.contact.number }
            .compactMap { judgeAlone($0.0, $0.1, context) }
    }

    /// What was due after the last contact is told once, however long ago that was.
    private func ending(
        _ outcomes: ArraySlice<Duties.Outcome>, _ person: String, _ duties: Duties, _ clocks: [ZoneClock],
        _ context: CheckContext
    ) -> [Finding] {
        let unshown = duties.applying(outcomes, to: person, clocks)
        guard let first = unshown.first?.due, let last = unshown.last?.due else { return [] }
        var doubts = unshown.reduce(context.standing.union(.logKept)) { $0.union($1.doubts) }
        if person == CheckContext.unknownPerson { doubts.insert(.whoWasLate) }
        return [
            finding(
                unshown.count == 1 ? .due(first.wall) : .dues(first.wall, until: last.wall.date), person, .cannotTell,
                [],
                doubts, first, unshown.count == 1 ? .missed(isStated: false) : .unshown(until: last, unshown.count),
                context)
        ]
    }

    /// Entries of missed events that may be a handover: those that name no channel.
    private func missed(_ person: String?, _ duties: Duties) -> [CheckContext.Subject] {
        duties.missedEntries(person).filter { $0.contact.event.channel == nil || $0.contact.event.channel == .inPerson }
    }

    private func statesDue(_ subject: CheckContext.Subject, _ bound: [String]) -> Bool {
        subject.contact.event.due != nil && bound.contains(subject.person)
    }

    private func judge(
        _ outcome: Duties.Outcome, _ whose: String?, _ clocks: [ZoneClock], _ context: CheckContext
    ) -> Finding? {
        let due = outcome.due
        let span = Span(earliest: due.earliest, latest: due.latest)
        let person = outcome.done?.subject.person ?? outcome.missed.first?.person ?? whose ?? CheckContext.unknownPerson
        guard let applies = context.scope.effect.doubts(span, person: person, clocks) else { return nil }
        var doubts = context.standing.union(applies)
        if let done = outcome.done {
            // What may count and came before it may have been in time.
            if let maybe = outcome.maybe, maybe.span.earliest <= due.latest + graceMinutes * 60_000 {
                doubts.formUnion(maybe.subject.doubts)
            }
            return judge(done, due, subject: .due(due.wall), doubts, outcome.missed, context)
        }
        if person == CheckContext.unknownPerson { doubts.insert(.whoWasLate) }
        var entries = outcome.missed.map(\.contact.number)
        if outcome.missed.isEmpty {
            if context.log.lastContact ?? Int.min <= due.latest + graceMinutes * 60_000 { doubts.insert(.logKept) }
            if let earlier = outcome.earlier {
                doubts.insert(.early)
                entries.append(earlier.subject.contact.number)
            }
            let gaps = gaps(at: due, context)
            if !gaps.isEmpty { doubts.insert(.notRecorded) }
            entries += gaps
        }
        return finding(
            .due(due.wall), person, doubts.isEmpty ? .breach : .cannotTell, entries, doubts, due,
            .missed(isStated: !outcome.missed.isEmpty), context)
    }

    private func gaps(at due: Due, _ context: CheckContext) -> [Int] {
        context.gaps(from: due.earliest - earlyMinutes * 60_000, to: due.latest + graceMinutes * 60_000)
    }

    /// A handover that no schedule covers: judged by the time due that its own entry states.
    private func judgeAlone(_ subject: CheckContext.Subject, _ span: Span?, _ context: CheckContext) -> Finding? {
        let contact = subject.contact
        let doubts = subject.doubts.union(context.standing)
        guard let stated = contact.event.due else {
            // With a schedule, an entry at another time is not one of those due.
            guard schedule == nil else { return nil }
            return finding(
                .entry(contact.number), subject.person, .cannotTell, [contact.number], doubts.union(.dueTime), nil,
                .unknown, context)
        }
        let moment = stated.instant.milliseconds
        let due = Due(Span(earliest: moment, latest: moment), contact.clock, by: nil)
        if contact.event.kind == .missed {
            return finding(
                .entry(contact.number), subject.person, doubts.isEmpty ? .breach : .cannotTell, [contact.number],
                doubts.subtracting(.noTime), due, .missed(isStated: true), context)
        }
        guard let span else {
            return finding(
                .entry(contact.number), subject.person, .cannotTell, [contact.number], doubts.union(.actualTime), due,
                .unknown, context)
        }
        return judge(
            Duties.Done(subject: subject, span: span), due, subject: .entry(contact.number), context.standing, [],
            context)
    }

    private func judge(
        _ done: Duties.Done, _ due: Due, subject: Finding.Subject, _ known: Doubts, _ missed: [CheckContext.Subject],
        _ context: CheckContext
    ) -> Finding {
        let contact = done.subject.contact
        let person = done.subject.person
        var doubts = known.union(done.subject.doubts)
        var entries = missed.map(\.contact.number) + [contact.number]
        var what = HandoverGrounds.What.onTime(contact.told)
        var verdict = Finding.Verdict.fine
        var late = 0
        switch Lateness(done.span, limit: due.limit(graceMinutes: graceMinutes), doubts: due.doubts) {
        case .late(let by):
            late = by
            what = .late(contact.told, by: done.span.earliest - due.latest, lacks: [])
            verdict = .breach
            // It may have been another one.
            let gaps = contact.event.due == nil ? gaps(at: due, context) : []
            if !gaps.isEmpty { doubts.insert(.notRecorded) }
            entries += gaps
        case .unsure(let why):
            doubts.formUnion(why)
            verdict = .cannotTell
        case .onTime:
            // Late, but within the grace: its conditions count.
            let isLate = done.span.earliest > due.latest
            guard isLate, !needs.isEmpty else { break }
            var lacks: [Need] = []
            var claims: Doubts = []
            if needs.contains(.reason) {
                if contact.claims.isEmpty { lacks.append(.reason) } else { claims.insert(.exceptionClaimed) }
            }
            if needs.contains(.notice) {
                let (notice, isCertain) = notice(of: person, due, context)
                if let notice { entries.append(notice.number) }
                let gaps = notice == nil ? context.gaps(from: due.earliest - Self.noticeReach, to: due.earliest) : []
                entries += gaps
                if !gaps.isEmpty {
                    claims.insert(.notRecorded)
                } else if notice == nil {
                    lacks.append(.notice)
                } else if !isCertain {
                    claims.insert(.isNotice)
                }
            }
            // What is surely lacking decides, whatever else is open.
            if lacks.isEmpty, !claims.isEmpty {
                doubts.formUnion(claims)
                verdict = .cannotTell
            }
            what = .late(contact.told, by: done.span.earliest - due.latest, lacks: lacks)
            if !lacks.isEmpty { verdict = .breach }
        }
        if !missed.isEmpty {
            doubts.insert(.twoAccounts)
            verdict = .cannotTell
        }
        if verdict == .breach, !doubts.isEmpty { verdict = .cannotTell }
        let trivial = verdict != .fine && late > 0 && late <= (context.rule.terms.trivialMinutes ?? 0) * 60_000
        return finding(subject, person, verdict, entries, doubts, due, what, context, trivial ? [.trivial] : [])
    }

    /// The contact before the time due that gives notice, and whether it surely does.
    private func notice(of person: String, _ due: Due, _ context: CheckContext) -> (Contact?, isCertain: Bool) {
        let limit = due.earliest - noticeMinutes * 60_000
        let before = context.timeline.contacts(of: person, from: due.earliest - Self.noticeReach)
            .prefix { ($0.start?.earliest ?? Int.max) <= limit }
        let named: Set<String> = ["handover", "delay", "lateness", "late"]
        if let certain = before.last(where: { $0.topics.contains { named.contains($0.lowercased()) } }) {
            return (certain, !certain.isAttempt)
        }
        // A contact whose topics are known to be others gives no notice.
        return (before.last { $0.topics.isEmpty }, false)
    }

    /// Half a day: what came earlier gives no notice of this handover.
    private static let noticeReach = 43_200_000

    private func finding(
        _ subject: Finding.Subject, _ person: String, _ verdict: Finding.Verdict, _ entries: [Int], _ doubts: Doubts,
        _ due: Due?, _ what: HandoverGrounds.What, _ context: CheckContext, _ weights: [Finding.Weight] = []
    ) -> Finding {
        Finding(
            context.rule, subject, person: person, verdict: verdict, entries: Set(entries).sorted(),
            bookEntry: context.bookEntry,
            grounds: HandoverGrounds(
                verdict: verdict, doubts: doubts, due: due, what: what, graceMinutes: graceMinutes), weights: weights)
    }

    package func explain(_ terms: Terms) -> Explanation {
        var sentences: [Sentence] = []
        if let schedule {
            sentences.append("A handover is due \(schedule.text). One that is late or missed is an apparent breach.")
        } else {
            sentences.append("A handover later than its entry says it was due is an apparent breach.")
        }
        if graceMinutes > 0 {
            sentences.append("Up to \(Phrases.duration(graceMinutes * 60)) later it is still in time.")
        }
        if needs.contains(.reason) {
            sentences.append("Lateness within that grace needs a reason, claimed in the entry.")
        }
        if needs.contains(.notice) {
            let before: Sentence = noticeMinutes > 0 ? " at least \(Phrases.count(noticeMinutes, "minute"))" : ""
            sentences.append("Lateness within that grace needs a contact\(before) before the time due.")
        }
        var assumptions: [Sentence] = [
            "Who was late is the person the entry is from. Early arrival makes no duty and no breach."
        ]
        if schedule != nil {
            assumptions.append(
                "A missed handover follows from the times due and the log, as far as a later contact shows that the log"
                    + " was still being kept.")
        } else {
            assumptions.append("No times are given: each entry's own time due counts.")
        }
        return Explanation(sentences: sentences, assumptions: assumptions)
    }
}

private struct HandoverGrounds: Grounds {
    let verdict: Finding.Verdict
    let doubts: Doubts
    let due: Due?
    let what: What
    let graceMinutes: Int

    enum What {
        case onTime(Told)
        case late(Told, by: Int, lacks: [HandoverRule.Need])
        case missed(isStated: Bool)
        /// So many times due, of none of which anything is known.
        case unshown(until: Due, Int)
        case unknown
    }

    var missing: Sentence? { doubts.missing }

    var period: Sentence? {
        guard let due, case .unshown(_, let count) = what else { return nil }
        return "\(count) handovers due from \(Phrases.moment(due.wall)) on"
    }

    var reason: Sentence {
        guard let due else { return "The handover cannot be judged: \(doubts.because)." }
        let but: Sentence = verdict == .cannotTell ? ", but \(doubts.because)" : ""
        switch what {
        case .onTime: return "The handover due on \(due.text) took place in time\(but)."
        case .late(_, let by, let lacks):
            let grace: Sentence = graceMinutes > 0 ? "; the grace is \(Phrases.count(graceMinutes, "minute"))" : ""
            let without: Sentence =
                lacks.isEmpty
                ? "" : ", without \(Phrases.list(lacks.map { $0 == .reason ? "a reason given" : "notice" }))"
            return "The handover due on \(due.text) took place \(Phrases.length(by)) late\(without)\(grace)\(but)."
        case .missed(true): return "An entry says that the handover due on \(due.text) was missed\(but)."
        case .missed(false):
            return verdict == .breach
                ? "No handover is logged for \(due.text), and later contacts show that the log was being kept."
                : "No handover is logged for \(due.text)\(but)."
        case .unshown(let last, let count):
            return
                "Of the \(count) handovers due from \(Phrases.moment(due.wall)) to \(last.text) none is logged\(but)."
        case .unknown: return "The handover due on \(due.text) cannot be judged: \(doubts.because)."
        }
    }

    var facts: [Sentence] {
        var facts: [Sentence] = due.map { ["due \(verbatim: $0.wall.text), \(verbatim: $0.zone)"] } ?? []
        switch what {
        case .onTime(let contact), .late(let contact, _, _): facts.append(contact.fact("took place"))
        case .missed, .unshown, .unknown: break
        }
        return facts
    }
}
