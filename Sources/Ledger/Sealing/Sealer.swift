import CSodium

/// Seals entries and signs heads for a vault that sees neither keys nor plain text.
package struct Sealer: Sendable {
    private let ring: KeyRing
    private let random: RandomSource

    /// Throws `KeyRingError.seed` if `ring` was opened from a slot that cannot sign.
    package init(_ ring: KeyRing, random: RandomSource) throws(KeyRingError) {
        guard ring.scope == .vault else { throw .seed }
        self.ring = ring
        self.random = random
    }

    package var genesis: [UInt8] { ring.genesis }

    /// Returns `disclosures` as the record after the one whose leaf hash is `previous`.
    package func seal(_ disclosures: Disclosures, number: Int, previous: [UInt8]) -> SealedRecord {
        let leaf = Leaf(disclosures, previous: previous, number: number).bytes
        var text = SealedText.of(disclosures)
        return seal(&text, of: disclosures.entryClass, number: number, leaf: leaf)
    }

    /// Seals the text of the entry that `leaf` commits to, which the caller has compared with it; wipes the text.
    func seal(_ text: inout [UInt8], of entryClass: EntryClass, number: Int, leaf: [UInt8]) -> SealedRecord {
        let leafHash = Merkle.leafHash(of: leaf)
        Self.pad(&text)
        defer { sodium_memzero(&text, text.count) }
        guard let keys = ring.keys(entryClass) else {
            preconditionFailure("a ring that signs has both classes' keys")
        }
        let sealed = text.withUnsafeBytes { AEAD.seal($0, data: leafHash, key: keys.record, random: random) }
        return SealedRecord(record: Record(number: number, leaf: leaf, sealed: sealed), leafHash: leafHash)
    }

    /// Returns the signed note over the checkpoint of `head`. Format.md, "Tree and checkpoint".
    package func checkpoint(_ head: TreeHead) -> [UInt8] {
        guard let signer = ring.signer else { preconditionFailure("the initializer refuses a ring that cannot sign") }
        return Checkpoint(origin: ring.origin, head: head).signed(by: signer.key)
    }

    /// Returns the signed note that binds a bundle's files to the log; traps unless `text` begins as one
    /// does, so that nothing else is signed here. Bundle.md, "Bundle note".
    package func bundleNote(_ text: [UInt8]) -> [UInt8] {
        precondition(text.starts(with: "daybook bundle v1\n".utf8), "only a bundle's note is signed here")
        guard let signer = ring.signer else { preconditionFailure("the initializer refuses a ring that cannot sign") }
        return SignedNote.sign(text: text, with: signer.key, name: ring.origin).bytes
    }

    /// Starts sealing one file for entries of `entryClass`; `sha256` is that of the whole file.
    package func attachmentSealer(_ entryClass: EntryClass, sha256: [UInt8], byteCount: Int) -> AttachmentSealer {
        AttachmentSealer(ring: ring, entryClass: entryClass, sha256: sha256, byteCount: byteCount)
    }

    /// ISO/IEC 7816-4 padding to a multiple of 256, as `sodium_pad` writes it.
    private static func pad(_ text: inout [UInt8]) {
        let length = text.count
        text.append(contentsOf: repeatElement(0, count: paddingBlock - length % paddingBlock))
        text[length] = 0x80
    }

    static let paddingBlock = 256
}

/// A record that this program sealed a moment ago; only `Sealer` makes one.
package struct SealedRecord: Sendable {
    package let record: Record
    package let leafHash: [UInt8]
}
