import Ledger
import Reports

/// The invented family: Alex Morgan keeps the record, Jamie Reed is the other parent, Mia the child.
package enum Family {
    package static let zone = Zone("Europe/London")!
    package static let people = [
        Person(name: "Alex Morgan", role: .me, addresses: ["+44 7700 900123"]),
        Person(name: "Jamie Reed", role: .them, addresses: ["+44 7700 900456", "jamie@example.org"]),
        Person(name: "Mia", role: .child),
    ]

    package static func input(size: Int, title: String = "Contacts about Mia, March 2026") -> ReportInput {
        var input = ReportInput(
            generated: Instant(text: "2026-04-02T09:30:00Z")!, program: "daybook 0.1.0", zone: zone,
            head: head(size: size))
        input.title = title
        input.reference = "AM/2026/03"
        input.people = people
        return input
    }

    package static func head(size: Int) -> ReportHead {
        let digest = Ledger.sha256(Array("\(size)".utf8))
        return ReportHead(
            size: size, root: Hex.encode(digest), number: GroupedNumber(bytes: Array(digest.prefix(16))).text,
            checkpoint: "daybook/00112233445566778899aabbccddeeff\n\(size)\n\(Base64.encode(digest))\n\n"
                + "— daybook/00112233445566778899aabbccddeeff c2lnbmF0dXJlIG9mIGFuIGludmVudGVkIGZhbWlseQ==\n")
    }

    package static func occurred(
        _ text: String, until end: String? = nil, precision: Occurred.Precision = .minute,
        source: Occurred.Source = .clock
    ) -> Occurred {
        Occurred(
            start: local(text), end: end.map(local), zone: "Europe/London", precision: precision, source: source)
    }

    /// `2026-03-04 21:00` in London.
    package static func local(_ text: String) -> LocalTime {
        zone.moments(of: WallTime(text: text.replacing(" ", with: "T") + ":00")!)[0]
    }

    /// An entry recorded `afterMinutes` after its event, or at `recorded`.
    package static func entry(
        _ number: Int, _ event: Event, words: String? = nil, account: String? = nil,
        attachments: [Attachment] = [], addresses: [Address] = [], corrects: Int? = nil, recorded: String? = nil,
        afterMinutes: Int = 20
    ) -> OpenedEntry {
        let end = event.occurred.map { ($0.end ?? $0.start).instant } ?? Instant(text: "2026-03-31T12:00:00Z")!
        return OpenedEntry(
            number: number, leafHash: Ledger.sha256([UInt8(truncatingIfNeeded: number)]),
            entry: Entry(
                Draft(
                    heading: Heading(.evidence, corrects: corrects), event: event, addresses: addresses, words: words,
                    account: account, attachments: attachments),
                recorded: recorded.flatMap { Instant(text: $0) } ?? end.adding(seconds: afterMinutes * 60)))
    }

    package static func contact(
        _ channel: Channel, from: String, _ occurred: Occurred?, _ change: (inout Event) -> Void = { _ in }
    ) -> Event {
        var event = Event(.contact)
        event.channel = channel
        event.from = from
        event.to = [from == "me" ? "them" : "me"]
        event.occurred = occurred
        change(&event)
        return event
    }

    package static func person(_ number: Int, _ person: Person) -> OpenedEntry {
        var event = Event(.person)
        event.details = .person(person)
        return entry(number, event, recorded: "2026-02-28T10:00:00Z")
    }

    package static func setup() -> OpenedEntry {
        var event = Event(.setup)
        event.details = .setup(Setup(homeZone: "Europe/London", program: "daybook 0.1.0"))
        return entry(0, event, recorded: "2026-02-28T09:58:00Z")
    }

    package static let rules = [
        ReportRule(
            id: "quiet-hours", bookEntry: 3,
            clause: "Neither parent shall telephone or message the other between 9 pm and 7 am, save in an emergency.",
            source: "Order of 12 January 2026, paragraph 4(b)", kind: "hours", binds: ["me", "them"],
            from: CivilDate(text: "2026-01-12"),
            explanation: [
                "A contact that begins at or after 21:00 and before 07:00 in Europe/London falls in the window.",
                "Exception “emergency”: who relies on it says so; a person decides whether it holds.",
            ], assumptions: ["The time of sending counts. The order does not say."]),
        ReportRule(
            id: "texts-a-day", bookEntry: 3, clause: "The father may send no more than three messages in a day.",
            source: "Order of 12 January 2026, paragraph 4(c)", kind: "frequency", binds: ["them"],
            from: CivilDate(text: "2026-01-12"),
            explanation: ["A day is a calendar day in Europe/London. Text and app messages are counted together."]),
    ]

    package static func book(_ number: Int) -> OpenedEntry {
        var event = Event(.rules)
        event.details = .rules(
            RuleBookAdoption(effectiveFrom: CivilDate(text: "2026-01-12"), sha256: Ledger.sha256([])))
        return entry(number, event, words: "# rule book", recorded: "2026-02-28T10:05:00Z")
    }

    package static func finding(
        _ rule: String, _ person: String, _ verdict: ReportFinding.Verdict, _ entries: [Int], _ reason: String,
        missing: String? = nil, decision: ReportDecision? = nil
    ) -> ReportFinding {
        ReportFinding(
            id: "\(rule)/\(person)/\(entries.first ?? 0)", rule: rule, bookEntry: 3, person: person, verdict: verdict,
            entries: entries, reason: reason, missing: missing, decision: decision)
    }

    package static func photo(_ name: String, byteCount: Int = 48_213) -> Attachment {
        Attachment(
            name: name, mediaType: "image/jpeg", byteCount: byteCount, sha256: Ledger.sha256(Array(name.utf8)),
            obtained: "screenshot")
    }

    /// A log of one contact with these words, its entry number 0.
    package static func one(words: String?, account: String? = nil) -> ReportInput {
        let opened = [
            entry(0, contact(.text, from: "them", occurred("2026-03-04 22:47")), words: words, account: account)
        ]
        var input = input(size: 1)
        input.opened = opened
        input.entries = StandingEntry.standing(opened)
        return input
    }
}
