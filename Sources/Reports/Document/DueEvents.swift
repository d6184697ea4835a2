import Ledger

extension Index {
    /// Check-ins, handovers and missed events: what was due, what took place.
    func dueEvents(_ exhibits: [Report.Exhibit]) -> Report.DueEvents {
        let byEntry = Dictionary(grouping: exhibits, by: \.entry)
        let lines = standing.filter { entry in
            entry.retractedBy == nil
                && (entry.event.kind == .missed || entry.event.due != nil || entry.event.kind == .checkin
                    || entry.event.kind == .handover)
        }.map { line($0, byEntry[$0.number] ?? []) }
        func count(_ status: String) -> EntryCount { EntryCount(lines.filter { $0.status == status }.map(\.entry)) }
        let notAfter = count("not-after")
        let after = count("after")
        let missed = count("missed")
        let unknown = count("unknown")
        let sentence =
            lines.isEmpty
            ? say(.noDueEvents)
            : say(
                .dueSentence,
                [
                    "events": say.count(lines.count, .dueEventCount), "notAfter": say.listed(notAfter.entries),
                    "after": say.listed(after.entries), "missed": say.listed(missed.entries),
                    "unknown": say.listed(unknown.entries),
                ])
        return Report.DueEvents(
            sentence: sentence, notAfter: notAfter, after: after, missed: missed, unknown: unknown, lines: lines)
    }

    private func line(_ standing: StandingEntry, _ exhibits: [Report.Exhibit]) -> Report.DueEvents.Line {
        let event = standing.event
        let (status, text) = status(event)
        var evidence: [String] = []
        if let occurred = event.occurred { evidence.append(say.occurred(occurred, home: input.zone.name)) }
        if standing.current.entry.account != nil { evidence.append(say(.evidenceAccount)) }
        let due = event.due ?? (event.kind == .missed ? event.occurred?.start : nil)
        return Report.DueEvents.Line(
            entry: standing.number, kindText: say.kind(event.kind), person: event.from.map { names($0) },
            due: due.map { say.moment($0, precision: .minute) },
            actual: event.actual.map { say.moment($0, precision: .minute) },
            secondsAfter: event.kind == .missed
                ? nil : event.due.flatMap { due in event.actual?.instant.seconds(since: due.instant) },
            status: status, statusText: text, evidence: evidence.joined(separator: " "),
            exhibits: exhibits.map(\.number))
    }

    private func status(_ event: Event) -> (String, String) {
        if event.kind == .missed { return ("missed", say(.recordedAsMissed)) }
        guard let due = event.due, let actual = event.actual else { return ("unknown", say(.notRecorded)) }
        let seconds = actual.instant.seconds(since: due.instant)
        if seconds == 0 { return ("not-after", say(.tookPlaceAtTime)) }
        let time: KeyValuePairs = ["time": say.duration(seconds)]
        return seconds > 0 ? ("after", say(.tookPlaceAfter, time)) : ("not-after", say(.tookPlaceBefore, time))
    }
}
