import Ledger

/// What every rule says, whatever its kind.
package struct Terms: Sendable {
    /// By which findings cite the rule: lower-case letters, digits and hyphens.
    package let id: String
    /// The wording of the order or plan, quoted.
    package let clause: String
    /// Order, paragraph and date.
    package let source: String?
    package let kind: String
    package let binds: Bound
    /// Whom the clause protects: `me`, `them`, `both` or a name; nil if it does not say.
    package let benefits: Bound?
    /// The fixed zone whose clock counts; nil if there is none, or if it depends on a person.
    package let zone: Zone?
    /// The person whose clock counts; nil if the zone is fixed or the clause says neither. With neither, only
    /// what holds in every candidate zone is found.
    package let zoneOf: ZoneOf?
    package let channels: Set<Channel>
    /// True if the book names the channels, false if they are the kind's own choice.
    package let namesChannels: Bool
    package let events: Set<Event.Kind>
    /// Which contacts it looks at, where it matters who began.
    package let looksAt: Looked
    /// Contact with these people is looked at, such as a child; empty: contact between the two people.
    package let to: [String]
    /// First day on which it applies.
    package let from: CivilDate?
    package let until: CivilDate?
    /// Whether it still applies on `until`; nil if the clause does not say.
    package let untilIs: LastDay?
    /// What it begins with, if not a plain first day.
    package let starts: Start?
    /// Ids of rules of the same book that end, for good, when this one begins.
    package let supersedes: [String]
    /// Lists of the calendar on whose days it does not apply, or alone applies.
    package let notOn: [String]
    package let onlyOn: [String]
    /// With whom the child must be for the rule to apply.
    package let childWith: ChildWith?
    /// Exceptions that the clause lists by a name alone, and with conditions.
    package let exceptions: [Exception]
    /// Words of the clause that leave room, such as “whenever possible”: no breach is found then.
    package let vague: String?
    /// An overrun of at most so many minutes is marked as trivial.
    package let trivialMinutes: Int?

    /// Whom a rule binds.
    package enum Bound: Sendable, Hashable {
        case me, them, both
        case named(String)

        init(_ name: String) {
            switch name {
            case "me": self = .me
            case "them": self = .them
            case "both": self = .both
            default: self = .named(name)
            }
        }
    }

    package enum LastDay: String, Sendable, CaseIterable { case inclusive, exclusive }
    package enum Looked: String, Sendable, CaseIterable { case all, initiated, replies }
    package enum ChildWith: String, Sendable, CaseIterable { case me, them, bound, other }

    /// Whose clock counts, where that depends on a person.
    package enum ZoneOf: String, Sendable, CaseIterable {
        case sender, recipient
        case childHome = "child-home"
        case childPlace = "child-place"
    }

    static func isID(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard (1...64).contains(bytes.count), bytes.first != UInt8(ascii: "-"), bytes.last != UInt8(ascii: "-") else {
            return false
        }
        return bytes.allSatisfy {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                || $0 == UInt8(ascii: "-")
        }
    }

    init(id: String, kind: any RuleKind.Type, reading keys: KeyReader) throws(RuleBookError) {
        self.id = id
        self.kind = kind.name
        clause = try keys.requiredText("clause", limit: 16_384)
        source = try keys.text("source")
        guard let bound = try keys.person("binds") else { throw .missingKey(keys.place.naming("binds")) }
        binds = Bound(bound)
        benefits = try keys.person("benefits").map { Bound($0) }
        (zone, zoneOf) = try Self.zone(keys)
        let stated = try keys.choices("channels", of: Channel.self)
        channels = stated.map { Set($0) } ?? kind.defaultChannels
        namesChannels = stated != nil
        events = try keys.choices("events", of: EventKind.self).map { Set($0.map(\.kind)) } ?? kind.defaultEvents
        looksAt = try keys.choice("looks-at", of: Looked.self) ?? .all
        to = try keys.texts("to") ?? []
        from = try keys.date("from")
        until = try keys.date("until")
        untilIs = try keys.choice("until-is", of: LastDay.self)
        starts = try keys.table("starts").map { keys throws(RuleBookError) in try Start(reading: keys) }
        supersedes = try keys.texts("supersedes") ?? []
        notOn = try keys.texts("not-on") ?? []
        onlyOn = try keys.texts("only-on") ?? []
        childWith = try keys.choice("child-with", of: ChildWith.self)
        exceptions = try Exception.list(keys)
        vague = try keys.text("vague")
        trivialMinutes = kind.measuresMinutes ? try keys.integer("trivial-minutes", in: 1...10_080) : nil

        func contradict(_ key: String, _ what: RuleBookError.Contradiction) -> RuleBookError {
            .contradiction(keys.place.naming(key), what)
        }
        if untilIs != nil, until == nil { throw contradict("until-is", .endWithoutDay) }
        if from != nil, starts != nil { throw contradict("starts", .startTwice) }
        if let first = from ?? starts?.firstDay, let until, until < first || (until == first && untilIs == .exclusive) {
            throw contradict("until", .endsBeforeItBegins)
        }
        if !supersedes.isEmpty, from == nil, starts == nil { throw contradict("supersedes", .supersedesWithoutStart) }
    }

    private static func zone(_ keys: KeyReader) throws(RuleBookError) -> (Zone?, ZoneOf?) {
        guard let name = try keys.text("zone", limit: 64) else { return (nil, nil) }
        if let person = ZoneOf(rawValue: name) { return (nil, person) }
        if ["child", "me", "them", "receiver", "home"].contains(name) {
            throw .zoneOfPerson(keys.place.naming("zone"))
        }
        return (try keys.zone("zone"), nil)
    }
}

/// What a rule begins with: that the order was made, served or signed, or an event that an entry records.
package struct Start: Sendable {
    package let trigger: Trigger
    /// The day of making, serving or signing; nil if it is not known.
    package let date: CivilDate?
    /// For an event: the number of its entry.
    package let entry: Int?
    /// Whole days that pass first; the day of the trigger is not one of them.
    package let afterDays: Int

    package enum Trigger: String, Sendable, CaseIterable { case made, served, signed, event }

    init(reading keys: KeyReader) throws(RuleBookError) {
        guard let trigger = try keys.choice("on", of: Trigger.self) else { throw .missingKey(keys.place.naming("on")) }
        self.trigger = trigger
        date = try keys.date("date")
        entry = try keys.integer("entry", in: 0...1_000_000_000)
        afterDays = try keys.integer("after-days", in: 0...3660) ?? 0
        if trigger == .event ? date != nil : entry != nil {
            throw .contradiction(keys.place.naming(date != nil ? "date" : "entry"), .startOfEntry)
        }
        try keys.finish()
    }

    /// The first day on which the rule can apply; nil if no day is stated.
    var firstDay: CivilDate? { date?.adding(days: afterDays > 0 ? afterDays + 1 : 0) }
}

/// An exception that the clause allows.
///
/// That one is claimed is a fact of an entry; whether it holds, a person decides.
package struct Exception: Sendable {
    /// In lower case.
    package let name: String
    /// Who may claim it; nil for anyone.
    package let atWordOf: Terms.Bound?
    /// True if it holds only by a written agreement, which an entry must hold.
    package let byAgreement: Bool
    /// Hours within which who claims it must make contact again; nil if there is no such duty.
    package let followUpHours: Int?
    /// Who has to show that it holds; nil if the clause does not say.
    package let shownBy: Terms.Bound?

    /// The exception that `by-agreement = true` makes.
    static let agreementName = "agreement"

    static func list(_ keys: KeyReader) throws(RuleBookError) -> [Exception] {
        var exceptions = (try keys.texts("exceptions") ?? []).map {
            Exception(name: $0.lowercased())
        }
        for table in try keys.tables("exception") ?? [] {
            let exception = Exception(
                name: try table.requiredText("name", limit: 200).lowercased(),
                atWordOf: try table.person("at-word-of").map { Terms.Bound($0) },
                byAgreement: try table.truth("by-agreement") ?? false,
                followUpHours: try table.integer("follow-up-hours", in: 1...8784),
                shownBy: try table.person("shown-by").map { Terms.Bound($0) })
            try table.finish()
            guard !exceptions.contains(where: { $0.name == exception.name }) else {
                throw .contradiction(table.place.naming("name"), .exceptionTwice)
            }
            exceptions.append(exception)
        }
        if try keys.truth("by-agreement") == true {
            guard !exceptions.contains(where: { $0.name == agreementName }) else {
                throw .contradiction(keys.place.naming("by-agreement"), .exceptionTwice)
            }
            exceptions.append(Exception(name: agreementName, byAgreement: true))
        }
        return exceptions
    }

    private init(
        name: String, atWordOf: Terms.Bound? = nil, byAgreement: Bool = false, followUpHours: Int? = nil,
        shownBy: Terms.Bound? = nil
    ) {
        self.name = name
        self.atWordOf = atWordOf
        self.byAgreement = byAgreement
        self.followUpHours = followUpHours
        self.shownBy = shownBy
    }
}

/// The kinds of entry that a rule may look at.
private enum EventKind: String, CaseIterable {
    case contact, checkin, handover, missed, incident

    var kind: Event.Kind {
        switch self {
        case .contact: .contact
        case .checkin: .checkin
        case .handover: .handover
        case .missed: .missed
        case .incident: .incident
        }
    }
}
