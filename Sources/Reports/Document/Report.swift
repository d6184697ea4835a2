import Ledger

/// The one document from which every file of a report is written.
///
/// All numbers and sentences are worked out here, once; the writers only lay them out, so HTML, CSV
/// and JSON cannot disagree. Same input, same value, same bytes.
package struct Report: Sendable, Equatable {
    /// Counts the wordings and layouts: rises with each release that writes any file of a report otherwise, so
    /// that whoever makes one again to compare it knows whether the bytes can be the same.
    package static let edition = 3

    /// The phrases that its sentences were made from, and that its files go on with.
    let say: Catalogue
    /// When it was made.
    let generated: Instant
    package let cover: Cover
    package let summary: Summary
    package let definitions: [Passage]
    package let rules: [Rule]
    package let chronology: [Item]
    package let results: [RuleResult]
    package let patterns: Patterns
    package let schedule: Schedule
    package let exhibits: [Exhibit]
    package let dueEvents: DueEvents
    package let corrections: [Correction]
    package let leftOut: LeftOut
    package let method: [Passage]
    package let sources: [Source]
    /// Emoji among the words and accounts shown, each once.
    package let emoji: [Emoji]

    package init(_ given: ReportInput) {
        let input = given.choices.redactsAddresses ? given.redactingAddresses() : given
        let index = Index(input)
        say = input.catalogue
        generated = input.generated
        chronology = index.chronology()
        rules = index.rules
        results = index.results()
        exhibits = index.exhibits()
        dueEvents = index.dueEvents(exhibits)
        corrections = index.corrections()
        leftOut = index.leftOut()
        patterns = index.patterns(results)
        schedule = index.schedule(results, exhibits)
        summary = index.summary(chronology, results, corrections, dueEvents, leftOut)
        cover = index.cover(leftOut)
        definitions = index.definitions()
        method = index.method()
        sources = index.sources
        emoji = index.emoji()
    }
}

extension Report {
    /// What is said of the checkpoint's QR code to those who do not see it.
    package var codeLabel: String { say(.codeLabel) }
}

/// A count and the entries it counts: the two cannot differ.
package struct EntryCount: Sendable, Equatable {
    package let entries: [Int]
    package var count: Int { entries.count }

    init(_ entries: some Sequence<Int>) { self.entries = Set(entries).sorted() }
}

extension Report {
    /// A term, or a heading, and what is to be said under it.
    package struct Passage: Sendable, Equatable {
        package let title: String
        package let paragraphs: [String]
    }

    /// A moment as printed: local with offset, and in UTC.
    package struct Moment: Sendable, Equatable {
        /// RFC 3339 with the local offset.
        package let local: String
        /// RFC 3339 in UTC.
        package let utc: String
        /// `Wed 4 Mar 2026, 21:00 (UTC−05:00)`.
        package let text: String
        /// `4 Mar 2026, 21:00 (UTC−05:00)`, without the day of the week.
        package let shortText: String
        /// `text` without the offset.
        package let wallText: String
        /// `UTC−05:00`; empty for a whole day.
        package let offsetText: String
        /// `5 Mar 2026, 02:00 UTC`; empty for a whole day.
        package let utcText: String
    }

    package struct Cover: Sendable, Equatable {
        package let title: String
        package let reference: String?
        package let court: String?
        package let recipient: String?
        package let exportNumber: String?
        package let template: ReportChoices.Template
        package let jurisdiction: ReportChoices.Jurisdiction
        package let paper: Layout.Paper
        package let redactsAddresses: Bool
        package let preparedBy: String
        /// Who keeps the log: whose own account the entries hold, whose decisions are told.
        package let keeper: String
        package let generated: Moment
        package let program: String
        package let parties: [Party]
        package let period: Period
        package let periodText: String
        package let zone: String
        package let inLog: Int
        package let shown: EntryCount
        package let withheld: EntryCount
        package let countsText: String
        package let head: ReportHead
        package let zoneText: String
        package let headText: String
        package let isText: [String]
        package let isNotText: [String]
        package let checkText: [String]
    }

    package struct Party: Sendable, Equatable {
        package let name: String
        package let role: String
        package let roleText: String
        package let addresses: [String]
    }

    package struct Summary: Sendable, Equatable {
        /// What the log shows, in a few lines.
        package let sentences: [String]
        /// Names of the people compared, one a column.
        package let columns: [String]
        package let rows: [Row]

        package struct Row: Sendable, Equatable {
            package let name: String
            package let label: String
            /// True if it is part of the row before it.
            package let isPart: Bool
            /// One a column.
            package let cells: [Cell]
        }

        /// A number of entries, or of findings and the entries that they rest on.
        package struct Cell: Sendable, Equatable {
            package let findings: [Int]?
            package let entries: EntryCount
            package var count: Int { findings?.count ?? entries.count }
        }
    }

    package struct Rule: Sendable, Equatable {
        /// Its number in this report, from 1.
        package let number: Int
        package let id: String
        package let clause: String
        package let source: String?
        package let kind: String
        package let binds: [String]
        package let from: String?
        package let until: String?
        package let effectiveText: String
        /// The entry that holds its rule book.
        package let bookEntry: Int
        package let bookText: String
        package let explanation: [String]
    }

    /// A named fact of an entry, in words; `entry` is the one it points at.
    package struct Fact: Sendable, Equatable {
        package let name: String
        package let label: String
        package let text: String
        package let entry: Int?
        /// True if the printed chronology need not repeat it: its time or its source mark says it.
        package let isImplied: Bool

        init(_ name: String, _ label: String, _ text: String, entry: Int? = nil, isImplied: Bool = false) {
            self.name = name
            self.label = label
            self.text = text
            self.entry = entry
            self.isImplied = isImplied
        }
    }

    package struct AttachmentLine: Sendable, Equatable {
        package let name: String
        package let mediaType: String
        package let byteCount: Int
        package let sha256: String
        package let obtained: String?
    }

    /// One entry of the chronology, as it stands.
    package struct Item: Sendable, Equatable {
        package let number: Int
        /// All versions, oldest first.
        package let versions: [Int]
        package let retractedBy: Int?
        /// `Amended by entry 30; …`; nil if it stands as first recorded.
        package let correctionText: String?
        package let kind: Event.Kind
        package let kindText: String
        package let start: Moment?
        package let end: Moment?
        /// `until 21:10`, with the date if it is another day; nil without an end.
        package let untilText: String?
        package let occurred: Occurred?
        /// `UTC−05:00; 5 Mar 2026, 02:00 UTC`; empty for a whole day and an unknown time.
        package let offsetText: String
        /// `To the minute, from call log; zone …`; says so if the time is not known.
        package let occurredText: String
        /// The same without the home zone that the program assumed.
        package let basisText: String
        package let recorded: Moment
        package let anchored: Bracket
        package let gapSeconds: Int?
        package let gapLabel: String?
        /// `20 min after (contemporaneous)`.
        package let gapText: String
        package let channel: String?
        package let channelText: String?
        package let from: String?
        package let to: [String]
        /// `outgoing`, `incoming`, `other`.
        package let direction: String?
        package let facts: [Fact]
        package let topics: [String]
        package let words: String?
        package let account: String?
        package let attachments: [AttachmentLine]
        package let locator: Locator?
        /// Number of the source file that its bytes are in.
        package let source: Int?
        package let findings: [Mark]
        /// Numbers of the rules under which it was checked and found fine.
        package let fineRules: [Int]
    }

    /// Outside time stamps between which an entry's first version was recorded.
    package struct Bracket: Sendable, Equatable {
        /// The latest one that was in the log before it: the entry is later.
        package let after: Stamp?
        /// The earliest one that covers it: the entry existed no later.
        package let before: Stamp?
        /// `after …, before …`; nil without any.
        package let text: String?

        /// An anchor entry and the time that its stamp says.
        package struct Stamp: Sendable, Equatable {
            package let entry: Int
            package let time: Moment
        }
    }

    /// That a finding rests on an entry.
    package struct Mark: Sendable, Equatable {
        package let finding: Int
        package let rule: Int
        package let verdict: ReportFinding.Verdict
        package let text: String
    }

    /// A file that entries shown were imported from, and where in it their bytes are.
    package struct Source: Sendable, Equatable {
        /// Its number in this report, from 1.
        package let number: Int
        package let format: String
        package let sha256: String
        package let places: [Place]

        package struct Place: Sendable, Equatable {
            package let entry: Int
            package let byteOffset: Int
            package let byteCount: Int
            package let rawTime: String?
        }
    }

    package struct RuleResult: Sendable, Equatable {
        package let rule: Int
        package let people: [PersonResult]
    }

    package struct PersonResult: Sendable, Equatable {
        package let person: String
        package let name: String
        package let checked: EntryCount
        /// The days, or first days of weeks, that were counted; empty where single entries were judged.
        package let days: [String]
        /// `Weeks counted, by first day: 2 Mar 2026 to 30 Mar 2026.`; nil where single entries were judged.
        package let daysText: String?
        package let fine: EntryCount
        package let breaches: [FindingLine]
        package let cannotTell: [FindingLine]
        package let sentence: String
    }

    package struct FindingLine: Sendable, Equatable {
        /// Its number in this report, from 1, printed as `F3`.
        package let number: Int
        package let id: String
        package let verdict: ReportFinding.Verdict
        package let entries: EntryCount
        /// The day, or the first day of the week, that was counted; nil where one entry was judged.
        package let day: CivilDate?
        /// The stretch of time that was judged, such as `March 2026`; nil where one entry was judged by itself.
        package let period: String?
        package let reason: String
        package let missing: String?
        package let exceptions: [String]
        /// True if an exception is claimed and the person who keeps the record dismissed the finding.
        package let isExceptionAccepted: Bool
        package let decision: String?
        package let decisionAnswer: Decision.Answer?
        package let decisionEntry: Int?
        /// The entry in which a person decided what the contact is about.
        package let topicDecision: Int?
    }

    package struct DueEvents: Sendable, Equatable {
        package let sentence: String
        /// At or before the time due.
        package let notAfter: EntryCount
        package let after: EntryCount
        /// Recorded as missed by the person; a late one is never called so here.
        package let missed: EntryCount
        package let unknown: EntryCount
        package let lines: [Line]

        package struct Line: Sendable, Equatable {
            package let entry: Int
            package let kindText: String
            /// Whose it was: who rang, handed over, or did not.
            package let person: String?
            package let due: Moment?
            package let actual: Moment?
            /// From the time due to the actual one; nil if either is not known, and for a missed one.
            package let secondsAfter: Int?
            package let status: String
            package let statusText: String
            package let evidence: String
            /// Numbers of exhibits.
            package let exhibits: [Int]
        }
    }

    package struct Correction: Sendable, Equatable {
        package let number: Int
        package let steps: [Step]

        /// One amendment or retraction: what it says and what it changed.
        package struct Step: Sendable, Equatable {
            package let entry: Int
            package let corrects: Int
            package let isRetraction: Bool
            package let recorded: Moment
            package let title: String
            package let reason: String
            /// That an imported entry was amended by hand; nil otherwise.
            package let note: String?
            package let changes: [Change]
        }

        package struct Change: Sendable, Equatable {
            package let name: String
            package let label: String
            package let old: String?
            package let new: String?
        }
    }

    package struct LeftOut: Sendable, Equatable {
        package let sentence: String
        package let groups: [Group]
        package let gaps: [Gap]
        package let parts: [Part]
        /// Entries in which an address was replaced; nil unless that was asked for.
        package let redacted: EntryCount?
        /// First versions shown in the chronology.
        package let items: EntryCount
        package let shown: EntryCount

        package struct Group: Sendable, Equatable {
            package let reason: LeftOutReason
            package let title: String
            package let text: String
            package let entries: EntryCount
        }

        package struct Gap: Sendable, Equatable {
            package let text: String
            package let entry: Int?
        }

        /// Part of an entry shown that is withheld.
        package struct Part: Sendable, Equatable {
            package let entry: Int
            /// `words`, `attachment 2`.
            package let name: String
            package let text: String
            package let reason: String?
        }
    }
}
