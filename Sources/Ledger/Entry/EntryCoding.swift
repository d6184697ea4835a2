/// Entries as the values of their disclosures and back. Format.md, "Parts of an entry".

extension Entry {
    var eventValue: JSONValue {
        var fields = event.fields
        fields.put("recorded", recorded)
        return fields.value
    }

    var addressesValue: JSONValue {
        draft.addresses.isEmpty
            ? .null
            : .array(draft.addresses.map { ["role": .string($0.role.rawValue), "value": .string($0.value)] })
    }

    init(_ values: [Disclosure.Part: JSONValue], attachments: [Attachment]) throws(OpenError) {
        let heading = try Heading(values[.heading] ?? .null)
        var reader = try FieldReader(values[.event] ?? .null, part: "event")
        let recorded = try reader.need(reader.instant("recorded"), "recorded")
        let event = try Event(&reader)
        try reader.finish()
        let draft = Draft(
            heading: heading, event: event, addresses: try Self.addresses(values[.addresses] ?? .null),
            words: try Self.text(values[.words] ?? .null, part: "words"),
            account: try Self.text(values[.account] ?? .null, part: "account"), attachments: attachments)
        self.init(draft, recorded: recorded)
    }

    private static func text(_ value: JSONValue, part: String) throws(OpenError) -> String? {
        switch value {
        case .null: return nil
        case .string(let text): return text
        default: throw .malformed(part: part)
        }
    }

    private static func addresses(_ value: JSONValue) throws(OpenError) -> [Address] {
        if value == .null { return [] }
        guard let array = value.array, !array.isEmpty else { throw .malformed(part: "addresses") }
        var addresses: [Address] = []
        for item in array {
            var reader = try FieldReader(item, part: "addresses")
            addresses.append(
                Address(
                    try reader.need(reader.word("role", Address.Role.self), "role"),
                    try reader.need(reader.string("value"), "value")))
            try reader.finish()
        }
        return addresses
    }
}

extension Heading {
    var value: JSONValue {
        var fields = FieldWriter()
        fields.put("class", entryClass.rawValue)
        fields.put("corrects", corrects)
        return fields.value
    }

    init(_ value: JSONValue) throws(OpenError) {
        var reader = try FieldReader(value, part: "heading")
        self.init(
            try reader.need(reader.word("class", EntryClass.self), "class"), corrects: try reader.integer("corrects"))
        try reader.finish()
    }
}

extension Attachment {
    var value: JSONValue {
        var fields = FieldWriter()
        fields.put("byteCount", byteCount)
        fields.put("mediaType", mediaType)
        fields.put("name", name)
        fields.put("obtained", obtained)
        fields.put("sha256", digest: sha256)
        return fields.value
    }

    init(_ value: JSONValue) throws(OpenError) {
        var reader = try FieldReader(value, part: "attachment")
        self.init(
            name: try reader.need(reader.string("name"), "name"),
            mediaType: try reader.need(reader.string("mediaType"), "mediaType"),
            byteCount: try reader.need(reader.integer("byteCount"), "byteCount"),
            sha256: try reader.need(reader.digest("sha256"), "sha256"), obtained: try reader.string("obtained"))
        try reader.finish()
        guard 0...AttachmentFormat.byteLimit ~= byteCount else { throw .malformed(part: "attachment.byteCount") }
    }
}

extension Event {
    var fields: FieldWriter {
        var fields = FieldWriter()
        fields.put("kind", kind.rawValue)
        fields.put("occurred", occurred?.value)
        fields.put("channel", channel?.rawValue)
        fields.put("form", form?.rawValue)
        fields.put("from", from)
        fields.put("to", to)
        fields.put("replyTo", replyTo)
        fields.put("topics", topics)
        fields.put("answered", answered)
        fields.put("attempt", attempt)
        fields.put("durationSeconds", durationSeconds)
        fields.put("sent", sent)
        fields.put("delivered", delivered)
        fields.put("received", received)
        fields.put("viewed", viewed)
        fields.put("urgency", urgency?.rawValue)
        fields.put("due", due)
        fields.put("actual", actual)
        fields.put("place", place?.value)
        fields.put("witnesses", witnesses)
        fields.put("childPresent", childPresent)
        fields.put("exceptions", exceptions.map(\.value))
        fields.put("agreement", agreement)
        fields.put("request", request)
        fields.put("thirdParty", thirdParty?.value)
        fields.put("reason", reason)
        fields.put("locator", locator?.value)
        fields.put("details", details?.value)
        return fields
    }

    init(_ reader: inout FieldReader) throws(OpenError) {
        self.init(try reader.need(reader.word("kind", Kind.self), "kind"))
        occurred = try reader.object("occurred") { try Occurred($0) }
        channel = try reader.word("channel", Channel.self)
        form = try reader.word("form", Form.self)
        from = try reader.string("from")
        to = try reader.strings("to")
        replyTo = try reader.integer("replyTo")
        topics = try reader.strings("topics")
        answered = try reader.yesNo("answered")
        attempt = try reader.yesNo("attempt")
        durationSeconds = try reader.integer("durationSeconds")
        sent = try reader.instant("sent")
        delivered = try reader.instant("delivered")
        received = try reader.instant("received")
        viewed = try reader.instant("viewed")
        urgency = try reader.word("urgency", Urgency.self)
        due = try reader.localTime("due")
        actual = try reader.localTime("actual")
        place = try reader.object("place") { try Place($0) }
        witnesses = try reader.strings("witnesses")
        childPresent = try reader.yesNo("childPresent")
        exceptions = try reader.list("exceptions") { try ExceptionClaim($0) }
        agreement = try reader.integer("agreement")
        request = try reader.integer("request")
        thirdParty = try reader.object("thirdParty") { try ThirdParty($0) }
        reason = try reader.string("reason")
        locator = try reader.object("locator") { try Locator($0) }
        let kind = kind
        details = try reader.object("details") { try Details($0, kind: kind) }
    }
}

extension Occurred {
    var value: JSONValue {
        var fields = FieldWriter()
        fields.put("start", start)
        fields.put("end", end)
        fields.put("zone", zone)
        fields.put("zoneFrom", zoneFrom.rawValue)
        fields.put("precision", precision.rawValue)
        fields.put("source", source.rawValue)
        return fields.value
    }

    init(_ value: JSONValue) throws(OpenError) {
        var reader = try FieldReader(value, part: "occurred")
        self.init(
            start: try reader.need(reader.localTime("start"), "start"), end: try reader.localTime("end"),
            zone: try reader.need(reader.string("zone"), "zone"),
            precision: try reader.need(reader.word("precision", Precision.self), "precision"),
            source: try reader.need(reader.word("source", Source.self), "source"),
            zoneFrom: try reader.need(reader.word("zoneFrom", ZoneOrigin.self), "zoneFrom"))
        try reader.finish()
    }
}

extension Place {
    var value: JSONValue {
        var fields = FieldWriter()
        fields.put("name", name)
        fields.put("latitude", latitude)
        fields.put("longitude", longitude)
        fields.put("errorMetres", errorMetres)
        return fields.value
    }

    init(_ value: JSONValue) throws(OpenError) {
        var reader = try FieldReader(value, part: "place")
        self.init(
            name: try reader.string("name"), latitude: try reader.string("latitude"),
            longitude: try reader.string("longitude"), errorMetres: try reader.integer("errorMetres"))
        try reader.finish()
    }
}

extension ExceptionClaim {
    var value: JSONValue {
        var fields = FieldWriter()
        fields.put("name", name)
        fields.put("by", by)
        return fields.value
    }

    init(_ value: JSONValue) throws(OpenError) {
        var reader = try FieldReader(value, part: "exceptions")
        self.init(name: try reader.need(reader.string("name"), "name"), by: try reader.string("by"))
        try reader.finish()
    }
}

extension ThirdParty {
    var value: JSONValue {
        var fields = FieldWriter()
        fields.put("name", name)
        fields.put("requestedBy", requestedBy)
        return fields.value
    }

    init(_ value: JSONValue) throws(OpenError) {
        var reader = try FieldReader(value, part: "thirdParty")
        self.init(
            name: try reader.need(reader.string("name"), "name"), requestedBy: try reader.string("requestedBy"))
        try reader.finish()
    }
}

extension Locator {
    var value: JSONValue {
        var fields = FieldWriter()
        fields.put("format", format)
        fields.put("file", digest: fileSHA256)
        fields.put("byteOffset", byteOffset)
        fields.put("byteCount", byteCount)
        fields.put("sha256", digest: rawSHA256)
        fields.put("rawTime", rawTime)
        fields.put("nativeID", nativeID)
        return fields.value
    }

    init(_ value: JSONValue) throws(OpenError) {
        var reader = try FieldReader(value, part: "locator")
        self.init(
            format: try reader.need(reader.string("format"), "format"),
            fileSHA256: try reader.need(reader.digest("file"), "file"),
            byteOffset: try reader.need(reader.integer("byteOffset"), "byteOffset"),
            byteCount: try reader.need(reader.integer("byteCount"), "byteCount"),
            rawSHA256: try reader.need(reader.digest("sha256"), "sha256"), rawTime: try reader.string("rawTime"),
            nativeID: try reader.string("nativeID"))
        try reader.finish()
    }
}
