import Ledger

/// A rule of the kind `no-contact` says that there shall be no contact at all, or only through someone.
package final class NoContactRule: RuleKind {
    package static let name = "no-contact"
    package static let documentation = """
        no-contact: no contact at all, or only through someone such as a lawyer.

        All keys of this kind may be left out; the rule then forbids every contact, until the day in `until` or, if
        there is none, until another rule book is adopted.

        through = ["Harper & Lane"]
            People through whom contact is allowed, named as in the entries (`thirdParty`). What is sent to them
            alone is no contact between the two people and is not looked at.
        indirect = true
            The clause also covers contact through others ("directly or indirectly", "shall not ask others to").
            false: it does not. Left out: such contact is "cannot tell". A message that someone passed on counts
            only where the entry shows who asked for it (`requestedBy`).
        counts = ["attempts"]
            Unanswered calls and failed messages count. They also count if the key is left out; an empty list,
            counts = [], says that they do not.
        by-agreement = true, exceptions = ["emergency"]
            As every rule may say (daybook rules help common).

        Every channel is looked at, also notes with a payment, reactions on social media and letters. An answer to
        the other person's message is a contact too; that it is an answer is shown among the facts.

        An example to adapt:

            [[rule]]
            id = "no-contact"
            kind = "no-contact"
            clause = "The respondent shall not contact the applicant directly or indirectly, except through a lawyer."
            source = "Order of 2 March 2026, paragraph 1"
            binds = "them"
            from = 2026-03-02
            until = 2027-03-02
            until-is = "inclusive"
            zone = "Europe/London"
            through = ["Harper & Lane"]
            indirect = true
        """
    package static let defaultChannels = Set(Channel.allCases)
    package static let seesThirdParties = true
    package var readsClock: Bool { false }

    private let through: [String]
    private let throughNames: Set<String>
    /// Nil if the clause does not say.
    private let indirect: Bool?
    private let countsAttempts: Bool

    private enum Countable: String, CaseIterable { case attempts }

    package init(reading keys: KeyReader, terms: Terms) throws(RuleBookError) {
        through = try keys.texts("through") ?? []
        throughNames = Set(through.map { $0.lowercased() })
        indirect = try keys.truth("indirect")
        countsAttempts = try keys.choices("counts", of: Countable.self, mayBeEmpty: true).map { !$0.isEmpty } ?? true
    }

    package func judge(_ context: CheckContext, into findings: inout [Finding]) {
        findings += context.subjects.lazy.compactMap { [self] subject -> Finding? in
            let contact = subject.contact
            if contact.isAttempt, !countsAttempts { return nil }
            let third = contact.event.thirdParty
            let isThrough = third.map { throughNames.contains($0.name.lowercased()) } ?? false
            if third != nil, !isThrough, indirect == false { return nil }
            var questions: [OpenQuestion] = []
            if let third {
                if !isThrough, through.contains(where: { OneThing.mayBe(third.name, $0) }) {
                    questions.append(.throughName)
                }
                if third.requestedBy == nil { questions.append(.requester) }
                if indirect == nil { questions.append(.indirect) }
            }
            let judgement = Judgement(offends: !isThrough, doubts: subject.doubts, questions: questions)
            return Finding(
                context.rule, .entry(contact.number), person: subject.person, verdict: judgement.verdict,
                bookEntry: context.bookEntry,
                grounds: NoContactGrounds(
                    judgement: judgement, facts: contact.told, isThrough: isThrough,
                    isPassedOn: third != nil, channel: contact.event.channel, isAttempt: contact.isAttempt,
                    allowsSomeone: !through.isEmpty,
                    allowsAgreement: context.rule.terms.exceptions.contains { $0.byAgreement }))
        }
    }

    package func explain(_ terms: Terms) -> Explanation {
        var sentences: [Sentence] = [
            through.isEmpty
                ? "Any contact is an apparent breach."
                : "Any contact that does not go through \(Phrases.list(verbatim: through, "or")) is an apparent breach."
        ]
        switch indirect {
        case true?:
            sentences.append("What someone passes on counts if the entry shows that a person bound asked for it.")
        case false?: sentences.append("What others pass on is not looked at.")
        case nil: break
        }
        sentences.append(
            countsAttempts
                ? "Unanswered calls and failed messages count." : "Unanswered calls and failed messages do not count.")
        var assumptions: [Sentence] = ["An answer to a message is contact like any other."]
        if indirect == nil {
            assumptions.append(
                "It does not say whether contact through others is covered: where that decides, the answer is"
                    + " “cannot tell”.")
        }
        if terms.until == nil {
            assumptions.append("It names no last day: it applies until a later rule book takes its place.")
        }
        return Explanation(sentences: sentences, assumptions: assumptions)
    }
}

private struct NoContactGrounds: Grounds {
    let judgement: Judgement
    fileprivate let contact: Told
    let isThrough: Bool
    let isPassedOn: Bool
    let channel: Channel?
    let isAttempt: Bool
    let allowsSomeone: Bool
    let allowsAgreement: Bool

    init(
        judgement: Judgement, facts: Told, isThrough: Bool, isPassedOn: Bool, channel: Channel?,
        isAttempt: Bool, allowsSomeone: Bool, allowsAgreement: Bool
    ) {
        self.judgement = judgement
        contact = facts
        self.isThrough = isThrough
        self.isPassedOn = isPassedOn
        self.channel = channel
        self.isAttempt = isAttempt
        self.allowsSomeone = allowsSomeone
        self.allowsAgreement = allowsAgreement
    }

    var facts: [Sentence] { contact.circumstances }
    var missing: Sentence? { judgement.missing }

    var reason: Sentence {
        if isThrough { return "The contact went through someone whom the rule names." }
        let how: Sentence = channel.map { " by \(Phrases.oneChannel($0))" } ?? ""
        let what: Sentence = isAttempt ? "An attempt at contact\(how) was made" : "There was contact\(how)"
        let passed: Sentence = isPassedOn ? ", passed on by someone else" : ""
        let limits: [Sentence] =
            (allowsSomeone ? ["through someone"] : []) + (allowsAgreement ? ["by written agreement"] : [])
        let rule: Sentence =
            limits.isEmpty
            ? "the rule allows none" : "the rule allows contact only \(Phrases.list(limits, "or"))"
        return judgement.sentence("\(what)\(passed), and \(rule)")
    }
}
