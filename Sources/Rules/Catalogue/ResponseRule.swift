import Ledger

/// A rule of the kind `response` says within what time a contact is to be answered.
package final class ResponseRule: RuleKind {
    package static let name = "response"
    package static let documentation = """
        response: within what time a contact is to be answered. It binds the person who has to answer.

        within-hours = 24
            Hours on the clock. Or within-days = 2: to the end of the second day; within-days = 0: the same day.
        runs-from = "sent"
            From when: "sent", "delivered", "received" or "viewed". Left out: every one of these that the entry
            states is tried, and only what holds for all is found.
        needs-reply = ["question", "request"]
            Topics that need an answer; or "all": every message does. Left out: an answer that did not come is
            "cannot tell", since a person has to say whether the message needed one.
        counts = "any-reply"
            The next contact from the person counts as the answer, whatever it says; or "linked": only one whose
            entry says that it is the reply. Left out: an unlinked one in time gives "cannot tell".
        acknowledgment-extends-hours = 72
            A linked reply with the topic "acknowledgment" is no answer yet, but gives so many hours more, from then.
        first-day = "excluded", rolls = ["weekend", "holidays"], days-are = "working"
            For within-days: whether the day of the message is the first of the days ("included") or not; what
            moves a last day to the next working day (rolls = [] says nothing does); whether only working days
            are counted. The list `holidays` is read from [calendars] or a calendar file. Where these are left
            out and decide, the answer is "cannot tell".
        by-time = 17:00:00
            For within-days: up to this time on the last day; left out, to its end. "By 5 pm on the next business
            day" is within-days = 1 with days-are = "working", first-day = "excluded" and this key.

        A time that runs past the last contact in the log is still open: "cannot tell". Without `channels` it looks
        at texts, e-mails, app messages and social media; an answer may come by any channel.

        Example:
            [[rule]]
            id = "answer-in-a-day"
            kind = "response"
            clause = "Each parent shall answer a question about the child within 24 hours of receiving it."
            source = "Parenting plan, section 5(b)"
            binds = "both"
            within-hours = 24
            runs-from = "received"
            needs-reply = ["question"]
            counts = "any-reply"
        """
    package static let defaultChannels: Set<Channel> = [.text, .email, .app, .social]
    package static let measuresMinutes = true

    let counting: Counting
    let runsFrom: RunsFrom?
    let needs: Needs?
    let counts: Counts?
    let extensionHours: Int?

    enum RunsFrom: String, CaseIterable, Sendable { case sent, delivered, received, viewed }
    enum Counts: String, CaseIterable, Sendable {
        case any = "any-reply"
        case linked
    }
    enum Needs: Sendable {
        case all
        case topics([String])
    }

    package init(reading keys: KeyReader, terms: Terms) throws(RuleBookError) {
        guard let counting = try Counting.read("within", in: keys) else {
            throw .missingKey(keys.place.naming("within-hours"))
        }
        self.counting = counting
        runsFrom = try keys.choice("runs-from", of: RunsFrom.self)
        counts = try keys.choice("counts", of: Counts.self)
        extensionHours = try keys.integer("acknowledgment-extends-hours", in: 1...8784)
        if let word = try? keys.text("needs-reply") {
            guard word == "all" else {
                throw .notOneOf(keys.place.naming("needs-reply"), allowed: ["all"], nearest: nil)
            }
            needs = .all
        } else {
            needs = try keys.texts("needs-reply").map { .topics($0.map { $0.lowercased() }) }
        }
    }

    package func judge(_ context: CheckContext, into findings: inout [Finding]) {
        let bound = context.people.bound(by: context.rule.terms)
        findings += context.judged.lazy.compactMap { [self] contact, known -> Finding? in
            guard context.rule.terms.events.contains(contact.event.kind), let asker = contact.person,
                let person = People.other(asker), bound.contains(person),
                let doubts = context.scope.about(contact, person: person, author: asker, known: known)
            else { return nil }
            return judge(contact, person, doubts, context)
        }
    }

    private func judge(_ ask: Contact, _ person: String, _ known: Doubts, _ context: CheckContext) -> Finding? {
        var doubts = known
        switch needs {
        case .topics(let topics)?:
            if ask.topics.isEmpty {
                doubts.insert(.topic)
            } else if !ask.topics.contains(where: { topics.contains($0.lowercased()) }) {
                return nil
            }
        case .all?: if ask.event.replyTo != nil { doubts.insert(.needsReply) }
        case nil: doubts.insert(.needsReply)
        }
        if ask.isAttempt { doubts.insert(.attempt) }
        guard let began = began(ask) else {
            return finding(ask, nil, person, .cannotTell, doubts.union(.noTime), .unknown, context)
        }
        var (limit, why) = counting.end(after: began.span, context.candidates(for: ask), context.days)
        why.formUnion(began.doubts)
        let linked = context.timeline.replies(to: ask.number).filter { $0.person == person && $0.start != nil }
            .sorted(by: Timeline.isEarlier)
        if let extensionHours {
            for reply in linked where isAcknowledgment(reply) {
                guard let span = reply.start, span.earliest <= limit.upperBound else { continue }
                let extended = span.latest + extensionHours * 3_600_000
                limit = max(limit.lowerBound, extended)...max(limit.upperBound, extended)
            }
        }
        let gaps = context.gaps(from: began.span.earliest, to: limit.upperBound)
        if let reply = linked.first(where: { extensionHours == nil || !isAcknowledgment($0) }) {
            return judge(ask, reply, person, limit, doubts, why, isLinked: true, gaps, context)
        }
        let next =
            counts == .linked
            ? nil
            : context.timeline.contacts(of: person, from: began.span.earliest)
                .first { $0.number != ask.number && !isAcknowledgment($0) && !$0.isAttempt }
        if let next, let span = next.start {
            if counts == .any { return judge(ask, next, person, limit, doubts, why, isLinked: true, gaps, context) }
            if span.earliest <= limit.upperBound {
                return judge(ask, next, person, limit, doubts, why, isLinked: false, gaps, context)
            }
        }
        if context.log.lastContact ?? Int.min <= limit.upperBound { doubts.insert(.pending) }
        if !gaps.isEmpty { doubts.insert(.notRecorded) }
        return finding(
            ask, nil, person, doubts.isEmpty ? .breach : .cannotTell, doubts, .none(limit), context, gaps: gaps)
    }

    private func judge(
        _ ask: Contact, _ reply: Contact, _ person: String, _ limit: ClosedRange<Int>, _ known: Doubts, _ why: Doubts,
        isLinked: Bool, _ gaps: [Int], _ context: CheckContext
    ) -> Finding {
        var doubts = known
        var verdict = Finding.Verdict.fine
        var late = 0
        switch reply.start.map({ Lateness($0, limit: limit, doubts: why) }) {
        case .onTime?:
            if reply.isAttempt { doubts.insert(.attempt) }
            if !isLinked { doubts.insert(.isReply) }
            verdict = reply.isAttempt || !isLinked ? .cannotTell : .fine
        case .late(let by)?:
            late = by
            if !gaps.isEmpty { doubts.insert(.notRecorded) }
            verdict = doubts.isEmpty ? .breach : .cannotTell
        case .unsure(let why)?:
            doubts.formUnion(why)
            verdict = .cannotTell
        case nil: verdict = .cannotTell
        }
        let isTrivial = verdict != .fine && late > 0 && late <= (context.rule.terms.trivialMinutes ?? 0) * 60_000
        return finding(
            ask, reply, person, verdict, doubts, late > 0 ? .late(late) : .answered, context,
            isTrivial ? [.trivial] : [], gaps: late > 0 ? gaps : [])
    }

    private func isAcknowledgment(_ contact: Contact) -> Bool {
        contact.topics.contains { ["acknowledgment", "acknowledgement"].contains($0.lowercased()) }
    }

    /// From when the time runs, as far as the entry tells.
    private func began(_ ask: Contact) -> (span: Span, doubts: Doubts)? {
        guard let start = ask.start else { return nil }
        func exact(_ moment: Instant?) -> Span? {
            moment.map { Span(earliest: $0.milliseconds, latest: $0.milliseconds + 999) }
        }
        let sent = exact(ask.event.sent) ?? start
        let isDirect = ask.event.channel == .call || ask.event.channel == .inPerson
        let asked: Span? =
            switch runsFrom {
            case .sent?: sent
            case .delivered?: exact(ask.event.delivered) ?? (isDirect ? start : nil)
            case .received?: exact(ask.event.received) ?? exact(ask.event.delivered) ?? (isDirect ? start : nil)
            case .viewed?: exact(ask.event.viewed) ?? (isDirect ? start : nil)
            case nil: nil
            }
        if let asked { return (asked, []) }
        if runsFrom != nil {
            // It was surely not received before it was sent; how long after is not known.
            return (Span(earliest: sent.earliest, latest: sent.latest + 366 * millisecondsPerDay), .clockStart)
        }
        let all = [sent, start] + [ask.event.delivered, ask.event.received, ask.event.viewed].compactMap(exact)
        let earliest = all.map(\.earliest).min() ?? start.earliest
        let latest = all.map(\.latest).max() ?? start.latest
        return (Span(earliest: earliest, latest: latest), latest - earliest < 60_000 ? [] : .clockStart)
    }

    private func finding(
        _ ask: Contact, _ reply: Contact?, _ person: String, _ verdict: Finding.Verdict, _ doubts: Doubts,
        _ what: ResponseGrounds.What, _ context: CheckContext, _ weights: [Finding.Weight] = [], gaps: [Int] = []
    ) -> Finding {
        Finding(
            context.rule, .entry(ask.number), person: person, verdict: verdict,
            entries: [ask.number] + (reply.map { [$0.number] } ?? []) + gaps, bookEntry: context.bookEntry,
            grounds: ResponseGrounds(
                verdict: verdict, doubts: doubts, ask: ask.told, reply: reply?.told,
                what: what, rule: self), weights: weights)
    }

    private var isSameDay: Bool { counting.length == .days(0) }

    /// In which an answer is to come.
    fileprivate var time: Sentence { isSameDay ? "on \(counting.text)" : "within \(counting.text)" }

    package func explain(_ terms: Terms) -> Explanation {
        let from: Sentence =
            switch runsFrom {
            case .sent?: " of being sent"
            case .delivered?: " of being delivered"
            case .received?: " of being received"
            case .viewed?: " of being viewed"
            case nil: ""
            }
        let end: Sentence = isSameDay ? time : "\(time)\(from)"
        var sentences: [Sentence] = [
            "A message is to be answered \(end). A later answer or none is an apparent breach."
        ]
        switch needs {
        case .all?: sentences.append("Every message needs an answer.")
        case .topics(let topics)?: sentences.append("Messages about \(Phrases.quoted(topics, "or")) need an answer.")
        case nil: break
        }
        switch counts {
        case .any?: sentences.append("The next contact from the person counts as the answer.")
        case .linked?: sentences.append("Only a contact whose entry says that it is the reply counts as the answer.")
        case nil: break
        }
        if let extensionHours {
            sentences.append(
                "A reply that only acknowledges gives \(Phrases.count(extensionHours, "hour")) more, from then.")
        }
        var assumptions = counting.assumptions
        if runsFrom == nil {
            assumptions.append(
                "The clause does not say from when the time runs: every moment that the entry states is tried, and a breach is"
                    + " found only if there is one from each.")
        }
        if needs == nil {
            assumptions.append(
                "The clause does not say which messages need an answer: where none came in time, a person has to say whether one"
                    + " was needed.")
        }
        if counts == nil {
            assumptions.append(
                "The clause does not say what counts as an answer: a contact in time that no entry links to the message may be"
                    + " one, and the answer is then “cannot tell”.")
        }
        assumptions.append("A time that runs past the last contact in the log is still open.")
        return Explanation(sentences: sentences, assumptions: assumptions)
    }
}

private struct ResponseGrounds: Grounds {
    let verdict: Finding.Verdict
    let doubts: Doubts
    let ask: Told
    let reply: Told?
    let what: What
    let rule: ResponseRule

    enum What {
        case answered
        case late(Int)
        case none(ClosedRange<Int>)
        case unknown
    }

    var missing: Sentence? { doubts.missing }

    var reason: Sentence {
        let time = rule.time
        let but: Sentence = verdict == .cannotTell ? ", but \(doubts.because)" : ""
        switch what {
        case .answered where verdict == .fine: return "The message was answered \(time)."
        case .answered: return "There was a contact that may answer the message\(but)."
        case .late(let by): return "The message was answered \(Phrases.length(by)) later than \(time)\(but)."
        case .none where doubts.contains(.pending):
            return "No answer \(time) is logged yet\(but)."
        case .none:
            return verdict == .breach
                ? "The message was not answered \(time), and later contacts show that the log was being kept."
                : "The message was not answered \(time)\(but)."
        case .unknown: return "The time for an answer is not known: \(doubts.because)."
        }
    }

    var facts: [Sentence] { [ask.fact("message")] + (reply.map { [$0.fact("answer")] } ?? []) }
}
