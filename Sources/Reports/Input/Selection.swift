import Ledger

/// Which entries of a log a report of some period shows, and why it leaves out the rest.
package struct Selection: Sendable, Equatable {
    /// Contacts and other events, as amendments leave them, in order of number.
    package let shown: [StandingEntry]
    package let leftOut: [LeftOutReason: [Int]]

    /// An entry is shown if any of its versions falls in the period by the date on its own clock, so
    /// that an amendment cannot move one out of sight. Without a known time it is always shown.
    ///
    /// - Parameters:
    ///   - opened: All evidence entries of the log.
    ///   - privateNumbers: Numbers of the private entries; nothing else of them is needed.
    package init(opened: [OpenedEntry], privateNumbers: [Int], period: Period) {
        let all = StandingEntry.standing(opened)
        // Of an entry that was never amended the only version is at hand.
        let amended = Set(all.filter { $0.versions.count > 1 }.flatMap(\.versions))
        var byNumber: [Int: OpenedEntry] = [:]
        for entry in opened where amended.contains(entry.number) { byNumber[entry.number] = entry }
        var shown: [StandingEntry] = []
        var outside: [Int] = []
        var bookkeeping: [Int] = []
        for standing in all {
            let numbers = standing.versions + (standing.retractedBy.map { [$0] } ?? [])
            if !standing.event.isTold {
                bookkeeping += numbers
            } else if standing.versions.contains(where: {
                period.includes((byNumber[$0] ?? standing.current).event.occurred)
            }) {
                shown.append(standing)
            } else {
                outside += numbers
            }
        }
        self.shown = shown
        leftOut = [
            .private: privateNumbers.sorted(), .outsidePeriod: outside.sorted(), .bookkeeping: bookkeeping.sorted(),
        ].filter { !$0.value.isEmpty }
    }
}

extension Period {
    /// True for a time whose local date is in the period, and for an unknown time.
    package func includes(_ occurred: Occurred?) -> Bool {
        guard let occurred else { return true }
        let first = occurred.start.wall.date
        let last = occurred.end?.wall.date ?? first
        return (from.map { last >= $0 } ?? true) && (until.map { first <= $0 } ?? true)
    }
}
