import Ledger

extension Index {
    /// Both people side by side. Retracted entries are counted in their own row only, notes and gaps in none.
    func summary(
        _ items: [Report.Item], _ results: [Report.RuleResult], _ corrections: [Report.Correction],
        _ due: Report.DueEvents, _ leftOut: Report.LeftOut
    ) -> Report.Summary {
        let kept = standing.filter { $0.retractedBy == nil && $0.event.isContact }
        let columns = columns(kept, results)
        func group(_ person: String?) -> [StandingEntry] {
            kept.filter { entry in
                person.map { names.isSame(entry.event.from, $0) }
                    ?? !columns.contains { column in column.map { names.isSame(entry.event.from, $0) } ?? false }
            }
        }
        let entries = columns.map(group)
        var rows = [row("entries", say(.rowEvents), entries.map { $0.map(\.number) })]
        for channel in Channel.allCases where kept.contains(where: { $0.event.channel == channel }) {
            rows.append(
                row(
                    channel.rawValue, say.channels(channel),
                    entries.map { $0.filter { $0.event.channel == channel }.map(\.number) }, isPart: true))
        }
        if kept.contains(where: { $0.event.channel == nil }) {
            rows.append(
                row(
                    "no-channel", say(.rowNoChannel),
                    entries.map { $0.filter { $0.event.channel == nil }.map(\.number) }, isPart: true))
        }
        rows += findingRows(columns, results)
        let titles = columns.map { $0.map { names($0) } ?? say(.columnOthers) }
        return Report.Summary(
            sentences: sentences(items, corrections, due, leftOut, columns: titles, rows: rows),
            columns: titles, rows: rows)
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
            row("checked", say(.rowChecked), perColumn.map { $0.flatMap(\.checked.entries) }),
            findings("breach", say(.rowBreaches)) { $0.breaches },
            findings("confirmed", say(.rowConfirmed, ["name": names.me]), isPart: true) {
                $0.breaches.filter { $0.decisionAnswer == .confirm }
            },
            findings("dismissed", say(.rowDismissed, ["name": names.me]), isPart: true) {
                $0.breaches.filter { $0.decisionAnswer == .dismiss }
            },
            findings("undecided", say(.rowUndecided), isPart: true) {
                $0.breaches.filter { $0.decisionAnswer != .confirm && $0.decisionAnswer != .dismiss }
            },
            findings("cannot-tell", say(.rowCannotTell)) { $0.cannotTell },
        ]
    }

    /// Ten lines or fewer: what was ordered, what is shown, each person, what was decided, how it was kept.
    private func sentences(
        _ items: [Report.Item], _ corrections: [Report.Correction], _ due: Report.DueEvents,
        _ leftOut: Report.LeftOut, columns: [String], rows: [Report.Summary.Row]
    ) -> [String] {
        guard !items.isEmpty else { return [say(.nothingShown)] }
        return [ordered(), extent(items)] + columns.indices.map { person(columns[$0], $0, rows) }
            + [
                decided(rows), due.sentence, recording(items), correcting(corrections),
                say(
                    leftOut.gaps.isEmpty ? .summaryLeftOut : .summaryLeftOutGaps,
                    ["sentence": notShown(leftOut), "gaps": say.count(leftOut.gaps.count, .gapCount)]),
            ]
    }

    private func notShown(_ leftOut: Report.LeftOut) -> String {
        let count = leftOut.groups.reduce(0) { $0 + $1.entries.count }
        guard count > 0 else { return leftOut.sentence }
        let groups = leftOut.groups.map {
            say(.summaryNotShownGroup, ["title": $0.title, "n": say.grouped($0.entries.count)])
        }
        return say(
            .summaryNotShown, for: count,
            ["n": say.grouped(count), "title": say(.titleLeftOut), "groups": groups.joined(separator: "; ")])
    }

    private func ordered() -> String {
        var sources: [String] = []
        for rule in rules {
            if let source = rule.source, !sources.contains(source) { sources.append(source) }
        }
        if rules.isEmpty { return say(.summaryNoRules) }
        let count = say.count(rules.count, .ruleCount)
        if sources.isEmpty { return say(.summaryRules, ["rules": count]) }
        let more = sources.count - 3
        let named = sources.prefix(3) + (more > 0 ? [say.count(more, .furtherCount)] : [])
        return say(.summaryRulesOf, ["rules": count, "sources": named.joined(separator: "; ")])
    }

    private func extent(_ items: [Report.Item]) -> String {
        let dates = items.compactMap { $0.occurred?.start.wall.date }
        let items = items.filter(\.kind.isContact)
        let count = say.count(items.count, .eventCount)
        let undated = items.filter { $0.occurred == nil }.map(\.number).sorted()
        let unknown = undated.isEmpty ? "" : " " + say(.timeNotKnownFor, ["entries": say.entries(undated)])
        guard let first = dates.min(), let last = dates.max() else {
            return say(.summaryShown, ["events": count]) + unknown
        }
        return first == last
            ? say(.summaryShownOn, ["events": count, "day": say.longDay(first)]) + unknown
            : say(.summaryShownFromTo, ["events": count, "from": say.longDay(first), "until": say.longDay(last)])
                + unknown
    }

    private func person(_ name: String, _ column: Int, _ rows: [Report.Summary.Row]) -> String {
        func cell(_ row: String) -> Report.Summary.Cell? { rows.first { $0.name == row }?.cells[column] }
        func found(_ row: String, _ phrase: Phrase) -> String {
            let numbers = cell(row)?.findings ?? []
            return say.count(numbers.count, phrase) + (numbers.isEmpty ? "" : " (\(findingNumbers(numbers)))")
        }
        return say(
            .summaryPerson,
            [
                "name": name, "events": say.count(cell("entries")?.count ?? 0, .eventCount),
                "checked": say.count(cell("checked")?.count ?? 0, .entryCount),
                "breaches": found("breach", .breachCount), "unclear": found("cannot-tell", .caseCount),
            ])
    }

    private func findingNumbers(_ numbers: [Int]) -> String {
        let runs = Numbers.runs(numbers)
        if runs.count > 8 { return say(.inIndexOfFindings) }
        return runs.map { run in
            run.first == run.last
                ? "F\(run.first)" : "F\(run.first)\(run.last == run.first + 1 ? ", " : "–")F\(run.last)"
        }.joined(separator: ", ")
    }

    private func decided(_ rows: [Report.Summary.Row]) -> String {
        func total(_ row: String) -> String {
            say.grouped(rows.first { $0.name == row }?.cells.reduce(0) { $0 + $1.count } ?? 0)
        }
        let claimed = standing.filter { $0.retractedBy == nil && !$0.event.exceptions.isEmpty }.map(\.number).sorted()
        return say(
            .summaryDecided,
            [
                "name": names.me, "breaches": total("breach"), "confirmed": total("confirmed"),
                "dismissed": total("dismissed"), "undecided": total("undecided"), "claims": say.listed(claimed),
            ])
    }

    private func recording(_ items: [Report.Item]) -> String {
        func tell(_ label: RecordingGap.Label?) -> String {
            say.listed(items.filter { $0.gapLabel == label?.rawValue }.map(\.number))
        }
        return say(
            .recordingSentence,
            [
                "contemporaneous": tell(.contemporaneous), "later": tell(.later),
                "reconstructed": tell(.reconstructed), "unknown": tell(nil),
            ])
    }

    private func correcting(_ corrections: [Report.Correction]) -> String {
        let amended = corrections.filter { $0.steps.contains { !$0.isRetraction } }.map(\.number)
        let retracted = corrections.filter { $0.steps.contains(where: \.isRetraction) }.map(\.number)
        if amended.isEmpty, retracted.isEmpty { return say(.noCorrections) }
        func tell(_ numbers: [Int]) -> String { numbers.isEmpty ? say(.none) : say.entries(numbers) }
        return say(.correctionsSentence, ["amended": tell(amended), "retracted": tell(retracted)])
    }
}
