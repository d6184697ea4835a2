import Foundation
import Ledger
import Outside
import Testing

@testable import Evidence

/// Real and broken tokens of two other projects' tests.
@Suite("time-stamp tokens of others")
struct TokenVectorTests {
    private static let signer = "trailofbits/sigstage/response-"
    private static let other = "notaryproject/TimeStampToken"

    /// What each gives: its time, or why it is not taken.
    private static let expected: [String: Result<String, TokenError>] = [
        signer + "sha256.tsr": .success("2025-05-09T11:58:55Z"),
        signer + "sha384.tsr": .success("2025-05-09T11:58:55Z"),
        signer + "sha512.tsr": .success("2025-05-09T11:58:56Z"),
        signer + "no-embedded-cert.tsr": .success("2025-06-18T08:13:02Z"),
        signer + "invalid-signature.tsr": .failure(.signature),
        // Its certificate ended years ago; it was valid at the token's time.
        "trailofbits/sigstore.mock/response-expired.tsr": .success("2023-02-01T00:00:00Z"),
        "trailofbits/test_tsa/response.tsr": .success("2024-10-08T15:40:32Z"),
        "trailofbits/test_tsa/response-injected-certs.tsr": .success("2024-10-08T15:40:32Z"),
        // X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY: another root than the one beside it.
        "trailofbits/test_tsa/other_response.tsr": .failure(.chain(code: 20)),
        "trailofbits/identrust/issue-104.tsr": .success("2025-03-11T08:52:08Z"),
        other + ".p7s": .success("2021-09-17T14:09:10Z"),
        "notaryproject/granted.tsq": .success("2021-09-18T11:54:34Z"),
        "notaryproject/malformed.tsq": .failure(.notAToken),
        "notaryproject/rejection.tsq": .failure(.notGranted(status: 2)),
        "notaryproject/SHA1TimeStampToken.p7s": .failure(.otherImprint),
        other + "NoRoot.p7s": .failure(.chain(code: 20)),
        other + "WithInvalidSignature.p7s": .failure(.signature),
        // X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN: a root of its own, which is not the one given.
        "notaryproject/validResponseWithSigningCertificateV1.tsr": .failure(.chain(code: 19)),
        other + "WithInvalidSigningCertificateV1.p7s": .failure(.chain(code: 19)),
        other + "WithSigningCertificateV1.p7s": .failure(.chain(code: 19)),
        other + "WithSigningCertificateV1NoCert.p7s": .failure(.chain(code: 19)),
        other + "WithInvalidSigningCertificateV2.p7s": .failure(.signature),
        other + "WithInvalidTSTInfo.p7s": .failure(.notAToken),
        other + "WithInvalideContentType.p7s": .failure(.notAToken),
        other + "WithMismatchCertHash.p7s": .failure(.signature),
        other + "WithSHA1CertHash.p7s": .failure(.signature),
        other + "WithSigningCertificateV2NoCert.p7s": .failure(.signature),
        other + "WithTSTInfoVersion2.p7s": .failure(.signature),
        other + "WithValidAndInvalidSignerInfos.p7s": .failure(.signature),
        other + "WithWrongSigningCertificateV2IssuerChoiceTag.p7s": .failure(.signature),
        other + "WithoutCertificate.p7s": .failure(.signature),
        other + "WithoutSigningCertificate.p7s": .failure(.signature),
        other + "WithoutSigningCertificateV2IssuerSerial.p7s": .failure(.signature),
    ]

    @Test("are taken or refused, and for the reason that each was made for")
    func published() throws {
        guard let (folder, checker) = Self.outside() else { return }
        let files = ["tsr", "p7s", "tsq"].flatMap { SharedVectors.files(below: folder, ending: $0) }
        #expect(files.count == Self.expected.count)
        for file in files {
            let name = String(file.path.dropFirst(folder.path.count + 1))
            let token = try SharedVectors.bytes(file)
            let imprint = checker.imprint(of: token) ?? [UInt8](repeating: 0, count: 32)
            let trust = TokenTrust.chain(try Self.roots(for: name, folder, checker))
            let result = Result { () throws(TokenError) in
                try checker.check(token, imprint: imprint, nonce: nil, trust: trust).time.text
            }
            #expect(result == Self.expected[name], "\(name)")
        }
    }

    @Test("answer their own query and no other")
    func nonces() throws {
        guard let (folder, checker) = Self.outside() else { return }
        let name = "trailofbits/test_tsa/response.tsr"
        let token = try SharedVectors.bytes(folder.appending(path: name))
        let trust = TokenTrust.chain(try Self.roots(for: name, folder, checker))
        for (file, isOwn) in [("request.der", true), ("other_request.der", false)] {
            let bytes = try SharedVectors.bytes(folder.appending(path: "trailofbits/test_tsa/" + file))
            let query = try #require(checker.read(query: bytes))
            let result = Result { () throws(TokenError) in
                try checker.check(token, imprint: query.imprint, nonce: query.nonce, trust: trust).time.text
            }
            #expect(result == (isOwn ? Self.expected[name] : .failure(.otherNonce)))
        }
    }

    @Test("with a bit changed anywhere never say another time or stamp another hash")
    func everyByte() throws {
        guard let (folder, checker) = Self.outside() else { return }
        let name = Self.signer + "sha256.tsr"
        let token = try SharedVectors.bytes(folder.appending(path: name))
        let trust = TokenTrust.chain(try Self.roots(for: name, folder, checker))
        let imprint = sha256(Array("hello".utf8))
        let whole = try checker.check(token, imprint: imprint, nonce: nil, trust: trust)
        for index in token.indices {
            var changed = token
            changed[index] ^= 1 << UInt8(index % 8)
            guard let read = try? checker.check(changed, imprint: imprint, nonce: nil, trust: trust) else { continue }
            #expect(read.time == whole.time && read.signer == whole.signer, "byte \(index)")
        }
        for count in 0..<token.count {
            #expect(throws: TokenError.self) {
                try checker.check(Array(token[..<count]), imprint: imprint, nonce: nil, trust: trust)
            }
        }
    }

    private static func outside() -> (URL, any TokenChecking)? {
        guard let checker = TokenFormat.checker else {
            print("skipped: this build has no package trait Tokens")
            return nil
        }
        return SharedVectors.folder("rfc3161").map { ($0, checker) }
    }

    private static func roots(
        for name: String, _ folder: URL, _ checker: any TokenChecking
    ) throws -> [[UInt8]] {
        let file =
            name.hasPrefix("notaryproject")
            ? "notaryproject/GlobalSignRootCA.crt" : (name as NSString).deletingLastPathComponent + "/ts_chain.pem"
        return checker.certificates(in: try SharedVectors.bytes(folder.appending(path: file)))
    }
}
