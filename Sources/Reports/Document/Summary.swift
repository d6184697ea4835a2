import Ledger

extension Index {
    /// Both people side by side. Retracted entries are counted in their own row only.
    func summary(
        _ items: [Report.Item], _ results: [Report.RuleResult], _ corrections: [Report.Correction]
    ) -> Report.Summary {
        let kept = standing.filter { $0.retractedBy == nil }
        let columns = columns(kept, results)
        func group(_ person: String?) -> [StandingEntry] {
            kept.filter { entry in
                person.map { names.isSame(entry.event.from, $0) }
                    ?? !columns.contains { column in column.map { names.isSame(entry.event.from, $0) } ?? false }
            }
        }
        let entries = columns.map(group)
        var rows = [row("entries", "Contacts and events by", entries.map { $0.map(\.number) })]
        for channel in Channel.allCases where kept.contains(where: { $0.event.channel == channel }) {
            rows.append(
                row(
                    channel.rawValue, Self.plural(channel),
                    entries.map { $0.filter { $0.event.channel == channel }.map(\.number) }, isPart: true))
        }
        if kept.contains(where: { $0.event.channel == nil }) {
            rows.append(
                row(
                    "no-channel", "Without a channel",
                    entries.map { $0.filter { $0.event.channel == nil }.map(\.number) }, isPart: true))
        }
        rows += findingRows(columns, results)
        return Report.Summary(
            sentences: sentences(items, results, corrections),
            columns: columns.map { $0.map { names($0) } ?? "Others, or not stated" }, rows: rows)
    }

    /// `me` and `them` always; a last column, nil, if some entry is of neither or of nobody known.
    private func columns(_ kept: [StandingEntry], _ results: [Report.RuleResult]) -> [String?] {
        let isOther: (String?) -> Bool = { person in
            !names.isSame(person, "me") && !names.isSame(person, "them")
        }
        let others =
            kept.contains { isOther($0.event.from) }
            || results.contains { $0.people.contains { isOther($0.person) } }
        return ["me", "them"] + (others ? [nil] : [])
    }

    private func row(_ name: String, _ label: String, _ numbers: [[Int]], isPart: Bool = false) -> Report.Summary.Row {
        Report.Summary.Row(
            name: name, label: label, isPart: isPart,
            cells: numbers.map { .init(findings: nil, entries: EntryCount($0)) })
    }

    private func findingRows(_ columns: [String?], _ results: [Report.RuleResult]) -> [Report.Summary.Row] {
        let people = results.flatMap(\.people)
        let perColumn = columns.map { column in
            people.filter { person in
                column.map { person.person == $0 } ?? (person.person != "me" && person.person != "them")
            }
        }
        func findings(
            _ name: String, _ label: String, isPart: Bool = false,
            _ pick: (Report.PersonResult) -> [Report.FindingLine]
        ) -> Report.Summary.Row {
            Report.Summary.Row(
                name: name, label: label, isPart: isPart,
                cells: perColumn.map { people in
                    let lines = people.flatMap(pick)
                    return .init(
                        findings: lines.map(\.number).sorted(), entries: EntryCount(lines.flatMap(\.entries.entries)))
                })
        }
        return [
            row("checked", "Entries checked against a rule", perColumn.map { $0.flatMap(\.checked.entries) }),
            findings("breach", "Apparent breaches") { $0.breaches },
            findings("confirmed", "Confirmed by \(names.me)", isPart: true) {
                $0.breaches.filter { $0.decisionAnswer == .confirm }
            },
            findings("dismissed", "Dismissed by \(names.me)", isPart: true) {
                $0.breaches.filter { $0.decisionAnswer == .dismiss }
            },
            findings("undecided", "Not decided", isPart: true) {
                $0.breaches.filter { $0.decisionAnswer != .confirm && $0.decisionAnswer != .dismiss }
            },
            findings("cannot-tell", "Cannot tell") { $0.cannotTell },
        ]
    }

    private func sentences(
        _ items: [Report.Item], _ results: [Report.RuleResult], _ corrections: [Report.Correction]
    ) -> [String] {
        guard !items.isEmpty else { return ["No contacts or events are shown in this report."] }
        var lines: [String] = []
        let dated = items.compactMap { item in item.occurred.map { ($0.start.wall.date, item.number) } }
        if let first = dated.map(\.0).min(), let last = dated.map(\.0).max() {
            lines.append(
                first == last
                    ? "\(Words.count(items.count, "contact or event", "contacts and events")) shown, on \(TimeText.longDay(first))."
                    : "\(Words.count(items.count, "contact or event", "contacts and events")) shown, "
                        + "from \(TimeText.longDay(first)) to \(TimeText.longDay(last)).")
        }
        let undated = items.filter { $0.occurred == nil }.map(\.number).sorted()
        if !undated.isEmpty { lines.append("The time is not known for \(Words.entries(undated)).") }
        for result in results {
            let said = result.people.filter {
                $0.checked.count > 0 || !$0.days.isEmpty || !$0.breaches.isEmpty || !$0.cannotTell.isEmpty
            }
            if said.isEmpty {
                lines.append("Rule \(result.rule): no entries fall under it.")
            } else {
                lines.append("Rule \(result.rule): " + said.map(\.sentence).joined(separator: " "))
            }
        }
        lines.append(recording(items))
        lines.append(correcting(corrections))
        return lines
    }

    private func recording(_ items: [Report.Item]) -> String {
        func tell(_ label: RecordingGap.Label?) -> String {
            Words.listed(items.filter { $0.gapLabel == label?.rawValue }.map(\.number))
        }
        return "Recorded within 24 hours of the event: \(tell(.contemporaneous)); within 30 days: \(tell(.later)); "
            + "reconstructed after that: \(tell(.reconstructed)); time of the event not known: \(tell(nil))."
    }

    private func correcting(_ corrections: [Report.Correction]) -> String {
        let amended = corrections.filter { $0.steps.contains { !$0.isRetraction } }.map(\.number)
        let retracted = corrections.filter { $0.steps.contains(where: \.isRetraction) }.map(\.number)
        if amended.isEmpty, retracted.isEmpty { return "No entry shown was amended or retracted." }
        func tell(_ numbers: [Int]) -> String { numbers.isEmpty ? "none" : Words.entries(numbers) }
        return "Amended: \(tell(amended)). Retracted: \(tell(retracted)). Old and new versions are both shown."
    }

    private static func plural(_ channel: Channel) -> String {
        switch channel {
        case .call: "Calls and call attempts"
        case .text: "Text messages"
        case .email: "E-mails"
        case .app: "App messages"
        case .inPerson: "In person"
        case .letter: "Letters"
        case .social: "Social media"
        case .payment: "Payments"
        case .other: "Other channels"
        }
    }
}
