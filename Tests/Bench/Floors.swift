import CSodium
import Crypto
import Foundation
import GRDBSQLite
import Ledger
import Vault

#if Expat
    import CExpat
#endif

/// What nothing that does the same work can beat.
enum Floors {
    struct Failed: Error { let code: Int }

    /// Seconds that one core takes for SHA-256 of all leaves and sealed bytes of a vault, in memory, and with
    /// `opening` for XChaCha20-Poly1305 opening of the sealed bytes too.
    static func read(_ vault: String) throws -> (hashing: Double, opening: Double, byteCount: Int) {
        let rows = try rows(of: vault)
        var byteCount = 0
        var start = cpuSeconds()
        var hash = SHA256()
        for row in rows {
            row.leaf.withUnsafeBytes { hash.update(bufferPointer: $0) }
            row.sealed.withUnsafeBytes { hash.update(bufferPointer: $0) }
            byteCount += row.leaf.count + row.sealed.count
        }
        withExtendedLifetime(hash.finalize()) {}
        let hashing = cpuSeconds() - start
        start = cpuSeconds()
        // Without the right key a tag does not fit, so the same stream is run and the same tag computed by
        // sealing: the two cost the same.
        let key = [UInt8](repeating: 7, count: 32)
        var out = [UInt8](repeating: 0, count: 1 << 20)
        for row in rows where row.sealed.count < out.count - 64 {
            _ = crypto_aead_xchacha20poly1305_ietf_encrypt(
                &out, nil, row.sealed, UInt64(row.sealed.count - 40), row.leaf, 32, nil, row.sealed, key)
        }
        return (hashing, cpuSeconds() - start, byteCount)
    }

    private static func rows(of vault: String) throws -> [(leaf: [UInt8], sealed: [UInt8])] {
        var database: OpaquePointer?
        try check(sqlite3_open_v2(vault, &database, SQLITE_OPEN_READONLY, nil))
        defer { sqlite3_close(database) }
        var statement: OpaquePointer?
        try check(sqlite3_prepare_v2(database, "SELECT leaf, sealed FROM record", -1, &statement, nil))
        defer { sqlite3_finalize(statement) }
        var rows: [(leaf: [UInt8], sealed: [UInt8])] = []
        func blob(_ column: Int32) -> [UInt8] {
            [UInt8](
                UnsafeRawBufferPointer(
                    start: sqlite3_column_blob(statement, column), count: Int(sqlite3_column_bytes(statement, column))))
        }
        while sqlite3_step(statement) == SQLITE_ROW { rows.append((blob(0), blob(1))) }
        return rows
    }

    private static func check(_ code: Int32) throws {
        guard code == SQLITE_OK || code == SQLITE_DONE else { throw Failed(code: Int(code)) }
    }

    #if Expat
        /// Seconds that expat takes for the file, without a handler.
        static func expat(_ path: String) throws -> Double {
            guard let parser = XML_ParserCreate("UTF-8"), let file = FileHandle(forReadingAtPath: path) else {
                throw Failed(code: 0)
            }
            defer { XML_ParserFree(parser) }
            let start = now()
            while let data = try file.read(upToCount: 1 << 20), !data.isEmpty {
                let status = data.withUnsafeBytes {
                    XML_Parse(parser, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count), 0)
                }
                guard status == XML_STATUS_OK else { throw Failed(code: Int(XML_GetErrorCode(parser).rawValue)) }
            }
            return now() - start
        }
    #endif
}

/// A bare table with the vault's settings, into which the same bytes are put.
final class BareTable {
    private var database: OpaquePointer?
    private var insert: OpaquePointer?

    /// - Parameter vault: A copy of this vault's records is there from the start, so that both trees are as deep.
    init(_ path: String, like vault: String) throws {
        try check(sqlite3_open(path, &database))
        try execute(
            """
            PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON;
            PRAGMA checkpoint_fullfsync = ON; PRAGMA secure_delete = ON; PRAGMA mmap_size = 0;
            PRAGMA cache_size = -8192;
            CREATE TABLE record (number INTEGER PRIMARY KEY, leaf BLOB, sealed BLOB, sealed_hash BLOB);
            ATTACH '\(vault)' AS vault; INSERT INTO record SELECT * FROM vault.record; DETACH vault;
            PRAGMA wal_checkpoint(TRUNCATE);
            """)
        try check(sqlite3_prepare_v2(database, "INSERT INTO record VALUES (NULL, ?, ?, ?)", -1, &insert, nil))
    }

    deinit {
        sqlite3_finalize(insert)
        sqlite3_close(database)
    }

    func append(_ record: Record) throws {
        let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        sqlite3_bind_blob(insert, 1, record.leaf, Int32(record.leaf.count), transient)
        sqlite3_bind_blob(insert, 2, record.sealed, Int32(record.sealed.count), transient)
        sqlite3_bind_blob(insert, 3, record.leaf, 32, transient)
        try check(sqlite3_step(insert))
        try check(sqlite3_reset(insert))
    }

    private func execute(_ sql: String) throws { try check(sqlite3_exec(database, sql, nil, nil, nil)) }

    private func check(_ code: Int32) throws {
        guard code == SQLITE_OK || code == SQLITE_DONE else { throw Floors.Failed(code: Int(code)) }
    }
}
