import Ledger

/// To whom an age file is written (age-encryption.org/v1).
package enum AgeRecipient: Equatable, Sendable {
    /// An X25519 public key, 32 bytes.
    case x25519([UInt8])

    /// Reads `age1…`, in lower case.
    package init(text: String) throws(AgeKeyError) {
        guard !text.hasPrefix("age1pq1") else { throw .postQuantum }
        guard text == text.lowercased(), let key = Bech32.decode(text, label: "age"), key.count == 32 else {
            throw .notAKey
        }
        self = .x25519(key)
    }

    package var text: String {
        switch self {
        case .x25519(let key): key.withUnsafeBytes { Bech32.encode(label: "age", $0) }
        }
    }
}

/// What an age file is closed with: the keys of who may open it, or a passphrase.
package enum AgeLock: Sendable {
    /// At least one.
    case recipients([AgeRecipient])
    /// Made by `AgeIdentity.passphrase`; traps for another.
    case passphrase(AgeIdentity)
}

/// What opens an age file: an X25519 private key or a passphrase, in locked memory.
package final class AgeIdentity: Sendable {
    enum Kind { case x25519, passphrase }

    let kind: Kind
    let secret: SecretKey

    private init(_ kind: Kind, _ secret: consuming SecretKey) {
        self.kind = kind
        self.secret = secret
    }

    /// Reads `AGE-SECRET-KEY-1…`, in upper case.
    package static func x25519(text: String) throws(AgeKeyError) -> AgeIdentity {
        guard !text.hasPrefix("AGE-SECRET-KEY-PQ-1") else { throw .postQuantum }
        guard text == text.uppercased(), var key = Bech32.decode(text, label: "age-secret-key-"), key.count == 32
        else { throw .notAKey }
        defer { for place in key.indices { key[place] = 0 } }
        return AgeIdentity(.x25519, SecretKey(copying: key))
    }

    /// A passphrase's bytes, as typed.
    package static func passphrase(_ bytes: borrowing SecretKey) -> AgeIdentity {
        AgeIdentity(.passphrase, bytes.copy())
    }

    package static func random(_ random: RandomSource) -> AgeIdentity { AgeIdentity(.x25519, random.key()) }

    /// The public key to write to; nil for a passphrase.
    package var recipient: AgeRecipient? {
        guard kind == .x25519 else { return nil }
        return AgeSodium.publicKey(of: secret).map(AgeRecipient.x25519)
    }

    /// `AGE-SECRET-KEY-1…`; nil for a passphrase.
    package var text: String? {
        guard kind == .x25519 else { return nil }
        return secret.withBytes { Bech32.encode(label: "age-secret-key-", $0).uppercased() }
    }
}

/// Why a text is no key for age files.
package enum AgeKeyError: Error, Equatable {
    /// Not `age1…` or `AGE-SECRET-KEY-1…` with a right checksum and 32 bytes.
    case notAKey
    /// A post-quantum key, which this program does not know.
    case postQuantum
}
