import GRDB
import Ledger

import struct Ledger.Record

/// What stands in the store where a record should. None of it has been checked against a key, the chain or
/// the tree.
package enum ScannedRecord {
    /// A row of the right types and lengths.
    case row(ScannedRow)
    /// A row with a column of another type or length than the format's.
    case wrongType(number: Int)
    /// A row whose number does not come after the one before it.
    case outOfPlace(number: Int)
    /// No rows for these numbers, or rows that are not found by them.
    case missing(Range<Int>)
    /// Their pages are damaged.
    case unreadable(Range<Int>)
}

/// A row of the table of records, hashed where SQLite holds it: a copy is made only where one is asked for. For
/// use inside the closure that it is given to.
package struct ScannedRow {
    package let number: Int
    package let leafHash: Hash32
    package let sealedHashMatches: Bool
    private let columns: Columns

    /// Nil if a type or a length is not the format's.
    init?(_ number: Int, _ columns: Columns) {
        guard let leafHash = columns.withBlob(1, { 1...65_536 ~= $0.count ? Merkle.leafHash(of: $0) : nil }),
            let leafHash,
            let sealedHash = columns.withBlob(2, { 40...16 << 20 ~= $0.count ? Hash32(sha256: $0) : nil }),
            let sealedHash, let stored = columns.withBlob(3, { $0.count == 32 ? Hash32($0) : nil }), let stored
        else { return nil }
        self.number = number
        self.leafHash = leafHash
        self.columns = columns
        sealedHashMatches = sealedHash == stored
    }

    package func withLeaf<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        columns.withBlob(1, body) ?? body(UnsafeRawBufferPointer(start: nil, count: 0))
    }

    package var record: Record {
        Record(number: number, leaf: columns.blob(1) ?? [], sealed: columns.blob(2) ?? [])
    }
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
    /// of the numbers, one row in memory at a time. Damage is told, never thrown. A row that was given and is not
    /// found when it is looked up by its number is given again as missing.
    ///
    /// - Throws: What `body` throws; `VaultError` for failures that say nothing about the file, such as
    ///   `.sqlite` for too little memory.
    package func scanRecords(expecting expectedCount: Int, _ body: (ScannedRecord) throws -> Void) throws {
        let scan = RowScan(
            db: db, table: "record", columns: "number, leaf, sealed, sealed_hash", first: 0, limit: try rowLimit())
        var lookup = RowLookup(scan: scan)
        try scan.run(expecting: expectedCount) { found in
            switch found {
            case .row(let number, let columns):
                try body(ScannedRow(number, columns).map(ScannedRecord.row) ?? .wrongType(number: number))
                try lookup.take(number) { try body($0) }
            case .outOfPlace(let number): try body(.outOfPlace(number: number))
            case .missing(let range): try body(.missing(range))
            case .unreadable(let range): try body(.unreadable(range))
            }
        }
        try lookup.finish { try body($0) }
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

    /// How many faults SQLite itself finds in pages, indexes and constraints, at most a hundred a table; a
    /// flipped bit in a stored blob is no fault to it.
    ///
    /// The table of records is left to `scanRecords`: SQLite's check reads it twice, and those two passes were more
    /// than half of the time of verifying 100,000 entries. Only where there are free pages, which one of ours has
    /// hardly ever, is all of the file checked: a page that is in use and free would be written over.
    package func structureFaultCount() throws(VaultError) -> Int {
        do throws(VaultError) {
            return try VaultError.only {
                guard try db.integer("PRAGMA freelist_count") == 0 else { return try faultCount("") }
                let tables = Schema.tables.map(\.name).filter { $0 != "record" }
                return try (["sqlite_schema"] + tables).reduce(0) { try $0 + faultCount("(\($1))") }
            }
        } catch {
            guard error.isDamage else { throw error }
            return 1
        }
    }

    private func faultCount(_ table: String) throws -> Int {
        var count = 0
        try db.each("PRAGMA integrity_check\(table)") { columns in
            if columns.textBytes(0) != Array("ok".utf8) { count += 1 }
            return true
        }
        return count
    }

    /// More rows than the file has room for are not believed, so no damage makes a scan endless.
    private func rowLimit() throws -> Int {
        let pageCount = try db.integer("PRAGMA page_count") ?? 0
        return min(pageCount, 1 << 40) * (Schema.pageByteCount / 64)
    }
}

/// Finds rows by their numbers a second time, while their pages are at hand.
///
/// A sweep follows the pages from one to the next; whoever asks for one entry is led by the numbers that stand
/// between them. Of each page the first row and the last are looked up: where the way to both leads to the page, the
/// way to any number between goes the same at every fork, and in a page the rows are in order, as the sweep saw.
/// That is one row in six of short texts. A page begins wherever SQLite asked for one, which it does
/// for a row's overflow as well: then more rows are looked up than need be.
private struct RowLookup {
    let scan: RowScan
    private var pages: [ClosedRange<Int>] = []
    private var requestCount = -1

    init(scan: RowScan) { self.scan = scan }

    /// - Parameter number: That of the row on which the sweep stands.
    mutating func take(_ number: Int, _ body: (ScannedRecord) throws -> Void) throws {
        let count = scan.db.pageRequestCount
        // Numbers between that are missing or damaged have been told of.
        if count == requestCount, let page = pages.last, page.upperBound &+ 1 == number {
            pages[pages.count - 1] = page.lowerBound...number
            return
        }
        if pages.count >= 128 { try finish(body) }
        requestCount = scan.db.pageRequestCount
        pages.append(number...number)
    }

    mutating func finish(_ body: (ScannedRecord) throws -> Void) throws {
        defer { pages.removeAll(keepingCapacity: true) }
        let ends = pages.flatMap { $0.count == 1 ? [$0.lowerBound] : [$0.lowerBound, $0.upperBound] }
        if try scan.areFound(ends) { return }
        for number in pages.joined().prefix(scan.limit) {
            switch try scan.answer(number) {
            case .row: break
            case .nothing: try body(.missing(number..<number + 1))
            case .damage: try body(.unreadable(number..<number + 1))
            }
        }
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

    enum Answer { case row, nothing, damage }

    /// True if each of `numbers` has a row that is found by it; false also at a damaged page.
    func areFound(_ numbers: [Int]) throws -> Bool {
        do {
            return try db.foundCount("SELECT 1 FROM \(table) WHERE number = ?", numbers) == numbers.count
        } catch {
            guard (VaultError.plain(error) as? VaultError)?.isDamage == true else { throw VaultError.plain(error) }
            return false
        }
    }

    func answer(_ number: Int) throws -> Answer {
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
