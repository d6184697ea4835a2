import Foundation
import Outside
import Testing

@testable import Ledger

@Suite("Checkpoints")
struct CheckpointTests {
    private static let origin = "daybook/000102030405060708090a0b0c0d0e0f"
    private static let head = TreeHead(size: 1, root: Merkle.leafHash(of: [1, 2, 3]))

    @Test("a signed checkpoint is three lines and a signature, and opens to itself")
    func roundTrip() throws {
        let key = SecretSeed(byte: 1).signingKey()
        let checkpoint = Checkpoint(origin: Self.origin, head: Self.head)
        let note = checkpoint.signed(by: key)
        let lines = String(decoding: note, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 6)
        #expect(lines[..<4] == [Self.origin[...], "1", Base64.encode(Self.head.root)[...], ""])
        #expect(lines[4].hasPrefix("\u{2014} \(Self.origin) "))
        #expect(try Checkpoint.open(note: note, key: key.verifierKey(name: Self.origin)) == checkpoint)
        #expect(try Checkpoint(text: checkpoint.text) == checkpoint)
    }

    @Test("a signature by another log's name, or another key, opens nothing")
    func otherKeys() throws {
        let key = SecretSeed(byte: 1).signingKey()
        let checkpoint = Checkpoint(origin: Self.origin, head: Self.head)
        let other = "daybook/ff0102030405060708090a0b0c0d0e0f"
        let note = SignedNote.sign(text: checkpoint.text, with: key, name: other).bytes
        #expect(throws: CheckpointError.otherOrigin) {
            try Checkpoint.open(note: note, key: key.verifierKey(name: other))
        }
        #expect(throws: CheckpointError.note(.notSigned)) {
            try Checkpoint.open(note: note, key: key.verifierKey(name: Self.origin))
        }
    }

    @Test("the empty tree has the empty root, and no other tree has")
    func emptyTree() throws {
        #expect(throws: Never.self) { try Checkpoint(text: Checkpoint(origin: Self.origin, head: .empty).text) }
        for head in [TreeHead(size: 0, root: Self.head.root), TreeHead(size: 3, root: Merkle.emptyRoot)] {
            #expect(throws: CheckpointError.badRoot) {
                try Checkpoint(text: Checkpoint(origin: Self.origin, head: head).text)
            }
        }
    }

    @Test("extension lines belong to other logs")
    func extensions() throws {
        let text = Array("example.com/log\n1\n\(Base64.encode(Self.head.root))\nanything + more\n".utf8)
        #expect(try Checkpoint(text: text, form: .anyLog).text == text)
        #expect(throws: CheckpointError.wrongLineCount) { try Checkpoint(text: text) }
    }

    @Test("the sixteen published checkpoints verify, and their roots follow from entries and tiles")
    func tiles() throws {
        guard let folder = SharedVectors.folder("tlog-tiles") else { return }
        let log = folder.appending(path: "log")
        let keyText = String(decoding: try SharedVectors.bytes(folder.appending(path: "vkey.txt")), as: UTF8.self)
        let key = try VerifierKey(text: keyText.trimmingCharacters(in: .newlines))
        var frontier = Frontier()
        for size in 0...15 {
            if size > 0 {
                let entries = try Self.bundle(SharedVectors.bytes(log.appending(path: "tile/entries/000.p/\(size)")))
                #expect(entries.count == size)
                let hashes = entries.map { Merkle.leafHash(of: $0) }
                #expect(try hashes.flatMap { $0 } == SharedVectors.bytes(log.appending(path: "tile/0/000.p/\(size)")))
                frontier.append(hashes[size - 1])
            }
            let note = try SharedVectors.bytes(log.appending(path: "checkpoint.\(size)"))
            let checkpoint = try Checkpoint.open(note: note, key: key, form: .anyLog)
            #expect(checkpoint.head == frontier.head)
            #expect(throws: CheckpointError.badOrigin) { try Checkpoint.open(note: note, key: key) }
        }
    }

    /// A tile of entries: each after its length in two bytes.
    private static func bundle(_ bytes: [UInt8]) throws -> [[UInt8]] {
        var entries: [[UInt8]] = []
        var rest = bytes[...]
        while rest.count >= 2 {
            let count = Int(rest.removeFirst()) << 8 | Int(rest.removeFirst())
            try #require(rest.count >= count)
            entries.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        return entries
    }
}
