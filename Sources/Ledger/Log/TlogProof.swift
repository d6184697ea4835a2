/// A file that proves one leaf offline: its place, its path and the signed checkpoint, as
/// `c2sp.org/tlog-proof@v1` writes them. File names end in `.tlog-proof`.
package struct TlogProof: Equatable, Sendable {
    /// Not signed by anyone; nil if the file has none. Never empty.
    package let extra: [UInt8]?
    package let proof: InclusionProof
    /// The signed note, byte for byte.
    package let checkpointNote: [UInt8]

    /// Traps if `extra` is there and empty, or the note is.
    package init(proof: InclusionProof, checkpointNote: [UInt8], extra: [UInt8]? = nil) {
        precondition(extra?.isEmpty != true && !checkpointNote.isEmpty, "no extra data is nil, a proof has a note")
        self.extra = extra
        self.proof = proof
        self.checkpointNote = checkpointNote
    }

    /// Returns the checkpoint that holds `leafHash`, after its signature and the path were checked.
    package func checkpoint(
        holding leafHash: [UInt8], key: VerifierKey, form: Checkpoint.Form = .daybook
    ) throws(TlogProofError) -> Checkpoint {
        let checkpoint: Checkpoint
        do throws(CheckpointError) {
            checkpoint = try Checkpoint.open(note: checkpointNote, key: key, form: form)
        } catch {
            throw .checkpoint(error)
        }
        guard proof.proves(leafHash, in: checkpoint.head) else { throw .notIncluded }
        return checkpoint
    }
}

/// The file's bytes.
extension TlogProof {
    /// Most hashes of a path: one for each level of the largest tree.
    package static let hashLimit = 63

    package var bytes: [UInt8] {
        var lines = [Self.header]
        if let extra { lines.append(Self.extraPrefix + Base64.encode(extra)) }
        lines.append(Self.indexPrefix + String(proof.leafIndex))
        lines += proof.hashes.map { Base64.encode($0.bytes) }
        return lines.flatMap { Array($0.utf8) + [Ascii.newline] } + [Ascii.newline] + checkpointNote
    }

    /// Reads a file; neither path nor signature is checked yet.
    package init(bytes: [UInt8]) throws(TlogProofError) {
        guard bytes.count <= SignedNote.byteLimit + 65_536 else { throw .tooLong(byteCount: bytes.count) }
        var rest = bytes[...]
        guard Self.takeLine(from: &rest)?.elementsEqual(Self.header.utf8) == true else { throw .badHeader }
        var line = Self.takeLine(from: &rest)
        var extra: [UInt8]?
        if let text = Self.remainder(of: line, after: Self.extraPrefix) {
            extra = Base64.decode(text)
            guard extra?.isEmpty == false else { throw .badExtra }
            line = Self.takeLine(from: &rest)
        }
        guard let digits = Self.remainder(of: line, after: Self.indexPrefix), let index = Decimal.read(digits) else {
            throw .badIndex
        }
        var hashes = [Hash32]()
        while true {
            guard let line = Self.takeLine(from: &rest) else { throw .noBlankLine }
            if line.isEmpty { break }
            guard hashes.count < Self.hashLimit else { throw .tooManyHashes }
            guard let hash = Base64.decode(line).flatMap({ Hash32($0) }) else {
                throw .badHash(number: hashes.count + 1)
            }
            hashes.append(hash)
        }
        guard !rest.isEmpty else { throw .noCheckpoint }
        self.init(
            proof: InclusionProof(leafIndex: index, hashes: hashes), checkpointNote: Array(rest), extra: extra)
    }

    private static let header = "c2sp.org/tlog-proof@v1"
    private static let extraPrefix = "extra "
    private static let indexPrefix = "index "

    /// The next line without its newline, and past it; nil if no newline is left.
    private static func takeLine(from rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let end = rest.firstIndex(of: Ascii.newline) else { return nil }
        defer { rest = rest[(end + 1)...] }
        return rest[..<end]
    }

    private static func remainder(of line: ArraySlice<UInt8>?, after prefix: String) -> ArraySlice<UInt8>? {
        guard let line, line.starts(with: prefix.utf8) else { return nil }
        return line.dropFirst(prefix.utf8.count)
    }
}

/// Why bytes are no proof file, or do not prove what was asked.
package enum TlogProofError: Error, Hashable {
    case tooLong(byteCount: Int)
    /// The first line is not `c2sp.org/tlog-proof@v1`.
    case badHeader
    /// The line of extra data is empty or not base64.
    case badExtra
    /// No `index` line, or not a decimal number without leading zeros, at most 2^53 − 1.
    case badIndex
    /// Not the base64 of 32 bytes; hashes count from 1.
    case badHash(number: Int)
    case tooManyHashes
    /// The path does not end.
    case noBlankLine
    /// Nothing after the path.
    case noCheckpoint
    /// The checkpoint is malformed or not signed by the key.
    case checkpoint(CheckpointError)
    /// The checkpoint is good, and the path does not lead from the leaf to its root.
    case notIncluded
}
