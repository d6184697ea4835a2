import Ledger
import Testing

@testable import Rules

// Clauses that parenting plans and protective orders commonly have, each written by somebody who had nothing but
// `daybook rules help`. Where one could not be said, the language was given what it lacked.

@Test("Holidays alternate: on July 4 the exchange is Father's to make in even years, Mother's in odd ones")
func alternatingHolidays() throws {
    let family = Clause(
        rules: """
            [[rule]]
            id = "july-4"
            kind = "handover"
            clause = "On Independence Day the child is collected at 10 am, by Father in even years and by Mother in odd years."
            binds = "both"
            zone = "America/New_York"
            due = [
              { day-of-month = 4, months = ["jul"], years = "even", at = 10:00:00, by = "them" },
              { day-of-month = 4, months = ["jul"], years = "odd", at = 10:00:00, by = "me" },
            ]
            grace-minutes = 15
            """)
    func handed(_ when: String) -> StandingEntry { entry(5, when, channel: nil) { $0.kind = .handover } }
    try family.expect([handed("2026-07-04 10:15")], [Expected("july-4:2026-07-04-1000:them", .fine, "in time")])
    try family.expect([handed("2026-07-04 10:16")], [Expected("july-4:2026-07-04-1000:them", .breach, "late")])
    try family.expect([], [Expected("july-4:2026-07-04-1000:them", .breach, "No handover is logged")])
}

@Test("Right of first refusal: who is away more than four hours offers the time a day ahead; the other answers in two")
func firstRefusal() throws {
    let family = Clause(
        rules: """
            [[rule]]
            id = "first-refusal"
            kind = "notice"
            clause = "A parent who will be away for more than 4 hours shall first offer that time to the other, 24 hours ahead; the other shall answer within 2 hours."
            binds = "both"
            zone = "America/New_York"
            of = ["away from the child"]
            if-longer-than-hours = 4
            before-hours = 24
            counts = "linked"
            chain = [{ name = "answer", within-hours = 2, required = true }]
            """)
    func away(until: String) -> StandingEntry {
        entry(5, "2026-05-08 18:00", from: "me", channel: nil, until: until, topics: ["away from the child"]) {
            $0.kind = .incident
            $0.request = 6
        }
    }
    func offer(_ when: String) -> StandingEntry { entry(6, when, from: "me") }
    func answer(_ when: String) -> StandingEntry { entry(7, when) { $0.replyTo = 6 } }
    try family.expect(
        [away(until: "2026-05-08 22:01"), offer("2026-05-07 18:00"), answer("2026-05-07 20:00")],
        [
            Expected("first-refusal:5", .fine, "Notice was given"),
            Expected("first-refusal:5:answer", .fine, "was taken"),
        ])
    try family.expect(
        [away(until: "2026-05-08 22:01"), offer("2026-05-07 18:01"), answer("2026-05-07 20:02")],
        [Expected("first-refusal:5", .breach, "too late"), Expected("first-refusal:5:answer", .breach, "too late")])
    #expect(try family.findings([away(until: "2026-05-08 22:00")]).isEmpty)
}

@Test("Exchanges at the police station, and who was elsewhere or did not write down where")
func policeStation() throws {
    func handed(_ number: Int, at place: String?, from: String = "them") -> StandingEntry {
        noon(number, from: from, nil) {
            $0.kind = .handover
            $0.place = place.map { Place(name: $0) }
        }
    }
    try expectFindings(
        """
        [[rule]]
        id = "station"
        kind = "place"
        clause = "All exchanges shall take place in the lobby of the Central Police Station."
        binds = "both"
        events = ["handover"]
        allowed = ["Central Police Station"]
        """,
        [
            handed(1, at: "central police station"), handed(2, at: "McDonald's"), handed(3, at: nil, from: "me"),
            noon(4, .inPerson) { $0.place = Place(name: "park") },
        ],
        [
            Expected("station:1", .fine, "took place as the rule says"),
            Expected("station:2", .breach, "at McDonald's, where the rule does not allow it"),
            Expected("station:3", .cannotTell, "does not say where it took place"),
        ])
}

@Test("Calls to the child between 6 and 6.30 pm on days on which she is with the other parent, through a clock change")
func callsOnTheOthersDays() throws {
    let family = Clause(
        rules: """
            [calendars]
            custody = [
              { from = 2026-03-02, until = 2026-03-08, with = "me" },
              { from = 2026-03-09, until = 2026-03-15, with = "them" },
            ]

            [[rule]]
            id = "calls"
            kind = "hours"
            clause = "Each parent may call the child only between 6 and 6.30 pm on days when she is with the other parent."
            binds = "both"
            to = ["Mia"]
            zone = "America/New_York"
            channels = ["call"]
            child-with = "other"
            allowed = [{ from = 18:00:00, until = 18:30:00 }]
            """)
    func call(_ number: Int, _ when: String, from: String = "them") -> StandingEntry {
        entry(number, when, from: from, channel: .call) { $0.to = ["Mia"] }
    }
    try family.expect(
        [
            call(5, "2026-03-08 18:00"), call(6, "2026-03-08 18:29"), call(7, "2026-03-08 18:30"),
            call(8, "2026-03-09 18:30"), call(9, "2026-03-09 17:59", from: "me"),
        ],
        [
            Expected("calls:5", .fine, "within the allowed hours"), Expected("calls:6", .fine, "within"),
            Expected("calls:7", .breach, "outside the allowed hours"),
            Expected("calls:9", .breach, "outside the allowed hours"),
        ])
}

@Test(
    "Replies by 5 pm on the next business day: over a weekend, a holiday, and the clock change between",
    arguments: [
        ("2026-05-04 09:00", "2026-05-05 17:00", Finding.Verdict.fine),
        ("2026-05-04 09:00", "2026-05-05 17:01", .breach),
        ("2026-05-22 09:00", "2026-05-26 17:00", .fine), ("2026-05-22 09:00", "2026-05-26 17:01", .breach),
        ("2026-03-06 18:00", "2026-03-09 17:00", .fine), ("2026-03-06 18:00", "2026-03-09 17:01", .breach),
        ("2026-10-30 18:00", "2026-11-02 17:00", .fine), ("2026-10-30 18:00", "2026-11-02 17:01", .breach),
    ])
func nextBusinessDay(asked: String, answered: String, verdict: Finding.Verdict) throws {
    let family = Clause(
        rules: """
            [calendars]
            holidays = [2026-05-25]

            [[rule]]
            id = "reply"
            kind = "response"
            clause = "Questions shall be answered by 5 pm on the next business day."
            binds = "both"
            zone = "America/New_York"
            needs-reply = ["question"]
            runs-from = "sent"
            counts = "linked"
            within-days = 1
            days-are = "working"
            first-day = "excluded"
            by-time = 17:00:00
            """)
    try family.expect(
        [entry(5, asked, from: "me", topics: ["question"]), entry(6, answered, topics: ["answer"]) { $0.replyTo = 5 }],
        [Expected("reply:5", verdict, verdict == .fine ? "within 1 working day (by 17:00)" : "later than within")])
}

@Test("No contact but through the named app, from 6 to 7 pm on Sundays")
func oneHourOnSundays() throws {
    let family = Clause(
        rules: """
            [[rule]]
            id = "app"
            kind = "channels"
            clause = "No contact except by TalkingParents, from 6 to 7 pm on Sundays."
            binds = "them"
            allowed = ["app"]
            app = "TalkingParents"
            counts = ["attempts"]

            [[rule]]
            id = "sundays"
            kind = "hours"
            clause = "No contact except by TalkingParents, from 6 to 7 pm on Sundays."
            binds = "them"
            zone = "America/New_York"
            channels = ["app"]
            moment = "sent"
            allowed = [{ from = 18:00:00, until = 19:00:00, days = ["sun"] }]
            """)
    try family.expect(
        [
            entry(5, "2026-03-08 18:00", channel: .app), entry(6, "2026-03-08 19:00", channel: .app),
            entry(7, "2026-11-01 18:59", channel: .app), entry(8, "2026-05-04 18:30", channel: .app),
            entry(9, "2026-05-03 18:30", channel: .call) { $0.answered = false },
        ],
        [
            Expected("app:5", .fine, "by app message"), Expected("app:6", .fine, "by app message"),
            Expected("app:7", .fine, "by app message"), Expected("app:8", .fine, "by app message"),
            Expected("app:9", .breach, "by call"), Expected("sundays:5", .fine, "within"),
            Expected("sundays:6", .breach, "outside the allowed hours"), Expected("sundays:7", .fine, "within"),
            Expected("sundays:8", .breach, "outside the allowed hours"),
        ])
}

@Test("No more than two e-mails a week unless in an emergency, each under 200 words")
func twoShortEmails() throws {
    let family = Clause(
        rules: """
            [[rule]]
            id = "two-a-week"
            kind = "frequency"
            clause = "No more than two e-mails a week, unless in an emergency, each under 200 words."
            binds = "both"
            zone = "America/New_York"
            channels = ["email"]
            at-most = 2
            per = "week"
            week-starts = "monday"
            exceptions = ["emergency"]

            [[rule]]
            id = "under-200"
            kind = "conduct"
            clause = "No more than two e-mails a week, unless in an emergency, each under 200 words."
            binds = "both"
            channels = ["email"]
            at-most-words = 199
            """)
    func email(_ number: Int, _ when: String, words: Int, emergency: Bool = false) -> StandingEntry {
        entry(number, when, channel: .email, words: Array(repeating: "word", count: words).joined(separator: " ")) {
            if emergency { $0.urgency = .emergency }
        }
    }
    try family.expect(
        [
            email(5, "2026-05-04 00:00", words: 199), email(6, "2026-05-10 23:59", words: 200),
            email(7, "2026-05-11 00:00", words: 10), email(8, "2026-05-12 09:00", words: 10),
            email(9, "2026-05-13 09:00", words: 10, emergency: true),
            email(10, "2026-05-18 09:00", words: 10), email(11, "2026-05-19 09:00", words: 10),
            email(12, "2026-05-20 09:00", words: 10),
        ],
        [
            Expected("two-a-week:2026-05-04:them", .fine, "2 contacts in the week"),
            Expected("two-a-week:2026-05-11:them", .cannotTell, "an exception was claimed"),
            Expected("two-a-week:2026-05-18:them", .breach, "3 contacts in the week from Monday 18 May 2026"),
        ]
            + [5, 6, 7, 8, 9, 10, 11, 12].map {
                Expected("under-200:\($0)", $0 == 6 ? .breach : .fine, $0 == 6 ? "200 words" : "that can be counted")
            })
}

@Test("Contact at the centre alone, in the presence of its staff")
func contactCentre() throws {
    func visit(_ number: Int, at place: String?, with witnesses: [String], topics: [String] = []) -> StandingEntry {
        noon(number, .inPerson, topics: topics) {
            $0.to = ["Mia"]
            $0.place = place.map { Place(name: $0) }
            $0.witnesses = witnesses
        }
    }
    try expectFindings(
        """
        [[rule]]
        id = "centre"
        kind = "place"
        clause = "Father shall see the child only at the Meadow Centre, in the presence of its staff."
        binds = "them"
        to = ["Mia"]
        events = ["contact"]
        allowed = ["Meadow Centre"]
        present = ["Ms Hale", "Mr Osei"]
        """,
        [
            visit(1, at: "Meadow Centre", with: ["mr osei"]), visit(2, at: "Meadow Centre", with: []),
            visit(3, at: "the park", with: []), visit(4, at: "Meadow Centre", with: ["Sam"], topics: ["unsupervised"]),
            visit(5, at: nil, with: ["Ms Hale"]), noon(6, .text), noon(7, from: "me", .inPerson) { $0.to = ["Mia"] },
        ],
        [
            Expected("centre:1", .fine, "as the rule says"),
            Expected("centre:2", .cannotTell, "does not name Ms Hale or Mr Osei as there"),
            Expected("centre:3", .breach, "at the park, where the rule does not allow it"),
            Expected("centre:4", .breach, "nobody who has to be there was"),
            Expected("centre:5", .cannotTell, "does not say where"),
        ])
}

@Test(
    "The child's passport comes back within seven days of the return, to the minute",
    arguments: [("2026-08-22 23:59", Finding.Verdict.fine), ("2026-08-23 00:00", .breach)])
func passport(given: String, verdict: Finding.Verdict) throws {
    let family = Clause(
        rules: """
            [[rule]]
            id = "passport"
            kind = "notice"
            clause = "The travelling parent shall return the child's passport within 7 days of coming home."
            binds = "both"
            zone = "America/New_York"
            of = ["return from travel"]
            notice-about = ["passport returned"]
            channels = ["in-person", "letter"]
            after-days = 7
            first-day = "excluded"
            rolls = []
            counts = "any-notice"
            """)
    let back = entry(5, "2026-08-15 20:00", channel: nil, topics: ["return from travel"]) { $0.kind = .incident }
    let passport = entry(6, given, channel: .inPerson, topics: ["passport returned"])
    try family.expect(
        [back, passport], [Expected("passport:5", verdict, verdict == .fine ? "Notice was given" : "too late")])
}

@Test("Support is paid by the fifth of each month, as a message with the payment shows")
func supportByTheFifth() throws {
    let family = Clause(
        rules: """
            [[rule]]
            id = "support"
            kind = "checkin"
            clause = "Father shall pay support by the 5th of each month and confirm it with the payment."
            binds = "them"
            zone = "America/New_York"
            events = ["contact"]
            channels = ["payment"]
            due = [{ day-of-month = 5, at = 23:59:00 }]
            early-minutes = 7199
            from = 2026-05-01
            until = 2026-08-31
            until-is = "inclusive"
            """)
    func paid(_ number: Int, _ when: String) -> StandingEntry { entry(number, when, channel: .payment) }
    try family.expect(
        [paid(5, "2026-05-01 00:00"), paid(6, "2026-06-05 23:59"), paid(7, "2026-07-06 00:00")],
        [
            Expected("support:2026-05-05-2359:them", .fine, "in time"),
            Expected("support:2026-06-05-2359:them", .fine, "in time"),
            Expected("support:2026-07-05-2359:them", .breach, "too late"),
            Expected("support:2026-08-05-2359:them", .breach, "Nothing is logged"),
        ])
}

@Test("Breath tests three times a day while the child is with him, a missed one retaken within half an hour")
func breathTests() throws {
    let family = Clause(
        rules: """
            [calendars]
            custody = [
              { days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], with = "me" },
              { days = ["fri", "sat", "sun"], every-weeks = 2, counted-from = 2026-03-06, with = "them" },
            ]

            [[rule]]
            id = "breath-tests"
            kind = "checkin"
            clause = "During his parenting time Father shall take a breath test at 7 am, 2 pm and 9 pm, each within 15 minutes of the hour; a missed test is to be retaken within 30 minutes."
            binds = "them"
            zone = "America/New_York"
            child-with = "bound"
            due = [{ at = 07:00:00 }, { at = 14:00:00 }, { at = 21:00:00 }]
            early-minutes = 15
            grace-minutes = 15
            if-missed = { within-minutes = 30 }
            from = 2026-03-05
            until = 2026-03-09
            until-is = "inclusive"
            """)
    func test(_ number: Int, _ when: String) -> StandingEntry {
        entry(number, when, channel: nil) { $0.kind = .checkin }
    }
    // Sunday 8 March has 23 hours.
    try family.expect(
        [
            test(5, "2026-03-06 06:45"), test(6, "2026-03-06 14:15"), test(7, "2026-03-06 21:16"),
            test(8, "2026-03-07 07:45"), test(9, "2026-03-07 14:46"), test(10, "2026-03-08 07:00"),
            test(11, "2026-03-08 13:44"), test(12, "2026-03-08 21:00"),
        ],
        [
            Expected("breath-tests:2026-03-06-0700:them", .fine, "done in time"),
            Expected("breath-tests:2026-03-06-1400:them", .fine, "done in time"),
            Expected("breath-tests:2026-03-06-2100:them", .fine, "entry 7 makes up for it"),
            Expected("breath-tests:2026-03-07-0700:them", .fine, "entry 8 makes up for it"),
            Expected("breath-tests:2026-03-07-1400:them", .breach, "done 31 min too late"),
            Expected("breath-tests:2026-03-07-2100:them", .breach, "Nothing is logged"),
            Expected("breath-tests:2026-03-08-0700:them", .fine, "done in time"),
            Expected("breath-tests:2026-03-08-1400:them", .cannotTell, "there was an earlier contact"),
            Expected("breath-tests:2026-03-08-2100:them", .fine, "done in time"),
        ])
    #expect(try RuleBook(toml: family.rules).explanation.contains("It is due every day at 07:00, 14:00 and 21:00."))
}

@Test("A medical bill goes to the other parent within 30 days, who pays half within 30 days of receiving it")
func medicalBills() throws {
    let family = Clause(
        rules: """
            [[rule]]
            id = "bills"
            kind = "notice"
            clause = "A parent who incurs a medical expense for the child shall send the other the bill within 30 days of the service; the other shall reimburse half within 30 days of receiving it."
            binds = "both"
            zone = "America/New_York"
            of = ["medical expense"]
            notice-about = ["medical bill"]
            counts = "any-notice"
            after-days = 30
            first-day = "excluded"
            rolls = []
            chain = [{ name = "payment", by = "other", within-days = 30, first-day = "excluded", rolls = [], required = true }]
            """)
    let visit = entry(5, "2026-03-06 10:00", from: "me", channel: nil, topics: ["medical expense"]) {
        $0.kind = .incident
    }
    func bill(_ when: String, received: String? = nil) -> StandingEntry {
        entry(6, when, from: "me", channel: .email, topics: ["medical bill"]) {
            $0.received = received.map { local($0, newYork, 0).instant }
        }
    }
    func paid(_ when: String) -> StandingEntry { entry(7, when, channel: .payment) { $0.replyTo = 6 } }
    try family.expect(
        [visit, bill("2026-04-05 23:59"), paid("2026-05-05 23:59")],
        [Expected("bills:5", .fine, "Notice was given"), Expected("bills:5:payment", .fine, "was taken")])
    try family.expect(
        [visit, bill("2026-04-06 00:00"), paid("2026-05-07 00:00")],
        [Expected("bills:5", .breach, "too late"), Expected("bills:5:payment", .breach, "too late")])
    // Received two days after it was sent: from when the thirty days run is not said.
    try family.expect(
        [visit, bill("2026-04-01 12:00", received: "2026-04-03 12:00"), paid("2026-05-02 12:00")],
        [
            Expected("bills:5", .fine, "Notice was given"),
            Expected("bills:5:payment", .cannotTell, "whether sending or receiving counts"),
        ])
    // Nothing is a breach of a step that follows what may not have been the notice.
    let unsure = Clause(rules: family.rules.replacing("counts = \"any-notice\"\n", with: ""))
    try unsure.expect(
        [visit, bill("2026-04-01 12:00"), paid("2026-06-02 12:00")],
        [
            Expected("bills:5", .cannotTell, "not certain whether the notice logged was about this event"),
            Expected("bills:5:payment", .cannotTell, "not certain whether the notice logged was about this event"),
        ])
}

@Test(
    "The summer weeks are named by 1 April, by her in odd years and by him in even ones, and by the other on the 15th")
func summerWeeks() throws {
    let family = Clause(
        rules: """
            [[rule]]
            id = "summer"
            kind = "checkin"
            clause = "Mother shall give written notice of her summer weeks by April 1 in odd-numbered years and Father by April 15; in even-numbered years the dates are reversed."
            binds = "both"
            zone = "America/New_York"
            events = ["contact"]
            channels = ["email", "letter", "app"]
            about = ["summer weeks"]
            due = [
              { day-of-month = 1, months = ["apr"], years = "odd", at = 23:59:00, by = "me" },
              { day-of-month = 15, months = ["apr"], years = "odd", at = 23:59:00, by = "them" },
              { day-of-month = 1, months = ["apr"], years = "even", at = 23:59:00, by = "them" },
              { day-of-month = 15, months = ["apr"], years = "even", at = 23:59:00, by = "me" },
            ]
            early-minutes = 44640
            """)
    func email(_ number: Int, _ when: String, from: String, topics: [String]) -> StandingEntry {
        entry(number, when, from: from, channel: .email, topics: topics)
    }
    // Another matter does not count, and an e-mail that nobody has read for its topic may.
    try family.expect(
        [
            email(5, "2026-03-20 12:00", from: "them", topics: ["school"]),
            email(6, "2026-04-01 23:59", from: "them", topics: ["summer weeks"]),
            email(7, "2026-04-15 12:00", from: "me", topics: []),
            email(8, "2026-04-16 00:00", from: "me", topics: ["summer weeks"]),
        ],
        [
            Expected("summer:2026-04-15-2359:me", .cannotTell, "but a person has not decided the topic"),
            Expected("summer:2026-04-01-2359:them", .fine, "done in time"),
        ])
    try family.expect(
        [
            email(5, "2026-03-20 12:00", from: "them", topics: []),
            email(6, "2026-04-01 23:59", from: "them", topics: ["summer weeks"]),
            email(8, "2026-04-16 00:00", from: "me", topics: ["Summer weeks"]),
        ],
        [
            Expected("summer:2026-04-15-2359:me", .breach, "too late"),
            Expected("summer:2026-04-01-2359:them", .fine, "done in time"),
        ])
}

@Test(
    "One call a day to the child, after school on school days and from ten on others, of at most 20 minutes, not abroad"
)
func callsWithConditions() throws {
    let clause =
        "Either parent may telephone the child once a day, between 5 and 7.30 pm on school days and between 10 am and 7.30 pm on other days, for no longer than 20 minutes, except while she is abroad."
    func rule(_ id: String, _ kind: String, _ keys: String) -> String {
        """
        [[rule]]
        id = "\(id)"
        kind = "\(kind)"
        clause = "\(clause)"
        binds = "both"
        to = ["Mia"]
        zone = "America/New_York"
        channels = ["call"]
        \(keys)

        """
    }
    let family = Clause(
        rules: """
            [calendars]
            school-days = [{ days = ["mon", "tue", "wed", "thu", "fri"], months = ["sep", "oct", "nov", "mar"] }]
            abroad = [{ from = 2026-03-27, until = 2026-04-05 }]


            """
                + rule(
                    "school-days", "hours",
                    "only-on = [\"school-days\"]\nnot-on = [\"abroad\"]\nregulates = \"whole\"\nallowed = [{ from = 17:00:00, until = 19:30:00 }]"
                )
                + rule(
                    "other-days", "hours",
                    "not-on = [\"school-days\", \"abroad\"]\nregulates = \"whole\"\nallowed = [{ from = 10:00:00, until = 19:30:00 }]"
                ) + rule("once", "frequency", "at-most = 1\nper = \"day\"\ncounts = []\nnot-on = [\"abroad\"]")
                + rule("short", "duration", "at-most = 20\nnot-on = [\"abroad\"]"))
    func call(_ number: Int, _ when: String, until: String) -> StandingEntry {
        entry(number, when, channel: .call, until: until) { $0.to = ["Mia"] }
    }
    try family.expect(
        [
            call(5, "2026-03-09 17:00", until: "2026-03-09 17:20"),
            call(6, "2026-03-10 16:59", until: "2026-03-10 17:10"),
            call(7, "2026-03-11 19:20", until: "2026-03-11 19:30"),
            call(8, "2026-03-12 19:20", until: "2026-03-12 19:41"),
            // The Sundays on which the clocks change are no school days.
            call(9, "2026-03-08 10:00", until: "2026-03-08 10:05"),
            call(10, "2026-11-01 09:59", until: "2026-11-01 10:05"),
            call(11, "2026-03-30 22:00", until: "2026-03-30 23:00"),
        ],
        [
            Expected("school-days:5", .fine, "within the allowed hours"), Expected("school-days:6", .breach, "outside"),
            Expected("school-days:7", .fine, "within the allowed hours"), Expected("school-days:8", .breach, "outside"),
            Expected("other-days:9", .fine, "within the allowed hours"), Expected("other-days:10", .breach, "outside"),
        ]
            + ["2026-03-08", "2026-03-09", "2026-03-10", "2026-03-11", "2026-03-12", "2026-11-01"].map {
                Expected("once:\($0):them", .fine, "1 contact")
            }
            + [5, 6, 7, 8, 9, 10].map {
                Expected("short:\($0)", $0 == 8 ? .breach : .fine, $0 == 8 ? "lasted 21 minutes" : "keeps to the rule")
            })
}
