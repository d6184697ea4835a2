import Ledger

/// Everything a rule sees: the contacts that it is about, and how far they are certain.
package struct CheckContext {
    let rule: Rule
    let bookEntry: Int
    let clocks: Clocks
    let people: People
    /// When the rule's book was in force: from the first moment, up to but without the second.
    let inForce: (from: Int, until: Int)
    let log: LogRange
    /// Where people live, by the book: `me`, `them`, `child-home`.
    let zones: [String: Zone]
    let days: Days
    let timeline: Timeline
    let scope: Scope
    /// Every contact that happened while the rule's book was in force, and what is not certain about that.
    let judged: [(contact: Contact, doubts: Doubts)]

    /// A contact that the rule looks at, and what is not certain about that.
    struct Subject {
        let contact: Contact
        /// Whose contact it is; `unknown` if the entry does not say.
        let person: String
        let doubts: Doubts

        func adding(_ doubts: Doubts) -> Subject {
            Subject(contact: contact, person: person, doubts: self.doubts.union(doubts))
        }

        /// Without what is not about this contact, but about every finding of the rule.
        func without(_ doubts: Doubts) -> Subject {
            Subject(contact: contact, person: person, doubts: self.doubts.subtracting(doubts))
        }
    }

    /// From the first to the last contact in the log of any kind, and the last moment of recording.
    struct LogRange {
        var firstContact: Int?
        var lastContact: Int?
        var lastRecorded: Int?
    }

    /// The contacts that the rule looks at, in order of entry number.
    var subjects: [Subject] { scope.subjects(of: judged) }

    /// Numbers of the entries by which not everything was recorded at some moment from `first` to `last`.
    func gaps(from first: Int, to last: Int) -> [Int] { timeline.gaps.numbers(from: first, to: last) }

    static let unknownPerson = "unknown"

    /// The clocks by which `contact` may have to be judged; one if the clause and the book say whose counts.
    func candidates(for contact: Contact) -> [ZoneClock] { scope.candidates(for: contact) }

    /// The clocks by which something due from `person`, of which there is no entry, may have to be judged.
    func candidates(for person: String?) -> [ZoneClock] { scope.candidates(for: person) }

    /// What keeps every finding of this rule from being a breach.
    var standing: Doubts {
        var standing: Doubts = rule.terms.vague == nil ? [] : .vague
        // Of somebody unknown everything would seem to be missing.
        if case .named(let name) = rule.terms.binds, !people.isKnown(name) { standing.insert(.whoIsBound) }
        return standing
    }
}

/// Picks the contacts that a rule is about.
final class Scope {
    let terms: Terms
    let clocks: Clocks
    let bound: Set<String>
    private let isMeBound: Bool
    private let isThemBound: Bool
    private let channelBits: Int
    private let kindBits: Int
    private let zoneClock: [ZoneClock]?
    private let homeClock: [ZoneClock]
    /// Whether what someone passed on is the contact of the person who asked for that.
    let seesThirdParties: Bool
    let people: People
    let effect: Effect
    let zones: [String: Zone]
    let days: Days
    let timeline: Timeline
    private var subjects: [CheckContext.Subject]?

    init(
        terms: Terms, clocks: Clocks, bound: Set<String>, seesThirdParties: Bool, people: People, effect: Effect,
        zones: [String: Zone], days: Days, timeline: Timeline
    ) {
        self.terms = terms
        self.clocks = clocks
        self.bound = bound
        self.seesThirdParties = seesThirdParties
        self.people = people
        self.effect = effect
        self.zones = zones
        self.days = days
        self.timeline = timeline
        isMeBound = bound.contains("me")
        isThemBound = bound.contains("them")
        channelBits = terms.channels.reduce(0) { $0 | $1.bit }
        kindBits = terms.events.reduce(0) { $0 | $1.bit }
        zoneClock = terms.zone.map { [clocks.clock($0)] }
        homeClock = [clocks.home]
    }

    private func isBound(_ person: String) -> Bool {
        person == "me" ? isMeBound : person == "them" ? isThemBound : bound.contains(person)
    }

    /// Those of `judged` that the rule is about; found when first asked for, since not every kind asks.
    func subjects(of judged: [(contact: Contact, doubts: Doubts)]) -> [CheckContext.Subject] {
        if let subjects { return subjects }
        var found: [CheckContext.Subject] = []
        found.reserveCapacity(judged.count)
        for item in judged {
            if let subject = subject(item.contact, known: item.doubts) { found.append(subject) }
        }
        subjects = found
        return found
    }

    /// Nil if the rule is not about `contact`.
    ///
    /// - Parameter known: Doubts that the contact already has, about the book in force.
    func subject(_ contact: Contact, known: Doubts) -> CheckContext.Subject? {
        guard kindBits & contact.kindBit != 0 else { return nil }
        let person = author(of: contact)
        let isPassedOn = seesThirdParties && contact.event.thirdParty != nil
        if let person {
            guard isBound(person) else { return nil }
        } else if isPassedOn, !mayBeOfBound(contact) {
            return nil
        }
        guard var doubts = about(contact, person: person, known: known) else { return nil }
        if person == nil, !isPassedOn { doubts.insert(.sender) }
        return CheckContext.Subject(
            contact: contact, person: person ?? CheckContext.unknownPerson, doubts: doubts)
    }

    /// Who made the contact; for a message passed on, who asked for it: nil if the entry shows neither.
    private func author(of contact: Contact) -> String? {
        guard seesThirdParties, let third = contact.event.thirdParty else { return contact.person }
        if let requester = third.requestedBy { return people.resolved(requester) }
        return contact.person == "me" || contact.person == "them" ? contact.person : nil
    }

    /// False if what was passed on reached the only one of the two whom the rule binds.
    private func mayBeOfBound(_ contact: Contact) -> Bool {
        let reached = Set(contact.event.to.map(people.resolved))
        return !bound.isDisjoint(with: Set(["me", "them"]).subtracting(reached))
    }

    /// What is not certain about the rule's applying to `contact`, whoever made it, as far as `person` is bound;
    /// nil if it surely does not apply.
    ///
    /// - Parameter author: Who made it, if not `person`.
    func about(_ contact: Contact, person: String?, author: String? = nil, known: Doubts) -> Doubts? {
        var doubts = known
        guard isAddressed(contact, by: author ?? person) else { return nil }
        if contact.channelBit != 0 {
            guard channelBits & contact.channelBit != 0 else { return nil }
        } else if contact.kindBit == Event.Kind.contact.bit, terms.channels.count < Channel.allCases.count {
            doubts.insert(.channel)
        }
        if let span = contact.start {
            if !effect.isAlways {
                guard let why = effect.doubts(span, person: person, candidates(for: contact)) else { return nil }
                doubts.formUnion(why)
            }
        } else {
            doubts.insert(.noTime)
        }
        if terms.looksAt != .all {
            switch isReply(contact) {
            case true?: if terms.looksAt == .initiated { return nil }
            case false?: if terms.looksAt == .replies { return nil }
            case nil: doubts.insert(.isReply)
            }
        }
        if !terms.exceptions.isEmpty, !contact.claims.isEmpty || contact.event.agreement != nil {
            doubts.formUnion(exceptions(contact))
        }
        if terms.vague != nil { doubts.insert(.vague) }
        return doubts
    }

    /// True if it went to one of the people whom the rule names, or from one of the two people to the other.
    func isAddressed(_ contact: Contact, by person: String?) -> Bool {
        guard !terms.to.isEmpty else {
            return contact.person == person
                ? contact.isBetweenParties : people.isBetweenParties(contact.event, by: person)
        }
        return contact.event.to.contains { to in
            terms.to.contains { $0.lowercased() == to.lowercased() || people.resolved($0) == people.resolved(to) }
        }
    }

    // MARK: Whose clock

    func candidates(for contact: Contact) -> [ZoneClock] {
        if let zoneClock { return zoneClock }
        let open = contact.clock === clocks.home ? homeClock : [contact.clock, clocks.home]
        switch terms.zoneOf {
        case nil: return open
        case .sender?: return contact.person.flatMap { zones[$0] }.map { [clocks.clock($0)] } ?? open
        case .recipient?:
            let named = contact.event.to.count == 1 ? contact.event.to.first.map(people.resolved) : nil
            let person = named ?? contact.person.flatMap(People.other)
            return person.flatMap { zones[$0] }.map { [clocks.clock($0)] } ?? open
        case .childHome?: return zones["child-home"].map { [clocks.clock($0)] } ?? open
        case .childPlace?:
            let with = contact.start.flatMap { days.child(at: $0, clocks.home) }.map(people.resolved)
            if let zone = with.flatMap({ zones[$0] }) { return [clocks.clock(zone)] }
            return distinct(open + zones.sorted { $0.key < $1.key }.map { clocks.clock($0.value) })
        }
    }

    func candidates(for person: String?) -> [ZoneClock] {
        if let zoneClock { return zoneClock }
        let whose: String? =
            switch terms.zoneOf {
            case .sender?: person
            case .recipient?: person.flatMap(People.other)
            case .childHome?: "child-home"
            case .childPlace?, nil: nil
            }
        if let zone = whose.flatMap({ zones[$0] }) { return [clocks.clock(zone)] }
        return distinct([clocks.home] + zones.sorted { $0.key < $1.key }.map { clocks.clock($0.value) })
    }

    private func distinct(_ clocks: [ZoneClock]) -> [ZoneClock] {
        var seen: Set<String> = []
        return clocks.filter { seen.insert($0.name).inserted }
    }

    // MARK: Replies and exceptions

    /// Nil if it is not certain: no entry says so, but the other person made contact within the day before.
    private func isReply(_ contact: Contact) -> Bool? {
        if contact.event.replyTo != nil { return true }
        guard let start = contact.start, let other = contact.person.flatMap(People.other) else { return nil }
        let dayBefore = start.earliest - millisecondsPerDay
        if let before = timeline.last(of: other, before: start.latest + 1), before.start?.latest ?? 0 >= dayBefore {
            return nil
        }
        return timeline.gaps.numbers(from: dayBefore, to: start.latest).isEmpty ? false : nil
    }

    private func exceptions(_ contact: Contact) -> Doubts {
        var doubts: Doubts = []
        for exception in terms.exceptions {
            if exception.byAgreement, contact.event.agreement != nil { doubts.insert(.agreementRelied) }
            guard let claim = claim(of: exception, contact), isClaimable(exception, claim, contact) else { continue }
            if exception.byAgreement {
                doubts.insert(contact.event.agreement == nil ? .agreementMissing : .agreementRelied)
            } else {
                doubts.insert(.exceptionClaimed)
            }
            if let hours = exception.followUpHours, !isFollowedUp(contact, hours) { doubts.insert(.followUp) }
        }
        return doubts
    }

    /// What the entry claims that is this exception, or may be it under another name: a person decides either way.
    private func claim(of exception: Exception, _ contact: Contact) -> String? {
        if contact.claims.contains(exception.name) { return exception.name }
        return contact.claims.first { OneThing.mayBe($0, exception.name) }
    }

    private func isClaimable(_ exception: Exception, _ claim: String, _ contact: Contact) -> Bool {
        guard let whose = exception.atWordOf else { return true }
        let claims = contact.event.exceptions.filter { $0.name.lowercased() == claim }
        guard let by = claims.first?.by ?? contact.event.from else { return true }
        return people.bound(whose).contains(people.resolved(by))
    }

    private func isFollowedUp(_ contact: Contact, _ hours: Int) -> Bool {
        guard let start = contact.start, let person = contact.person,
            let next = timeline.contacts(of: person, from: start.latest + 1).first?.start
        else { return false }
        return next.earliest <= start.latest + hours * 3_600_000
    }
}
