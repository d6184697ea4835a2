import Foundation
import Ledger
import Outside
import Testing

@testable import Evidence

/// Against `openssl ts` as the authority.
@Suite("time-stamp tokens made now")
struct LiveTokenTests {
    private let imprint = sha256(Array("a checkpoint".utf8))
    private let nonce: [UInt8] = [0x7f, 1, 2, 3, 4, 5, 6, 7]

    @Test("are taken for their own query, with their whole chain")
    func good() throws {
        guard let checker = TokenFormat.checker, let authority = try LiveAuthority() else { return }
        let before = Date().timeIntervalSince1970.rounded(.down)
        let (token, roots) = try made(checker, authority)
        let answer = try checker.check(token, imprint: imprint, nonce: nonce, trust: .chain(roots))
        #expect(answer.signer == "Test Clock")
        #expect(answer.accuracySeconds == 2)
        #expect(answer.policy == "1.2.3.4")
        #expect(answer.chain.count == 2 && answer.chain.last == roots.first)
        #expect(Double(answer.time.milliseconds) / 1000 >= before)
        #expect(checker.certificates(in: TokenFormat.pem(answer.chain)) == answer.chain)
        let stock = try #require(StockProgram("openssl"))
        let folder = try ScratchFolder()
        let files = [try folder.write(token, as: "t"), try folder.write(authority.root, as: "r")]
        let arguments = ["ts", "-verify", "-digest", Hex.encode(imprint), "-in", files[0], "-CAfile", files[1]]
        #expect(try stock.run(arguments).status == 0)
    }

    @Test("are refused for another hash, another query, another root or none")
    func wrong() throws {
        guard let checker = TokenFormat.checker, let authority = try LiveAuthority() else { return }
        let (token, roots) = try made(checker, authority)
        #expect(throws: TokenError.otherImprint) {
            try checker.check(token, imprint: sha256([1]), nonce: nonce, trust: .chain(roots))
        }
        #expect(throws: TokenError.otherNonce) {
            try checker.check(token, imprint: imprint, nonce: [9], trust: .chain(roots))
        }
        for trust in [TokenTrust.chain([]), .system] {
            #expect(throws: TokenError.chain(code: 20)) {
                try checker.check(token, imprint: imprint, nonce: nonce, trust: trust)
            }
        }
        #expect(throws: TokenError.notAToken) {
            try checker.check(token + [0], imprint: imprint, nonce: nonce, trust: .chain(roots))
        }
    }

    @Test("are refused where the certificate is not for time stamps alone and says so critically")
    func usage() throws {
        for usage in ["timeStamping", "critical,timeStamping,clientAuth"] {
            var manner = LiveAuthority.Manner()
            manner.usage = usage
            guard let checker = TokenFormat.checker, let authority = try LiveAuthority(manner) else { return }
            // openssl itself does not sign with such a certificate.
            let query = checker.query(sha256: imprint, nonce: nonce)
            guard let token = try? authority.reply(to: query) else { continue }
            let roots = checker.certificates(in: authority.root)
            #expect(throws: TokenError.self) {
                try checker.check(token, imprint: imprint, nonce: nonce, trust: .chain(roots))
            }
        }
    }

    @Test("signed with SHA-1 are refused; naming their certificate by SHA-1 is taken")
    func sha1() throws {
        var (signed, named) = (LiveAuthority.Manner(), LiveAuthority.Manner())
        signed.digest = "sha1"
        named.certificateHash = "sha1"
        guard let checker = TokenFormat.checker, let weak = try LiveAuthority(signed),
            let old = try LiveAuthority(named)
        else { return }
        let (token, roots) = try made(checker, weak)
        #expect(throws: TokenError.weakHash) {
            try checker.check(token, imprint: imprint, nonce: nonce, trust: .chain(roots))
        }
        let (other, otherRoots) = try made(checker, old)
        #expect(try checker.check(other, imprint: imprint, nonce: nonce, trust: .chain(otherRoots)).policy == "1.2.3.4")
    }

    private func made(
        _ checker: any TokenChecking, _ authority: LiveAuthority
    ) throws -> (token: [UInt8], roots: [[UInt8]]) {
        let token = try authority.reply(to: checker.query(sha256: imprint, nonce: nonce))
        return (token, checker.certificates(in: authority.root))
    }
}
