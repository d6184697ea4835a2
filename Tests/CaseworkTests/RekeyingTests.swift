import Foundation
import Ledger
import Testing

@testable import Casework
@testable import Vault

struct RekeyingTests {
    /// Entries 0 to 2 begin the book; 3 words, 4 a private note, 5 and 6 attached files, 7 words.
    let vault: TrustVault
    private static let passphrase = "other words that nobody else knows"
    private static let recovery = GroupedNumber(bytes: Array(16..<32))

    init() throws { vault = try TrustVault(attachments: [700, 600_000]) }

    private static func key(_ text: String) -> SecretKey { SecretKey(copying: Array(text.utf8)) }

    private func rekey(_ book: Book) throws -> Book.Rekeyed {
        try book.rekey(passphrase: Self.key(Self.passphrase), recovery: Self.recovery)
    }

    private func locked() throws -> LockedBook { try LockedBook(at: vault.path, environment: vault.environment) }

    private func rows(_ sql: String) throws -> Set<[UInt8]> {
        let locked = try locked()
        defer { locked.close() }
        return try locked.store.read { stored in
            var rows: Set<[UInt8]> = []
            try stored.db.each(sql) { columns in
                rows.insert(columns.blob(0) ?? [])
                return true
            }
            return rows
        }
    }

    @Test("every leaf stays, every sealed byte and name changes, and all of it opens with the new passphrase")
    func sealedAnew() throws {
        let unchanged = ["SELECT leaf FROM record", "SELECT note FROM checkpoint", "SELECT verifier_key FROM identity"]
        let changed = [
            "SELECT sealed FROM record", "SELECT sealed_hash FROM record", "SELECT sealed FROM chunk",
            "SELECT attachment FROM chunk", "SELECT sealed_seed FROM identity", "SELECT wrapped FROM slot",
        ]
        let before = try (unchanged + changed).map(rows)
        let book = try vault.open()
        let head = try book.locked.checkpoint().head
        let texts = try book.review().evidence.map(\.entry)
        let done = try rekey(book)
        book.locked.close()
        #expect(done.number == 8 && done.head.head.size == 9 && done.fileCount == 2 && done.slotsLeftOut == 0)
        let after = try (unchanged + changed).map(rows)
        for index in unchanged.indices { #expect(before[index].isSubset(of: after[index])) }
        for index in unchanged.count..<before.count {
            #expect(before[index].isDisjoint(with: after[index]) && !after[index].isEmpty, "\(changed[index - 3])")
        }

        let locked = try locked()
        defer { locked.close() }
        let opened = try locked.unlock(passphrase: Self.key(Self.passphrase))
        #expect(try locked.unlock(recovery: Self.recovery).review().faults.isEmpty)
        let answer = try locked.verify(with: opened)
        #expect(answer.layers.allSatisfy { $0.result == .pass } && answer.entries == 9)
        let review = try opened.review()
        #expect(review.evidence.dropLast().map(\.entry) == texts && review.privates.count == 1)
        guard case .rekey(let told)? = review.evidence.last?.event.details else {
            Issue.record("no entry says so")
            return
        }
        #expect(told == Rekeying(rekeyedSize: head.size, rekeyedRoot: head.root))
        #expect(try locked.store.read { try $0.root(at: head.size) } == head.root)
        #expect(try locked.standing() == .same)
        let number = try opened.record(TrustVault.contact("after"))
        #expect(number == 9)
        try opened.writeAttachment(1, of: #require(review.opened(6)), to: vault.folder.path + "/out")
        #expect(FileManager.default.contents(atPath: vault.folder.path + "/out")?.count == 600_000)
    }

    @Test("what opened it before opens it no more, but opens a copy from before")
    func oldKeys() throws {
        let copy = vault.folder.path + "/copy"
        let book = try vault.open()
        _ = try book.locked.backUp(to: copy)
        _ = try rekey(book)
        book.locked.close()
        let locked = try locked()
        defer { locked.close() }
        for unlock in [
            { try locked.unlock(passphrase: Self.key(TrustVault.passphrase)) },
            { try locked.unlock(recovery: GroupedNumber(bytes: Array(0..<16))) },
        ] { #expect(throws: CaseError.self) { _ = try unlock() } }
        let old = try LockedBook(at: copy, environment: vault.environment)
        defer { old.close() }
        #expect(try old.unlock(passphrase: Self.key(TrustVault.passphrase)).review().evidence.count == 7)
        #expect(try old.standing() == .behind(seenSize: 9, size: 8))
    }

    @Test("a book that was unlocked before neither records nor changes the passphrase afterwards")
    func stale() throws {
        let stale = try vault.open()
        defer { stale.locked.close() }
        let book = try vault.open()
        _ = try rekey(book)
        book.locked.close()
        #expect(!stale.hasCurrentKeys)
        #expect(throws: CaseError(opening: VaultError.otherKeys, path: "")) {
            try stale.record(TrustVault.contact("with the old keys"))
        }
        #expect(throws: CaseError(opening: VaultError.otherKeys, path: "")) {
            try stale.changePassphrase(to: Self.key("a third one"))
        }
        #expect(throws: CaseError.self) { _ = try rekey(stale) }
        let locked = try locked()
        defer { locked.close() }
        #expect(try locked.verify(with: locked.unlock(recovery: Self.recovery)).isUnchanged)
    }

    @Test("a damaged entry, attached file or head is not given new keys: nothing changes", arguments: 0..<3)
    func damaged(part: Int) throws {
        try VaultForge.change(vault.path) { forge in
            let sql = [
                "UPDATE record SET sealed = zeroblob(700) WHERE number = 3",
                "DELETE FROM chunk WHERE attachment = (SELECT attachment FROM chunk WHERE position = 1) AND position = 1",
                "UPDATE checkpoint SET note = zeroblob(100)",
            ][part]
            try forge.run(sql, [])
        }
        let before = try vault.bytes()
        let book = try vault.open()
        let error = #expect(throws: CaseError.self) { _ = try rekey(book) }
        book.locked.close()
        #expect(error?.kind == .altered)
        #expect(try vault.bytes() == before)
        #expect(try FileManager.default.contentsOfDirectory(atPath: vault.folder.path).sorted() == ["book", "state"])
    }

    @Test("a ring for evidence alone cannot do it")
    func evidenceOnly() throws {
        let (whole, seed) = KeyRing.create(random: .system)
        let evidence = try KeyRing(
            unwrapped: RandomSource.system.key(), scope: .evidence, verifierKey: whole.verifierKey, sealedSeed: seed)
        #expect(throws: KeyRingError.seed) { _ = try evidence.renewed(sealedSeed: seed, random: .system) }
        #expect(throws: KeyRingError.seed) { _ = try whole.renewed(sealedSeed: [1], random: .system) }
    }
}
