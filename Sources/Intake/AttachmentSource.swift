import Ledger

/// Where the bytes of one attachment are until they are sealed.
package enum AttachmentSource: Sendable {
    case bytes([UInt8])
    /// A regular file.
    case file(path: String)
    /// A stretch of a source file, as it is.
    case range(SourceFile, Range<Int>)
    /// A stretch of a source file that is base64, perhaps with white space and references to it.
    case base64Range(SourceFile, Range<Int>)

    /// Hands out the bytes in pieces, holding one at a time.
    ///
    /// - Throws: `ImportError.changedWhileReading` at the end if they are not the bytes that
    ///   `attachment` tells of; what was handed out must not be used then. Whatever `body` throws.
    package func read(
        _ attachment: Attachment, chunkSize: Int = 1 << 16, _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        var hash = SHA256Stream()
        var byteCount = 0
        try forEachChunk(size: chunkSize) { bytes in
            hash.update(bytes)
            byteCount += bytes.count
            try body(bytes)
        }
        guard byteCount == attachment.byteCount, hash.finish() == attachment.sha256 else {
            throw ImportError.changedWhileReading
        }
    }

    private func forEachChunk(size: Int, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        switch self {
        case .bytes(let bytes):
            try SourceFile(bytes: bytes).forEachChunk(size: size) { bytes, _ in try body(bytes) }
        case .file(let path):
            try SourceFile(path: path).forEachChunk(size: size) { bytes, _ in try body(bytes) }
        case .range(let file, let range):
            try file.forEachChunk(of: range, size: size) { bytes, _ in try body(bytes) }
        case .base64Range(let file, let range):
            var decoder = Base64Stream()
            try file.forEachChunk(of: range, size: size) { text, _ in
                try decoder.decode(text).withUnsafeBytes(body)
            }
            try decoder.finish().withUnsafeBytes(body)
        }
    }
}
