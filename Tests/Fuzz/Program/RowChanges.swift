import Foundation
import GRDB
import Ledger
import Vault

/// Changes to rows of the sample vault, past its triggers and constraints.
enum RowChanges {
    /// The sample vault without its triggers.
    static var bare: SampleVault.Files { withoutTriggers.files }

    private static let withoutTriggers: (files: SampleVault.Files, triggers: [Trigger]) = withTemporaryFolder {
        folder in
        let path = folder + "/book"
        write(SampleVault.made.closed.book, to: path)
        var triggers: [Trigger] = []
        needed {
            try edit(path) { db in
                let rows = try Row.fetchAll(
                    db,
                    sql: "SELECT rowid, name, tbl_name, sql FROM sqlite_schema "
                        + "WHERE type = 'trigger'")
                triggers = rows.map { Trigger(row: $0[0], name: $0[1], table: $0[2], sql: $0[3]) }
                try db.execute(sql: "DELETE FROM sqlite_schema WHERE type = 'trigger'")
            }
        }
        return (SampleVault.Files(book: contents(path)), triggers)
    }

    private struct Trigger {
        let row: Int
        let name: String
        let table: String
        let sql: String
    }

    /// Makes the changes that `bytes` spell in the vault without triggers at `path`, and puts the triggers back.
    static func make(_ bytes: [UInt8], in path: String) {
        needed {
            try edit(path) { db in
                var feed = Feed(bytes)
                while !feed.isEmpty { change(&feed, db) }
                for trigger in withoutTriggers.triggers {
                    try db.execute(
                        sql: "INSERT INTO sqlite_schema (rowid, type, name, tbl_name, rootpage, sql) "
                            + "VALUES (?, 'trigger', ?, ?, 0, ?)",
                        arguments: [trigger.row, trigger.name, trigger.table, trigger.sql])
                }
            }
        }
    }

    private static func edit(_ path: String, _ body: (Database) throws -> Void) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { db in
            try db.execute(
                sql: "PRAGMA synchronous = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA writable_schema = ON")
            try body(db)
        }
        try queue.close()
    }

    private static let tables: [(name: String, key: String, columns: [String])] = [
        ("record", "number", ["leaf", "sealed", "sealed_hash"]),
        ("chunk", "number", ["attachment", "position", "sealed", "sealed_hash"]),
        ("checkpoint", "size", ["note"]), ("identity", "id", ["verifier_key", "sealed_seed", "sealed_hash"]),
        ("head", "id", ["note", "frontier"]), ("slot", "number", ["header", "wrapped", "hash"]),
    ]

    /// One change: kind, table, column, row, and what the kind needs. What SQLite refuses is no change.
    private static func change(_ feed: inout Feed, _ db: Database) {
        let kind = feed.byte()
        let table = tables[feed.byte() % tables.count]
        let column = table.columns[feed.byte() % table.columns.count]
        let row = feed.byte() % 8
        let update = "UPDATE \(table.name) SET \(column) = "
        let here = " WHERE \(table.key) = \(row)"
        switch kind % 8 {
        case 0: run(update + "?" + here, [feed.bytes(feed.number(byteCount: 2)).databaseValue], db)
        case 1: patch(at: feed.number(byteCount: 2), feed.bytes(feed.byte()), table.name, column, here, db)
        case 2: run("UPDATE \(table.name) SET \(table.key) = ?" + here, [key(&feed).databaseValue], db)
        case 3: run("DELETE FROM \(table.name)" + here, [], db)
        case 4:
            let columns = table.columns.joined(separator: ", ")
            run(
                "INSERT INTO \(table.name) (\(table.key), \(columns)) SELECT ?, \(columns) FROM \(table.name)" + here,
                [key(&feed).databaseValue], db)
        case 5: rehash(table.name, here, db)
        case 6:
            let other = tables[feed.byte() % tables.count]
            let otherColumn = other.columns[feed.byte() % other.columns.count]
            let value = "(SELECT \(otherColumn) FROM \(other.name) WHERE \(other.key) = \(feed.byte() % 8))"
            run(update + value + here, [], db)
        default: run(update + "?" + here, [key(&feed).databaseValue], db)
        }
    }

    /// A small number, or any.
    private static func key(_ feed: inout Feed) -> Int64 {
        let first = feed.byte()
        return first < 0x80 ? Int64(first) : Int64(truncatingIfNeeded: feed.number(byteCount: 8))
    }

    private static func patch(
        at place: Int, _ bytes: [UInt8], _ table: String, _ column: String, _ here: String, _ db: Database
    ) {
        guard
            var value = try? [UInt8](Data.fetchOne(db, sql: "SELECT \(column) FROM \(table)" + here) ?? Data()),
            !value.isEmpty
        else { return }
        for (index, byte) in bytes.enumerated() { value[(place + index) % value.count] = byte }
        run("UPDATE \(table) SET \(column) = ?" + here, [value.databaseValue], db)
    }

    /// The sealed bytes' own hash needs no key: an attacker writes it anew.
    private static func rehash(_ table: String, _ here: String, _ db: Database) {
        guard let sealed = try? Data.fetchOne(db, sql: "SELECT sealed FROM \(table)" + here) else { return }
        run("UPDATE \(table) SET sealed_hash = ?" + here, [sha256([UInt8](sealed)).databaseValue], db)
    }

    private static func run(_ sql: String, _ arguments: [DatabaseValue], _ db: Database) {
        try? db.execute(sql: sql, arguments: StatementArguments(arguments))
    }
}

extension [UInt8] {
    fileprivate var databaseValue: DatabaseValue { Data(self).databaseValue }
}
