import CSodium

/// Why a stored record could not be opened.
package enum OpenError: Error, Equatable {
    /// This key ring has no key for the record's class (a slot for evidence only).
    case noKey(number: Int)
    /// Wrong key or altered bytes; the two cannot be told apart.
    case notAuthentic(number: Int)
    /// The sealed bytes are longer than any entry.
    case tooLong(number: Int)
    /// An opened part does not have the digest that the leaf commits to.
    case digest(number: Int, part: String)
    /// An opened part is not what Format.md says it is.
    case malformed(part: String)
    /// The heading names another class than the key that opened it.
    case classMismatch(number: Int)
}

/// An entry of either class, opened; only `Opener` makes one.
package enum Opened: Sendable {
    case evidence(OpenedEntry)
    case `private`(OpenedPrivateEntry)

    package var entry: Entry {
        switch self {
        case .evidence(let opened): opened.entry
        case .private(let opened): opened.entry
        }
    }

    package var number: Int {
        switch self {
        case .evidence(let opened): opened.number
        case .private(let opened): opened.number
        }
    }
}

/// Opens records and attachments with a key ring.
package struct Opener: Sendable {
    let ring: KeyRing

    package init(_ ring: KeyRing) { self.ring = ring }

    /// Returns the entry inside `record`, every digest of it checked against the leaf.
    ///
    /// The leaf hash is authenticated with the text, so a record moved to another place does not open.
    /// Format.md, "Sealed".
    package func open(_ record: VerifiedRecord) throws(OpenError) -> Opened { try openParts(record).opened }

    /// The same with the disclosures: the six parts, then one for each attachment.
    func openParts(_ record: VerifiedRecord) throws(OpenError) -> (opened: Opened, disclosures: [Disclosure]) {
        let (entryClass, text) = try unseal(record)
        let parts = text.split(separator: 0x0A, omittingEmptySubsequences: false).map {
            Disclosure(json: Array($0))
        }
        return (try read(parts, of: entryClass, record), parts)
    }

    private func unseal(_ record: VerifiedRecord) throws(OpenError) -> (EntryClass, [UInt8]) {
        let sealed = record.record.sealed
        guard sealed.count <= Self.sealedLimit else { throw .tooLong(number: record.number) }
        for entryClass in EntryClass.allCases {
            if let keys = ring.keys(entryClass), let text = Self.unpad(sealed, record.leafHash, keys.record) {
                return (entryClass, text)
            }
        }
        if ring.scope == .evidence { throw .noKey(number: record.number) }
        throw .notAuthentic(number: record.number)
    }

    /// The plain text without its padding; nil if it does not open.
    private static func unpad(_ sealed: [UInt8], _ leafHash: [UInt8], _ key: borrowing SecretKey) -> [UInt8]? {
        guard sealed.count > AEAD.overhead else { return nil }
        var text = [UInt8](repeating: 0, count: sealed.count - AEAD.overhead)
        guard text.withUnsafeMutableBytes({ AEAD.open(sealed, data: leafHash, key: key, into: $0) }),
            text.count % Sealer.paddingBlock == 0,
            let end = text.lastIndex(where: { $0 != 0 }), text[end] == 0x80, text.count - end <= Sealer.paddingBlock
        else { return nil }
        text.removeSubrange(end...)
        return text
    }

    private func read(
        _ disclosures: [Disclosure], of entryClass: EntryClass, _ record: VerifiedRecord
    ) throws(OpenError) -> Opened {
        let entry = try Entry(opening: disclosures, of: record.leaf)
        guard entry.heading.entryClass == entryClass else { throw .classMismatch(number: record.number) }
        switch entryClass {
        case .evidence:
            return .evidence(OpenedEntry(number: record.number, leafHash: record.leafHash, entry: entry))
        case .private:
            return .private(OpenedPrivateEntry(number: record.number, leafHash: record.leafHash, entry: entry))
        }
    }

    /// No entry seals to more: two texts of 1 MiB, six bytes for a control character, and the rest.
    static let sealedLimit = 16 << 20
}

extension Entry {
    /// Returns the entry that `disclosures` spell: the six parts, then one for each attachment.
    ///
    /// - Throws: `.digest` if one is not what `leaf` commits to, else `.malformed`.
    package init(opening disclosures: [Disclosure], of leaf: Leaf) throws(OpenError) {
        let names = Disclosure.Part.allCases
        guard disclosures.count >= names.count else { throw .malformed(part: "disclosures") }
        var values: [Disclosure.Part: JSONValue] = [:]
        for (index, part) in names.enumerated() {
            guard disclosures[index].hash == leaf.digests[index] else {
                throw .digest(number: leaf.number, part: part.rawValue)
            }
            values[part] = try disclosures[index].value(named: part.rawValue)
        }
        let attachments = try Self.attachments(
            values[.attachments] ?? .null, Array(disclosures[names.count...]), number: leaf.number)
        try self.init(values, attachments: attachments)
    }

    private static func attachments(
        _ value: JSONValue, _ openings: [Disclosure], number: Int
    ) throws(OpenError) -> [Attachment] {
        let part = Disclosure.Part.attachments.rawValue
        guard case .array(let digests) = value else {
            guard value == .null, openings.isEmpty else { throw .malformed(part: part) }
            return []
        }
        guard digests.count == openings.count, !digests.isEmpty else { throw .malformed(part: part) }
        var attachments: [Attachment] = []
        for (digest, opening) in zip(digests, openings) {
            guard digest == .string(Base64URL.encode(opening.digest)) else {
                throw .digest(number: number, part: Disclosure.attachmentName)
            }
            attachments.append(try Attachment(opening.value(named: Disclosure.attachmentName)))
        }
        return attachments
    }
}
