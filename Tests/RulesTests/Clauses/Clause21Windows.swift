import Ledger
import Testing

@testable import Rules

/// 21, first part: each parent has a window to call while the child is with the other.
private let clause = Clause(
    rules: """
        [calendars]
        custody = [
          { from = 2026-03-02, until = 2026-03-08, with = "me" },
          { from = 2026-03-09, until = 2026-03-15, with = "them" },
          { from = 2026-10-26, until = 2026-11-01, with = "me" },
        ]

        [[rule]]
        id = "father-calls"
        kind = "hours"
        clause = "While the children are with Mother, Father may call between 6:00 and 6:30 pm; while with Father, Mother between 7:00 and 7:30 pm."
        binds = "them"
        zone = "America/New_York"
        channels = ["call"]
        child-with = "other"
        protected = [{ from = 18:00:00, until = 18:30:00 }]

        [[rule]]
        id = "mother-calls"
        kind = "hours"
        clause = "While the children are with Mother, Father may call between 6:00 and 6:30 pm; while with Father, Mother between 7:00 and 7:30 pm."
        binds = "me"
        zone = "America/New_York"
        channels = ["call"]
        child-with = "other"
        protected = [{ from = 19:00:00, until = 19:30:00 }]
        """)

extension Clauses {
    @Test("Clause 21: the window depends on whose turn it is, to the minute, and on the days of the clock changes")
    func clause21() throws {
        func call(_ number: Int, _ when: String, from: String = "them") -> StandingEntry {
            entry(number, when, from: from, channel: .call)
        }
        let findings = try clause.findings([
            call(1, "2026-03-03 17:59"), call(2, "2026-03-03 18:00"), call(3, "2026-03-08 18:29"),
            call(4, "2026-03-08 18:30"), call(5, "2026-03-10 12:00"), call(6, "2026-03-10 19:00", from: "me"),
            call(7, "2026-03-10 18:59", from: "me"), call(8, "2026-03-03 12:00", from: "me"),
            call(9, "2026-11-01 18:29"),
            call(10, "2026-11-01 18:30"), call(11, "2026-05-05 12:00"),
        ])
        Expected.compare(
            findings,
            [
                Expected("father-calls:1", .fine, "that is not forbidden"), Expected("father-calls:2", .fine, "within"),
                Expected("father-calls:3", .fine, "within"), Expected("father-calls:4", .fine, "that is not forbidden"),
                Expected("father-calls:9", .fine, "within"),
                Expected("father-calls:10", .fine, "that is not forbidden"),
                Expected("father-calls:11", .fine, "that is not forbidden"),
                Expected("mother-calls:6", .fine, "within"),
                Expected("mother-calls:7", .fine, "that is not forbidden"),
            ], #_sourceLocation)
    }
}
