/// What the kinds of entry that keep the book carry, one case a kind.
package enum Details: Sendable, Equatable {
    case setup(Setup)
    case person(Person)
    case rules(RuleBookAdoption)
    case decision(Decision)
    case `import`(ImportAccount)
    case restore(Restoration)
    case export(Export)
    case anchor(Anchor)
    case rekey(Rekeying)
    case release(Release)
}

/// Entry 0: how the book began.
package struct Setup: Sendable, Hashable {
    package var homeZone: String
    /// Program and version, such as `daybook 0.1.0`.
    package var program: String

    package init(homeZone: String, program: String) {
        self.homeZone = homeZone
        self.program = program
    }
}

/// Someone who takes part, and how they are reached. A later entry for the same name replaces it.
package struct Person: Sendable, Hashable {
    package enum Role: String, Sendable, CaseIterable { case me, them, child, third }
    package var name: String
    package var role: Role
    /// Numbers, e-mail addresses and handles.
    package var addresses: [String]

    package init(name: String, role: Role, addresses: [String] = []) {
        self.name = name
        self.role = role
        self.addresses = addresses
    }
}

/// That a rule book, whose text is the entry's words, applies from a day on.
package struct RuleBookAdoption: Sendable, Hashable {
    /// First civil day, in the home zone, on which it applies; nil: from the moment of adoption.
    package var effectiveFrom: CivilDate?
    /// SHA-256 of the file's bytes.
    package var sha256: [UInt8]

    package init(effectiveFrom: CivilDate?, sha256: [UInt8]) {
        self.effectiveFrom = effectiveFrom
        self.sha256 = sha256
    }
}

/// What a person decided about a finding.
package struct Decision: Sendable, Hashable {
    package enum Answer: String, Sendable, CaseIterable { case confirm, dismiss, topic }
    /// The finding's id.
    package var finding: String
    package var answer: Answer
    /// For `topic`: what the contacts are about.
    package var topics: [String]
    /// The entries that the finding rests on.
    package var entries: [Int]

    package init(finding: String, answer: Answer, topics: [String] = [], entries: [Int]) {
        self.finding = finding
        self.answer = answer
        self.topics = topics
        self.entries = entries
    }
}

/// How an import went. `found = taken + alreadyThere + left out`.
package struct ImportAccount: Sendable, Hashable {
    package var format: String
    package var fileSHA256: [UInt8]
    package var fileByteCount: Int
    /// The number of items that the file itself declares; nil if it declares none.
    package var declared: Int?
    package var found: Int
    package var taken: Int
    package var alreadyThere: Int
    package var leftOut: Int
    package var truncated: Bool
    package var notUnderstoodBytes: Int
    /// True if the source file is kept, sealed, as a private entry's attachment.
    package var sourceKept: Bool

    package init(
        format: String, fileSHA256: [UInt8], fileByteCount: Int, declared: Int?, found: Int, taken: Int,
        alreadyThere: Int, leftOut: Int, truncated: Bool, notUnderstoodBytes: Int, sourceKept: Bool
    ) {
        self.format = format
        self.fileSHA256 = fileSHA256
        self.fileByteCount = fileByteCount
        self.declared = declared
        self.found = found
        self.taken = taken
        self.alreadyThere = alreadyThere
        self.leftOut = leftOut
        self.truncated = truncated
        self.notUnderstoodBytes = notUnderstoodBytes
        self.sourceKept = sourceKept
    }
}

/// That the book went on from an older copy, and which later state was seen before.
package struct Restoration: Sendable, Hashable {
    package var restoredSize: Int
    package var restoredRoot: [UInt8]
    /// Size and root of the last checkpoint seen on this computer, if it was another one.
    package var lostSize: Int?
    package var lostRoot: [UInt8]?

    package init(restoredSize: Int, restoredRoot: [UInt8], lostSize: Int? = nil, lostRoot: [UInt8]? = nil) {
        self.restoredSize = restoredSize
        self.restoredRoot = restoredRoot
        self.lostSize = lostSize
        self.lostRoot = lostRoot
    }
}

/// That a report left the book: what went out, in which files. A private entry.
package struct Export: Sendable, Hashable {
    package var what: String
    package var shown: Int
    package var withheld: Int
    /// SHA-256 of each file written, by name.
    package var files: [String: [UInt8]]

    package init(what: String, shown: Int, withheld: Int, files: [String: [UInt8]]) {
        self.what = what
        self.shown = shown
        self.withheld = withheld
        self.files = files
    }
}

/// That an outside time stamp of a checkpoint was added to the book. The stamp is the entry's first attachment.
package struct Anchor: Sendable, Hashable {
    package enum Format: String, Sendable, CaseIterable { case rfc3161, opentimestamps }
    package var format: Format
    /// The anchored checkpoint, signed, as text.
    package var note: String
    /// Who vouches: the certificate's name, calendars or a block.
    package var by: String
    /// What the stamp said when it was added; nil while it is pending.
    package var time: Instant?

    package init(format: Format, note: String, by: String, time: Instant? = nil) {
        self.format = format
        self.note = note
        self.by = by
        self.time = time
    }

    /// The number of entries that the anchored checkpoint covers; nil if the note is none.
    package var size: Int? {
        guard let note = try? SignedNote(bytes: Array(note.utf8)) else { return nil }
        return (try? Checkpoint(text: note.text))?.head.size
    }
}

/// That everything recorded before was sealed anew under other keys. The root is that of the leaves, which
/// stayed as they were.
package struct Rekeying: Sendable, Hashable {
    package var rekeyedSize: Int
    package var rekeyedRoot: [UInt8]

    package init(rekeyedSize: Int, rekeyedRoot: [UInt8]) {
        self.rekeyedSize = rekeyedSize
        self.rekeyedRoot = rekeyedRoot
    }
}

/// That a private entry is evidence from here on. What opens it is the entry's first attachment, its attached
/// files are the others. Format.md, "Release".
package struct Release: Sendable, Hashable {
    /// The private entry's number.
    package var entry: Int

    package init(entry: Int) { self.entry = entry }

    /// Of the attachment that holds what opens the private entry.
    package static let mediaType = "text/x-daybook-opening"
}
