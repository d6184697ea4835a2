/// That one leaf is in a tree: the hashes beside its path to the root. RFC 9162 section 2.1.3.
package struct InclusionProof: Hashable, Sendable {
    /// The leaf's place, from 0.
    package let leafIndex: Int
    /// From the leaf's neighbour up to the root's child; one or none a level.
    package let hashes: [Hash32]

    package init(leafIndex: Int, hashes: [Hash32]) {
        self.leafIndex = leafIndex
        self.hashes = hashes
    }

    /// Makes the proof for one of `leafHashes`, which are all the tree's; traps if the index is none of theirs.
    ///
    /// Hashes the whole tree once.
    package init(of leafIndex: Int, in leafHashes: [Hash32]) {
        precondition(leafHashes.indices.contains(leafIndex), "the leaf is in the tree")
        self.leafIndex = leafIndex
        hashes = Self.path(to: leafIndex, in: leafHashes[...])
    }

    /// True if `leafHash` is at `leafIndex` in the tree that `head` describes.
    package func proves(_ leafHash: [UInt8], in head: TreeHead) -> Bool {
        guard let leafHash = Hash32(leafHash), let root = Hash32(head.root) else { return false }
        guard leafIndex >= 0, leafIndex < head.size else { return false }
        var hash = leafHash
        var node = leafIndex
        var last = head.size - 1  // the rightmost node of the level
        for neighbour in hashes {
            guard last > 0 else { return false }
            if !node.isMultiple(of: 2) || node == last {
                hash = Merkle.nodeHash(neighbour, hash)
                // A node without a right neighbour rises unhashed until it is one itself.
                let unpaired = node.trailingZeroBitCount
                (node, last) = (node >> unpaired, last >> unpaired)
            } else {
                hash = Merkle.nodeHash(hash, neighbour)
            }
            (node, last) = (node >> 1, last >> 1)
        }
        return last == 0 && hash == root
    }

    private static func path(to index: Int, in leaves: ArraySlice<Hash32>) -> [Hash32] {
        guard leaves.count > 1 else { return [] }
        let split = leaves.startIndex + Merkle.leftCount(leaves.count)
        return index < split
            ? path(to: index, in: leaves[..<split]) + [Merkle.root(of: leaves[split...])]
            : path(to: index, in: leaves[split...]) + [Merkle.root(of: leaves[..<split])]
    }
}

extension Merkle {
    /// The root over `leaves`; traps if there are none.
    static func root(of leaves: ArraySlice<Hash32>) -> Hash32 {
        var frontier = Frontier()
        for leaf in leaves { frontier.append(leaf) }
        guard let root = frontier.root else { preconditionFailure("a subtree has leaves") }
        return root
    }

    /// How many of `count` leaves, at least two, are in the left subtree: the largest power of two below.
    static func leftCount(_ count: Int) -> Int { 1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount) }
}
