/// The hashes of RFC 6962 section 2.1.
package enum Merkle {
    /// The root of a tree without leaves: SHA-256 of nothing.
    package static let emptyRoot: [UInt8] = sha256([])

    /// `SHA-256(00 ‖ leaf)`.
    package static func leafHash(of leaf: [UInt8]) -> [UInt8] { leaf.withUnsafeBytes { leafHash(of: $0).bytes } }

    package static func leafHash(of leaf: UnsafeRawBufferPointer) -> Hash32 {
        var stream = SHA256Stream()
        withUnsafeBytes(of: UInt8(0)) { stream.update($0) }
        stream.update(leaf)
        return stream.finishHash()
    }

    /// `SHA-256(01 ‖ left ‖ right)`; traps unless both have 32 bytes.
    package static func nodeHash(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        guard let left = Hash32(left), let right = Hash32(right) else { preconditionFailure("a hash has 32 bytes") }
        return nodeHash(left, right).bytes
    }

    package static func nodeHash(_ left: Hash32, _ right: Hash32) -> Hash32 {
        withUnsafeTemporaryAllocation(byteCount: 65, alignment: 1) { input in
            input[0] = 1
            left.withBytes { UnsafeMutableRawBufferPointer(rebasing: input[1..<33]).copyMemory(from: $0) }
            right.withBytes { UnsafeMutableRawBufferPointer(rebasing: input[33..<65]).copyMemory(from: $0) }
            return Hash32(sha256: UnsafeRawBufferPointer(input))
        }
    }

    /// The root over `leafHashes`, in order; the empty root if there are none. Traps unless each has 32 bytes.
    package static func root(of leafHashes: [[UInt8]]) -> [UInt8] {
        var frontier = Frontier()
        for leafHash in leafHashes { frontier.append(leafHash) }
        return frontier.head.root
    }
}

/// What a log held at one moment: how many leaves, and the root over them.
package struct TreeHead: Hashable, Sendable {
    package let size: Int
    /// 32 bytes.
    package let root: [UInt8]

    package init(size: Int, root: [UInt8]) {
        self.size = size
        self.root = root
    }

    package static let empty = TreeHead(size: 0, root: Merkle.emptyRoot)
}
