import CSodium

/// The key that signs a log's heads: Ed25519, in locked memory, wiped when the value ends.
package struct SigningKey: ~Copyable, Sendable {
    /// 32 bytes.
    package let publicKey: [UInt8]
    private let secret: SecretKey

    /// Makes the key pair that belongs to `seed`; traps unless that has 32 bytes.
    package init(seed: borrowing SecretKey) {
        precondition(seed.byteCount == crypto_sign_seedbytes(), "an Ed25519 seed has 32 bytes")
        var publicKey = [UInt8](repeating: 0, count: crypto_sign_publickeybytes())
        secret = seed.withBytes { seed in
            SecretKey(byteCount: crypto_sign_secretkeybytes()) { secret in
                crypto_sign_seed_keypair(
                    &publicKey, secret.assumingMemoryBound(to: UInt8.self).baseAddress!,
                    seed.assumingMemoryBound(to: UInt8.self).baseAddress!)
            }
        }
        self.publicKey = publicKey
    }

    /// Returns the 64 bytes of the signature; the same message gives the same ones.
    package borrowing func sign(_ message: [UInt8]) -> [UInt8] {
        var signature = [UInt8](repeating: 0, count: Ed25519.signatureByteCount)
        secret.withBytes { secret in
            _ = crypto_sign_detached(
                &signature, nil, message, UInt64(message.count),
                secret.assumingMemoryBound(to: UInt8.self).baseAddress!)
        }
        return signature
    }

    /// The public half under `name`; traps if that is empty or has white space or a plus sign.
    package borrowing func verifierKey(name: String) -> VerifierKey { VerifierKey(name: name, publicKey: publicKey) }
}

/// Checks Ed25519 signatures with libsodium, which refuses non-canonical and low-order encodings.
enum Ed25519 {
    static let signatureByteCount = 64

    static func isGood(_ signature: [UInt8], of message: [UInt8], publicKey: [UInt8]) -> Bool {
        Sodium.start()
        guard signature.count == signatureByteCount, publicKey.count == 32 else { return false }
        return crypto_sign_verify_detached(signature, message, UInt64(message.count), publicKey) == 0
    }
}
