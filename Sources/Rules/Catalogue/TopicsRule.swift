import Ledger

/// A rule of the kind `topics` says what contact may be about.
package final class TopicsRule: RuleKind {
    package static let name = "topics"
    package static let documentation = """
        topics: what contact may be about.

        allowed = ["school", "health"]
            The only topics. Another topic, even beside an allowed one, is an apparent breach.
        excluded = ["money"]
            Topics that shall not come up. One is enough. Use this key or `allowed`, not both.
        words = { school = ["teacher", "parents evening"], money = ["rent"] }
            Whole words and phrases that suggest a topic. They never decide: until a person says what a contact is
            about, the answer is "cannot tell" with the topics suggested.

        What counts as a topic is what was entered with the contact or decided later. Without `channels` it looks
        at every channel. Attempts without words are about nothing and are not looked at.

        For a purpose ("only to arrange handovers") name the purpose as the one allowed topic, and decide for each
        contact whether it served it. For topics that belong to one channel only, see the kind `channels`.

        An example to adapt:

            [[rule]]
            id = "child-only"
            kind = "topics"
            clause = "The parents shall communicate only about the health and schooling of the child."
            source = "Parenting plan, section 2"
            binds = "both"
            allowed = ["health", "school"]

            [rule.words]
            health = ["doctor", "fever"]
            school = ["teacher", "homework"]
        """
    package static let defaultChannels = Set(Channel.allCases)
    package var readsClock: Bool { false }

    let allowed: [String]?
    let excluded: [String]?
    private let named: Set<String>
    let words: WordList

    package init(reading keys: KeyReader, terms: Terms) throws(RuleBookError) {
        allowed = try keys.texts("allowed")
        excluded = try keys.texts("excluded")
        words = WordList(try keys.textLists("words") ?? [:])
        if allowed != nil, excluded != nil { throw .contradiction(keys.place.naming("excluded"), .allowedAndExcluded) }
        guard let named = allowed ?? excluded else { throw .contradiction(keys.place.naming("allowed"), .noTopics) }
        self.named = Set(named.map { $0.lowercased() })
    }

    package func judge(_ context: CheckContext, into findings: inout [Finding]) {
        // Few topics, very many contacts.
        var places: [String: Place] = [:]
        func place(_ topic: String) -> Place {
            if let known = places[topic] { return known }
            let found = self.place(of: topic)
            places[topic] = found
            return found
        }
        let outside: Place = allowed == nil ? .listed : .elsewhere
        findings += context.subjects.lazy.compactMap { [self] subject -> Finding? in
            let contact = subject.contact
            if contact.isAttempt, contact.topics.isEmpty, contact.words == nil { return nil }
            var doubts = subject.doubts
            var offending = contact.topics.filter { place($0) == outside }
            let verdict: Finding.Verdict
            if contact.topics.isEmpty {
                doubts.insert(.topic)
                verdict = .cannotTell
            } else if offending.isEmpty {
                offending = contact.topics.filter { place($0) == .unsure }
                if !offending.isEmpty { doubts.insert(.topicName) }
                verdict = offending.isEmpty ? .fine : .cannotTell
            } else {
                verdict = doubts.isEmpty ? .breach : .cannotTell
            }
            return Finding(
                context.rule, .entry(contact.number), person: subject.person, verdict: verdict,
                bookEntry: context.bookEntry,
                grounds: TopicsGrounds(
                    verdict: verdict, doubts: doubts, list: self, topics: contact.topics,
                    offending: offending, topicDecision: contact.topicDecision, words: contact.words,
                    claims: contact.claims))
        }
    }

    private enum Place { case listed, elsewhere, unsure }

    /// Whether a topic is one of the list, is not, or may be one under another name.
    private func place(of topic: String) -> Place {
        if named.contains(topic.lowercased()) { return .listed }
        return named.contains { OneThing.mayBe(topic, $0) } ? .unsure : .elsewhere
    }

    package func explain(_ terms: Terms) -> Explanation {
        var sentences: [Sentence] = []
        let isContact = terms.events == [.contact]
        if let allowed {
            let what: Sentence = isContact ? "Contact" : "What is logged"
            sentences.append(
                "\(what) may be about \(Phrases.quoted(allowed, "or")) alone; about anything else it is an apparent breach."
            )
        }
        if let excluded {
            let what: Sentence = isContact ? "Contact" : "Anything logged that is"
            sentences.append("\(what) about \(Phrases.quoted(excluded, "or")) is an apparent breach.")
        }
        let each: Sentence = isContact ? "contact" : "entry"
        let suggested: Sentence =
            words.isEmpty ? "" : ", and word lists may suggest \(Phrases.quoted(words.topics, "or"))"
        sentences.append(
            "A person says what each \(each) is about; until then the answer is “cannot tell”\(suggested).")
        return Explanation(
            sentences: sentences,
            assumptions: [
                "Where a contact is about several topics, one that is not permitted is enough. A topic that may be one of these"
                    + " under another name is “cannot tell”.",
                "Unanswered calls and attempts without words are not looked at.",
            ])
    }
}

private struct TopicsGrounds: Grounds {
    let verdict: Finding.Verdict
    let doubts: Doubts
    let list: TopicsRule
    let topics: [String]
    let offending: [String]
    let topicDecision: Int?
    let words: String?
    let claims: [String]

    var missing: Sentence? { doubts.missing }

    var suggestedTopics: [String] { topics.isEmpty ? words.map(list.words.topics(in:)) ?? [] : [] }

    var reason: Sentence {
        if topics.isEmpty {
            let suggested = suggestedTopics
            return suggested.isEmpty
                ? "A person has not decided what this contact is about."
                : "A person has not decided what this contact is about; word lists suggest"
                    + " \(Phrases.list(verbatim: suggested))."
        }
        let outside: Sentence = list.allowed == nil ? "which the rule excludes" : "which the rule does not allow"
        switch verdict {
        case .breach: return "The contact is about \(Phrases.list(verbatim: offending)), \(outside)."
        case .fine: return "The contact is about \(Phrases.list(verbatim: topics)), which the rule permits."
        case .cannotTell:
            return "The contact is about \(Phrases.list(verbatim: offending)), \(outside), but \(doubts.because)."
        }
    }

    var facts: [Sentence] {
        topics.map { topic in
            topicDecision.map { "topic decided in entry \($0): \(verbatim: topic)" }
                ?? "topic entered: \(verbatim: topic)"
        } + claims.map { "exception claimed: \(verbatim: $0)" }
    }
}
