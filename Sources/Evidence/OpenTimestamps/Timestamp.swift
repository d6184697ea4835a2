import Ledger

/// A detached OpenTimestamps proof (`.ots`): how a file's hash leads to what others published.
package struct Timestamp: Equatable, Sendable {
    /// SHA-256 of the stamped file.
    package let digest: [UInt8]
    /// What the hash leads to, in the order of the proof.
    package let attestations: [Attestation]

    /// One end of the proof.
    package struct Attestation: Equatable, Sendable {
        package enum Kind: Equatable, Sendable {
            /// A calendar has promised to publish it; the address is the calendar's own.
            case pending(calendar: String)
            /// It is the Merkle root of the Bitcoin block of this height.
            case bitcoin(height: Int)
            /// Another kind, by its eight bytes in hex, or a Bitcoin one that cannot be read.
            case other(tag: String)
        }
        package let kind: Kind
        /// What the hash became on the way; nil where an operation is not carried out here (RIPEMD-160, Keccak).
        package let message: [UInt8]?
    }

    /// Bounds of python-opentimestamps, and ours on file and operations.
    package enum Limits {
        package static let byteCount = 1 << 20
        static let depth = 256
        static let operations = 10_000
        static let message = 4096
        static let payload = 8192
        static let address = 1000
    }

    /// Reads a whole file.
    package init(file: [UInt8]) throws(TimestampError) {
        guard file.count <= Limits.byteCount else { throw .tooLong(byteCount: file.count) }
        guard file.starts(with: Self.magic) else { throw .notATimestamp }
        var reader = TimestampReader(file.dropFirst(Self.magic.count))
        guard try reader.number() == 1 else { throw .otherVersion }
        guard try reader.byte() == TimestampReader.Operation.sha256.rawValue else { throw .notSHA256 }
        digest = try reader.bytes(32)
        attestations = try reader.timestamp(of: digest)
    }

    /// Reads what a calendar answers for `digest`: a proof without the file's beginning.
    package init(answer: [UInt8], for digest: [UInt8]) throws(TimestampError) {
        guard answer.count <= Limits.byteCount else { throw .tooLong(byteCount: answer.count) }
        var reader = TimestampReader(answer[...])
        self.digest = digest
        attestations = try reader.timestamp(of: digest)
    }

    private static let magic =
        [0x00] + Array("OpenTimestamps".utf8) + [0x00, 0x00] + Array("Proof".utf8)
        + [0x00, 0xbf, 0x89, 0xe2, 0xe8, 0x84, 0xe8, 0x92, 0x94]
}

/// Why bytes are no proof.
package enum TimestampError: Error, Equatable {
    case tooLong(byteCount: Int)
    /// Does not begin as an OpenTimestamps proof.
    case notATimestamp
    /// Not version 1.
    case otherVersion
    /// Stamps another hash than SHA-256.
    case notSHA256
    /// Ends too early, goes on too long, or breaks a bound or rule at this byte.
    case malformed(at: Int)
    /// Has more operations, or more of them in a row, than the bounds allow.
    case tooMany
}

extension Timestamp {
    /// A new proof of `digest` out of calendars' answers, one at least.
    ///
    /// What calendars see is `commitment(to:nonce:)`, which tells them nothing about the digest.
    ///
    /// - Parameter answers: As the calendars gave them, each read by `init(answer:for:)` without a fault.
    package static func file(digest: [UInt8], nonce: [UInt8], answers: [[UInt8]]) -> [UInt8] {
        precondition(!answers.isEmpty && digest.count == 32 && nonce.count == nonceByteCount)
        let sha256 = TimestampReader.Operation.sha256.rawValue
        let start = magic + [1, sha256] + digest
        let hidden = [TimestampReader.Operation.append.rawValue, UInt8(nonce.count)] + nonce + [sha256]
        let forks = answers.dropLast().flatMap { [TimestampReader.fork] + $0 }
        return start + hidden + forks + (answers.last ?? [])
    }

    package static let nonceByteCount = 16

    /// SHA-256 of digest and nonce.
    package static func commitment(to digest: [UInt8], nonce: [UInt8]) -> [UInt8] { sha256(digest + nonce) }
}
