import Ledger

/// What an entry or a clause leaves open for one kind of rule. Where one is left, no breach is found.
enum OpenQuestion: Sendable, Hashable {
    /// Nothing shows at whose request a message was passed on.
    case requester
    /// Who passed it on may be one of those through whom contact is allowed, under another name.
    case throughName
    /// The clause is silent about contact through others.
    case indirect
    case topic
    /// A topic that may be one of the rule's under another name.
    case topicName
    case urgency
    case urgencyClaimed(String)
    /// The clause is silent about messages that only point to another.
    case pointer
    /// The clause regulates some channels and is silent about this one.
    case otherChannel
    case whoEnded
    case ended
    case whereabouts
    /// A place without coordinates that the book does not name.
    case unknownPlace
    /// A name that the rule does not have, and that may be another one for a place that it has.
    case samePlace
    case placesDisagree
    case whosePlace
    case measurementError
    case nearTheLimit
    case apart
    case words
    case chain
    case attachmentOrigin
    case forPerson([String])
    /// Nobody of these is named as a witness.
    case present([String])

    /// Why there is no answer, as the end of a sentence.
    var because: Sentence {
        switch self {
        case .requester: "the entry does not show who asked for it to be passed on"
        case .throughName: "who passed it on may be someone whom the rule names, under another name"
        case .indirect: "the clause does not say whether contact through others is covered"
        case .topic: "a person has not decided what it is about"
        case .topicName: "its topic may be one that the rule names, under another name"
        case .urgency: "the entry does not say how urgent it was"
        case .urgencyClaimed(let urgency):
            "it is marked as \(ours: urgency), and whether it was is for a person to decide"
        case .pointer: "the clause does not say whether a message that only points to another is allowed"
        case .otherChannel: "the clause does not say whether other channels may be used"
        case .whoEnded: "the entry does not say who ended it"
        case .ended: "it is not known when it ended"
        case .whereabouts: "the entry does not say where it took place"
        case .unknownPlace: "the entry gives no coordinates and names a place that the rule book does not"
        case .samePlace: "the entry calls the place by a name that the rule does not, and it may be the same place"
        case .placesDisagree: "the place that the entry names is not where its coordinates are"
        case .whosePlace: "the entry does not say which of the people was at the place that it names"
        case .measurementError: "the entry does not say how exact its measurement is"
        case .nearTheLimit: "the measurement is not exact enough"
        case .apart: "the entry does not say how far apart the people were"
        case .words: "the entry does not hold its words"
        case .chain: "whether a forwarded message is a chain message is for a person to decide"
        case .attachmentOrigin:
            "nothing shows whether the attached file came with it or was added when it was recorded"
        case .present(let names): "the entry does not name \(Phrases.list(verbatim: names, "or")) as there"
        case .forPerson(let things):
            "whether it shows \(Phrases.list(verbatim: things, "or")) is for a person to decide"
        }
    }

    /// The fact that is missing or the ambiguity in the clause.
    var missing: Sentence {
        switch self {
        case .requester: "evidence of who asked for it to be passed on"
        case .throughName: "whether who passed it on is someone whom the rule names"
        case .indirect: "whether the clause covers contact through others"
        case .topic: "a person has not decided the topic"
        case .topicName: "whether the topic is one that the rule names"
        case .urgency: "how urgent it was"
        case .urgencyClaimed(let urgency): "a person's decision whether it was \(ours: urgency)"
        case .pointer: "whether a message that only points to another is allowed"
        case .otherChannel: "whether other channels may be used"
        case .whoEnded: "who ended it"
        case .ended: "when it ended"
        case .whereabouts: "where it took place"
        case .unknownPlace: "where the place is"
        case .samePlace: "whether the place that the entry names is one that the rule names"
        case .placesDisagree: "whether the name of the place or its coordinates are right"
        case .whosePlace: "who was at the place"
        case .measurementError: "how exact the measurement is"
        case .nearTheLimit: "a more exact measurement"
        case .apart: "how far apart the people were"
        case .words: "the words of the message"
        case .chain: "a person's decision whether it is a chain message"
        case .attachmentOrigin: "whether the attached file came with the message"
        case .present: "who was there"
        case .forPerson(let things): "a person's decision whether it shows \(Phrases.list(verbatim: things, "or"))"
        }
    }
}

/// The answer about one contact, from whether it offends and from what is not certain.
struct Judgement: Sendable {
    let verdict: Finding.Verdict
    private let doubts: Doubts
    private let questions: [OpenQuestion]

    /// - Parameter offends: Whether it would be a breach if nothing were in doubt.
    init(offends: Bool, doubts: Doubts, questions: [OpenQuestion] = []) {
        self.doubts = doubts
        self.questions = questions
        verdict = !offends ? .fine : doubts.isEmpty && questions.isEmpty ? .breach : .cannotTell
    }

    var because: Sentence { questions.first?.because ?? doubts.because }

    var missing: Sentence? {
        let all = questions.map(\.missing) + [doubts.missing].compactMap { $0 }
        return all.isEmpty ? nil : all.joined(separator: "; ")
    }

    /// `statement` as a sentence, with the reason for doubt if there is one.
    func sentence(_ statement: Sentence) -> Sentence {
        verdict == .cannotTell ? "\(statement), but \(because)." : "\(statement)."
    }
}
