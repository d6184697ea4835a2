/// Entries as the values of their disclosures and back. Format.md, "Parts of an entry".
///
/// Members are written and read in ascending order of their keys, as canonical JSON has them.

extension Heading {
    func write(to json: inout CanonicalWriter) {
        json.put("class", entryClass.rawValue)
        json.put("corrects", corrects)
    }

    init(_ reader: inout FieldReader) throws(OpenError) {
        self.init(
            try reader.need(reader.word("class", EntryClass.self), "class"), corrects: try reader.integer("corrects"))
    }
}

extension Address {
    func write(to json: inout CanonicalWriter) {
        json.put("role", role.rawValue)
        json.put("value", value)
    }

    init(_ reader: inout FieldReader) throws(OpenError) {
        self.init(
            try reader.need(reader.word("role", Role.self), "role"), try reader.need(reader.string("value"), "value"))
    }
}

extension Attachment {
    func write(to json: inout CanonicalWriter) {
        json.put("byteCount", byteCount)
        json.put("mediaType", mediaType)
        json.put("name", name)
        json.put("obtained", obtained)
        json.put("sha256", digest: sha256)
    }

    init(_ reader: inout FieldReader) throws(OpenError) {
        let byteCount = try reader.need(reader.integer("byteCount"), "byteCount")
        let mediaType = try reader.need(reader.string("mediaType"), "mediaType")
        let name = try reader.need(reader.string("name"), "name")
        let obtained = try reader.string("obtained")
        self.init(
            name: name, mediaType: mediaType, byteCount: byteCount,
            sha256: try reader.need(reader.digest("sha256"), "sha256"), obtained: obtained)
        guard 0...AttachmentFormat.byteLimit ~= byteCount else { throw .malformed(part: "attachment.byteCount") }
    }
}

extension Event {
    func write(to json: inout CanonicalWriter, recorded: Instant) {
        json.put("actual", actual)
        json.put("agreement", agreement)
        json.put("answered", answered)
        json.put("attempt", attempt)
        json.put("channel", channel?.rawValue)
        json.put("childPresent", childPresent)
        json.put("delivered", delivered)
        json.put("details", details) { $0.write(to: &$1) }
        json.put("due", due)
        json.put("durationSeconds", durationSeconds)
        json.put("exceptions", exceptions) { json, claim in json.object { claim.write(to: &$0) } }
        json.put("form", form?.rawValue)
        json.put("from", from)
        json.put("kind", kind.rawValue)
        json.put("locator", locator) { $0.write(to: &$1) }
        json.put("occurred", occurred) { $0.write(to: &$1) }
        json.put("place", place) { $0.write(to: &$1) }
        json.put("reason", reason)
        json.put("received", received)
        json.put("recorded", recorded)
        json.put("replyTo", replyTo)
        json.put("request", request)
        json.put("sent", sent)
        json.put("thirdParty", thirdParty) { $0.write(to: &$1) }
        json.put("to", to)
        json.put("topics", topics)
        json.put("urgency", urgency?.rawValue)
        json.put("viewed", viewed)
        json.put("witnesses", witnesses)
    }

    /// The event, and when it was recorded.
    static func read(_ reader: inout FieldReader) throws(OpenError) -> (Event, recorded: Instant) {
        var event = Event(.contact)
        event.actual = try reader.localTime("actual")
        event.agreement = try reader.integer("agreement")
        event.answered = try reader.yesNo("answered")
        event.attempt = try reader.yesNo("attempt")
        event.channel = try reader.word("channel", Channel.self)
        event.childPresent = try reader.yesNo("childPresent")
        event.delivered = try reader.instant("delivered")
        var details = try reader.bookmark("details")  // the kind, which says how to read them, comes later
        event.due = try reader.localTime("due")
        event.durationSeconds = try reader.integer("durationSeconds")
        event.exceptions = try reader.list("exceptions") { (claims) throws(OpenError) in
            try claims.members(of: "exceptions") { (claim) throws(OpenError) in try ExceptionClaim(&claim) }
        }
        event.form = try reader.word("form", Form.self)
        event.from = try reader.string("from")
        event.kind = try reader.need(reader.word("kind", Kind.self), "kind")
        let kind = event.kind
        event.details = try details?.members(of: "details") { (details) throws(OpenError) in
            try Details(&details, kind: kind)
        }
        event.locator = try reader.object("locator") { (locator) throws(OpenError) in try Locator(&locator) }
        event.occurred = try reader.object("occurred") { (occurred) throws(OpenError) in try Occurred(&occurred) }
        event.place = try reader.object("place") { (place) throws(OpenError) in try Place(&place) }
        event.reason = try reader.string("reason")
        event.received = try reader.instant("received")
        let recorded = try reader.need(reader.instant("recorded"), "recorded")
        event.replyTo = try reader.integer("replyTo")
        event.request = try reader.integer("request")
        event.sent = try reader.instant("sent")
        event.thirdParty = try reader.object("thirdParty") { (third) throws(OpenError) in try ThirdParty(&third) }
        event.to = try reader.strings("to")
        event.topics = try reader.strings("topics")
        event.urgency = try reader.word("urgency", Urgency.self)
        event.viewed = try reader.instant("viewed")
        event.witnesses = try reader.strings("witnesses")
        guard kind != .gap || event.occurred?.end != nil else { throw .malformed(part: "occurred") }
        return (event, recorded)
    }
}

extension Occurred {
    func write(to json: inout CanonicalWriter) {
        json.put("end", end)
        json.put("precision", precision.rawValue)
        json.put("source", source.rawValue)
        json.put("start", start)
        json.put("zone", zone)
        json.put("zoneFrom", zoneFrom.rawValue)
    }

    init(_ reader: inout FieldReader) throws(OpenError) {
        let end = try reader.localTime("end")
        let precision = try reader.need(reader.word("precision", Precision.self), "precision")
        let source = try reader.need(reader.word("source", Source.self), "source")
        self.init(
            start: try reader.need(reader.localTime("start"), "start"), end: end,
            zone: try reader.need(reader.string("zone"), "zone"), precision: precision, source: source,
            zoneFrom: try reader.need(reader.word("zoneFrom", ZoneOrigin.self), "zoneFrom"))
    }
}

extension Place {
    func write(to json: inout CanonicalWriter) {
        json.put("errorMetres", errorMetres)
        json.put("latitude", latitude)
        json.put("longitude", longitude)
        json.put("name", name)
    }

    init(_ reader: inout FieldReader) throws(OpenError) {
        self.init()
        errorMetres = try reader.integer("errorMetres")
        latitude = try reader.string("latitude")
        longitude = try reader.string("longitude")
        name = try reader.string("name")
    }
}

extension ExceptionClaim {
    func write(to json: inout CanonicalWriter) {
        json.put("by", by)
        json.put("name", name)
    }

    init(_ reader: inout FieldReader) throws(OpenError) {
        let by = try reader.string("by")
        self.init(name: try reader.need(reader.string("name"), "name"), by: by)
    }
}

extension ThirdParty {
    func write(to json: inout CanonicalWriter) {
        json.put("name", name)
        json.put("requestedBy", requestedBy)
    }

    init(_ reader: inout FieldReader) throws(OpenError) {
        self.init(
            name: try reader.need(reader.string("name"), "name"), requestedBy: try reader.string("requestedBy"))
    }
}

extension Locator {
    func write(to json: inout CanonicalWriter) {
        json.put("byteCount", byteCount)
        json.put("byteOffset", byteOffset)
        json.put("file", digest: fileSHA256)
        json.put("format", format)
        json.put("nativeID", nativeID)
        json.put("rawTime", rawTime)
        json.put("sha256", digest: rawSHA256)
    }

    init(_ reader: inout FieldReader) throws(OpenError) {
        let byteCount = try reader.need(reader.integer("byteCount"), "byteCount")
        let byteOffset = try reader.need(reader.integer("byteOffset"), "byteOffset")
        let file = try reader.need(reader.digest("file"), "file")
        let format = try reader.need(reader.string("format"), "format")
        let nativeID = try reader.string("nativeID")
        let rawTime = try reader.string("rawTime")
        self.init(
            format: format, fileSHA256: file, byteOffset: byteOffset, byteCount: byteCount,
            rawSHA256: try reader.need(reader.digest("sha256"), "sha256"), rawTime: rawTime, nativeID: nativeID)
    }
}
