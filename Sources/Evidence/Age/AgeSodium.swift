import CSodium
import Ledger

/// What age needs of libsodium: X25519, scrypt, ChaCha20-Poly1305 of RFC 8439.
///
/// Keys of swift-crypto live in memory that can be swapped out, and it has no scrypt.
enum AgeSodium {
    static func publicKey(of secret: borrowing SecretKey) -> [UInt8]? {
        var point = [UInt8](repeating: 0, count: 32)
        let isDone = secret.withBytes { crypto_scalarmult_base(&point, bytes($0)) == 0 }
        return isDone ? point : nil
    }

    /// The secret that both sides share; nil where it would be zero (a point of low order).
    static func shared(_ secret: borrowing SecretKey, _ point: [UInt8]) -> SecretKey? {
        guard point.count == 32 else { return nil }
        var isDone = false
        let shared = SecretKey { out in
            isDone = secret.withBytes { crypto_scalarmult(bytes(out), bytes($0), point) == 0 }
        }
        if isDone { return shared }
        return nil
    }

    /// scrypt with N = 2^`workFactor`, r = 8, p = 1; nil where the memory (1 KiB × N) is not to be had.
    static func scrypt(_ passphrase: borrowing SecretKey, salt: [UInt8], workFactor: Int) -> SecretKey? {
        var isDone = false
        let key = SecretKey { out in
            isDone = passphrase.withBytes {
                crypto_pwhash_scryptsalsa208sha256_ll(
                    bytes($0), $0.count, salt, salt.count, UInt64(1) << UInt64(workFactor), 8, 1, bytes(out),
                    out.count) == 0
            }
        }
        if isDone { return key }
        return nil
    }

    /// Writes ciphertext and tag to `out`, which is 16 bytes longer than `plain`.
    static func seal(
        _ plain: UnsafeRawBufferPointer, nonce: [UInt8], key: borrowing SecretKey,
        into out: UnsafeMutableRawBufferPointer
    ) {
        precondition(out.count == plain.count + AgeFormat.tagByteCount && nonce.count == 12)
        key.withBytes { key in
            _ = crypto_aead_chacha20poly1305_ietf_encrypt(
                bytes(out), nil, plain.baseAddress.map { _ in bytes(plain) }, UInt64(plain.count), nil, 0, nil, nonce,
                bytes(key))
        }
    }

    /// Writes the plain text to `out`, which is 16 bytes shorter than `sealed`; false if a byte changed.
    static func open(
        _ sealed: UnsafeRawBufferPointer, nonce: [UInt8], key: borrowing SecretKey,
        into out: UnsafeMutableRawBufferPointer
    ) -> Bool {
        precondition(sealed.count == out.count + AgeFormat.tagByteCount && nonce.count == 12)
        return key.withBytes { key in
            crypto_aead_chacha20poly1305_ietf_decrypt(
                out.baseAddress.map { _ in bytes(out) }, nil, nil, bytes(sealed), UInt64(sealed.count), nil, 0, nonce,
                bytes(key)) == 0
        }
    }

    private static func bytes(_ buffer: UnsafeRawBufferPointer) -> UnsafePointer<UInt8> {
        UnsafePointer(buffer.bindMemory(to: UInt8.self).baseAddress!)
    }

    private static func bytes(_ buffer: UnsafeMutableRawBufferPointer) -> UnsafeMutablePointer<UInt8> {
        buffer.bindMemory(to: UInt8.self).baseAddress!
    }
}
