import Ledger

/// A rule in plain words, and every assumption that the machine makes where the clause is silent.
package struct Explanation: Sendable, Equatable {
    package var sentences: [Sentence]
    package var assumptions: [Sentence]

    package init(sentences: [Sentence], assumptions: [Sentence] = []) {
        self.sentences = sentences
        self.assumptions = assumptions
    }
}

extension Rule {
    /// What the rule's kind says of it, then what its terms say.
    package var explanation: Explanation {
        let own = kind.explain(terms)
        let common = terms.explanation(of: kind)
        return Explanation(
            sentences: own.sentences + common.sentences, assumptions: own.assumptions + common.assumptions)
    }
}

extension RuleBook {
    /// The whole book for reading: each rule's clause, its meaning, its assumptions.
    package var explanation: String {
        var lines: [String] = []
        if let title { lines.append(title) }
        if let source { lines.append("Taken from: \(source)") }
        for rule in rules {
            if !lines.isEmpty { lines.append("") }
            lines.append("\(rule.terms.id) (\(rule.terms.kind))")
            lines.append("  The clause: “\(rule.terms.clause)”")
            if let source = rule.terms.source { lines.append("  Source: \(source)") }
            let explanation = rule.explanation
            lines += explanation.sentences.map { "  \($0.english)" }
            if !explanation.assumptions.isEmpty {
                lines.append("  What is assumed:")
                lines += explanation.assumptions.map { "  - \($0.english)" }
            }
        }
        return (lines + calendar.explanation).joined(separator: "\n") + "\n"
    }
}

extension Calendar {
    /// The book's own lists, a line each; nothing where it has none.
    fileprivate var explanation: [String] {
        guard !lists.isEmpty else { return [] }
        return ["", "Calendars in the book"]
            + lists.sorted { $0.key < $1.key }.map { list, items in
                let shown = items.prefix(Self.shownItems).map(\.text.english)
                let more = items.count - shown.count
                return "  \(list): \((shown + (more > 0 ? ["and \(more) more"] : [])).joined(separator: "; "))."
            }
            + (hasRecurringCustody
                ? [
                    "  Of two lines of custody, days that are named count before days that come again, and of those the later line."
                ]
                : [])
    }

    private var hasRecurringCustody: Bool {
        lists[Self.custody]?.contains { item in if case .each = item.time { true } else { false } } ?? false
    }

    private static let shownItems = 12
}

extension Calendar.Item {
    /// `4 March 2026`, `from 4 March 2026 to 8 March 2026, with the other person`, `every Friday`.
    fileprivate var text: Sentence {
        let days: Sentence =
            switch time {
            case .days(let first, let last):
                first == last ? Phrases.date(first) : "from \(Phrases.date(first)) to \(Phrases.date(last))"
            case .moments(let from, let until): "from \(verbatim: from.text) to \(verbatim: until.text)"
            case .each(let pattern): "\(pattern.text)\(pattern.countedText)"
            }
        return with.map { "\(days), with \(Phrases.person(Terms.Bound($0)))" } ?? days
    }
}
