import Ledger
import Testing

@testable import Rules

/// 22: within ten days of the last signature both join the app; from then on they use it solely.
private let clause = Clause(
    rules: """
        [[rule]]
        id = "join"
        kind = "notice"
        clause = "Within 10 days of the last signature each parent shall join OurFamilyWizard."
        binds = "both"
        zone = "America/New_York"
        of = ["last signature"]
        notice-about = ["joined the app"]
        notice-by = "each"
        events = ["incident"]
        after-days = 10
        first-day = "excluded"
        rolls = []
        counts = "any-notice"

        [[rule]]
        id = "app-only"
        kind = "channels"
        clause = "Thereafter the parents shall communicate solely through OurFamilyWizard."
        binds = "both"
        zone = "America/New_York"
        starts = { on = "signed", date = 2026-04-01, after-days = 10 }
        allowed = ["app"]
        app = "OurFamilyWizard"
        """)

extension Clauses {
    @Test("Clause 22: each parent has ten days, and the app alone counts from the eleventh on, to the minute")
    func clause22() throws {
        let signed = entry(5, "2026-04-01 15:00", from: "Sam", channel: nil, topics: ["last signature"]) {
            $0.kind = .incident
        }
        try clause.expect(
            [
                signed, entry(6, "2026-04-11 23:59", from: "me", channel: .app, topics: ["joined the app"]),
                entry(7, "2026-04-12 00:00", channel: .app, topics: ["joined the app"]), entry(8, "2026-04-11 23:59"),
                entry(9, "2026-04-12 00:00"), entry(10, "2026-04-12 00:00", from: "me", channel: .call),
            ],
            [
                Expected("join:5:me", .fine, "Notice was given"), Expected("join:5:them", .breach, "too late"),
                Expected("app-only:7", .fine, "by app message"), Expected("app-only:9", .breach, "by text"),
                Expected("app-only:10", .breach, "by call"),
            ])
    }

    @Test(
        "Clause 22: ten days that hold a change of the clocks end at a midnight",
        arguments: [
            ("2026-02-26", "2026-03-08 23:59", Finding.Verdict.fine), ("2026-02-26", "2026-03-09 00:00", .breach),
            ("2026-10-22", "2026-11-01 23:59", .fine), ("2026-10-22", "2026-11-02 00:00", .breach),
        ])
    func clause22ClockChanges(signed: String, joined: String, verdict: Finding.Verdict) throws {
        let signature = entry(5, "\(signed) 15:00", from: "Sam", channel: nil, topics: ["last signature"]) {
            $0.kind = .incident
        }
        let found = try clause.findings([
            signature, entry(6, joined, from: "me", channel: .app, topics: ["joined the app"]),
        ])
        Expected.compare(
            found.filter { $0.id == "join:5:me" },
            [Expected("join:5:me", verdict, verdict == .fine ? "Notice was given" : "too late")], #_sourceLocation)
    }
}
