import Ledger

/// The plain bytes of an age file that was written here, at any place of it.
///
/// Whoever wrote a file to somebody else's key cannot open it any more; with this the bytes on the disk are checked
/// all the same, and no plain copy of them is needed.
package final class AgeReader {
    private let key: SecretKey
    private let payloadOffset: Int
    /// The chunk that was opened last.
    private var plain: [UInt8] = []
    private var index: Int?

    private static let sealedByteCount = AgeFormat.chunkByteCount + AgeFormat.tagByteCount

    init(key: consuming SecretKey, payloadOffset: Int) {
        self.key = key
        self.payloadOffset = payloadOffset
    }

    /// The plain bytes of `sealed`, the file as it was written.
    ///
    /// - Throws: `AgeError.payload` if it is shorter than any age file; so does reading where a byte changed.
    package func plainBytes(of sealed: ByteSource) throws -> ByteSource {
        let payload = sealed.byteCount - payloadOffset
        let chunkCount = (payload + Self.sealedByteCount - 1) / Self.sealedByteCount
        let byteCount = payload - chunkCount * AgeFormat.tagByteCount
        guard chunkCount > 0, byteCount >= 0 else { throw AgeError.payload(index: 0) }
        (plain, index) = ([], nil)
        return ByteSource(byteCount: byteCount) { offset, buffer in
            var done = 0
            while done < buffer.count {
                let place = offset + done
                try self.open(place / AgeFormat.chunkByteCount, of: chunkCount, sealed)
                let rest = self.plain.dropFirst(place % AgeFormat.chunkByteCount).prefix(buffer.count - done)
                guard !rest.isEmpty else { throw AgeError.payload(index: place / AgeFormat.chunkByteCount) }
                rest.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: buffer[done...]).copyMemory(from: $0) }
                done += rest.count
            }
        }
    }

    private func open(_ wanted: Int, of chunkCount: Int, _ sealed: ByteSource) throws {
        guard wanted != index else { return }
        let start = payloadOffset + wanted * Self.sealedByteCount
        let bytes = try sealed.bytes(start..<min(start + Self.sealedByteCount, sealed.byteCount))
        var nonce = AgeNonce(index: wanted)
        nonce.setLast(wanted == chunkCount - 1)
        guard bytes.count >= AgeFormat.tagByteCount else { throw AgeError.payload(index: wanted) }
        var plain = [UInt8](repeating: 0, count: bytes.count - AgeFormat.tagByteCount)
        let isOpen = bytes.withUnsafeBytes { sealed in
            plain.withUnsafeMutableBytes { AgeSodium.open(sealed, nonce: nonce.bytes, key: key, into: $0) }
        }
        guard isOpen else { throw AgeError.payload(index: wanted) }
        (self.plain, index) = (plain, wanted)
    }
}
