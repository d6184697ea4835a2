import Foundation
import Ledger

/// A file to import, opened once: its length and SHA-256 are known, its bytes can be read again.
///
/// It may be of any size; no more than a chunk is held. Reading it again finds out if it changed.
package final class SourceFile: Sendable {
    /// Where it was opened; nil for bytes in memory.
    package let path: String?
    package let byteCount: Int
    /// SHA-256 of the whole file, 32 bytes.
    package let sha256: [UInt8]
    private let storage: Storage

    private enum Storage {
        case descriptor(Int32, Stamp)
        case memory([UInt8], longestChunk: Int)
    }

    /// What the system says of a file; a write changes it.
    private struct Stamp: Equatable {
        var byteCount: Int
        var device: UInt64
        var inode: UInt64
        var seconds: Int
        var nanoseconds: Int
    }

    /// Opens the regular file at `path` and reads it once for its SHA-256.
    package init(path: String) throws(ImportError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .cannotOpen(code: errno) }
        do throws(ImportError) {
            let stamp = try Self.stamp(of: descriptor)
            storage = .descriptor(descriptor, stamp)
            byteCount = stamp.byteCount
            self.path = path
            sha256 = try Self.hash(of: descriptor, byteCount: stamp.byteCount)
        } catch {
            close(descriptor)
            throw error
        }
    }

    /// Bytes in memory stand for a file, handed out in pieces of at most `longestChunk` bytes; tests and fuzz
    /// targets use this.
    package init(bytes: [UInt8], longestChunk: Int = 1 << 20) {
        path = nil
        storage = .memory(bytes, longestChunk: longestChunk)
        byteCount = bytes.count
        sha256 = Ledger.sha256(bytes)
    }

    deinit {
        if case .descriptor(let descriptor, _) = storage { close(descriptor) }
    }

    /// Hands out the whole file in pieces of at most `chunkSize` bytes, each with its offset.
    ///
    /// - Throws: `ImportError.changedWhileReading` at the end if the bytes are not those of
    ///   `sha256`; whatever `body` throws.
    package func forEachChunk(
        size chunkSize: Int = 1 << 20, _ body: (UnsafeRawBufferPointer, _ offset: Int) throws -> Void
    ) throws {
        var hash = SHA256Stream()
        try forEachChunk(of: 0..<byteCount, size: chunkSize) { bytes, offset in
            hash.update(bytes)
            try body(bytes, offset)
        }
        guard hash.finish() == sha256 else { throw ImportError.changedWhileReading }
    }

    /// Hands out the bytes of `range`, which lies within the file, in pieces.
    func forEachChunk(
        of range: Range<Int>, size chunkSize: Int = 1 << 20,
        _ body: (UnsafeRawBufferPointer, _ offset: Int) throws -> Void
    ) throws {
        switch storage {
        case .memory(let bytes, let longestChunk):
            let chunkSize = min(chunkSize, longestChunk)
            try bytes.withUnsafeBytes { all in
                for start in stride(from: range.lowerBound, to: range.upperBound, by: chunkSize) {
                    let end = min(start + chunkSize, range.upperBound)
                    try body(UnsafeRawBufferPointer(rebasing: all[start..<end]), start)
                }
            }
        case .descriptor(let descriptor, let stamp):
            try Self.read(range, from: descriptor, chunkSize: chunkSize, body)
            guard try Self.stamp(of: descriptor) == stamp else { throw ImportError.changedWhileReading }
        }
    }

    private static func read(
        _ range: Range<Int>, from descriptor: Int32, chunkSize: Int,
        _ body: (UnsafeRawBufferPointer, _ offset: Int) throws -> Void
    ) throws {
        let buffer = UnsafeMutableRawBufferPointer.allocate(
            byteCount: max(1, min(chunkSize, range.count)), alignment: 16)
        defer { buffer.deallocate() }
        var offset = range.lowerBound
        while offset < range.upperBound {
            let count = pread(
                descriptor, buffer.baseAddress, min(buffer.count, range.upperBound - offset), off_t(offset))
            if count < 0, errno == EINTR { continue }
            if count < 0 { throw ImportError.cannotRead(code: errno, byteOffset: offset) }
            if count == 0 { throw ImportError.changedWhileReading }
            try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]), offset)
            offset += count
        }
    }

    private static func hash(of descriptor: Int32, byteCount: Int) throws(ImportError) -> [UInt8] {
        var hash = SHA256Stream()
        do {
            try read(0..<byteCount, from: descriptor, chunkSize: 1 << 20) { bytes, _ in hash.update(bytes) }
        } catch {
            throw error as? ImportError ?? .changedWhileReading
        }
        return hash.finish()
    }

    private static func stamp(of descriptor: Int32) throws(ImportError) -> Stamp {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .cannotOpen(code: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
        #if canImport(Darwin)
            let time = status.st_mtimespec
        #else
            let time = status.st_mtim
        #endif
        return Stamp(
            byteCount: Int(status.st_size), device: UInt64(truncatingIfNeeded: status.st_dev),
            inode: UInt64(status.st_ino), seconds: Int(time.tv_sec), nanoseconds: Int(time.tv_nsec))
    }
}
