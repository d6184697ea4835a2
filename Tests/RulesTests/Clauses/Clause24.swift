import Ledger
import Testing

@testable import Rules

/// 24: at least two calls weekly, of reasonable length.
private let clause = Clause(
    rules: """
        [[rule]]
        id = "two-calls"
        kind = "frequency"
        clause = "The right to telephone conversations at least twice a week at reasonable times and for reasonable durations."
        binds = "them"
        zone = "America/New_York"
        channels = ["call"]
        at-least = 2
        per = "week"
        week-starts = "monday"
        counts = []

        [[rule]]
        id = "reasonable-length"
        kind = "duration"
        clause = "The right to telephone conversations at least twice a week at reasonable times and for reasonable durations."
        binds = "both"
        at-least = 2
        at-most = 60
        vague = "reasonable durations"
        """)

extension Clauses {
    @Test("Clause 24: two calls in the week from Monday 00:00 to Sunday 23:59, one, none, and an attempt")
    func clause24() throws {
        func call(_ number: Int, _ when: String, seconds: Int = 600) -> StandingEntry {
            entry(number, when, channel: .call) { $0.durationSeconds = seconds }
        }
        let all = try clause.findings([
            call(5, "2026-05-04 00:00"), call(6, "2026-05-10 23:59"), call(7, "2026-05-12 19:00", seconds: 4000),
            entry(8, "2026-05-13 19:00", channel: .call) { $0.answered = false },
        ])
        let weeks = all.filter { $0.rule == "two-calls" }
        Expected.compare(
            weeks.filter { $0.day.map { $0.month == 5 && $0.day < 20 && $0.day > 3 } ?? false },
            [
                Expected("two-calls:2026-05-04:them", .fine, "2 contacts"),
                Expected("two-calls:2026-05-11:them", .breach, "1 contact"),
                Expected("two-calls:2026-05-18:them", .breach, "No contact"),
            ], #_sourceLocation)
        // The log ends on Monday 30 November: its last week is not over.
        #expect(!weeks.contains { $0.id == "two-calls:2026-11-30:them" })
        let lengths = all.filter { $0.rule == "reasonable-length" }
        Expected.compare(
            lengths,
            [
                Expected("reasonable-length:5", .fine, "10 minutes"),
                Expected("reasonable-length:6", .fine, "10 minutes"),
                Expected("reasonable-length:7", .cannotTell, "leaves room"),
            ], #_sourceLocation)
    }

    @Test("Clause 24: Sunday 23:59 is in the week, and a minute later in the next one")
    func clause24Minute() throws {
        let calls = ["2026-05-05 10:00", "2026-05-10 23:59", "2026-05-11 00:00"].enumerated()
            .map { entry(5 + $0.offset, $0.element, channel: .call) }
        let weeks = try clause.findings(calls).filter { $0.rule == "two-calls" }
        Expected.compare(
            weeks.filter { $0.day.map { $0.month == 5 && $0.day < 12 && $0.day > 3 } ?? false },
            [
                Expected("two-calls:2026-05-04:them", .fine, "2 contacts"),
                Expected("two-calls:2026-05-11:them", .breach, "1 contact"),
            ], #_sourceLocation)
    }

    @Test("Clause 24: the weeks in which the clocks change have their 167 and 169 hours")
    func clause24ClockChanges() throws {
        let calls = ["2026-03-02 00:00", "2026-03-08 23:59", "2026-10-26 00:00", "2026-11-01 23:59"].enumerated()
            .map { entry(5 + $0.offset, $0.element, channel: .call) }
        let weeks = try clause.findings(calls).filter { $0.rule == "two-calls" && $0.verdict == .fine }
        Expected.compare(
            weeks,
            [
                Expected("two-calls:2026-03-02:them", .fine, "2 contacts"),
                Expected("two-calls:2026-10-26:them", .fine, "2 contacts"),
            ], #_sourceLocation)
    }
}
