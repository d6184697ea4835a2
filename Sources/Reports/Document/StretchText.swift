import Ledger
import Rules

/// Days, weeks and months that a rule counts by.
extension Catalogue {
    func count(_ number: Int, of stretches: Stretches) -> String {
        switch stretches {
        case .days: count(number, .dayCount)
        case .weeks(1): count(number, .weekCount)
        case .weeks(let weeks): self(.stretchCount, for: number, ["n": grouped(number), "weeks": "\(weeks)"])
        case .months: count(number, .monthCount)
        }
    }

    func counted(_ stretches: Stretches, _ days: String) -> String {
        switch stretches {
        case .days: self(.daysCounted, ["days": days])
        case .weeks(1): self(.weeksCounted, ["days": days])
        case .weeks(let weeks): self(.stretchesCounted, ["weeks": "\(weeks)", "days": days])
        case .months: self(.monthsCounted, ["days": days])
        }
    }

    /// In a list of them.
    func bare(_ stretches: Stretches, _ first: CivilDate) -> String {
        stretches == .months
            ? self(.monthAndYear, ["month": longMonths[first.month - 1], "year": "\(first.year)"]) : day(first)
    }

    /// By itself: `week from 2 Mar 2026`.
    func short(_ stretches: Stretches, _ first: CivilDate) -> String {
        switch stretches {
        case .days, .months: bare(stretches, first)
        case .weeks(1): self(.weekFrom, ["day": day(first)])
        case .weeks(let weeks): self(.weeksFrom, ["weeks": "\(weeks)", "day": day(first)])
        }
    }
}

extension Stretches {
    /// The one after that which begins on `first`.
    func next(_ first: CivilDate) -> CivilDate {
        switch self {
        case .days: first.adding(days: 1)
        case .weeks(let count): first.adding(days: 7 * count)
        case .months: first.adding(days: CivilDate.dayCount(year: first.year, month: first.month))
        }
    }
}
