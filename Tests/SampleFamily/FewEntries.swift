import Ledger
import Reports

extension Family {
    /// A few entries that between them use most of the report: an amendment, a retraction, a call, a
    /// missed check-in, attachments, right-to-left text, words like a formula, two private entries, a gap in recording.
    package static func few() -> ReportInput {
        let decision = Decision(finding: "quiet-hours/them/4", answer: .confirm, entries: [4])
        let opened = fewEntries(decision)
        let period = Period(from: CivilDate(text: "2026-03-01"), until: CivilDate(text: "2026-03-31"))
        let selection = Selection(opened: opened, privateNumbers: [7, 17], period: period)
        var input = input(size: 20)
        input.period = period
        input.opened = opened
        input.entries = selection.shown
        input.leftOut = selection.leftOut
        input.rules = rules
        input.findings = [
            finding(
                "quiet-hours", "them", .breach, [4], "Sent at 22:47, inside 21:00 to 07:00.",
                decision: ReportDecision(entry: 16, answer: .confirm)),
            finding("quiet-hours", "me", .fine, [5], "Sent at 07:31, outside the window."),
            finding("quiet-hours", "them", .fine, [6], "Sent at 09:12, outside the window."),
            finding("quiet-hours", "them", .breach, [8], "Began at 21:05, inside 21:00 to 07:00."),
            finding("quiet-hours", "them", .fine, [12], "Sent at 13:40, outside the window."),
            finding(
                "quiet-hours", "me", .cannotTell, [13], "Whether it fell in the window cannot be told.",
                missing: "the time of the contact"),
            finding("texts-a-day", "them", .fine, [4], "1 message on 4 March."),
            finding("texts-a-day", "them", .fine, [12], "1 message on 8 March."),
        ]
        return input
    }

    private static func fewEntries(_ decision: Decision) -> [OpenedEntry] {
        var missed = Event(.missed)
        missed.from = "them"
        missed.due = local("2026-03-06 18:00")
        missed.occurred = occurred("2026-03-06 18:00")
        var handover = Event(.handover)
        handover.from = "them"
        handover.occurred = occurred("2026-03-07 10:25")
        handover.due = local("2026-03-07 10:00")
        handover.actual = local("2026-03-07 10:25")
        handover.place = Place(name: "School gate", latitude: "51.5007", longitude: "-0.1246", errorMetres: 20)
        handover.childPresent = true
        handover.witnesses = ["Sam Okafor"]
        var gap = Event(.gap)
        gap.occurred = occurred("2026-03-20 00:00", until: "2026-03-22 00:00", precision: .day, source: .memory)
        var retract = Event(.retract)
        retract.reason = "Logged twice; entry 8 is the same call."
        var decide = Event(.decision)
        decide.details = .decision(decision)
        decide.reason = "No emergency was mentioned."
        let text = contact(.text, from: "them", occurred("2026-03-04 22:47", precision: .second, source: .header)) {
            $0.sent = $0.occurred?.start.instant
            $0.locator = Locator(
                format: "sms-backup-restore", fileSHA256: Ledger.sha256([1]), byteOffset: 1204, byteCount: 388,
                rawSHA256: Ledger.sha256([2]), rawTime: "1772664420000")
        }
        return [
            setup(), person(1, people[0]), person(2, people[1]), book(3),
            entry(
                4, text, words: "You ALWAYS do this.\nAnswer me! <b>now</b> & \"here\" 😡",
                addresses: [Address(.from, "+447700900456")]),
            entry(
                5, contact(.text, from: "me", occurred("2026-03-05 07:31")) { $0.replyTo = 4 },
                words: "Good morning. Mia's PE kit is in the blue bag."),
            entry(
                6,
                contact(.email, from: "them", occurred("2026-03-05 09:12", source: .header)) { $0.topics = ["school"] },
                words: "=HYPERLINK(\"http://example.org\",\"see this\")", attachments: [photo("letter, p. 1.jpg")]),
            entry(8, call(until: "21:09"), account: "He said the boiler had failed and asked about Saturday."),
            entry(9, contact(.call, from: "them", occurred("2026-03-05 21:05", precision: .about, source: .memory))),
            entry(10, missed, account: "No call came; I waited until 19:00.", afterMinutes: 3 * 1440),
            entry(11, handover, account: "Handed over at the gate."),
            entry(
                12, contact(.app, from: "them", occurred("2026-03-08 13:40")),
                words: "שלום אלכס, מתי האיסוף? السلام عليكم \u{202E}gnirts\u{202C} \u{7}"),
            entry(
                13, contact(.inPerson, from: "me", nil) { $0.witnesses = ["Sam Okafor"] },
                account: "At the shop, some day in March."),
            entry(
                14, call(until: "21:10", reason: "The end was one minute later; I misread the log."),
                account: "He said the boiler had failed, and asked whether Mia could stay on Saturday night.",
                corrects: 8, recorded: "2026-03-09T08:00:00Z"),
            entry(15, retract, corrects: 9, recorded: "2026-03-09T08:02:00Z"),
            entry(16, decide, recorded: "2026-03-10T19:00:00Z"),
            entry(
                18, contact(.text, from: "me", occurred("2026-02-10 12:00")), words: "Out of the period.",
                recorded: "2026-03-12T19:00:00Z"),
            entry(19, gap, account: "The telephone was under repair."),
        ]
    }

    private static func call(until end: String, reason: String? = nil) -> Event {
        contact(.call, from: "them", occurred("2026-03-05 21:05", until: "2026-03-05 \(end)", source: .callLog)) {
            $0.durationSeconds = 243
            $0.answered = true
            $0.exceptions = [ExceptionClaim(name: "emergency", by: "them")]
            $0.reason = reason
        }
    }
}
