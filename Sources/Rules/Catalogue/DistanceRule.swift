import Ledger

/// A rule of the kind `distance` says how near to a place or person someone may come.
package final class DistanceRule: RuleKind {
    package static let name = "distance"
    package static let documentation = """
        distance: how near to a place or to the other person someone may come.

        within = 200
            The distance within which the person bound may not come.
        unit = "metres"
            "metres" (the choice if left out), "kilometres", "feet", "yards" or "miles".
        of = ["home", "school"]
            Places that the book names under [places]; "other-person" stands for the other person.

        [places]
        home = "51.5007, -0.1246"
        school = { at = "51.4994, -0.1273", error-metres = 40, also-called = ["Oak Lane Primary"] }
            Once in the book, for all its rules: latitude and longitude in WGS 84 decimal degrees, as map programs
            show them, in quotation marks. error-metres says how far the place reaches or may be off; also-called,
            by what other names entries call it.

        Entries of a meeting in person, a handover or an incident are looked at. Their place is taken as the place
        where the person was whom the entry names. A measurement decides only if it is clear of the distance by
        more than its error (`errorMetres` in the entry), that of the place, and what the number of decimals leaves
        open; otherwise, or if the entry states no error, the answer is "cannot tell". An entry that gives no
        coordinates but a name is taken to be at the book's place of that name. How far apart two people were is not
        measured: a meeting in person is "cannot tell" for "other-person".

        An example to adapt:

            [places]
            home = { at = "51.5007, -0.1246", error-metres = 15 }

            [[rule]]
            id = "stay-away"
            kind = "distance"
            clause = "The respondent shall not come within 200 metres of the applicant's home."
            source = "Order of 2 March 2026, paragraph 3"
            binds = "them"
            within = 200
            unit = "metres"
            of = ["home"]
        """
    package static let defaultChannels: Set<Channel> = [.inPerson]
    package static let defaultEvents: Set<Event.Kind> = [.contact, .handover, .incident]
    package var readsClock: Bool { false }

    private let within: Int
    private let unit: Unit
    private let places: [BookPlace]
    private let known: [String: BookPlace]
    private let isOfPerson: Bool

    enum Unit: String, CaseIterable {
        case metres, kilometres, feet, yards, miles

        var metres: Double {
            switch self {
            case .metres: 1
            case .kilometres: 1000
            case .feet: 0.3048
            case .yards: 0.9144
            case .miles: 1609.344
            }
        }

        func text(_ number: Int) -> Sentence {
            let one = self == .feet ? "foot" : String(rawValue.dropLast())
            return Phrases.count(number, "\(ours: one)", "\(ours: rawValue)")
        }
    }

    private static let otherPerson = "other-person"

    package init(reading keys: KeyReader, terms: Terms) throws(RuleBookError) {
        guard let within = try keys.integer("within", in: 1...1_000_000) else {
            throw .missingKey(keys.place.naming("within"))
        }
        self.within = within
        unit = try keys.choice("unit", of: Unit.self) ?? .metres
        guard let names = try keys.texts("of") else { throw .missingKey(keys.place.naming("of")) }
        var places: [BookPlace] = []
        for (index, name) in names.enumerated() where name != Self.otherPerson {
            guard let place = keys.places[name.lowercased()] else {
                throw .contradiction(keys.place.naming("of").item(index), .placeNotInBook)
            }
            guard place.position != nil else {
                throw .contradiction(keys.place.naming("of").item(index), .placeWithoutCoordinates)
            }
            places.append(place)
        }
        self.places = places
        known = keys.places
        isOfPerson = names.contains(Self.otherPerson)
    }

    package var subjectMatter: Sentence? {
        "meetings in person, handovers and incidents, and where they took place"
    }

    fileprivate var limit: Sentence { unit.text(within) }
    private var limitMetres: Double { Double(within) * unit.metres }

    package func judge(_ context: CheckContext, into findings: inout [Finding]) {
        findings += context.subjects.lazy.compactMap { [self] subject -> Finding? in
            let contact = subject.contact
            guard let answer = answer(contact) else { return nil }
            let judgement = Judgement(
                offends: answer.offends, doubts: subject.doubts, questions: answer.questions)
            return Finding(
                context.rule, .entry(contact.number), person: subject.person, verdict: judgement.verdict,
                bookEntry: context.bookEntry,
                grounds: DistanceGrounds(
                    judgement: judgement, contact: contact.told, measured: answer.measured,
                    rule: self))
        }
    }

    private struct Answer {
        var offends: Bool
        var questions: [OpenQuestion] = []
        var measured: Measured?
        var metres: Double { measured?.metres ?? 0 }
    }

    /// Nil if the entry says nothing that the rule could look at.
    private func answer(_ contact: Contact) -> Answer? {
        let event = contact.event
        let isMeeting = event.kind == .contact && event.channel == .inPerson
        let apart = Answer(offends: true, questions: [.apart])
        guard !places.isEmpty, let place = event.place, let point = Point(place, known) else {
            if isOfPerson, isMeeting { return apart }
            guard !places.isEmpty, event.place != nil || isMeeting else { return nil }
            return Answer(offends: true, questions: [event.place == nil ? .whereabouts : .unknownPlace])
        }
        var open: Answer?
        var nearest: Answer?
        for place in places {
            guard let measured = Measured(from: point, to: place) else { continue }
            var own = Answer(offends: true, measured: measured)
            if let error = measured.errorMetres {
                if measured.metres - error >= limitMetres {
                    own.offends = false
                } else if measured.metres + error >= limitMetres {
                    own.questions.append(.nearTheLimit)
                }
            } else {
                own.questions.append(.measurementError)
            }
            if own.offends, event.kind == .contact, event.channel != .inPerson { own.questions.append(.whosePlace) }
            if own.offends, own.questions.isEmpty { return own }
            if own.offends {
                open = open ?? own
            } else if nearest.map({ $0.metres > own.metres }) ?? true {
                nearest = own
            }
        }
        return open ?? (isOfPerson && isMeeting ? apart : nearest)
    }

    package func explain(_ terms: Terms) -> Explanation {
        let names: [Sentence] = places.map { "\(verbatim: $0.name)" } + (isOfPerson ? ["the other person"] : [])
        var assumptions: [Sentence] = [
            "The place of an entry is taken as where the person was whom it names.",
            "Distance is measured along the ground of a round earth, from point to point.",
            "An entry without coordinates is taken to be at the book's place of the same name.",
        ]
        if isOfPerson {
            assumptions.append(
                "Entries do not say how far apart two people were: a person decides about meetings in person.")
        }
        return Explanation(
            sentences: [
                "Being less than \(limit) from \(Phrases.list(names, "or")) is an apparent breach.",
                "A measurement decides only if it is clear of that distance by more than its error.",
            ], assumptions: assumptions)
    }
}

private struct DistanceGrounds: Grounds {
    let judgement: Judgement
    let contact: Told
    let measured: Measured?
    let rule: DistanceRule

    var missing: Sentence? { judgement.missing }
    var facts: [Sentence] { (measured.map { ["it was \($0.text)"] } ?? []) + contact.circumstances }

    var reason: Sentence {
        let limit = rule.limit
        guard let measured else { return judgement.sentence("The rule keeps people \(limit) apart or away") }
        let what: Sentence = "It took place \(measured.text)"
        return switch judgement.verdict {
        case .fine: judgement.sentence("\(what), not within the \(limit) of the rule")
        case .breach: judgement.sentence("\(what), within the \(limit) of the rule")
        case .cannotTell: judgement.sentence("\(what), and the rule says \(limit)")
        }
    }
}
