import Ledger

/// A number that is the same each time one contact is seen: in two exports of a phone, in two
/// imports of a file, in a draft and in the entry that it became.
///
/// Two contacts may share it (the same words twice in a second), so sightings are compared as a
/// multiset. It is never shown or stored in plain text.
package enum Fingerprint {
    /// Returns 32 bytes.
    ///
    /// For a phone's message: its own id if it has one; else the time, the addresses, the words and
    /// the attachments. The people's names play no part there, for the book may come to know more
    /// people between two imports, nor does what an app words differently from one export to the
    /// next. For a draft written by hand or by another tool, where names are all there is, whatever
    /// it says counts but for the numbers of other entries.
    package static func of(_ draft: Draft) -> [UInt8] {
        guard let locator = draft.event.locator, locator.format != JSONL.name else { return ofWritten(draft) }
        return ofImported(draft, locator)
    }

    private static func ofImported(_ draft: Draft, _ locator: Locator) -> [UInt8] {
        let event = draft.event
        var value: [String: JSONValue] = [
            "format": .string(locator.format),
            "outgoing": .integer(event.from == PersonToken.me ? 1 : 0),
            "attempt": number(event.attempt),
        ]
        if let id = locator.nativeID {
            value["id"] = .string(id)
        } else {
            value["start"] = .integer(event.occurred?.start.instant.milliseconds ?? 0)
            value["channel"] = text(event.channel?.rawValue)
            value["addresses"] = addresses(draft)
            value["words"] = hash(draft.words)
            value["attachments"] = attachments(draft)
        }
        return digest(value)
    }

    private static func ofWritten(_ draft: Draft) -> [UInt8] {
        let event = draft.event
        var value: [String: JSONValue] = [
            "kind": .string(event.kind.rawValue),
            "start": time(event.occurred?.start.instant),
            "end": time(event.occurred?.end?.instant),
            "channel": text(event.channel?.rawValue),
            "from": text(event.from),
            "to": .array(event.to.map { .string($0) }),
            "duration": event.durationSeconds.map { .integer($0) } ?? .null,
            "answered": number(event.answered),
            "attempt": number(event.attempt),
            "due": time(event.due?.instant),
            "actual": time(event.actual?.instant),
            "reason": hash(event.reason),
            "addresses": addresses(draft),
            "words": hash(draft.words),
            "account": hash(draft.account),
            "attachments": attachments(draft),
        ]
        if let form = event.form { value["form"] = .string(form.rawValue) }
        return digest(value)
    }

    private static func digest(_ value: [String: JSONValue]) -> [UInt8] {
        sha256(Array("daybook fingerprint v1\n".utf8) + CanonicalJSON.write(.object(value)))
    }

    private static func addresses(_ draft: Draft) -> JSONValue {
        .array(
            draft.addresses.map { "\($0.role.rawValue) \(AddressKey.plain($0.value))" }.sorted(by: precedes).map {
                .string($0)
            })
    }

    private static func attachments(_ draft: Draft) -> JSONValue {
        .array(draft.attachments.map { Hex.encode($0.sha256) }.sorted().map { .string($0) })
    }

    private static func precedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }
    private static func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
    private static func time(_ value: Instant?) -> JSONValue { value.map { .integer($0.milliseconds) } ?? .null }
    private static func number(_ value: Bool?) -> JSONValue { value.map { .integer($0 ? 1 : 0) } ?? .null }
    private static func hash(_ value: String?) -> JSONValue {
        value.map { .string(Hex.encode(sha256(Array($0.utf8)))) } ?? .null
    }
}
