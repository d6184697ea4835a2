import Crypto

/// Keys derived from keys: HKDF-SHA256 (RFC 5869), 32 bytes, one label a purpose. Format.md, "Keys".
enum Derivation {
    enum Label: String {
        case evidenceClass = "daybook v1 evidence class key"
        case privateClass = "daybook v1 private class key"
        case signingSeedWrap = "daybook v1 signing seed wrap key"
        case record = "daybook v1 record key"
        case attachment = "daybook v1 attachment key"
        case attachmentName = "daybook v1 attachment name key"
        case attachmentStream = "daybook v1 attachment stream key"
        case recovery = "daybook v1 recovery key"
        case slotCommitment = "daybook v1 slot commitment"
        case slotWrap = "daybook v1 slot wrap key"
    }

    static func key(_ label: Label, from key: borrowing SecretKey, salt: [UInt8]) -> SecretKey {
        let derived = key.withBytes { bytes in
            HKDF<SHA256>.deriveKey(
                inputKeyMaterial: SymmetricKey(data: bytes), salt: salt, info: Array(label.rawValue.utf8),
                outputByteCount: 32)
        }
        return SecretKey(byteCount: 32) { out in derived.withUnsafeBytes { out.copyMemory(from: $0) } }
    }
}
