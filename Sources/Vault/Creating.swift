import GRDB
import Ledger

extension VaultStore {
    /// Makes a vault at `path` with its first records, which `body` appends; there is none until all of it is
    /// on the disk. Missing folders are made, mode 0700; the file has 0600.
    ///
    /// - Parameters:
    ///   - slots: At least one; at most `Slot.limit`.
    ///   - signing: Returns the signed note of a head; called for the empty tree as well.
    /// - Throws: What the closures throw; `.exists` if there is a file, or a write-ahead log that belonged to one; `.refused` for a size beyond
    ///   Format.md, "Store". No file is left then.
    package static func create<Result>(
        at path: String, identity: Identity, slots: [Slot], signing: (TreeHead) throws -> [UInt8],
        _ body: (inout AppendWriter) throws -> Result
    ) throws -> Result {
        // A log without its file may be all that is left of entries: it is not read into, or wiped for, another.
        guard (try? FileIdentity(path: path)) == nil, !hasUnfoldedLog(path) else { throw VaultError.exists }
        let file = try NewFile(at: path)
        do {
            let result = try fill(file.partialPath, identity: identity, slots: slots, signing: signing) {
                _, writer in try body(&writer)
            }
            try file.publish(replacing: false)
            return result
        } catch {
            throw VaultError.plain(error)
        }
    }

    /// Lays a vault out in the empty file at `path` and closes it. `body` may also use the connection.
    static func fill<Result>(
        _ path: String, identity: Identity, slots: [Slot], firstSlot: Int = 1,
        signing: (TreeHead) throws -> [UInt8], _ body: (Database, inout AppendWriter) throws -> Result
    ) throws -> Result {
        let queue = try DatabaseQueue(path: path, configuration: configuration())
        let result = try queue.writeWithoutTransaction { db in
            try Schema.create(in: db)
            var result: Swift.Result<Result, any Error>?
            try db.inTransaction(.immediate) {
                try lay(identity, slots, firstSlot: firstSlot, headNote: try signing(.empty), in: db)
                var writer = try AppendWriter(db: db, frontier: Frontier())
                result = .success(try body(db, &writer))
                guard try writer.hasAppended else { return .commit }
                let note = try signing(writer.frontier.head)
                try AppendWriter.setHead(StoredHead(note: note, frontier: writer.frontier), in: db)
                return .commit
            }
            // Closing folds the log in as well, but does not say when it could not; and the log has no place
            // beside the file's new name.
            _ = try db.checkpoint(.truncate)
            return result
        }
        try queue.close()
        guard let result, !hasUnfoldedLog(path) else { throw VaultError.sqlite(code: 0) }
        return try result.get()
    }

    private static func lay(
        _ identity: Identity, _ slots: [Slot], firstSlot: Int, headNote: [UInt8], in db: Database
    ) throws {
        guard 1...Slot.limit ~= slots.count else { throw VaultError.refused }
        try db.run(
            "INSERT INTO identity (id, verifier_key, sealed_seed, sealed_hash) VALUES (1, ?, ?, ?)",
            [.blob(identity.verifierKey), .blob(identity.sealedSeed), .blob(sha256(identity.sealedSeed))])
        try db.run(
            "INSERT INTO head (id, note, frontier) VALUES (1, ?, ?)", [.blob(headNote), .blob(Frontier().bytes)])
        for (index, slot) in slots.enumerated() { try add(slot, number: firstSlot + index, in: db) }
    }

    static func add(_ slot: Slot, number: Int, in db: Database) throws {
        try db.run(
            "INSERT INTO slot (number, header, wrapped, hash) VALUES (?, ?, ?, ?)",
            [.integer(number), .blob(slot.header), .blob(slot.wrapped), .blob(hash(of: slot, number: number))])
    }

    /// By which damage to a slot shows without the passphrase that it is for.
    static func hash(of slot: Slot, number: Int) -> [UInt8] {
        sha256(Array("\(number)\n".utf8) + slot.header + [0x0A] + slot.wrapped)
    }
}
