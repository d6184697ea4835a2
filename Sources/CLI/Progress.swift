/// A line on standard error that shows how far long work has come.
///
/// Nothing is shown unless standard error is a terminal and the work has taken a second; after that at
/// most ten times a second. `finish` takes the line away again.
final class Progress {
    private let terminal: Terminal
    private let label: String
    private let now: () -> Duration
    private let start: Duration
    private var lastShown: Duration?

    /// - Parameters:
    ///   - label: Such as `Importing`.
    ///   - now: Time since any fixed moment.
    init(_ label: String, on terminal: Terminal, now: @escaping () -> Duration = Progress.clock) {
        self.label = label
        self.terminal = terminal
        self.now = now
        start = now()
    }

    static func clock() -> Duration { processStart.duration(to: ContinuousClock.now) }
    private static let processStart = ContinuousClock.now

    /// Shows that `done` of `total` is behind us; a `total` of 0 means that it is not known.
    func update(_ done: Int, of total: Int) {
        let time = now()
        guard time - start >= .seconds(1), lastShown.map({ time - $0 >= .milliseconds(100) }) ?? true else { return }
        lastShown = time
        terminal.control("\r" + bar(done, of: total) + "\u{1B}[K")
    }

    /// Takes the line away; to be called before anything else is written.
    func finish() {
        if lastShown != nil { terminal.control("\r\u{1B}[K") }
        lastShown = nil
    }

    private func bar(_ done: Int, of total: Int) -> String {
        guard total > 0 else { return "\(label) \(done)" }
        let part = min(max(Double(done) / Double(total), 0), 1)
        let size = max(terminal.width - Wrapping.columns(label) - 10, 10)
        let filled = Int(part * Double(size))
        let line = String(repeating: "#", count: filled) + String(repeating: ".", count: size - filled)
        return "\(label) [\(line)] \(Int(part * 100))%"
    }

    deinit { finish() }
}
