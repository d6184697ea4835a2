import Foundation
import Ledger
import Testing

@testable import Vault

@Suite struct SchemaTests {
    let folder = TemporaryFolder()
    var path: String { folder.file("vault") }

    @Test(
        "Rows that must stay cannot be changed, removed or replaced",
        arguments: [
            "UPDATE record SET leaf = x'00'", "DELETE FROM record WHERE number = 1", "DELETE FROM record",
            "INSERT OR REPLACE INTO record VALUES (0, x'00', zeroblob(40), zeroblob(32))",
            "REPLACE INTO record VALUES (1, x'00', zeroblob(40), zeroblob(32))",
            "UPDATE OR REPLACE record SET number = 1 WHERE number = 0",
            "INSERT INTO record VALUES (0, x'00', zeroblob(40), zeroblob(32)) ON CONFLICT DO UPDATE SET leaf = x'01'",
            "DELETE FROM chunk", "UPDATE chunk SET sealed = zeroblob(99)",
            "INSERT OR REPLACE INTO chunk VALUES (7, zeroblob(32), 0, zeroblob(99), zeroblob(32))",
            "INSERT OR REPLACE INTO identity VALUES (1, x'00', x'00', zeroblob(32))", "DELETE FROM identity",
            "UPDATE identity SET sealed_seed = x'00'", "DELETE FROM head",
            "INSERT OR REPLACE INTO head VALUES (1, x'00', zeroblob(8))",
            "DELETE FROM checkpoint", "INSERT OR REPLACE INTO checkpoint VALUES (3, x'00')",
            "INSERT INTO record VALUES (9, 'text', zeroblob(40), zeroblob(32))",
            "INSERT INTO record VALUES (9, x'00', zeroblob(40), zeroblob(31))",
            "INSERT INTO record VALUES (-1, x'00', zeroblob(40), zeroblob(32))",
        ])
    func appendOnly(sql: String) throws {
        let book = try Book()
        try book.create(at: path)
        let store = try VaultStore(at: path)
        try store.append(checking: book.check, signing: book.sealer.checkpoint) { writer in
            try writer.putChunk([UInt8](repeating: 0, count: 32), position: 0, sealed: [UInt8](0..<99))
            try book.put(1, in: &writer)
        }
        try store.keepCheckpoint([1, 2], size: 3)
        #expect(vaultError { try store.run(sql) } == .refused)
        try store.close()
        #expect(try book.verified(path)?.records.count == 4)
    }

    @Test(
        "A schema that is not exactly ours is refused",
        arguments: [
            ("CREATE VIEW v AS SELECT * FROM record", VaultError.alteredSchema),
            ("CREATE TABLE more (x)", .alteredSchema),
            ("CREATE INDEX i ON record (leaf)", .alteredSchema),
            ("CREATE TRIGGER t AFTER INSERT ON record BEGIN SELECT 1; END", .alteredSchema),
            ("DROP TRIGGER record_update", .alteredSchema),
            (
                "DROP TRIGGER head_delete; CREATE TRIGGER head_delete BEFORE DELETE ON head BEGIN SELECT 1; END",
                .alteredSchema
            ),
            ("ALTER TABLE record ADD COLUMN extra BLOB", .alteredSchema),
            ("ALTER TABLE slot RENAME TO slots", .alteredSchema),
            ("DROP TABLE checkpoint", .alteredSchema),
            ("ANALYZE", .alteredSchema),
            ("PRAGMA application_id = 7", .notAVault),
            ("PRAGMA user_version = 0", .alteredSchema),
            ("PRAGMA user_version = 2", .newerVersion(2)),
        ])
    func planted(sql: String, expected: VaultError) throws {
        try Book().create(at: path)
        try tamper(path, sql)
        #expect(vaultError { _ = try VaultStore(at: path) } == expected)
    }

    @Test("A trigger planted while the vault is open is noticed by the next reading")
    func plantedLater() throws {
        try Book().create(at: path)
        let store = try VaultStore(at: path)
        try tamper(path, "CREATE TRIGGER t AFTER INSERT ON record BEGIN SELECT 1; END")
        #expect(vaultError { try store.read { _ in } } == .alteredSchema)
    }

    @Test("The file shows no page size, text or setting but those of the format")
    func header() throws {
        try Book().create(at: path)
        let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
        #expect(bytes.count.isMultiple(of: 16_384))
        #expect(Array(bytes[16..<20]) == [0x40, 0x00, 2, 2])
        #expect(String(decoding: bytes[68..<72], as: UTF8.self) == "DayB")
        #expect(Array(bytes[60..<64]) == [0, 0, 0, 1])
    }
}
