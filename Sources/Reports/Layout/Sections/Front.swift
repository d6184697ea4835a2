import Ledger

extension LayoutBuilder {
    func cover(contents: [Layout.Section]) -> Layout.Section {
        let cover = report.cover
        var blocks: [Block] = [
            .paragraph(Paragraph([Run(cover.title, isolated: true)], .title)),
            .paragraph(Paragraph(say.runs(.preparedBy, [], ["name": [Run(cover.preparedBy, isolated: true)]]), .lead)),
            .pairs(pairs()),
        ]
        let check: [Block] = [
            .heading(level: 2, [Run(say(.toCheck))], anchor: nil),
            .list(cover.checkText.map { [Run($0)] }, isOrdered: true),
        ]
        let list: [Block] = [
            .heading(level: 2, [Run(say(.contents))], anchor: nil),
            .contents(contents.map { Run($0.heading ?? "", link: $0.anchor) }),
        ]
        let code = parts.code.map { [Block.code($0), text(.codeNote, .note)] } ?? []
        blocks.append(.columns([list, check + code]))
        return Layout.Section(anchor: .named("cover"), heading: nil, startsPage: false, blocks: blocks)
    }

    private func pairs() -> [Pair] {
        let cover = report.cover
        func pair(_ label: Phrase, _ value: String?) -> Pair? {
            value.map { Pair(say(label), [.paragraph(Paragraph([Run($0, isolated: true)]))]) }
        }
        let optional = [
            pair(.coverCourt, cover.court), pair(.coverReference, cover.reference), pair(.coverFor, cover.recipient),
            pair(.coverExportNumber, cover.exportNumber),
        ]
        return optional.compactMap(\.self) + [
            Pair(say(.coverPeople), cover.parties.isEmpty ? [text(.noneNamed)] : cover.parties.map(party)),
            Pair(say(.coverPeriod), [text(cover.periodText)]), Pair(say(.coverZone), [text(cover.zoneText)]),
            Pair(say(.coverEntries), [text(cover.countsText)]),
            Pair(
                say(.coverMade),
                [
                    text(cover.generated.text),
                    text(say(.madeBy, ["time": cover.generated.utcText, "program": cover.program]), .note),
                ]),
            Pair(
                say(.coverHead),
                [
                    .paragraph(
                        Paragraph([
                            Run(cover.head.number.replacing("-", with: " "), [.large, .mono])
                        ])), text(cover.headText, .note),
                ]),
            Pair(say(.coverRoot), [.paragraph(Paragraph([Run(grouped(cover.head.root), [.small, .mono])]))]),
        ]
    }

    private func party(_ party: Report.Party) -> Block {
        var runs = [Run(party.name, isolated: true), Run(" (\(party.roleText))", .soft)]
        if !party.addresses.isEmpty {
            runs += [Run(" "), Run(party.addresses.joined(separator: ", "), [.soft, .small], isolated: true)]
        }
        return .paragraph(Paragraph(runs))
    }

    /// In groups of four digits.
    private func grouped(_ hex: String) -> String {
        var groups: [Substring] = []
        var rest = hex[...]
        while !rest.isEmpty {
            groups.append(rest.prefix(4))
            rest = rest.dropFirst(4)
        }
        return groups.joined(separator: " ")
    }

    mutating func summary() -> [Block] {
        let summary = report.summary
        var rows: [Table.Row] = []
        for row in summary.rows {
            var cells = [cell((row.isPart ? "– " : "") + row.label)]
            for (column, value) in zip(summary.columns, row.cells) {
                cells.append(cell(summaryCell(value, title: "\(row.label), \(column)")))
            }
            rows.append(Table.Row(cells))
        }
        return [
            .list(summary.sentences.map { [Run($0)] }, isOrdered: false),
            .table(
                Table(
                    caption: say(.sideBySide),
                    columns: [Table.Column(say(.columnCounted), share: 26)]
                        + summary.columns.map { Table.Column($0, share: 74 / Double(summary.columns.count)) },
                    rows: Table.Rows(rows))),
        ]
    }

    private mutating func summaryCell(_ value: Report.Summary.Cell, title: String) -> [Run] {
        var runs = [Run(say.grouped(value.count), .strong)]
        if let findings = value.findings, !findings.isEmpty {
            runs.append(Run(" "))
            if Numbers.runs(findings).count > 20 {
                runs.append(Run(say(.inIndexOfFindings), .small, link: .named(Part.findings.rawValue)))
            } else {
                runs += links.findings(findings, .small)
            }
            runs.append(Run(";", .small))
        }
        if value.entries.count > 0 { runs += [Run(" ")] + listed(value.entries, title: title, .small) }
        return runs
    }

    /// Every finding with the entries it rests on, by rule and person.
    func findingsIndex() -> [Block] {
        let results = report.results.flatMap { result in result.people.map { (rule: result.rule, person: $0) } }
            .filter { !$0.person.breaches.isEmpty || !$0.person.cannotTell.isEmpty }
        if results.isEmpty { return [text(.noFindings)] }
        let lines = results.flatMap { item in
            (item.person.breaches + item.person.cannotTell).map { (item.rule, item.person.name, $0) }
        }
        let (links, say) = (links, say)
        return [
            text(.findingsIndexText, .note),
            .table(
                Table(
                    caption: say(.titleFindings),
                    columns: columns(
                        (.columnFinding, 8), (.columnVerdict, 17), (.columnPerson, 21), (.columnRule, 22),
                        (.columnEntries, 16), (.columnDecision, 16)),
                    rows: Table.Rows(count: lines.count) { index in
                        let (rule, name, line) = lines[index]
                        let entries = line.entries.count == 0 ? [Run(say(.none))] : links.numbers(line.entries)
                        return Table.Row([
                            [.paragraph(Paragraph([links.finding(line.number, .strong)]))],
                            [.paragraph(Paragraph([Run(say.verdict(line.verdict))]))],
                            [.paragraph(Paragraph([Run(name, isolated: true)]))],
                            [
                                .paragraph(
                                    Paragraph([Run(say(.ruleNumber, ["n": "\(rule)"]), link: .named("r\(rule)"))]))
                            ],
                            [.paragraph(Paragraph(entries))],
                            [.paragraph(Paragraph([Run(say.decision(line.decisionAnswer))]))],
                        ])
                    })),
        ]
    }

    func about() -> [Block] {
        let cover = report.cover
        return [
            .columns([
                [
                    .heading(level: 3, [Run(say(.whatThisIs))], anchor: nil),
                    .list(cover.isText.map { [Run($0)] }, isOrdered: false),
                ],
                [
                    .heading(level: 3, [Run(say(.whatThisIsNot))], anchor: nil),
                    .list(cover.isNotText.map { [Run($0)] }, isOrdered: false),
                ],
            ])
        ]
    }

    func definitions() -> [Block] {
        [.pairs(report.definitions.map { Pair($0.title, $0.paragraphs.map { text($0) }) })]
    }

    func rules() -> [Block] {
        if report.rules.isEmpty { return [text(.noRules)] }
        return report.rules.flatMap { rule -> [Block] in
            var blocks: [Block] = [
                .heading(
                    level: 3,
                    say.runs(.ruleTitle, [], ["n": [Run("\(rule.number)")], "id": [Run(rule.id, isolated: true)]]),
                    anchor: .named("r\(rule.number)")),
                .group(label: say(.wordingQuoted), [.words(rule.clause)]),
                .pairs([
                    Pair(say(.ruleSource), [text(rule.source ?? say(.notStated))]),
                    Pair(say(.ruleBinds), [text(say.list(rule.binds))]),
                    Pair(say(.ruleInForce), [text(rule.effectiveText)]),
                    Pair(say(.ruleVersion), [text(say(.ruleBookIs, ["book": rule.bookText]))]),
                    Pair(say(.ruleKind), [text(say.ruleKind(rule.kind))]),
                ]),
            ]
            if !rule.explanation.isEmpty {
                blocks.append(.heading(level: 4, [Run(say(.howRead))], anchor: nil))
                blocks.append(.list(rule.explanation.map { [Run($0)] }, isOrdered: false))
            }
            return blocks
        }
    }
}

extension Catalogue {
    func decision(_ answer: Decision.Answer?) -> String {
        switch answer {
        case .confirm: self(.decisionConfirmed)
        case .dismiss: self(.decisionDismissed)
        case .topic, nil: self(.decisionNone)
        }
    }
}
