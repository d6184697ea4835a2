import Foundation
import Testing

@testable import Ledger

@Suite("Proof files")
struct TlogProofTests {
    private static let origin = "daybook/000102030405060708090a0b0c0d0e0f"
    private static let leaves = (0..<11).compactMap { Hash32(Merkle.leafHash(of: [UInt8($0)])) }

    private static func file(_ index: Int, extra: [UInt8]? = nil) -> TlogProof {
        let head = TreeHead(size: leaves.count, root: Merkle.root(of: leaves.map(\.bytes)))
        return TlogProof(
            proof: InclusionProof(of: index, in: leaves),
            checkpointNote: Checkpoint(origin: origin, head: head).signed(by: SecretSeed(byte: 3).signingKey()),
            extra: extra)
    }

    @Test("every leaf's file is read back and gives its checkpoint; it proves no other leaf")
    func roundTrip() throws {
        let key = SecretSeed(byte: 3).signingKey().verifierKey(name: Self.origin)
        for index in Self.leaves.indices {
            for extra in [nil, [1, 2, 3] as [UInt8]] {
                let file = Self.file(index, extra: extra)
                let read = try TlogProof(bytes: file.bytes)
                #expect(read == file)
                #expect(try read.checkpoint(holding: Self.leaves[index].bytes, key: key).head.size == 11)
                #expect(throws: TlogProofError.notIncluded) {
                    try read.checkpoint(holding: Self.leaves[(index + 1) % 11].bytes, key: key)
                }
            }
        }
    }

    @Test("the file has the lines of the specification")
    func lines() {
        let hash = Hash32(sha256([1]))!
        let proof = InclusionProof(leafIndex: 10, hashes: [hash])
        let file = TlogProof(proof: proof, checkpointNote: Array("checkpoint data\n".utf8), extra: Array("more".utf8))
        let text = "c2sp.org/tlog-proof@v1\nextra bW9yZQ==\nindex 10\n\(Base64.encode(hash.bytes))\n\ncheckpoint data\n"
        #expect(file.bytes == Array(text.utf8))
    }

    @Test("every flipped bit and every truncation is noticed")
    func damage() throws {
        let key = SecretSeed(byte: 3).signingKey().verifierKey(name: Self.origin)
        let leaf = Self.leaves[6].bytes
        let bytes = Self.file(6).bytes
        for bit in 0..<bytes.count * 8 {
            var changed = bytes
            changed[bit / 8] ^= 1 << (bit % 8)
            #expect(throws: TlogProofError.self, "bit \(bit)") {
                try TlogProof(bytes: changed).checkpoint(holding: leaf, key: key)
            }
        }
        for count in bytes.indices {
            #expect(throws: TlogProofError.self) {
                try TlogProof(bytes: Array(bytes[..<count])).checkpoint(holding: leaf, key: key)
            }
        }
    }
}
