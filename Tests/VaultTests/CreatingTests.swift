import Foundation
import Ledger
import Testing

@testable import Vault

@Suite struct CreatingTests {
    let folder = TemporaryFolder()

    @Test("A new vault is one file, readable by its owner alone, in a folder of the same kind")
    func oneFile() throws {
        let path = folder.file("new/deeper/vault")
        try Book().create(at: path)
        #expect(try FileIdentity(path: path).permissions == 0o600)
        #expect(try FileIdentity(path: folder.file("new/deeper")).permissions == 0o700)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("new/deeper")) == ["vault"])
    }

    @Test("It gives back what went in")
    func readBack() throws {
        let book = try Book()
        let path = folder.file("vault")
        try book.create(at: path, count: 4)
        let store = try VaultStore(at: path)
        try store.read { stored throws in
            #expect(try stored.identity() == book.identity)
            #expect(try stored.slots() == [StoredSlot(number: 1, slot: book.slots[0], hashMatches: true)])
            #expect(try stored.head().frontier.size == 4)
            #expect(try stored.record(4) == nil)
            var numbers = [Int]()
            try stored.records(in: 1..<9) {
                numbers.append($0.number)
                return $0.number < 2
            }
            #expect(numbers == [1, 2])
        }
        try store.close()
        #expect(try book.verified(path)?.records.count == 4)
        #expect(folder.names == ["vault"])
    }

    @Test("It never takes the place of a file")
    func exists() throws {
        let path = folder.file("vault")
        try Data("mine".utf8).write(to: URL(fileURLWithPath: path))
        #expect(vaultError { try Book().create(at: path) } == .exists)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
    }

    @Test("It does not begin beside a log that another vault left behind")
    func leftLog() throws {
        let path = folder.file("vault")
        try Data("entries".utf8).write(to: URL(fileURLWithPath: path + "-wal"))
        #expect(vaultError { try Book().create(at: path) } == .exists)
        #expect(folder.names == ["vault-wal"])
    }

    struct Stop: Error {}

    @Test("A creation that fails leaves nothing, one that died is begun anew")
    func nothingLeft() throws {
        let book = try Book()
        let path = folder.file("vault")
        #expect(throws: Stop.self) {
            try VaultStore.create(
                at: path, identity: book.identity, slots: book.slots, signing: book.sealer.checkpoint
            ) { _ in throw Stop() }
        }
        #expect(folder.names == [])
        for name in ["vault.partial", "vault.partial-wal"] {
            try Data("rest".utf8).write(to: URL(fileURLWithPath: folder.file(name)))
        }
        try book.create(at: path)
        #expect(folder.names == ["vault"])
    }

    @Test("A vault needs a slot, and not more than eight")
    func slotCounts() throws {
        let book = try Book()
        for count in [0, 9] {
            let slots = [Slot](repeating: book.slots[0], count: count)
            let error = vaultError {
                try VaultStore.create(
                    at: folder.file("vault"), identity: book.identity, slots: slots, signing: book.sealer.checkpoint
                ) { try book.put(1, in: &$0) }
            }
            #expect(error == .refused)
        }
    }

    @Test("What is no vault is told apart from none")
    func notAVault() throws {
        let path = folder.file("vault")
        #expect(vaultError { _ = try VaultStore(at: path) } == .notFound)
        try Data().write(to: URL(fileURLWithPath: path))
        #expect(vaultError { _ = try VaultStore(at: path) } == .notAVault)
        try Data(repeating: 7, count: 40_000).write(to: URL(fileURLWithPath: path))
        #expect(vaultError { _ = try VaultStore(at: path) } == .notAVault)
        try FileManager.default.removeItem(atPath: path)
        try tamper(path, "CREATE TABLE t (x)")
        #expect(vaultError { _ = try VaultStore(at: path) } == .notAVault)
    }
}
