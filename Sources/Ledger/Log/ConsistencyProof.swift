/// That a tree begins with all of an older one, unchanged and in order. RFC 9162 section 2.1.4.
package struct ConsistencyProof: Hashable, Sendable {
    /// In the order of the RFC; none if the trees are the same.
    package let hashes: [Hash32]

    package init(hashes: [Hash32]) { self.hashes = hashes }

    /// Makes the proof from the first `oldSize` of `leafHashes` to all of them; traps unless
    /// `oldSize` is 1 to their number.
    package init(from oldSize: Int, to leafHashes: [Hash32]) {
        precondition(oldSize > 0 && oldSize <= leafHashes.count, "the old tree has leaves, and all are in the new one")
        hashes = Self.path(from: oldSize, in: leafHashes[...], isWholeOld: true)
    }

    /// True if the tree of `new` begins with the tree of `old`.
    ///
    /// An old tree without leaves is refused, as the published cases want: everything extends it, so
    /// there is nothing to prove.
    package func proves(_ new: TreeHead, extends old: TreeHead) -> Bool {
        guard old.size > 0, old.size <= new.size else { return false }
        if old.size == new.size { return hashes.isEmpty && old.root == new.root }
        guard let oldRoot = Hash32(old.root), let newRoot = Hash32(new.root) else { return false }
        // A full old tree is itself the first node, and is left out of the proof.
        let isFull = old.size.nonzeroBitCount == 1
        guard let first = isFull ? oldRoot : hashes.first else { return false }
        var (oldHash, newHash) = (first, first)
        var node = old.size - 1
        var last = new.size - 1
        let full = (~node).trailingZeroBitCount
        (node, last) = (node >> full, last >> full)
        for neighbour in hashes.dropFirst(isFull ? 0 : 1) {
            guard last > 0 else { return false }
            if !node.isMultiple(of: 2) || node == last {
                oldHash = Merkle.nodeHash(neighbour, oldHash)
                newHash = Merkle.nodeHash(neighbour, newHash)
                let unpaired = node.trailingZeroBitCount
                (node, last) = (node >> unpaired, last >> unpaired)
            } else {
                newHash = Merkle.nodeHash(newHash, neighbour)
            }
            (node, last) = (node >> 1, last >> 1)
        }
        return last == 0 && oldHash == oldRoot && newHash == newRoot
    }

    /// RFC 6962 section 2.1.2, SUBPROOF; `isWholeOld` is its `b`.
    private static func path(from oldCount: Int, in leaves: ArraySlice<Hash32>, isWholeOld: Bool) -> [Hash32] {
        if oldCount == leaves.count { return isWholeOld ? [] : [Merkle.root(of: leaves)] }
        let leftCount = Merkle.leftCount(leaves.count)
        let split = leaves.startIndex + leftCount
        return oldCount <= leftCount
            ? path(from: oldCount, in: leaves[..<split], isWholeOld: isWholeOld) + [Merkle.root(of: leaves[split...])]
            : path(from: oldCount - leftCount, in: leaves[split...], isWholeOld: false)
                + [Merkle.root(of: leaves[..<split])]
    }
}
