import Foundation
import Outside
import Testing

@testable import Ledger

/// RFC 6962 section 2.1 word for word, slow and without cleverness.
private enum Naive {
    static func root(_ leaves: ArraySlice<[UInt8]>) -> [UInt8] {
        if leaves.isEmpty { return sha256([]) }
        if leaves.count == 1 { return leaves.first! }
        let split = leaves.startIndex + half(leaves.count)
        return sha256([1] + root(leaves[..<split]) + root(leaves[split...]))
    }

    static func path(_ index: Int, _ leaves: ArraySlice<[UInt8]>) -> [[UInt8]] {
        if leaves.count == 1 { return [] }
        let count = half(leaves.count)
        let split = leaves.startIndex + count
        return index < count
            ? path(index, leaves[..<split]) + [root(leaves[split...])]
            : path(index - count, leaves[split...]) + [root(leaves[..<split])]
    }

    static func consistency(_ old: Int, _ leaves: ArraySlice<[UInt8]>, _ isWhole: Bool) -> [[UInt8]] {
        if old == leaves.count { return isWhole ? [] : [root(leaves)] }
        let count = half(leaves.count)
        let split = leaves.startIndex + count
        return old <= count
            ? consistency(old, leaves[..<split], isWhole) + [root(leaves[split...])]
            : consistency(old - count, leaves[split...], false) + [root(leaves[..<split])]
    }

    private static func half(_ count: Int) -> Int {
        var power = 1
        while power * 2 < count { power *= 2 }
        return power
    }
}

@Suite("Tree")
struct MerkleTests {
    private static let most = 70
    private static let leaves = (0..<most).map { Merkle.leafHash(of: [UInt8($0)]) }
    private static let hashes = leaves.compactMap { Hash32($0) }
    private static let heads = (0...most).map { TreeHead(size: $0, root: Naive.root(leaves[..<$0])) }

    @Test("appending gives the root that the RFC defines, at every size")
    func roots() throws {
        var frontier = Frontier()
        for size in 0...Self.most {
            #expect(frontier.head == Self.heads[size])
            #expect(Merkle.root(of: Array(Self.leaves[..<size])) == Self.heads[size].root)
            #expect(try Frontier(bytes: frontier.bytes) == frontier)
            if size < Self.most { frontier.append(Self.leaves[size]) }
        }
    }

    @Test("every leaf of every tree has the RFC's path, which proves it and nothing else")
    func inclusion() {
        for size in 1...Self.most {
            for index in 0..<size {
                let proof = InclusionProof(of: index, in: Array(Self.hashes[..<size]))
                #expect(proof.hashes.map(\.bytes) == Naive.path(index, Self.leaves[..<size]))
                #expect(proof.proves(Self.leaves[index], in: Self.heads[size]))
                #expect(!proof.proves(Self.leaves[(index + 1) % Self.most], in: Self.heads[size]))
                #expect(!proof.proves(Self.leaves[index], in: TreeHead(size: 0, root: Self.heads[size].root)))
                for other in 0..<size where other != index {
                    let moved = InclusionProof(leafIndex: other, hashes: proof.hashes)
                    if moved.proves(Self.leaves[index], in: Self.heads[size]) { Issue.record("\(index) as \(other)") }
                }
                let longer = InclusionProof(leafIndex: index, hashes: proof.hashes + [Self.hashes[0]])
                #expect(!longer.proves(Self.leaves[index], in: Self.heads[size]))
                if !proof.hashes.isEmpty {
                    let shorter = InclusionProof(leafIndex: index, hashes: proof.hashes.dropLast())
                    #expect(!shorter.proves(Self.leaves[index], in: Self.heads[size]))
                }
            }
        }
    }

    @Test("every tree extends every smaller one by the RFC's proof, and by no other's")
    func consistency() {
        for size in 1...Self.most {
            for old in 1...size {
                let proof = ConsistencyProof(from: old, to: Array(Self.hashes[..<size]))
                #expect(proof.hashes.map(\.bytes) == Naive.consistency(old, Self.leaves[..<size], true))
                #expect(proof.proves(Self.heads[size], extends: Self.heads[old]))
                let forged = TreeHead(size: old, root: Self.heads[old - 1].root)
                #expect(!proof.proves(Self.heads[size], extends: forged))
                #expect(!proof.proves(TreeHead(size: size, root: Self.leaves[3]), extends: Self.heads[old]))
                #expect(!proof.proves(Self.heads[old], extends: Self.heads[size]) || old == size)
                #expect(
                    !ConsistencyProof(hashes: proof.hashes + [Self.hashes[0]])
                        .proves(Self.heads[size], extends: Self.heads[old]))
            }
            #expect(!ConsistencyProof(hashes: []).proves(Self.heads[size], extends: .empty))
        }
    }

    @Test("a stored frontier of another length, or beyond 2^53 − 1, is refused")
    func storedFrontier() {
        var frontier = Frontier()
        for leaf in Self.leaves[..<7] { frontier.append(leaf) }
        let bytes = frontier.bytes
        for count in bytes.indices {
            #expect(throws: FrontierError.self) { try Frontier(bytes: Array(bytes[..<count])) }
        }
        #expect(throws: FrontierError.self) { try Frontier(bytes: bytes + [0]) }
        for bit in 0..<64 {
            var changed = bytes
            changed[bit / 8] ^= 1 << (bit % 8)
            #expect(throws: FrontierError.self) { try Frontier(bytes: changed) }
        }
    }
}

/// The cases of transparency-dev/merkle.
@Suite("Published tree proofs")
struct PublishedProofTests {
    @Test("98 inclusion cases")
    func inclusion() throws {
        guard let folder = SharedVectors.folder("merkle/testdata/inclusion") else { return }
        let files = SharedVectors.files(below: folder, ending: "json")
        #expect(files.count == 98)
        for file in files {
            let vector = try Self.vector(file)
            let proof = try Self.hashes(vector["proof"]).map {
                InclusionProof(leafIndex: try #require(vector["leafIdx"]?.integer), hashes: $0)
            }
            let head = TreeHead(
                size: try #require(vector["treeSize"]?.integer), root: try Self.bytes(vector["root"]))
            let isProved = proof?.proves(try Self.bytes(vector["leafHash"]), in: head) ?? false
            #expect(isProved == (vector["wantErr"] == false), "\(file.path)")
        }
    }

    @Test("98 consistency cases")
    func consistency() throws {
        guard let folder = SharedVectors.folder("merkle/testdata/consistency") else { return }
        let files = SharedVectors.files(below: folder, ending: "json")
        #expect(files.count == 98)
        for file in files {
            let vector = try Self.vector(file)
            let heads = try ["1", "2"].map {
                TreeHead(
                    size: try #require(vector["size" + $0]?.integer), root: try Self.bytes(vector["root" + $0]))
            }
            let proof = try Self.hashes(vector["proof"]).map { ConsistencyProof(hashes: $0) }
            let isProved = proof?.proves(heads[1], extends: heads[0]) ?? false
            #expect(isProved == (vector["wantErr"] == false), "\(file.path)")
        }
    }

    /// Two cases have index 2^64 − 1, which our JSON refuses; −1 is the same 64 bits.
    private static func vector(_ file: URL) throws -> JSONValue {
        let text = String(decoding: try SharedVectors.bytes(file), as: UTF8.self)
        return try JSONText.read(Array(text.replacingOccurrences(of: "18446744073709551615", with: "-1").utf8))
    }

    private static func bytes(_ value: JSONValue?) throws -> [UInt8] {
        value == .null ? [] : try #require(value?.string.flatMap { Base64.decode($0) })
    }

    /// Nil if one of them has no 32 bytes.
    private static func hashes(_ value: JSONValue?) throws -> [Hash32]? {
        let all = try (value?.array ?? []).map { try bytes($0) }
        let hashes = all.compactMap { Hash32($0) }
        return hashes.count == all.count ? hashes : nil
    }
}
