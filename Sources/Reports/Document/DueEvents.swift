import Ledger

extension Index {
    /// Check-ins, handovers and missed events: what was due, what took place.
    func dueEvents() -> Report.DueEvents {
        let lines = standing.filter { entry in
            entry.retractedBy == nil
                && (entry.event.kind == .missed || entry.event.due != nil || entry.event.kind == .checkin
                    || entry.event.kind == .handover)
        }.map(line)
        func count(_ status: String) -> EntryCount { EntryCount(lines.filter { $0.status == status }.map(\.entry)) }
        let notAfter = count("not-after")
        let after = count("after")
        let missed = count("missed")
        let unknown = count("unknown")
        let sentence =
            lines.isEmpty
            ? "No check-ins, handovers or missed events are shown in this report."
            : "\(Words.count(lines.count, "check-in, handover or missed event", "check-ins, handovers and missed events"))"
                + " shown. By the time due: \(Words.listed(notAfter.entries)). After the time due: "
                + "\(Words.listed(after.entries)). Missed: \(Words.listed(missed.entries)). "
                + "Time due or actual time not recorded: \(Words.listed(unknown.entries))."
        return Report.DueEvents(
            sentence: sentence, notAfter: notAfter, after: after, missed: missed, unknown: unknown, lines: lines)
    }

    private func line(_ standing: StandingEntry) -> Report.DueEvents.Line {
        let event = standing.event
        let (status, text) = Self.status(event)
        var evidence: [String] = []
        if let occurred = event.occurred { evidence.append(KindText.occurred(occurred, home: input.zone.name)) }
        if !standing.current.entry.attachments.isEmpty {
            evidence.append(Words.count(standing.current.entry.attachments.count, "attachment") + ".")
        }
        if standing.current.entry.account != nil { evidence.append("Own account.") }
        return Report.DueEvents.Line(
            entry: standing.number, kindText: KindText.kind(event.kind),
            due: event.due.map { TimeText.moment($0, precision: .minute) },
            actual: event.actual.map { TimeText.moment($0, precision: .minute) }, status: status, statusText: text,
            evidence: evidence.joined(separator: " "))
    }

    private static func status(_ event: Event) -> (String, String) {
        if event.kind == .missed { return ("missed", "recorded as missed") }
        guard let due = event.due, let actual = event.actual else { return ("unknown", "not recorded") }
        let seconds = actual.instant.seconds(since: due.instant)
        if seconds == 0 { return ("not-after", "took place at the time due") }
        let size = Words.duration(seconds)
        return seconds > 0
            ? ("after", "took place \(size) after the time due")
            : ("not-after", "took place \(size) before the time due")
    }
}
