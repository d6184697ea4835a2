/// One part of an entry with its salt, as RFC 9901 (SD-JWT) writes it: the JSON array
/// `[salt, name, value]`. Format.md, "Disclosures".
package struct Disclosure: Sendable, Hashable {
    /// The six parts of an entry, in the order of their digests in a leaf.
    package enum Part: String, Sendable, CaseIterable {
        case heading, event, addresses, words, account, attachments
    }

    /// Canonical JSON of the array, before base64url.
    package let json: [UInt8]

    init(name: String, value: JSONValue, salt: [UInt8]) {
        json = CanonicalJSON.write([.string(Base64URL.encode(salt)), .string(name), value])
    }

    /// One that was opened; nothing about it has been checked.
    package init(json: [UInt8]) { self.json = json }

    /// The text that is hashed and shown: base64url of `json`, without padding.
    package var text: String { Base64URL.encode(json) }

    /// SHA-256 of `text`, 32 bytes.
    package var digest: [UInt8] { hash.bytes }

    var hash: Hash32 { json.withUnsafeBufferPointer { Base64URL.hashEncoded($0) } }

    /// The value, if this is `[salt of 128 bits, name, value]` in canonical JSON.
    package func value(named name: String) throws(OpenError) -> JSONValue {
        guard let array = (try? CanonicalJSON.read(json))?.array, array.count == 3, array[1] == .string(name),
            let salt = array[0].string, salt.utf8.count == 22, let bytes = Base64URL.decode(salt), bytes.count == 16
        else { throw .malformed(part: name) }
        return array[2]
    }

    /// The name of an attachment's own disclosure.
    static let attachmentName = "attachment"
}

/// An entry as salted parts: the step between `Entry` and `SealedRecord`.
package struct Disclosures: Sendable {
    /// Exactly six, in the order of `Disclosure.Part`.
    package let parts: [Disclosure]
    /// One for each attached file, in the order of the digests in the `attachments` part.
    package let attachments: [Disclosure]
    let entryClass: EntryClass

    package init(_ entry: Entry, random: RandomSource) {
        let attachments = entry.attachments.map {
            Disclosure(name: Disclosure.attachmentName, value: $0.value, salt: random.bytes(16))
        }
        self.attachments = attachments
        entryClass = entry.heading.entryClass
        parts = Disclosure.Part.allCases.map { part in
            let value: JSONValue =
                switch part {
                case .heading: entry.heading.value
                case .event: entry.eventValue
                case .addresses: entry.addressesValue
                case .words: entry.words.map(JSONValue.string) ?? .null
                case .account: entry.account.map(JSONValue.string) ?? .null
                case .attachments:
                    attachments.isEmpty
                        ? .null : .array(attachments.map { .string(Base64URL.encode($0.digest)) })
                }
            return Disclosure(name: part.rawValue, value: value, salt: random.bytes(16))
        }
    }

    /// The sealed text: every disclosure's JSON on a line of its own, the six parts first.
    var lines: [UInt8] { Array((parts + attachments).map(\.json).joined(separator: [0x0A])) }
}
