import Ledger

/// Opens one age file in bounded memory, whatever its length.
///
/// Bytes handed out are authentic one by one; that the file ends there is known only when `finish` returned.
package struct AgeDecryptor: ~Copyable {
    /// Takes the plain file's next bytes; they are valid until it returns.
    package typealias Sink = (UnsafeRawBufferPointer) throws -> Void

    private let identities: [AgeIdentity]
    private var armor: AgeArmor?
    private var payload: AgePayload?
    /// What came of the header and the 16 bytes behind it.
    private var front: [UInt8] = []
    private var header: AgeHeader?

    /// - Parameter isArmored: Whether the file is in the text form; binary else.
    package init(identities: [AgeIdentity], isArmored: Bool = false) {
        self.identities = identities
        armor = isArmored ? AgeArmor() : nil
    }

    /// Takes the sealed file's next bytes.
    ///
    /// - Throws: `AgeError`, or what `sink` throws; nothing more may be given then.
    package mutating func update(_ bytes: UnsafeRawBufferPointer, into sink: Sink) throws {
        guard let (plain, fault) = armor?.update(bytes) else { return try read(bytes, sink) }
        try plain.withUnsafeBytes { try read($0, sink) }
        if let fault { throw fault }
    }

    /// Says that the file ends here.
    ///
    /// - Throws: `AgeError` if it must not end here.
    package mutating func finish(into sink: Sink) throws {
        let rest = try armor?.finish() ?? []
        try rest.withUnsafeBytes { try read($0, sink) }
        guard header != nil else { throw AgeError.header }
        guard payload != nil else { throw AgeError.header }
        try payload?.finish(into: sink)
    }

    private mutating func read(_ bytes: UnsafeRawBufferPointer, _ sink: Sink) throws {
        guard payload == nil else {
            try payload?.update(bytes, into: sink)
            return
        }
        front.append(contentsOf: bytes)
        guard let count = try headerByteCount() else { return }
        let header = try header ?? AgeHeader(Array(front[..<count]))
        self.header = header
        guard front.count >= count + 16 else { return }
        let key = try AgeUnwrapping.payloadKey(header, identities, salt: Array(front[count..<(count + 16)]))
        payload = AgePayload(key: key)
        let rest = Array(front[(count + 16)...])
        front = []
        try rest.withUnsafeBytes { try payload?.update($0, into: sink) }
    }

    private func headerByteCount() throws(AgeError) -> Int? {
        let version = AgeFormat.version + [UInt8(ascii: "\n")]
        guard front.prefix(version.count).elementsEqual(version.prefix(front.count)) else { throw .header }
        let count = AgeHeader.byteCount(in: front)
        guard count ?? front.count <= AgeFormat.headerByteLimit else { throw .headerTooLong }
        return count
    }
}

/// From a header to the key of the payload.
enum AgeUnwrapping {
    static func payloadKey(
        _ header: AgeHeader, _ identities: [AgeIdentity], salt: [UInt8]
    ) throws(AgeError) -> SecretKey {
        let isAlone = header.stanzas.count == 1
        guard isAlone || !header.stanzas.contains(where: { $0.type == AgeScrypt.type }) else { throw .header }
        for identity in identities {
            for stanza in header.stanzas {
                guard let fileKey = try unwrap(stanza, identity) else { continue }
                guard AgeDerivation.isHeaderCode(header.code, of: header.authenticated, fileKey: fileKey) else {
                    throw .changedHeader
                }
                return AgeDerivation.key("payload", from: fileKey, salt: salt)
            }
        }
        throw .noMatch(isPostQuantum: header.stanzas.contains { $0.type == "mlkem768x25519" })
    }

    private static func unwrap(_ stanza: AgeStanza, _ identity: AgeIdentity) throws(AgeError) -> SecretKey? {
        switch (stanza.type, identity.kind) {
        case (AgeX25519.type, .x25519): try AgeX25519.unwrap(stanza, secret: identity.secret)
        case (AgeScrypt.type, .passphrase): try AgeScrypt.unwrap(stanza, passphrase: identity.secret)
        default: nil
        }
    }
}
