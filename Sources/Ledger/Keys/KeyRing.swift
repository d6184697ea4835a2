/// The keys of an unlocked vault, in locked memory; they end with the last reference.
///
/// Made by `KeyRing.create` for a new log or by opening a slot. A ring opened from a slot for
/// evidence alone has neither private keys nor the signing key. Format.md, "Keys".
package final class KeyRing: Sendable {
    /// Name of the log, `daybook/<32 hex digits>`.
    package let origin: String
    package let verifierKey: VerifierKey
    let evidence: ClassKeys
    let `private`: ClassKeys?
    let signer: Signer?
    private let wrappedKey: SecretKey
    package let scope: SlotScope

    /// What an unwrapped slot key gives. Throws `KeyRingError.seed` if the sealed seed does not open or
    /// is not the seed of `verifierKey`.
    package init(
        unwrapped key: consuming SecretKey, scope: SlotScope, verifierKey: VerifierKey, sealedSeed: [UInt8]
    ) throws(KeyRingError) {
        let origin = verifierKey.name
        let salt = Array(origin.utf8)
        self.origin = origin
        self.verifierKey = verifierKey
        self.scope = scope
        switch scope {
        case .evidence:
            evidence = ClassKeys(key, salt: salt)
            `private` = nil
            signer = nil
        case .vault:
            evidence = ClassKeys(Derivation.key(.evidenceClass, from: key, salt: salt), salt: salt)
            `private` = ClassKeys(Derivation.key(.privateClass, from: key, salt: salt), salt: salt)
            let wrap = Derivation.key(.signingSeedWrap, from: key, salt: salt)
            guard let seed = AEAD.openKey(sealedSeed, data: salt, key: wrap), seed.byteCount == 32 else { throw .seed }
            let signer = Signer(seed: seed)
            guard signer.key.verifierKey(name: origin) == verifierKey else { throw .seed }
            self.signer = signer
        }
        wrappedKey = key
    }

    /// A new log's keys: origin, vault key and signing seed all from `random`.
    package static func create(random: RandomSource) -> (ring: KeyRing, sealedSeed: [UInt8]) {
        let origin = "daybook/" + Hex.encode(random.bytes(16))
        let vaultKey = random.key()
        return make(vaultKey: vaultKey, seed: random.key(), origin: origin, random: random)
    }

    /// The same log's keys with another vault key from `random`, and the signing seed of before sealed under it.
    ///
    /// - Parameter sealedSeed: The seed as this ring's vault keeps it.
    /// - Throws: `KeyRingError.seed` if that does not open, or this ring is for evidence alone.
    package func renewed(
        sealedSeed: [UInt8], random: RandomSource
    ) throws(KeyRingError) -> (ring: KeyRing, sealedSeed: [UInt8]) {
        let salt = Array(origin.utf8)
        guard scope == .vault else { throw .seed }
        let wrap = Derivation.key(.signingSeedWrap, from: wrappedKey, salt: salt)
        guard let seed = AEAD.openKey(sealedSeed, data: salt, key: wrap), seed.byteCount == 32,
            SigningKey(seed: seed).verifierKey(name: origin) == verifierKey
        else { throw .seed }
        return Self.make(vaultKey: random.key(), seed: seed, origin: origin, random: random)
    }

    private static func make(
        vaultKey: consuming SecretKey, seed: borrowing SecretKey, origin: String, random: RandomSource
    ) -> (ring: KeyRing, sealedSeed: [UInt8]) {
        let salt = Array(origin.utf8)
        let wrap = Derivation.key(.signingSeedWrap, from: vaultKey, salt: salt)
        let sealedSeed = seed.withBytes { AEAD.seal($0, data: salt, key: wrap, random: random) }
        let verifierKey = SigningKey(seed: seed).verifierKey(name: origin)
        guard
            let ring = try? KeyRing(
                unwrapped: vaultKey, scope: .vault, verifierKey: verifierKey, sealedSeed: sealedSeed)
        else { fatalError("a seed sealed a moment ago does not open") }
        return (ring, sealedSeed)
    }

    /// The key that a new slot of this ring's scope wraps.
    func withWrappedKey<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        wrappedKey.withBytes(body)
    }

    /// What the first record's `prev` is: SHA-256 of the verifier key's text.
    package var genesis: [UInt8] { Chain.genesis(verifierKey) }

    /// The keys of `entryClass`; nil if this ring has none.
    func keys(_ entryClass: EntryClass) -> ClassKeys? {
        switch entryClass {
        case .evidence: evidence
        case .private: `private`
        }
    }
}

/// Why opened key bytes do not make a ring.
package enum KeyRingError: Error, Equatable {
    /// The sealed signing seed does not open, or belongs to another log.
    case seed
}

/// The log's signing key, shared by reference: a noncopyable key cannot be an optional of a class.
final class Signer: Sendable {
    let key: SigningKey

    init(seed: borrowing SecretKey) { key = SigningKey(seed: seed) }
}

/// What one class of entries is sealed with.
final class ClassKeys: Sendable {
    let record: SecretKey
    let attachment: SecretKey
    let attachmentName: SecretKey

    init(_ classKey: borrowing SecretKey, salt: [UInt8]) {
        record = Derivation.key(.record, from: classKey, salt: salt)
        attachment = Derivation.key(.attachment, from: classKey, salt: salt)
        attachmentName = Derivation.key(.attachmentName, from: classKey, salt: salt)
    }
}
