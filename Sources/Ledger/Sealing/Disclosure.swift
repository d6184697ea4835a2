/// One part of an entry with its salt, as RFC 9901 (SD-JWT) writes it: the JSON array
/// `[salt, name, value]`. Format.md, "Disclosures".
package struct Disclosure: Sendable, Hashable {
    /// The six parts of an entry, in the order of their digests in a leaf.
    package enum Part: String, Sendable, CaseIterable {
        case heading, event, addresses, words, account, attachments

        /// Where its digest stands in a leaf.
        var place: Int {
            switch self {
            case .heading: 0
            case .event: 1
            case .addresses: 2
            case .words: 3
            case .account: 4
            case .attachments: 5
            }
        }
    }

    /// Canonical JSON of the array, before base64url.
    package let json: [UInt8]

    /// The one with this salt (16 bytes) and the value that `write` writes.
    init(name: String, salt: ArraySlice<UInt8>, _ write: (inout CanonicalWriter) -> Void) {
        var writer = CanonicalWriter()
        writer.array(0..<3) { writer, place in
            switch place {
            case 0: writer.plain { text in salt.withUnsafeBufferPointer { Base64URL.append($0, to: &text) } }
            case 1: writer.value(name)
            default: write(&writer)
            }
        }
        json = writer.bytes
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
        guard json.withUnsafeBufferPointer({ Self.value(in: $0, named: name) }) != nil,
            let array = (try? CanonicalJSON.read(json))?.array, array.count == 3
        else { throw .malformed(part: name) }
        return array[2]
    }

    /// Where the value stands in `json`, if a salt of 128 bits and `name` stand before it.
    static func value(in json: UnsafeBufferPointer<UInt8>, named name: String) -> UnsafeBufferPointer<UInt8>? {
        let start = valueOffset(name)
        guard json.count > start, json.count <= JSONLimits.byteCount, json[0] == Ascii.openBracket,
            json[1] == Ascii.quote, Base64URL.isSpelledRight(UnsafeBufferPointer(rebasing: json[2..<24])),
            json.holds("\",\"", at: 24), json.holds(name, at: 27), json.holds("\",", at: start - 2),
            json[json.count - 1] == Ascii.closeBracket
        else { return nil }
        return UnsafeBufferPointer(rebasing: json[start..<json.count - 1])
    }

    /// Salt and name have one length, so the value of a part always begins in the same place.
    private static func valueOffset(_ name: String) -> Int { 29 + name.utf8.count }

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
        let names = Disclosure.Part.allCases
        // All salts at once: each call of the system's source costs more than a salt's bytes.
        let salts = random.bytes(16 * (entry.attachments.count + names.count))
        func salt(_ index: Int) -> ArraySlice<UInt8> { salts[16 * index..<16 * index + 16] }
        let attachments = entry.attachments.enumerated().map { index, attachment in
            Disclosure(name: Disclosure.attachmentName, salt: salt(index)) { $0.object { attachment.write(to: &$0) } }
        }
        self.attachments = attachments
        entryClass = entry.heading.entryClass
        parts = names.enumerated().map { index, part in
            Disclosure(name: part.rawValue, salt: salt(entry.attachments.count + index)) { json in
                switch part {
                case .heading: json.object { entry.heading.write(to: &$0) }
                case .event: json.object { entry.event.write(to: &$0, recorded: entry.recorded) }
                case .addresses:
                    Self.write(entry.draft.addresses, to: &json) { address, json in
                        json.object { address.write(to: &$0) }
                    }
                case .words: json.value(entry.words)
                case .account: json.value(entry.account)
                case .attachments:
                    Self.write(attachments, to: &json) { attachment, json in
                        json.value(Base64URL.encode(attachment.digest))
                    }
                }
            }
        }
    }

    /// An array, or null if there is nothing in it.
    private static func write<Element>(
        _ list: [Element], to json: inout CanonicalWriter, _ write: (Element, inout CanonicalWriter) -> Void
    ) {
        if list.isEmpty { json.null() } else { json.array(list) { write($1, &$0) } }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// True if `text` stands at `offset`; the caller knows that there is room.
    fileprivate func holds(_ text: String, at offset: Int) -> Bool {
        var text = text
        return text.withUTF8 { text in text.indices.allSatisfy { self[offset + $0] == text[$0] } }
    }
}
