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
        _read {
            switch self {
            case .evidence(let opened): yield opened.entry
            case .private(let opened): yield opened.entry
            }
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
    package func open(_ record: VerifiedRecord) throws(OpenError) -> Opened {
        try openWithText(record).opened
    }

    /// As `open`, with the text that was sealed: what `Resealer` seals again.
    func openWithText(_ record: VerifiedRecord) throws(OpenError) -> (opened: Opened, text: [UInt8]) {
        let (entryClass, text) = try unseal(record)
        let entry = try text.withUnsafeBufferPointer { (text) throws(OpenError) in
            var opening = EntryOpening(leaf: record.leaf, source: SealedText(text))
            return try opening.entry()
        }
        guard entry.heading.entryClass == entryClass else { throw .classMismatch(number: record.number) }
        switch entryClass {
        case .evidence:
            return (.evidence(OpenedEntry(number: record.number, leafHash: record.leafHash, entry: entry)), text)
        case .private:
            return (.private(OpenedPrivateEntry(number: record.number, leafHash: record.leafHash, entry: entry)), text)
        }
    }

    /// The entry inside `record` with its disclosures: the six parts, then one for each attachment.
    func openParts(_ record: VerifiedRecord) throws(OpenError) -> (opened: Opened, disclosures: [Disclosure]) {
        let (opened, text) = try openWithText(record)
        let disclosures = try text.withUnsafeBufferPointer { (text) throws(OpenError) in
            var source = SealedText(text)
            var disclosures: [Disclosure] = []
            var json: [UInt8] = []
            let names = Disclosure.Part.allCases.map(\.rawValue)
            while try source.next(
                named: disclosures.count < names.count ? names[disclosures.count] : Disclosure.attachmentName,
                into: &json)
            {
                disclosures.append(Disclosure(json: json))
            }
            return disclosures
        }
        return (opened, disclosures)
    }

    func unseal(_ record: VerifiedRecord) throws(OpenError) -> (EntryClass, [UInt8]) {
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
        let text = [UInt8](unsafeUninitializedCapacity: sealed.count - AEAD.overhead) { text, count in
            let isOpen = AEAD.open(sealed, data: leafHash, key: key, into: UnsafeMutableRawBufferPointer(text))
            count = isOpen ? textByteCount(UnsafeBufferPointer(rebasing: text[..<(sealed.count - AEAD.overhead)])) : 0
        }
        return text.isEmpty ? nil : text
    }

    /// The bytes before the padding; 0 if it is not the padding that `Sealer` puts.
    private static func textByteCount(_ padded: UnsafeBufferPointer<UInt8>) -> Int {
        guard padded.count % Sealer.paddingBlock == 0, let end = padded.lastIndex(where: { $0 != 0 }),
            padded[end] == 0x80, padded.count - end <= Sealer.paddingBlock
        else { return 0 }
        return end
    }

    /// No entry seals to more: two texts of 1 MiB, six bytes for a control character, and the rest.
    static let sealedLimit = 16 << 20
}
