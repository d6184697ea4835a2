import Ledger
import Vault

/// New keys for a vault: every entry and attached file is sealed anew, and says what it said.
/// Format.md, "Re-keying".
extension Book {
    /// What was done.
    package struct Rekeyed {
        /// The entry that says so.
        package let number: Int
        package let head: Checkpoint
        /// How many attached files were sealed anew.
        package let fileCount: Int
        /// Slots that were there and that nobody could make anew.
        package let slotsLeftOut: Int
    }

    /// Gives the vault other keys, which `passphrase` and `recovery` open and nothing else does.
    ///
    /// This book's keys no longer fit the vault afterwards: close it.
    ///
    /// - Parameter progress: Told now and then how many of how many entries are behind.
    /// - Throws: `CaseError`; the vault is as it was then.
    package func rekey(
        passphrase: borrowing SecretKey, recovery: GroupedNumber, progress: @escaping (Int, Int) -> Void = { _, _ in }
    ) throws -> Rekeyed {
        try refuse(locked.standing())
        _ = try sealer()  // refuses keys that cannot sign
        do {
            let (ring, sealedSeed) = try ring.renewed(sealedSeed: locked.sealedSeed, random: environment.random)
            let old = try locked.slots()
            let slots = [
                try passphraseSlot(for: passphrase, cost: Self.cost(of: old), ring: ring),
                .recovery(recovery, ring: ring, random: environment.random),
            ]
            let sealer = try Sealer(ring, random: environment.random)
            var work = Resealing(
                resealer: Resealer(from: self.ring, to: sealer), sealer: sealer, book: self, progress: progress)
            let number = try store.rewrite(
                identity: Identity(verifierKey: Array(verifierKey.text.utf8), sealedSeed: sealedSeed),
                slots: slots, signing: sealer.checkpoint,
                checking: { try check(copy: $0, passphrase: passphrase, recovery: recovery) },
                writing: { stored, writer in try work.run(stored, into: &writer) })
            try? locked.mark.advance(to: store.read { try $0.head() }.note)
            return Rekeyed(
                number: number, head: try locked.checkpoint(), fileCount: work.fileCount,
                slotsLeftOut: max(0, old.count - slots.count))
        } catch is KeyRingError {
            throw CaseError.damaged
        } catch {
            throw CaseError(opening: error, path: path)
        }
    }

    /// Opens the new vault with what is to open it, and reads all of it back.
    private func check(
        copy path: String, passphrase: borrowing SecretKey, recovery: GroupedNumber
    ) throws {
        let locked = try LockedBook(at: path, environment: environment)
        defer { locked.close() }
        _ = try locked.unlock(recovery: recovery)
        guard try locked.verify(with: locked.unlock(passphrase: passphrase)).isUnchanged else {
            throw CaseError(
                .altered,
                "What was written with the new keys could not be read back: the disk or the memory may be faulty. "
                    + "Nothing was changed. Run daybook verify --open.")
        }
    }
}

/// One pass over the entries.
private struct Resealing {
    let resealer: Resealer
    let sealer: Sealer
    let book: Book
    let progress: (Int, Int) -> Void
    private(set) var fileCount = 0

    init(resealer: Resealer, sealer: Sealer, book: Book, progress: @escaping (Int, Int) -> Void) {
        self.resealer = resealer
        self.sealer = sealer
        self.book = book
        self.progress = progress
    }

    /// Returns the number of the entry that it puts behind the others.
    mutating func run(_ stored: Snapshot, into writer: inout AppendWriter) throws -> Int {
        try stored.checkKeys(book.locked.sealedSeed)
        let head = try LockedBook.checked(stored.head(), key: book.verifierKey).head
        var chain = Chain(from: book.verifierKey)
        var frontier = Frontier()
        try stored.records(in: 0..<head.size) { record in
            guard case .success(let verified) = chain.verify(record) else { throw CaseError.damaged }
            frontier.append(verified.leafHash)
            try reseal(verified, stored, &writer)
            if frontier.size % 1024 == 0 { progress(frontier.size, head.size) }
            return true
        }
        guard frontier.head == head else { throw CaseError.damaged }
        var event = Event(.rekey)
        event.details = .rekey(Rekeying(rekeyedSize: head.size, rekeyedRoot: head.root))
        var recorder = Recorder(writer: writer, sealer: sealer, environment: book.environment)
        let number = try recorder.record(Book.Recordable(Draft(event: event)))
        writer = recorder.writer
        return number
    }

    private mutating func reseal(_ record: VerifiedRecord, _ stored: Snapshot, _ writer: inout AppendWriter) throws {
        do {
            let (opened, sealed) = try resealer.reseal(record)
            for attachment in opened.entry.attachments {
                try reseal(attachment, of: opened.entry.heading.entryClass, stored, &writer)
            }
            try writer.append(sealed)
        } catch is OpenError {
            throw CaseError.damaged
        }
    }

    private mutating func reseal(
        _ attachment: Attachment, of entryClass: EntryClass, _ stored: Snapshot, _ writer: inout AppendWriter
    ) throws {
        guard var file = resealer.attachment(attachment, of: entryClass) else { throw CaseError.damaged }
        let (oldName, newName) = (file.oldName, file.newName)
        guard try !writer.stored.hasAttachment(newName) else { return }
        do {
            try stored.chunks(of: oldName) { chunk in
                try file.update(chunk) { try writer.putChunk(newName, position: $0, sealed: $1) }
                return true
            }
            try file.finish { try writer.putChunk(newName, position: $0, sealed: $1) }
            fileCount += 1
        } catch is AttachmentError {
            throw CaseError.damaged
        }
    }
}
