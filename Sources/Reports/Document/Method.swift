import Ledger

extension Index {
    func definitions() -> [Report.Passage] {
        [
            .init(
                title: "Entry", paragraphs: ["One record in the log. Its number is its place in the log, from 0."]),
            .init(
                title: "Occurred", paragraphs: ["When the event took place, as the source or the person says."]),
            .init(
                title: "Recorded",
                paragraphs: ["When this computer's clock said the entry was made. No option can set it."]),
        ] + (anchors.isEmpty ? [] : [Self.anchored]) + [
            .init(
                title: "Gap",
                paragraphs: [
                    "Time from the end of the event to its first recording: contemporaneous within 24 hours, later "
                        + "within 30 days, reconstructed after that. The limits are a convention of the program, not law."
                ]),
            .init(
                title: "Words",
                paragraphs: ["What was said or written, verbatim. What the person adds is kept apart as own account."]),
            .init(
                title: "Apparent breach",
                paragraphs: ["By the facts in the entries named, the rule as quoted appears not to have been kept."]),
            .init(
                title: "Cannot tell",
                paragraphs: ["A fact is missing or the wording is not clear; the finding names which."]),
            .init(
                title: "Checked",
                paragraphs: [
                    "Entries, or days or weeks where a rule counts by these, on which any verdict under the rule rests: "
                        + "the denominator."
                ]),
        ]
    }

    func method() -> [Report.Passage] {
        [
            .init(
                title: "How the log is kept",
                paragraphs: [
                    "Each entry is sealed with the fingerprint (SHA-256) of the one before it, and all of them are "
                        + "leaves of one hash tree whose head is signed. To change, remove or insert an entry changes "
                        + "the head. The bytes that are hashed are the stored bytes.",
                    "Nothing is edited or deleted. An amendment or retraction is a new entry that names the old one.",
                    "Words that were imported are taken from the source file as they stand there, with the place of "
                        + "their bytes in it.",
                ]),
            .init(
                title: "How findings are made",
                paragraphs: [
                    "Every contact is checked against the version of the rules then in force, for each person whom a "
                        + "rule binds, by the same steps. Verdicts are: apparent breach, fine, cannot tell.",
                    "An entry that was amended is checked and counted once, as it stands now. Retracted entries "
                        + "are shown and counted as retracted only.",
                    "Every count in this report lists the entries it counts.",
                ]),
            .init(
                title: "How to check",
                paragraphs: Self.checking + [
                    "The same facts are in report.json, and the chronology in contacts.csv, beside this document. In "
                        + "contacts.csv a cell that a spreadsheet would run as a formula has an apostrophe put before "
                        + "it; report.json has the text as it is."
                ]),
        ] + sourceFiles() + [
            .init(
                title: "How text is shown",
                paragraphs: [
                    "Words are shown in their own script and direction. Characters that cannot be seen and could change "
                        + "how text reads are shown by name: control characters as symbols such as ␀, direction "
                        + "controls by code such as [U+202E]."
                ]),
            .init(
                title: "Limits",
                paragraphs: [
                    "That entries are unchanged does not show that they are true when recorded.",
                    "The recorded time is this computer's clock, which its owner can set before recording.",
                    "A day without entries does not show that there was no contact.",
                    "The log was kept by one party. The other person may hold records that differ.",
                    "Rules are read by a program; its reading and assumptions are printed with each rule.",
                ]),
        ]
    }

    private static let anchored = Report.Passage(
        title: "Time stamps of others",
        paragraphs: [
            "Authorities outside have stamped states of the log with their time. An entry is later than every stamp "
                + "that was in the log before it, and existed no later than the first stamp that covers it."
        ])

    private static let checking = [
        "Whoever holds the log runs “daybook verify”: it checks every entry, the chain, the tree and the signature, "
            + "and prints the head number. No passphrase is needed for this.",
        "Compare the head number with the one on the first page. If the log has grown since, its head number is "
            + "another one; the checkpoint below names the size and root to compare with.",
    ]
}
