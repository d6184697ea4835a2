import Ledger

extension LockedBook {
    /// A file that proves offline, without a key, that entry `number` is in the log of the newest checkpoint:
    /// `c2sp.org/tlog-proof@v1`. It says nothing of what the entry says.
    ///
    /// - Returns: The leaf hash that the proof is about, and the file's bytes.
    package func proof(of number: Int) throws -> (leafHash: [UInt8], bytes: [UInt8]) {
        do {
            return try store.read { snapshot in
                let stored = try snapshot.head()
                let head = try Self.checked(stored, key: verifierKey).head
                guard (0..<head.size).contains(number) else {
                    throw CaseError.usage("There is no entry \(number). See: daybook list")
                }
                var hashes: [Hash32] = []
                hashes.reserveCapacity(head.size)
                try snapshot.records(in: 0..<head.size) { record in
                    hashes.append(record.leaf.withUnsafeBytes { Merkle.leafHash(of: $0) })
                    return true
                }
                guard hashes.count == head.size else { throw CaseError.damaged }
                let proof = InclusionProof(of: number, in: hashes)
                guard proof.proves(hashes[number].bytes, in: head) else { throw CaseError.damaged }
                return (hashes[number].bytes, TlogProof(proof: proof, checkpointNote: stored.note).bytes)
            }
        } catch {
            throw CaseError(opening: error, path: path)
        }
    }
}
