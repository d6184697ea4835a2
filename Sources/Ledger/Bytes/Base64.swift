import CSodium

/// Base64 of RFC 4648 section 4, with padding.
package enum Base64 {
    package static func encode(_ bytes: [UInt8]) -> String {
        String(decoding: Base64Variant.standard.encode(bytes[...]), as: UTF8.self)
    }

    /// Returns nil for anything that `encode` would not write: a line break, missing padding, a stray bit.
    package static func decode(_ text: String) -> [UInt8]? { decode(Array(text.utf8)[...]) }

    package static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? { Base64Variant.standard.decode(text) }
}

/// Base64url of RFC 4648 section 5, without padding, as RFC 9901 disclosures use it.
package enum Base64URL {
    package static func encode(_ bytes: [UInt8]) -> String { String(decoding: encodeToBytes(bytes), as: UTF8.self) }

    /// The same as ASCII bytes, for hashing.
    package static func encodeToBytes(_ bytes: [UInt8]) -> [UInt8] { Base64Variant.url.encode(bytes[...]) }

    package static func encodeToBytes(_ bytes: ArraySlice<UInt8>) -> [UInt8] { Base64Variant.url.encode(bytes) }

    /// Returns nil for anything that `encode` would not write: padding, a stray bit, another alphabet.
    package static func decode(_ text: String) -> [UInt8]? { decode(Array(text.utf8)[...]) }

    package static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? { Base64Variant.url.decode(text) }
}

/// libsodium's codecs: free of secret-dependent branches, and strict about padding and stray bits.
private struct Base64Variant {
    let code: Int32

    static let standard = Base64Variant(code: sodium_base64_VARIANT_ORIGINAL)
    static let url = Base64Variant(code: sodium_base64_VARIANT_URLSAFE_NO_PADDING)

    func encode(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        let capacity = sodium_base64_encoded_len(bytes.count, code)  // counts a final zero byte
        return [UInt8](unsafeUninitializedCapacity: capacity) { text, count in
            bytes.withUnsafeBufferPointer { input in
                text.withMemoryRebound(to: CChar.self) { text in
                    _ = sodium_bin2base64(text.baseAddress!, capacity, input.baseAddress, input.count, code)
                }
            }
            count = capacity - 1
        }
    }

    func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard !text.isEmpty else { return [] }
        var isGood = false
        let bytes = [UInt8](unsafeUninitializedCapacity: text.count) { output, count in
            text.withUnsafeBytes { input in
                isGood =
                    sodium_base642bin(
                        output.baseAddress!, output.count, input.bindMemory(to: CChar.self).baseAddress!,
                        input.count, nil, &count, nil, code) == 0
            }
            if !isGood { count = 0 }
        }
        return isGood ? bytes : nil
    }
}
