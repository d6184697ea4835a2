import Ledger

/// How the calendar is cut into stretches that are counted one by one.
enum CalendarPeriod: Sendable, Hashable {
    /// So many days each, one of them beginning on the day with the number `anchor`.
    case days(Int, anchor: Int)
    case month

    /// The number of a day that is a Monday.
    static let aMonday = -3

    /// The number of the first day of the stretch that holds `day`.
    func first(_ day: Int) -> Int {
        switch self {
        case .days(1, _): return day
        case .days(let length, let anchor): return day - modulo(day - anchor, length)
        case .month: return day - CivilDate(dayNumber: day).day + 1
        }
    }

    /// The first day of the stretch after the one that begins on `first`.
    func next(_ first: Int) -> Int {
        switch self {
        case .days(let length, _): return first + length
        case .month:
            let parts = CivilDate(dayNumber: first).parts
            return first + CivilDate.dayCount(year: parts.year, month: parts.month)
        }
    }
}
