import GRDB

/// The tables of a vault, and the check that a file has these and nothing else. Format.md, "Store".
enum Schema {
    /// `DayB`, as SQLite's `application_id`.
    static let applicationID = 0x4461_7942
    /// SQLite's `user_version`.
    static let version = 1
    static let pageByteCount = 16_384

    static let tables = [
        Table(
            "record",
            """
            CREATE TABLE record (
                number INTEGER PRIMARY KEY CHECK (number >= 0),
                leaf BLOB NOT NULL CHECK (length(leaf) BETWEEN 1 AND 65536),
                sealed BLOB NOT NULL CHECK (length(sealed) BETWEEN 40 AND 16777216),
                sealed_hash BLOB NOT NULL CHECK (length(sealed_hash) = 32)
            ) STRICT
            """, refuses: [.update, .delete]),
        Table(
            "chunk",
            """
            CREATE TABLE chunk (
                number INTEGER PRIMARY KEY CHECK (number >= 1),
                attachment BLOB NOT NULL CHECK (length(attachment) = 32),
                position INTEGER NOT NULL CHECK (position >= 0),
                sealed BLOB NOT NULL CHECK (length(sealed) BETWEEN 17 AND 1048576),
                sealed_hash BLOB NOT NULL CHECK (length(sealed_hash) = 32),
                UNIQUE (attachment, position)
            ) STRICT
            """, indexes: 1, refuses: [.update, .delete]),
        Table(
            "checkpoint",
            """
            CREATE TABLE checkpoint (
                size INTEGER PRIMARY KEY CHECK (size >= 0),
                note BLOB NOT NULL CHECK (length(note) BETWEEN 1 AND 65536)
            ) STRICT
            """, refuses: [.update, .delete]),
        Table(
            "identity",
            """
            CREATE TABLE identity (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                verifier_key BLOB NOT NULL CHECK (length(verifier_key) BETWEEN 1 AND 1024),
                sealed_seed BLOB NOT NULL CHECK (length(sealed_seed) BETWEEN 1 AND 1024),
                sealed_hash BLOB NOT NULL CHECK (length(sealed_hash) = 32)
            ) STRICT
            """, refuses: [.update, .delete]),
        Table(
            "head",
            """
            CREATE TABLE head (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                note BLOB NOT NULL CHECK (length(note) BETWEEN 1 AND 65536),
                frontier BLOB NOT NULL CHECK (length(frontier) BETWEEN 8 AND 2056)
            ) STRICT
            """, refuses: [.delete]),
        Table(
            "slot",
            """
            CREATE TABLE slot (
                number INTEGER PRIMARY KEY CHECK (number >= 1),
                header BLOB NOT NULL CHECK (length(header) BETWEEN 1 AND 1024),
                wrapped BLOB NOT NULL CHECK (length(wrapped) BETWEEN 1 AND 1024),
                hash BLOB NOT NULL CHECK (length(hash) = 32)
            ) STRICT
            """, refuses: []),
    ]

    struct Table {
        enum Change: String { case update, delete }
        let name: String
        let sql: String
        /// How many indexes SQLite makes by itself.
        let indexes: Int
        let refused: [Change]

        init(_ name: String, _ sql: String, indexes: Int = 0, refuses refused: [Change]) {
            self.name = name
            self.sql = sql
            self.indexes = indexes
            self.refused = refused
        }

        func triggerName(_ change: Change) -> String { "\(name)_\(change.rawValue)" }

        func trigger(_ change: Change) -> String {
            """
            CREATE TRIGGER \(triggerName(change)) BEFORE \(change.rawValue.uppercased()) ON \(name)
            BEGIN SELECT RAISE(ABORT, 'append only'); END
            """
        }
    }

    /// Lays out an empty file.
    static func create(in db: Database) throws {
        try db.execute(
            sql: """
                PRAGMA page_size = \(pageByteCount); PRAGMA auto_vacuum = NONE; PRAGMA encoding = 'UTF-8';
                PRAGMA journal_mode = WAL;
                PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version);
                """)
        try db.inTransaction(.immediate) {
            for table in tables {
                try db.execute(sql: table.sql)
                for change in table.refused { try db.execute(sql: table.trigger(change)) }
            }
            return .commit
        }
    }

    /// Returns if the file says that it is a vault of this version and has exactly our tables and triggers,
    /// by the text that made them.
    static func check(in db: Database) throws {
        guard try db.integer("PRAGMA application_id") == applicationID else {
            throw VaultError.notAVault
        }
        let found = try db.integer("PRAGMA user_version") ?? 0
        guard found <= version else { throw VaultError.newerVersion(found) }
        guard found == version else { throw VaultError.alteredSchema }
        var remaining = expected[...]
        try db.each("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid") { columns in
            guard let row = remaining.popFirst(), (0..<4).allSatisfy({ columns.textBytes(Int32($0)) == row[$0] })
            else { throw VaultError.alteredSchema }
            return true
        }
        guard remaining.isEmpty else { throw VaultError.alteredSchema }
    }

    /// The rows of `sqlite_schema`: type, name, table, text.
    private static let expected: [[[UInt8]]] = tables.flatMap { table in
        var rows = [["table", table.name, table.name, table.sql]]
        for index in 0..<table.indexes {
            rows.append(["index", "sqlite_autoindex_\(table.name)_\(index + 1)", table.name, ""])
        }
        for change in table.refused {
            rows.append(["trigger", table.triggerName(change), table.name, table.trigger(change)])
        }
        return rows.map { row in row.map { Array($0.utf8) } }
    }
}
