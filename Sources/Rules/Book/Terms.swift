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
    /// Whose clock counts; nil if the clause does not say: then only what holds in every candidate is found.
    package let zone: Zone?
    package let channels: Set<Channel>
    /// True if the book names the channels, false if they are the kind's own choice.
    package let namesChannels: Bool
    package let events: Set<Event.Kind>
    /// First day on which it applies.
    package let from: CivilDate?
    package let until: CivilDate?
    /// Whether it still applies on `until`; nil if the clause does not say.
    package let untilIs: LastDay?
    /// Exceptions that the clause lists, in lower case.
    package let exceptions: [String]

    /// Whom a rule binds.
    package enum Bound: Sendable, Hashable {
        case me, them, both
        case named(String)
    }

    package enum LastDay: String, Sendable, CaseIterable { case inclusive, exclusive }

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
        binds =
            switch try keys.requiredText("binds", limit: 200) {
            case "me": .me
            case "them": .them
            case "both": .both
            case let name: .named(name)
            }
        zone = try keys.zone("zone")
        let stated = try keys.choices("channels", of: Channel.self)
        channels = stated.map { Set($0) } ?? kind.defaultChannels
        namesChannels = stated != nil
        events = Set(try keys.choices("events", of: EventKind.self)?.map(\.kind) ?? Array(kind.defaultEvents))
        from = try keys.date("from")
        until = try keys.date("until")
        untilIs = try keys.choice("until-is", of: LastDay.self)
        exceptions = try keys.texts("exceptions")?.map { $0.lowercased() } ?? []
        if untilIs != nil, until == nil { throw .contradiction(keys.place.naming("until-is"), .endWithoutDay) }
        if let from, let until, until < from || (until == from && untilIs == .exclusive) {
            throw .contradiction(keys.place.naming("until"), .endsBeforeItBegins)
        }
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
