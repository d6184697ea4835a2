import Foundation
import GRDB
import Ledger

import struct Ledger.Record

@testable import Vault

/// A folder that goes with the value.
final class TemporaryFolder {
    let path: String
    init() {
        path = NSTemporaryDirectory() + "daybook-vault-\(UUID().uuidString)"
        mkdir(path, 0o700)
    }
    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { path + "/" + name }
    var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }
}

/// A log's keys, and vaults of it with short notes in them.
struct Book: Sendable {
    let ring: KeyRing
    let sealer: Sealer
    let identity: Identity
    let slots = [Slot(header: [1, 2, 3], wrapped: [4, 5, 6])]

    init() throws {
        let (ring, seed) = KeyRing.create(random: .system)
        self.ring = ring
        sealer = try Sealer(ring, random: .system)
        identity = Identity(verifierKey: Array(ring.verifierKey.text.utf8), sealedSeed: seed)
    }

    func create(at path: String, count: Int = 3) throws {
        try VaultStore.create(at: path, identity: identity, slots: slots, signing: sealer.checkpoint) { writer in
            try put(count, in: &writer)
        }
    }

    func put(_ count: Int, in writer: inout AppendWriter) throws {
        for _ in 0..<count {
            try writer.append(seal("entry \(writer.nextNumber)", writer.nextNumber, writer.previous))
        }
    }

    func append(_ count: Int = 1, to store: VaultStore) throws {
        try store.append(checking: check, signing: sealer.checkpoint) { try put(count, in: &$0) }
    }

    func seal(_ words: String, _ number: Int, _ previous: [UInt8]) -> SealedRecord {
        let entry = Entry(Draft(event: Event(.contact), words: words), recorded: Instant(seconds: 1_772_658_000))
        return sealer.seal(Disclosures(entry, random: .system), number: number, previous: previous)
    }

    struct WrongHead: Error {}

    func check(_ stored: StoredHead, own: StoredHead?, in snapshot: Snapshot) throws {
        guard try Checkpoint.open(note: stored.note, key: ring.verifierKey).head == stored.frontier.head else {
            throw WrongHead()
        }
    }

    /// The records of a vault that is unchanged as far as can be told without a key.
    func verified(_ path: String) throws -> (note: [UInt8], records: [Record])? {
        let store = try VaultStore(at: path)
        defer { try? store.close() }
        return try store.read { stored throws in
            let head = try stored.head()
            let signed = try Checkpoint.open(note: head.note, key: ring.verifierKey).head
            guard signed == head.frontier.head, try stored.identity() == identity else { return nil }
            var records = [Record]()
            var chain = Chain(from: ring.verifierKey)
            var frontier = Frontier()
            var isSound = true
            try stored.scanRecords(expecting: signed.size) { found in
                guard case .row(let row) = found, row.sealedHashMatches, case .success = chain.verify(row.record) else {
                    isSound = false
                    return
                }
                frontier.append(row.leafHash)
                records.append(row.record)
            }
            try stored.scanChunks { found in
                if case .row(_, _, true, true) = found { return }
                isSound = false
            }
            return isSound && frontier.head == signed ? (head.note, records) : nil
        }
    }
}

/// What `work` throws, as a vault's error.
func vaultError(_ work: () throws -> Void) -> VaultError? {
    do { try work() } catch { return error as? VaultError }
    return nil
}

extension VaultStore {
    /// Runs SQL on the store's own connection, as a bug in it would.
    func run(_ sql: String) throws {
        try VaultError.only { try queue.writeWithoutTransaction { try $0.execute(sql: sql) } }
    }
}

/// Runs SQL as another program would, without our settings.
func tamper(_ path: String, _ sql: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
}
