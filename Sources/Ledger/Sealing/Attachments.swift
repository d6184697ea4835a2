import CSodium
import Crypto

/// How files are kept: padded to a Padmé length, sealed with libsodium's secretstream in chunks of
/// 256 KiB, named by a keyed hash. Format.md, "Attachments".
package enum AttachmentFormat {
    /// Plain bytes in every chunk but the last.
    package static let chunkByteCount = 256 << 10
    /// Longest file: 4 GiB.
    package static let byteLimit = 4 << 30

    /// The length to which `byteCount` is padded, at most 12 % more (Padmé, PoPETs 2019.4, section 4).
    package static func paddedByteCount(_ byteCount: Int) -> Int {
        guard byteCount > 1 else { return byteCount }
        let exponent = Int.bitWidth - 1 - byteCount.leadingZeroBitCount
        let bits = Int.bitWidth - exponent.leadingZeroBitCount
        let mask = (1 << (exponent - bits)) - 1
        return (byteCount + mask) & ~mask
    }

    /// The number of chunks that a file of `byteCount` bytes fills.
    package static func chunkCount(_ byteCount: Int) -> Int {
        max(1, (paddedByteCount(byteCount) + chunkByteCount - 1) / chunkByteCount)
    }

    static func name(sha256: [UInt8], keys: ClassKeys) -> [UInt8] {
        keys.attachmentName.withBytes { key in
            Array(HMAC<SHA256>.authenticationCode(for: sha256, using: SymmetricKey(data: key)))
        }
    }

    static func streamKey(name: [UInt8], keys: ClassKeys) -> SecretKey {
        Derivation.key(.attachmentStream, from: keys.attachment, salt: name)
    }
}

/// Seals one file, chunk by chunk, in bounded memory.
package struct AttachmentSealer {
    /// Keyed hash under which the chunks are stored; equal files of one class have one name.
    package let name: [UInt8]
    private let expectedSHA256: [UInt8]
    private let byteCount: Int
    private var state = crypto_secretstream_xchacha20poly1305_state()
    private var header: [UInt8]
    private var pending: [UInt8] = []
    private var hash = SHA256Stream()
    private var taken = 0
    private var position = 0

    init(ring: KeyRing, entryClass: EntryClass, sha256: [UInt8], byteCount: Int) {
        var header = [UInt8](repeating: 0, count: Int(crypto_secretstream_xchacha20poly1305_headerbytes()))
        var state = crypto_secretstream_xchacha20poly1305_state()
        guard let keys = ring.keys(entryClass) else {
            preconditionFailure("a ring that signs has both classes' keys")
        }
        name = AttachmentFormat.name(sha256: sha256, keys: keys)
        AttachmentFormat.streamKey(name: name, keys: keys).withBytes { key in
            _ = crypto_secretstream_xchacha20poly1305_init_push(
                &state, &header, key.bindMemory(to: UInt8.self).baseAddress!)
        }
        self.header = header
        self.state = state
        self.byteCount = byteCount
        expectedSHA256 = sha256
    }

    /// Takes the file's next bytes and hands every chunk that is full to `store`, with its position.
    package mutating func update(
        _ bytes: UnsafeRawBufferPointer, store: (Int, [UInt8]) throws -> Void
    ) throws {
        taken += bytes.count
        guard taken <= byteCount else { throw AttachmentError.changed }
        hash.update(bytes)
        pending.append(contentsOf: bytes)
        while pending.count > AttachmentFormat.chunkByteCount {
            try push(AttachmentFormat.chunkByteCount, isLast: false, store)
        }
    }

    /// Pads, seals what is left, and checks that the file was the one announced.
    package mutating func finish(store: (Int, [UInt8]) throws -> Void) throws {
        guard taken == byteCount, hash.finish() == expectedSHA256 else { throw AttachmentError.changed }
        var padding = AttachmentFormat.paddedByteCount(byteCount) - byteCount
        while padding > 0 || pending.count > AttachmentFormat.chunkByteCount {
            let more = min(padding, 2 * AttachmentFormat.chunkByteCount - pending.count)
            pending.append(contentsOf: repeatElement(0, count: more))
            padding -= more
            if pending.count > AttachmentFormat.chunkByteCount {
                try push(AttachmentFormat.chunkByteCount, isLast: false, store)
            }
        }
        try push(pending.count, isLast: true, store)
    }

    private mutating func push(_ count: Int, isLast: Bool, _ store: (Int, [UInt8]) throws -> Void) throws {
        let tag =
            isLast
            ? crypto_secretstream_xchacha20poly1305_tag_final() : crypto_secretstream_xchacha20poly1305_tag_message()
        let overhead = Int(crypto_secretstream_xchacha20poly1305_abytes())
        var sealed = [UInt8](repeating: 0, count: count + overhead)
        pending.withUnsafeBufferPointer { plain in
            _ = crypto_secretstream_xchacha20poly1305_push(
                &state, &sealed, nil, plain.baseAddress, UInt64(count), nil, 0, tag)
        }
        pending.removeFirst(count)
        try store(position, position == 0 ? header + sealed : sealed)
        position += 1
    }
}

/// Opens one file's chunks in order.
package struct AttachmentOpener {
    /// The name under which the chunks are stored.
    package let name: [UInt8]
    private let attachment: Attachment
    private let keys: ClassKeys
    private var state = crypto_secretstream_xchacha20poly1305_state()
    private var hash = SHA256Stream()
    private var remaining: Int
    private var position = 0
    private var isFinished = false

    /// Nil if `ring` has no key for the class.
    package init?(_ attachment: Attachment, of entryClass: EntryClass, ring: KeyRing) {
        guard let keys = ring.keys(entryClass) else { return nil }
        name = AttachmentFormat.name(sha256: attachment.sha256, keys: keys)
        self.keys = keys
        self.attachment = attachment
        remaining = attachment.byteCount
    }

    /// Gives the plain bytes of the next stored chunk to `body`.
    package mutating func open(
        chunk: [UInt8], _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        guard !isFinished else { throw AttachmentError.chunk(position) }
        var sealed = chunk[...]
        if position == 0 {
            let headerByteCount = Int(crypto_secretstream_xchacha20poly1305_headerbytes())
            guard chunk.count >= headerByteCount else { throw AttachmentError.chunk(0) }
            let header = Array(chunk[..<headerByteCount])
            let isStarted = AttachmentFormat.streamKey(name: name, keys: keys).withBytes { key in
                crypto_secretstream_xchacha20poly1305_init_pull(
                    &state, header, key.bindMemory(to: UInt8.self).baseAddress!) == 0
            }
            guard isStarted else { throw AttachmentError.chunk(0) }
            sealed = chunk[headerByteCount...]
        }
        let overhead = Int(crypto_secretstream_xchacha20poly1305_abytes())
        guard sealed.count >= overhead, sealed.count - overhead <= AttachmentFormat.chunkByteCount else {
            throw AttachmentError.chunk(position)
        }
        var plain = [UInt8](repeating: 0, count: sealed.count - overhead)
        var tag: UInt8 = 0
        let isOpen = sealed.withUnsafeBufferPointer { sealed in
            crypto_secretstream_xchacha20poly1305_pull(
                &state, &plain, nil, &tag, sealed.baseAddress, UInt64(sealed.count), nil, 0) == 0
        }
        guard isOpen else { throw AttachmentError.chunk(position) }
        isFinished = tag == crypto_secretstream_xchacha20poly1305_tag_final()
        position += 1
        let shown = min(remaining, plain.count)
        remaining -= shown
        try plain.withUnsafeBytes { bytes in
            hash.update(UnsafeRawBufferPointer(rebasing: bytes[..<shown]))
            try body(UnsafeRawBufferPointer(rebasing: bytes[..<shown]))
        }
    }

    /// Throws unless the last chunk was seen and the file is the one that the entry describes.
    package func finish() throws {
        guard isFinished, remaining == 0, position == AttachmentFormat.chunkCount(attachment.byteCount) else {
            throw AttachmentError.incomplete(chunks: position)
        }
        guard hash.finish() == attachment.sha256 else { throw AttachmentError.hash }
    }
}

/// Why a file could not be sealed or opened.
package enum AttachmentError: Error, Equatable {
    /// The file is not the one whose hash was taken before.
    case changed
    /// The chunk at this position is altered, or another file's.
    case chunk(Int)
    /// Chunks are missing at the end.
    case incomplete(chunks: Int)
    /// The opened bytes are not those that the entry describes.
    case hash
}
