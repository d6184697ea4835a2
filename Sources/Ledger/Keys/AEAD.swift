import CSodium

/// XChaCha20-Poly1305 (libsodium's `crypto_aead_xchacha20poly1305_ietf`), a fresh 24-byte nonce in front.
enum AEAD {
    static let nonceByteCount = 24
    static let overhead = 24 + 16

    static func seal(
        _ plain: UnsafeRawBufferPointer, data: [UInt8], key: borrowing SecretKey, random: RandomSource
    ) -> [UInt8] {
        let nonce = random.bytes(nonceByteCount)
        var sealed = [UInt8](repeating: 0, count: overhead + plain.count)
        sealed.replaceSubrange(0..<nonceByteCount, with: nonce)
        key.withBytes { key in
            sealed.withUnsafeMutableBufferPointer { out in
                _ = crypto_aead_xchacha20poly1305_ietf_encrypt(
                    out.baseAddress! + nonceByteCount, nil, plain.bindMemory(to: UInt8.self).baseAddress,
                    UInt64(plain.count), data, UInt64(data.count), nil, nonce,
                    key.bindMemory(to: UInt8.self).baseAddress!)
            }
        }
        return sealed
    }

    /// Writes the opened bytes to the front of `out`, which has room for `sealed.count − overhead`.
    /// False if the key is wrong or a byte changed; `out` holds nothing of the text then.
    static func open(
        _ sealed: [UInt8], data: [UInt8], key: borrowing SecretKey, into out: UnsafeMutableRawBufferPointer
    ) -> Bool {
        guard sealed.count >= overhead, out.count >= sealed.count - overhead else { return false }
        return key.withBytes { key in
            sealed.withUnsafeBufferPointer { sealed in
                crypto_aead_xchacha20poly1305_ietf_decrypt(
                    out.bindMemory(to: UInt8.self).baseAddress, nil, nil, sealed.baseAddress! + nonceByteCount,
                    UInt64(sealed.count - nonceByteCount), data, UInt64(data.count), sealed.baseAddress!,
                    key.bindMemory(to: UInt8.self).baseAddress!) == 0
            }
        }
    }

    /// As `open(_:data:key:into:)`, for a key.
    static func openKey(_ sealed: [UInt8], data: [UInt8], key: borrowing SecretKey) -> SecretKey? {
        guard sealed.count > overhead else { return nil }
        var isOpen = false
        let opened = SecretKey(byteCount: sealed.count - overhead) {
            isOpen = open(sealed, data: data, key: key, into: $0)
        }
        if isOpen { return opened }
        return nil
    }
}
