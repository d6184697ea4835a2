import Seeds
import Testing

@testable import Ledger

@Suite("Slots")
struct SlotTests {
    @Test("a passphrase opens its slot, and another does not")
    func passphrase() throws {
        let random = Chance(1).source
        let (ring, seed) = KeyRing.create(random: random)
        let slot = try Slot.passphrase(SecretKey(copying: [1, 2]), cost: .least, ring: ring, random: random)
        let isRefused = try slot.open(passphrase: SecretKey(copying: [1, 3]), origin: ring.origin) == nil
        #expect(isRefused)
        guard let opened = try slot.open(passphrase: SecretKey(copying: [1, 2]), origin: ring.origin) else {
            Issue.record("the right passphrase did not open its slot")
            return
        }
        let again = try opened.ring(verifierKey: ring.verifierKey, sealedSeed: seed)
        #expect(again.withWrappedKey { Array($0) } == ring.withWrappedKey { Array($0) })
    }

    @Test("a slot of another log does not open")
    func replayed() throws {
        let random = Chance(1).source
        let ring = KeyRing.create(random: random).ring
        let number = GroupedNumber(bytes: random.bytes(16))
        let slot = Slot.recovery(number, ring: ring, random: random)
        #expect(isOpened(slot, number, origin: ring.origin))
        #expect(!isOpened(slot, number, origin: "daybook/" + String(repeating: "0", count: 32)))
    }

    @Test("every flipped bit of a recovery slot keeps it shut")
    func everyBit() throws {
        let random = Chance(1).source
        let ring = KeyRing.create(random: random).ring
        let number = GroupedNumber(bytes: random.bytes(16))
        let slot = Slot.recovery(number, ring: ring, random: random)
        for index in 0..<(slot.header.count + slot.wrapped.count) {
            var header = slot.header
            var wrapped = slot.wrapped
            if index < header.count { header[index] ^= 1 } else { wrapped[index - header.count] ^= 1 }
            let altered = Slot(header: header, wrapped: wrapped)
            #expect(!isOpened(altered, number, origin: ring.origin))
        }
    }

    @Test("hostile costs are refused before any work is done")
    func costs() throws {
        #expect(PassphraseCost(memoryByteCount: 2 << 30, passes: 3) == nil)
        #expect(PassphraseCost(memoryByteCount: 64 << 20, passes: 2) == nil)
        let header = Array(
            #"{"kdf":"argon2id","kind":"passphrase","memory":99999999999,"passes":3,"salt":"AAAAAAAAAAAAAAAAAAAAAA","scope":"vault","v":1}"#
                .utf8)
        let slot = Slot(header: header, wrapped: [UInt8](repeating: 0, count: 104))
        #expect(throws: SlotError.cost(memoryByteCount: 99_999_999_999, passes: 3)) {
            _ = try slot.open(passphrase: SecretKey(copying: [1]), origin: "o") == nil
        }
    }

    private func isOpened(_ slot: Slot, _ number: GroupedNumber, origin: String) -> Bool {
        do {
            guard try slot.open(recovery: number, origin: origin) != nil else { return false }
            return true
        } catch { return false }
    }
}
