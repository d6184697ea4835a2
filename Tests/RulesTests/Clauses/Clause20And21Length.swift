import Ledger
import Testing

@testable import Rules

private func call(_ number: Int, seconds: Int) -> StandingEntry {
    noon(number, .call) { $0.durationSeconds = seconds }
}

extension Clauses {
    @Test("Clause 20, first part: three times weekly, from Monday 00:00 to Sunday 23:59, also where the clocks change")
    func clause20Times() throws {
        let times = Clause(
            rules: """
                [[rule]]
                id = "three"
                kind = "frequency"
                clause = "Three times weekly, up to 30 minutes."
                binds = "both"
                zone = "America/New_York"
                channels = ["call"]
                at-most = 3
                per = "week"
                week-starts = "monday"
                counts = []
                """)
        func call(_ number: Int, _ when: String) -> StandingEntry { entry(number, when, channel: .call) }
        try times.expect(
            [
                call(5, "2026-03-02 00:00"), call(6, "2026-03-04 19:00"), call(7, "2026-03-08 23:59"),
                call(8, "2026-03-09 00:00"), call(9, "2026-05-04 09:00"), call(10, "2026-05-05 09:00"),
                call(11, "2026-05-06 09:00"), call(12, "2026-05-10 23:59"), call(13, "2026-10-26 00:00"),
                call(14, "2026-11-01 23:59"),
            ],
            [
                Expected("three:2026-03-02:them", .fine, "3 contacts in the week from Monday 2 March 2026"),
                Expected("three:2026-03-09:them", .fine, "1 contact"),
                Expected("three:2026-05-04:them", .breach, "4 contacts in the week from Monday 4 May 2026"),
                Expected("three:2026-10-26:them", .fine, "2 contacts"),
            ])
    }

    @Test("Clause 20, second part: calls of up to 30 minutes, to the second")
    func clause20Length() throws {
        try expectFindings(
            """
            [[rule]]
            id = "thirty"
            kind = "duration"
            clause = "Three times weekly, up to 30 minutes."
            binds = "both"
            at-most = 30
            """,
            [call(1, seconds: 1800), call(2, seconds: 1801), noon(3, .call)],
            [
                Expected("thirty:1", .fine, "keeps to the rule"), Expected("thirty:2", .breach, "30 minutes 1 second"),
                Expected("thirty:3", .cannotTell, "not known"),
            ])
    }

    @Test("Clause 20 in the night when the clocks go back: elapsed time counts")
    func clause20ClockChange() throws {
        let over = entry(1, "2026-10-25 01:50", zone: london, channel: .call) {
            $0.occurred?.end = local("2026-10-25 01:10", london, 1)
        }
        let long = entry(2, "2026-10-25 00:50", zone: london, channel: .call) {
            $0.occurred?.end = local("2026-10-25 01:10", london, 1)
        }
        let spring = entry(3, "2026-03-29 00:50", zone: london, channel: .call, until: "2026-03-29 02:10")
        try expectFindings(
            """
            [[rule]]
            id = "thirty"
            kind = "duration"
            clause = "Up to 30 minutes."
            binds = "both"
            at-most = 30
            """,
            [over, long, spring],
            [
                Expected("thirty:1", .fine, "20 minutes"), Expected("thirty:2", .breach, "1 hour 20 minutes"),
                Expected("thirty:3", .fine, "20 minutes"),
            ])
    }

    @Test("Clause 21, second part: normally up to 10 minutes")
    func clause21Length() throws {
        try expectFindings(
            """
            [[rule]]
            id = "ten"
            kind = "duration"
            clause = "Calls shall normally last no more than 10 minutes."
            binds = "both"
            at-most = 10
            vague = "normally"
            """,
            [call(1, seconds: 600), call(2, seconds: 601), noon(3, .call) { $0.answered = false }],
            [Expected("ten:1", .fine, "10 minutes"), Expected("ten:2", .cannotTell, "leaves room")])
    }
}
