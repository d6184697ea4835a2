import Foundation
import GRDB

extension VaultStore {
    /// Copies the vault as it is at one moment to `path`, while others read and append. The copy is one file,
    /// mode 0600, on the disk when this returns; it gets its name only when it is whole.
    ///
    /// The caller opens and verifies it before trusting it.
    ///
    /// - Throws: `.exists` unless `replacing`; `.full`, `.readOnly`, `.inUse` of the destination. No half file
    ///   is left.
    package func backUp(to path: String, replacing: Bool = false) throws(VaultError) {
        let there = try? FileIdentity(path: path)
        if there != nil || Self.hasUnfoldedLog(path) {
            guard replacing, there?.isSameFile(as: try FileIdentity(path: self.path)) != true else { throw .exists }
        }
        let file = try NewFile(at: path)
        try VaultError.only {
            let copy = try DatabaseQueue(path: file.partialPath, configuration: Self.copyConfiguration)
            try queue.unsafeRead { source in
                try copy.writeWithoutTransaction { target in try source.backup(to: target) }
            }
            try copy.close()
        }
        // A log left beside the old copy would be read into the new one.
        for suffix in ["-wal", "-shm", "-journal"] where replacing { unlink(path + suffix) }
        try file.publish(replacing: replacing)
    }

    /// A copy that fails is thrown away, so it needs no journal; it is synced whole at the end.
    private static var copyConfiguration: Configuration {
        var configuration = Configuration()
        configuration.label = "backup"
        configuration.foreignKeysEnabled = false
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;")
        }
        return configuration
    }
}
