import Ledger

extension LayoutBuilder {
    mutating func patterns() -> [Block] {
        let patterns = report.patterns
        guard patterns.dayCount > 0 else { return [text(.patternsNone)] }
        var blocks: [Block] = [
            text(.patternsNote, .note), text(patterns.daysText),
            .list(patterns.frequency.map { [Run($0.sentence)] }, isOrdered: false),
        ]
        if patterns.uncounted.count > 0 {
            let entries = listed(patterns.uncounted, title: say(.patternsUncountedTitle))
            blocks.append(.paragraph(Paragraph(say.runs(.patternsUncounted, [], ["entries": entries]), .note)))
        }
        let pictures = Pictures(say)
        blocks.append(.heading(level: 3, [Run(say(.patternsDaysTitle))], anchor: nil))
        blocks.append(
            .figure(
                Figure(
                    title: say(.figureDays), sentence: patterns.daysSentence, note: say(.illustrative),
                    drawing: pictures.days(patterns, report.cover.period), table: daysTable(patterns))))
        blocks += hours(patterns, pictures)
        blocks.append(.heading(level: 3, [Run(say(.patternsWeeksTitle))], anchor: nil))
        blocks.append(.table(weeksTable(patterns)))
        blocks += pauses(patterns)
        blocks += bursts(patterns)
        blocks += replies(patterns, pictures)
        return blocks
    }

    private mutating func daysTable(_ patterns: Report.Patterns) -> Table {
        var rows: [Table.Row] = []
        for day in patterns.days {
            var cells = [cell(day.text)]
            for (name, count) in zip(patterns.columns, day.cells) {
                cells.append(cell(counted(count, title: "\(day.text), \(name)")))
            }
            var breaches: [Run] = []
            for (name, numbers) in zip(patterns.columns, day.breaches) where !numbers.isEmpty {
                breaches += breaches.isEmpty ? [] : [Run("; ")]
                breaches += [Run(name, isolated: true), Run(" ")] + links.findings(numbers)
            }
            cells.append(cell(breaches.isEmpty ? [Run(say(.none))] : breaches))
            rows.append(Table.Row(cells))
        }
        return Table(
            caption: say(.patternsDaysTitle),
            columns: [Table.Column(say(.columnDay), share: 19)] + patterns.columns.map { Table.Column($0, share: 27) }
                + [Table.Column(say(.columnBreaches), share: 27)], rows: Table.Rows(rows))
    }

    private mutating func hours(_ patterns: Report.Patterns, _ pictures: Pictures) -> [Block] {
        var blocks: [Block] = [.heading(level: 3, [Run(say(.patternsHoursTitle))], anchor: nil)]
        var rows: [Table.Row] = []
        for hour in patterns.hours {
            var cells = [cell(hour.text)]
            for (name, count) in zip(patterns.columns, hour.cells) {
                cells.append(cell(counted(count, title: "\(hour.text), \(name)")))
            }
            rows.append(Table.Row(cells))
        }
        let table = Table(
            caption: say(.patternsHoursTitle),
            columns: [Table.Column(say(.columnHour), share: 24)] + patterns.columns.map { Table.Column($0, share: 38) },
            rows: Table.Rows(rows))
        let quiet =
            patterns.quietRules.isEmpty
            ? "" : " " + say(.hatched, for: patterns.quietRules.count, ["rules": Numbers.text(patterns.quietRules)])
        blocks.append(
            .figure(
                Figure(
                    title: say(.figureHours), sentence: patterns.hoursSentence + quiet, note: say(.illustrative),
                    drawing: pictures.hours(patterns), table: table)))
        if patterns.untimed.count > 0 {
            let entries = listed(patterns.untimed, title: say(.patternsUntimedTitle))
            blocks.append(.paragraph(Paragraph(say.runs(.patternsUntimed, [], ["entries": entries]), .note)))
        }
        return blocks
    }

    private mutating func weeksTable(_ patterns: Report.Patterns) -> Table {
        var rows: [Table.Row] = []
        for week in patterns.weeks {
            var cells = [cell(week.text)]
            for (name, value) in zip(patterns.columns, week.cells) {
                var runs = [Run(say.grouped(value.entries.count), .strong)]
                for channel in value.channels {
                    runs.append(Run("; \(channel.label) "))
                    runs += counted(channel.entries, title: "\(week.text), \(name), \(channel.label)")
                }
                cells.append(cell(runs))
            }
            rows.append(Table.Row(cells))
        }
        return Table(
            caption: say(.patternsWeeksTitle),
            columns: [Table.Column(say(.columnWeek), share: 20)] + patterns.columns.map { Table.Column($0, share: 40) },
            rows: Table.Rows(rows))
    }

    private func pauses(_ patterns: Report.Patterns) -> [Block] {
        let heading = Block.heading(level: 3, [Run(say(.patternsPausesTitle))], anchor: nil)
        if patterns.pauses.isEmpty { return [heading, text(.patternsNoPauses)] }
        return [
            heading, text(.patternsPausesNote, .note),
            .table(
                Table(
                    caption: say(.patternsPausesTitle),
                    columns: columns((.columnPerson, 34), (.columnDays, 22), (.columnFromTo, 44)),
                    rows: Table.Rows(
                        patterns.pauses.map { pause in
                            Table.Row([
                                cell([Run(pause.name, isolated: true)]), cell(say.count(pause.dayCount, .dayCount)),
                                cell(pause.text),
                            ])
                        }))),
        ]
    }

    private mutating func bursts(_ patterns: Report.Patterns) -> [Block] {
        var blocks: [Block] = [.heading(level: 3, [Run(say(.patternsBurstsTitle))], anchor: nil)]
        if patterns.bursts.isEmpty { return blocks + [text(.patternsNoBursts)] }
        var rows: [Table.Row] = []
        for burst in patterns.bursts {
            rows.append(
                Table.Row([
                    cell([Run(burst.name, isolated: true)]), cell([Run(burst.rule, isolated: true)]), cell(burst.text),
                    cell(listed(burst.entries, title: "\(burst.name), \(burst.text)")),
                ]))
        }
        blocks.append(text(.patternsBurstsNote, .note))
        blocks.append(
            .table(
                Table(
                    caption: say(.patternsBurstsTitle),
                    columns: columns((.columnPerson, 22), (.columnRule, 22), (.columnShown, 30), (.columnEntries, 26)),
                    rows: Table.Rows(rows))))
        return blocks
    }

    private func replies(_ patterns: Report.Patterns, _ pictures: Pictures) -> [Block] {
        let heading = Block.heading(level: 3, [Run(say(.patternsRepliesTitle))], anchor: nil)
        let sentence = patterns.replySentences.joined(separator: " ")
        guard let drawing = pictures.replies(patterns) else { return [heading, text(sentence)] }
        let (links, say, replies, names) = (links, say, patterns.replies, patterns.columns)
        let table = Table(
            caption: say(.patternsRepliesTitle),
            columns: columns((.columnMessage, 18), (.columnNext, 18), (.columnBy, 34), (.columnAfter, 30)),
            rows: Table.Rows(count: replies.count) { index in
                let reply = replies[index]
                func cell(_ run: Run) -> [Block] { [.paragraph(Paragraph([run]))] }
                return Table.Row([
                    cell(links.entry(reply.message)), cell(links.entry(reply.next)),
                    cell(Run(names[reply.column], isolated: true)), cell(Run(say.duration(reply.seconds))),
                ])
            })
        return [
            heading, text(.patternsRepliesNote, .note),
            .figure(
                Figure(
                    title: say(.figureReplies), sentence: sentence, note: say(.illustrative), drawing: drawing,
                    table: table)),
        ]
    }
}
