import Ledger
import Testing

@testable import Evidence

@Suite("age keys")
struct AgeKeysTests {
    private static let secret = "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0"

    @Test("have one spelling")
    func spelling() throws {
        let identity = try AgeIdentity.x25519(text: Self.secret)
        #expect(identity.text == Self.secret)
        let recipient = try #require(identity.recipient)
        #expect(try AgeRecipient(text: recipient.text) == recipient)
        #expect(throws: AgeKeyError.notAKey) { try AgeIdentity.x25519(text: Self.secret.lowercased()) }
        #expect(throws: AgeKeyError.notAKey) { try AgeRecipient(text: recipient.text.uppercased()) }
        #expect(throws: AgeKeyError.notAKey) { try AgeRecipient(text: Self.secret) }
    }

    @Test("with any letter changed or left out are refused")
    func slips() throws {
        let text = try #require(AgeIdentity.random(.system).recipient).text
        for index in text.indices {
            var (cut, changed) = (text, text)
            cut.remove(at: index)
            changed.replaceSubrange(index...index, with: text[index] == "q" ? "p" : "q")
            #expect(throws: AgeKeyError.self, "\(cut)") { try AgeRecipient(text: cut) }
            #expect(throws: AgeKeyError.self, "\(changed)") { try AgeRecipient(text: changed) }
        }
    }
}
