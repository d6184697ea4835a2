import Ledger
import Vault

/// Changing what opens a vault. The vault key stays: whoever kept a copy of the file from before, and the
/// old passphrase, can still open that copy (SECURITY.md).
extension Book {
    /// Replaces every passphrase slot by one for `passphrase`, at the same cost; the recovery number stays.
    package func changePassphrase(to passphrase: borrowing SecretKey) throws {
        do {
            let old = try store.read { try $0.slots() }.filter { (try? $0.slot.kind()) == .passphrase }
            let slot = try passphraseSlot(for: passphrase, cost: Self.cost(of: old.map(\.slot)), ring: ring)
            try store.changeSlots(adding: [slot], removing: old.map(\.number), sealedSeed: locked.sealedSeed)
        } catch {
            throw CaseError(opening: error, path: path)
        }
    }

    /// A slot for `ring`; throws `failed` if there is too little memory for the cost.
    func passphraseSlot(
        for passphrase: borrowing SecretKey, cost: PassphraseCost, ring: KeyRing
    ) throws -> Slot {
        do throws(SlotError) {
            return try .passphrase(passphrase, cost: cost, ring: ring, random: environment.random)
        } catch {
            throw CaseError.failed(
                "There is not enough memory to protect the passphrase. Nothing was changed. Close other programs.")
        }
    }

    /// The highest cost that one of `slots` asks for; the standard one if none asks.
    static func cost(of slots: [Slot]) -> PassphraseCost {
        slots.compactMap { (try? $0.cost()) ?? nil }.max { $0.memoryByteCount < $1.memoryByteCount } ?? .standard
    }

    /// False if the vault was re-keyed since it was unlocked here; true where it cannot be read.
    package var hasCurrentKeys: Bool {
        do { try store.read { try $0.checkKeys(locked.sealedSeed) } } catch VaultError.otherKeys { return false } catch
        {}
        return true
    }
}
