/// A log's public key as C2SP signed-note writes it: `name+key id+base64(01 ‖ 32 bytes of Ed25519)`.
package struct VerifierKey: Hashable, Sendable {
    package let name: String
    /// 32 bytes.
    package let publicKey: [UInt8]
    /// First four bytes of `SHA-256(name ‖ 0A ‖ 01 ‖ public key)`, most significant first.
    package let keyID: UInt32

    /// Traps unless the key has 32 bytes and the name could stand in a note.
    package init(name: String, publicKey: [UInt8]) {
        precondition(publicKey.count == 32, "an Ed25519 key has 32 bytes")
        precondition(NoteText.isName(name), "a key's name has no white space and no plus sign")
        self.name = name
        self.publicKey = publicKey
        keyID = Self.keyID(name: name, publicKey: publicKey)
    }

    package var text: String {
        "\(name)+\(Hex.encode(keyID.bigEndianBytes))+\(Base64.encode([Self.ed25519] + publicKey))"
    }

    /// Reads exactly what `text` writes; no white space or line break around it.
    package init(text: String) throws(VerifierKeyError) {
        let parts = text.utf8.split(separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
        guard text.utf8.count <= 1024, parts.count == 3, let name = String(parts[0]),
            let id = Hex.decode(Array(parts[1])[...]), id.count == 4, let key = Base64.decode(Array(parts[2])[...])
        else { throw .malformed }
        guard NoteText.isName(name) else { throw .badName }
        guard key.first == Self.ed25519, key.count == 33 else { throw .notEd25519 }
        let publicKey = Array(key.dropFirst())
        guard id == Self.keyID(name: name, publicKey: publicKey).bigEndianBytes else { throw .wrongKeyID }
        self.init(name: name, publicKey: publicKey)
    }

    /// C2SP's number for Ed25519 signatures.
    static let ed25519: UInt8 = 1

    private static func keyID(name: String, publicKey: [UInt8]) -> UInt32 {
        let digest = sha256(Array(name.utf8) + [Ascii.newline, ed25519] + publicKey)
        return digest.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }
}

/// Why a text is no verifier key.
package enum VerifierKeyError: Error, Hashable {
    /// Not `name+eight hexadecimal digits+base64`.
    case malformed
    /// An empty name, or one with white space.
    case badName
    /// Another kind of key, or not 32 bytes of it.
    case notEd25519
    /// The key id belongs to another name or key: one of them was changed.
    case wrongKeyID
}

extension UInt32 {
    var bigEndianBytes: [UInt8] { withUnsafeBytes(of: bigEndian) { [UInt8]($0) } }
}
