import Ledger

/// Reads one line of secret bytes straight into locked memory.
enum SecretLine {
    /// Longest passphrase, in bytes.
    static let limit = 1024

    enum Outcome: ~Copyable {
        case line(SecretKey)
        /// The input ended before the first byte.
        case end
        case tooLong
    }

    /// Takes bytes from `next` up to a line feed, or nil for the end, and no further: what follows on
    /// the same descriptor stays there. The line feed, and a carriage return before it, are left out;
    /// the other bytes are used as they are, in whatever encoding they came. A line that is too long
    /// is read to its end.
    static func read<Failure: Error>(next: () throws(Failure) -> UInt8?) throws(Failure) -> Outcome {
        var (count, hasLineFeed, isTooLong, last) = (0, false, false, UInt8(0))
        let whole = try SecretKey(byteCount: limit) { (buffer) throws(Failure) in
            while let byte = try next() {
                hasLineFeed = byte == UInt8(ascii: "\n")
                if hasLineFeed { break }
                if count < buffer.count {
                    buffer[count] = byte
                    count += 1
                } else {
                    isTooLong = true
                }
                last = byte
            }
        }
        if isTooLong { return .tooLong }
        if count == 0, !hasLineFeed { return .end }
        if last == UInt8(ascii: "\r") { count -= 1 }
        return .line(
            whole.withBytes { bytes in
                SecretKey(byteCount: count) { $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<count])) }
            })
    }

    /// Reads from an open file, a byte at a time.
    static func read(from descriptor: Int32) throws(SystemError) -> Outcome {
        try read { () throws(SystemError) in
            var byte: UInt8 = 0
            let count = try withUnsafeMutableBytes(of: &byte) { (buffer) throws(SystemError) in
                try Descriptor.read(descriptor, into: buffer)
            }
            return count == 0 ? nil : byte
        }
    }
}

extension SecretKey {
    /// True if both hold the same bytes, in a time that does not depend on where they differ.
    borrowing func equals(_ other: borrowing SecretKey) -> Bool {
        guard byteCount == other.byteCount else { return false }
        var difference: UInt8 = 0
        withBytes { mine in
            other.withBytes { theirs in
                for index in mine.indices { difference |= mine[index] ^ theirs[index] }
            }
        }
        return difference == 0
    }
}
