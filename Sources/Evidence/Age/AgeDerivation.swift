import Crypto
import Ledger

/// HKDF-SHA256 and HMAC-SHA256 as age uses them.
enum AgeDerivation {
    static func key(_ info: String, from secret: borrowing SecretKey, salt: [UInt8]) -> SecretKey {
        let derived = secret.withBytes {
            HKDF<SHA256>.deriveKey(
                inputKeyMaterial: SymmetricKey(data: $0), salt: salt, info: Array(info.utf8), outputByteCount: 32)
        }
        return SecretKey { out in derived.withUnsafeBytes { out.copyMemory(from: $0) } }
    }

    /// The code at the header's end, over the bytes up to and with `---`.
    static func headerCode(_ header: [UInt8], fileKey: borrowing SecretKey) -> [UInt8] {
        key("header", from: fileKey, salt: []).withBytes {
            Array(HMAC<SHA256>.authenticationCode(for: header, using: SymmetricKey(data: $0)))
        }
    }

    static func isHeaderCode(_ code: [UInt8], of header: [UInt8], fileKey: borrowing SecretKey) -> Bool {
        key("header", from: fileKey, salt: []).withBytes {
            HMAC<SHA256>.isValidAuthenticationCode(
                code, authenticating: header, using: SymmetricKey(data: $0))
        }
    }
}
