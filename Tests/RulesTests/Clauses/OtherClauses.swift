import Ledger
import Testing

@testable import Rules

// Clauses that nobody designed the language for, each written from `daybook rules help` alone.

@Test("E-mail only, save that texts may be sent on the day of a changeover between 8 am and 6 pm")
func emailSaveOnChangeovers() throws {
    let family = Clause(
        rules: """
            [calendars]
            changeovers = [2026-05-01, 2026-05-15]

            [[rule]]
            id = "email-only"
            kind = "channels"
            clause = "E-mail only, save that texts may be sent on the day of a changeover from 8 am to 6 pm."
            binds = "both"
            zone = "America/New_York"
            allowed = ["email"]
            not-on = ["changeovers"]
            counts = []

            [[rule]]
            id = "changeover-day"
            kind = "channels"
            clause = "E-mail only, save that texts may be sent on the day of a changeover from 8 am to 6 pm."
            binds = "both"
            zone = "America/New_York"
            allowed = ["email", "text"]
            only-on = ["changeovers"]
            counts = []

            [[rule]]
            id = "changeover-texts"
            kind = "hours"
            clause = "E-mail only, save that texts may be sent on the day of a changeover from 8 am to 6 pm."
            binds = "both"
            zone = "America/New_York"
            channels = ["text"]
            only-on = ["changeovers"]
            allowed = [{ from = 08:00:00, until = 18:00:00 }]
            """)
    try family.expect(
        [
            entry(5, "2026-05-02 12:00"), entry(6, "2026-05-01 17:59"), entry(7, "2026-05-01 18:00"),
            entry(8, "2026-05-01 07:59", from: "me"), entry(9, "2026-05-01 12:00", channel: .call),
            entry(10, "2026-05-02 12:00", channel: .email),
        ],
        [
            Expected("email-only:5", .breach, "by text, which the rule does not allow"),
            Expected("email-only:10", .fine, "by e-mail"), Expected("changeover-day:6", .fine, "by text"),
            Expected("changeover-day:7", .fine, "by text"), Expected("changeover-day:8", .fine, "by text"),
            Expected("changeover-day:9", .breach, "by call, which the rule does not allow"),
            Expected("changeover-texts:6", .fine, "within the allowed hours"),
            Expected("changeover-texts:7", .breach, "outside the allowed hours"),
            Expected("changeover-texts:8", .breach, "outside the allowed hours"),
        ])
}

@Test("A call to the child on Wednesdays and Sundays from 6 to 6.30 pm, made up the next day if missed")
func callsMadeUp() throws {
    let family = Clause(
        rules: """
            [[rule]]
            id = "calls"
            kind = "checkin"
            clause = "Father shall telephone the child each Wednesday and Sunday between 6 and 6.30 pm; a missed call is made up the next day."
            binds = "them"
            to = ["Mia"]
            zone = "America/New_York"
            events = ["contact"]
            channels = ["call"]
            due = [{ days = ["wed", "sun"], at = 18:00:00 }]
            grace-minutes = 30
            early-minutes = 0
            counts = []
            if-missed = { within-days = 1, channels = ["call"] }
            from = 2026-05-03
            until = 2026-05-18
            until-is = "inclusive"
            """)
    func call(_ number: Int, _ when: String, to: String = "Mia", answered: Bool? = nil) -> StandingEntry {
        entry(number, when, channel: .call) {
            $0.to = [to]
            $0.answered = answered
        }
    }
    try family.expect(
        [
            call(5, "2026-05-03 18:30"), call(6, "2026-05-07 23:59"), call(7, "2026-05-12 00:00"),
            call(8, "2026-05-13 18:10", to: "me"), call(9, "2026-05-17 18:10", answered: false),
        ],
        [
            Expected("calls:2026-05-03-1800:them", .fine, "was done in time"),
            Expected("calls:2026-05-06-1800:them", .fine, "entry 6 makes up for it"),
            Expected("calls:2026-05-10-1800:them", .breach, "was done 1 day 5 h too late"),
            Expected("calls:2026-05-13-1800:them", .breach, "Nothing is logged"),
            Expected("calls:2026-05-17-1800:them", .breach, "Nothing is logged"),
        ])
}

@Test("No contact within 100 yards of the school, except at collection")
func schoolGate() throws {
    func seen(_ number: Int, latitude: String, claims: [String] = []) -> StandingEntry {
        noon(number, nil) {
            $0.kind = .incident
            $0.place = Place(name: nil, latitude: latitude, longitude: "-0.12460", errorMetres: 5)
            $0.exceptions = claims.map { ExceptionClaim(name: $0) }
        }
    }
    try expectFindings(
        """
        [places]
        school = { at = "51.50070, -0.12460", error-metres = 20 }

        [[rule]]
        id = "school"
        kind = "distance"
        clause = "The respondent shall not come within 100 yards of the school except at collection."
        binds = "them"
        within = 100
        unit = "yards"
        of = ["school"]
        exceptions = ["collection"]
        """,
        [
            seen(1, latitude: "51.50100"), seen(2, latitude: "51.50100", claims: ["collection"]),
            seen(3, latitude: "51.50150"), seen(4, latitude: "51.51000"),
        ],
        [
            Expected("school:1", .breach, "within the 100 yards"),
            Expected("school:2", .cannotTell, "an exception was claimed"),
            Expected("school:3", .cannotTell, "not exact enough"),
            Expected("school:4", .fine, "not within the 100 yards"),
        ])
}

@Test("Notice of holiday travel in three tiers: 7 days at home, 28 in Europe, 56 elsewhere")
func threeTiers() throws {
    func tier(_ id: String, _ topic: String, _ days: Int) -> String {
        """
        [[rule]]
        id = "\(id)"
        kind = "notice"
        clause = "Notice of holiday travel: 7 days within the country, 28 days within Europe, 56 days elsewhere."
        binds = "both"
        zone = "Europe/London"
        of = ["\(topic)"]
        before-days = \(days)
        first-day = "excluded"
        rolls = []
        counts = "linked"

        """
    }
    let family = Clause(
        rules: tier("at-home", "travel at home", 7) + tier("europe", "travel in Europe", 28)
            + tier("elsewhere", "travel elsewhere", 56))
    func journey(_ number: Int, _ when: String, _ topic: String, _ request: Int) -> StandingEntry {
        entry(number, when, zone: london, channel: nil, topics: [topic]) {
            $0.kind = .incident
            $0.request = request
        }
    }
    try family.expect(
        [
            entry(1, "2026-05-08 23:59", zone: london), journey(5, "2026-05-15 10:00", "travel at home", 1),
            entry(2, "2026-04-18 00:00", zone: london), journey(6, "2026-05-15 10:00", "travel in Europe", 2),
            entry(3, "2026-03-20 23:59", zone: london), journey(7, "2026-05-15 10:00", "travel elsewhere", 3),
        ],
        [
            Expected("at-home:5", .fine, "at least 7 days before"),
            Expected("europe:6", .breach, "less than a minute too late"),
            Expected("elsewhere:7", .fine, "at least 56 days before"),
        ])
}

@Test("Not more than three messages a week, save in an emergency")
func threeAWeek() throws {
    let family = Clause(
        rules: """
            [[rule]]
            id = "three-a-week"
            kind = "frequency"
            clause = "Not more than three messages a week save in an emergency."
            binds = "both"
            zone = "Europe/London"
            channels = ["text", "email", "app"]
            at-most = 3
            per = "week"
            exceptions = ["emergency"]
            """)
    func text(_ number: Int, _ when: String, from: String = "them", claim: String? = nil) -> StandingEntry {
        entry(number, when, zone: london, from: from) { $0.exceptions = claim.map { [ExceptionClaim(name: $0)] } ?? [] }
    }
    let findings = try family.findings([
        text(1, "2026-05-04 09:00"), text(2, "2026-05-05 09:00"), text(3, "2026-05-06 09:00"),
        text(4, "2026-05-07 09:00"), text(5, "2026-05-08 09:00", from: "me"),
        // Four from Monday to Sunday, three from Sunday to Saturday: whose week is meant is not said.
        text(6, "2026-05-11 09:00"), text(7, "2026-05-12 09:00"), text(8, "2026-05-13 09:00"),
        text(9, "2026-05-17 09:00"), text(10, "2026-05-25 09:00"), text(11, "2026-05-26 09:00"),
        text(12, "2026-05-27 09:00"), text(13, "2026-05-28 09:00", claim: "emergency"),
    ])
    func answer(_ week: String, _ person: String = "them") -> String? {
        findings.first { $0.id == "three-a-week:\(week):\(person)" }.map { "\($0.verdict.rawValue): \($0.reason)" }
    }
    #expect(answer("2026-05-04")?.hasPrefix("breach: 4 contacts") == true)
    #expect(answer("2026-05-04", "me")?.hasPrefix("fine") == true)
    #expect(answer("2026-05-11")?.contains("on which day a week starts") == true)
    #expect(answer("2026-05-25")?.contains("an exception was claimed") == true)
}

@Test("No telephone calls on Christmas Day and Boxing Day, at any hour")
func noCallsAtChristmas() throws {
    let family = Clause(
        rules: """
            [calendars]
            christmas = [2026-12-25, 2026-12-26]

            [[rule]]
            id = "christmas"
            kind = "hours"
            clause = "No telephone calls on Christmas Day and Boxing Day."
            binds = "both"
            zone = "Europe/London"
            channels = ["call"]
            only-on = ["christmas"]
            quiet = [{ all-day = true }]
            """)
    func call(_ number: Int, _ when: String) -> StandingEntry { entry(number, when, zone: london, channel: .call) }
    try family.expect(
        [
            call(5, "2026-12-24 23:59"), call(6, "2026-12-25 00:00"), call(7, "2026-12-26 23:59"),
            call(8, "2026-12-27 00:00"),
        ],
        [
            Expected("christmas:6", .breach, "within the quiet hours"),
            Expected("christmas:7", .breach, "within the quiet hours"),
        ])
}
