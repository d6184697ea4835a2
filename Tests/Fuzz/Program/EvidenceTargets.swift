import Evidence
import Ledger

extension FuzzTarget {
    /// Traits add `token`.
    static var evidence: [FuzzTarget] {
        [age, ots] + (TokenFormat.checker.map { [token($0)] } ?? [])
    }

    /// With a key that is not secret; the same however the bytes are cut.
    private static let age = FuzzTarget("age") { bytes in
        let whole = AgeReading(bytes, in: bytes.count)
        promise(AgeReading(bytes, in: 97) == whole, "how a file is cut changes nothing")
    }

    private static let ots = FuzzTarget("ots") { bytes in
        guard let proof = try? Timestamp(file: bytes) else { return }
        promise(proof.digest.count == 32 && !proof.attestations.isEmpty, "a proof leads somewhere")
        promise((try? Timestamp(file: bytes + [0])) == nil, "nothing stands behind a proof")
    }

    private static func token(_ checker: any TokenChecking) -> FuzzTarget {
        FuzzTarget("token") { bytes in
            guard let imprint = checker.imprint(of: bytes) else { return }
            promise([32, 48, 64].contains(imprint.count), "a hash of SHA-2")
            let certificates = checker.certificates(in: bytes)
            let token = try? checker.check(bytes, imprint: imprint, nonce: nil, trust: .chain(certificates))
            promise(token == nil || !certificates.isEmpty, "nothing is trusted without a root")
        }
    }
}

/// What came out of an age file.
private struct AgeReading: Equatable {
    private(set) var plain: [UInt8] = []
    private(set) var error: AgeError?

    /// The key of the seeds in Tests/Fuzz/age.
    private static let key = needed {
        try AgeIdentity.x25519(text: "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0")
    }

    init(_ bytes: [UInt8], in pieces: Int) {
        var decryptor = AgeDecryptor(identities: [Self.key], isArmored: bytes.first == UInt8(ascii: "-"))
        do {
            for start in stride(from: 0, to: bytes.count, by: max(pieces, 1)) {
                try bytes[start..<min(start + max(pieces, 1), bytes.count)].withUnsafeBytes {
                    try decryptor.update($0) { plain += $0 }
                }
            }
            try decryptor.finish { plain += $0 }
        } catch {
            self.error = error as? AgeError ?? .header
        }
    }
}
