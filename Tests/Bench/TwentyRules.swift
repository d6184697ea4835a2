import Ledger
import Rules

/// Twenty rules of every kind for the invented family, with a custody calendar week by week.
///
/// - Parameter only: The id of the one rule that the book is to have; nil for all.
func twentyRules(only: String? = nil) -> String {
    let weeks = (0..<280).map { week in
        let first = CivilDate(dayNumber: 17350 + 7 * week)
        return
            "{ from = \(first.text), until = \(first.adding(days: 6).text), with = \"\(week % 2 == 0 ? "me" : "them")\" }"
    }
    func rule(_ id: String, _ kind: String, _ keys: String, zone: String = "zone = \"America/New_York\"\n") -> String {
        if let only, only != id { return "" }
        return
            "\n[[rule]]\nid = \"\(id)\"\nkind = \"\(kind)\"\nclause = \"As the plan says.\"\nbinds = \"both\"\n\(zone)\(keys)\n"
    }
    let head = """
        title = "Parenting plan of Robin and Jamie Ashdown"

        [places]
        home = { at = "51.5007, -0.1246", error-metres = 15 }

        [calendars]
        custody = [\(weeks.joined(separator: ", "))]
        holidays = [2018-12-25, 2019-12-25, 2020-12-25]

        """
    let rules = [
        rule("quiet", "hours", "quiet = [{ from = 21:00:00, until = 07:30:00 }]\nexceptions = [\"emergency\"]"),
        rule("whole", "hours", "quiet = [{ from = 22:00:00, until = 07:00:00 }]\nregulates = \"whole\"", zone: ""),
        rule(
            "child-calls", "hours",
            "protected = [{ from = 19:00:00, until = 19:30:00 }]\nchannels = [\"call\"]\nchild-with = \"other\""),
        rule("often", "frequency", "at-most = 20\nat-least = 1\nper = \"day\"\ncounts = []"),
        rule("month", "frequency", "at-most = 400\nper = \"month\""),
        rule("rolling", "frequency", "at-most = 30\nper = \"rolling\"\nrolling-hours = 12", zone: ""),
        rule(
            "silence", "frequency", "at-most = 3\nper = \"rolling\"\nrolling-hours = 24\nreply-starts-anew = true",
            zone: ""),
        rule(
            "topics", "topics", "allowed = [\"school\", \"health\"]\n[rule.words]\nschool = [\"teacher\"]", zone: ""
        ),
        // Of every channel, so that it has something to say about every contact.
        rule(
            "where", "place",
            "channels = [\"call\", \"text\", \"email\", \"app\"]\nallowed = [\"Meadow Centre\"]\npresent = [\"Ms Hale\"]",
            zone: ""),
        rule("app-only", "channels", "allowed = [\"app\", \"text\"]", zone: ""),
        rule("answer", "response", "within-hours = 24\nneeds-reply = [\"question\"]\nruns-from = \"sent\""),
        rule(
            "answer-days", "response",
            "within-days = 2\nneeds-reply = \"all\"\ncounts = \"any-reply\"\nfirst-day = \"excluded\"\nrolls = [\"holidays\"]"
        ),
        rule(
            "sunday-call", "checkin",
            "events = [\"contact\"]\nchannels = [\"call\"]\ndue = [{ days = [\"sun\"], at = 19:00:00 }]\ngrace-minutes = 15"
        ),
        rule("exchange", "handover", "due = [{ days = [\"fri\"], at = 18:00:00 }]\ngrace-minutes = 15"),
        rule("travel", "notice", "of = [\"travel\"]\nbefore-days = 14\nfirst-day = \"excluded\"\nrolls = []"),
        rule("no-contact", "no-contact", "through = [\"Harper & Lane\"]\nindirect = true"),
        rule("stay-away", "distance", "within = 200\nunit = \"metres\"\nof = [\"home\"]", zone: ""),
        rule("short-calls", "duration", "at-most = 30\nunit = \"minutes\"", zone: ""),
        rule("plain", "conduct", "capitals-percent = 50\nforbids = [\"attachments\", \"chain\"]", zone: ""),
        rule("short", "conduct", "for-a-person = [\"name-calling\"]", zone: ""),
    ]
    return head + rules.joined()
}

/// Contacts and other events of the invented family, the same on every run: one about every 25 minutes.
func events(_ count: Int) -> [StandingEntry] {
    var state: UInt64 = 0x2545_F491_4F6C_DD1D
    func random(_ limit: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(limit))
    }
    let words = "the kids are ready when you come please bring the blue coat and her homework the teacher called"
    return (0..<count).map { index in
        let start = Instant(seconds: 1_500_000_000 + index * 1_500 + random(900))
        var event = Event([.handover, .checkin, .incident][random(60) % 3])
        if random(40) > 0 { event.kind = .contact }
        event.occurred = Occurred(
            start: LocalTime(instant: start, offsetMinutes: -300), zone: "America/New_York",
            precision: random(5) == 0 ? .minute : .second, source: .header)
        event.channel = event.kind == .contact ? [.text, .text, .app, .email, .call][random(5)] : nil
        event.from = random(3) == 0 ? "me" : "them"
        event.to = [event.from == "me" ? "them" : "me"]
        event.topics = [[], ["school"], ["question"], ["travel"], ["health", "money"]][random(5)]
        if event.channel == .call {
            event.answered = random(3) > 0
            event.durationSeconds = event.answered == true ? random(4000) : nil
        } else {
            event.sent = start
            event.received = random(2) == 0 ? start.adding(seconds: random(20)) : nil
        }
        if random(3) == 0, index > 3 { event.replyTo = index - 1 - random(3) }
        if event.kind == .incident { event.place = Place(latitude: "51.5021", longitude: "-0.1300", errorMetres: 20) }
        if event.kind == .handover { event.actual = event.occurred?.start }
        let entry = Entry(Draft(event: event, words: words), recorded: start)
        let opened = OpenedEntry(number: index, leafHash: [], entry: entry)
        return StandingEntry(number: index, current: opened, versions: [index], retractedBy: nil)
    }
}
