import Foundation
import Ledger
import Vault

/// A small vault that begins every input of the vault's targets: entries of both classes, an attached file, a
/// kept checkpoint, one slot that a recovery number opens.
struct SampleVault: Sendable {
    /// A vault as two files: the second is the write-ahead log, empty where all is folded in.
    struct Files: Sendable {
        var book: [UInt8]
        var log: [UInt8] = []
    }

    /// After five entries, closed.
    let closed: Files
    /// After the sixth, still open: that entry is in the log only.
    let open: Files
    /// Where the stored values are in `closed.book`: leaves, sealed bytes, notes, keys, slots.
    let cells: [Range<Int>]
    /// The signed texts of the heads that the vault had: after five entries and after six.
    let checkpoints: [[UInt8]]
    /// Opens the slot.
    let recovery: GroupedNumber
    /// The newest signed note.
    let note: [UInt8]
    let origin: String

    static let made = SampleVault()

    private init() {
        let log = SampleLog()
        let recovery = GroupedNumber(bytes: log.random.bytes(16))
        let slot = Slot.recovery(recovery, ring: log.ring, random: log.random)
        let identity = Identity(verifierKey: Array(log.ring.verifierKey.text.utf8), sealedSeed: log.sealedSeed)
        var stored = [slot.header, slot.wrapped, identity.verifierKey, identity.sealedSeed]
        var notes: [[UInt8]] = []
        (closed, open) = withTemporaryFolder { folder in
            let path = folder + "/book"
            func signing(_ head: TreeHead) -> [UInt8] {
                let note = log.sealer.checkpoint(head)
                notes.append(note)
                return note
            }
            needed {
                try VaultStore.create(at: path, identity: identity, slots: [slot], signing: signing) { writer in
                    for number in 0..<5 {
                        let sealed = try Self.append(number, of: log, to: &writer)
                        stored += [sealed.record.leaf, sealed.record.sealed, sha256(sealed.record.sealed)]
                    }
                }
            }
            let store = needed { try VaultStore(at: path) }
            needed { try store.keepCheckpoint(notes[1], size: 5) }
            needed { try store.close() }
            let closed = Files(book: contents(path))
            let again = needed { try VaultStore(at: path) }
            _ = needed {
                try again.append(checking: { _, _, _ in }, signing: signing) { writer in
                    _ = try Self.append(5, of: log, to: &writer)
                }
            }
            let open = Files(book: contents(path), log: contents(path + "-wal"))
            needed { try again.close() }
            return (closed, open)
        }
        stored += [notes[1]]
        let book = closed.book
        cells = stored.compactMap { value in book.firstRange(of: value) }
        checkpoints = notes.dropFirst().compactMap { try? SignedNote(bytes: $0).text }
        note = notes[2]
        self.recovery = recovery
        origin = log.ring.origin
    }

    private static func append(_ number: Int, of log: SampleLog, to writer: inout AppendWriter) throws -> SealedRecord {
        var draft = Draft(heading: Heading(number == 3 ? .private : .evidence), event: Event(.contact))
        draft.words = "entry \(number)"
        if number == 4 {
            let file = [UInt8](repeating: 0x2A, count: 900)
            let hash = sha256(file)
            draft.attachments = [Attachment(name: "a.png", mediaType: "image/png", byteCount: 900, sha256: hash)]
            var stream = log.sealer.attachmentSealer(.evidence, sha256: hash, byteCount: file.count)
            let name = stream.name
            try file.withUnsafeBytes { bytes in
                try stream.update(bytes) { try writer.putChunk(name, position: $0, sealed: $1) }
            }
            try stream.finish { try writer.putChunk(name, position: $0, sealed: $1) }
        }
        let disclosures = Disclosures(Entry(draft, recorded: Family.now), random: log.random)
        let sealed = log.sealer.seal(disclosures, number: number, previous: writer.previous)
        try writer.append(sealed)
        return sealed
    }
}

/// What the file at `path` holds.
func contents(_ path: String) -> [UInt8] { [UInt8](needed { FileManager.default.contents(atPath: path) }) }

func write(_ bytes: [UInt8], to path: String) {
    promise(FileManager.default.createFile(atPath: path, contents: Data(bytes)), "the test's file is written")
}

/// A folder that is gone after `body`; where it is, TMPDIR says.
func withTemporaryFolder<Result>(_ body: (String) -> Result) -> Result {
    let path = NSTemporaryDirectory() + "/daybook-fuzz-\(UUID().uuidString)"
    needed { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    defer { try? FileManager.default.removeItem(atPath: path) }
    return body(path)
}
