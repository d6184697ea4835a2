import GRDB
import Ledger

import struct Ledger.Record

extension VaultStore {
    /// Stores what `body` hands to the writer, and the new head, in one transaction: all of it or nothing.
    ///
    /// The head is read inside the transaction, so two processes cannot append to the same one. Every stored
    /// row is read back and hashed again before the new head is signed. Nothing is stored if `body` appends
    /// no record.
    ///
    /// - Parameters:
    ///   - checking: Throws unless the stored note is the signed checkpoint of the head that the stored
    ///     frontier gives, and the vault may be appended to. `own` is the head that this object wrote last, if it did.
    ///   - signing: Returns the signed note of the new head.
    ///   - body: Appends records and chunks; may throw to store nothing.
    /// - Returns: What `body` returned, and the head that is stored now.
    /// - Throws: What the closures throw, unchanged; else `VaultError`.
    @discardableResult
    package func append<Result>(
        checking: (_ stored: StoredHead, _ own: StoredHead?, Snapshot) throws -> Void,
        signing: (TreeHead) throws -> [UInt8],
        _ body: (inout AppendWriter) throws -> Result
    ) throws -> (result: Result, head: StoredHead) {
        guard isWritable else { throw VaultError.readOnly }
        do {
            return try queue.writeWithoutTransaction { db in
                var outcome: (result: Result, head: StoredHead)?
                try db.inTransaction(.immediate) {
                    try checkFileIsThere()
                    try checkSchemaIsOurs(in: db)
                    let stored = try Snapshot(db: db).head()
                    try checking(stored, ownHead, Snapshot(db: db))
                    var writer = try AppendWriter(db: db, frontier: stored.frontier)
                    let result = try body(&writer)
                    guard try writer.hasAppended else {
                        outcome = (result, stored)
                        return .rollback
                    }
                    let head = StoredHead(note: try signing(writer.frontier.head), frontier: writer.frontier)
                    try AppendWriter.setHead(head, in: db)
                    outcome = (result, head)
                    return .commit
                }
                guard let outcome else { throw VaultError.sqlite(code: 0) }
                ownHead = outcome.head
                return outcome
            }
        } catch {
            throw VaultError.plain(error)
        }
    }

    /// Keeps a signed checkpoint that went out or was anchored; keeping the same one again does nothing.
    ///
    /// - Throws: `.refused` if another one is kept for that size.
    package func keepCheckpoint(_ note: [UInt8], size: Int) throws(VaultError) {
        guard isWritable else { throw .readOnly }
        try VaultError.only {
            try queue.writeWithoutTransaction { db in
                try db.inTransaction(.immediate) {
                    try checkFileIsThere()
                    let kept = try db.first("SELECT note FROM checkpoint WHERE size = ?", [.integer(size)]) {
                        $0.blob(0)
                    }
                    if kept == note { return .rollback }
                    try db.run("INSERT INTO checkpoint (size, note) VALUES (?, ?)", [.integer(size), .blob(note)])
                    return .commit
                }
            }
        }
    }
}

/// Where an append puts its rows. For use inside the closure that it is given to.
package struct AppendWriter {
    private let db: Database
    private(set) var frontier: Frontier
    private let sizeBefore: Int
    private var failure: VaultError?
    /// Leaf hash of the record before the next one; for record 0, SHA-256 of the log's verifier key.
    package private(set) var previous: [UInt8]

    /// The number that the next record must have.
    package var nextNumber: Int { frontier.size }

    /// What is stored, with what this append has put there so far.
    package var stored: Snapshot { Snapshot(db: db) }

    init(db: Database, frontier: Frontier) throws {
        self.db = db
        self.frontier = frontier
        sizeBefore = frontier.size
        previous = try Self.previous(of: frontier.size, in: Snapshot(db: db))
    }

    /// Stores the record that was sealed for `nextNumber` and `previous`; traps if for another number. After
    /// an error the whole append stores nothing.
    package mutating func append(_ sealed: SealedRecord) throws(VaultError) {
        try append(sealed.record, leafHash: sealed.leafHash)
    }

    /// `leafHash` is what the sealer found; the stored bytes must have it.
    mutating func append(_ record: Record, leafHash: [UInt8]) throws(VaultError) {
        precondition(record.number == nextNumber, "records are appended in order")
        do throws(VaultError) {
            try VaultError.only { try insert(record, leafHash: leafHash) }
        } catch {
            failure = error
            throw error
        }
        frontier.append(leafHash)
        previous = leafHash
    }

    /// Stores a sealed chunk of the attachment called `attachment` (32 bytes; Format.md, "Attachments").
    ///
    /// Positions count from 0; an attachment's chunks are put one after the other. Whether the attachment is
    /// already there, `stored.hasAttachment` tells: putting a chunk twice throws `.refused`. After an error
    /// the whole append stores nothing.
    package mutating func putChunk(_ attachment: [UInt8], position: Int, sealed: [UInt8]) throws(VaultError) {
        do throws(VaultError) {
            try VaultError.only { try insertChunk(attachment, position, sealed) }
        } catch {
            failure = error
            throw error
        }
    }

    /// True if there is something to commit; throws what a caller may have swallowed.
    var hasAppended: Bool {
        get throws {
            if let failure { throw failure }
            return frontier.size > sizeBefore
        }
    }

    static func setHead(_ head: StoredHead, in db: Database) throws {
        try db.run(
            "UPDATE head SET note = ?, frontier = ? WHERE id = 1", [.blob(head.note), .blob(head.frontier.bytes)])
        guard db.changedRowCount == 1 else { throw VaultError.damaged(.head) }
    }

    private static func previous(of size: Int, in stored: Snapshot) throws -> [UInt8] {
        guard size > 0 else { return sha256(try stored.identity().verifierKey) }
        guard let leaf = try stored.leaf(size - 1) else { throw VaultError.damaged(.record(size - 1)) }
        return Merkle.leafHash(of: leaf)
    }

    /// A wrong leaf hash in a signed head can never be mended, so the stored bytes are hashed, not ours.
    private func insert(_ record: Record, leafHash: [UInt8]) throws {
        let hash = sha256(record.sealed)
        try db.run(
            "INSERT INTO record (number, leaf, sealed, sealed_hash) VALUES (?, ?, ?, ?)",
            [.integer(record.number), .blob(record.leaf), .blob(record.sealed), .blob(hash)])
        let sql = "SELECT leaf, sealed, sealed_hash FROM record WHERE number = ?"
        let isSame = try db.first(sql, [.integer(record.number)]) { columns in
            columns.withBlob(0) { Merkle.leafHash(of: $0).bytes } == leafHash
                && columns.withBlob(1) { sha256($0) } == hash && columns.blob(2) == hash
        }
        guard isSame == true else { throw VaultError.readBackDiffers(.record(record.number)) }
    }

    private func insertChunk(_ attachment: [UInt8], _ position: Int, _ sealed: [UInt8]) throws {
        let hash = sha256(sealed)
        try db.run(
            "INSERT INTO chunk (attachment, position, sealed, sealed_hash) VALUES (?, ?, ?, ?)",
            [.blob(attachment), .integer(position), .blob(sealed), .blob(hash)])
        let number = Int(db.lastInsertedRowID)
        let isSame = try db.first("SELECT sealed, sealed_hash FROM chunk WHERE number = ?", [.integer(number)]) {
            $0.withBlob(0) { sha256($0) } == hash && $0.blob(1) == hash
        }
        guard isSame == true else { throw VaultError.readBackDiffers(.chunk(number)) }
    }
}
