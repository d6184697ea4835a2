import Ledger

/// A place in the book where this computer's clock stood earlier than at the entry before.
///
/// Entries stand in the order of their numbers whatever the clock says; this is shown so that nobody wonders, and
/// says nothing against the entries. A clock that went forward cannot be told from a pause.
package struct ClockStep: Equatable, Sendable {
    /// The entry that was recorded first after it.
    package let number: Int
    /// By how much, at least `smallestSeconds`.
    package let backSeconds: Int

    package init(number: Int, backSeconds: Int) {
        self.number = number
        self.backSeconds = backSeconds
    }

    /// Less is what a time service corrects in passing.
    package static let smallestSeconds = 60

    /// One plain sentence.
    package var sentence: String {
        let length =
            switch backSeconds {
            case ..<7200: (backSeconds / 60).counted("minute")
            case ..<172_800: (backSeconds / 3600).counted("hour")
            default: (backSeconds / 86_400).counted("day")
            }
        return "Before entry \(number) was recorded, this computer's clock went back by \(length); the order of the "
            + "entries is that of their numbers."
    }

    package var value: JSONValue { ["number": .integer(number), "backSeconds": .integer(backSeconds)] }
}

/// Finds the steps while entries go by in order.
struct ClockWatch {
    private(set) var steps: [ClockStep] = []
    private var last: (number: Int, recorded: Instant)?

    /// Entries are compared only with the one before, so a gap in the numbers shows no step.
    mutating func see(_ number: Int, recorded: Instant) {
        if let last, last.number == number - 1 {
            let back = last.recorded.seconds(since: recorded)
            if back >= ClockStep.smallestSeconds { steps.append(ClockStep(number: number, backSeconds: back)) }
        }
        last = (number, recorded)
    }
}

extension Review {
    /// Where the clock went back between two entries that were both opened.
    package var clockSteps: [ClockStep] {
        var watch = ClockWatch()
        let all = evidence.map { ($0.number, $0.entry.recorded) } + privates.map { ($0.number, $0.entry.recorded) }
        for (number, recorded) in all.sorted(by: { $0.0 < $1.0 }) { watch.see(number, recorded: recorded) }
        return watch.steps
    }
}
