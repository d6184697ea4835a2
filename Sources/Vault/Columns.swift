import GRDB
import GRDBSQLite

/// What is bound to a statement's parameter.
enum Cell {
    case integer(Int)
    case blob([UInt8])
}

/// The row a statement stands on; valid inside the closure that it is given to.
///
/// GRDB's rows copy a blob twice on its way out and accept text for bytes. Verifying reads every row, so
/// this file, alone in the room, reads and binds through SQLite's own calls.
struct Columns {
    fileprivate let statement: OpaquePointer

    /// Nil if the column holds another type.
    func integer(_ column: Int32) -> Int? {
        guard sqlite3_column_type(statement, column) == SQLITE_INTEGER else { return nil }
        return Int(sqlite3_column_int64(statement, column))
    }

    /// Nil if the column holds another type.
    func blob(_ column: Int32) -> [UInt8]? { withBlob(column) { [UInt8]($0) } }

    /// The bytes where SQLite keeps them, for the time of `body`; nil if the column holds another type.
    func withBlob<Result>(_ column: Int32, _ body: (UnsafeRawBufferPointer) -> Result) -> Result? {
        guard sqlite3_column_type(statement, column) == SQLITE_BLOB else { return nil }
        let bytes = sqlite3_column_blob(statement, column)
        return body(UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(statement, column))))
    }

    /// Text as its bytes, which need not be UTF-8; empty for null, nil for another type.
    func textBytes(_ column: Int32) -> [UInt8]? {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_NULL: return []
        case SQLITE_TEXT:
            guard let bytes = sqlite3_column_text(statement, column) else { return nil }
            return [UInt8](
                UnsafeBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(statement, column))))
        default: return nil
        }
    }
}

extension Database {
    /// Runs one statement and gives each row to `body` until that returns false. The statement stays prepared
    /// for the next time.
    func each(_ sql: String, _ cells: [Cell] = [], _ body: (Columns) throws -> Bool) throws {
        var prepared = try cachedStatement(sql: sql)
        if sqlite3_stmt_busy(prepared.sqliteStatement) != 0 { prepared = try makeStatement(sql: sql) }
        let statement = prepared.sqliteStatement
        defer {
            sqlite3_reset(statement)
            sqlite3_clear_bindings(statement)
            withExtendedLifetime(prepared) {}
        }
        for (index, cell) in cells.enumerated() {
            let code = bind(cell, to: statement, at: Int32(index + 1))
            guard code == SQLITE_OK else { throw VaultError(sqliteCode: code) }
        }
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW: if try !body(Columns(statement: statement)) { return }
            case SQLITE_DONE: return
            case let code: throw VaultError(sqliteCode: code)
            }
        }
    }

    /// What `body` makes of the first row; nil if there is none.
    func first<Result>(_ sql: String, _ cells: [Cell] = [], _ body: (Columns) throws -> Result?) throws -> Result? {
        var result: Result?
        try each(sql, cells) { columns in
            result = try body(columns)
            return false
        }
        return result
    }

    /// The first row's first column; nil if there is no row or another type.
    func integer(_ sql: String) throws -> Int? {
        try first(sql) { $0.integer(0) }
    }

    /// Runs one statement that gives no rows.
    func run(_ sql: String, _ cells: [Cell] = []) throws {
        try each(sql, cells) { _ in true }
    }

    /// How many of `numbers` the statement finds a row for, each bound to its one parameter, up to the first for
    /// which there is none.
    func foundCount(_ sql: String, _ numbers: [Int]) throws -> Int {
        let prepared = try makeStatement(sql: sql)
        defer { withExtendedLifetime(prepared) {} }
        let statement = prepared.sqliteStatement
        for (index, number) in numbers.enumerated() {
            sqlite3_bind_int64(statement, 1, Int64(number))
            let code = sqlite3_step(statement)
            sqlite3_reset(statement)
            switch code {
            case SQLITE_ROW: continue
            case SQLITE_DONE: return index
            default: throw VaultError(sqliteCode: code)
            }
        }
        return numbers.count
    }

    /// How often this connection has asked for a page so far, whether it was at hand or not.
    var pageRequestCount: Int {
        [SQLITE_DBSTATUS_CACHE_HIT, SQLITE_DBSTATUS_CACHE_MISS].reduce(0) { count, status in
            var (current, highest): (Int32, Int32) = (0, 0)
            sqlite3_db_status(sqliteConnection, status, &current, &highest, 0)
            return count &+ Int(current)
        }
    }

    /// How many rows the last statement inserted, changed or deleted.
    var changedRowCount: Int { Int(sqlite3_changes(sqliteConnection)) }

    /// No row may claim more memory than this, whatever a damaged page says; a clean close leaves one file.
    func setLimits() {
        sqlite3_limit(sqliteConnection, SQLITE_LIMIT_LENGTH, 32 << 20)
        sqlite3_limit(sqliteConnection, SQLITE_LIMIT_ATTACHED, 0)
        var persists: Int32 = 0
        sqlite3_file_control(sqliteConnection, "main", SQLITE_FCNTL_PERSIST_WAL, &persists)
    }

    /// True if the file was opened without the right to write.
    var isOpenedReadOnly: Bool { sqlite3_db_readonly(sqliteConnection, "main") != 0 }
}

/// Tells SQLite to take its own copy of what is bound.
private let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

private func bind(_ cell: Cell, to statement: OpaquePointer, at index: Int32) -> Int32 {
    switch cell {
    case .integer(let value): sqlite3_bind_int64(statement, index, Int64(value))
    case .blob(let bytes) where bytes.isEmpty: sqlite3_bind_zeroblob(statement, index, 0)
    case .blob(let bytes): sqlite3_bind_blob64(statement, index, bytes, UInt64(bytes.count), transient)
    }
}
