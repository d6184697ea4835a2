import GRDB
import Ledger

import struct Ledger.Record

/// One state of the vault: what others append meanwhile is not seen. For use inside the closure that it is
/// given to; elsewhere it traps.
package struct Snapshot {
    let db: Database
}

/// The newest checkpoint and what is needed to append to its tree, as stored.
package struct StoredHead: Equatable, Sendable {
    /// A signed note; nobody checked the signature yet.
    package let note: [UInt8]
    package let frontier: Frontier
}

/// Whose log it is. Written once.
package struct Identity: Hashable, Sendable {
    /// The log's C2SP verifier key, as text.
    package let verifierKey: [UInt8]
    /// The signing seed, sealed.
    package let sealedSeed: [UInt8]

    package init(verifierKey: [UInt8], sealedSeed: [UInt8]) {
        self.verifierKey = verifierKey
        self.sealedSeed = sealedSeed
    }
}

/// A slot and the number under which it is stored; nothing about it has been checked.
package struct StoredSlot: Equatable, Sendable {
    package let number: Int
    package let slot: Slot
    /// False if the row was damaged: its bytes do not have their stored hash.
    package let hashMatches: Bool
}

/// A checkpoint kept because it went out or was anchored, as stored.
package struct KeptCheckpoint: Equatable, Sendable {
    /// What the row says; nobody compared it with the note yet.
    package let size: Int
    /// A signed note; nobody checked the signature yet.
    package let note: [UInt8]
}

extension VaultStore {
    /// Gives `body` one state of the vault to read, after checking that the tables are still ours.
    ///
    /// Errors of `body` pass through; every other is a `VaultError`.
    package func read<Result>(_ body: (Snapshot) throws -> Result) throws -> Result {
        do {
            return try queue.unsafeRead { db in
                var result: Swift.Result<Result, any Error>?
                try db.inTransaction(.deferred) {
                    try Schema.check(in: db)
                    result = .success(try body(Snapshot(db: db)))
                    // Where a page is damaged, SQLite fails a commit even after reading only.
                    return .rollback
                }
                guard let result else { throw VaultError.sqlite(code: 0) }
                return try result.get()
            }
        } catch {
            throw VaultError.plain(error)
        }
    }
}

extension Snapshot {
    /// The newest checkpoint; throws `.damaged(.head)` if the row is gone or no frontier.
    package func head() throws(VaultError) -> StoredHead {
        try VaultError.only {
            let head: StoredHead? = try db.first("SELECT note, frontier FROM head WHERE id = 1") { columns in
                guard let note = columns.blob(0), let bytes = columns.blob(1),
                    let frontier = try? Frontier(bytes: bytes)
                else { return nil }
                return StoredHead(note: note, frontier: frontier)
            }
            guard let head else { throw VaultError.damaged(.head) }
            return head
        }
    }

    /// Throws `.damaged(.identity)` if the row is gone.
    package func identity() throws(VaultError) -> Identity {
        try VaultError.only {
            let identity: Identity? = try db.first("SELECT verifier_key, sealed_seed FROM identity WHERE id = 1") {
                guard let key = $0.blob(0), let seed = $0.blob(1) else { return nil }
                return Identity(verifierKey: key, sealedSeed: seed)
            }
            guard let identity else { throw VaultError.damaged(.identity) }
            return identity
        }
    }

    /// Throws `.otherKeys` unless the vault still has the keys whose sealed seed this is.
    package func checkKeys(_ sealedSeed: [UInt8]) throws(VaultError) {
        guard try identity().sealedSeed == sealedSeed else { throw .otherKeys }
    }

    /// Whether the sealed seed has its stored hash; false too if the row is gone.
    package func sealedSeedMatches() throws(VaultError) -> Bool {
        try VaultError.only {
            try db.first("SELECT sealed_seed, sealed_hash FROM identity WHERE id = 1") { columns in
                columns.withBlob(0) { sha256($0) } == columns.blob(1)
            } ?? false
        }
    }

    /// All slots in the order of their numbers; `.damaged(.slots)` if there are none or more than
    /// `Slot.limit`.
    package func slots() throws(VaultError) -> [StoredSlot] {
        try VaultError.only {
            var slots = [StoredSlot]()
            try db.each("SELECT number, header, wrapped, hash FROM slot ORDER BY number") { columns in
                guard let number = columns.integer(0), let header = columns.blob(1), let wrapped = columns.blob(2),
                    slots.count < Slot.limit
                else { throw VaultError.damaged(.slots) }
                let slot = Slot(header: header, wrapped: wrapped)
                slots.append(
                    StoredSlot(
                        number: number, slot: slot,
                        hashMatches: columns.blob(3) == VaultStore.hash(of: slot, number: number)))
                return true
            }
            guard !slots.isEmpty else { throw VaultError.damaged(.slots) }
            return slots
        }
    }

    /// The record with that number; nil if there is none. Throws `.damaged(.record(number))` if its row has
    /// wrong types or its page cannot be read.
    package func record(_ number: Int) throws(VaultError) -> Record? {
        do throws(VaultError) {
            return try VaultError.only {
                try db.first("SELECT number, leaf, sealed FROM record WHERE number = ?", [.integer(number)]) {
                    guard let record = Record($0) else { throw VaultError.damaged(.record(number)) }
                    return record
                }
            }
        } catch {
            throw error.isDamage ? .damaged(.record(number)) : error
        }
    }

    /// Gives the records of `range` in order, one at a time, until `body` returns false.
    ///
    /// Numbers without a row are passed over in silence: `scan` tells of them.
    package func records(in range: Range<Int>, _ body: (Record) throws -> Bool) throws {
        let sql = "SELECT number, leaf, sealed FROM record WHERE number >= ? AND number < ? ORDER BY number"
        var next = range.lowerBound
        try db.each(sql, [.integer(range.lowerBound), .integer(range.upperBound)]) { columns in
            guard let record = Record(columns) else { throw VaultError.damaged(.record(next)) }
            next = record.number + 1
            return try body(record)
        }
    }

    /// The root over the first `size` leaves as stored; for comparing with a mark. Reads that many rows, less those
    /// whose tree is given.
    ///
    /// - Parameter frontier: The tree over the first leaves; one of more than `size` is passed over.
    /// - Throws: `.damaged(.record)` naming the first leaf that is missing or unreadable.
    package func root(at size: Int, from frontier: Frontier = Frontier()) throws(VaultError) -> [UInt8] {
        var frontier = frontier.size <= size ? frontier : Frontier()
        do throws(VaultError) {
            try VaultError.only {
                let sql = "SELECT number, leaf FROM record WHERE number >= ? AND number < ? ORDER BY number"
                try db.each(sql, [.integer(frontier.size), .integer(size)]) {
                    guard $0.integer(0) == frontier.size, let hash = $0.withBlob(1, { Merkle.leafHash(of: $0) }) else {
                        return false
                    }
                    frontier.append(hash)
                    return true
                }
            }
        } catch {
            throw error.isDamage ? .damaged(.record(frontier.size)) : error
        }
        guard frontier.size == size else { throw .damaged(.record(frontier.size)) }
        return frontier.head.root
    }

    /// The leaf of one record, without the sealed bytes.
    func leaf(_ number: Int) throws -> [UInt8]? {
        try db.first("SELECT leaf FROM record WHERE number = ?", [.integer(number)]) { $0.blob(0) }
    }

    /// True if the attachment of that name (Format.md, "Attachments") is stored.
    package func hasAttachment(_ name: [UInt8]) throws(VaultError) -> Bool {
        try VaultError.only {
            try db.first("SELECT position FROM chunk WHERE attachment = ? AND position = 0", [.blob(name)]) {
                $0.integer(0)
            } != nil
        }
    }

    /// Gives the sealed chunks of an attachment, from the first on, until `body` returns false; none if there
    /// is no such attachment. Throws `.damaged(.chunk)` at a gap or a wrong type.
    package func chunks(of attachment: [UInt8], _ body: ([UInt8]) throws -> Bool) throws {
        let sql = "SELECT number, position, sealed FROM chunk WHERE attachment = ? ORDER BY position"
        var position = 0
        try db.each(sql, [.blob(attachment)]) { columns in
            guard columns.integer(1) == position, let sealed = columns.blob(2) else {
                throw VaultError.damaged(.chunk(columns.integer(0) ?? 0))
            }
            position += 1
            return try body(sealed)
        }
    }

    /// The sealed chunk of an attachment at `position`, from 0; nil if there is none.
    package func chunk(_ position: Int, of attachment: [UInt8]) throws(VaultError) -> [UInt8]? {
        try VaultError.only {
            try db.first(
                "SELECT sealed FROM chunk WHERE attachment = ? AND position = ?",
                [.blob(attachment), .integer(position)]
            ) { $0.blob(0) }
        }
    }

    /// The checkpoints kept because they went out or were anchored, oldest first: at most
    /// `limit` of those for sizes from `size` on.
    package func keptCheckpoints(from size: Int = 0, limit: Int = 1000) throws(VaultError) -> [KeptCheckpoint] {
        try VaultError.only {
            var kept = [KeptCheckpoint]()
            let sql = "SELECT size, note FROM checkpoint WHERE size >= ? ORDER BY size LIMIT ?"
            try db.each(sql, [.integer(size), .integer(limit)]) { columns in
                guard let size = columns.integer(0), let note = columns.blob(1) else {
                    throw VaultError.damaged(.checkpoints)
                }
                kept.append(KeptCheckpoint(size: size, note: note))
                return true
            }
            return kept
        }
    }
}

extension Record {
    /// From the columns number, leaf, sealed; nil if a type is wrong.
    fileprivate init?(_ columns: Columns) {
        guard let number = columns.integer(0), let leaf = columns.blob(1), let sealed = columns.blob(2) else {
            return nil
        }
        self.init(number: number, leaf: leaf, sealed: sealed)
    }
}
