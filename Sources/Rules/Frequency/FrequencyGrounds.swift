import Ledger

/// Why so many contacts were enough, too many or too few.
struct FrequencyGrounds: Grounds {
    let verdict: Finding.Verdict
    let doubts: Doubts
    let rule: FrequencyRule
    let least: Int
    let most: Int
    let tooFew: Bool
    let day: CivilDate?
    let channel: Channel?

    var missing: String? { doubts.missing }

    var reason: String {
        if day == nil, rule.per != .rolling { return "The contact is not counted: \(doubts.because)." }
        switch verdict {
        case .breach: return "\(counted(least)) \(stretch); the rule allows \(limit)."
        case .fine: return "\(counted(most)) \(stretch); the rule allows \(limit)."
        case .cannotTell:
            let range = least == most ? counted(most) : "Between \(least) and \(contacts(most))"
            return "\(range) \(stretch), and the rule allows \(limit), but \(doubts.because)."
        }
    }

    var facts: [String] {
        ["certainly counted: \(least)"] + (most > least ? ["possibly counted: \(most - least)"] : [])
    }

    private func contacts(_ number: Int) -> String {
        Phrases.count(number, "contact") + (channel.map { " by \($0.rawValue)" } ?? "")
    }

    private func counted(_ number: Int) -> String { number == 0 ? "No contact" : contacts(number) }

    private var stretch: String {
        switch rule.per {
        case .day: day.map { "on \(Phrases.day($0))" } ?? ""
        case .week: day.map { "in the \(weeks) from \(Phrases.day($0))" } ?? ""
        case .month: day.map { "in \(Phrases.month($0))" } ?? ""
        case .rolling:
            "within \(rule.rollingText) up to this one"
                + (rule.replyStartsAnew ? " without a contact from the other person" : "")
        }
    }

    private var weeks: String {
        if case .days(let days, _)? = rule.periods.first, days > 7 { return "\(days / 7) weeks" }
        return "week"
    }

    private var limit: String {
        switch (rule.atMost, rule.atLeast) {
        case (let most?, let least?) where most != least: "\(least) to \(most)"
        case (let most?, nil): "at most \(most)"
        case (_, let least?): tooFew || rule.atMost == nil ? "no fewer than \(least)" : "exactly \(least)"
        case (nil, nil): ""
        }
    }
}
