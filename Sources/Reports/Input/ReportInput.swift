import Ledger
import Rules

/// Everything a report is made from. Nothing here is a key, a path or a private entry: an
/// `OpenedPrivateEntry` is another type, and no field takes it.
package struct ReportInput: Sendable {
    /// What the person calls the document.
    package var title: String = "Record of contacts"
    /// The person's own reference, such as a file number.
    package var reference: String?
    package var choices = ReportChoices()
    /// The language of everything that the report says of itself; what the rules say is put into it before.
    package var catalogue = Catalogue.english
    /// Name of the person who prepared it; nil: the name of the person with the role `me`.
    package var preparedBy: String?
    /// When the report was made; the only clock time that is not an entry's.
    package var generated: Instant
    /// Program and version, such as `daybook 0.1.0`.
    package var program: String
    /// The vault's home zone, in which recorded times are also shown.
    package var zone: Zone
    package var period = Period()
    /// Everybody who takes part, each once.
    package var people: [Person] = []
    /// The entries to show, as amendments leave them; the kinds that keep the book are passed over.
    package var entries: [StandingEntry] = []
    /// Every evidence entry that the report may cite: all versions of the entries shown, `retract`
    /// entries, rule books and decisions.
    package var opened: [OpenedEntry] = []
    /// The rules in force in the period, in the order in which they are to be numbered.
    package var rules: [ReportRule] = []
    package var findings: [ReportFinding] = []
    package var patterns: [ReportPattern] = []
    /// Numbers of the entries that are not shown, by reason. A number that is shown after all is
    /// taken out; one of the log that is in no list is counted as `other`.
    package var leftOut: [LeftOutReason: [Int]] = [:]
    /// Parts of shown entries that whoever reads the report is not shown.
    package var withheldParts: [WithheldPart] = []
    /// Numbers of the entries in which an address was replaced.
    var redacted: EntryCount?
    /// True for a report that goes out in an evidence bundle, with which it is checked.
    package var isInBundle = false
    package var head: ReportHead

    package init(generated: Instant, program: String, zone: Zone, head: ReportHead) {
        self.generated = generated
        self.program = program
        self.zone = zone
        self.head = head
    }
}

/// The state of the log that the report rests on.
package struct ReportHead: Sendable, Equatable {
    /// Number of entries in the log.
    package var size: Int
    /// Merkle tree root, 64 hex digits.
    package var root: String
    /// The number to read out: eight groups of six digits.
    package var number: String
    /// The signed checkpoint note, whole.
    package var checkpoint: String

    package init(size: Int, root: String, number: String, checkpoint: String) {
        self.size = size
        self.root = root
        self.number = number
        self.checkpoint = checkpoint
    }
}

/// One rule as its book states it.
package struct ReportRule: Sendable, Equatable {
    package var id: String
    /// Number of the entry that holds the rule book.
    package var bookEntry: Int
    /// Wording, quoted.
    package var clause: String
    /// Where the wording is from: order, paragraph.
    package var source: String?
    package var kind: String
    /// Whom it binds: `me`, `them` or names.
    package var binds: [String]
    /// First and last civil day on which it applies; nil: not limited.
    package var from: CivilDate?
    package var until: CivilDate?
    /// Whether it still applies on `until`; nil if the wording does not say.
    package var isUntilIncluded: Bool?
    /// When its book came into force, where that is known.
    package var bookFrom: Instant?
    /// What the days that its findings name stand for.
    package var stretches: Stretches
    /// How the program reads the wording: plain sentences.
    package var explanation: [String]
    /// What it takes for given where the wording does not say.
    package var assumptions: [String]
    /// Hours of the week, from Monday 0 to Sunday 167, that it closes wholly or in part, where it is about hours.
    package var quietHours: [Int]

    package init(
        id: String, bookEntry: Int, clause: String, source: String? = nil, kind: String, binds: [String],
        from: CivilDate? = nil, until: CivilDate? = nil, isUntilIncluded: Bool? = true, bookFrom: Instant? = nil,
        stretches: Stretches = .days, explanation: [String] = [], assumptions: [String] = [],
        quietHours: [Int] = []
    ) {
        self.id = id
        self.bookEntry = bookEntry
        self.clause = clause
        self.source = source
        self.kind = kind
        self.binds = binds
        self.from = from
        self.until = until
        self.isUntilIncluded = isUntilIncluded
        self.bookFrom = bookFrom
        self.stretches = stretches
        self.explanation = explanation
        self.assumptions = assumptions
        self.quietHours = quietHours
    }
}

/// What a check said about one person and one rule.
package struct ReportFinding: Sendable, Equatable {
    package enum Verdict: String, Sendable, CaseIterable {
        case breach, fine
        case cannotTell = "cannot-tell"
    }
    package var id: String
    /// The rule's id, in the book that entry `bookEntry` holds.
    package var rule: String
    package var bookEntry: Int
    /// `me`, `them` or a name; `unknown` where the entry does not say.
    package var person: String
    package var verdict: Verdict
    /// The entries it rests on; may be none, as for a call that should have been made.
    package var entries: [Int]
    package var reason: String
    /// For `cannotTell`: the fact that is missing or the wording that is not clear.
    package var missing: String?
    /// The day, or the first day of the week, that was counted; nil where one entry was judged.
    package var day: CivilDate?
    /// The stretch of time that was judged, such as `March 2026`.
    package var period: String?
    package var decision: ReportDecision?
    /// The entry in which a person decided the topics on which the verdict rests.
    package var topicDecision: Int?

    package init(
        id: String, rule: String, bookEntry: Int, person: String, verdict: Verdict, entries: [Int],
        reason: String, missing: String? = nil, day: CivilDate? = nil, period: String? = nil,
        decision: ReportDecision? = nil, topicDecision: Int? = nil
    ) {
        self.id = id
        self.rule = rule
        self.bookEntry = bookEntry
        self.person = person
        self.verdict = verdict
        self.entries = entries
        self.reason = reason
        self.missing = missing
        self.day = day
        self.period = period
        self.decision = decision
        self.topicDecision = topicDecision
    }
}

/// Contacts that a rule asks to be shown together and that no clause forbids.
package struct ReportPattern: Sendable, Equatable {
    package var rule: String
    /// `me`, `them` or a name.
    package var person: String
    package var entries: [Int]
    /// `12 contacts within 8 minutes.`
    package var text: String

    package init(rule: String, person: String, entries: [Int], text: String) {
        self.rule = rule
        self.person = person
        self.entries = entries
        self.text = text
    }
}

/// What the person who keeps the record decided about a finding, and in which entry.
package struct ReportDecision: Sendable, Hashable {
    package var entry: Int
    package var answer: Decision.Answer

    package init(entry: Int, answer: Decision.Answer) {
        self.entry = entry
        self.answer = answer
    }
}

/// Civil days, both included; nil: not limited.
package struct Period: Sendable, Hashable {
    package var from: CivilDate?
    package var until: CivilDate?

    package init(from: CivilDate? = nil, until: CivilDate? = nil) {
        self.from = from
        self.until = until
    }
}

/// Why an entry of the log is not in the report.
package enum LeftOutReason: String, Sendable, CaseIterable {
    case `private`
    case outsidePeriod = "outside-period"
    case bookkeeping = "book-keeping"
    /// Evidence that a bundle does not show.
    case withheld
    case other
}

/// A part of a shown entry that is withheld from the reader.
package struct WithheldPart: Sendable, Hashable {
    package var entry: Int
    package var part: Disclosure.Part
    /// For an attached file withheld alone: its place in the entry, from 1.
    package var attachment: Int?
    /// Why, in the words of the person who withholds it.
    package var reason: String?

    package init(entry: Int, part: Disclosure.Part, attachment: Int? = nil, reason: String? = nil) {
        self.entry = entry
        self.part = part
        self.attachment = attachment
        self.reason = reason
    }

    /// `words`, `attachment 2`.
    package var name: String { attachment.map { "attachment \($0)" } ?? part.rawValue }
}
