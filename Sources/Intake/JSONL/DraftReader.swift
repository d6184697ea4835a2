import Ledger

/// Reads one line of `jsonl`: a draft as `Schemas/draft.schema.json` has it.
struct DraftReader {
    private let context: ImportContext
    private let tokens: [String: String]

    /// A draft, and what of it points elsewhere.
    struct Line {
        var draft: Draft
        var id: String?
        var replyToID: String?
        var correctsID: String?
        /// As `draft.attachments` shall be; their hashes are not known yet.
        var attachments: [DraftAttachment] = []
    }

    init(context: ImportContext) {
        self.context = context
        var tokens = [PersonToken.me: PersonToken.me, PersonToken.them: PersonToken.them]
        for person in context.people { tokens[person.name] = PersonToken.of(person) }
        self.tokens = tokens
    }

    static let keys = [
        "id", "kind", "channel", "form", "from", "to", "occurred", "topics", "words", "account", "corrects", "replyTo",
        "answered", "attempt", "durationSeconds", "sent", "delivered", "received", "viewed", "urgency", "due",
        "actual", "place", "witnesses", "childPresent", "exceptions", "agreement", "request", "thirdParty", "reason",
        "addresses", "attachments",
    ]
    private static let kinds: [Event.Kind] = [.contact, .checkin, .handover, .missed, .incident]
    private static let longestDuration = 366 * 86_400

    func line(_ value: JSONValue) throws(DraftFault) -> Line {
        let fields = try DraftFields(value, path: "", keys: Self.keys)
        var event = Event(try fields.choice("kind", of: Self.kinds) ?? .contact)
        try addTimes(to: &event, from: fields)
        try addPeople(to: &event, from: fields)
        try addClaims(to: &event, from: fields)
        let (reply, replyID) = try reference("replyTo", in: fields)
        let (corrects, correctsID) = try reference("corrects", in: fields)
        event.replyTo = reply
        event.reason = try fields.text("reason", limit: 4096)
        let isCorrection = corrects != nil || correctsID != nil
        if isCorrection, event.reason == nil { throw fields.fault("corrects", .needs("reason")) }
        if !isCorrection, event.reason != nil { throw fields.fault("reason", .needs("corrects")) }
        let draft = Draft(
            heading: Heading(.evidence, corrects: corrects), event: event, addresses: try addresses(fields),
            words: try fields.text("words", limit: Draft.textLimit),
            account: try fields.text("account", limit: Draft.textLimit))
        return Line(
            draft: draft, id: try fields.name("id", limit: 128), replyToID: replyID, correctsID: correctsID,
            attachments: try DraftAttachment.read(fields))
    }

    private func addTimes(to event: inout Event, from fields: DraftFields) throws(DraftFault) {
        let occurred = try fields.object("occurred", keys: DraftTimes.occurredKeys)
        let times = try DraftTimes(occurred, context: context)
        if let occurred { event.occurred = try times.occurred(occurred) }
        event.sent = try times.instant("sent", in: fields)
        event.delivered = try times.instant("delivered", in: fields)
        event.received = try times.instant("received", in: fields)
        event.viewed = try times.instant("viewed", in: fields)
        event.due = try times.localTime("due", in: fields)
        event.actual = try times.localTime("actual", in: fields)
        let isDueEnough = event.kind != .contact && event.kind != .incident && event.due != nil
        guard event.occurred != nil || isDueEnough else { throw fields.fault("occurred", .missing) }
        event.durationSeconds = try fields.integer("durationSeconds", in: 0...Self.longestDuration)
    }

    private func addPeople(to event: inout Event, from fields: DraftFields) throws(DraftFault) {
        event.channel = try fields.choice("channel", of: Channel.allCases)
        event.from = try person("from", in: fields)
        for (index, name) in try fields.oneOrMoreNames("to").enumerated() {
            guard let token = tokens[name] else {
                let isList = fields.value("to")?.array != nil
                throw fields.fault(isList ? "to[\(index)]" : "to", .unknownPerson)
            }
            if !event.to.contains(token) { event.to.append(token) }
        }
        if event.kind == .contact {
            if event.channel == nil { throw fields.fault("channel", .missing) }
            if event.from == nil { throw fields.fault("from", .missing) }
            if event.to.isEmpty { throw fields.fault("to", .missing) }
        }
        event.answered = try fields.flag("answered")
        event.attempt = try fields.flag("attempt")
        event.form = try fields.choice("form", of: Form.allCases)
        event.urgency = try fields.choice("urgency", of: Urgency.allCases)
        event.witnesses = try fields.names("witnesses")
        event.childPresent = try fields.flag("childPresent")
        if let third = try fields.object("thirdParty", keys: ["name", "requestedBy"]) {
            guard let name = try third.name("name") else { throw third.fault("name", .missing) }
            event.thirdParty = ThirdParty(name: name, requestedBy: try person("requestedBy", in: third))
        }
    }

    private func addClaims(to event: inout Event, from fields: DraftFields) throws(DraftFault) {
        event.topics = try fields.names("topics")
        event.place = try place(fields)
        for claim in try fields.objects("exceptions", keys: ["name", "by"]) {
            guard let name = try claim.name("name") else { throw claim.fault("name", .missing) }
            event.exceptions.append(ExceptionClaim(name: name, by: try person("by", in: claim)))
        }
        event.agreement = try entryNumber("agreement", in: fields)
        event.request = try entryNumber("request", in: fields)
    }

    private func person(_ name: String, in fields: DraftFields) throws(DraftFault) -> String? {
        guard let text = try fields.name(name) else { return nil }
        guard let token = tokens[text] else { throw fields.fault(name, .unknownPerson) }
        return token
    }

    private func entryNumber(_ name: String, in fields: DraftFields) throws(DraftFault) -> Int? {
        guard let number = try fields.integer(name, in: 0...(1 << 53 - 1)) else { return nil }
        if let count = context.entryCount, number >= count { throw fields.fault(name, .unknownEntry) }
        return number
    }

    /// The number of an entry, or the id of another line.
    private func reference(_ name: String, in fields: DraftFields) throws(DraftFault) -> (Int?, String?) {
        if case .string? = fields.value(name) { return (nil, try fields.name(name, limit: 128)) }
        return (try entryNumber(name, in: fields), nil)
    }

    private func place(_ fields: DraftFields) throws(DraftFault) -> Place? {
        guard let place = try fields.object("place", keys: ["name", "latitude", "longitude", "errorMetres"]) else {
            return nil
        }
        let latitude = try degrees("latitude", limit: 90, in: place)
        let longitude = try degrees("longitude", limit: 180, in: place)
        if latitude == nil, longitude != nil { throw place.fault("longitude", .needs("latitude")) }
        if longitude == nil, latitude != nil { throw place.fault("latitude", .needs("longitude")) }
        let found = Place(
            name: try place.name("name"), latitude: latitude, longitude: longitude,
            errorMetres: try place.integer("errorMetres", in: 0...20_100_000))
        return found == Place() ? nil : found
    }

    /// Digits with at most ten decimals, kept as they are written.
    private func degrees(_ name: String, limit: Int, in fields: DraftFields) throws(DraftFault) -> String? {
        guard let text = try fields.text(name, limit: 64) else { return nil }
        let halves = text.utf8.drop { $0 == UInt8(ascii: "-") }
            .split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let areDigits = halves.allSatisfy { !$0.isEmpty && $0.allSatisfy { 0x30...0x39 ~= $0 } }
        guard halves.count <= 2, areDigits, halves[0].count <= 3, !text.hasPrefix("--"),
            halves.count == 1 || halves[1].count <= 10, let value = Double(text), abs(value) <= Double(limit)
        else { throw fields.fault(name, .notADecimal(limit: limit)) }
        return text
    }

    private func addresses(_ fields: DraftFields) throws(DraftFault) -> [Address] {
        var addresses: [Address] = []
        for item in try fields.objects("addresses", keys: ["role", "value"]) {
            guard let role = try item.choice("role", of: [Address.Role.from, .to]) else {
                throw item.fault("role", .missing)
            }
            guard let value = try item.name("value") else { throw item.fault("value", .missing) }
            addresses.append(Address(role, value))
        }
        return addresses
    }
}
