import Ledger
import Rules

/// Which findings `check` shows.
package struct CheckRequest {
    package var from: CivilDate?
    package var to: CivilDate?
    package var rule: String?

    package init() {}

    fileprivate var isAboutAll: Bool { from == nil && to == nil && rule == nil }
}

extension RuleBook {
    /// The ids of the rules of which there is no finding.
    func silentRules(in counts: [FindingCount]) -> [String] {
        let speaking = Set(counts.map(\.rule))
        return rules.map(\.terms.id).filter { !speaking.contains($0) }
    }
}

/// What the rules say about the book.
package struct CheckAnswer {
    /// By rule book, rule, then entry number or day; the fine ones too.
    package let findings: [Finding]
    package let counts: [FindingCount]
    /// What rules ask to be shown beside the findings: no breach of anything.
    package let patterns: [Pattern]
    /// Contacts from before any rule book applied: they are not judged.
    package let beforeAnyBook: [Int]
    package let hasRuleBook: Bool
    /// Names in the rule books that nobody in the list of people has.
    package let unknownNames: [UnknownName]
    /// Ids of rules that found nothing to look at, where all were asked.
    package let silentRules: [String]

    package var hasApparentBreaches: Bool {
        findings.contains { $0.verdict == .breach && $0.decision?.answer != .dismiss }
    }

    package var value: JSONValue {
        [
            "schema": "daybook.check/1",
            "findings": .array(findings.map(Self.value)),
            "counts": .array(counts.map(Self.value)),
            "patterns": .array(patterns.map(Self.value)),
            "notJudged": .array(beforeAnyBook.map(JSONValue.integer)),
        ]
    }

    private static func value(_ pattern: Pattern) -> JSONValue {
        [
            "rule": .string(pattern.rule), "person": .string(pattern.person), "text": .string(pattern.text.english),
            "entries": .array(pattern.entries.map(JSONValue.integer)), "from": .string(pattern.from.text),
            "until": .string(pattern.until.text),
        ]
    }

    private static func value(_ finding: Finding) -> JSONValue {
        var fields: [String: JSONValue] = [
            "id": .string(finding.id), "rule": .string(finding.rule), "person": .string(finding.person),
            "verdict": .string(finding.verdict.rawValue),
            "entries": .array(finding.entries.map(JSONValue.integer)), "reason": .string(finding.reason.english),
            "missing": (finding.missing?.english).map(JSONValue.string) ?? .null, "clause": .string(finding.clause),
            "ruleBook": .integer(finding.bookEntry),
        ]
        if let period = finding.period { fields["period"] = .string(period.english) }
        if !finding.suggestedTopics.isEmpty {
            fields["suggestedTopics"] = .array(finding.suggestedTopics.map(JSONValue.string))
        }
        if !finding.weights.isEmpty {
            fields["weight"] = .array(finding.weights.map { .string($0.rawValue) })
        }
        if let invited = finding.invitedBy { fields["invited"] = .integer(invited) }
        if let decision = finding.decision {
            fields["decision"] = [
                "answer": .string(decision.answer.rawValue), "entry": .integer(decision.entry),
            ]
        }
        return .object(fields)
    }

    private static func value(_ count: FindingCount) -> JSONValue {
        [
            "rule": .string(count.rule), "person": .string(count.person), "checked": .integer(count.checked),
            "breach": .integer(count.breach), "fine": .integer(count.fine), "cannotTell": .integer(count.cannotTell),
            "dismissed": .integer(count.dismissed),
        ]
    }
}

extension Review {
    /// Judges every contact by the rule book in force at its time, then keeps what `request` asks for.
    package func check(_ request: CheckRequest) throws -> CheckAnswer {
        try refuseFaults()
        let books = try adoptedBooks()
        if let rule = request.rule, !books.contains(where: { $0.book.rules.contains { $0.terms.id == rule } }) {
            throw CaseError.usage("No adopted rule book has a rule of that id. See: daybook rules list")
        }
        let (findings, patterns) = facts.judge(
            by: books, from: request.from, until: request.to, rule: request.rule)
        let earliest = books.map(\.from).min()
        let before = standing.filter { entry in
            guard entry.retractedBy == nil, entry.event.isContact, let start = entry.event.occurred?.start.instant
            else {
                return false
            }
            return earliest.map { start < $0 } ?? true
        }
        let counts = FindingCount.counts(of: findings)
        return CheckAnswer(
            findings: findings, counts: counts, patterns: patterns,
            beforeAnyBook: before.map(\.number),
            hasRuleBook: !books.isEmpty,
            unknownNames: books.flatMap { $0.book.unknownNames(people.all.map(\.name)) },
            silentRules: request.isAboutAll ? books.flatMap { $0.book.silentRules(in: counts) } : [])
    }

    /// The entry by which a person decides about the finding `id`.
    package func proposeDecision(
        about id: String, _ answer: Decision.Answer, topics: [String], reason: String?
    ) throws -> Draft {
        guard let finding = try check(CheckRequest()).findings.first(where: { $0.id == id }) else {
            throw CaseError.usage("There is no finding of that id. Nothing was saved. See: daybook check")
        }
        guard (answer == .topic) == !topics.isEmpty else {
            throw CaseError.usage(
                "Name the topics after topic, and only there: decide FINDING topic school. Nothing was saved.")
        }
        for topic in topics where topic.isEmpty || topic.utf8.count > 200 || !People.isPlain(topic) {
            throw CaseError.usage("A topic has 1 to 200 bytes and no control characters. Nothing was saved.")
        }
        var event = Event(.decision)
        event.reason = reason
        event.details = .decision(
            Decision(
                finding: finding.id, answer: answer, topics: topics.map { $0.lowercased() }, entries: finding.entries))
        return Draft(event: event)
    }
}
