import GRDB
import Ledger

extension VaultStore {
    /// Puts `added` in and takes the slots numbered `removed` out, in one transaction.
    ///
    /// The new ones are there before the old ones go, and what goes is overwritten with zeros. A copy of the
    /// file made before still opens with the old passphrase.
    ///
    /// - Parameter sealedSeed: That of the keys which the new slots wrap.
    /// - Throws: `.noSuchSlot` if another process changed the slots first, `.otherKeys` if it re-keyed the vault, `.refused` if none or more than
    ///   `Slot.limit` would be left.
    package func changeSlots(
        adding added: [Slot], removing removed: [Int], sealedSeed: [UInt8]
    ) throws(VaultError) {
        guard isWritable else { throw .readOnly }
        try VaultError.only {
            try queue.writeWithoutTransaction { db in
                try db.inTransaction(.immediate) {
                    try checkFileIsThere()
                    let stored = Snapshot(db: db)
                    try stored.checkKeys(sealedSeed)
                    let before = try stored.slots()
                    let next = 1 + (before.map(\.number).max() ?? 0)
                    for (index, slot) in added.enumerated() { try Self.add(slot, number: next + index, in: db) }
                    for number in removed {
                        try db.run("DELETE FROM slot WHERE number = ?", [.integer(number)])
                        guard db.changedRowCount == 1 else { throw VaultError.noSuchSlot(number) }
                    }
                    guard 1...Slot.limit ~= before.count + added.count - removed.count else {
                        throw VaultError.refused
                    }
                    return .commit
                }
                // What the log still holds of the old slots goes when it is folded in; another process that is
                // reading only puts that off.
                _ = try? db.checkpoint(.truncate)
            }
        }
    }
}
