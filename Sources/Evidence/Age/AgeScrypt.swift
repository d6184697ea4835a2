import Ledger

/// The stanza `scrypt`, always alone in its header (age-encryption.org/v1, "scrypt recipient stanza").
enum AgeScrypt {
    static let type = "scrypt"
    private static let label = Array("age-encryption.org/v1/scrypt".utf8)

    /// Nil where the memory for it is not to be had.
    static func wrap(
        _ fileKey: borrowing SecretKey, passphrase: borrowing SecretKey, workFactor: Int, random: RandomSource
    ) -> AgeStanza? {
        precondition(1...AgeFormat.workFactorLimit ~= workFactor)
        let salt = random.bytes(16)
        guard let key = AgeSodium.scrypt(passphrase, salt: label + salt, workFactor: workFactor) else { return nil }
        return AgeStanza(
            type: type, arguments: [AgeText.encode(salt), String(workFactor)], body: AgeWrap.seal(fileKey, key: key))
    }

    /// The file key; nil if the passphrase is another one.
    static func unwrap(_ stanza: AgeStanza, passphrase: borrowing SecretKey) throws(AgeError) -> SecretKey? {
        guard stanza.arguments.count == 2, let salt = AgeText.decode(stanza.arguments[0]), salt.count == 16,
            stanza.body.count == AgeWrap.byteCount
        else { throw .header }
        let workFactor = try workFactor(stanza.arguments[1])
        guard let key = AgeSodium.scrypt(passphrase, salt: label + salt, workFactor: workFactor) else {
            throw .tooCostly
        }
        return AgeWrap.open(stanza.body, key: key)
    }

    /// Decimal digits without a leading zero.
    private static func workFactor(_ text: String) throws(AgeError) -> Int {
        guard text.first != "0", !text.isEmpty, text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else { throw .header }
        guard let factor = Int(text), factor <= AgeFormat.workFactorLimit else { throw .tooCostly }
        return factor
    }
}
