/// One page of the book: what a person recorded, before it is sealed. Format.md, "Disclosures".
///
/// An entry is made from a `Draft` and the moment of recording, in one place (`Casework/Recording.swift`).
package struct Entry: Sendable, Equatable {
    package var draft: Draft
    /// When this computer's clock said it was recorded, in UTC. No option can set it.
    package let recorded: Instant

    package init(_ draft: Draft, recorded: Instant) {
        self.draft = draft
        self.recorded = recorded
    }

    package var heading: Heading { draft.heading }
    /// Lent, not copied: a copy counts the references of two dozen members, and rules look at it a million times.
    package var event: Event { _read { yield draft.event } }
    package var words: String? { draft.words }
    package var account: String? { draft.account }
    package var attachments: [Attachment] { draft.attachments }

    /// How long after the event it was recorded; nil if the time of the event is not known.
    package var gap: RecordingGap? {
        guard let occurred = event.occurred else { return nil }
        return RecordingGap(seconds: recorded.seconds(since: (occurred.end ?? occurred.start).instant))
    }
}

/// What was typed or imported; it becomes an `Entry` when it is recorded.
package struct Draft: Sendable, Equatable {
    package var heading: Heading
    package var event: Event
    /// Telephone numbers, e-mail addresses or handles that the message itself carries.
    package var addresses: [Address]
    /// Verbatim words of the contact, never normalised or trimmed; at most 1 MiB of UTF-8.
    /// For a rule book: its text.
    package var words: String?
    /// What the person says happened, apart from the words; at most 1 MiB of UTF-8.
    package var account: String?
    package var attachments: [Attachment]

    package init(
        heading: Heading = Heading(.evidence), event: Event, addresses: [Address] = [],
        words: String? = nil, account: String? = nil, attachments: [Attachment] = []
    ) {
        self.heading = heading
        self.event = event
        self.addresses = addresses
        self.words = words
        self.account = account
        self.attachments = attachments
    }

    /// Longest words or account, in bytes of UTF-8.
    package static let textLimit = 1 << 20
}

/// Who may ever see an entry in a report or bundle, and which entry it corrects.
package struct Heading: Sendable, Hashable {
    package var entryClass: EntryClass
    /// The number of the entry that this one amends or retracts; it has the same class.
    package var corrects: Int?

    package init(_ entryClass: EntryClass, corrects: Int? = nil) {
        self.entryClass = entryClass
        self.corrects = corrects
    }
}

/// Evidence can be shown; a private entry is sealed under another key and no report takes its type.
package enum EntryClass: String, Sendable, CaseIterable {
    case evidence
    case `private`
}

/// An address as a message carries it, and whose it was: `from` or `to`.
package struct Address: Sendable, Hashable {
    package enum Role: String, Sendable { case from, to }
    package var role: Role
    package var value: String

    package init(_ role: Role, _ value: String) {
        self.role = role
        self.value = value
    }
}

/// What an entry says of one attached file; its bytes are kept apart. Format.md, "Attachments".
package struct Attachment: Sendable, Hashable {
    /// The file's name, without folders.
    package var name: String
    /// As in `image/jpeg`; `application/octet-stream` if not known.
    package var mediaType: String
    package var byteCount: Int
    /// SHA-256 of the file's bytes, 32 bytes.
    package var sha256: [UInt8]
    /// How it was obtained, in the person's or importer's words: `screenshot`, `part of an mms in …`.
    package var obtained: String?

    package init(name: String, mediaType: String, byteCount: Int, sha256: [UInt8], obtained: String? = nil) {
        self.name = name
        self.mediaType = mediaType
        self.byteCount = byteCount
        self.sha256 = sha256
        self.obtained = obtained
    }
}

/// How long after an event it was recorded. The limits are this project's convention, not law.
package struct RecordingGap: Sendable, Hashable {
    /// Elapsed seconds from the end of the event to recording; negative if recorded before it.
    package let seconds: Int

    package init(seconds: Int) { self.seconds = seconds }

    package enum Label: String, Sendable { case contemporaneous, later, reconstructed }

    /// Contemporaneous within 24 h, later within 30 days, then reconstructed.
    package var label: Label {
        if seconds <= 86_400 { return .contemporaneous }
        return seconds <= 30 * 86_400 ? .later : .reconstructed
    }
}
