import Intake
import Ledger
import Vault

/// The write flow: Draft → Entry → Disclosures → SealedRecord → Vault. Nothing else writes entries.
extension Book {
    /// A draft with the bytes of its attachments, in the order of `draft.attachments`.
    package struct Recordable {
        package var draft: Draft
        package var sources: [AttachmentSource]

        package init(_ draft: Draft, sources: [AttachmentSource] = []) {
            self.draft = draft
            self.sources = sources
        }
    }

    /// Records `drafts` in one transaction and returns their numbers. Throws `CaseError`; nothing is
    /// saved then.
    @discardableResult
    package func record(_ drafts: [Recordable]) throws -> [Int] {
        try append { recorder in try drafts.map { try recorder.record($0) } }
    }

    @discardableResult
    package func record(_ draft: Draft) throws -> Int { try record([Recordable(draft)])[0] }

    /// Runs `body` in one transaction: all that it records is saved, or nothing. Refused with `older`
    /// while the vault is behind the last checkpoint seen.
    package func append<Result>(_ body: (inout Recorder) throws -> Result) throws -> Result {
        var before: [UInt8] = []
        let (result, head) = try append(
            checking: { stored, own, snapshot in
                before = stored.note
                try checkHeadAndMark(stored, own: own, in: snapshot)
            }, body)
        // If that fails the entry is saved all the same, and the mark is behind, which is no alarm.
        try? locked.mark.advance(to: head.note, from: before)
        return result
    }

    /// As `append`, for the entry that says that the book goes on from an older state.
    func appendAsRestored<Result>(_ body: (inout Recorder) throws -> Result) throws -> Result {
        let (result, head) = try append(checking: { stored, _, _ in try checkHead(stored) }, body)
        do {
            try locked.mark.replace(with: head.note)
        } catch {
            throw CaseError.failed(
                "The entry that the book goes on from here is saved, but the note of the last checkpoint seen, in "
                    + "\(environment.stateFolder), could not be written. Make room or check its permissions, "
                    + "and run daybook restore again.")
        }
        return result
    }

    private func append<Result>(
        checking: (_ stored: StoredHead, _ own: StoredHead?, Snapshot) throws -> Void,
        _ body: (inout Recorder) throws -> Result
    ) throws -> (result: Result, head: StoredHead) {
        let sealer = try sealer()
        do {
            return try store.append(checking: checking, signing: sealer.checkpoint) { writer in
                try writer.stored.checkKeys(locked.sealedSeed)
                var recorder = Recorder(writer: writer, sealer: sealer, environment: environment)
                let result = try body(&recorder)
                writer = recorder.writer
                return result
            }
        } catch let error as VaultError {
            throw CaseError(opening: error, path: path)
        } catch is CheckpointError {
            throw CaseError(
                .signatureInvalid,
                "The signature of the last checkpoint is not valid: the vault was altered or damaged. "
                    + "Nothing was saved. Run daybook verify, and use a backup.")
        } catch AttachmentError.changed {
            throw CaseError.failed("An attached file changed while it was read. Nothing was saved. Try again.")
        }
    }

    func sealer() throws -> Sealer {
        do throws(KeyRingError) {
            return try Sealer(ring, random: environment.random)
        } catch {
            throw CaseError.failed("This passphrase opens evidence for reading only. Nothing was saved.")
        }
    }

    private func checkHead(_ stored: StoredHead) throws {
        guard try Checkpoint.open(note: stored.note, key: verifierKey).head == stored.frontier.head else {
            throw VaultError.damaged(.head)
        }
    }

    /// Where this object wrote the head itself, and the mark is that head's, both have been checked. Two signatures
    /// and a reading of the vault for each append, they were nearly half of what it takes beside the disk (370 µs with
    /// them and 200 without, in memory and on a busy computer).
    private func checkHeadAndMark(_ stored: StoredHead, own: StoredHead?, in snapshot: Snapshot) throws {
        if stored == own, locked.mark.holds(stored.note) { return }
        try refuse(locked.standing(of: stored, in: snapshot, from: own?.frontier ?? Frontier()))
        if stored != own { try checkHead(stored) }
    }

    /// Throws `older` where the vault does not go on from what was seen.
    func refuse(_ standing: Standing) throws {
        switch standing {
        case .unmarked, .same, .ahead: return
        case .behind(let seen, let here):
            throw CaseError(
                .older,
                "This vault has \(here.entries), but \(seen) were seen on this computer before: it is an older copy. "
                    + "Nothing was saved. If a backup was put back on purpose, run: daybook restore")
        case .forked(let seen):
            throw CaseError(
                .older,
                "This vault does not contain \(seen == 1 ? "the entry that was" : "the \(seen) entries that were") seen on this computer before. "
                    + "Nothing was saved. If a backup was put back on purpose, run: daybook restore")
        }
    }
}

/// Records entries inside one transaction.
package struct Recorder {
    fileprivate(set) var writer: AppendWriter
    private let sealer: Sealer
    private let environment: Environment

    init(writer: AppendWriter, sealer: Sealer, environment: Environment) {
        self.writer = writer
        self.sealer = sealer
        self.environment = environment
    }

    /// The number that the next entry gets.
    package var nextNumber: Int { writer.nextNumber }

    /// Seals `recordable` with this moment as its time of recording; returns its number.
    package mutating func record(_ recordable: Book.Recordable) throws -> Int {
        precondition(
            recordable.draft.attachments.count == recordable.sources.count, "each attachment has its source")
        return try record(recordable.draft, sources: recordable.sources)
    }

    /// As above; attachments without a source, which come last, are there already.
    mutating func record(_ draft: Draft, sources: [AttachmentSource]) throws -> Int {
        try Self.check(draft, number: nextNumber)
        for (attachment, source) in zip(draft.attachments, sources) {
            try store(attachment, of: draft.heading.entryClass, from: source)
        }
        let entry = Entry(draft, recorded: environment.recordingTime)
        let disclosures = Disclosures(entry, random: environment.random)
        let sealed = sealer.seal(disclosures, number: nextNumber, previous: writer.previous)
        try writer.append(sealed)
        return sealed.record.number
    }

    /// What is stored, with what was recorded here so far.
    var stored: Snapshot { writer.stored }

    mutating func putChunk(_ attachment: [UInt8], position: Int, sealed: [UInt8]) throws {
        try writer.putChunk(attachment, position: position, sealed: sealed)
    }

    private mutating func store(_ attachment: Attachment, of entryClass: EntryClass, from source: AttachmentSource)
        throws
    {
        var stream = sealer.attachmentSealer(entryClass, sha256: attachment.sha256, byteCount: attachment.byteCount)
        guard try !writer.stored.hasAttachment(stream.name) else { return }
        let name = stream.name
        do {
            try source.read(attachment) { bytes in
                try stream.update(bytes) { try writer.putChunk(name, position: $0, sealed: $1) }
            }
        } catch ImportError.changedWhileReading {
            throw AttachmentError.changed
        }
        try stream.finish { try writer.putChunk(name, position: $0, sealed: $1) }
    }

    /// The limits of Format.md, "Parts of an entry", and references to entries that are not there.
    private static func check(_ draft: Draft, number: Int) throws {
        for text in [draft.words, draft.account] where (text?.utf8.count ?? 0) > Draft.textLimit {
            throw CaseError.usage(
                "The words are longer than 1 MiB. Nothing was saved. Attach them as a file with --attach instead.")
        }
        for attachment in draft.attachments where attachment.byteCount > AttachmentFormat.byteLimit {
            throw CaseError.usage("An attached file is larger than 4 GiB. Nothing was saved.")
        }
        let cited = [draft.heading.corrects, draft.event.replyTo, draft.event.agreement, draft.event.request]
        for reference in cited.compactMap(\.self) where !(0..<number).contains(reference) {
            throw CaseError.usage("There is no entry \(reference) to refer to. Nothing was saved. See: daybook list")
        }
        if let occurred = draft.event.occurred, let end = occurred.end, end.instant < occurred.start.instant {
            throw CaseError.usage("The end is before the start. Nothing was saved.")
        }
    }
}
