import GRDB
import Ledger

import struct Ledger.Record

/// What stands in the store where a record should. None of it has been checked against a key, the chain or
/// the tree.
package enum ScannedRecord: Sendable {
    /// A row of the right types.
    case row(Record, leafHash: Hash32, sealedHashMatches: Bool)
    /// A row with a column of another type than the format's.
    case wrongType(number: Int)
    /// A row whose number does not come after the one before it.
    case outOfPlace(number: Int)
    /// No rows for these numbers.
    case missing(Range<Int>)
    /// Their pages are damaged.
    case unreadable(Range<Int>)
}

/// What stands where a chunk of an attachment should.
package enum ScannedChunk: Sendable {
    /// Chunks of one attachment follow each other from position 0: `continues` is false where this one
    /// begins no attachment and follows none.
    case row(number: Int, attachment: [UInt8], continues: Bool, sealedHashMatches: Bool)
    case outOfPlace(number: Int)
    case wrongType(number: Int)
    case missing(Range<Int>)
    case unreadable(Range<Int>)
}

extension Snapshot {
    /// Gives what is stored for every number from 0 to `expectedCount`, and whatever lies beyond, in the order
    /// of the numbers, one row in memory at a time. Damage is told, never thrown.
    ///
    /// - Throws: What `body` throws; `VaultError` for failures that say nothing about the file, such as
    ///   `.sqlite` for too little memory.
    package func scanRecords(expecting expectedCount: Int, _ body: (ScannedRecord) throws -> Void) throws {
        let scan = RowScan(
            db: db, table: "record", columns: "number, leaf, sealed, sealed_hash", first: 0, limit: try rowLimit())
        try scan.run(expecting: expectedCount) { found in
            switch found {
            case .row(let number, let columns): try body(Self.record(number, columns))
            case .outOfPlace(let number): try body(.outOfPlace(number: number))
            case .missing(let range): try body(.missing(range))
            case .unreadable(let range): try body(.unreadable(range))
            }
        }
    }

    /// Gives every chunk of every attachment in the order of storing. Chunks cut off at the end are found
    /// only by opening the entry that names them.
    package func scanChunks(_ body: (ScannedChunk) throws -> Void) throws {
        let scan = RowScan(
            db: db, table: "chunk", columns: "number, attachment, position, sealed, sealed_hash", first: 1,
            limit: try rowLimit())
        var attachment: [UInt8]?
        var nextPosition = 0
        try scan.run(expecting: 0) { found in
            switch found {
            case .row(let number, let columns):
                guard let name = columns.blob(1), let position = columns.integer(2), let hash = columns.blob(4),
                    let sealedHash = columns.withBlob(3, { sha256($0) })
                else { return try body(.wrongType(number: number)) }
                let continues = position == (name == attachment ? nextPosition : 0)
                attachment = name
                nextPosition = position &+ 1
                try body(
                    .row(
                        number: number, attachment: name, continues: continues,
                        sealedHashMatches: hash == sealedHash))
            case .outOfPlace(let number):
                try body(.outOfPlace(number: number))
            case .missing(let range): try body(.missing(range))
            case .unreadable(let range): try body(.unreadable(range))
            }
        }
    }

    /// How many faults SQLite itself finds in pages, indexes and constraints, at most `limit`. Slow on a large
    /// vault; a flipped bit in a stored blob is no fault to it.
    package func structureFaultCount(limit: Int = 100) throws(VaultError) -> Int {
        do throws(VaultError) {
            return try VaultError.only {
                var count = 0
                try db.each("PRAGMA integrity_check(\(limit))") { columns in
                    if columns.textBytes(0) != Array("ok".utf8) { count += 1 }
                    return count < limit
                }
                return count
            }
        } catch {
            guard error.isDamage else { throw error }
            return 1
        }
    }

    private static func record(_ number: Int, _ columns: Columns) -> ScannedRecord {
        guard let leaf = columns.blob(1), let sealed = columns.blob(2), let hash = columns.blob(3) else {
            return .wrongType(number: number)
        }
        return .row(
            Record(number: number, leaf: leaf, sealed: sealed),
            leafHash: leaf.withUnsafeBytes { Merkle.leafHash(of: $0) },
            sealedHashMatches: sha256(sealed) == hash)
    }

    /// More rows than the file has room for are not believed, so no damage makes a scan endless.
    private func rowLimit() throws -> Int {
        let pageCount = try db.integer("PRAGMA page_count") ?? 0
        return min(pageCount, 1 << 40) * (Schema.pageByteCount / 64)
    }
}

/// Reads a table by its numbers, past damaged pages.
private struct RowScan {
    let db: Database
    let table: String
    let columns: String
    let first: Int
    let limit: Int

    enum Found {
        case row(Int, Columns)
        case outOfPlace(Int)
        case missing(Range<Int>)
        case unreadable(Range<Int>)
    }

    /// Reads on in one sweep while pages are sound. Behind a damaged one it feels its way number by number
    /// until a row answers, then sweeps again.
    func run(expecting count: Int, _ body: (Found) throws -> Void) throws {
        let end = first + min(max(count, 0), limit)
        var next = first
        var given = 0
        var isBegun = false
        while true {
            let isWhole = try sweep(from: isBegun ? next : .min, next: &next, given: &given, body)
            isBegun = true
            if isWhole { break }
            guard try feel(&next, until: max(end, try highest() + 1), given: &given, body) else { break }
        }
        if next < end { try body(.missing(next..<end)) }
    }

    /// Returns true at the end of the table, false at a damaged page.
    private func sweep(
        from start: Int, next: inout Int, given: inout Int, _ body: (Found) throws -> Void
    ) throws -> Bool {
        var failure: (any Error)?
        do {
            try db.each(
                "SELECT \(columns) FROM \(table) WHERE number >= ? ORDER BY number", [.integer(start)]
            ) { row in
                guard given < limit else { throw VaultError.damaged(.structure) }
                given += 1
                do {
                    try give(row, next: &next, body)
                    return true
                } catch {
                    failure = error
                    return false
                }
            }
        } catch {
            guard (VaultError.plain(error) as? VaultError)?.isDamage == true else { throw VaultError.plain(error) }
            return false
        }
        if let failure { throw failure }
        return true
    }

    private func give(_ row: Columns, next: inout Int, _ body: (Found) throws -> Void) throws {
        let number = row.integer(0) ?? -1
        guard number >= next || (number < first && next == first) else { return try body(.outOfPlace(number)) }
        if number > next { try body(.missing(next..<number)) }
        next = max(next, number &+ 1)
        try body(.row(number, row))
    }

    /// Tries single numbers from `next` on. Returns true if one of them could be read, false if none below
    /// `end` could.
    private func feel(
        _ next: inout Int, until end: Int, given: inout Int, _ body: (Found) throws -> Void
    ) throws -> Bool {
        let start = next
        while next < end, given < limit {
            given += 1
            let answer = try answer(next)
            if answer == .row { break }
            next += 1
        }
        if start < next { try body(.unreadable(start..<next)) }
        return next < end && given < limit
    }

    private enum Answer { case row, nothing, damage }

    private func answer(_ number: Int) throws -> Answer {
        do {
            let found = try db.first("SELECT \(columns) FROM \(table) WHERE number = ?", [.integer(number)]) {
                $0.integer(0)
            }
            return found == nil ? .nothing : .row
        } catch {
            guard (VaultError.plain(error) as? VaultError)?.isDamage == true else { throw VaultError.plain(error) }
            return .damage
        }
    }

    /// The last number that can be found, if the way there is sound.
    private func highest() throws -> Int {
        let last = (try? db.integer("SELECT max(number) FROM \(table)")) ?? nil
        return min(last ?? first - 1, first + limit)
    }
}
