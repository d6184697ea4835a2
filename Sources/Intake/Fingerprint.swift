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
        return digest { json in
            if locator.nativeID == nil {
                json.key("addresses")
                addresses(draft, &json)
                json.key("attachments")
                attachments(draft, &json)
            }
            json.key("attempt")
            json.value(number(event.attempt))
            if locator.nativeID == nil {
                json.key("channel")
                json.value(event.channel?.rawValue)
            }
            json.key("format")
            json.value(locator.format)
            if let id = locator.nativeID {
                json.key("id")
                json.value(id)
            }
            json.key("outgoing")
            json.value(event.from == PersonToken.me ? 1 : 0)
            if locator.nativeID == nil {
                json.key("start")
                json.value(event.occurred?.start.instant.milliseconds ?? 0)
                json.key("words")
                json.value(hash(draft.words))
            }
        }
    }

    private static func ofWritten(_ draft: Draft) -> [UInt8] {
        let event = draft.event
        return digest { json in
            json.key("account")
            json.value(hash(draft.account))
            json.key("actual")
            json.value(time(event.actual?.instant))
            json.key("addresses")
            addresses(draft, &json)
            json.key("answered")
            json.value(number(event.answered))
            json.key("attachments")
            attachments(draft, &json)
            json.key("attempt")
            json.value(number(event.attempt))
            json.key("channel")
            json.value(event.channel?.rawValue)
            json.key("due")
            json.value(time(event.due?.instant))
            json.key("duration")
            json.value(event.durationSeconds)
            json.key("end")
            json.value(time(event.occurred?.end?.instant))
            if let form = event.form {
                json.key("form")
                json.value(form.rawValue)
            }
            json.key("from")
            json.value(event.from)
            json.key("kind")
            json.value(event.kind.rawValue)
            json.key("reason")
            json.value(hash(event.reason))
            json.key("start")
            json.value(time(event.occurred?.start.instant))
            json.key("to")
            json.array(event.to) { $0.value($1) }
            json.key("words")
            json.value(hash(draft.words))
        }
    }

    private static func digest(_ members: (inout CanonicalWriter) -> Void) -> [UInt8] {
        var json = CanonicalWriter()
        json.object(members)
        var hash = SHA256Stream()
        hash.update(Array("daybook fingerprint v1\n".utf8))
        hash.update(json.bytes)
        return hash.finish()
    }

    private static func addresses(_ draft: Draft, _ json: inout CanonicalWriter) {
        let keys = draft.addresses.map { "\($0.role.rawValue) \(AddressKey.plain($0.value))" }.sorted(by: precedes)
        json.array(keys) { $0.value($1) }
    }

    private static func attachments(_ draft: Draft, _ json: inout CanonicalWriter) {
        json.array(draft.attachments.map { Hex.encode($0.sha256) }.sorted()) { $0.value($1) }
    }

    private static func precedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }
    private static func time(_ value: Instant?) -> Int? { value?.milliseconds }
    private static func number(_ value: Bool?) -> Int? { value.map { $0 ? 1 : 0 } }
    private static func hash(_ value: String?) -> String? { value.map { Hex.encode(sha256(Array($0.utf8))) } }
}
