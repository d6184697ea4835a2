import Ledger

/// A rule of the kind `notice` says that notice is to be given so long before or after an event, and what must
/// follow the notice by when.
package final class NoticeRule: RuleKind {
    package static let name = "notice"
    package static let documentation = """
        notice: notice is to be given so long before or after an event. It binds the person whose event it is: the
        one the event's entry is from; or each of the people bound.

        of = ["travel"]
            Topics by which the events are known. The events are entries of the kind "incident", unless `events`
            names others. Where an entry states a time due, that is the event's time.
        before-hours = 48, before-days = 30, after-hours = 24, after-days = 7
            One of the four: how long before or after the event notice is to be given at the latest.
        notice-by = "each"
            Each person bound has to give notice, whoever the event's entry is from. Left out: whose event it is.
        if-longer-than-days = 2, if-longer-than-hours = 48
            One of the two: only events that last longer need notice. A day is 24 hours elapsed. Where the end of the
            event is not known, a notice that is missing or late is "cannot tell".
        notice-about = ["travel"]
            Topics by which the notice is known (those of the event if left out).
        counts = "any-notice"
            A contact about it in time is the notice. Or "linked": only one that the event's entry names as its
            request, or that is entered as a reply to it. Left out: an unlinked one gives "cannot tell".
        chain = [{ name = "objection", by = "other", within-days = 3 }, { name = "answer", within-days = 5, required = true }]
            What may or must follow: each step is a reply to the step before it, the first to the notice. `by` is
            "same" or "other": who took the step before, or the other person; left out, the other. A step that is
            not required is judged only where it was taken.
        Where the clause only says "promptly" or "as soon as possible", name a time that is surely in time, and the
        clause's words with the common key vague: what is later is then for a person.

        first-day, rolls, days-are, by-time
            How days are counted, as for the kind response (daybook rules help response).

        Example:
            [[rule]]
            id = "travel-notice"
            kind = "notice"
            clause = "A parent who travels with the child out of state shall give 14 days' notice."
            source = "Order, paragraph 9"
            binds = "both"
            of = ["travel"]
            before-days = 14
            first-day = "excluded"
            rolls = []
        """
    package static let defaultChannels = Set(Channel.allCases)
    package static let defaultEvents: Set<Event.Kind> = [.incident]
    package static let measuresMinutes = true

    let of: Set<String>
    let noticeAbout: Set<String>
    let isBefore: Bool
    let counting: Counting
    let counts: Counts?
    let chain: [Step]
    let isByEach: Bool
    /// Only events that last longer are looked at; nil: all.
    let longerThan: DurationRule.Limit?

    private enum Giver: String, CaseIterable { case owner, each }
    enum Counts: String, CaseIterable, Sendable {
        case any = "any-notice"
        case linked
    }
    enum By: String, CaseIterable, Sendable { case same, other }

    struct Step: Sendable {
        let name: String
        let by: By
        let counting: Counting
        let isRequired: Bool
    }

    package init(reading keys: KeyReader, terms: Terms) throws(RuleBookError) {
        guard let topics = try keys.texts("of") else { throw .missingKey(keys.place.naming("of")) }
        of = Set(topics.map { $0.lowercased() })
        noticeAbout = try keys.texts("notice-about").map { Set($0.map { $0.lowercased() }) } ?? of
        counts = try keys.choice("counts", of: Counts.self)
        isByEach = try keys.choice("notice-by", of: Giver.self) == .each
        longerThan = try Self.longerThan(keys)
        isBefore = keys.has("before-hours") || keys.has("before-days")
        if isBefore, keys.has("after-hours") || keys.has("after-days") {
            throw .contradiction(keys.place.naming("after-days"), .hoursAndDays)
        }
        guard let counting = try Counting.read(isBefore ? "before" : "after", in: keys) else {
            throw .missingKey(keys.place.naming("before-days"))
        }
        self.counting = counting
        var steps: [Step] = []
        for table in try keys.tables("chain") ?? [] {
            let name = try table.requiredText("name", limit: 64)
            guard Terms.isID(name) else { throw .badID(table.place.naming("name")) }
            guard !steps.contains(where: { $0.name == name }) else { throw .duplicateID(table.place.naming("name")) }
            let by = try table.choice("by", of: By.self) ?? .other
            guard let counting = try Counting.read("within", in: table) else {
                throw .missingKey(table.place.naming("within-days"))
            }
            steps.append(
                Step(
                    name: name, by: by, counting: counting, isRequired: try table.truth("required") ?? false))
            try table.finish()
        }
        guard steps.count <= 20 else { throw .tooLong(keys.place.naming("chain"), limit: 20) }
        chain = steps
    }

    private static func longerThan(_ keys: KeyReader) throws(RuleBookError) -> DurationRule.Limit? {
        let days = try keys.integer("if-longer-than-days", in: 0...3660)
        let hours = try keys.integer("if-longer-than-hours", in: 0...87_840)
        if days != nil, hours != nil { throw .contradiction(keys.place.naming("if-longer-than-hours"), .hoursAndDays) }
        return days.map { DurationRule.Limit(number: $0, unit: .days, isIncluded: true) }
            ?? hours.map { DurationRule.Limit(number: $0, unit: .hours, isIncluded: true) }
    }

    package func judge(_ context: CheckContext, into findings: inout [Finding]) {
        findings += self.findings(in: context)
    }

    private func findings(in context: CheckContext) -> [Finding] {
        let picked = Picked(context.timeline, about: noticeAbout)
        guard isByEach else {
            return context.subjects.filter { isAbout($0.contact) }
                .flatMap { judge($0, .entry($0.contact.number), picked, context) }
        }
        let bound = context.people.bound(by: context.rule.terms)
        return context.judged.filter {
            context.rule.terms.events.contains($0.contact.event.kind) && isAbout($0.contact)
        }
        .flatMap { contact, known in
            bound.flatMap { person -> [Finding] in
                guard let doubts = context.scope.about(contact, person: person, known: known) else { return [] }
                let subject = CheckContext.Subject(contact: contact, person: person, doubts: doubts)
                return judge(subject, .step(contact.number, person), picked, context)
            }
        }
    }

    private func isAbout(_ contact: Contact) -> Bool { contact.topics.contains { of.contains($0.lowercased()) } }

    private func judge(
        _ subject: CheckContext.Subject, _ id: Finding.Subject, _ picked: Picked, _ context: CheckContext
    ) -> [Finding] {
        let event = subject.contact
        var doubts = subject.doubts.union(context.standing)
        if let longerThan {
            switch Length(event)?.isOver(longerThan) {
            case false?: return []
            case true?: break
            case nil: doubts.insert(.howLong)
            }
        }
        guard let span = time(of: event) else {
            return [finding(id, subject, nil, .cannotTell, doubts.union(.noTime), .none, context)]
        }
        doubts.remove(.noTime)
        let clocks = context.candidates(for: event)
        let (limit, why) =
            isBefore
            ? counting.start(before: span, clocks, context.days) : counting.end(after: span, clocks, context.days)
        let linked = linkedNotice(event, subject.person, context)
        var notice = linked
        var isCertain = linked != nil
        if linked == nil, counts != .linked {
            notice = topicalNotice(subject.person, span, limit, picked)
            isCertain = counts == .any
        }
        var verdict = Finding.Verdict.breach
        var what = NoticeGrounds.What.none
        var late = 0
        if let notice, let given = notice.start {
            what = .given
            switch Lateness(given, limit: limit, doubts: why) {
            case .onTime: verdict = isCertain ? .fine : .cannotTell
            case .late(let by):
                late = by
                what = .late(by)
            case .unsure(let why):
                doubts.formUnion(why)
                verdict = .cannotTell
            }
            if !isCertain { doubts.insert(.isNotice) }
        } else {
            if mayHide(subject.person, span, limit, picked) { doubts.insert(.noticeTopic) }
            let isOpen =
                isBefore
                ? context.log.firstContact ?? Int.max >= limit.lowerBound
                : context.log.lastContact ?? Int.min <= limit.upperBound
            if isOpen { doubts.insert(isBefore ? .logKept : .pending) }
        }
        let gaps =
            verdict == .fine
            ? [] : context.gaps(from: isBefore ? self.reach(before: limit) : span.earliest, to: limit.upperBound)
        if !gaps.isEmpty { doubts.insert(.notRecorded) }
        if verdict == .breach, !doubts.isEmpty { verdict = .cannotTell }
        let isTrivial = verdict != .fine && late > 0 && late <= (context.rule.terms.trivialMinutes ?? 0) * 60_000
        let first = finding(
            id, subject, notice, verdict, doubts, what, context, isTrivial ? [.trivial] : [], gaps: gaps)
        let uncertain: Doubts = isCertain ? [] : .isNotice
        return [first] + (notice.map { steps(after: $0, event, subject.adding(uncertain), context) } ?? [])
    }

    // MARK: The notice

    private func time(of event: Contact) -> Span? {
        guard let due = event.event.due else { return event.start }
        let minute = floorDivide(due.instant.milliseconds, by: 60_000) * 60_000
        return Span(earliest: minute, latest: minute + 59_999)
    }

    private func linkedNotice(_ event: Contact, _ person: String, _ context: CheckContext) -> Contact? {
        if let request = event.event.request.flatMap(context.timeline.contact), request.person == person {
            return request
        }
        return context.timeline.replies(to: event.number).filter { $0.person == person && $0.start != nil }
            .min(by: Timeline.isEarlier)
    }

    /// The first contact about it: for notice after the event from then on, for notice before it in the year before.
    private func topicalNotice(
        _ person: String, _ span: Span, _ limit: ClosedRange<Int>, _ picked: Picked
    ) -> Contact? {
        let from = isBefore ? limit.lowerBound - 366 * millisecondsPerDay : span.earliest
        let until = isBefore ? span.earliest : limit.upperBound + 366 * millisecondsPerDay
        // Of several before an event, the last that was in time is the likeliest.
        let inTime = isBefore ? picked.about(person, from: from, until: min(until, limit.upperBound + 1)).last : nil
        return inTime ?? picked.about(person, from: from, until: until).first
    }

    /// Sixty days: how far before the last moment allowed a notice that nobody linked is looked for.
    private func reach(before limit: ClosedRange<Int>) -> Int { limit.lowerBound - 60 * millisecondsPerDay }

    /// True if a contact whose topic nobody decided may be the notice.
    private func mayHide(_ person: String, _ span: Span, _ limit: ClosedRange<Int>, _ picked: Picked) -> Bool {
        let from = isBefore ? reach(before: limit) : span.earliest
        return counts != .linked && !picked.undecided(person, from: from, until: limit.upperBound + 1).isEmpty
    }

    // MARK: What follows it

    private func steps(
        after notice: Contact, _ event: Contact, _ subject: CheckContext.Subject, _ context: CheckContext
    ) -> [Finding] {
        var findings: [Finding] = []
        var before = notice
        for step in chain {
            guard let start = before.known, let giver = before.person, let other = People.other(giver) else { break }
            let person = step.by == .same ? giver : other
            let id = Finding.Subject.step(event.number, isByEach ? "\(subject.person)-\(step.name)" : step.name)
            var (limit, why) = step.counting.end(after: start, context.candidates(for: before), context.days)
            if start != before.start, why.contains(.exactTime) {
                why = why.subtracting(.exactTime).union(.sentOrReceived)
            }
            var doubts = subject.doubts.subtracting([.noTime, .sender])
            let gaps = context.gaps(from: start.earliest, to: limit.upperBound)
            let unseen: Doubts = gaps.isEmpty ? [] : .notRecorded
            let taken = context.timeline.replies(to: before.number).filter { $0.person == person && $0.start != nil }
                .min(by: Timeline.isEarlier)
            guard let taken, let span = taken.start else {
                guard step.isRequired else { break }
                if context.log.lastContact ?? Int.min <= limit.upperBound { doubts.insert(.pending) }
                doubts.formUnion(unseen)
                findings.append(
                    finding(
                        id, subject, nil, doubts.isEmpty ? .breach : .cannotTell, doubts,
                        .stepMissing(step), context, by: person, gaps: gaps))
                break
            }
            var verdict = Finding.Verdict.fine
            var what = NoticeGrounds.What.step(step)
            switch Lateness(span, limit: limit, doubts: why) {
            case .onTime: break
            case .late(let by):
                what = .stepLate(step.name, by)
                doubts.formUnion(unseen)
                verdict = doubts.isEmpty ? .breach : .cannotTell
            case .unsure(let why):
                doubts.formUnion(why)
                verdict = .cannotTell
            }
            findings.append(
                finding(
                    id, subject, taken, verdict, doubts, what, context, by: person,
                    gaps: doubts.contains(.notRecorded) ? gaps : []))
            before = taken
        }
        return findings
    }

    private func finding(
        _ id: Finding.Subject, _ subject: CheckContext.Subject, _ notice: Contact?, _ verdict: Finding.Verdict,
        _ doubts: Doubts, _ what: NoticeGrounds.What, _ context: CheckContext, _ weights: [Finding.Weight] = [],
        by person: String? = nil, gaps: [Int] = []
    ) -> Finding {
        Finding(
            context.rule, id, person: person ?? subject.person, verdict: verdict,
            entries: Set([subject.contact.number] + (notice.map { [$0.number] } ?? []) + gaps).sorted(),
            bookEntry: context.bookEntry,
            grounds: NoticeGrounds(
                verdict: verdict, doubts: doubts, event: subject.contact.told,
                notice: notice?.told, what: what, rule: self), weights: weights)
    }

    fileprivate var text: Sentence {
        if counting.length == .days(0) { return "on the day of the event" }
        return isBefore
            ? "at least \(counting.text) before the event" : "within \(counting.text) after the event"
    }

    package func explain(_ terms: Terms) -> Explanation {
        let who: Sentence = isByEach ? "each person bound" : "the person whose event it is"
        let long: Sentence = longerThan.map { ", where it lasts longer than \($0.text)," } ?? ""
        let about: Sentence =
            noticeAbout == of ? "" : ", by a contact about \(Phrases.quoted(noticeAbout.sorted(), "or")),"
        var sentences: [Sentence] = [
            "Notice of \(Phrases.quoted(of.sorted(), "or"))\(long)\(about) is to be given \(text), by \(who). Later notice or"
                + " none is an apparent breach."
        ]
        for step in chain {
            let who: Sentence = step.by == .same ? "whoever took the step before" : "the other person"
            let time: Sentence =
                step.counting.length == .days(0)
                ? "on \(step.counting.text)" : "within \(step.counting.text) of the step before"
            sentences.append(
                step.isRequired
                    ? "Then follows the step “\(verbatim: step.name)”, by \(who), \(time)."
                    : "Then \(who) may take the step “\(verbatim: step.name)”, \(time).")
        }
        var assumptions = counting.assumptions
        if longerThan?.unit == .days { assumptions.append("A day is 24 hours elapsed, not a calendar day.") }
        assumptions.append("An event counts only where its topics, as entered or decided, name it.")
        if counts == nil {
            assumptions.append(
                "The clause does not say what counts as notice: a contact about it that no entry links to the event may be it, and"
                    + " the answer is then “cannot tell”.")
        }
        return Explanation(sentences: sentences, assumptions: assumptions)
    }
}

extension Contact {
    /// From when to when the other person may have known of it: from its sending to its receipt, as far as they are
    /// stated.
    fileprivate var known: Span? {
        guard let start else { return nil }
        guard let received, received.latest > start.latest else { return start }
        return Span(earliest: start.earliest, latest: received.latest)
    }
}

/// The contacts of each of the two people that are about the event, and those whose topic nobody decided: picked once,
/// looked through for each event.
private struct Picked {
    private let timeline: Timeline
    private let about: [String: [Contact]]
    private let undecided: [String: [Contact]]

    init(_ timeline: Timeline, about topics: Set<String>) {
        self.timeline = timeline
        let own = timeline.people.map { ($0, timeline.contacts(of: $0)) }
        about = Dictionary(
            uniqueKeysWithValues: own.map { person, contacts in
                (person, contacts.filter { $0.topics.contains { topics.contains($0.lowercased()) } })
            })
        undecided = Dictionary(
            uniqueKeysWithValues: own.map { person, contacts in
                (person, contacts.filter { $0.topics.isEmpty && !$0.isAttempt })
            })
    }

    func about(_ person: String, from moment: Int, until end: Int) -> ArraySlice<Contact> {
        timeline.part(of: about[person] ?? [], from: moment, until: end)
    }

    func undecided(_ person: String, from moment: Int, until end: Int) -> ArraySlice<Contact> {
        timeline.part(of: undecided[person] ?? [], from: moment, until: end)
    }
}

private struct NoticeGrounds: Grounds {
    let verdict: Finding.Verdict
    let doubts: Doubts
    let event: Told
    let notice: Told?
    let what: What
    let rule: NoticeRule

    enum What {
        case given
        case late(Int)
        case none
        case step(NoticeRule.Step)
        case stepLate(String, Int)
        case stepMissing(NoticeRule.Step)
    }

    var missing: Sentence? { doubts.missing }

    var reason: Sentence {
        let but: Sentence = verdict == .cannotTell ? ", but \(doubts.because)" : ""
        switch what {
        case .given: return "Notice was given; the rule asks for it \(rule.text)\(but)."
        case .late(let by):
            return "Notice came \(Phrases.length(by)) too late; the rule asks for it \(rule.text)\(but)."
        case .none: return "No notice is logged; the rule asks for it \(rule.text)\(but)."
        case .step(let step):
            return "The step “\(verbatim: step.name)” was taken; the rule gives \(step.counting.text)\(but)."
        case .stepLate(let name, let by):
            return "The step “\(verbatim: name)” was taken \(Phrases.length(by)) too late\(but)."
        case .stepMissing(let step):
            return "The step “\(verbatim: step.name)” is not logged; the rule gives \(step.counting.text)\(but)."
        }
    }

    var facts: [Sentence] { [event.fact("event")] + (notice.map { [$0.fact("notice")] } ?? []) }
}
