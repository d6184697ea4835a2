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
