import CSodium

/// One way into a vault: a passphrase or the recovery number. Format.md, "Slots".
///
/// `header` is canonical JSON and binds the slot to its log; `wrapped` is
/// `commitment ‖ nonce ‖ XChaCha20-Poly1305(key)`, 104 bytes.
package struct Slot: Sendable, Equatable {
    package let header: [UInt8]
    package let wrapped: [UInt8]

    package init(header: [UInt8], wrapped: [UInt8]) {
        self.header = header
        self.wrapped = wrapped
    }

    /// More slots than this in a vault are refused.
    package static let limit = 8
    static let wrappedByteCount = 32 + AEAD.overhead + 32

    package enum Kind: String, Sendable { case passphrase, recovery }
}

/// What the key in a slot opens.
package enum SlotScope: String, Sendable {
    /// Everything.
    case vault
    /// Evidence entries only; for an advocate.
    case evidence
}

/// What Argon2id is to cost. libsodium's Argon2id has one lane.
package struct PassphraseCost: Sendable, Hashable {
    package let memoryByteCount: Int
    package let passes: Int

    /// Nil outside 64 MiB ... 1 GiB and 3 ... 8 passes: less is too little, more is a planted slot.
    package init?(memoryByteCount: Int, passes: Int) {
        guard (64 << 20)...(1 << 30) ~= memoryByteCount, 3...8 ~= passes else { return nil }
        self.memoryByteCount = memoryByteCount
        self.passes = passes
    }

    private init(mebibytes: Int) {
        memoryByteCount = mebibytes << 20
        passes = 3
    }

    /// 256 MiB, three passes: about half a second.
    package static let standard = PassphraseCost(mebibytes: 256)
    /// 64 MiB, three passes; for a computer with little memory.
    package static let least = PassphraseCost(mebibytes: 64)
}

/// Why a slot is refused before any key is tried.
package enum SlotError: Error, Equatable {
    /// Not the header that Format.md, "Slots" describes.
    case header
    /// Not 104 bytes.
    case wrappedLength(Int)
    /// A cost outside the bounds: it could be planted to exhaust memory.
    case cost(memoryByteCount: Int, passes: Int)
    /// Argon2id found no memory.
    case noMemory(byteCount: Int)
}

extension Slot {
    package static func passphrase(
        _ passphrase: borrowing SecretKey, cost: PassphraseCost, ring: KeyRing, random: RandomSource
    ) throws(SlotError) -> Slot {
        let header = Header(kind: .passphrase, scope: ring.scope, salt: random.bytes(16), cost: cost)
        let key = try header.stretch(passphrase)
        return wrap(ring, header: header, with: key, random: random)
    }

    package static func recovery(_ number: GroupedNumber, ring: KeyRing, random: RandomSource) -> Slot {
        let header = Header(kind: .recovery, scope: ring.scope, salt: random.bytes(16), cost: nil)
        return wrap(ring, header: header, with: header.key(recovery: number), random: random)
    }

    package func kind() throws(SlotError) -> Kind { try Header(bytes: header).kind }

    /// What a guess at its passphrase costs; nil for a recovery number.
    package func cost() throws(SlotError) -> PassphraseCost? { try Header(bytes: header).cost }

    /// The wrapped key if `passphrase` is right; nil if it is not.
    ///
    /// Every wrong passphrase takes the same path: stretch, derive, compare in constant time.
    package func open(passphrase: borrowing SecretKey, origin: String) throws(SlotError) -> OpenedSlot? {
        let header = try Header(bytes: header)
        guard header.kind == .passphrase else { return nil }
        return try unwrap(header, with: header.stretch(passphrase), origin: origin)
    }

    /// The wrapped key if `recovery` is right; nil if it is not.
    package func open(recovery number: GroupedNumber, origin: String) throws(SlotError) -> OpenedSlot? {
        let header = try Header(bytes: header)
        guard header.kind == .recovery else { return nil }
        return try unwrap(header, with: header.key(recovery: number), origin: origin)
    }

    private static func wrap(
        _ ring: KeyRing, header: Header, with key: borrowing SecretKey, random: RandomSource
    ) -> Slot {
        let bytes = header.bytes
        let salt = binding(header: bytes, origin: ring.origin)
        let commitment = Derivation.key(.slotCommitment, from: key, salt: salt)
        let wrapKey = Derivation.key(.slotWrap, from: key, salt: salt)
        let sealed = ring.withWrappedKey { AEAD.seal($0, data: salt, key: wrapKey, random: random) }
        return Slot(header: bytes, wrapped: commitment.withBytes { Array($0) } + sealed)
    }

    private func unwrap(
        _ parsed: Header, with key: borrowing SecretKey, origin: String
    ) throws(SlotError) -> OpenedSlot? {
        guard wrapped.count == Self.wrappedByteCount else { throw .wrappedLength(wrapped.count) }
        let salt = Self.binding(header: header, origin: origin)
        let commitment = Derivation.key(.slotCommitment, from: key, salt: salt)
        let isRight = commitment.withBytes { sodium_memcmp($0.baseAddress!, Array(wrapped[..<32]), 32) == 0 }
        let wrapKey = Derivation.key(.slotWrap, from: key, salt: salt)
        let opened = AEAD.openKey(Array(wrapped[32...]), data: salt, key: wrapKey)
        guard isRight, let opened else { return nil }
        return OpenedSlot(key: opened, scope: parsed.scope)
    }

    /// Ties a slot to its log and to every byte of its header.
    private static func binding(header: [UInt8], origin: String) -> [UInt8] {
        Array(origin.utf8) + [0x0A] + header
    }
}

/// The key out of a slot.
package struct OpenedSlot: ~Copyable {
    let key: SecretKey
    package let scope: SlotScope

    init(key: consuming SecretKey, scope: SlotScope) {
        self.key = key
        self.scope = scope
    }

    package consuming func ring(verifierKey: VerifierKey, sealedSeed: [UInt8]) throws(KeyRingError) -> KeyRing {
        let scope = scope
        return try KeyRing(unwrapped: key.copy(), scope: scope, verifierKey: verifierKey, sealedSeed: sealedSeed)
    }
}

/// A slot's header as a value.
private struct Header {
    let kind: Slot.Kind
    let scope: SlotScope
    let salt: [UInt8]
    let cost: PassphraseCost?

    init(kind: Slot.Kind, scope: SlotScope, salt: [UInt8], cost: PassphraseCost?) {
        self.kind = kind
        self.scope = scope
        self.salt = salt
        self.cost = cost
    }

    var bytes: [UInt8] {
        var fields: [String: JSONValue] = [
            "kind": .string(kind.rawValue), "salt": .string(Base64URL.encode(salt)),
            "scope": .string(scope.rawValue), "v": 1,
        ]
        if let cost {
            fields["kdf"] = "argon2id"
            fields["memory"] = .integer(cost.memoryByteCount)
            fields["passes"] = .integer(cost.passes)
        } else {
            fields["kdf"] = "hkdf-sha256"
        }
        return CanonicalJSON.write(.object(fields))
    }

    init(bytes: [UInt8]) throws(SlotError) {
        guard bytes.count <= 1024, let value = try? CanonicalJSON.read(bytes), let fields = value.object,
            fields["v"] == 1, let kind = fields["kind"]?.string.flatMap(Slot.Kind.init(rawValue:)),
            let scope = fields["scope"]?.string.flatMap(SlotScope.init(rawValue:)),
            let salt = fields["salt"]?.string.flatMap({ Base64URL.decode($0) }), salt.count == 16
        else { throw .header }
        var cost: PassphraseCost?
        if kind == .passphrase {
            guard let memory = fields["memory"]?.integer, let passes = fields["passes"]?.integer else { throw .header }
            cost = PassphraseCost(memoryByteCount: memory, passes: passes)
            if cost == nil { throw .cost(memoryByteCount: memory, passes: passes) }
        }
        self.init(kind: kind, scope: scope, salt: salt, cost: cost)
        guard self.bytes == bytes else { throw .header }
    }

    /// Argon2id version 1.3 (RFC 9106) of the passphrase's bytes as they were typed.
    func stretch(_ passphrase: borrowing SecretKey) throws(SlotError) -> SecretKey {
        guard let cost else { throw .header }
        var isDone = false
        let key = SecretKey(byteCount: 32) { out in
            passphrase.withBytes { passphrase in
                isDone =
                    crypto_pwhash(
                        out.bindMemory(to: UInt8.self).baseAddress!, 32,
                        passphrase.bindMemory(to: CChar.self).baseAddress!, UInt64(passphrase.count), salt,
                        UInt64(cost.passes), cost.memoryByteCount, crypto_pwhash_ALG_ARGON2ID13) == 0
            }
        }
        guard isDone else { throw .noMemory(byteCount: cost.memoryByteCount) }
        return key
    }

    func key(recovery number: GroupedNumber) -> SecretKey {
        Derivation.key(.recovery, from: SecretKey(copying: number.bytes), salt: salt)
    }
}
