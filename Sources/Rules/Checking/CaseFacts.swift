import Ledger

/// What evidence entries say that judging needs: who is who, the home zone, the rule books adopted and what a
/// person decided.
///
/// Made from the whole log by whoever keeps it, and from the entries that a bundle shows by whoever checks it.
package struct CaseFacts: Sendable {
    package let standing: [StandingEntry]
    /// Each person once, in the order in which they were first added; the newest entry for a name counts.
    package let people: [Person]
    package let homeZone: Zone

    /// - Parameter opened: Evidence entries, in order of number.
    package init(_ opened: [OpenedEntry]) {
        standing = StandingEntry.standing(opened)
        people = Self.people(standing)
        var zone = Zone.utc
        for entry in opened {
            if case .setup(let setup)? = entry.event.details { zone = Zone(setup.homeZone) ?? zone }
        }
        homeZone = zone
    }

    private static func people(_ entries: [StandingEntry]) -> [Person] {
        var order: [String] = []
        var byName: [String: Person] = [:]
        for entry in entries where entry.retractedBy == nil {
            guard case .person(let person)? = entry.event.details else { continue }
            if byName.updateValue(person, forKey: person.name) == nil { order.append(person.name) }
        }
        return order.compactMap { byName[$0] }
    }

    /// The decisions that stand, with the numbers of their entries.
    package var decisions: [(number: Int, decision: Decision)] {
        standing.compactMap { entry in
            guard entry.retractedBy == nil, case .decision(let decision)? = entry.event.details else { return nil }
            return (entry.number, decision)
        }
    }

    /// Each adoption entry that stands with its book and the first moment at which it applies, oldest first.
    ///
    /// - Throws: If this program cannot read one of the books any more: leaving it out would judge by the
    ///   wrong rules.
    package func adoptions() throws(RuleBookError) -> [(entry: StandingEntry, book: RuleBook, from: Instant)] {
        var adoptions: [(entry: StandingEntry, book: RuleBook, from: Instant)] = []
        for entry in standing where entry.retractedBy == nil {
            guard case .rules(let adoption)? = entry.event.details, let text = entry.current.entry.words else {
                continue
            }
            let from = adoption.effectiveFrom.map { firstMoment(of: $0) } ?? entry.current.entry.recorded
            adoptions.append((entry, try RuleBook(toml: Array(text.utf8)), from))
        }
        return adoptions
    }

    package func adoptedBooks() throws(RuleBookError) -> [AdoptedBook] {
        try adoptions().map { AdoptedBook(number: $0.entry.number, book: $0.book, from: $0.from) }
    }

    /// What `books` say about every contact, of the days `from` to `until` and the rule `rule` where they are given.
    package func judge(
        by books: [AdoptedBook], from: CivilDate? = nil, until: CivilDate? = nil, rule: String? = nil
    ) -> (findings: [Finding], patterns: [Pattern]) {
        let checker = Checker(books: books, homeZone: homeZone, people: people, decisions: decisions)
        var (findings, patterns) = checker.judge(standing)
        guard from != nil || until != nil || rule != nil else { return (findings, patterns) }
        let days = Dictionary(
            standing.lazy.filter { $0.event.kind != .gap }.map { ($0.number, $0.event.occurred?.start.wall.date) },
            uniquingKeysWith: { first, _ in first })
        func isAsked(_ id: String, _ first: CivilDate?, _ last: CivilDate?) -> Bool {
            if let rule, id != rule { return false }
            guard let first, let last else { return true }
            return (from.map { last >= $0 } ?? true) && (until.map { first <= $0 } ?? true)
        }
        findings.removeAll { finding in
            let day = finding.entries.last { days[$0] != nil }.flatMap { days[$0] ?? nil }
            return !isAsked(finding.rule, finding.day ?? day, finding.lastDay ?? day)
        }
        patterns.removeAll { pattern in
            let day = pattern.entries.last.flatMap { days[$0] ?? nil }
            return !isAsked(pattern.rule, day, day)
        }
        return (findings, patterns)
    }

    /// Start of a civil day in the home zone: the first moment after midnight that exists.
    private func firstMoment(of day: CivilDate) -> Instant {
        for minute in stride(from: 0, to: 24 * 60, by: 15) {
            let wall = WallTime(date: day, millisecondOfDay: minute * 60_000)
            if let first = homeZone.moments(of: wall).first { return first.instant }
        }
        return WallTime(date: day).instant(offsetMinutes: 0)
    }
}
