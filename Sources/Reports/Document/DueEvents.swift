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
        let onTime = count("on-time")
        let late = count("late")
        let missed = count("missed")
        let unknown = count("unknown")
        let sentence =
            lines.isEmpty
            ? "No check-ins, handovers or missed events are shown in this report."
            : "\(Words.count(lines.count, "check-in, handover or missed event", "check-ins, handovers and missed events"))"
                + " shown: \(onTime.count) on time, \(late.count) late, \(missed.count) missed, "
                + "\(unknown.count) for which due or actual time is not recorded."
        return Report.DueEvents(
            sentence: sentence, onTime: onTime, late: late, missed: missed, unknown: unknown, lines: lines)
    }

    private func line(_ standing: StandingEntry) -> Report.DueEvents.Line {
        let event = standing.event
        let (status, text) = Self.status(event)
        var evidence: [String] = []
        if let occurred = event.occurred { evidence.append(KindText.occurred(occurred)) }
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
        if event.kind == .missed { return ("missed", "missed") }
        guard let due = event.due, let actual = event.actual else { return ("unknown", "not recorded") }
        let seconds = actual.instant.seconds(since: due.instant)
        if seconds > 0 { return ("late", "\(Words.duration(seconds)) after due") }
        return ("on-time", seconds == 0 ? "on time" : "\(Words.duration(seconds)) before due")
    }
}
