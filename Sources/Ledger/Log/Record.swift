/// A record as the vault stores it: nothing about it has been checked.
package struct Record: Sendable, Hashable {
    /// Its place in the log, from 0, as the row says.
    package let number: Int
    /// The leaf's bytes, exactly as hashed. Format.md, "Leaf".
    package let leaf: [UInt8]
    /// `nonce ‖ ciphertext`. Format.md, "Sealed".
    package let sealed: [UInt8]

    package init(number: Int, leaf: [UInt8], sealed: [UInt8]) {
        self.number = number
        self.leaf = leaf
        self.sealed = sealed
    }
}
