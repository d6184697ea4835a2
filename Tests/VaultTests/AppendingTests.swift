import Foundation
import Ledger
import Testing

@testable import Vault

@Suite struct AppendingTests {
    let folder = TemporaryFolder()
    var path: String { folder.file("vault") }

    @Test("An append continues the chain and leaves one file after closing")
    func appends() throws {
        let book = try Book()
        try book.create(at: path)
        for _ in 0..<3 {
            let store = try VaultStore(at: path)
            try book.append(2, to: store)
            try store.close()
        }
        #expect(folder.names == ["vault"])
        #expect(try book.verified(path)?.records.count == 9)
    }

    struct Stop: Error {}

    @Test("What throws before the end stores nothing", arguments: ["body", "signing", "checking"])
    func allOrNothing(place: String) throws {
        let book = try Book()
        try book.create(at: path)
        let store = try VaultStore(at: path)
        #expect(throws: Stop.self) {
            try store.append(
                checking: { _, _, _ in if place == "checking" { throw Stop() } },
                signing: { if place == "signing" { throw Stop() } else { book.sealer.checkpoint($0) } },
                { writer in
                    try book.put(2, in: &writer)
                    try writer.putChunk([UInt8](repeating: 1, count: 32), position: 0, sealed: [UInt8](0..<99))
                    if place == "body" { throw Stop() }
                })
        }
        try store.read { stored throws in
            #expect(try stored.head().frontier.size == 3)
            #expect(try stored.record(3) == nil)
            #expect(try !stored.hasAttachment([UInt8](repeating: 1, count: 32)))
        }
        try store.close()
        #expect(try book.verified(path)?.records.count == 3)
    }

    @Test("Bytes whose leaf hash is another are not signed, even if the error is swallowed")
    func readBack() throws {
        let book = try Book()
        try book.create(at: path)
        let store = try VaultStore(at: path)
        let error = vaultError {
            try store.append(checking: book.check, signing: book.sealer.checkpoint) { writer in
                let sealed = book.seal("x", writer.nextNumber, writer.previous)
                try? writer.append(sealed.record, leafHash: [UInt8](repeating: 0, count: 32))
            }
        }
        #expect(error == .readBackDiffers(.record(3)))
        try store.close()
        #expect(try book.verified(path)?.records.count == 3)
    }

    @Test("A store knows its own head again, and that someone else wrote")
    func checking() throws {
        let book = try Book()
        try book.create(at: path)
        let store = try VaultStore(at: path)
        let other = try VaultStore(at: path)
        var strange = 0
        func append() throws {
            try store.append(
                checking: { stored, own, _ in strange += stored == own ? 0 : 1 }, signing: book.sealer.checkpoint,
                { try book.put(1, in: &$0) })
        }
        try append()
        try append()
        #expect(strange == 1)
        try book.append(to: other)
        try append()
        #expect(strange == 2)
    }

    @Test("A frontier that was changed is not signed")
    func forgedFrontier() throws {
        let book = try Book()
        try book.create(at: path)
        try tamper(path, "UPDATE head SET frontier = CAST(zeroblob(7) || x'03' || zeroblob(64) AS BLOB)")
        let store = try VaultStore(at: path)
        #expect(throws: (any Error).self) { try book.append(to: store) }
    }

    @Test("Attachments come back chunk by chunk, in order")
    func attachments() throws {
        let book = try Book()
        try book.create(at: path)
        let store = try VaultStore(at: path)
        let name = [UInt8](repeating: 9, count: 32)
        let chunks = (0..<5).map { [UInt8](repeating: UInt8($0), count: 262_000) }
        try store.append(checking: book.check, signing: book.sealer.checkpoint) { writer in
            for (position, chunk) in chunks.enumerated() {
                try writer.putChunk(name, position: position, sealed: chunk)
            }
            #expect(try writer.stored.hasAttachment(name))
            try book.put(1, in: &writer)
        }
        try store.read { stored throws in
            var found = [[UInt8]]()
            try stored.chunks(of: name) {
                found.append($0)
                return true
            }
            #expect(found == chunks)
            try stored.scanChunks { chunk in
                guard case .row(_, _, true, true) = chunk else {
                    Issue.record("\(chunk)")
                    return
                }
            }
        }
        let twice = vaultError {
            try store.append(checking: book.check, signing: book.sealer.checkpoint) {
                try $0.putChunk(name, position: 0, sealed: chunks[0])
            }
        }
        #expect(twice == .refused)
    }

    @Test("A full disk is told and stores nothing")
    func full() throws {
        let book = try Book()
        try book.create(at: path)
        let store = try VaultStore(at: path)
        try store.run("PRAGMA max_page_count = 12")
        let error = vaultError {
            try store.append(checking: book.check, signing: book.sealer.checkpoint) { writer in
                for position in 0..<9 {
                    try writer.putChunk(
                        [UInt8](repeating: 3, count: 32), position: position,
                        sealed: [UInt8](repeating: 1, count: 99_999))
                }
                try book.put(1, in: &writer)
            }
        }
        #expect(error == .full)
        try store.run("PRAGMA max_page_count = 100000")
        try book.append(to: store)
        try store.close()
        #expect(try book.verified(path)?.records.count == 4)
    }

    @Test("A vault that was moved away while open takes no more")
    func moved() throws {
        let book = try Book()
        try book.create(at: path)
        let store = try VaultStore(at: path)
        rename(path, path + ".away")
        #expect(vaultError { try book.append(to: store) } == .notFound)
        try book.create(at: path)
        #expect(vaultError { try book.append(to: store) } == .notFound)
    }

    @Test("Four threads with their own connections make one chain of a hundred")
    func crowd() async throws {
        let book = try Book()
        try book.create(at: path, count: 1)
        let path = path
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let store = try VaultStore(at: path)
                    for _ in 0..<25 { try book.append(to: store) }
                    try store.close()
                }
            }
            try await group.waitForAll()
        }
        #expect(try book.verified(path)?.records.count == 101)
        #expect(folder.names == ["vault"])
    }

    @Test("Who waits longer than allowed for another is told so")
    func inUse() throws {
        let book = try Book()
        try book.create(at: path)
        let store = try VaultStore(at: path)
        let other = try VaultStore(at: path, patienceSeconds: 0.05)
        try store.append(checking: book.check, signing: book.sealer.checkpoint) { writer in
            try book.put(1, in: &writer)
            #expect(vaultError { try book.append(to: other) } == .inUse)
            #expect(try other.read { try $0.head().frontier.size } == 3)
        }
        try book.append(to: other)
        try store.close()
        try other.close()
        #expect(try book.verified(path)?.records.count == 5)
    }

    @Test("Checkpoints are kept, and never changed")
    func keeping() throws {
        let book = try Book()
        try book.create(at: path)
        let store = try VaultStore(at: path)
        let note = try store.read { try $0.head().note }
        try store.keepCheckpoint(note, size: 3)
        try store.keepCheckpoint(note, size: 3)
        #expect(vaultError { try store.keepCheckpoint([1], size: 3) } == .refused)
        #expect(try store.read { try $0.keptCheckpoints().map(\.note) } == [note])
    }

    @Test("A folder that takes no writes can be read")
    func readOnlyFolder() throws {
        guard geteuid() != 0 else {
            print("skipped: permissions do not bind root")
            return
        }
        let book = try Book()
        try book.create(at: path)
        chmod(path, 0o400)
        chmod(folder.path, 0o500)
        defer { chmod(folder.path, 0o700) }
        let store = try VaultStore(at: path)
        #expect(!store.isWritable)
        #expect(try store.read { try $0.record(2) } != nil)
        #expect(vaultError { try book.append(to: store) } == .readOnly)
        #expect(vaultError { try store.backUp(to: folder.file("copy")) } == .readOnly)
        #expect(vaultError { try book.create(at: folder.file("other")) } == .readOnly)
    }
}
