/// How the program ends. The numbers are a contract with scripts and never change.
enum Exit: Int32, Sendable, CaseIterable {
    case ok = 0
    case failed = 1
    /// `check --exit-code` found apparent breaches.
    case apparentBreaches = 3
    case noVault = 10
    case inUse = 11
    case wrongPassphrase = 12
    /// Altered or damaged; of several faults the lowest of 20, 21 and 22 is given.
    case altered = 20
    case signatureInvalid = 21
    /// Older than the last state seen on this computer.
    case older = 22
    case usage = 64
    case interrupted = 130
}

/// An error as a person is told it: what happened, whether anything was saved, what to do next.
struct Failure: Error, Equatable {
    var exit: Exit
    /// One or more sentences; numbers, paths and key names, never what the user wrote.
    var what: String
    /// Such as `Nothing was saved.`; nil where saving was never in question.
    var saved: String?
    /// The next step, as a sentence or command.
    var next: String?

    init(_ exit: Exit, _ what: String, saved: String? = nil, next: String? = nil) {
        self.exit = exit
        self.what = what
        self.saved = saved
        self.next = next
    }

    static let nothingSaved = "Nothing was saved."

    var message: String { [what, saved, next].compactMap { $0 }.joined(separator: " ") }
}
