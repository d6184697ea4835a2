import Foundation
import Ledger
import Testing

@testable import Vault

@Suite struct BackingUpTests {
    let folder = TemporaryFolder()
    var path: String { folder.file("vault") }
    var copy: String { folder.file("copies/copy") }

    @Test("A backup is one whole file that verifies, and the vault can be open")
    func whole() throws {
        let book = try Book()
        try book.create(at: path)
        let store = try VaultStore(at: path)
        try book.append(40, to: store)
        try store.backUp(to: copy)
        #expect(try FileIdentity(path: copy).permissions == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("copies")) == ["copy"])
        #expect(try book.verified(copy)?.records.count == 43)
        let note = try store.read { try $0.head().note }
        #expect(try book.verified(copy)?.note == note)
    }

    @Test("A backup made while another thread appends holds a whole number of appends")
    func busy() async throws {
        let book = try Book()
        try book.create(at: path, count: 1)
        let (path, copy) = (path, copy)
        async let writing: Void = Task.detached {
            let store = try VaultStore(at: path)
            for _ in 0..<40 { try book.append(5, to: store) }
            try store.close()
        }.value
        let store = try VaultStore(at: path)
        var counts = [Int]()
        for _ in 0..<10 {
            try store.backUp(to: copy, replacing: true)
            counts.append(try #require(try book.verified(copy)).records.count)
        }
        try await writing
        #expect(counts.allSatisfy { $0 % 5 == 1 } && counts == counts.sorted(), "\(counts)")
    }

    @Test("It overwrites only when told to, and never the vault itself")
    func overwriting() throws {
        let book = try Book()
        try book.create(at: path)
        let store = try VaultStore(at: path)
        try store.backUp(to: copy)
        #expect(vaultError { try store.backUp(to: copy) } == .exists)
        try store.backUp(to: copy, replacing: true)
        #expect(vaultError { try store.backUp(to: path, replacing: true) } == .exists)
        try store.close()
        #expect(try book.verified(path)?.records.count == 3)
    }

    @Test("A destination that is full leaves no half file")
    func full() throws {
        guard let small = ProcessInfo.processInfo.environment["DAYBOOK_SMALL_DISK"] else {
            print("skipped: DAYBOOK_SMALL_DISK names no folder on a disk of less than 1 MB")
            return
        }
        let book = try Book()
        try book.create(at: path)
        let store = try VaultStore(at: path)
        try book.append(2000, to: store)
        #expect(vaultError { try store.backUp(to: small + "/copy") } == .full)
        #expect(try FileManager.default.contentsOfDirectory(atPath: small) == [])
    }
}

@Suite struct SlotsTests {
    let folder = TemporaryFolder()

    @Test("A slot is replaced in one step, and its bytes are gone from the file")
    func replaced() throws {
        let path = folder.file("vault")
        let book = try Book()
        let old = Slot(header: Array("old header".utf8), wrapped: [UInt8](repeating: 0xA7, count: 104))
        try VaultStore.create(at: path, identity: book.identity, slots: [old], signing: book.sealer.checkpoint) {
            try book.put(1, in: &$0)
        }
        let store = try VaultStore(at: path)
        let new = Slot(header: [1], wrapped: [2])
        try store.changeSlots(adding: [new], removing: [1], sealedSeed: book.identity.sealedSeed)
        #expect(try store.read { try $0.slots() } == [StoredSlot(number: 2, slot: new, hashMatches: true)])
        try store.close()
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(bytes.range(of: Data("old header".utf8)) == nil)
        #expect(bytes.range(of: Data([UInt8](repeating: 0xA7, count: 16))) == nil)
    }

    @Test("A slot that is gone already, the last one, and a ninth are refused")
    func refused() throws {
        let path = folder.file("vault")
        let book = try Book()
        try book.create(at: path)
        let store = try VaultStore(at: path)
        let seed = book.identity.sealedSeed
        #expect(vaultError { try store.changeSlots(adding: [], removing: [1], sealedSeed: [1]) } == .otherKeys)
        #expect(
            vaultError { try store.changeSlots(adding: book.slots, removing: [4], sealedSeed: seed) } == .noSuchSlot(4))
        #expect(vaultError { try store.changeSlots(adding: [], removing: [1], sealedSeed: seed) } == .refused)
        let eight = [Slot](repeating: book.slots[0], count: 8)
        #expect(vaultError { try store.changeSlots(adding: eight, removing: [], sealedSeed: seed) } == .refused)
        #expect(try store.read { try $0.slots() }.count == 1)
    }
}
