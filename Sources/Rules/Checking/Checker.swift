import Ledger

/// A rule book that an entry adopted.
package struct AdoptedBook: Sendable {
    /// The number of the entry.
    package let number: Int
    package let book: RuleBook
    /// The first moment at which it applies.
    package let from: Instant

    package init(number: Int, book: RuleBook, from: Instant) {
        self.number = number
        self.book = book
        self.from = from
    }
}

/// Tests every contact by the rules in force at its time, of either person alike.
///
/// The book of the latest entry whose first moment has come is in force, wholly: a newer book supersedes
/// all of an older one. What happened before any book is not judged, nor is a retracted entry.
package struct Checker: Sendable {
    private let books: [AdoptedBook]
    private let homeZone: Zone
    private let people: People
    private let decisions: [(number: Int, decision: Decision)]

    /// - Parameters:
    ///   - people: In order of their entries; a later one for the same name counts.
    ///   - decisions: With the numbers of their entries; of several about one finding the last counts.
    package init(
        books: [AdoptedBook], homeZone: Zone, people: [Person], decisions: [(number: Int, decision: Decision)] = []
    ) {
        self.books = books.sorted { $0.number < $1.number }
        self.homeZone = homeZone
        self.people = People(people)
        self.decisions = decisions.sorted { $0.number < $1.number }
    }

    /// Returns a finding for each contact (or day, or week) that a rule looks at, the fine ones too: by book,
    /// by the rule's place in it, then by entry number or day. The order of `entries` does not matter.
    package func findings(in entries: [StandingEntry]) -> [Finding] {
        let clocks = Clocks(home: homeZone)
        let contacts = contacts(entries, clocks)
        let judged = contacts.map { (contact: $0, place: bookInForce($0)) }
        let log = logRange(contacts, entries)
        var findings: [Finding] = []
        var seen: Set<String> = []
        for (index, adopted) in books.enumerated() {
            let own = judged.filter { $0.place?.index == index }
            for rule in adopted.book.rules {
                let scope = Scope(
                    terms: rule.terms, clocks: clocks, bound: Set(people.bound(by: rule.terms)),
                    resolve: people.resolved)
                let context = CheckContext(
                    rule: rule, bookEntry: adopted.number, clocks: clocks, people: people,
                    subjects: own.compactMap { scope.subject($0.contact, known: $0.place?.doubts ?? []) },
                    inForce: (adopted.from.milliseconds, end(ofBookAt: index)), log: log)
                findings.append(contentsOf: rule.kind.findings(in: context))
            }
        }
        if books.count > 1 { tellApart(&findings, &seen) }
        attachDecisions(to: &findings)
        return findings
    }

    // MARK: Making ready

    private func contacts(_ entries: [StandingEntry], _ clocks: Clocks) -> [Contact] {
        let topics = decidedTopics(entries)
        return entries.filter { $0.retractedBy == nil && $0.event.isContact }
            .sorted { $0.number < $1.number }
            .map { Contact($0, clocks: clocks, people: people, decided: topics[$0.number]) }
    }

    /// By first number; a decision may cite any version of an entry.
    private func decidedTopics(_ entries: [StandingEntry]) -> [Int: DecidedTopics] {
        let topical = decisions.filter { $0.decision.answer == .topic }
        guard !topical.isEmpty else { return [:] }
        var firstNumber: [Int: Int] = [:]
        for entry in entries {
            for version in entry.versions { firstNumber[version] = entry.number }
        }
        var topics: [Int: DecidedTopics] = [:]
        for (number, decision) in topical {
            let decided = DecidedTopics(topics: decision.topics, entry: number)
            for entry in decision.entries { topics[firstNumber[entry] ?? entry] = decided }
        }
        return topics
    }

    private func logRange(_ contacts: [Contact], _ entries: [StandingEntry]) -> CheckContext.LogRange {
        CheckContext.LogRange(
            firstContact: contacts.compactMap { $0.start?.earliest }.min(),
            lastContact: contacts.compactMap { $0.start?.earliest }.max(),
            lastRecorded: entries.map { $0.current.entry.recorded.milliseconds }.max())
    }

    // MARK: Which book

    private func bookInForce(_ contact: Contact) -> (index: Int, doubts: Doubts)? {
        guard let start = contact.start, let occurred = contact.event.occurred else {
            return books.isEmpty ? nil : (books.count - 1, [])
        }
        let stated = book(at: occurred.start.instant.milliseconds)
        let isCertain = book(at: start.earliest) == stated && book(at: start.latest) == stated
        return stated.map { ($0, isCertain ? [] : .bookInForce) }
    }

    private func book(at moment: Int) -> Int? { books.lastIndex { $0.from.milliseconds <= moment } }

    private func end(ofBookAt index: Int) -> Int {
        books[(index + 1)...].map(\.from.milliseconds).min() ?? Int.max
    }

    // MARK: After judging

    /// Two books may have the same rule and judge the same day, each its own part of it.
    private func tellApart(_ findings: inout [Finding], _ seen: inout Set<String>) {
        for index in findings.indices where findings[index].day != nil {
            if !seen.insert(findings[index].id).inserted { findings[index].isOfLaterBook = true }
        }
    }

    private func attachDecisions(to findings: inout [Finding]) {
        var last: [String: PersonsDecision] = [:]
        var rules: Set<String> = []
        for (number, decision) in decisions where decision.answer != .topic {
            last[decision.finding] = PersonsDecision(entry: number, answer: decision.answer)
            rules.insert(String(decision.finding.prefix { $0 != ":" }))
        }
        guard !last.isEmpty else { return }
        for index in findings.indices where rules.contains(findings[index].rule) {
            findings[index].decision = last[findings[index].id]
        }
    }
}
