import Ledger

/// Why so many contacts were enough, too many or too few.
struct FrequencyGrounds: Grounds {
    let verdict: Finding.Verdict
    let doubts: Doubts
    let rule: FrequencyRule
    let least: Int
    let most: Int
    let tooFew: Bool
    let stretch: Stretch
    let channel: Channel?

    var missing: Sentence? { doubts.missing }

    var period: Sentence? { stretch.name(rolling: rule.rollingText) }

    var reason: Sentence {
        if rule.per == .rolling, tooFew { return aheadReason }
        if case .unshown(let stretches, let first, let count) = stretch {
            return "No contact is logged in the \(stretches.name(count, from: first)), and the rule \(limit)"
                + " \(stretches.each), but \(doubts.because)."
        }
        guard let time else { return "The contact is not counted: \(doubts.because)." }
        switch verdict {
        case .breach: return "\(counted(least)) \(time); the rule \(limit)."
        case .fine: return "\(counted(most)) \(time); the rule \(limit)."
        case .cannotTell:
            let range: Sentence = least == most ? counted(most) : "Between \(least) and \(contacts(most))"
            return "\(range) \(time), and the rule \(limit), but \(doubts.because)."
        }
    }

    /// Of elapsed time that has to hold so many contacts.
    private var aheadReason: Sentence {
        let asked: Sentence = "at least \(contacts(rule.atLeast ?? 1)) within any \(rule.rollingText)"
        switch (verdict, stretch) {
        case (.breach, .between(let start?, let end?)):
            let when: Sentence = "from \(Phrases.moment(start.wall)) to \(Phrases.moment(end.wall))"
            let length = Phrases.length(end.instant.milliseconds - start.instant.milliseconds)
            return most == 0
                ? "No contact for \(length), \(when); the rule asks for \(asked)."
                : "No more than \(contacts(most)) within \(rule.rollingText), \(when); the rule asks for \(asked)."
        case (.cannotTell, .between(let start, let end)):
            let when: Sentence = start != nil && end != nil ? "from " : ""
            return
                "Whether there was \(asked), \(when)\(Stretch.between(start, end)), is not certain: \(doubts.because)."
        default:
            return "At least \(contacts(rule.atLeast ?? 1)) came within \(rule.rollingText) after this one."
        }
    }

    var facts: [Sentence] {
        ["certainly counted: \(least)"] + (most > least ? ["possibly counted: \(most - least)"] : [])
    }

    private func contacts(_ number: Int) -> Sentence {
        let contacts = Phrases.count(number, "contact")
        return channel.map { "\(contacts) by \(ours: $0.rawValue)" } ?? contacts
    }

    private func counted(_ number: Int) -> Sentence { number == 0 ? "No contact" : contacts(number) }

    private var time: Sentence? {
        switch stretch {
        case .undated, .unshown: nil
        case .calendar(.days, let day): "on \(Phrases.day(day))"
        case .calendar(.months, let day): "in \(Phrases.month(day))"
        case .calendar(let weeks, let day): "in the \(weeks.name(day))"
        case .upTo, .after, .between:
            rule.replyStartsAnew
                ? "within \(rule.rollingText) up to this one without a contact from the other person"
                : "within \(rule.rollingText) up to this one"
        }
    }

    private var limit: Sentence {
        switch (rule.atMost, rule.atLeast) {
        case (let most?, let least?) where most != least && rule.per != .rolling: "allows \(least) to \(most)"
        case (let most?, nil): "allows at most \(most)"
        case (let most?, _) where rule.per == .rolling: "allows at most \(most)"
        case (_, let least?): tooFew || rule.atMost == nil ? "asks for at least \(least)" : "allows exactly \(least)"
        case (nil, nil): ""
        }
    }
}
