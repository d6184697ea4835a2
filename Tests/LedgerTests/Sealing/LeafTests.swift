import Testing

@testable import Ledger

struct LeafTests {
    @Test("a leaf has one spelling: reading it place by place and as any JSON agree, also on every changed byte")
    func spelling() throws {
        for number in [0, 7, 10, 99_999, 999_999_999_999_999, 1_000_000_000_000_000, 9_007_199_254_740_991] {
            let digests = (0..<6).map { sha256([UInt8($0)]) }
            let leaf = Leaf(digests: digests, previous: sha256([9]), number: number)
            #expect(try Leaf(bytes: leaf.bytes) == leaf)
            #expect(try Leaf(json: leaf.bytes) == leaf)
        }
        let whole = Leaf(digests: (0..<6).map { sha256([UInt8($0)]) }, previous: sha256([9]), number: 120).bytes
        for index in whole.indices {
            for byte in [UInt8(ascii: "0"), UInt8(ascii: "a"), UInt8(ascii: "A"), UInt8(ascii: "-"), 0, 0xFF] {
                var changed = whole
                changed[index] = byte
                #expect((try? Leaf(bytes: changed)) == (try? Leaf(json: changed)), "byte \(index) \(byte)")
            }
            let cut = Array(whole[..<index])
            #expect((try? Leaf(bytes: cut)) == nil)
        }
        #expect((try? Leaf(bytes: whole + [0x20])) == nil)
    }
}
