import Ledger

/// Writes one age file in bounded memory, whatever its length.
///
/// age tells nobody who wrote a file: sign first, then encrypt.
package struct AgeEncryptor: ~Copyable {
    /// Takes the file's next bytes; they are valid until it returns.
    package typealias Sink = (UnsafeRawBufferPointer) throws -> Void

    private let key: SecretKey
    private var front: [UInt8]
    private let frontByteCount: Int
    private var nonce = AgeNonce()
    private var pending: [UInt8] = []
    private var sealed = [UInt8](repeating: 0, count: AgeFormat.chunkByteCount + AgeFormat.tagByteCount)

    /// A file that each of `recipients`, at least one, can open.
    package init(to recipients: [AgeRecipient], random: RandomSource) throws(AgeWritingError) {
        precondition(!recipients.isEmpty, "an age file is written to somebody")
        let fileKey = SecretKey(byteCount: AgeFormat.fileKeyByteCount, fill: random.fill)
        var stanzas = [AgeStanza]()
        for case .x25519(let point) in recipients {
            guard let stanza = AgeX25519.wrap(fileKey, to: point, random: random) else { throw .unusableRecipient }
            stanzas.append(stanza)
        }
        self.init(stanzas: stanzas, fileKey: fileKey, random: random)
    }

    /// A file that `passphrase` opens. `workFactor` is at most `AgeFormat.workFactorLimit`; 18 takes 256 MiB and
    /// about a second.
    package init(
        passphrase: borrowing SecretKey, workFactor: Int = AgeFormat.workFactor, random: RandomSource
    ) throws(AgeWritingError) {
        let fileKey = SecretKey(byteCount: AgeFormat.fileKeyByteCount, fill: random.fill)
        guard
            let stanza = AgeScrypt.wrap(fileKey, passphrase: passphrase, workFactor: workFactor, random: random)
        else { throw .noMemory }
        self.init(stanzas: [stanza], fileKey: fileKey, random: random)
    }

    package init(_ lock: AgeLock, random: RandomSource) throws(AgeWritingError) {
        switch lock {
        case .recipients(let recipients): try self.init(to: recipients, random: random)
        case .passphrase(let identity):
            precondition(identity.kind == .passphrase, "a file is closed with a passphrase or for a recipient")
            try self.init(passphrase: identity.secret, random: random)
        }
    }

    private init(stanzas: [AgeStanza], fileKey: borrowing SecretKey, random: RandomSource) {
        let salt = random.bytes(16)
        front = AgeHeader(stanzas: stanzas, fileKey: fileKey).bytes + salt
        frontByteCount = front.count
        key = AgeDerivation.key("payload", from: fileKey, salt: salt)
        pending.reserveCapacity(AgeFormat.chunkByteCount)
    }

    /// Opens what this writes, so that it can be checked where it was written.
    package func reader() -> AgeReader { AgeReader(key: key.copy(), payloadOffset: frontByteCount) }

    /// Takes the plain file's next bytes.
    package mutating func update(_ bytes: UnsafeRawBufferPointer, into sink: Sink) throws {
        var rest = bytes[...]
        // A full chunk is written when more follows: only then it is not the last.
        while pending.count + rest.count > AgeFormat.chunkByteCount {
            if pending.isEmpty {
                try write(.init(rebasing: rest.prefix(AgeFormat.chunkByteCount)), isLast: false, sink)
                rest = rest.dropFirst(AgeFormat.chunkByteCount)
            } else {
                let more = AgeFormat.chunkByteCount - pending.count
                pending.append(contentsOf: rest.prefix(more))
                rest = rest.dropFirst(more)
                try writePending(isLast: false, sink)
            }
        }
        pending.append(contentsOf: rest)
    }

    /// Writes what is left. The file is whole only after it.
    package mutating func finish(into sink: Sink) throws { try writePending(isLast: true, sink) }

    private mutating func writePending(isLast: Bool, _ sink: Sink) throws {
        let plain = pending
        pending.removeAll(keepingCapacity: true)
        try plain.withUnsafeBytes { try write($0, isLast: isLast, sink) }
    }

    private mutating func write(_ plain: UnsafeRawBufferPointer, isLast: Bool, _ sink: Sink) throws {
        if !front.isEmpty {
            try front.withUnsafeBytes(sink)
            front = []
        }
        nonce.setLast(isLast)
        try sealed.withUnsafeMutableBytes { sealed in
            let out = UnsafeMutableRawBufferPointer(rebasing: sealed[..<(plain.count + AgeFormat.tagByteCount)])
            AgeSodium.seal(plain, nonce: nonce.bytes, key: key, into: out)
            try sink(UnsafeRawBufferPointer(out))
        }
        nonce.next()
    }
}

/// Why an age file could not be begun.
package enum AgeWritingError: Error, Equatable {
    /// A recipient's key is a point of low order.
    case unusableRecipient
    /// scrypt's memory is not to be had.
    case noMemory
}
