import Ledger
import Vault

/// An unlocked vault. `Recording.swift` writes to it, `Reviewing.swift` reads it.
package final class Book {
    package let locked: LockedBook
    let ring: KeyRing

    init(locked: LockedBook, ring: KeyRing) {
        self.locked = locked
        self.ring = ring
    }

    package var environment: Environment { locked.environment }
    package var store: VaultStore { locked.store }
    package var path: String { locked.path }
    package var verifierKey: VerifierKey { locked.verifierKey }
}
