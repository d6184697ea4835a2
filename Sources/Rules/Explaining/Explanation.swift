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

extension Terms {
    fileprivate var explanation: Explanation {
        var sentences = [whom, "It looks at \(Phrases.channels(channels))\(otherEvents)."]
        if let zone { sentences.append("Times are those of clocks in \(zone.name).") }
        if let period { sentences.append(period) }
        if !exceptions.isEmpty {
            sentences.append(
                "Exceptions that the clause lists: \(Phrases.list(exceptions)). Where one is claimed the machine"
                    + " finds no breach; a person decides whether it holds.")
        }
        return Explanation(sentences: sentences, assumptions: assumptions)
    }

    private var whom: String {
        switch binds {
        case .me: "It binds the person who keeps this log."
        case .them: "It binds the other person."
        case .both: "It binds both people, and both are tested in the same way."
        case .named(let name): "It binds \(name)."
        }
    }

    private var otherEvents: String {
        let others = [Event.Kind.checkin, .handover, .missed, .incident].filter(events.contains).map(\.rawValue)
        return others.isEmpty ? "" : ", and at entries of the kind \(Phrases.list(others))"
    }

    private var period: String? {
        let begin = from.map { "from \(Phrases.date($0)) (that day included)" }
        let end = until.map { day in
            switch untilIs {
            case .inclusive: "until \(Phrases.date(day)) (that day included)"
            case .exclusive: "until \(Phrases.date(day)) (that day not included)"
            case nil: "until \(Phrases.date(day))"
            }
        }
        let both = [begin, end].compactMap { $0 }
        return both.isEmpty ? nil : "It applies \(both.joined(separator: ", "))."
    }

    private var assumptions: [String] {
        var assumptions: [String] = []
        if !namesChannels, channels.count < Channel.allCases.count {
            assumptions.append(
                "The clause does not name the channels: \(Phrases.channels(channels)) are looked at; meetings, letters and"
                    + " payments are not.")
        }
        if zone == nil, kind != TopicsRule.name {
            assumptions.append(
                "The clause does not say whose clock counts: the zone of the entry and the home zone are both tried, and a"
                    + " breach is found only if there is one in both.")
        }
        if until != nil, untilIs == nil {
            assumptions.append(
                "The clause does not say whether its last day is included: nothing on that day is a breach.")
        }
        assumptions.append(
            "A time to the minute covers the whole minute. A rough time may be off by \(Span.roughMinutes) minutes"
                + " either way; a breach must hold for all of it. A time from memory is taken as stated.")
        assumptions.append(
            "Only contact between the two people is looked at, not what one of them sent to a child or someone else"
                + " alone.")
        return assumptions
    }
}
