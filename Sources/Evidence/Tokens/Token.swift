import Ledger

/// What a checked time-stamp token (RFC 3161) says.
package struct Token: Equatable, Sendable {
    /// The authority's time, rounded up to a whole second: what it stamped existed no later.
    package let time: Instant
    /// How far that time may be off, rounded up to a whole second; nil if the token does not say.
    package let accuracySeconds: Int?
    /// The common name of the certificate that signed it, or its whole name if it has none.
    package let signer: String
    /// The certificates that were followed, DER, from the signer's to the root.
    package let chain: [[UInt8]]
    /// As the token spells it: `1.3.6.1.4.1.…`.
    package let policy: String

    package init(time: Instant, accuracySeconds: Int?, signer: String, chain: [[UInt8]], policy: String) {
        self.time = time
        self.accuracySeconds = accuracySeconds
        self.signer = signer
        self.chain = chain
        self.policy = policy
    }
}

/// Which roots a token's chain may end in.
package enum TokenTrust: Sendable {
    /// Those that this computer's OpenSSL trusts.
    case system
    /// Certificates, DER. Those that name themselves as issuer are roots, the others lie between.
    case chain([[UInt8]])
}

/// Why a token was not taken.
package enum TokenError: Error, Equatable, Hashable {
    /// Neither a time-stamp reply nor a token, or followed by something.
    case notAToken
    /// Longer than `TokenFormat.byteLimit`.
    case tooLong(byteCount: Int)
    /// The authority did not grant it; the number is RFC 3161's PKIStatus.
    case notGranted(status: Int)
    /// It stamps something else.
    case otherImprint
    /// It answers another query.
    case otherNonce
    /// Signed over a hash older than SHA-2.
    case weakHash
    /// The chain does not end in a trusted root, or was not valid at the token's time, or its certificate is
    /// not one for time stamps alone; OpenSSL's number for it (X509_V_ERR_…).
    case chain(code: Int)
    /// The signature, or what it binds, does not hold.
    case signature
}

/// Makes time-stamp queries and checks what comes back. One file carries it out; a build without the package
/// trait `Tokens` has none.
package protocol TokenChecking: Sendable {
    /// A query, DER: version 1, SHA-256, the nonce, and the wish for the certificate.
    func query(sha256: [UInt8], nonce: [UInt8]) -> [UInt8]

    /// The hash and nonce in a query of ours or of another program; nil if it is none.
    func read(query: [UInt8]) -> (imprint: [UInt8], nonce: [UInt8])?

    /// Checks a reply (`.tsr`) or a bare token.
    ///
    /// Status, imprint, nonce, one signer with a critical time-stamping usage alone, ESSCertID or ESSCertIDv2,
    /// and the chain at the token's own time, so that it stays good after its certificates expire.
    ///
    /// - Parameters:
    ///   - imprint: SHA-256 (or, by its length, SHA-384 or SHA-512) of what it must stamp.
    ///   - nonce: The query's; nil if the query is not known, and then it is not compared.
    ///   - trust: Roots that the chain may end in; the token's own certificates are never roots.
    /// An ESSCertID of the first version names its certificate by SHA-1; that is taken, since another certificate
    /// with that hash cannot be made (a second preimage).
    func check(
        _ token: [UInt8], imprint: [UInt8], nonce: [UInt8]?, trust: TokenTrust
    ) throws(TokenError) -> Token

    /// The hash that a reply or token stamps, unchecked; nil if it is none.
    func imprint(of token: [UInt8]) -> [UInt8]?

    /// The certificates in a file, as PEM or as DER one after the other: DER, at most
    /// `TokenFormat.certificateLimit`; none if it is no such file.
    func certificates(in file: [UInt8]) -> [[UInt8]]
}

package enum TokenFormat {
    /// A reply with its chain has some 6 KB.
    package static let byteLimit = 1 << 20
    /// Certificates read from one file.
    package static let certificateLimit = 32
    package static let nonceByteCount = 8
    package static let queryType = "application/timestamp-query"
    package static let replyType = "application/timestamp-reply"
}

extension TokenFormat {
    /// What this build checks tokens with; nil if it was built without the trait `Tokens`.
    package static var checker: (any TokenChecking)? {
        #if Tokens
            OpenSSLTokens()
        #else
            nil
        #endif
    }

    /// Certificates, DER, as a PEM file.
    package static func pem(_ certificates: [[UInt8]]) -> [UInt8] {
        certificates.flatMap { certificate in
            let text = Array(Base64.encode(certificate).utf8)
            let lines = stride(from: 0, to: text.count, by: 64).map { text[$0..<min($0 + 64, text.count)] + [10] }
            return Array("-----BEGIN CERTIFICATE-----\n".utf8) + lines.joined()
                + Array("-----END CERTIFICATE-----\n".utf8)
        }
    }
}
