import Ledger

/// The chunks behind an age header (age-encryption.org/v1, "Payload").
struct AgePayload: ~Copyable {
    private static let sealedByteCount = AgeFormat.chunkByteCount + AgeFormat.tagByteCount

    private let key: SecretKey
    private var nonce = AgeNonce()
    private var isFinished = false
    private var pending: [UInt8] = []
    private var plain = [UInt8](repeating: 0, count: AgeFormat.chunkByteCount)

    init(key: consuming SecretKey) { self.key = key }

    /// Opens every full chunk, first as one that others follow, then as the last.
    mutating func update(_ bytes: UnsafeRawBufferPointer, into sink: AgeDecryptor.Sink) throws {
        guard !bytes.isEmpty else { return }
        guard !isFinished else { throw AgeError.payload(index: nonce.index) }
        var rest = bytes[...]
        while pending.count + rest.count >= Self.sealedByteCount {
            if pending.isEmpty {
                try openFull(.init(rebasing: rest.prefix(Self.sealedByteCount)), sink)
                rest = rest.dropFirst(Self.sealedByteCount)
            } else {
                let more = Self.sealedByteCount - pending.count
                pending.append(contentsOf: rest.prefix(more))
                rest = rest.dropFirst(more)
                let sealed = pending
                pending.removeAll(keepingCapacity: true)
                try sealed.withUnsafeBytes { try openFull($0, sink) }
            }
            guard !isFinished || rest.isEmpty else { throw AgeError.payload(index: nonce.index) }
        }
        pending.append(contentsOf: rest)
    }

    /// Opens the last chunk, unless it was a full one.
    mutating func finish(into sink: AgeDecryptor.Sink) throws {
        guard !isFinished else { return }
        // An empty chunk stands only for an empty file.
        guard pending.count > AgeFormat.tagByteCount || pending.count == AgeFormat.tagByteCount && nonce.index == 0
        else { throw AgeError.payload(index: nonce.index) }
        nonce.setLast(true)
        let sealed = pending
        guard try sealed.withUnsafeBytes({ try open($0, sink) }) else { throw AgeError.payload(index: nonce.index) }
        isFinished = true
    }

    private mutating func openFull(_ sealed: UnsafeRawBufferPointer, _ sink: AgeDecryptor.Sink) throws {
        if try open(sealed, sink) { return nonce.next() }
        nonce.setLast(true)
        guard try open(sealed, sink) else { throw AgeError.payload(index: nonce.index) }
        isFinished = true
    }

    private mutating func open(_ sealed: UnsafeRawBufferPointer, _ sink: AgeDecryptor.Sink) throws -> Bool {
        try plain.withUnsafeMutableBytes { plain in
            let out = UnsafeMutableRawBufferPointer(rebasing: plain[..<(sealed.count - AgeFormat.tagByteCount)])
            guard AgeSodium.open(sealed, nonce: nonce.bytes, key: key, into: out) else { return false }
            try sink(UnsafeRawBufferPointer(out))
            return true
        }
    }
}
