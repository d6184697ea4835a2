import Dispatch
import Ledger

/// A rule book that an entry adopted.
package struct AdoptedBook: Sendable {
    /// The number of the entry.
    package let number: Int
    package let book: RuleBook
    /// The first moment at which it applies.
    package let from: Instant
    /// What the calendar files adopted with it say, beside the days that the book lists itself.
    package let calendar: Calendar

    package init(number: Int, book: RuleBook, from: Instant, calendar: Calendar = Calendar()) {
        self.number = number
        self.book = book
        self.from = from
        self.calendar = calendar
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
    /// Contacts times rules from which on a second core is worth its start.
    var worthSharing = 20_000

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
    package func findings(in entries: [StandingEntry]) -> [Finding] { judge(entries).findings }

    /// The findings, and beside them what rules ask to be shown without judging it: each pattern is a value with its
    /// rule, person, entries and times. `CaseFacts.judge` and Casework's `CheckAnswer.patterns` hand on the same.
    package func judge(_ entries: [StandingEntry]) -> (findings: [Finding], patterns: [Pattern]) {
        let clocks = Clocks(home: homeZone, days: days(entries))
        let contacts = contacts(entries, clocks)
        let timeline = Timeline(
            contacts, people: people, firstNumber: firstNumbers(entries), gaps: RecordingGaps(entries))
        timeline.findInvitations()
        let log = logRange(contacts, entries)
        let judged = contacts.map { (contact: $0, place: bookInForce($0)) }
        for zone in books.flatMap(\.book.allZones) { _ = clocks.clock(zone) }
        var contexts: [CheckContext] = []
        for (index, adopted) in books.enumerated() {
            let own = judged.compactMap { item in
                item.place.flatMap { $0.index == index ? (contact: item.contact, doubts: $0.doubts) : nil }
            }
            let days = Days(
                adopted.calendar.merging(adopted.book.calendar), asked: adopted.book.askedLists, clocks: clocks.all)
            let effects = effects(adopted.book, clocks, days, timeline)
            for (rule, effect) in zip(adopted.book.rules, effects) {
                let scope = Scope(
                    terms: rule.terms, clocks: clocks, bound: Set(people.bound(by: rule.terms)),
                    seesThirdParties: type(of: rule.kind).seesThirdParties, people: people, effect: effect,
                    zones: adopted.book.zones, days: days, timeline: timeline)
                contexts.append(
                    CheckContext(
                        rule: rule, bookEntry: adopted.number, clocks: clocks, people: people,
                        inForce: (adopted.from.milliseconds, end(ofBookAt: index)), log: log,
                        zones: adopted.book.zones, days: days, timeline: timeline, scope: scope, judged: own))
            }
        }
        let answers = answers(contexts)
        var findings: [Finding] = []
        findings.reserveCapacity(answers.reduce(0) { $0 + $1.findings.count })
        for answer in answers { findings.append(contentsOf: answer.findings) }
        let patterns = answers.flatMap(\.patterns)
        if books.count > 1 { tellApart(&findings) }
        attachDecisions(to: &findings)
        return (findings, patterns)
    }

    private struct Answer {
        var findings: [Finding] = []
        var patterns: [Pattern] = []

        init() {}

        init(_ context: CheckContext) {
            // Most rules find something in most contacts.
            findings.reserveCapacity(context.judged.count)
            context.rule.kind.judge(context, into: &findings)
            weigh(context.timeline)
            patterns = context.rule.kind.patterns(in: context)
        }

        /// Adds what only the whole log tells: entries recorded late, and what the other person did just before.
        private mutating func weigh(_ timeline: Timeline) {
            findings.withUnsafeMutableBufferPointer { findings in
                for index in findings.indices where findings[index].verdict != .fine {
                    findings[index].weigh(by: timeline)
                }
            }
        }
    }

    /// What each rule says, in the order of the rules. Of a long log, rules are judged side by side: all that they share
    /// was made ready before and is only read.
    private func answers(_ contexts: [CheckContext]) -> [Answer] {
        guard contexts.reduce(0, { $0 + $1.judged.count }) > worthSharing else { return contexts.map(Answer.init) }
        var answers = [Answer](repeating: Answer(), count: contexts.count)
        answers.withUnsafeMutableBufferPointer { buffer in
            nonisolated(unsafe) let places = buffer
            nonisolated(unsafe) let contexts = contexts
            DispatchQueue.concurrentPerform(iterations: contexts.count) { places[$0] = Answer(contexts[$0]) }
        }
        return answers
    }

    /// One for each rule, knowing which others supersede it.
    private func effects(_ book: RuleBook, _ clocks: Clocks, _ days: Days, _ timeline: Timeline) -> [Effect] {
        let effects = book.rules.map { rule in
            Effect(rule.terms, clocks: clocks, days: days, people: people) { timeline.contact($0)?.start }
        }
        guard book.rules.contains(where: { !$0.terms.supersedes.isEmpty }) else { return effects }
        for (rule, effect) in zip(book.rules, effects) {
            let others = zip(book.rules, effects).filter { $0.0.terms.supersedes.contains(rule.terms.id) }
            effect.isSuperseded(by: others.map { $0.1 })
        }
        return effects
    }

    // MARK: Making ready

    /// The days of UTC that the log touches, and a week at either end; of a longer time than a century its last.
    private func days(_ entries: [StandingEntry]) -> Range<Int> {
        var first = Int.max
        var last = Int.min
        for entry in entries {
            let recorded = entry.current.entry.recorded.milliseconds
            let start = entry.event.occurred?.start.instant.milliseconds ?? recorded
            first = min(first, start, recorded)
            last = max(last, start, recorded)
        }
        guard first <= last else { return 0..<0 }
        let end = floorDivide(last, by: millisecondsPerDay) + 8
        return max(floorDivide(first, by: millisecondsPerDay) - 7, end - 36_525)..<end
    }

    private func contacts(_ entries: [StandingEntry], _ clocks: Clocks) -> [Contact] {
        let topics = decidedTopics(entries)
        var contacts: [Contact] = []
        contacts.reserveCapacity(entries.count)
        for entry in entries where entry.retractedBy == nil && entry.event.isContact {
            contacts.append(Contact(entry, clocks: clocks, people: people, decided: topics[entry.number]))
        }
        contacts.sort { $0.number < $1.number }
        return contacts
    }

    /// By first number; a decision may cite any version of an entry.
    private func decidedTopics(_ entries: [StandingEntry]) -> [Int: DecidedTopics] {
        let topical = decisions.filter { $0.decision.answer == .topic }
        guard !topical.isEmpty else { return [:] }
        let firstNumber = firstNumbers(entries)
        var topics: [Int: DecidedTopics] = [:]
        for (number, decision) in topical {
            let decided = DecidedTopics(topics: decision.topics, entry: number)
            for entry in decision.entries { topics[firstNumber[entry] ?? entry] = decided }
        }
        return topics
    }

    /// Of the entries that were amended: the number by which each is cited, by the number of any version.
    private func firstNumbers(_ entries: [StandingEntry]) -> [Int: Int] {
        var firstNumber: [Int: Int] = [:]
        for entry in entries where entry.versions.count > 1 {
            for version in entry.versions { firstNumber[version] = entry.number }
        }
        return firstNumber
    }

    private func logRange(_ contacts: [Contact], _ entries: [StandingEntry]) -> CheckContext.LogRange {
        CheckContext.LogRange(
            firstContact: contacts.compactMap { $0.start?.earliest }.min(),
            lastContact: contacts.compactMap { $0.start?.earliest }.max(),
            lastRecorded: entries.map { $0.current.entry.recorded.milliseconds }.max())
    }

    // MARK: Which book

    private func bookInForce(_ contact: Contact) -> (index: Int, doubts: Doubts)? {
        guard let start = contact.start, let moment = contact.stated else {
            return books.isEmpty ? nil : (books.count - 1, [])
        }
        let stated = book(at: moment)
        let isCertain = book(at: start.earliest) == stated && book(at: start.latest) == stated
        return stated.map { ($0, isCertain ? [] : .bookInForce) }
    }

    private func book(at moment: Int) -> Int? { books.lastIndex { $0.from.milliseconds <= moment } }

    private func end(ofBookAt index: Int) -> Int {
        books[(index + 1)...].map(\.from.milliseconds).min() ?? Int.max
    }

    // MARK: After judging

    /// Two books may have the same rule and judge the same day, each its own part of it.
    private func tellApart(_ findings: inout [Finding]) {
        var seen: Set<String> = []
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
