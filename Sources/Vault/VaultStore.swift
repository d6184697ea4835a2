import Foundation
import GRDB
import Ledger

/// One vault's file, open. It stores bytes that it cannot read: no key and no plain text comes here.
///
/// Safe to use from several threads; calls queue up. Several processes, and several of these, may have the
/// same file open. Calling it from inside one of its own closures traps. Format.md, "Store".
package final class VaultStore: @unchecked Sendable {  // what varies is touched on the queue only
    let queue: DatabaseQueue
    package let path: String
    /// False if the file, its folder or its disk takes no writes; reading works.
    package let isWritable: Bool
    private let file: FileIdentity
    /// The head that this object left stored when it appended last, after it was checked.
    var ownHead: StoredHead?
    /// SQLite's count of changes to the schema when that was last found to be ours.
    private var schemaVersion: Int?

    /// How long a call waits for other processes, unless told otherwise, before it throws `VaultError.inUse`.
    package static let patienceSeconds = 10.0

    /// Opens the vault at `path`; never creates one.
    ///
    /// - Throws: `.notFound`, `.notAVault`, `.newerVersion`, `.alteredSchema`, `.damaged(.structure)`,
    ///   `.inUse`; `.readOnly` if the folder takes no writes and another process left its work unfinished.
    package convenience init(
        at path: String, patienceSeconds: Double = VaultStore.patienceSeconds
    ) throws(VaultError) {
        let path = URL(fileURLWithPath: path).path
        let isCut = try Self.isCut(path)
        do throws(VaultError) {
            try self.init(path: path, opening: path, Self.configuration(patienceSeconds: patienceSeconds))
        } catch {
            guard Self.needsAnotherWay(error), !Self.hasUnfoldedLog(path) else { throw error }
            try self.init(path: path, opening: Self.immutable(path), Self.configuration(readOnly: true))
        }
        guard !isCut else { throw .damaged(.structure) }
    }

    private init(path: String, opening name: String, _ configuration: Configuration) throws(VaultError) {
        var schemaVersion: Int?
        let (queue, isWritable) = try VaultError.only {
            let queue = try DatabaseQueue(path: name, configuration: configuration)
            return try queue.writeWithoutTransaction { db in
                try Schema.check(in: db)
                schemaVersion = try db.integer("PRAGMA schema_version")
                let isWritable = !configuration.readonly && !db.isOpenedReadOnly
                if isWritable { try db.run("PRAGMA journal_mode = WAL") }
                return (queue, isWritable)
            }
        }
        self.queue = queue
        self.path = path
        self.schemaVersion = schemaVersion
        self.isWritable = isWritable
        file = try FileIdentity(path: path)
    }

    /// SQLite counts every change of the schema, and runs the one that it read at the last count.
    func checkSchemaIsOurs(in db: Database) throws {
        let version = try db.integer("PRAGMA schema_version")
        guard version == nil || version != schemaVersion else { return }
        try Schema.check(in: db)
        schemaVersion = version
    }

    /// Ends all work and folds the write-ahead log into the file; the last one to close leaves that file alone.
    /// Using the store afterwards traps.
    package func close() throws(VaultError) {
        try VaultError.only { try queue.close() }
    }

    /// Throws `.notFound` if the file at `path` is not the one that was opened: what is written to a file that
    /// was removed is lost.
    func checkFileIsThere() throws(VaultError) {
        guard try FileIdentity(path: path).isSameFile(as: file) else { throw .notFound }
    }
}

/// How the connection is set up.
extension VaultStore {
    static func configuration(
        readOnly: Bool = false, patienceSeconds: Double = VaultStore.patienceSeconds
    ) -> Configuration {
        var configuration = Configuration()
        configuration.label = "vault"
        configuration.readonly = readOnly
        configuration.foreignKeysEnabled = false
        let patience = Patience(seconds: patienceSeconds)
        configuration.busyMode = .callback { patience.waits(tries: $0) }
        configuration.prepareDatabase { db in
            db.setLimits()
            try db.execute(sql: pragmas)
        }
        return configuration
    }

    /// A planted schema gets no functions and a damaged page no trust; `INSERT OR REPLACE` meets the triggers
    /// (`recursive_triggers`); a commit is on the disk when it returns, on macOS too; what is replaced (a
    /// slot, the head) is overwritten with zeros; sorting leaves no file behind.
    private static let pragmas = """
        PRAGMA trusted_schema = OFF; PRAGMA recursive_triggers = ON; PRAGMA cell_size_check = ON;
        PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8192;
        PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON;
        PRAGMA secure_delete = ON;
        """

    /// A folder that takes no writes cannot hold the log's index, so SQLite refuses to open.
    private static func needsAnotherWay(_ error: VaultError) -> Bool {
        switch error {
        case .readOnly: true
        case .sqlite(let code): code & 0xFF == Int(ResultCode.SQLITE_CANTOPEN.rawValue)
        default: false
        }
    }

    /// True if the file ends inside a page: SQLite would take it for whole and read zeros. With a log beside
    /// it, it may have any length: pages are being folded in, or were when a process died.
    private static func isCut(_ path: String) throws(VaultError) -> Bool {
        for _ in 0..<3 {
            if hasUnfoldedLog(path) { return false }
            let byteCount = try FileIdentity(path: path).byteCount
            if byteCount == 0 { throw .notAVault }
            if byteCount.isMultiple(of: Schema.pageByteCount) { return false }
            usleep(2_000)  // another process may just have been folding in its last pages
        }
        return true
    }

    /// True if a write-ahead log with something in it lies beside the file, or where the file would be.
    static func hasUnfoldedLog(_ path: String) -> Bool {
        ((try? FileIdentity(path: path + "-wal").byteCount) ?? 0) > 0
    }

    /// The name by which SQLite reads a file without locks and without a log.
    private static func immutable(_ path: String) -> String {
        URL(fileURLWithPath: path).absoluteString + "?immutable=1"
    }
}

/// How one connection waits for another process's.
///
/// It looks again some two thousand times a second. SQLite's own way of waiting looks ever more seldom, ten times a
/// second in the end, and so misses the gaps between the transactions of a program that writes without pause.
private final class Patience: @unchecked Sendable {  // called on its connection's queue only
    private let seconds: Double
    private let clock = ContinuousClock()
    private var end: ContinuousClock.Instant

    init(seconds: Double) {
        self.seconds = seconds
        end = clock.now
    }

    /// Sleeps a little; false once it has waited for `seconds`. SQLite counts the tries of each wait from 0.
    func waits(tries: Int) -> Bool {
        if tries == 0 { end = clock.now + .seconds(seconds) }
        guard clock.now < end else { return false }
        usleep(500)
        return true
    }
}
