import Foundation
import Ledger
import Testing

@testable import Rules

/// The 36 clauses of real orders and plans, each as a rule book with the verdicts and reasons that a careful lawyer
/// would give. When all of them have run, what was judged is counted.
@Suite(CountsContacts()) struct Clauses {}

/// Fails where a clause has fewer than three judged contacts; or has clock times, and no two contacts a minute apart,
/// or none in the days of one of the two clock changes of 2026.
private struct CountsContacts: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        let tally = Tally()
        try await Tally.$current.withValue(tally) { try await function() }
        tally.check()
    }
}

/// What the tests of each clause judged. A test's name says which clause it is about.
final class Tally: @unchecked Sendable {
    @TaskLocal static var current: Tally?

    private struct Line {
        var judged = 0
        var moments: Set<Int> = []
        var hasClockTimes = false
    }

    private let lock = NSLock()
    private var lines: [Int: Line] = [:]
    /// Those of a run of the whole suite; a run of single tests counts what it ran.
    private static let all = Set(1...36)

    /// Contacts whose verdict and reason were compared with what is expected.
    func count(_ judged: Int) { change { $0.judged += judged } }

    func note(_ entries: [StandingEntry], by book: RuleBook) {
        let clocked: Set<String> = ["hours", "frequency", "response", "checkin", "handover", "notice"]
        let moments = entries.filter { $0.number < 900 }.compactMap { $0.event.occurred?.start.instant.milliseconds }
        change { line in
            line.moments.formUnion(moments)
            if book.rules.contains(where: { clocked.contains($0.terms.kind) }) { line.hasClockTimes = true }
        }
    }

    private func change(_ change: (inout Line) -> Void) {
        guard let name = Test.current?.displayName, name.hasPrefix("Clause "),
            let clause = Int(name.dropFirst(7).prefix { $0.isNumber })
        else {
            Issue.record("a test of a clause is called by its number")
            return
        }
        lock.withLock { change(&lines[clause, default: Line()]) }
    }

    func check() {
        let seen = lock.withLock { lines }
        if seen.count > 30 { #expect(Self.all.subtracting(seen.keys).isEmpty, "clauses without a test") }
        for (clause, line) in seen.sorted(by: { $0.key < $1.key }) {
            #expect(line.judged >= 3, "clause \(clause): \(line.judged) judged contacts")
            guard line.hasClockTimes else { continue }
            #expect(
                line.moments.contains { line.moments.contains($0 + 60_000) }, "clause \(clause): no minute's difference"
            )
            for change in Self.clockChanges {
                #expect(
                    line.moments.contains { abs($0 - change.milliseconds) <= 36 * 3_600_000 },
                    "clause \(clause): nothing near the clock change of \(change.text)")
            }
        }
    }

    /// In New York, where the clauses' family lives.
    private static let clockChanges = ["2026-03-08 03:00", "2026-11-01 03:00"].map { local($0, newYork, 0).instant }
}
