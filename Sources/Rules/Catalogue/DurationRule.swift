import Ledger

/// A rule of the kind `duration` says how long calls, visits or absences may or must last.
package final class DurationRule: RuleKind {
    package static let name = "duration"
    package static let documentation = """
        duration: how long calls, visits or absences may or must last.

        of = "call"
            "call" (the choice if left out), "visit" (meetings in person) or "absence" (entries of the kind
            `incident` with a beginning and an end, about one of the `topics`).
        at-most = 30, less-than = 30
            The longest: "up to 30 minutes" is at-most; "under 30 minutes" is less-than.
        at-least = 10, more-than = 10
            The shortest, in the same way. One limit is enough; a longest and a shortest may stand together.
        unit = "minutes"
            "seconds", "minutes" (the choice if left out), "hours" or "days". A day is 24 hours elapsed.
        vague = "normally"
            The common key for words that leave room: beyond the limit the answer is "cannot tell" until a person
            decides.
        trivial-minutes = 2
            An overrun of at most so many minutes is marked as trivial; the verdict stays.
        topics = ["absence"]
            For absences: what the entry is about; if left out, "absence". For calls and visits: only those about one
            of these topics; if left out, all.

        Time is time elapsed, also where the clocks change. Times to the minute are taken as they are stated; what
        they do not show to be too long is not too long. Unanswered calls have no length and are not looked at. A call
        that is too long is found for the person who made it; one that is too short is "cannot tell", because entries
        do not say who ended it.

        An example to adapt:

            [[rule]]
            id = "short-calls"
            kind = "duration"
            clause = "Calls shall be limited to 30 minutes."
            source = "Parenting plan, section 3"
            binds = "both"
            at-most = 30
            unit = "minutes"
        """
    package static let defaultChannels: Set<Channel> = [.call, .inPerson]
    package static let defaultEvents: Set<Event.Kind> = [.contact, .incident]
    package var readsClock: Bool { false }
    package static let measuresMinutes = true

    private let of: Matter
    private let longest: Limit?
    private let shortest: Limit?
    private let topics: [String]

    enum Matter: String, CaseIterable {
        case call, visit, absence

        fileprivate var text: Sentence {
            switch self {
            case .call: "call"
            case .visit: "meeting"
            case .absence: "absence"
            }
        }

        /// With its article.
        fileprivate var one: Sentence {
            switch self {
            case .call: "a call"
            case .visit: "a meeting"
            case .absence: "an absence"
            }
        }
    }

    enum Unit: String, CaseIterable {
        case seconds, minutes, hours, days

        var seconds: Int {
            switch self {
            case .seconds: 1
            case .minutes: 60
            case .hours: 3600
            case .days: 86_400
            }
        }
    }

    /// A length, and whether exactly that length keeps to the rule.
    struct Limit: Sendable {
        let number: Int
        let unit: Unit
        let isIncluded: Bool
        var milliseconds: Int { number * unit.seconds * 1000 }
        var text: Sentence { Phrases.count(number, "\(ours: String(unit.rawValue.dropLast()))") }
    }

    package init(reading keys: KeyReader, terms: Terms) throws(RuleBookError) {
        of = try keys.choice("of", of: Matter.self) ?? .call
        let unit = try keys.choice("unit", of: Unit.self) ?? .minutes
        func limit(_ included: String, _ excluded: String) throws(RuleBookError) -> Limit? {
            let including = try keys.integer(included, in: 0...100_000)
            let excluding = try keys.integer(excluded, in: 0...100_000)
            if including != nil, excluding != nil {
                throw .contradiction(keys.place.naming(excluded), .lengthsContradict)
            }
            return (including ?? excluding).map { Limit(number: $0, unit: unit, isIncluded: including != nil) }
        }
        longest = try limit("at-most", "less-than")
        shortest = try limit("at-least", "more-than")
        topics = try keys.texts("topics")?.map { $0.lowercased() } ?? (of == .absence ? ["absence"] : [])
        if longest == nil, shortest == nil { throw .contradiction(keys.place.naming("at-most"), .noLength) }
        if let longest, let shortest {
            let isPossible =
                shortest.number < longest.number
                || (shortest.number == longest.number && shortest.isIncluded && longest.isIncluded)
            if !isPossible { throw .contradiction(keys.place, .lengthsContradict) }
        }
        if of == .absence, !terms.events.contains(.incident) {
            throw .contradiction(keys.place.naming("events"), .absenceWithoutIncidents)
        }
    }

    package var subjectMatter: Sentence? {
        let about: Sentence = topics.isEmpty ? "" : " about \(Phrases.list(verbatim: topics, "or"))"
        return switch of {
        case .call: "calls\(about)"
        case .visit: "meetings in person\(about)"
        case .absence: "entries of the kind incident\(about)"
        }
    }

    package func judge(_ context: CheckContext, into findings: inout [Finding]) {
        findings += context.subjects.lazy.compactMap { [self] subject -> Finding? in
            let contact = subject.contact
            guard isSubject(contact) else { return nil }
            var doubts = subject.doubts
            var questions: [OpenQuestion] = []
            let length = Length(contact)
            var side: DurationGrounds.Side?
            if let length {
                let isOver = longest.map { length.isOver($0) } ?? .some(false)
                let isUnder = shortest.map { length.isUnder($0) } ?? .some(false)
                side = isOver != false ? .over : isUnder != false ? .under : nil
                if isOver == nil || (isOver == false && isUnder == nil) { doubts.insert(.exactTime) }
                if side == .under, of != .absence { questions.append(.whoEnded) }
            } else if of == .call {
                doubts.insert(.endUnknown)
            } else {
                questions.append(.ended)
            }
            let judgement = Judgement(
                offends: length == nil || side != nil, doubts: doubts, questions: questions)
            return Finding(
                context.rule, .entry(contact.number), person: subject.person, verdict: judgement.verdict,
                bookEntry: context.bookEntry,
                grounds: DurationGrounds(
                    judgement: judgement, contact: contact.told, of: of, length: length, side: side,
                    limit: side == .under ? shortest : longest ?? shortest),
                weights: isTrivial(length, side, context.rule.terms) ? [.trivial] : [])
        }
    }

    private func isTrivial(_ length: Length?, _ side: DurationGrounds.Side?, _ terms: Terms) -> Bool {
        guard side == .over, let length, let longest, let minutes = terms.trivialMinutes else { return false }
        return length.stated - longest.milliseconds <= minutes * 60_000
    }

    private func isSubject(_ contact: Contact) -> Bool {
        let event = contact.event
        if contact.isAttempt { return false }
        if !topics.isEmpty, !contact.topics.contains(where: { topics.contains($0.lowercased()) }) { return false }
        switch of {
        case .absence: return event.kind == .incident
        case .call: return event.kind == .contact && isOf(.call, event)
        case .visit: return event.kind != .incident && isOf(.inPerson, event)
        }
    }

    /// An entry that names no channel may be of this one if it has a length.
    private func isOf(_ channel: Channel, _ event: Event) -> Bool {
        event.channel.map { $0 == channel } ?? (event.durationSeconds != nil || event.occurred?.end != nil)
    }

    package func explain(_ terms: Terms) -> Explanation {
        var sentences: [Sentence] = []
        if let longest {
            let length: Sentence = longest.isIncluded ? "more than \(longest.text)" : "\(longest.text) or more"
            sentences.append("\(of.one.capitalized) of \(length) is an apparent breach.")
        }
        if let shortest {
            let length: Sentence = shortest.isIncluded ? "less than \(shortest.text)" : "\(shortest.text) or less"
            sentences.append(
                of == .absence
                    ? "\(of.one.capitalized) of \(length) is an apparent breach."
                    : "Of \(of.one) of \(length), a person decides whether it was an apparent breach.")
        }
        var assumptions: [Sentence] = [
            "Length is time elapsed, also across a change of the clocks.",
            "Times to the minute are taken as they are stated.",
        ]
        switch of {
        case .call: assumptions.append("A call is counted against the person who made it, whoever ended it.")
        case .visit: assumptions.append("A meeting is counted against the person whom the entry names as making it.")
        case .absence: assumptions.append("An absence is that of the person whom the entry names.")
        }
        if of == .absence, [longest, shortest].contains(where: { $0?.unit == .days }) {
            assumptions.append("A day is 24 hours elapsed, not a calendar day.")
        }
        return Explanation(sentences: sentences, assumptions: assumptions)
    }
}

/// How long something lasted, as far as its times tell; milliseconds elapsed.
struct Length: Sendable {
    let least: Int
    let most: Int
    /// From the one stated time to the other.
    let stated: Int
    /// Whether the stated times are stamps and not rough.
    let isStamped: Bool

    init?(_ contact: Contact) {
        if let seconds = contact.event.durationSeconds {
            stated = min(max(seconds, 0), 366 * 86_400) * 1000
            least = stated
            most = stated
            isStamped = true
            return
        }
        guard let occurred = contact.event.occurred, let end = occurred.end, let first = contact.start,
            let last = contact.end
        else { return nil }
        stated = max(0, end.instant.milliseconds - occurred.start.instant.milliseconds)
        least = max(0, last.earliest - first.latest)
        most = max(0, last.latest - first.earliest)
        isStamped = occurred.precision == .second || occurred.precision == .minute
    }

    /// Nil if the times do not tell.
    func isOver(_ limit: DurationRule.Limit) -> Bool? {
        func isOver(_ length: Int) -> Bool {
            limit.isIncluded ? length > limit.milliseconds : length >= limit.milliseconds
        }
        if isOver(least) { return true }
        return !isOver(most) || (isStamped && !isOver(stated)) ? false : nil
    }

    /// Nil if the times do not tell.
    func isUnder(_ limit: DurationRule.Limit) -> Bool? {
        func isUnder(_ length: Int) -> Bool {
            limit.isIncluded ? length < limit.milliseconds : length <= limit.milliseconds
        }
        if isUnder(most) { return true }
        return !isUnder(least) || (isStamped && !isUnder(stated)) ? false : nil
    }
}

private struct DurationGrounds: Grounds {
    let judgement: Judgement
    let contact: Told
    let of: DurationRule.Matter
    let length: Length?
    let side: Side?
    let limit: DurationRule.Limit?

    enum Side { case over, under }

    var missing: Sentence? { judgement.missing }

    var facts: [Sentence] {
        (length.map { ["lasted \(Phrases.duration($0.stated / 1000))"] } ?? []) + contact.circumstances
    }

    var reason: Sentence {
        guard let length, let limit else { return judgement.sentence("How long the \(of.text) lasted is not known") }
        let lasted: Sentence = "The \(of.text) lasted \(Phrases.duration(length.stated / 1000)) by the times stated"
        return switch side {
        case .over?:
            judgement.sentence(
                limit.isIncluded
                    ? "\(lasted), and the rule allows \(limit.text)"
                    : "\(lasted), and the rule allows less than \(limit.text)")
        case .under?:
            judgement.sentence(
                limit.isIncluded
                    ? "\(lasted), and the rule asks for \(limit.text)"
                    : "\(lasted), and the rule asks for more than \(limit.text)")
        case nil: judgement.sentence("\(lasted), which keeps to the rule")
        }
    }
}
