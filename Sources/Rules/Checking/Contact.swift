import Ledger

/// An entry made ready for judging: its times as spans, its names resolved, its topics as decided.
final class Contact {
    let number: Int
    /// What its entry tells, for findings to keep.
    let told: Told
    var event: Event { told.event }
    /// `me`, `them`, a name, or nil if the entry does not say.
    let person: String?
    let start: Span?
    /// The stated moment of the start.
    let stated: Int?
    /// When it ended; for a message, when it was sent; nil if a call's end is not known.
    let end: Span?
    let clock: ZoneClock
    /// When a message was sent and received, as far as its entry says so beside the time of the event; a call and a
    /// meeting are received as they happen.
    let sent: Span?
    let received: Span?
    /// Those of the two that are not the start.
    var otherMoments: [Span] {
        if sent == nil || sent == start, received == nil || received == start { return [] }
        return [sent, received].compactMap { $0 }.filter { $0 != start }
    }
    /// The bits of its channel and kind: 0 for an entry that names no channel.
    let channelBit: Int
    let kindBit: Int
    /// False for a contact of one of the two people with a child or someone else alone.
    let isBetweenParties: Bool
    /// What the entry or a person's decision says it is about.
    let topics: [String]
    /// The entry in which a person decided the topics; nil where they are the entry's own.
    let topicDecision: Int?
    var claims: [String] { told.claims }
    let words: String?
    let attachments: [Attachment]
    /// What the timeline found to have invited it.
    var invitation: Int?
    /// Typed in, not imported, later than the time within which a record counts as contemporaneous.
    let isLateLogged: Bool

    init(_ entry: StandingEntry, clocks: Clocks, people: People, decided: DecidedTopics?) {
        number = entry.number
        let event = entry.event
        told = Told(entry)
        words = entry.current.entry.words
        attachments = entry.current.entry.attachments
        isLateLogged =
            event.locator == nil && entry.versions.count == 1
            && entry.current.entry.gap.map { $0.label != .contemporaneous } ?? false
        person = event.from.map(people.resolved)
        topics = decided?.topics ?? event.topics
        topicDecision = decided?.entry
        channelBit = event.channel.map(\.bit) ?? 0
        kindBit = event.kind.bit
        isBetweenParties = people.isBetweenParties(event, by: person)
        let isMessage = event.channel != .call && event.channel != .inPerson && event.kind == .contact
        let stampSent = isMessage ? event.sent.map(Span.init(second:)) : nil
        let stampReceived = isMessage ? (event.received ?? event.delivered).map(Span.init(second:)) : nil
        guard let occurred = event.occurred else {
            start = nil
            stated = nil
            end = nil
            sent = stampSent
            received = stampReceived
            clock = clocks.home
            return
        }
        let zone = occurred.precision == .day ? Zone(occurred.zone) : nil
        let start = Span(occurred.start, occurred, zone: zone)
        self.start = start
        stated = occurred.start.instant.milliseconds
        clock = clocks.clock(named: occurred.zone, offsetMinutes: occurred.start.offsetMinutes)
        sent = isMessage ? stampSent : start
        received = isMessage ? stampReceived : start
        if let end = occurred.end {
            self.end = Span(end, occurred, zone: zone)
        } else if let seconds = event.durationSeconds {
            end = start.shifted(seconds: min(max(seconds, 0), 366 * 86_400))
        } else {
            end = isMessage || event.attempt == true || event.answered == false ? start : nil
        }
    }

    /// True if nobody was reached: a call not taken, a message that failed.
    var isAttempt: Bool { event.attempt == true || event.answered == false }

    /// `moment` as the entry's own clock shows it.
    func local(_ moment: Int) -> LocalTime { clock.localTime(moment) }
}

/// What a person decided that a contact is about, and in which entry.
struct DecidedTopics {
    let topics: [String]
    let entry: Int
}

/// The clocks of all zones that occur, each made once.
final class Clocks {
    let home: ZoneClock
    private var named: [String: ZoneClock]
    private let days: Range<Int>

    /// - Parameter days: The days of UTC about which the clocks will be asked most often.
    init(home zone: Zone, days: Range<Int> = 0..<0) {
        self.days = days
        home = ZoneClock(zone, days: days)
        named = [zone.name: home]
    }

    var all: [ZoneClock] { Array(named.values) }

    /// The clock of a zone, or one that stands at `offsetMinutes` if the zone is not known here.
    func clock(named name: String, offsetMinutes: Int) -> ZoneClock {
        if let clock = named[name] { return clock }
        guard let zone = Zone(name) else { return ZoneClock(name: name, offsetMinutes: offsetMinutes) }
        return clock(zone)
    }

    /// Made when it is first asked for; all are, before rules are judged side by side.
    func clock(_ zone: Zone) -> ZoneClock {
        if let clock = named[zone.name] { return clock }
        let clock = ZoneClock(zone, days: days)
        named[zone.name] = clock
        return clock
    }
}

/// Who is `me` and who is `them`.
struct People: Sendable {
    private var roles: [String: String] = ["me": "me", "them": "them"]
    private let names: Set<String>

    init(_ people: [Person]) {
        names = Set(people.map(\.name)).union(["me", "them"])
        for person in people {
            // A later entry for the same name replaces the earlier one.
            roles[person.name] = person.role == .me || person.role == .them ? person.role.rawValue : nil
        }
        roles["me"] = "me"
        roles["them"] = "them"
    }

    /// True for a name in the list of people.
    func isKnown(_ name: String) -> Bool { names.contains(name) }

    /// `me` and `them` for those two, however they were named; any other name as it is.
    func resolved(_ name: String) -> String { roles[name] ?? name }

    func bound(by terms: Terms) -> [String] { bound(terms.binds) }

    func bound(_ bound: Terms.Bound) -> [String] {
        switch bound {
        case .me: ["me"]
        case .them: ["them"]
        case .both: ["me", "them"]
        case .named(let name): [resolved(name)]
        }
    }

    /// The other of the two people; nil for anyone else.
    static func other(_ person: String) -> String? {
        switch person {
        case "me": "them"
        case "them": "me"
        default: nil
        }
    }

    /// A contact of one of the two with a child or someone else alone is not contact between the two.
    func isBetweenParties(_ event: Event, by person: String?) -> Bool {
        guard event.kind == .contact, !event.to.isEmpty else { return true }
        return event.to.contains { name in
            let name = resolved(name)
            return (name == "me" || name == "them") && name != person
        }
    }
}

// Sets of these are asked about for every contact and rule; their own hashes are those of their names.
extension Channel {
    var bit: Int {
        switch self {
        case .call: 1
        case .text: 1 << 1
        case .email: 1 << 2
        case .app: 1 << 3
        case .inPerson: 1 << 4
        case .letter: 1 << 5
        case .social: 1 << 6
        case .payment: 1 << 7
        case .other: 1 << 8
        }
    }
}

extension Event.Kind {
    /// 0 for the kinds that tell of no event.
    var bit: Int {
        switch self {
        case .contact: 1
        case .checkin: 1 << 1
        case .handover: 1 << 2
        case .missed: 1 << 3
        case .incident: 1 << 4
        default: 0
        }
    }
}
