import Ledger
import Testing

@testable import Rules

/// 27: an itinerary, if a parent leaves the state with the child for more than two days.
private let clause = Clause(
    rules: """
        [[rule]]
        id = "itinerary"
        kind = "notice"
        clause = "A parent who takes the child out of state for more than two days shall provide an itinerary beforehand."
        binds = "both"
        zone = "America/New_York"
        of = ["out of state"]
        notice-about = ["itinerary"]
        if-longer-than-days = 2
        before-hours = 1
        counts = "linked"
        """)

private func trip(from start: String, until end: String?, precision: Occurred.Precision? = nil) -> StandingEntry {
    entry(5, start, channel: nil, precision: precision, until: end, topics: ["out of state"]) {
        $0.kind = .incident
        $0.request = 4
    }
}

extension Clauses {
    @Test(
        "Clause 27: only a journey of more than two days needs one; how long is measured to the minute",
        arguments: [
            ("2026-05-15 18:00", "2026-05-17 18:01", Finding.Verdict.breach, "Notice came less than a minute too late"),
            ("2026-05-15 18:00", "2026-05-18 09:00", .breach, "Notice came less than a minute too late"),
            ("2026-05-15 18:01", "2026-05-18 09:00", .fine, "Notice was given"),
            ("2026-05-15 18:02", "2026-05-18 09:00", .fine, "Notice was given"),
        ])
    func clause27(start: String, end: String, verdict: Finding.Verdict, reason: String) throws {
        let itinerary = entry(4, "2026-05-15 17:01", topics: ["itinerary"])
        try clause.expect([itinerary, trip(from: start, until: end)], [Expected("itinerary:5", verdict, reason)])
    }

    @Test("Clause 27: two days exactly, or less, needs none; a journey whose end is not known cannot be told")
    func clause27Short() throws {
        #expect(try clause.findings([trip(from: "2026-05-15 18:00", until: "2026-05-17 18:00")]).isEmpty)
        #expect(try clause.findings([trip(from: "2026-05-15 18:00", until: "2026-05-16 18:00")]).isEmpty)
        try clause.expect(
            [trip(from: "2026-05-15 18:00", until: nil)], [Expected("itinerary:5", .cannotTell, "how long it lasted")])
        // From Friday to Sunday, to the day only: two days, or nearly three.
        try clause.expect(
            [trip(from: "2026-05-15 12:00", until: "2026-05-17 12:00", precision: .day)],
            [Expected("itinerary:5", .cannotTell, "how long it lasted")])
    }

    @Test("Clause 27: a day is 24 hours elapsed, across both clock changes")
    func clause27ClockChanges() throws {
        // 47 hours by the clock's own count, and 49.
        #expect(try clause.findings([trip(from: "2026-03-07 12:00", until: "2026-03-09 12:00")]).isEmpty)
        try clause.expect(
            [trip(from: "2026-10-31 12:00", until: "2026-11-02 12:00")],
            [Expected("itinerary:5", .breach, "No notice is logged")])
    }
}
