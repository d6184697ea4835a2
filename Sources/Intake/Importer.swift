import Ledger

/// Reads one format of other programs' files into drafts. An importer sees the file and the people,
/// never keys, the vault or a clock.
package protocol Importer: Sendable {
    /// The name that a person types after `import`.
    var name: String { get }
    /// What it reads, in a few words.
    var summary: String { get }

    /// Reads `file` and hands out each item in the file's order, holding one item at a time.
    ///
    /// If this throws, nothing that was handed out may be recorded. A file that breaks off is not an
    /// error: what came before the break is handed out, and the reading says so.
    ///
    /// - Throws: `ImportError`, or whatever `each` throws.
    func read(
        _ file: SourceFile, context: ImportContext, each: (ImportedItem) throws -> Void
    ) throws -> ImportReading
}

/// What an importer needs to know of the book.
package struct ImportContext: Sendable {
    package var people: [Person]
    /// Shows times for which the file names no zone.
    package var homeZone: Zone
    /// The moment of the import; later times are suspect.
    package var now: Instant
    /// Entries in the book, so that a reference to one that is not there is refused; nil: not checked.
    package var entryCount: Int?
    /// The person confirmed times of more than ten minutes after `now`.
    package var allowsFuture: Bool
    /// Told now and then how many bytes of the file are behind.
    package var progress: @Sendable (Int) -> Void

    package init(
        people: [Person], homeZone: Zone, now: Instant, entryCount: Int? = nil, allowsFuture: Bool = false,
        progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) {
        self.people = people
        self.homeZone = homeZone
        self.now = now
        self.entryCount = entryCount
        self.allowsFuture = allowsFuture
        self.progress = progress
    }

    /// True if `instant` is more than ten minutes ahead and nobody confirmed that.
    func isFuture(_ instant: Instant) -> Bool { !allowsFuture && instant > now.adding(seconds: 600) }
}

/// One item of a file: every item found is handed out as one of these.
package enum ImportedItem: Sendable {
    case contact(ImportedContact)
    /// `address` as the file writes it, several joined by `, `; empty if the item names none.
    case leftOut(address: String, reason: LeftOutReason)
}

/// A contact that could be recorded.
package struct ImportedContact: Sendable {
    /// Complete but for `replyTo` and `corrects` where these were given by `id`.
    package var draft: Draft
    /// Where the bytes of each of `draft.attachments` are, in the same order.
    package var attachmentSources: [AttachmentSource]
    /// Equal for two sightings of one contact; `Fingerprint`.
    package var fingerprint: [UInt8]
    /// The name by which other lines of the same file may cite this one.
    package var id: String?
    /// The `id` of an earlier item that this one answers.
    package var replyToID: String?
    /// The `id` of an earlier item that this one corrects.
    package var correctsID: String?
    /// Where it begins in the file, from 1.
    package var line: Int
}

/// How a file read. The number of contacts handed out and `leftOut` sum to `found`.
package struct ImportReading: Sendable, Equatable {
    /// The number of items that the file itself declares.
    package var declared: Int?
    package var found = 0
    /// What became no contact, summed by address and reason, in order of both.
    package var leftOut: [LeftOut] = []
    /// Where the file breaks off or stops making sense; nil if it was read to its proper end.
    package var damage: FileDamage?
    package var notUnderstoodBytes = 0
    package var warnings: [ImportWarning] = []

    package var truncated: Bool { damage != nil }

    package init(declared: Int? = nil) { self.declared = declared }
}

/// The place after which nothing was read.
package struct FileDamage: Sendable, Hashable {
    package enum Kind: Sendable { case cutOff, notWellFormed }
    package var kind: Kind
    /// From 0.
    package var byteOffset: Int
    /// From 1.
    package var line: Int
}

/// Something in a file that was read around.
package enum ImportWarning: Sendable, Hashable {
    /// References to half a character or to one that XML forbids; U+FFFD stands in their place.
    case replacedReferences(count: Int, firstByteOffset: Int)
    /// Attachments whose base64 is broken; each is kept as it is written.
    case undecodedAttachments(count: Int, firstByteOffset: Int)
    /// Parts of a message that name a file but hold none.
    case missingAttachments(count: Int, firstByteOffset: Int)
    /// Parts that only lay out a message (SMIL); not kept.
    case layoutParts(count: Int)
    /// Elements of a kind that this format does not have.
    case unknownElements(count: Int, firstByteOffset: Int)
    /// The file declares another number of items than it holds.
    case countDiffers(declared: Int, found: Int)
}
