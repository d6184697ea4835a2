import Ledger
import Rules

/// The days, weeks or months that a rule judges, as a report counts and lists them.
extension Stretches {
    var one: String {
        switch self {
        case .days: "day"
        case .weeks(1): "week"
        case .weeks(let count): "stretch of \(count) weeks"
        case .months: "month"
        }
    }

    var many: String {
        if case .weeks(let count) = self, count > 1 { return "stretches of \(count) weeks" }
        return one + "s"
    }

    /// Before a list of them.
    var counted: String {
        switch self {
        case .days: "Days counted: "
        case .weeks(1): "Weeks counted, by first day: "
        case .weeks: "\(many.prefix(1).uppercased() + many.dropFirst()) counted, by first day: "
        case .months: "Months counted: "
        }
    }

    /// In such a list.
    func bare(_ first: CivilDate) -> String { self == .months ? TimeText.month(first) : TimeText.day(first) }

    /// By itself: `week from 2 Mar 2026`.
    func short(_ first: CivilDate) -> String {
        switch self {
        case .days, .months: bare(first)
        case .weeks(1): "week from \(bare(first))"
        case .weeks(let count): "\(count) weeks from \(bare(first))"
        }
    }

    /// The one after that which begins on `first`.
    func next(_ first: CivilDate) -> CivilDate {
        switch self {
        case .days: first.adding(days: 1)
        case .weeks(let count): first.adding(days: 7 * count)
        case .months: first.adding(days: CivilDate.dayCount(year: first.year, month: first.month))
        }
    }
}
