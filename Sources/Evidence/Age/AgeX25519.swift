import Ledger

/// The stanza `X25519` (age-encryption.org/v1, "X25519 recipient stanza").
enum AgeX25519 {
    static let type = "X25519"
    private static let info = "age-encryption.org/v1/X25519"

    /// Nil where `recipient` is a point of low order, which nobody can have a key for.
    static func wrap(_ fileKey: borrowing SecretKey, to recipient: [UInt8], random: RandomSource) -> AgeStanza? {
        let once = random.key()
        guard let share = AgeSodium.publicKey(of: once), let shared = AgeSodium.shared(once, recipient) else {
            return nil
        }
        let key = AgeDerivation.key(info, from: shared, salt: share + recipient)
        return AgeStanza(type: type, arguments: [AgeText.encode(share)], body: AgeWrap.seal(fileKey, key: key))
    }

    /// The file key; nil if the stanza is for somebody else.
    static func unwrap(_ stanza: AgeStanza, secret: borrowing SecretKey) throws(AgeError) -> SecretKey? {
        guard stanza.arguments.count == 1, let share = AgeText.decode(stanza.arguments[0]), share.count == 32,
            stanza.body.count == AgeWrap.byteCount, let recipient = AgeSodium.publicKey(of: secret),
            let shared = AgeSodium.shared(secret, share)
        else { throw .header }
        return AgeWrap.open(stanza.body, key: AgeDerivation.key(info, from: shared, salt: share + recipient))
    }
}

/// The file key under another key: ChaCha20-Poly1305 with a nonce of zeros, each key being used once.
enum AgeWrap {
    static let byteCount = AgeFormat.fileKeyByteCount + AgeFormat.tagByteCount
    private static let nonce = [UInt8](repeating: 0, count: 12)

    static func seal(_ fileKey: borrowing SecretKey, key: borrowing SecretKey) -> [UInt8] {
        var sealed = [UInt8](repeating: 0, count: byteCount)
        sealed.withUnsafeMutableBytes { out in
            fileKey.withBytes { AgeSodium.seal($0, nonce: nonce, key: key, into: out) }
        }
        return sealed
    }

    static func open(_ sealed: [UInt8], key: borrowing SecretKey) -> SecretKey? {
        var isOpen = false
        let opened = SecretKey(byteCount: AgeFormat.fileKeyByteCount) { out in
            isOpen = sealed.withUnsafeBytes { AgeSodium.open($0, nonce: nonce, key: key, into: out) }
        }
        if isOpen { return opened }
        return nil
    }
}
