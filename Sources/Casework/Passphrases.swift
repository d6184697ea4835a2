import Ledger
import Vault

/// Changing what opens a vault. The vault key stays: whoever kept a copy of the file from before, and the
/// old passphrase, can still open that copy (SECURITY.md).
extension Book {
    /// Replaces every passphrase slot by one for `passphrase`; the recovery number stays.
    package func changePassphrase(to passphrase: borrowing SecretKey, cost: PassphraseCost = .standard) throws {
        let slot: Slot
        do throws(SlotError) {
            slot = try .passphrase(passphrase, cost: cost, ring: ring, random: environment.random)
        } catch {
            throw CaseError.failed(
                "There is not enough memory to protect the passphrase. Nothing was changed. Close other programs.")
        }
        do {
            let old = try store.read { try $0.slots() }.filter { (try? $0.slot.kind()) == .passphrase }
            try store.changeSlots(adding: [slot], removing: old.map(\.number))
        } catch {
            throw CaseError(opening: error, path: path)
        }
    }
}
