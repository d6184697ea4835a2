import Foundation
import Ledger
import Testing

@testable import Vault

@Suite struct RewritingTests {
    let folder = TemporaryFolder()
    var path: String { folder.file("vault") }
    let book: Book
    let store: VaultStore
    let newSlot = Slot(header: [7], wrapped: [8])
    let newSeed: [UInt8] = [9, 9, 9]

    init() throws {
        book = try Book()
        try book.create(at: folder.path + "/vault", count: 40)
        store = try VaultStore(at: folder.path + "/vault")
        try store.keepCheckpoint(try store.read { try $0.head() }.note, size: 40)
    }

    /// Copies every record as it is, and puts one more behind them.
    private func rewrite(checking: (String) throws -> Void = { _ in }) throws {
        try store.rewrite(
            identity: Identity(verifierKey: book.identity.verifierKey, sealedSeed: newSeed), slots: [newSlot],
            signing: book.sealer.checkpoint, checking: checking,
            writing: { stored, writer in
                try stored.records(in: 0..<40) { record in
                    try writer.append(record, leafHash: Merkle.leafHash(of: record.leaf))
                    return true
                }
                try book.put(1, in: &writer)
            })
    }

    @Test("The new content is there with its slots and seed, under the same name and in the same file")
    func whole() throws {
        let before = try FileIdentity(path: path)
        let onlooker = try VaultStore(at: path)
        try rewrite { path in
            let copy = try VaultStore(at: path)
            #expect(try copy.read { try $0.head() }.frontier.size == 41)
            #expect(try store.read { try $0.head() }.frontier.size == 40)
            try copy.close()
        }
        for store in [store, onlooker] {
            try store.read { stored throws in
                #expect(try stored.head().frontier.size == 41)
                #expect(try stored.identity().sealedSeed == newSeed)
                #expect(try stored.slots() == [StoredSlot(number: 2, slot: newSlot, hashMatches: true)])
                #expect(try stored.keptCheckpoints().map(\.size) == [40])
                #expect(try stored.structureFaultCount() == 0)
            }
        }
        try book.append(2, to: onlooker)
        try book.append(1, to: store)
        #expect(try store.read { try $0.head() }.frontier.size == 44)
        try onlooker.close()
        try store.close()
        #expect(try FileIdentity(path: path).isSameFile(as: before))
        #expect(folder.names == ["vault"])
    }

    @Test("A vault that grew smaller is cut, and the old bytes are gone from the file")
    func old() throws {
        let old = try #require(try store.read { try $0.record(39) }).sealed
        try store.rewrite(
            identity: book.identity, slots: [newSlot], signing: book.sealer.checkpoint, checking: { _ in },
            writing: { _, writer in try book.put(1, in: &writer) })
        try store.close()
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(bytes.range(of: Data(old)) == nil)
        #expect(bytes.count.isMultiple(of: Schema.pageByteCount))
    }

    @Test("What somebody else appended meanwhile is not lost: nothing is rewritten then")
    func meanwhile() throws {
        #expect(
            vaultError {
                try rewrite { _ in
                    let other = try VaultStore(at: path)
                    try book.append(1, to: other)
                    try other.close()
                }
            } == .inUse)
        try store.read { stored throws in
            #expect(try stored.head().frontier.size == 41)
            #expect(try stored.identity() == book.identity)
        }
        #expect(folder.names.filter { $0.hasSuffix("partial") } == [])
        try store.close()
        #expect(try book.verified(path)?.records.count == 41)
    }

    @Test("A check that fails, or a body that does, leaves the vault as it was and nothing beside it")
    func refused() throws {
        #expect(vaultError { try rewrite { _ in throw VaultError.damaged(.head) } } == .damaged(.head))
        #expect(
            vaultError {
                try store.rewrite(
                    identity: book.identity, slots: [], signing: book.sealer.checkpoint, checking: { _ in },
                    writing: { _, _ in })
            } == .refused)
        try store.close()
        #expect(try book.verified(path)?.records.count == 40)
        #expect(folder.names == ["vault"])
    }

    @Test("What a killed one left is named, and the next one begins it anew")
    func leftover() throws {
        #expect(store.leftovers == [])
        let name = path + ".rekeyed.partial"
        try Data("half a vault".utf8).write(to: URL(fileURLWithPath: name))
        #expect(store.leftovers == [name])
        try rewrite()
        #expect(store.leftovers == [])
        #expect(try store.read { try $0.head() }.frontier.size == 41)
    }
}
