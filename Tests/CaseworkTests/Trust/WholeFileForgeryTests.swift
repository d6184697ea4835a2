import Foundation
import GRDB
import Ledger
import Testing

import struct Ledger.Record

@testable import Casework
@testable import Vault

/// Copies put back, keys and slots exchanged, tables altered, pieces of attached files moved.
@Suite("Trust: forgery of files, keys and tables")
struct WholeFileForgeryTests {
    let vault: TrustVault

    /// Two attached files of three pieces each: entries 5 and 6.
    init() throws { vault = try TrustVault(attachments: [600_000, 700_000]) }

    private func unlock(_ passphrase: String = TrustVault.passphrase) throws -> Book {
        let locked = try LockedBook(at: vault.path, environment: vault.environment)
        return try locked.unlock(passphrase: SecretKey(copying: Array(passphrase.utf8)))
    }

    private func kind(_ work: () throws -> Void) -> CaseError.Kind? {
        do { try work() } catch { return (error as? CaseError)?.kind }
        return nil
    }

    // MARK: Older copies

    /// Puts back the file as it was one entry ago.
    private func putBack() throws {
        let old = try vault.bytes()
        let book = try vault.open()
        try book.record(TrustVault.contact("the entry that is to vanish"))
        book.locked.close()
        try Data(old).write(to: URL(fileURLWithPath: vault.path))
    }

    @Test("an older copy put back: the rollback mark, and nothing can be recorded until it is accepted")
    func older() throws {
        try putBack()
        let answer = try vault.check(opening: true)
        #expect(answer.failed == ["rollback mark"] && answer.result == .older && answer.exitCode == 22)
        let book = try vault.open()
        defer { book.locked.close() }
        #expect(kind { try book.record(TrustVault.contact("more")) } == .older)
        #expect(try book.acceptAsRestored().lost?.size == 9)
        #expect(try vault.check(opening: true).isUnchanged)
    }

    @Test("an older copy where the mark is gone too, or is as old: nothing notices; the mark is told as not checked")
    func olderWithoutMark() throws {
        let oldMark = try Data(contentsOf: URL(fileURLWithPath: vault.markPath))
        try putBack()
        try FileManager.default.removeItem(atPath: vault.markPath)
        let answer = try vault.check(opening: true)
        #expect(answer.isUnchanged && answer.layers.last?.name == "rollback mark")
        #expect(answer.layers.last?.result == .notChecked)
        try oldMark.write(to: URL(fileURLWithPath: vault.markPath))
        #expect(try vault.check(opening: true).isUnchanged)
    }

    @Test("a vault gone on from an older copy with the same keys: the mark, as forked")
    func forked() throws {
        try putBack()
        let mark = try Data(contentsOf: URL(fileURLWithPath: vault.markPath))
        try FileManager.default.removeItem(atPath: vault.markPath)
        let book = try vault.open()
        try book.record([TrustVault.contact("other"), TrustVault.contact("more")].map { Book.Recordable($0) })
        book.locked.close()
        try mark.write(to: URL(fileURLWithPath: vault.markPath))
        let answer = try vault.check(opening: true)
        #expect(answer.failed == ["rollback mark"] && answer.exitCode == 22)
    }

    @Test("another vault's mark under this one's name: the mark")
    func otherMark() throws {
        let other = try TrustVault(seed: 4)
        try Data(contentsOf: URL(fileURLWithPath: other.markPath)).write(to: URL(fileURLWithPath: vault.markPath))
        let answer = try vault.check(opening: false)
        #expect(answer.failed == ["rollback mark"] && answer.exitCode == 20)
    }

    // MARK: Keys and slots

    /// Makes every record, the tree and the checkpoint anew under a key of the forger's own.
    private func resign(origin: String) throws {
        let seed = SecretKey(copying: [UInt8](repeating: 9, count: 32))
        let signing = SigningKey(seed: seed)
        let key = signing.verifierKey(name: origin)
        try VaultForge.change(vault.path) { forge in
            let records = try forge.records.relinked(from: Chain.genesis(key))
            try forge.put(records)
            try forge.put(
                head: Checkpoint(origin: origin, head: records.frontier.head).signed(by: signing), records.frontier)
            try forge.run("UPDATE identity SET verifier_key = ?", [Data(key.text.utf8)])
            try forge.run("DELETE FROM checkpoint")
        }
    }

    @Test("everything signed anew by a forger's key under the log's name: the mark, and unlocking refuses")
    func resignedSameName() throws {
        try resign(origin: vault.ring.origin)
        let answer = try vault.check(opening: false)
        #expect(answer.failed == ["rollback mark"] && answer.exitCode == 20)
        #expect(kind { _ = try unlock() } == .altered)
    }

    @Test("everything signed anew under a new name: without the key nothing; the passphrase no longer opens it")
    func resignedNewName() throws {
        try resign(origin: "daybook/" + String(repeating: "0f", count: 16))
        let answer = try vault.check(opening: false)
        #expect(answer.isUnchanged && answer.layers.last?.result == .notChecked)
        #expect(kind { _ = try unlock() } == .wrongPassphrase)
    }

    @Test("the sealed signing seed replaced, its hash too: unlocking refuses")
    func seed() throws {
        try VaultForge.change(vault.path) { forge in
            let seed = [UInt8](repeating: 3, count: 72)
            try forge.run("UPDATE identity SET sealed_seed = ?, sealed_hash = ?", [Data(seed), Data(sha256(seed))])
        }
        #expect(try vault.check(opening: false).isUnchanged)
        #expect(kind { _ = try unlock() } == .altered)
    }

    @Test(
        "a slot with hostile costs: store, and unlocking refuses without paying them",
        arguments: [(1 << 40, 3), (64 << 20, 1 << 30), (-1, 3), (1 << 20, 3), (64 << 20, 0)])
    func hostileSlot(memory: Int, passes: Int) throws {
        let header =
            "{\"kdf\":\"argon2id\",\"kind\":\"passphrase\",\"memory\":\(memory),\"passes\":\(passes),"
            + "\"salt\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"scope\":\"vault\",\"v\":1}"
        try VaultForge.change(vault.path) { forge in
            try forge.put(slot: 1, Slot(header: Array(header.utf8), wrapped: [UInt8](repeating: 0, count: 104)))
        }
        let answer = try vault.check(opening: false)
        #expect(answer.failed == ["store"] && answer.damaged == ["slot 1"])
        let start = ContinuousClock.now
        #expect(kind { _ = try unlock() } == .altered)
        #expect(ContinuousClock.now - start < .seconds(5))
    }

    @Test("more slots than eight: store, and unlocking refuses")
    func manySlots() throws {
        try VaultForge.change(vault.path) { forge in
            for number in 3...9 { try forge.put(slot: number, Slot(header: [1], wrapped: [2])) }
        }
        #expect(try vault.check(opening: false).failed == ["store"])
        #expect(kind { _ = try unlock() } == .altered)
    }

    @Test("a slot of another vault: it opens nothing here, and one's own still does")
    func otherVaultsSlot() throws {
        let other = try TrustVault(seed: 6)
        var slot: Slot?
        try VaultForge.change(other.path) { forge in
            slot = Slot(
                header: try forge.bytes("SELECT header FROM slot WHERE number = 1"),
                wrapped: try forge.bytes("SELECT wrapped FROM slot WHERE number = 1"))
        }
        let theirs = try #require(slot)
        var own: Slot?
        try VaultForge.change(vault.path) { forge in
            own = Slot(
                header: try forge.bytes("SELECT header FROM slot WHERE number = 1"),
                wrapped: try forge.bytes("SELECT wrapped FROM slot WHERE number = 1"))
            try forge.put(slot: 1, theirs)
        }
        #expect(kind { _ = try unlock() } == .wrongPassphrase)
        let mine = try #require(own)
        try VaultForge.change(vault.path) { try $0.put(slot: 3, mine) }
        try unlock().locked.close()
    }

    @Test("an old slot put back after the passphrase was changed: it opens again, and nothing notices")
    func replayedSlot() throws {
        var old: Slot?
        try VaultForge.change(vault.path) { forge in
            old = Slot(
                header: try forge.bytes("SELECT header FROM slot WHERE number = 1"),
                wrapped: try forge.bytes("SELECT wrapped FROM slot WHERE number = 1"))
        }
        let book = try unlock()
        try book.changePassphrase(to: SecretKey(copying: Array("another one".utf8)))
        book.locked.close()
        #expect(kind { _ = try unlock() } == .wrongPassphrase)
        let slot = try #require(old)
        try VaultForge.change(vault.path) { try $0.put(slot: 1, slot) }
        #expect(try vault.check(opening: true).isUnchanged)
        try unlock().locked.close()
    }

    @Test("an old slot put back after re-keying opens nothing, and one's own still does")
    func replayedSlotAfterRekeying() throws {
        var old: Slot?
        try VaultForge.change(vault.path) { forge in
            old = Slot(
                header: try forge.bytes("SELECT header FROM slot WHERE number = 1"),
                wrapped: try forge.bytes("SELECT wrapped FROM slot WHERE number = 1"))
        }
        let recovery = GroupedNumber(bytes: Array(16..<32))
        let book = try unlock()
        _ = try book.rekey(passphrase: SecretKey(copying: Array("another one".utf8)), recovery: recovery)
        book.locked.close()
        let slot = try #require(old)
        try VaultForge.change(vault.path) { try $0.put(slot: 1, slot) }
        #expect(kind { _ = try unlock() } == .altered)
        let locked = try LockedBook(at: vault.path, environment: vault.environment)
        defer { locked.close() }
        #expect(try locked.verify(with: locked.unlock(recovery: recovery)).isUnchanged)
    }

    // MARK: Tables

    @Test(
        "a table, view, trigger or index planted, or a trigger taken away: the file is refused",
        arguments: [
            "CREATE TABLE extra (x)", "CREATE VIEW extra AS SELECT 1", "CREATE INDEX extra ON record(leaf)",
            "CREATE TRIGGER extra AFTER INSERT ON record BEGIN DELETE FROM slot; END",
            "DROP TRIGGER record_update",
            "DROP TRIGGER record_update; UPDATE record SET sealed = zeroblob(64) WHERE number = 3",
            "ALTER TABLE slot RENAME TO slots", "ALTER TABLE head ADD COLUMN more BLOB",
            "PRAGMA application_id = 7", "PRAGMA user_version = 0", "PRAGMA user_version = -1",
        ])
    func tables(sql: String) throws {
        let queue = try DatabaseQueue(path: vault.path)
        try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
        try queue.close()
        #expect(kind { _ = try vault.check(opening: false) } == .altered)
    }

    @Test("a newer version's file is told as such, and not as altered")
    func newer() throws {
        let queue = try DatabaseQueue(path: vault.path)
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 2") }
        try queue.close()
        #expect(kind { _ = try vault.check(opening: false) } == .failed)
    }

    // MARK: Attached files

    @Test(
        "pieces of attached files changed, moved or dropped: their own hash or order, else with the key",
        arguments: [
            // A piece in the middle or the whole first one: order and numbers show it.
            ("DELETE FROM chunk WHERE number = 2", ["attachments"], ["attachments", "attached files"]),
            ("DELETE FROM chunk WHERE number <= 3", ["attachments"], ["attachments", "attached files"]),
            (
                "UPDATE chunk SET sealed = zeroblob(100) WHERE number = 2", ["attachments"],
                ["attachments", "attached files"]
            ),
            // The last one: only the entry tells how many there are.
            ("DELETE FROM chunk WHERE number = 6", [], ["attached files"]),
            ("DELETE FROM chunk WHERE number >= 4", [], ["attached files"]),
            // Sealed bytes swapped with their hashes, within a file and between two.
            (swap(1, 2), [], ["attached files"]), (swap(2, 5), [], ["attached files"]),
            // A piece replayed at the end, and a whole file that no entry names.
            (
                "INSERT INTO chunk SELECT 7, attachment, 3, sealed, sealed_hash FROM chunk WHERE number = 5", [],
                ["attached files"]
            ),
            (
                "INSERT INTO chunk SELECT number + 3, zeroblob(32), position, sealed, sealed_hash FROM chunk WHERE number > 3",
                [], ["attached files"]
            ),
            ("UPDATE chunk SET attachment = zeroblob(32) WHERE number > 3", [], ["attached files"]),
        ])
    func pieces(sql: String, failed: [String], withKey: [String]) throws {
        try VaultForge.change(vault.path) { try $0.run(sql) }
        #expect(try vault.check(opening: false).failed == failed)
        let answer = try vault.check(opening: true)
        #expect(answer.failed == withKey && answer.exitCode == 20)
    }

    private static func swap(_ one: Int, _ other: Int) -> String {
        """
        CREATE TEMP TABLE held AS SELECT number, sealed, sealed_hash FROM chunk WHERE number IN (\(one), \(other));
        UPDATE chunk SET (sealed, sealed_hash) =
            (SELECT sealed, sealed_hash FROM held WHERE held.number = \(one) + \(other) - chunk.number)
            WHERE number IN (\(one), \(other));
        """
    }
}
