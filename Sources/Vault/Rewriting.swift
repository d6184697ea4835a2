import GRDB
import Ledger

extension VaultStore {
    /// Writes the whole vault anew, with other slots and another sealed seed, and puts that in the old one's
    /// place in one transaction: at any moment the file holds the one or the other. Format.md, "Re-keying".
    ///
    /// The new vault is a file of its own beside this one until then, so that it can be read back first. It is
    /// not renamed over the old one: another process that has that open would go on in a file without a name,
    /// and its write-ahead log would be read into the new one.
    ///
    /// - Parameters:
    ///   - body: Appends the records of the snapshot, in order, and what comes behind them. Kept checkpoints are
    ///     copied already.
    ///   - checking: Throws if the new vault, whose path it is given, is not what it should be.
    /// - Throws: `.inUse` if anybody changed the vault meanwhile; what the closures throw. The vault is as it was
    ///   then.
    package func rewrite<Result>(
        identity: Identity, slots: [Slot], signing: (TreeHead) throws -> [UInt8],
        checking: (_ path: String) throws -> Void,
        writing body: (Snapshot, inout AppendWriter) throws -> Result
    ) throws -> Result {
        guard isWritable else { throw VaultError.readOnly }
        let file = try NewFile(at: Self.rewrittenPath(path))
        do {
            let (result, before) = try read { stored in
                let before = try Contents(stored)
                let result = try Self.fill(
                    file.partialPath, identity: identity, slots: slots,
                    firstSlot: 1 + (before.slots.map(\.number).max() ?? 0), signing: signing
                ) { db, writer in
                    try Self.copyKept(from: stored, to: db)
                    return try body(stored, &writer)
                }
                return (result, before)
            }
            try checking(file.partialPath)
            let copy = try VaultStore(at: file.partialPath)
            ownHead = try takeOver(copy, replacing: before)
            try copy.close()
            return result
        } catch {
            throw VaultError.plain(error)
        }
    }

    /// Puts the content of `copy` in this vault's place in one transaction, after copying what was there to
    /// `aside`, a new file. At any moment the file holds the one or the other.
    ///
    /// - Throws: `.inUse` if anybody changed the vault meanwhile; as `backUp`. The vault is as it was then.
    package func replace(with copy: VaultStore, keepingAs aside: String) throws(VaultError) {
        guard isWritable else { throw .readOnly }
        try VaultError.only {
            let before = try read { try Contents($0) }
            try backUp(to: aside)
            ownHead = try takeOver(copy, replacing: before)
        }
    }

    /// Files beside the vault that a backup or a re-key which was killed may have left behind. They are no vaults,
    /// and the next one of its kind begins by emptying them.
    package var leftovers: [String] {
        [Self.rewrittenPath(path), path].map { NewFile.partialPath($0) }.filter { (try? FileIdentity(path: $0)) != nil }
    }

    /// What a new vault is called, as a partial file, before it takes the place of the one at `path`.
    private static func rewrittenPath(_ path: String) -> String { path + ".rekeyed" }

    /// What an append, a change of slots or the keeping of a checkpoint changes.
    private struct Contents: Equatable {
        let identity: Identity
        let head: StoredHead
        let slots: [StoredSlot]
        let keptCount: Int

        init(_ stored: Snapshot) throws {
            identity = try stored.identity()
            head = try stored.head()
            slots = try stored.slots()
            keptCount = try stored.db.integer("SELECT count(*) FROM checkpoint") ?? 0
        }
    }

    private static func copyKept(from stored: Snapshot, to db: Database) throws {
        try stored.db.each("SELECT size, note FROM checkpoint ORDER BY size") { columns in
            guard let size = columns.integer(0), let note = columns.blob(1) else {
                throw VaultError.damaged(.checkpoints)
            }
            try db.run("INSERT INTO checkpoint (size, note) VALUES (?, ?)", [.integer(size), .blob(note)])
            return true
        }
    }

    /// Returns the head that is in force then.
    private func takeOver(_ copy: VaultStore, replacing before: Contents) throws -> StoredHead {
        let onlooker = try VaultStore(at: path)
        defer { try? onlooker.close() }
        let head = try copy.read { try $0.head() }
        try copy.queue.unsafeRead { source in
            try queue.writeWithoutTransaction { target in
                try checkFileIsThere()
                var isChecked = false
                // A vault has more pages than a step, and from the first step on nobody else can write to the
                // target: what the onlooker sees then is what is replaced.
                try source.backup(to: target, pagesPerStep: 4) { _ in
                    guard !isChecked else { return }
                    guard try onlooker.read({ try Contents($0) }) == before else { throw VaultError.inUse }
                    isChecked = true
                }
                // The log still holds the new pages, the file the old ones until they are folded in; another
                // process that is reading only puts that off.
                _ = try? target.checkpoint(.truncate)
            }
        }
        return head
    }
}
