import Ledger

/// A rule of the kind `channels` says by which channels contact may be made, and about what.
package final class ChannelsRule: RuleKind {
    package static let name = "channels"
    package static let documentation = """
        channels: by which channels contact may be made.

        The channels are call, text, email, app, in-person, letter, social, payment and other.

        allowed = ["app"]
            The channels that may be used for anything. Every other one is an apparent breach, unless `when` allows
            it. Use this key or `excluded`, not both.
        excluded = ["social"]
            The channels that may not be used, unless `when` allows it; every other one may.
        app = "FamilyPages"
            The app that the clause names. Entries say that a message came by an app, not by which: every app
            message is taken to be one by this app.
        when = [{ channels = ["call", "text"], topics = ["late handover"], urgency = ["urgent", "emergency"] }]
            Channels that may be used on conditions: only about these topics, only with this urgency, or both. What
            a contact is about is what a person decided. That it was urgent is a claim: a person decides.
        other-channels = true
            With `when` alone: channels that it does not list may be used. false: they may not. Left out: contact by
            them is "cannot tell".
        pointers = true
            A message that only points to another one ("see my e-mail") may go by any channel; false: it may not.
            Such a message has the one topic "pointer". Left out: "cannot tell".
        through = ["Sam Reed"]
            Contact is allowed only through these people, as the entries name them (`thirdParty`).
        not-through = ["Kit"]
            People who shall not be used to pass on messages, such as a child; "anyone" stands for everybody. A
            message that someone passed on is an apparent breach only where the entry shows who asked for it.
        counts = ["attempts"]
            Unanswered calls and failed messages count. An empty list says that they do not. Left out: where they
            decide, the answer is "cannot tell".

        The common key `channels` is not needed: every channel is looked at.

        An example to adapt:

            [[rule]]
            id = "app-only"
            kind = "channels"
            clause = "The parents shall use only FamilyPages; a call or text only if a handover is over 30 minutes late."
            source = "Parenting plan, section 4"
            binds = "both"
            allowed = ["app"]
            app = "FamilyPages"
            when = [{ channels = ["call", "text"], topics = ["handover over 30 minutes late"] }]
            counts = ["attempts"]
        """
    package static let defaultChannels = Set(Channel.allCases)
    package static let seesThirdParties = true
    package var readsClock: Bool { false }

    private let allowed: [Channel]?
    private let excluded: [Channel]?
    private let app: String?
    private let conditions: [Condition]
    private let otherChannels: Bool?
    private let pointers: Bool?
    private let through: [String]
    private let notThrough: [String]
    private let countsAttempts: Bool?

    private enum Countable: String, CaseIterable { case attempts }

    /// Channels that may be used about some topics or with some urgency only.
    struct Condition: Sendable {
        let channels: [Channel]
        let topics: [String]
        let urgency: [Urgency]
    }

    package init(reading keys: KeyReader, terms: Terms) throws(RuleBookError) {
        allowed = try keys.choices("allowed", of: Channel.self)
        excluded = try keys.choices("excluded", of: Channel.self)
        app = try keys.text("app", limit: 200)
        conditions = try Self.conditions(keys)
        otherChannels = try keys.truth("other-channels")
        pointers = try keys.truth("pointers")
        through = try keys.texts("through") ?? []
        notThrough = try keys.texts("not-through") ?? []
        countsAttempts = try keys.choices("counts", of: Countable.self, mayBeEmpty: true).map { !$0.isEmpty }
        if allowed != nil, excluded != nil {
            throw .contradiction(keys.place.naming("excluded"), .allowedAndExcludedChannels)
        }
        if allowed == nil, excluded == nil, conditions.isEmpty, through.isEmpty, notThrough.isEmpty {
            throw .contradiction(keys.place.naming("allowed"), .noChannelRule)
        }
    }

    private static func conditions(_ keys: KeyReader) throws(RuleBookError) -> [Condition] {
        guard let tables = try keys.tables("when") else { return [] }
        guard !tables.isEmpty else { throw .emptyList(keys.place.naming("when")) }
        guard tables.count <= 100 else { throw .tooLong(keys.place.naming("when"), limit: 100) }
        var conditions: [Condition] = []
        for table in tables {
            guard let channels = try table.choices("channels", of: Channel.self) else {
                throw .missingKey(table.place.naming("channels"))
            }
            let topics = try table.texts("topics") ?? []
            let urgency = try table.choices("urgency", of: Urgency.self) ?? []
            try table.finish()
            guard !topics.isEmpty || !urgency.isEmpty else {
                throw .contradiction(table.place, .conditionWithoutTopicOrUrgency)
            }
            conditions.append(Condition(channels: channels, topics: topics, urgency: urgency))
        }
        return conditions
    }

    // MARK: Judging

    package func judge(_ context: CheckContext, into findings: inout [Finding]) {
        findings += context.subjects.lazy.compactMap { [self] subject -> Finding? in
            let contact = subject.contact
            var doubts = subject.doubts
            if contact.isAttempt, countsAttempts != true {
                guard countsAttempts == nil else { return nil }
                doubts.insert(.attempt)
            }
            guard let answer = answer(contact, &doubts) else { return nil }
            let judgement = Judgement(offends: answer.offends, doubts: doubts, questions: answer.questions)
            return Finding(
                context.rule, .entry(contact.number), person: subject.person, verdict: judgement.verdict,
                bookEntry: context.bookEntry,
                grounds: ChannelsGrounds(
                    judgement: judgement, contact: contact.told, statement: answer.statement,
                    channel: contact.event.channel, topics: contact.topics, topicDecision: contact.topicDecision))
        }
    }

    private struct Answer {
        var offends: Bool
        var statement: ChannelsGrounds.Statement
        var questions: [OpenQuestion] = []
    }

    /// Nil if the rule says nothing about `contact`.
    private func answer(_ contact: Contact, _ doubts: inout Doubts) -> Answer? {
        if let third = contact.event.thirdParty, let answer = passedOn(by: third) { return answer }
        if !through.isEmpty { return Answer(offends: true, statement: .direct) }
        guard allowed != nil || excluded != nil || !conditions.isEmpty else { return nil }
        guard let channel = contact.event.channel else {
            doubts.insert(.channel)
            return Answer(offends: true, statement: .noChannel)
        }
        var answer = answer(about: channel, contact)
        if answer.offends, contact.topics.count == 1, contact.topics[0].lowercased() == "pointer" {
            answer.questions = pointers == nil ? [.pointer] : []
            answer.offends = pointers != true
            answer.statement = .pointer
        }
        if answer.offends, let third = contact.event.thirdParty {
            if third.requestedBy == nil { answer.questions.append(.requester) }
            answer.questions.append(.indirect)
        }
        return answer
    }

    private func passedOn(by third: ThirdParty) -> Answer? {
        func isIn(_ names: [String]) -> Bool { names.contains { $0.lowercased() == third.name.lowercased() } }
        if isIn(through) { return Answer(offends: false, statement: .through) }
        if !isIn(notThrough), through.contains(where: { OneThing.mayBe(third.name, $0) }) {
            return Answer(offends: true, statement: .passedOn, questions: [.throughName])
        }
        guard isIn(notThrough) || notThrough.contains("anyone") else {
            return through.isEmpty
                ? nil
                : Answer(
                    offends: true, statement: .passedOn, questions: third.requestedBy == nil ? [.requester] : [])
        }
        return Answer(
            offends: true, statement: .passedOn, questions: third.requestedBy == nil ? [.requester] : [])
    }

    private func answer(about channel: Channel, _ contact: Contact) -> Answer {
        if let allowed, allowed.contains(channel) { return Answer(offends: false, statement: .allowed) }
        if let excluded, !excluded.contains(channel), !conditions.contains(where: { $0.channels.contains(channel) }) {
            return Answer(offends: false, statement: .allowed)
        }
        let own = conditions.filter { $0.channels.contains(channel) }
        if own.isEmpty {
            guard allowed == nil, excluded == nil else { return Answer(offends: true, statement: .notAllowed) }
            return switch otherChannels {
            case true?: Answer(offends: false, statement: .allowed)
            case false?: Answer(offends: true, statement: .notAllowed)
            case nil: Answer(offends: true, statement: .notNamed, questions: [.otherChannel])
            }
        }
        var open: [OpenQuestion] = []
        for condition in own {
            guard let questions = condition.questions(about: contact) else { continue }
            if questions.isEmpty { return Answer(offends: false, statement: .conditionMet) }
            if open.isEmpty { open = questions }
        }
        return Answer(offends: true, statement: .onlyWhen(own), questions: open)
    }

    // MARK: Explaining

    package func explain(_ terms: Terms) -> Explanation {
        var sentences: [Sentence] = []
        if let allowed {
            let besides: Sentence = conditions.isEmpty ? " alone" : ", and otherwise only as said next"
            sentences.append(
                "Contact may be made by \(Phrases.channels(allowed, "or"))\(besides); by any other channel it is an"
                    + " apparent breach.")
        }
        if let excluded {
            sentences.append("Contact by \(Phrases.channels(excluded, "or")) is an apparent breach.")
        }
        for (channels, own) in conditionsByChannels {
            let named = Phrases.channels(channels, "and")
            let only = Phrases.list(own.map(\.sentence), "or")
            sentences.append(
                "\(named.capitalized) may be used only \(only); otherwise they are an apparent"
                    + " breach.")
        }
        if allowed == nil, excluded == nil, !conditions.isEmpty, let otherChannels {
            sentences.append(otherChannels ? "Other channels may be used." : "Other channels may not be used.")
        }
        if !through.isEmpty {
            sentences.append(
                "Contact that does not go through \(Phrases.list(verbatim: through, "or")) is an apparent breach.")
        }
        if !notThrough.isEmpty {
            let isAnyone = notThrough.contains("anyone")
            let who: Sentence = isAnyone ? "someone else" : Phrases.list(verbatim: notThrough, "or")
            sentences.append("Having \(who) pass on a message is an apparent breach, where a request for it is shown.")
        }
        switch pointers {
        case true?: sentences.append("A message that only points to another may go by any channel.")
        case false?: sentences.append("A message that only points to another is contact like any other.")
        case nil: break
        }
        if let countsAttempts {
            sentences.append(
                countsAttempts
                    ? "Unanswered calls and failed messages count too."
                    : "Unanswered calls and failed messages do not count.")
        }
        return Explanation(sentences: sentences, assumptions: assumptions)
    }

    /// Conditions for the same channels are alternatives, and told together.
    private var conditionsByChannels: [(channels: [Channel], conditions: [Condition])] {
        var groups: [(channels: [Channel], conditions: [Condition])] = []
        for condition in conditions {
            if let place = groups.firstIndex(where: { Set($0.channels) == Set(condition.channels) }) {
                groups[place].conditions.append(condition)
            } else {
                groups.append((condition.channels, [condition]))
            }
        }
        return groups
    }

    private var assumptions: [Sentence] {
        var assumptions: [Sentence] = []
        if let app {
            assumptions.append("Every app message is taken to be one by \(verbatim: app): entries do not name the app.")
        }
        if countsAttempts == nil {
            assumptions.append(
                "The clause does not say whether an unanswered attempt counts: where that decides, the answer is “cannot tell”."
            )
        }
        if allowed == nil, excluded == nil, !conditions.isEmpty, otherChannels == nil {
            assumptions.append(
                "The clause does not say whether other channels may be used: contact by them is “cannot tell”.")
        }
        if pointers == nil, allowed != nil || excluded != nil || !conditions.isEmpty {
            assumptions.append(
                "The clause does not say whether a message that only points to another may go by any channel: such a message"
                    + " is “cannot tell”.")
        }
        if notThrough.isEmpty, through.isEmpty {
            assumptions.append(
                "The clause does not say whether messages passed on by others count: those are “cannot tell”.")
        }
        return assumptions
    }
}

extension ChannelsRule.Condition {
    /// What must be known before the condition holds: nothing if it holds; nil if it surely does not.
    fileprivate func questions(about contact: Contact) -> [OpenQuestion]? {
        var questions: [OpenQuestion] = []
        if !topics.isEmpty {
            let names = Set(topics.map { $0.lowercased() })
            if contact.topics.isEmpty {
                questions.append(.topic)
            } else {
                let others = contact.topics.filter { !names.contains($0.lowercased()) }
                guard others.allSatisfy({ other in topics.contains { OneThing.mayBe(other, $0) } }) else { return nil }
                if !others.isEmpty { questions.append(.topicName) }
            }
        }
        if !urgency.isEmpty {
            switch contact.event.urgency {
            case nil: questions.append(.urgency)
            case let stated? where !urgency.contains(stated): return nil
            case .routine?: break
            case let stated?: questions.append(.urgencyClaimed(stated.rawValue))
            }
        }
        return questions
    }

    fileprivate var text: Sentence {
        let parts: [Sentence?] = [
            topics.isEmpty ? nil : "about \(Phrases.quoted(topics, "or"))",
            urgency.isEmpty ? nil : "if it is \(Phrases.list(urgency.map(\.adjective), "or"))",
        ]
        return Phrases.list(parts.compactMap { $0 })
    }

    /// `where they are about “health” and it is urgent`.
    fileprivate var sentence: Sentence {
        let parts: [Sentence?] = [
            topics.isEmpty ? nil : "they are about \(Phrases.quoted(topics, "or"))",
            urgency.isEmpty ? nil : "it is \(Phrases.list(urgency.map(\.adjective), "or"))",
        ]
        return "where \(Phrases.list(parts.compactMap { $0 }))"
    }
}

extension Urgency {
    fileprivate var adjective: Sentence {
        switch self {
        case .routine: "not urgent"
        case .urgent: "urgent"
        case .emergency: "an emergency"
        }
    }
}

private struct ChannelsGrounds: Grounds {
    let judgement: Judgement
    let contact: Told
    let statement: Statement
    let channel: Channel?
    let topics: [String]
    let topicDecision: Int?

    enum Statement {
        case allowed, notAllowed, notNamed, noChannel, conditionMet, pointer, direct, through, passedOn
        case onlyWhen([ChannelsRule.Condition])
    }

    var missing: Sentence? { judgement.missing }
    var facts: [Sentence] {
        contact.circumstances
            + topics.map { topic in
                topicDecision.map { "topic decided in entry \($0): \(verbatim: topic)" }
                    ?? "topic entered: \(verbatim: topic)"
            }
    }

    var reason: Sentence {
        let by: Sentence = "The contact was by \(channel.map(Phrases.oneChannel) ?? "a channel that is not named")"
        return switch statement {
        case .allowed: judgement.sentence("\(by), which the rule allows")
        case .notAllowed: judgement.sentence("\(by), which the rule does not allow")
        case .notNamed: judgement.sentence("\(by), which the rule does not name")
        case .noChannel: judgement.sentence("There was contact")
        case .conditionMet: judgement.sentence("\(by), and what the rule asks for that channel was kept to")
        case .onlyWhen(let conditions):
            judgement.sentence("\(by), which the rule allows only \(Phrases.list(conditions.map(\.text), "or"))")
        case .pointer: judgement.sentence("\(by) and only points to another message")
        case .direct: judgement.sentence("The contact was direct, and the rule allows it only through someone")
        case .through: judgement.sentence("The contact went through someone whom the rule names")
        case .passedOn:
            judgement.sentence("The message was passed on by someone through whom the rule allows no contact")
        }
    }
}
