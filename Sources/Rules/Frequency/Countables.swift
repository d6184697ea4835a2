import Ledger

/// What counts as a contact of its own, as far as a clause says.
struct Countables: Sendable {
    /// What counts beside answered calls and messages; nil if the clause does not say.
    private let counts: Set<Countable>?
    /// Messages at most so far apart are one; nil if the clause does not say.
    private let joinSeconds: Int?

    enum Countable: String, CaseIterable { case attempts, voicemails, reactions, edits }

    /// Nearer than this, two messages may be meant as one where the clause is silent.
    private static let silentSeconds = 59

    init(_ keys: KeyReader) throws(RuleBookError) {
        counts = try keys.choices("counts", of: Countable.self, mayBeEmpty: true).map { Set($0) }
        joinSeconds = try keys.integer("join-within-seconds", in: 0...86_400)
    }

    /// What is not certain about `contact` counting; nil if it surely does not.
    func doubts(_ contact: Contact) -> Doubts? {
        guard let countable = Countable(contact) else { return [] }
        guard let counts else { return countable == .attempts ? .attempt : .formCounts }
        let isCounted =
            counts.contains(countable) || (countable == .voicemails && contact.isAttempt && counts.contains(.attempts))
        return isCounted ? [] : nil
    }

    /// Without the messages that are one with the message before; in order of entry number.
    func joined(_ subjects: [CheckContext.Subject]) -> [CheckContext.Subject] {
        let reach = joinSeconds ?? Self.silentSeconds
        guard reach > 0 else { return subjects }
        var changed: [Int: Doubts?] = [:]
        var last: [Channel: (span: Span, person: String)] = [:]
        let places = Self.inOrder(subjects)
        for place in places {
            let subject = subjects[place]
            guard let channel = subject.contact.event.channel, Self.mayBeSplit.contains(channel),
                let span = subject.contact.start, !subject.contact.isAttempt
            else { continue }
            if let before = last[channel], before.person == subject.person,
                span.latest - span.earliest < 60_000, before.span.latest - before.span.earliest < 60_000,
                span.earliest - before.span.latest <= reach * 1000
            {
                if joinSeconds == nil {
                    if span.earliest - before.span.earliest <= reach * 1000 { changed[place] = Doubts.oneMessage }
                } else {
                    let isSure = span.latest - before.span.earliest <= reach * 1000 + 999
                    changed[place] = isSure ? .some(nil) : Doubts.exactTime
                }
            }
            last[channel] = (span, subject.person)
        }
        if changed.isEmpty { return subjects }
        return subjects.enumerated().compactMap { place, subject in
            guard let change = changed[place] else { return subject }
            return change.map { subject.adding($0) }
        }
    }

    private static let mayBeSplit: Set<Channel> = [.text, .app, .social]

    /// The places of `subjects` in order of time; most logs are in that order already.
    private static func inOrder(_ subjects: [CheckContext.Subject]) -> [Int] {
        let places = Array(subjects.indices)
        var last = Int.min
        let isInOrder = subjects.allSatisfy { subject in
            defer { last = subject.contact.start?.earliest ?? last }
            return subject.contact.start.map { $0.earliest >= last } ?? true
        }
        if isInOrder { return places }
        return places.sorted { Timeline.isEarlier(subjects[$0].contact, subjects[$1].contact) }
    }

    func sentences(_ channels: Set<Channel>) -> [Sentence] {
        var sentences: [Sentence] = []
        if let counts {
            let named = Countable.allCases.filter(counts.contains).compactMap { $0.text(channels) }
            let others = Countable.allCases.filter { !counts.contains($0) }.compactMap { $0.text(channels) }
            if !named.isEmpty { sentences.append("\(Phrases.list(named).capitalized) count.") }
            if !others.isEmpty { sentences.append("\(Phrases.list(others).capitalized) do not count.") }
        }
        switch joinSeconds {
        case nil: break
        case 0?: sentences.append("Messages in quick succession count one by one.")
        case let seconds?:
            sentences.append(
                "Texts and messages of one person, each at most \(Phrases.duration(seconds)) after the one before,"
                    + " count as one.")
        }
        return sentences
    }

    func assumptions(_ channels: Set<Channel>) -> [Sentence] {
        var assumptions: [Sentence] = []
        if counts == nil {
            let all = Countable.allCases.compactMap { $0.text(channels) }
            assumptions.append(
                "The clause does not say whether \(Phrases.list(all)) count: where that decides, the answer is “cannot tell”."
            )
        }
        if joinSeconds == nil, !Self.mayBeSplit.isDisjoint(with: channels) {
            assumptions.append(
                "The clause does not say whether texts sent within the same minute count as one: where that decides, the answer"
                    + " is “cannot tell”.")
        }
        return assumptions
    }
}

extension Countables.Countable {
    /// Nil for what any clause counts.
    fileprivate init?(_ contact: Contact) {
        switch contact.event.form {
        case .voicemail?: self = .voicemails
        case .reaction?: self = .reactions
        case .edit?: self = .edits
        case .message?, nil:
            guard contact.isAttempt else { return nil }
            self = .attempts
        }
    }

    /// Nil for what does not come by any of `channels`.
    fileprivate func text(_ channels: Set<Channel>) -> Sentence? {
        let hasCalls = channels.contains(.call)
        let hasMessages = !channels.isSubset(of: [.call, .inPerson])
        switch self {
        case .attempts:
            return hasMessages && hasCalls
                ? "unanswered calls and failed messages" : hasCalls ? "unanswered calls" : "failed messages"
        case .voicemails: return hasCalls ? "voicemails" : nil
        case .reactions: return hasMessages ? "reactions" : nil
        case .edits: return hasMessages ? "edits of messages" : nil
        }
    }
}
