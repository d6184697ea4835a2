import Ledger

/// Something that the log shows and no clause forbids: counted, with its entries, and never a breach.
package struct Pattern: Sendable, Hashable {
    /// The rule that asks for it to be shown.
    package let rule: String
    package let person: String
    /// In order of time.
    package let entries: [Int]
    /// The first and the last moment.
    package let from: Instant
    package let until: Instant

    /// `12 contacts within 8 minutes 30 seconds.`
    package var text: Sentence {
        let seconds = (until.milliseconds - from.milliseconds) / 1000
        let length = seconds < 60 ? "a minute" : Phrases.duration(seconds)
        return "\(Phrases.count(entries.count, "contact")) within \(length)."
    }
}

/// How many contacts within how short a time are shown as a pattern.
struct Burst: Sendable {
    let contacts: Int
    let minutes: Int

    init(reading keys: KeyReader) throws(RuleBookError) {
        let contacts = try keys.integer("contacts", in: 2...10_000)
        let minutes = try keys.integer("within-minutes", in: 1...1440)
        try keys.finish()
        guard let contacts else { throw .missingKey(keys.place.naming("contacts")) }
        guard let minutes else { throw .missingKey(keys.place.naming("within-minutes")) }
        self.contacts = contacts
        self.minutes = minutes
    }

    /// One for each longest run of contacts in which any `contacts` neighbours lie within the time. Attempts and
    /// reactions are contacts here; those with a rough time or none are left out.
    func patterns(_ subjects: [CheckContext.Subject], _ person: String, _ rule: Rule) -> [Pattern] {
        let timed = subjects.compactMap { subject in
            subject.contact.start.flatMap { $0.latest - $0.earliest < 60_000 ? (subject.contact.number, $0) : nil }
        }.sorted { ($0.1.earliest, $0.0) < ($1.1.earliest, $1.0) }
        var patterns: [Pattern] = []
        var run: Range<Int>?
        func close() {
            guard let found = run else { return }
            patterns.append(
                Pattern(
                    rule: rule.terms.id, person: person, entries: timed[found].map(\.0),
                    from: Instant(milliseconds: timed[found.lowerBound].1.earliest),
                    until: Instant(milliseconds: timed[found.upperBound - 1].1.earliest)))
            run = nil
        }
        for last in timed.indices.dropFirst(contacts - 1) {
            let first = last - contacts + 1
            guard timed[last].1.earliest - timed[first].1.earliest <= minutes * 60_000 else { continue }
            if let found = run, first < found.upperBound {
                run = found.lowerBound..<last + 1
            } else {
                close()
                run = first..<last + 1
            }
        }
        close()
        return patterns
    }

    var sentence: Sentence {
        "\(contacts) contacts or more of one person within \(Phrases.count(minutes, "minute")) are shown as a pattern,"
            + " which is no breach."
    }
}
