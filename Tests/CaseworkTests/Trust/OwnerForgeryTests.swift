import Foundation
import Testing

@testable import Casework
@testable import Ledger
@testable import Vault

/// Forgeries of somebody who has the keys and would show another reading of what was recorded, without a new head;
/// and what takes an editor of bytes where SQL would not do it. The same table is in SECURITY.md.
@Suite("Trust: forgery by the owner, and of bytes")
struct OwnerForgeryTests {
    /// Entries 0 to 2 begin the book; 3 words, 4 a private note, 5 an attached file, 6 words.
    let vault: TrustVault

    init() throws { vault = try TrustVault() }

    /// Seals `draft` in the place of entry `number`, for that entry's leaf, and recomputes the stored hash.
    private func replace(_ number: Int, by draft: Draft, sealedAs entryClass: EntryClass) throws {
        let random = vault.environment.random
        let sealer = try Sealer(vault.ring, random: random)
        var text = SealedText.of(Disclosures(Entry(draft, recorded: vault.environment.recordingTime), random: random))
        try VaultForge.change(vault.path) { forge in
            var records = try forge.records
            let sealed = sealer.seal(&text, of: entryClass, number: number, leaf: records[number].leaf)
            records[number] = records[number].with(sealed: sealed.record.sealed)
            try forge.put(records)
        }
    }

    private func expectSeals(_ name: String) throws {
        #expect(try vault.check(opening: false).failed == [])
        let opened = try vault.check(opening: true)
        #expect(opened.failed == ["seals"] && opened.damaged == [name] && opened.exitCode == 20)
    }

    @Test("a second opening for one leaf: the seals, for its digests are not the leaf's")
    func secondOpening() throws {
        try replace(3, by: TrustVault.contact("I never asked you for anything"), sealedAs: .evidence)
        try expectSeals("entry 3")
        // The same words under other salts are another opening too.
        try replace(3, by: TrustVault.contact(TrustVault.words), sealedAs: .evidence)
        try expectSeals("entry 3")
    }

    @Test("an entry sealed under the other class's key: the seals", arguments: [3, 4])
    func otherClass(number: Int) throws {
        let book = try vault.open()
        let review = try book.review()
        let draft = try #require(review.opened(number)).entry.draft
        book.locked.close()
        let other: EntryClass = draft.heading.entryClass == .evidence ? .private : .evidence
        // With its own text, salts and all, so that every digest fits.
        let random = vault.environment.random
        let sealer = try Sealer(vault.ring, random: random)
        let opener = Opener(vault.ring)
        try VaultForge.change(vault.path) { forge in
            var records = try forge.records
            var chain = Chain(startingAt: number)
            var text = try opener.openWithText(chain.verify(records[number]).get()).text
            let sealed = sealer.seal(&text, of: other, number: number, leaf: records[number].leaf)
            records[number] = records[number].with(sealed: sealed.record.sealed)
            try forge.put(records)
        }
        try expectSeals("entry \(number)")
    }

    @Test("two entries with one number: the records, by both numbers, and all that rests on them")
    func oneNumber() throws {
        var bytes = try vault.bytes()
        // A leaf page's cells are found by the pointers behind its 8-byte header; a cell begins with two bytes of
        // length, then the row's number. Only the table of records has seven rows.
        let page = try #require(
            stride(from: Schema.pageByteCount, to: bytes.count, by: Schema.pageByteCount).first {
                bytes[$0] == 0x0D && bytes[$0 + 4] == 7
            })
        let pointer = page + 8 + 2 * 5
        let cell = page + Int(bytes[pointer]) << 8 + Int(bytes[pointer + 1])
        try #require(bytes[cell + 2] == 5)
        bytes[cell + 2] = 4
        try Data(bytes).write(to: URL(fileURLWithPath: vault.path))
        let answer = try vault.check(opening: false)
        #expect(answer.failed == ["records", "chain", "tree", "kept checkpoints"] && answer.exitCode == 20)
        #expect(answer.damaged.contains("entry 4") && answer.damaged.contains("entry 5"))
    }
}
