import CPowerCut
import Foundation
import Ledger
import Testing

@testable import Casework

/// Whoever measures how long an unlocking takes, or what it does, learns nothing of how near a guess was.
@Suite("Trust: wrong passphrases", .serialized)
struct GuessTests {
    private static let passphrases = ["river stone lamp orange", "quiet bread hill window", "seven green cups of tea"]

    /// A vault with three passphrases, each at a cost of its own, and two recovery numbers between them.
    private static func vault() throws -> TrustVault {
        let vault = try TrustVault()
        let book = try vault.open()
        defer { book.locked.close() }
        let random = vault.environment.random
        let costs = [(64, 3), (66, 3), (64, 4)].compactMap {
            PassphraseCost(memoryByteCount: $0 << 20, passes: $1)
        }
        let slots = try zip(passphrases, costs).map {
            try Slot.passphrase(SecretKey(copying: Array($0.utf8)), cost: $1, ring: vault.ring, random: random)
        }
        let recovery = (1...2).map {
            Slot.recovery(GroupedNumber(bytes: [UInt8](repeating: $0, count: 16)), ring: vault.ring, random: random)
        }
        let old = try book.store.read { try $0.slots() }.map(\.number)
        try book.store.changeSlots(
            adding: [slots[0], recovery[0], slots[1], recovery[1], slots[2]], removing: old,
            sealedSeed: book.locked.sealedSeed)
        return vault
    }

    private static let derivations = ["derive 67108864 3", "derive 69206016 3", "derive 67108864 4"]
    /// What follows once a slot's key is there: the commitment is compared and the wrapped key tried, come what may.
    private static let check = ["compare 32", "open 48"]

    @Test("each wrong passphrase is tried at every slot, with the same derivations and checks in the same order")
    func passphrases() throws {
        let vault = try Self.vault()
        let right = Self.passphrases
        // Nothing, as near as can be to that of each slot, far from all.
        let wrong = [
            "", String(right[0].dropLast()), right[1] + "\0", right[2].uppercased(), right[0] + right[1],
            String(repeating: "long ", count: 400),
        ]
        let expected = Self.derivations.flatMap { [$0] + Self.check }
        for passphrase in wrong {
            let (steps, isOpen) = try Self.steps(vault) {
                _ = try $0.unlock(passphrase: SecretKey(copying: Array(passphrase.utf8)))
            }
            #expect(steps == expected, "\(passphrase.prefix(30)): \(steps)")
            #expect(!isOpen)
        }
        // The right one ends the search at its slot; then the signing seed is opened.
        for (index, passphrase) in right.enumerated() {
            let (steps, isOpen) = try Self.steps(vault) {
                _ = try $0.unlock(passphrase: SecretKey(copying: Array(passphrase.utf8)))
            }
            let until = Self.derivations[...index].flatMap { [$0] + Self.check }
            #expect(steps == until + ["open 48"], "\(steps)")
            #expect(isOpen)
        }
    }

    @Test("each wrong recovery number is tried at every slot, and no passphrase's work is done for it")
    func recoveryNumbers() throws {
        let vault = try Self.vault()
        var near = [UInt8](repeating: 1, count: 16)
        near[15] = 2
        for bytes in [near, [UInt8](repeating: 0, count: 16), Array(0..<16), [UInt8](repeating: 255, count: 16)] {
            let (steps, isOpen) = try Self.steps(vault) { _ = try $0.unlock(recovery: GroupedNumber(bytes: bytes)) }
            #expect(steps == Self.check + Self.check, "\(steps)")
            #expect(!isOpen)
        }
    }

    /// What was worked out for one unlocking, and whether it succeeded.
    private static func steps(
        _ vault: TrustVault, _ unlock: (LockedBook) throws -> Void
    ) throws -> (steps: [String], isOpen: Bool) {
        let locked = try LockedBook(at: vault.path, environment: vault.environment)
        defer { locked.close() }
        var steps = [guess_step](repeating: guess_step(), count: 1024)
        return try steps.withUnsafeMutableBufferPointer { steps in
            guesses_note(steps.baseAddress, steps.count)
            var isOpen = true
            let outcome = Result { try unlock(locked) }
            let count = guesses_end()
            if case .failure(let error) = outcome {
                try #require((error as? CaseError)?.kind == .wrongPassphrase)
                isOpen = false
            }
            // libsodium compares 16 guard bytes by itself wherever a key's memory is given back.
            return (steps[..<count].map(\.text).filter { $0 != "compare 16" }, isOpen)
        }
    }
}

extension guess_step {
    fileprivate var text: String {
        switch kind {
        case guess_derive: "derive \(count) \(passes)"
        case guess_compare: "compare \(count)"
        case guess_open: "open \(count)"
        default: "unknown"
        }
    }
}
