/// What happened, as far as the entry says; every part but the kind may be missing.
///
/// Names of people are `me`, `them`, or the name of a `people` entry.
package struct Event: Sendable, Equatable {
    package var kind: Kind
    package var occurred: Occurred?
    package var channel: Channel?
    package var from: String?
    package var to: [String] = []
    /// The entry that this contact answers.
    package var replyTo: Int?
    package var topics: [String] = []

    /// False for a call that nobody took; nil if not known.
    package var answered: Bool?
    /// What shape it had where that is not plain from the channel: a thumb under a message is a reaction.
    package var form: Form?
    /// True if only an attempt was made (a call not taken, a message that failed).
    package var attempt: Bool?
    package var durationSeconds: Int?
    package var sent: Instant?
    package var delivered: Instant?
    package var received: Instant?
    package var viewed: Instant?
    package var urgency: Urgency?

    /// For check-ins, handovers and missed ones: when it was due and when it took place.
    package var due: LocalTime?
    package var actual: LocalTime?
    package var place: Place?

    package var witnesses: [String] = []
    package var childPresent: Bool?
    /// Exceptions claimed, and by whom; whether they hold is for a person to decide.
    package var exceptions: [ExceptionClaim] = []
    /// The entry that holds the written agreement relied on.
    package var agreement: Int?
    /// The entry that holds the request that this contact follows.
    package var request: Int?
    package var thirdParty: ThirdParty?

    /// Why an entry was amended or retracted, in the person's words.
    package var reason: String?
    /// Where an imported contact stands in its source file.
    package var locator: Locator?
    /// What the kinds that are not contacts carry.
    package var details: Details?

    package init(_ kind: Kind) { self.kind = kind }

    /// What sort of entry this is; `contact` to `incident` tell of events, `gap` of a time in which not everything was
    /// recorded, the rest keep the book.
    package enum Kind: String, Sendable, CaseIterable {
        case contact, checkin, handover, missed, incident
        case gap, note, setup, person, rules, decision, retract
        case `import`, source, restore, export, anchor, rekey, release

        /// True for the kinds that tell of an event between people.
        package var isContact: Bool {
            switch self {
            case .contact, .checkin, .handover, .missed, .incident: true
            default: false
            }
        }
    }

    /// True for the kinds that tell of an event between people.
    package var isContact: Bool { kind.isContact }

    /// True for what a report tells of: events between people, gaps in recording, and notes, of which it gets those that
    /// were released.
    package var isTold: Bool { isContact || kind == .gap || kind == .note }
}

package enum Channel: String, Sendable, CaseIterable {
    case call, text, email, app
    case inPerson = "in-person"
    case letter, social, payment, other
}

/// What shape a contact had: words sent, words left on a machine, a sign put under another message, or a change
/// to a message sent before.
package enum Form: String, Sendable, CaseIterable { case message, voicemail, reaction, edit }

package enum Urgency: String, Sendable, CaseIterable { case routine, urgent, emergency }

/// When something happened, as claimed. Format.md, "Times".
package struct Occurred: Sendable, Hashable {
    package var start: LocalTime
    /// End of a call or a visit; not before `start`.
    package var end: LocalTime?
    /// IANA name of the zone whose clock `start` and `end` show.
    package var zone: String
    package var precision: Precision
    package var source: Source
    /// How `zone` is known.
    package var zoneFrom: ZoneOrigin

    package init(
        start: LocalTime, end: LocalTime? = nil, zone: String, precision: Precision, source: Source,
        zoneFrom: ZoneOrigin = .stated
    ) {
        self.start = start
        self.end = end
        self.zone = zone
        self.precision = precision
        self.source = source
        self.zoneFrom = zoneFrom
    }

    /// `minute` covers the whole minute named, `day` the whole day; `about` names a rough time.
    package enum Precision: String, Sendable, CaseIterable { case second, minute, about, day }

    /// What the time was read from.
    package enum Source: String, Sendable, CaseIterable {
        case clock
        case callLog = "call-log"
        case header, memory
    }

    /// `file`: the source names it; `stated`: the person said so; `home`: the vault's home zone was taken.
    package enum ZoneOrigin: String, Sendable, CaseIterable { case file, stated, home }
}

/// A place and how exactly it is known. Decimal degrees are kept as text, as they were given.
package struct Place: Sendable, Hashable {
    package var name: String?
    /// WGS 84 decimal degrees, as in `51.5007`; both or neither.
    package var latitude: String?
    package var longitude: String?
    package var errorMetres: Int?

    package init(name: String? = nil, latitude: String? = nil, longitude: String? = nil, errorMetres: Int? = nil) {
        self.name = name
        self.latitude = latitude
        self.longitude = longitude
        self.errorMetres = errorMetres
    }
}

package struct ExceptionClaim: Sendable, Hashable {
    package var name: String
    /// Who claims it: `me`, `them` or a name; nil if not said.
    package var by: String?

    package init(name: String, by: String? = nil) {
        self.name = name
        self.by = by
    }
}

/// Someone who passed a message on, and at whose request as far as is known.
package struct ThirdParty: Sendable, Hashable {
    package var name: String
    package var requestedBy: String?

    package init(name: String, requestedBy: String? = nil) {
        self.name = name
        self.requestedBy = requestedBy
    }
}

/// Where an imported contact stands in its source.
package struct Locator: Sendable, Hashable {
    /// The importer's name, such as `sms-backup-restore`.
    package var format: String
    /// SHA-256 of the whole source file, 32 bytes.
    package var fileSHA256: [UInt8]
    /// The contact's bytes in the file.
    package var byteOffset: Int
    package var byteCount: Int
    /// SHA-256 of those bytes.
    package var rawSHA256: [UInt8]
    /// The time as the file writes it.
    package var rawTime: String?
    /// An identifier that the source itself gives, such as an MMS message id.
    package var nativeID: String?

    package init(
        format: String, fileSHA256: [UInt8], byteOffset: Int, byteCount: Int, rawSHA256: [UInt8],
        rawTime: String? = nil, nativeID: String? = nil
    ) {
        self.format = format
        self.fileSHA256 = fileSHA256
        self.byteOffset = byteOffset
        self.byteCount = byteCount
        self.rawSHA256 = rawSHA256
        self.rawTime = rawTime
        self.nativeID = nativeID
    }
}
