import CSodium

/// Seals what one ring of a log opens for another ring of the same log. Format.md, "Re-keying".
package struct Resealer: Sendable {
    private let opener: Opener
    private let sealer: Sealer

    package init(from old: KeyRing, to sealer: Sealer) {
        opener = Opener(old)
        self.sealer = sealer
    }

    /// Returns the entry inside `record`, and the record with the same leaf and its text sealed anew.
    ///
    /// - Throws: As `Opener.open`: nothing is sealed that its leaf does not commit to.
    package func reseal(_ record: VerifiedRecord) throws(OpenError) -> (opened: Opened, sealed: SealedRecord) {
        var (opened, text) = try opener.openWithText(record)
        let entryClass = opened.entry.heading.entryClass
        return (opened, sealer.seal(&text, of: entryClass, number: record.number, leaf: record.record.leaf))
    }

    /// Begins to seal an attached file anew; nil if the old ring has no key for the class.
    ///
    /// - Parameter newClass: The class of the entry that it is for, if that is another: a release.
    package func attachment(
        _ attachment: Attachment, of entryClass: EntryClass, for newClass: EntryClass? = nil
    ) -> AttachmentResealer? {
        guard let old = AttachmentOpener(attachment, of: entryClass, ring: opener.ring) else { return nil }
        return AttachmentResealer(
            old: old,
            new: sealer.attachmentSealer(
                newClass ?? entryClass, sha256: attachment.sha256, byteCount: attachment.byteCount))
    }

    /// What a release of `record` carries. Format.md, "Release".
    package func carried(by record: VerifiedRecord) throws(OpenError) -> [UInt8]? { try opener.carried(by: record) }
}

/// Opens one file's chunks in order and seals them anew, one in memory at a time.
package struct AttachmentResealer {
    private var old: AttachmentOpener
    private var new: AttachmentSealer

    fileprivate init(old: AttachmentOpener, new: AttachmentSealer) {
        self.old = old
        self.new = new
    }

    /// The names under which the chunks are and will be stored.
    package var oldName: [UInt8] { old.name }
    package var newName: [UInt8] { new.name }

    /// Takes the next stored chunk, and hands new ones to `store` with their positions.
    package mutating func update(_ chunk: [UInt8], store: (Int, [UInt8]) throws -> Void) throws {
        var plain: [UInt8] = []
        defer { sodium_memzero(&plain, plain.count) }
        try old.open(chunk: chunk) { plain = [UInt8]($0) }
        try plain.withUnsafeBytes { try new.update($0, store: store) }
    }

    /// Throws `AttachmentError` if it was not the file that the entry describes.
    package mutating func finish(store: (Int, [UInt8]) throws -> Void) throws {
        try old.finish()
        try new.finish(store: store)
    }
}
