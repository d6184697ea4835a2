import Foundation
import Ledger
import Testing

@testable import Vault

@Suite struct MarkTests {
    let folder = TemporaryFolder()
    let book: Book
    let mark: RollbackMark

    init() throws {
        book = try Book()
        mark = try #require(RollbackMark(folder: folder.file("state"), origin: book.ring.origin))
    }

    private func note(_ size: Int, _ root: UInt8 = 1) -> [UInt8] {
        book.sealer.checkpoint(TreeHead(size: size, root: [UInt8](repeating: root, count: 32)))
    }

    private var file: String { folder.file("state/\(book.ring.origin.dropFirst(8)).checkpoint") }

    @Test("It is none at first, goes forward, and back only when replaced")
    func moves() throws {
        #expect(try mark.read()?.head == nil)
        try mark.advance(to: note(5))
        try mark.advance(to: note(3))
        #expect(try mark.read()?.head.size == 5)
        try mark.advance(to: note(5, 2))
        #expect(try mark.read()?.note == note(5))
        try mark.advance(to: note(6))
        #expect(try mark.read()?.note == note(6))
        try mark.replace(with: note(2))
        #expect(try mark.read()?.head.size == 2)
        #expect(try FileIdentity(path: file).permissions == 0o600)
        #expect(try FileIdentity(path: folder.file("state")).permissions == 0o700)
    }

    @Test("It goes forward from a note that is known, and takes nothing else for it")
    func movesFromKnown() throws {
        try mark.advance(to: note(5))
        try mark.advance(to: note(6), from: note(5))
        #expect(try mark.read()?.note == note(6) && mark.holds(note(6)) && !mark.holds(note(5)))
        // Another process was faster, or the file has more behind it: then the sizes count.
        try mark.advance(to: note(8), from: note(7))
        #expect(try mark.read()?.head.size == 8)
        try mark.advance(to: note(7), from: note(6))
        #expect(try mark.read()?.head.size == 8)
        try Data(note(8) + [0x0A]).write(to: URL(fileURLWithPath: file))
        #expect(!mark.holds(note(8)))
        try mark.advance(to: note(9), from: note(8))
        #expect(try mark.read()?.note == note(9))
        try FileManager.default.removeItem(atPath: file)
        #expect(!mark.holds(note(9)))
        try mark.advance(to: note(10), from: note(9))
        #expect(try mark.read()?.head.size == 10)
    }

    @Test("What a power cut leaves of a mark, nothing or zeros, is no mark")
    func emptied() throws {
        for left in [Data(), Data(count: 200)] {
            try mark.advance(to: note(5))
            try left.write(to: URL(fileURLWithPath: file))
            #expect(try mark.read()?.head == nil)
            try mark.advance(to: note(3))
            #expect(try mark.read()?.head.size == 3)
            try mark.replace(with: note(2))
        }
    }

    @Test("A torn, huge or foreign mark is told, never taken for none")
    func torn() throws {
        try mark.advance(to: note(5))
        let whole = try Data(contentsOf: URL(fileURLWithPath: file))
        for length in 1..<whole.count {
            try whole.prefix(length).write(to: URL(fileURLWithPath: file))
            #expect(vaultError { _ = try mark.read() } == .damaged(.mark), "length \(length)")
        }
        try Data(repeating: 1, count: 1 << 20).write(to: URL(fileURLWithPath: file))
        #expect(vaultError { _ = try mark.read() } == .damaged(.mark))
        let other = try Book().sealer.checkpoint(TreeHead(size: 1, root: [UInt8](repeating: 1, count: 32)))
        try Data(other).write(to: URL(fileURLWithPath: file))
        #expect(vaultError { _ = try mark.read() } == .otherLog)
        #expect(vaultError { try mark.advance(to: other) } == .otherLog)
    }

    @Test("Many at once leave the largest")
    func crowd() async throws {
        let (mark, book) = (mark, book)
        await withTaskGroup(of: Void.self) { group in
            for worker in 0..<4 {
                group.addTask {
                    for step in 0..<15 {
                        let head = TreeHead(size: 1 + step * 4 + worker, root: [UInt8](repeating: 1, count: 32))
                        #expect(throws: Never.self) { try mark.advance(to: book.sealer.checkpoint(head)) }
                    }
                }
            }
        }
        #expect(try mark.read()?.head.size == 60)
    }

    @Test("A vault that went on still has the root that was marked")
    func rootBefore() throws {
        let path = folder.file("vault")
        try book.create(at: path)
        let store = try VaultStore(at: path)
        try mark.advance(to: try store.read { try $0.head().note })
        try book.append(4, to: store)
        let seen = try #require(try mark.read()).head
        let standing = try store.read { stored in
            try Standing(seen: seen, current: stored.head().frontier.head) { try stored.root(at: $0) }
        }
        #expect(standing == .ahead)
        #expect(vaultError { _ = try store.read { try $0.root(at: 8) } } == .damaged(.record(7)))
    }

    @Test("Names that are no origin of ours have no mark")
    func names() {
        for origin in [
            "", "daybook/", "daybook/../../etc/passwd", "other/00", "daybook/" + String(repeating: "A", count: 32),
        ] {
            #expect(RollbackMark(folder: "/x", origin: origin) == nil)
        }
    }

    @Test("The vault is the same, ahead, behind or another one")
    func standing() {
        func head(_ size: Int, _ root: UInt8) -> TreeHead {
            TreeHead(size: size, root: [UInt8](repeating: root, count: 32))
        }
        func stand(_ seen: TreeHead?, _ current: TreeHead, root: UInt8 = 1) -> Standing {
            Standing(seen: seen, current: current) { _ in [UInt8](repeating: root, count: 32) }
        }
        #expect(stand(nil, head(3, 1)) == .unmarked)
        #expect(stand(head(3, 1), head(3, 1)) == .same)
        #expect(stand(head(3, 1), head(3, 2)) == .forked(seenSize: 3))
        #expect(stand(head(2, 1), head(3, 2)) == .ahead)
        #expect(stand(head(2, 1), head(3, 2), root: 9) == .forked(seenSize: 2))
        #expect(stand(head(4, 1), head(3, 1)) == .behind(seenSize: 4, size: 3))
    }
}
