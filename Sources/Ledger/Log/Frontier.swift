/// The full subtrees that make up a tree, largest first: all that is needed to append to it and to
/// know its root. A tree of a million leaves has at most twenty.
package struct Frontier: Sendable, Equatable {
    /// How many leaves the tree has.
    package private(set) var size: Int
    /// One hash for each bit set in `size`, most significant first.
    private var subtrees: [Hash32]

    /// A tree without leaves.
    package init() {
        size = 0
        subtrees = []
    }

    /// Traps unless the hash has 32 bytes.
    package mutating func append(_ leafHash: [UInt8]) {
        guard let leafHash = Hash32(leafHash) else { preconditionFailure("a hash has 32 bytes") }
        append(leafHash)
    }

    package mutating func append(_ leafHash: Hash32) {
        var hash = leafHash
        for _ in 0..<(~size).trailingZeroBitCount { hash = Merkle.nodeHash(subtrees.removeLast(), hash) }
        subtrees.append(hash)
        size += 1
    }

    /// Nil if the tree has no leaves.
    var root: Hash32? {
        guard var root = subtrees.last else { return nil }
        for subtree in subtrees.dropLast().reversed() { root = Merkle.nodeHash(subtree, root) }
        return root
    }

    package var head: TreeHead {
        guard let root else { return .empty }
        return TreeHead(size: size, root: root.bytes)
    }
}

/// As stored: the size in 8 bytes, most significant first, then each hash.
extension Frontier {
    package var bytes: [UInt8] {
        var bytes = withUnsafeBytes(of: UInt64(size).bigEndian) { [UInt8]($0) }
        for subtree in subtrees { bytes += subtree.bytes }
        return bytes
    }

    /// Reads what `bytes` wrote. Whether the hashes are right shows only in the root.
    package init(bytes: [UInt8]) throws(FrontierError) {
        guard bytes.count >= 8 else { throw .wrongLength(byteCount: bytes.count) }
        let size = bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard size <= JSONLimits.integer else { throw .sizeTooLarge }
        guard bytes.count == 8 + 32 * size.nonzeroBitCount else { throw .wrongLength(byteCount: bytes.count) }
        self.size = Int(size)
        subtrees = stride(from: 8, to: bytes.count, by: 32).compactMap { Hash32(bytes[$0..<$0 + 32]) }
    }
}

/// Why stored bytes are no frontier.
package enum FrontierError: Error, Hashable {
    /// Not 8 bytes and a hash for each bit set in the size.
    case wrongLength(byteCount: Int)
    /// A size beyond 2^53 − 1.
    case sizeTooLarge
}
