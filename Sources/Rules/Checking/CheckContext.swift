import Ledger

/// Everything a rule sees: the contacts that it is about, and how far they are certain.
package struct CheckContext {
    let rule: Rule
    let bookEntry: Int
    let clocks: Clocks
    let people: People
    /// In order of entry number.
    let subjects: [Subject]
    /// When the rule's book was in force: from the first moment, up to but without the second.
    let inForce: (from: Int, until: Int)
    let log: LogRange

    /// A contact that the rule looks at, and what is not certain about that.
    struct Subject {
        let contact: Contact
        /// Whose contact it is; `unknown` if the entry does not say.
        let person: String
        let doubts: Doubts
    }

    /// From the first to the last contact in the log of any kind, and the last moment of recording.
    struct LogRange {
        var firstContact: Int?
        var lastContact: Int?
        var lastRecorded: Int?
    }

    static let unknownPerson = "unknown"

    /// The clocks by which `contact` may have to be judged: the rule's own, or those of entry and home.
    func clocks(for contact: Contact) -> (ZoneClock, ZoneClock?) {
        if let zone = rule.terms.zone { return (clocks.clock(zone), nil) }
        return (contact.clock, contact.clock.name == clocks.home.name ? nil : clocks.home)
    }
}

/// Picks the contacts that a rule is about.
struct Scope {
    let terms: Terms
    let clocks: Clocks
    let bound: Set<String>
    /// Whether what someone passed on is the contact of the person who asked for that.
    let seesThirdParties: Bool

    /// Nil if the rule is not about `contact`.
    ///
    /// - Parameter known: Doubts that the contact already has, about the book in force.
    func subject(_ contact: Contact, known: Doubts) -> CheckContext.Subject? {
        guard terms.events.contains(contact.event.kind) else { return nil }
        var doubts = known
        let person = author(of: contact)
        if let person {
            guard bound.contains(person) else { return nil }
        } else if contact.event.thirdParty == nil || !seesThirdParties {
            doubts.insert(.sender)
        } else if !mayBeOfBound(contact) {
            return nil
        }
        guard isBetweenParties(contact, by: person) else { return nil }
        if let channel = contact.event.channel {
            guard terms.channels.contains(channel) else { return nil }
        } else if contact.event.kind == .contact, terms.channels.count < Channel.allCases.count {
            doubts.insert(.channel)
        }
        guard addEffect(contact, to: &doubts) else { return nil }
        if contact.start == nil { doubts.insert(.noTime) }
        if !terms.exceptions.isEmpty, contact.claims.contains(where: terms.exceptions.contains) {
            doubts.insert(.exceptionClaimed)
        }
        return CheckContext.Subject(
            contact: contact, person: person ?? CheckContext.unknownPerson, doubts: doubts)
    }

    /// Who made the contact; for a message passed on, who asked for it: nil if the entry shows neither.
    private func author(of contact: Contact) -> String? {
        guard seesThirdParties, let third = contact.event.thirdParty else { return contact.person }
        if let requester = third.requestedBy { return resolve(requester) }
        return contact.person == "me" || contact.person == "them" ? contact.person : nil
    }

    /// False if what was passed on reached the only one of the two whom the rule binds.
    private func mayBeOfBound(_ contact: Contact) -> Bool {
        let reached = Set(contact.event.to.map(resolve))
        return !bound.isDisjoint(with: Set(["me", "them"]).subtracting(reached))
    }

    /// A contact of one of the two with a child or someone else alone is not contact between the two.
    private func isBetweenParties(_ contact: Contact, by person: String?) -> Bool {
        let to = contact.event.to
        guard contact.event.kind == .contact, !to.isEmpty else { return true }
        return to.contains { name in
            let name = resolve(name)
            return (name == "me" || name == "them") && name != person
        }
    }

    let resolve: (String) -> String

    /// False if the rule surely did not apply on the day.
    private func addEffect(_ contact: Contact, to doubts: inout Doubts) -> Bool {
        guard terms.from != nil || terms.until != nil, let span = contact.start else { return true }
        var days = clock(terms.zone.map(clocks.clock) ?? contact.clock, span)
        if terms.zone == nil { days.append(contentsOf: clock(clocks.home, span)) }
        let answers = Set(days.map(isInForce))
        if answers == [.no] { return false }
        if answers.contains(.no) { doubts.insert(.dayInForce) }
        if answers.contains(.lastDay) { doubts.insert(.lastDay) }
        return true
    }

    private func clock(_ clock: ZoneClock, _ span: Span) -> [Int] {
        let first = clock.day(span.earliest)
        let last = clock.day(span.latest)
        return first >= last ? [first] : Array(first...last)
    }

    private enum InForce { case yes, no, lastDay }

    private func isInForce(_ day: Int) -> InForce {
        if let from = terms.from, day < from.dayNumber { return .no }
        guard let until = terms.until, day >= until.dayNumber else { return .yes }
        if day > until.dayNumber { return .no }
        return switch terms.untilIs {
        case .inclusive: .yes
        case .exclusive: .no
        case nil: .lastDay
        }
    }
}
