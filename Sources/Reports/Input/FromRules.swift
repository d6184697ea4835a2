import Ledger
import Rules

extension ReportFinding {
    /// - Parameter say: The language in which it gives its reason.
    package init(_ finding: Finding, in say: Catalogue = .english) {
        self.init(
            id: finding.id, rule: finding.rule, bookEntry: finding.bookEntry, person: finding.person,
            verdict: Verdict(finding.verdict), entries: finding.entries,
            // The reasons of what is fine are not printed, and there are many.
            reason: finding.verdict == .fine ? "" : say(finding.reason), missing: finding.missing.map { say($0) },
            day: finding.day, period: finding.verdict == .fine ? nil : finding.period.map { say($0) },
            decision: finding.decision.map { ReportDecision(entry: $0.entry, answer: $0.answer) },
            topicDecision: finding.topicDecision)
    }
}

extension ReportPattern {
    package init(_ pattern: Pattern, in say: Catalogue = .english) {
        self.init(rule: pattern.rule, person: pattern.person, entries: pattern.entries, text: say(pattern.text))
    }
}

extension ReportFinding.Verdict {
    fileprivate init(_ verdict: Finding.Verdict) {
        switch verdict {
        case .breach: self = .breach
        case .fine: self = .fine
        case .cannotTell: self = .cannotTell
        }
    }
}

extension ReportRule {
    /// The rules of an adopted book, in the book's order.
    package static func rules(of adopted: AdoptedBook, in say: Catalogue = .english) -> [ReportRule] {
        adopted.book.rules.map { rule in
            let terms = rule.terms
            let explanation = rule.explanation
            return ReportRule(
                id: terms.id, bookEntry: adopted.number, clause: terms.clause,
                source: terms.source ?? adopted.book.source, kind: terms.kind, binds: people(terms.binds),
                from: terms.from, until: terms.until, isUntilIncluded: terms.untilIs.map { $0 == .inclusive },
                bookFrom: adopted.from, stretches: rule.kind.stretches,
                // Whom it binds stands beside it, by name.
                explanation: explanation.sentences.filter { $0 != terms.whom }.map { say($0) },
                assumptions: explanation.assumptions.map { say($0) },
                quietHours: (rule.kind as? HoursRule)?.quietHours ?? [])
        }
    }

    private static func people(_ bound: Terms.Bound) -> [String] {
        switch bound {
        case .me: ["me"]
        case .them: ["them"]
        case .both: ["me", "them"]
        case .named(let name): [name]
        }
    }
}
