import Ledger

/// A rule of the kind `place` says where meetings and handovers take place, and who has to be there.
package final class PlaceRule: RuleKind {
    package static let name = "place"
    package static let documentation = """
        place: where meetings and handovers take place, and who has to be there. (How far somebody has to stay away is
        the kind distance.)

        allowed = ["Central Police Station", "school"]
            The only places, by the names that entries give them (--place); capitals make no difference. Another
            place is an apparent breach; an entry that names none is "cannot tell", and so is a name that may be
            another one for the same place ("police station" for "Central Police Station").
        excluded = ["home"]
            Places where it shall not be. Use this key or `allowed`, not both.
        present = ["Meadow Centre staff", "Grandmother"]
            One of these has to be there, by the names that entries give to witnesses (--witness). Where an entry
            names none of them, that may have been forgotten: "cannot tell", until a person decides that the topic
            is "unsupervised", which makes it an apparent breach.

        [places]
        "Meadow Centre" = { also-called = ["contact centre"], at = "51.5007, -0.1246", error-metres = 60 }
            Once in the book, for all its rules, where it helps: by what other names entries call a place, and where it
            is. An entry that gives coordinates is then judged by them, if they are clear of the place by more than
            both errors (daybook rules help distance); name and coordinates that disagree are "cannot tell".

        It looks at handovers and at contact in person. For visits to a child, name the child under the common key
        `to`; for handovers alone, write events = ["handover"].

        An example to adapt:

            [[rule]]
            id = "contact-centre"
            kind = "place"
            clause = "Father shall see the child only at the Meadow Centre, in the presence of its staff."
            source = "Order of 2 March 2026, paragraph 3"
            binds = "them"
            to = ["Mia"]
            events = ["contact"]
            allowed = ["Meadow Centre"]
            present = ["Meadow Centre staff"]
        """
    package static let defaultChannels: Set<Channel> = [.inPerson]
    package static let defaultEvents: Set<Event.Kind> = [.contact, .handover]
    package var readsClock: Bool { false }

    let allowed: [String]
    let excluded: [String]
    let present: [String]
    /// Those where it has to be, or shall not be, as far as the book tells more of them than the name.
    private let listed: ListedPlaces

    /// The topic by which a person says that none of those who have to be there was.
    static let unsupervised = "unsupervised"

    package init(reading keys: KeyReader, terms: Terms) throws(RuleBookError) {
        allowed = try keys.texts("allowed") ?? []
        excluded = try keys.texts("excluded") ?? []
        present = try keys.texts("present") ?? []
        listed = ListedPlaces(allowed.isEmpty ? excluded : allowed, known: keys.places)
        if !allowed.isEmpty, !excluded.isEmpty {
            throw .contradiction(keys.place.naming("excluded"), .allowedAndExcludedPlaces)
        }
        if allowed.isEmpty, excluded.isEmpty, present.isEmpty {
            throw .contradiction(keys.place.naming("allowed"), .noPlaceRule)
        }
    }

    package var subjectMatter: Sentence? { "meetings in person and handovers, and where they took place" }

    package func judge(_ context: CheckContext, into findings: inout [Finding]) {
        findings += context.subjects.lazy.compactMap { [self] subject -> Finding? in
            let contact = subject.contact
            guard !contact.isAttempt else { return nil }
            let answers = [whereabouts(contact), whoWasThere(contact)].compactMap { $0 }
            // What is certain needs no answer to what is not.
            let certain = answers.contains { $0.offends && $0.question == nil }
            let judgement = Judgement(
                offends: answers.contains(where: \.offends), doubts: subject.doubts,
                questions: certain ? [] : answers.compactMap(\.question))
            let shown = answers.first { $0.offends && ($0.question == nil) == certain } ?? answers.first
            return Finding(
                context.rule, .entry(contact.number), person: subject.person, verdict: judgement.verdict,
                bookEntry: context.bookEntry,
                grounds: PlaceGrounds(
                    judgement: judgement, contact: contact.told, statement: shown?.statement ?? .kept,
                    measured: contact.event.place.flatMap { listed.measured($0) },
                    topicDecision: shown?.statement == .unsupervised ? contact.topicDecision : nil))
        }
    }

    private struct Answer {
        var offends = false
        var statement: PlaceGrounds.Statement
        var question: OpenQuestion?
    }

    private func whereabouts(_ contact: Contact) -> Answer? {
        guard !allowed.isEmpty || !excluded.isEmpty else { return nil }
        let isAllowed = !allowed.isEmpty
        switch contact.event.place.flatMap(listed.answer) {
        case .there?: return Answer(offends: !isAllowed, statement: isAllowed ? .kept : .elsewhere)
        case .elsewhere?: return Answer(offends: isAllowed, statement: isAllowed ? .elsewhere : .kept)
        case .open(let question)?: return Answer(offends: true, statement: .somewhere, question: question)
        case nil: return Answer(offends: true, statement: .somewhere, question: .whereabouts)
        }
    }

    private func whoWasThere(_ contact: Contact) -> Answer? {
        guard !present.isEmpty else { return nil }
        if contact.event.witnesses.contains(where: { Self.has(present, $0) }) { return Answer(statement: .kept) }
        if contact.topics.contains(where: { $0.lowercased() == Self.unsupervised }) {
            return Answer(offends: true, statement: .unsupervised)
        }
        return Answer(offends: true, statement: .unwitnessed, question: .present(present))
    }

    private static func has(_ names: [String], _ name: String) -> Bool {
        names.contains { $0.lowercased() == name.lowercased() }
    }

    package func explain(_ terms: Terms) -> Explanation {
        var sentences: [Sentence] = []
        if !allowed.isEmpty {
            sentences.append(
                "Meetings and handovers take place at \(Phrases.list(verbatim: allowed, "or")); at any other place they are an"
                    + " apparent breach.")
        }
        if !excluded.isEmpty {
            sentences.append(
                "A meeting or handover at \(Phrases.list(verbatim: excluded, "or")) is an apparent breach.")
        }
        if !present.isEmpty {
            sentences.append(
                "\(Phrases.list(verbatim: present, "or")) has to be there. Where an entry names nobody of them as a witness, a"
                    + " person says whether it was unsupervised.")
        }
        return Explanation(
            sentences: sentences,
            assumptions: [
                "Places and witnesses are known by the names that the entries give them; where none is given, or one that may"
                    + " be another name for the same place, the answer is “cannot tell”.",
                "An entry is about the person whom it names as making the contact or bringing the child.",
            ])
    }
}

private struct PlaceGrounds: Grounds {
    let judgement: Judgement
    let contact: Told
    let statement: Statement
    let measured: Measured?
    let topicDecision: Int?

    enum Statement { case kept, elsewhere, somewhere, unwitnessed, unsupervised }

    var missing: Sentence? { judgement.missing }

    var facts: [Sentence] {
        (contact.event.place?.name.map { ["place: \(verbatim: $0)"] } ?? [])
            + (measured.map { ["it was \($0.text)"] } ?? [])
            + contact.event.witnesses.map { "witness: \(verbatim: $0)" } + contact.circumstances
    }

    var reason: Sentence {
        switch statement {
        case .kept: judgement.sentence("It took place as the rule says")
        case .elsewhere: judgement.sentence("It took place \(place), where the rule does not allow it")
        case .somewhere: judgement.sentence("The rule says where it has to take place")
        case .unwitnessed: judgement.sentence("The rule says who has to be there")
        case .unsupervised: judgement.sentence("A person found that nobody who has to be there was")
        }
    }

    private var place: Sentence {
        contact.event.place?.name.map { "at \(verbatim: $0)" } ?? measured?.text ?? "at another place"
    }
}
