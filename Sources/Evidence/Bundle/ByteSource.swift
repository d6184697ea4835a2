import Foundation
import Ledger

/// Bytes to be read piece by piece, so that a bundle of any length is checked in bounded memory.
package struct ByteSource {
    package let byteCount: Int
    /// Fills the buffer from an offset on; both lie within the bytes.
    private let fill: (Int, UnsafeMutableRawBufferPointer) throws -> Void

    package init(byteCount: Int, fill: @escaping (Int, UnsafeMutableRawBufferPointer) throws -> Void) {
        self.byteCount = byteCount
        self.fill = fill
    }

    package init(_ bytes: [UInt8]) {
        self.init(byteCount: bytes.count) { offset, buffer in
            bytes.withUnsafeBytes {
                buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<offset + buffer.count]))
            }
        }
    }

    /// The file at `path`, with the length that it has now.
    ///
    /// - Throws: `ByteSourceError` if it cannot be opened.
    package init(path: String) throws(ByteSourceError) {
        guard let handle = FileHandle(forReadingAtPath: path), let end = try? handle.seekToEnd(), end <= Int.max else {
            throw ByteSourceError.unreadable
        }
        self.init(byteCount: Int(end)) { offset, buffer in
            var done = 0
            while done < buffer.count {
                let count = pread(
                    handle.fileDescriptor, buffer.baseAddress! + done, buffer.count - done, off_t(offset + done))
                guard count > 0 || (count < 0 && errno == EINTR) else { throw ByteSourceError.unreadable }
                done += max(0, count)
            }
        }
    }

    package func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws {
        if !buffer.isEmpty { try fill(offset, buffer) }
    }

    /// The bytes of `range`, all in memory.
    package func bytes(_ range: Range<Int>) throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
            try read(at: range.lowerBound, into: UnsafeMutableRawBufferPointer(buffer))
            count = range.count
        }
    }

    /// Hands out the bytes of `range` in pieces of at most 256 KiB.
    package func forEachPiece(of range: Range<Int>, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        let buffer = UnsafeMutableRawBufferPointer.allocate(
            byteCount: min(Self.pieceByteCount, range.count), alignment: 16)
        defer { buffer.deallocate() }
        var offset = range.lowerBound
        while offset < range.upperBound {
            let piece = UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(buffer.count, range.upperBound - offset)])
            try read(at: offset, into: piece)
            try body(UnsafeRawBufferPointer(piece))
            offset += piece.count
        }
    }

    /// Hands out the lines of `range` without their newlines, an empty one for a line longer than `limit`.
    ///
    /// - Returns: False, and nothing handed out, if the last line does not end in a newline.
    package func forEachLine(
        of range: Range<Int>, limit: Int, _ body: (ArraySlice<UInt8>) throws -> Void
    ) throws -> Bool {
        if range.isEmpty { return true }
        guard try bytes(range.upperBound - 1..<range.upperBound) == [Self.newline] else { return false }
        var begun: [UInt8] = []
        var isTooLong = false
        try forEachPiece(of: range) { piece in
            var rest = piece[...]
            while let end = rest.firstIndex(of: Self.newline) {
                isTooLong = isTooLong || begun.count + (end - rest.startIndex) > limit
                if !isTooLong { begun.append(contentsOf: rest[..<end]) }
                try body(isTooLong ? [] : begun[...])
                begun.removeAll(keepingCapacity: begun.count <= Self.pieceByteCount)
                isTooLong = false
                rest = rest[(end + 1)...]
            }
            isTooLong = isTooLong || begun.count + rest.count > limit
            if isTooLong { begun = [] } else { begun.append(contentsOf: rest) }
        }
        return true
    }

    private static let pieceByteCount = 256 << 10
    private static let newline = UInt8(ascii: "\n")
}

/// Why bytes could not be read.
package enum ByteSourceError: Error, Equatable {
    /// The file is not there, may not be read, or became shorter.
    case unreadable
}

/// Compares what is written to it with bytes that are there.
struct SameBytes {
    private let source: ByteSource
    private let range: Range<Int>
    private var offset: Int
    private var differs = false

    init(_ source: ByteSource, _ range: Range<Int>) {
        self.source = source
        self.range = range
        offset = range.lowerBound
    }

    mutating func write(_ bytes: [UInt8]) throws {
        guard !differs, range.upperBound - offset >= bytes.count else {
            differs = true
            return
        }
        differs = try source.bytes(offset..<offset + bytes.count) != bytes
        offset += bytes.count
    }

    /// True if everything was written and was the same.
    var isSame: Bool { !differs && offset == range.upperBound }
}
