import Ledger

/// What was due, set against what the log says took place. What was missed follows from the two; nobody has to
/// write it down.
struct Duties {
    let context: CheckContext
    /// How long before its time something may take place and still be it.
    let earlyMilliseconds: Int

    /// Something done, and when.
    struct Done {
        let subject: CheckContext.Subject
        let span: Span

        /// False for an attempt, where the clause does not say whether one counts, and for what is not known to be of
        /// the person or about the matter.
        var surelyCounts: Bool { subject.doubts.isDisjoint(with: Self.whetherItCounts) }
        static let whetherItCounts: Doubts = [.attempt, .sender, .topic, .channel]
    }

    struct Outcome {
        let due: Due
        /// The first that surely counts, after the one due before was over; else the first that may.
        var done: Done?
        /// The first that may count, if it came before the one that surely does.
        var maybe: Done?
        /// Entries that say it was missed.
        var missed: [CheckContext.Subject] = []
        /// Nothing in its time, but this one not long before.
        var earlier: Done?

        /// True if an entry says in so many words that it was missed, or what it was that took place late.
        var isStated: Bool { !missed.isEmpty || done?.subject.contact.event.due != nil }

        /// False if there was one already that counts as much.
        @discardableResult
        fileprivate mutating func take(_ item: Done) -> Bool {
            guard let before = done else {
                done = item
                return true
            }
            guard !before.surelyCounts, item.surelyCounts else { return false }
            maybe = before
            done = item
            return true
        }
    }

    /// From the first contact in the log to the last moment of recording, as far as the book was in force and
    /// the rule can have applied.
    func period(_ clocks: [ZoneClock]) -> (from: Int, until: Int)? {
        guard let first = context.log.firstContact, let last = context.log.lastContact, let clock = clocks.first else {
            return nil
        }
        let bounds = context.scope.effect.bounds(clock)
        let from = max(first, context.inForce.from, bounds.from)
        let until = min(max(last, context.log.lastRecorded ?? last) + 1, context.inForce.until, bounds.until)
        return from < until ? (from, until) : nil
    }

    /// Entries that say something was missed by `person`, or do not say by whom.
    func missedEntries(_ person: String?) -> [CheckContext.Subject] {
        context.judged.compactMap { contact, doubts in
            guard contact.event.kind == .missed else { return nil }
            if let person, let whose = contact.person, whose != person { return nil }
            return CheckContext.Subject(
                contact: contact, person: contact.person ?? CheckContext.unknownPerson, doubts: doubts)
        }
    }

    /// One outcome for each due, in order; what belongs to none of them is left over.
    func outcomes(
        _ dues: [Due], _ done: [Done], _ missed: [CheckContext.Subject]
    ) -> (outcomes: [Outcome], left: [Done]) {
        var outcomes = dues.map { Outcome(due: $0) }
        var left: [Done] = []
        var free: [Done] = []
        for item in done {
            // An entry that states when it was due belongs to that time alone.
            guard let stated = item.subject.contact.event.due?.instant.milliseconds else {
                free.append(item)
                continue
            }
            if let index = index(of: stated, in: dues) {
                outcomes[index].take(item)
            } else {
                left.append(item)
            }
        }
        free.sort { ($0.span.earliest, $0.subject.contact.number) < ($1.span.earliest, $1.subject.contact.number) }
        var next = 0
        for index in outcomes.indices {
            let start = dues[index].earliest - earlyMilliseconds
            let end = index + 1 < dues.count ? dues[index + 1].earliest - earlyMilliseconds : Int.max
            var before: Done?
            while next < free.count, free[next].span.earliest < end {
                let item = free[next]
                next += 1
                if item.span.latest < start {
                    before = item
                } else if !outcomes[index].take(item) {
                    before = item
                }
            }
            if outcomes[index].done == nil, let before { outcomes[index].earlier = before }
            // What came after the one before was done may have been this one, early.
            if let before, index + 1 < outcomes.count, outcomes[index].done != nil,
                dues[index + 1].earliest - before.span.latest < dues[index + 1].earliest / 2 - dues[index].latest / 2
            {
                outcomes[index + 1].earlier = before
            }
        }
        for subject in missed {
            let moment = subject.contact.event.due?.instant.milliseconds
            if let moment {
                if let index = index(of: moment, in: dues) { outcomes[index].missed.append(subject) }
            } else if let span = subject.contact.start, let index = last(notAfter: span.latest, in: dues) {
                outcomes[index].missed.append(subject)
            }
        }
        return (outcomes, left)
    }

    /// The outcomes at the end of `all` of which the log knows nothing, and nothing shows that it was still being kept;
    /// fewer than two are told like any other.
    ///
    /// - Parameter end: The last moment at which what was due may have been done.
    func unshown(_ all: [Outcome], end: (Due) -> Int) -> ArraySlice<Outcome> {
        guard let last = context.log.lastContact else { return [] }
        let start = all.lastIndex {
            $0.done != nil || !$0.missed.isEmpty || $0.earlier != nil || end($0.due) < last
        }
        let tail = all[(start.map { $0 + 1 } ?? 0)...]
        return tail.count > 1 ? tail : []
    }

    /// What is not certain about the rule's applying at the times due; without those at which it surely did not.
    func applying(
        _ outcomes: ArraySlice<Outcome>, to person: String, _ clocks: [ZoneClock]
    ) -> [(due: Due, doubts: Doubts)] {
        outcomes.compactMap { outcome in
            let span = Span(earliest: outcome.due.earliest, latest: outcome.due.latest)
            return context.scope.effect.doubts(span, person: person, clocks).map { (outcome.due, $0) }
        }
    }

    /// The last due that may have been done at `moment`.
    private func last(notAfter moment: Int, in dues: [Due]) -> Int? {
        var low = 0
        var high = dues.count
        while low < high {
            let middle = (low + high) / 2
            if dues[middle].earliest - earlyMilliseconds <= moment { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? low - 1 : nil
    }

    /// The due that an entry's own statement, to the minute, names.
    private func index(of moment: Int, in dues: [Due]) -> Int? {
        var low = 0
        var high = dues.count
        while low < high {
            let middle = (low + high) / 2
            if dues[middle].latest < moment - 59_999 { low = middle + 1 } else { high = middle }
        }
        return low < dues.count && dues[low].earliest <= moment + 59_999 ? low : nil
    }
}

/// How something done compares with the last moment allowed for it.
enum Lateness {
    case onTime
    /// At least so many milliseconds after the last moment allowed.
    case late(Int)
    case unsure(Doubts)

    /// What cannot be shown to be late is not late: a time to the minute counts from its first second.
    ///
    /// - Parameter limit: From the first to the last moment that the clause may mean, both still in time.
    init(_ span: Span, limit: ClosedRange<Int>, doubts: Doubts) {
        if span.earliest > limit.upperBound {
            self = .late(span.earliest - limit.upperBound)
        } else if span.latest - span.earliest < 60_000
            ? span.earliest <= limit.lowerBound : span.latest <= limit.lowerBound
        {
            self = .onTime
        } else {
            self = .unsure(doubts.isEmpty ? .exactTime : doubts)
        }
    }
}
