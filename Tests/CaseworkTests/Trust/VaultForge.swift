import Foundation
import GRDB
import Ledger

import struct Ledger.Record

@testable import Casework
@testable import Vault

/// Changes a vault's file as somebody would who has our source, a hex editor and no key: the triggers are
/// set aside for the time of the change and put back, in their places, as they were.
struct VaultForge {
    let db: Database

    static func change(_ path: String, _ work: (VaultForge) throws -> Void) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.writeWithoutTransaction { db in
            try db.execute(
                sql: """
                    PRAGMA ignore_check_constraints = ON; PRAGMA writable_schema = ON;
                    CREATE TEMP TABLE kept AS SELECT rowid AS place, sql FROM sqlite_schema WHERE type = 'trigger';
                    UPDATE sqlite_schema SET sql = replace(sql, 'RAISE(ABORT, ''append only'')', '1')
                        WHERE type = 'trigger';
                    PRAGMA writable_schema = RESET;
                    """)
            try work(VaultForge(db: db))
            try db.execute(
                sql: """
                    PRAGMA writable_schema = ON;
                    UPDATE sqlite_schema AS s SET sql = (SELECT kept.sql FROM kept WHERE kept.place = s.rowid)
                        WHERE s.rowid IN (SELECT place FROM kept);
                    """)
        }
        try queue.close()
    }

    func run(_ sql: String, _ arguments: StatementArguments = []) throws {
        try db.execute(sql: sql, arguments: arguments)
    }

    var records: [Record] {
        get throws {
            try Row.fetchAll(db, sql: "SELECT number, leaf, sealed FROM record ORDER BY number").map {
                Record(number: $0[0], leaf: Array($0[1] as Data), sealed: Array($0[2] as Data))
            }
        }
    }

    /// Replaces all records, each with the stored hash that it must have.
    func put(_ records: [Record]) throws {
        try run("DELETE FROM record")
        for record in records {
            try run(
                "INSERT INTO record VALUES (?, ?, ?, ?)",
                [record.number, Data(record.leaf), Data(record.sealed), Data(sha256(record.sealed))])
        }
    }

    var note: [UInt8] { get throws { try bytes("SELECT note FROM head") } }

    func bytes(_ sql: String) throws -> [UInt8] { Array(try Data.fetchOne(db, sql: sql) ?? Data()) }

    func put(head note: [UInt8], _ frontier: Frontier) throws {
        try run("UPDATE head SET note = ?, frontier = ?", [Data(note), Data(frontier.bytes)])
    }

    func put(slot number: Int, _ slot: Slot) throws {
        try run(
            "INSERT OR REPLACE INTO slot VALUES (?, ?, ?, ?)",
            [
                number, Data(slot.header), Data(slot.wrapped),
                Data(VaultStore.hash(of: slot, number: number)),
            ])
    }
}

extension [Record] {
    /// The same openings and sealed bytes, numbered and linked anew from `previous` on.
    func relinked(from previous: [UInt8]) throws -> [Record] {
        var previous = previous
        var records: [Record] = []
        for (number, record) in enumerated() {
            let digests = try Leaf(bytes: record.leaf).digests.map(\.bytes)
            let leaf = Leaf(digests: digests, previous: previous, number: number).bytes
            previous = Merkle.leafHash(of: leaf)
            records.append(Record(number: number, leaf: leaf, sealed: record.sealed))
        }
        return records
    }

    var frontier: Frontier {
        var frontier = Frontier()
        for record in self { frontier.append(Merkle.leafHash(of: record.leaf)) }
        return frontier
    }
}

extension Record {
    func with(number: Int? = nil, leaf: [UInt8]? = nil, sealed: [UInt8]? = nil) -> Record {
        Record(number: number ?? self.number, leaf: leaf ?? self.leaf, sealed: sealed ?? self.sealed)
    }
}
