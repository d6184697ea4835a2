import Ledger

extension LayoutBuilder {
    mutating func results() -> [Block] {
        if report.results.isEmpty { return [text(.noRulesChecked)] }
        var blocks: [Block] = [text(.resultsNote, .note)]
        for result in report.results {
            let id = report.rules[result.rule - 1].id
            blocks.append(
                .heading(
                    level: 3,
                    say.runs(.ruleTitle, [], ["n": [Run("\(result.rule)")], "id": [Run(id, isolated: true)]]),
                    anchor: nil))
            for person in result.people { blocks += results(of: person, rule: result.rule) }
        }
        return blocks
    }

    private mutating func results(of person: Report.PersonResult, rule: Int) -> [Block] {
        var blocks: [Block] = [
            .heading(level: 4, [Run(person.name, isolated: true)], anchor: nil), text(person.sentence),
        ]
        var small = person.daysText.map { [Run($0 + " ")] } ?? []
        if person.checked.count > 0 {
            let title = say(.checkedTitle, ["rule": "\(rule)", "name": person.name])
            small += say.runs(.checkedList, [], ["entries": listed(person.checked, title: title)])
        }
        if !small.isEmpty { blocks.append(.paragraph(Paragraph(small, .note))) }
        let lines = person.breaches + person.cannotTell
        guard !lines.isEmpty else { return blocks }
        let row = FindingRow(say: say, links: links)
        blocks.append(
            .table(
                Table(
                    caption: say(.resultsCaption, ["rule": "\(rule)", "name": person.name]),
                    columns: columns(
                        (.columnFinding, 9), (.columnVerdict, 17), (.columnEntries, 14), (.columnReason, 60)),
                    rows: Table.Rows(count: lines.count) { row.row(lines[$0]) })))
        return blocks
    }
}

private struct FindingRow: Sendable {
    let say: Catalogue
    let links: Links

    func row(_ line: Report.FindingLine) -> Table.Row {
        let entries = line.entries.count == 0 ? [Run(say(.none))] : links.numbers(line.entries)
        return Table.Row(
            [
                [.paragraph(Paragraph([Run("F\(line.number)", .strong)]))],
                [.paragraph(Paragraph([Run(say.verdict(line.verdict))]))], [.paragraph(Paragraph(entries))],
                reason(line),
            ], anchor: .finding(line.number))
    }

    private func reason(_ line: Report.FindingLine) -> [Block] {
        var runs = [Run(line.reason)]
        if let decision = line.topicDecision {
            runs += [Run(" ")] + say.runs(.topicDecidedIn, [], ["entry": [links.entry(decision)]])
        }
        var blocks: [Block] = [.paragraph(Paragraph(runs))]
        func add(_ text: String) { blocks.append(.paragraph(Paragraph([Run(text)]))) }
        if let missing = line.missing { add(say(.missing, ["fact": missing])) }
        for exception in line.exceptions {
            add(say(line.isExceptionAccepted ? .exceptionAccepted : .exceptionClaimed, ["exception": exception]))
        }
        if let decision = line.decision { add(decision) }
        let id =
            line.period.map { say(.findingPeriod, ["period": $0, "id": line.id]) } ?? say(.findingID, ["id": line.id])
        blocks.append(.paragraph(Paragraph([Run(id)], .note)))
        return blocks
    }
}

extension LayoutBuilder {
    func schedule() -> [Block] {
        let schedule = report.schedule
        if schedule.lines.isEmpty { return [text(schedule.sentence)] }
        let rows = schedule.lines.map { line -> Table.Row in
            var evidence = line.evidence.count == 0 ? [] : Words.capital(links.entries(line.evidence))
            if !line.exhibits.isEmpty {
                evidence += evidence.isEmpty ? [] : [Run("; ")]
                evidence += links.exhibits(line.exhibits)
            }
            return Table.Row(
                [
                    cell("\(line.number)", .strong), cell(line.date),
                    cell([Run(line.allegation), Run(" ("), links.finding(line.finding), Run(")")]),
                    cell(evidence.isEmpty ? [Run(say(.none))] : evidence), cell(""), cell(""), cell(""),
                ], anchor: .named("s\(line.finding)"))
        }
        return [
            text(schedule.sentence), text(.scheduleNote, .note),
            .table(
                Table(
                    caption: say(.titleSchedule),
                    columns: columns(
                        (.columnNumber, 5), (.columnDate, 13), (.columnAllegation, 30), (.columnEvidence, 13),
                        (.columnResponse, 17), (.columnResponseReference, 9), (.columnCourtFinding, 13)),
                    rows: Table.Rows(rows))),
        ]
    }

    func dueEvents() -> [Block] {
        let events = report.dueEvents
        guard !events.lines.isEmpty else { return [text(events.sentence)] }
        let rows = events.lines.map { line -> Table.Row in
            var basis = [Run(line.evidence)]
            if !line.exhibits.isEmpty { basis += [Run(" ")] + links.exhibits(line.exhibits) }
            return Table.Row([
                cell([links.entry(line.entry, .strong)]),
                cell(line.kindText)
                    + (line.person.map { [.paragraph(Paragraph([Run($0, .small, isolated: true)]))] } ?? []),
                cell(line.due?.text ?? say(.notRecorded)), cell(line.actual?.text ?? say(.notRecorded)),
                cell(line.statusText), [.paragraph(Paragraph(basis, .note))],
            ])
        }
        let table = Table(
            caption: say(.titleDue),
            columns: columns(
                (.columnEntry, 7), (.columnEvent, 15), (.columnDue, 20), (.columnActual, 20), (.columnDifference, 17),
                (.columnEvidence, 21)), rows: Table.Rows(rows))
        let figure = Pictures(say).due(events).map {
            [
                Block.figure(
                    Figure(title: say(.figureDue), sentence: events.sentence, note: say(.illustrative), drawing: $0))
            ]
        }
        return (figure ?? [text(events.sentence)]) + [.table(table)]
    }
}

enum Words {
    /// The runs with a great first letter.
    static func capital(_ runs: [Run]) -> [Run] {
        guard var first = runs.first else { return runs }
        first.text = first.text.prefix(1).uppercased() + first.text.dropFirst()
        return [first] + runs.dropFirst()
    }
}
