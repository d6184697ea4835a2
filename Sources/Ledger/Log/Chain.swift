/// Follows the hash chain through records in order. Format.md, "Leaf".
///
/// Begun at record 0 it checks the whole chain; begun later it takes the first record's `prev` as
/// given, and a key that opens the record then vouches for its leaf (the leaf hash is sealed with it).
package struct Chain: Sendable {
    private var nextNumber: Int
    private var previous: Hash32?

    /// Checks from the first record of the log that `key` signs.
    package init(from key: VerifierKey) {
        nextNumber = 0
        previous = Hash32(Self.genesis(key))
    }

    /// Checks from record `number` on.
    package init(startingAt number: Int) {
        nextNumber = number
        previous = nil
    }

    /// The next record if it continues the chain. After a fault the chain goes on from the faulty
    /// record as it stands, so that one fault is not reported for every record behind it.
    ///
    /// - Parameter leafHash: That of the record's leaf, where the caller has just computed it.
    package mutating func verify(_ record: Record, leafHash: Hash32? = nil) -> Result<VerifiedRecord, ChainFault> {
        let hash = leafHash ?? record.leaf.withUnsafeBytes { Merkle.leafHash(of: $0) }
        let leaf = try? Leaf(bytes: record.leaf)
        if let fault = follow(record.number, leaf.map { ($0.previous, $0.number) }, hash) { return .failure(fault) }
        guard let leaf else { return .failure(.notALeaf(at: record.number)) }
        return .success(VerifiedRecord(record: record, leaf: leaf, leafHash: hash.bytes))
    }

    /// As `verify`, for a record that is not going to be opened; `leafHash` is that of `leaf`.
    package mutating func fault(
        at number: Int, leaf: UnsafeRawBufferPointer, leafHash: Hash32
    ) -> ChainFault? {
        let links = leaf.withMemoryRebound(to: UInt8.self) { try? Leaf.links(in: $0) }
        return follow(number, links, leafHash)
    }

    private mutating func follow(
        _ number: Int, _ links: (previous: Hash32, number: Int)?, _ leafHash: Hash32
    ) -> ChainFault? {
        let (expectedNumber, expectedPrevious) = (nextNumber, previous)
        nextNumber = number &+ 1  // a planted row may bear the largest number there is
        previous = leafHash
        guard let links else { return .notALeaf(at: number) }
        guard number == expectedNumber else { return .gap(expected: expectedNumber, found: number) }
        guard links.number == number else { return .otherNumber(at: number, leafSays: links.number) }
        guard expectedPrevious == nil || links.previous == expectedPrevious else { return .brokenLink(at: number) }
        return nil
    }

    package static func genesis(_ key: VerifierKey) -> [UInt8] { sha256(Array(key.text.utf8)) }
}

/// A record whose leaf is well formed, bears the record's number and continues the chain.
package struct VerifiedRecord: Sendable {
    package let record: Record
    package let leaf: Leaf
    package let leafHash: [UInt8]

    fileprivate init(record: Record, leaf: Leaf, leafHash: [UInt8]) {
        self.record = record
        self.leaf = leaf
        self.leafHash = leafHash
    }

    package var number: Int { record.number }
}

/// Where the chain is broken.
package enum ChainFault: Error, Equatable {
    /// The stored bytes are not a leaf.
    case notALeaf(at: Int)
    /// Records are missing: `expected` should have come, `found` came.
    case gap(expected: Int, found: Int)
    /// A leaf stands in another record's place.
    case otherNumber(at: Int, leafSays: Int)
    /// The leaf does not name the hash of the record before it.
    case brokenLink(at: Int)
}
