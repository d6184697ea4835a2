import Ledger

/// A rule in plain words, and every assumption that the machine makes where the clause is silent.
package struct Explanation: Sendable, Equatable {
    package var sentences: [String]
    package var assumptions: [String]

    package init(sentences: [String], assumptions: [String] = []) {
        self.sentences = sentences
        self.assumptions = assumptions
    }
}

extension Rule {
    /// What the rule's kind says of it, then what its terms say.
    package var explanation: Explanation {
        let own = kind.explain(terms)
        let common = terms.explanation
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
            lines += explanation.sentences.map { "  \($0)" }
            if !explanation.assumptions.isEmpty {
                lines.append("  Where the clause leaves it open:")
                lines += explanation.assumptions.map { "  - \($0)" }
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
