import Ledger

/// One entry as `list` and `show` print it in JSON; the same members make a `jsonl` draft, but for
/// those that only a record has. Schemas/list.schema.json.
///
/// The members that scripts may rely on are always there, null or empty where the entry says nothing;
/// the others are left out then.
package struct EntryAnswer {
    private var fields: [String: JSONValue] = [
        "channel": .null, "from": .null, "to": .array([]), "occurred": .null, "topics": .array([]), "words": .null,
        "account": .null, "corrects": .null,
    ]

    package var value: JSONValue { .object(fields) }

    package init(number: Int, entry: Entry) {
        let event = entry.event
        put("number", number)
        put("class", entry.heading.entryClass.rawValue)
        put("kind", event.kind.rawValue)
        put("corrects", entry.heading.corrects)
        put("recorded", entry.recorded.text)
        if let occurred = event.occurred { fields["occurred"] = Self.occurred(occurred) }
        put("channel", event.channel?.rawValue)
        put("form", event.form?.rawValue)
        put("from", event.from)
        put("to", event.to)
        put("replyTo", event.replyTo)
        put("topics", event.topics)
        put("answered", event.answered)
        put("attempt", event.attempt)
        put("durationSeconds", event.durationSeconds)
        put("sent", event.sent?.text)
        put("delivered", event.delivered?.text)
        put("received", event.received?.text)
        put("viewed", event.viewed?.text)
        put("urgency", event.urgency?.rawValue)
        put("due", event.due?.text)
        put("actual", event.actual?.text)
        fields["place"] = event.place.map(Self.place)
        put("witnesses", event.witnesses)
        put("childPresent", event.childPresent)
        fields["exceptions"] = Self.array(event.exceptions.map { Self.object(["name": $0.name, "by": $0.by]) })
        put("agreement", event.agreement)
        put("request", event.request)
        fields["thirdParty"] = event.thirdParty.map { Self.object(["name": $0.name, "requestedBy": $0.requestedBy]) }
        put("reason", event.reason)
        fields["addresses"] = Self.array(
            entry.draft.addresses.map { ["role": .string($0.role.rawValue), "value": .string($0.value)] })
        put("words", entry.words)
        put("account", entry.account)
        fields["attachments"] = Self.array(entry.attachments.map(Self.attachment))
        if let gap = entry.gap {
            fields["gap"] = ["seconds": .integer(gap.seconds), "label": .string(gap.label.rawValue)]
        }
        fields["locator"] = event.locator.map(Self.locator)
        if let (key, value) = event.details?.member { fields[key] = value }
    }

    /// Adds what only the rest of the book tells: amendments, retraction and release.
    package mutating func add(versions: [Int], retractedBy: Int?, releasedBy: Int?) {
        if versions.count > 1 { fields["versions"] = .array(versions.map(JSONValue.integer)) }
        put("retractedBy", retractedBy)
        put("releasedBy", releasedBy)
    }

    private mutating func put(_ key: String, _ value: String?) { value.map { fields[key] = .string($0) } }
    private mutating func put(_ key: String, _ value: Int?) { value.map { fields[key] = .integer($0) } }
    private mutating func put(_ key: String, _ value: Bool?) { value.map { fields[key] = .bool($0) } }
    private mutating func put(_ key: String, _ values: [String]) {
        if !values.isEmpty { fields[key] = .array(values.map(JSONValue.string)) }
    }

    private static func array(_ values: [JSONValue]) -> JSONValue? { values.isEmpty ? nil : .array(values) }

    private static func object(_ members: [String: String?]) -> JSONValue {
        .object(members.compactMapValues { $0.map(JSONValue.string) })
    }

    package static func occurred(_ occurred: Occurred) -> JSONValue {
        [
            "start": .string(occurred.start.text), "end": occurred.end.map { .string($0.text) } ?? .null,
            "zone": .string(occurred.zone),
            "offsetMinutes": .integer(occurred.start.offsetMinutes),
            "precision": .string(occurred.precision.rawValue), "source": .string(occurred.source.rawValue),
            "zoneFrom": .string(occurred.zoneFrom.rawValue),
        ]
    }

    private static func place(_ place: Place) -> JSONValue {
        var fields: [String: JSONValue] = [:]
        fields["name"] = place.name.map(JSONValue.string)
        fields["latitude"] = place.latitude.map(JSONValue.string)
        fields["longitude"] = place.longitude.map(JSONValue.string)
        fields["errorMetres"] = place.errorMetres.map(JSONValue.integer)
        return .object(fields)
    }

    private static func locator(_ locator: Locator) -> JSONValue {
        var fields: [String: JSONValue] = [
            "format": .string(locator.format), "fileSHA256": .string(Hex.encode(locator.fileSHA256)),
            "byteOffset": .integer(locator.byteOffset), "byteCount": .integer(locator.byteCount),
            "rawSHA256": .string(Hex.encode(locator.rawSHA256)),
        ]
        fields["rawTime"] = locator.rawTime.map(JSONValue.string)
        fields["nativeID"] = locator.nativeID.map(JSONValue.string)
        return .object(fields)
    }

    private static func attachment(_ attachment: Attachment) -> JSONValue {
        var fields: [String: JSONValue] = [
            "name": .string(attachment.name), "mediaType": .string(attachment.mediaType),
            "byteCount": .integer(attachment.byteCount), "sha256": .string(Hex.encode(attachment.sha256)),
        ]
        fields["obtained"] = attachment.obtained.map(JSONValue.string)
        return .object(fields)
    }
}
