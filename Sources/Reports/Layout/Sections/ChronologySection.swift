import Ledger

extension LayoutBuilder {
    func chronology() -> [Block] {
        let items = links.items
        if items.isEmpty { return [text(.nothingShown)] }
        let row = ChronologyRow(report, links)
        return [
            text(.chronologyNote, .note),
            .table(
                Table(
                    caption: say(.titleChronology),
                    columns: columns((.columnEntry, 7), (.columnWhen, 21), (.columnWhat, 72)),
                    rows: Table.Rows(count: items.count) { row.row(items[$0]) })),
        ]
    }
}

/// One entry as a row: number, when, what was recorded.
private struct ChronologyRow: Sendable {
    private let say: Catalogue
    private let links: Links
    private let keeper: String
    private let exhibits: [Int: [Report.Exhibit]]

    init(_ report: Report, _ links: Links) {
        say = report.say
        self.links = links
        keeper = report.cover.keeper
        exhibits = Dictionary(grouping: report.exhibits, by: \.entry)
    }

    func row(_ item: Report.Item) -> Table.Row {
        Table.Row(
            [[.paragraph(Paragraph([Run("\(item.number)", .strong)]))], when(item), what(item)],
            anchor: .entry(item.number), entry: item.number)
    }

    private func when(_ item: Report.Item) -> [Block] {
        guard let start = item.start else { return [.paragraph(Paragraph([Run(say(.timeUnknown), .strong)]))] }
        var blocks: [Block] = [.paragraph(Paragraph([Run(start.wallText, .strong)]))]
        if let until = item.untilText { blocks.append(.paragraph(Paragraph([Run(until)]))) }
        if !item.offsetText.isEmpty { blocks.append(.paragraph(Paragraph([Run(item.offsetText)], .note))) }
        return blocks
    }

    private func what(_ item: Report.Item) -> [Block] {
        var blocks: [Block] = []
        if let text = item.correctionText { blocks.append(.paragraph(Paragraph([Run(text)], .state))) }
        blocks.append(.paragraph(Paragraph(line(item))))
        if let words = item.words { blocks.append(.words(words)) }
        if let account = item.account {
            blocks.append(.group(label: say(.ownAccount, ["name": keeper]), [.words(account)]))
        }
        for exhibit in exhibits[item.number] ?? [] { blocks.append(attachment(exhibit)) }
        blocks.append(.paragraph(Paragraph(small(item), .note)))
        if links.showsFindings { blocks += item.findings.map(mark) }
        return blocks
    }

    /// `Text message from Jamie Reed to Alex Morgan (incoming)`.
    private func line(_ item: Report.Item) -> [Run] {
        let kind = item.kind == .contact ? item.channelText ?? item.kindText : item.kindText
        var runs = [Run(kind, .strong)]
        if item.kind != .contact, let channel = item.channelText {
            runs.append(Run(", " + channel, .strong))
        }
        if let from = item.from { runs += [Run(" ")] + say.runs(.from, [], ["name": [Run(from, isolated: true)]]) }
        if !item.to.isEmpty {
            var names: [Run] = []
            for name in item.to { names += (names.isEmpty ? [] : [Run(", ")]) + [Run(name, isolated: true)] }
            runs += [Run(" ")] + say.runs(.to, [], ["names": names])
        }
        switch item.direction {
        case "incoming": runs.append(Run(" " + say(.incoming), .soft))
        case "outgoing": runs.append(Run(" " + say(.outgoing), .soft))
        default: break
        }
        return runs
    }

    private func attachment(_ exhibit: Report.Exhibit) -> Block {
        let file = exhibit.file
        return .paragraph(
            Paragraph(
                say.runs(
                    .exhibitLine, .small,
                    [
                        "exhibit": [links.exhibit(exhibit.number, .small)],
                        "name": [Run(file.name, .small, isolated: true)],
                        "type": [Run(file.mediaType, .small, isolated: true)],
                        "bytes": [Run(say.count(file.byteCount, .bytes), .small)],
                        "hash": [Run(file.sha256, [.small, .mono])],
                    ])))
    }

    /// The smaller facts in one paragraph: how the time is known and when the entry was made among them.
    private func small(_ item: Report.Item) -> [Run] {
        var runs: [Run] = []
        for fact in item.facts where !fact.isImplied {
            let place = fact.entry.map { say.entries([$0]) } ?? ""
            var text = [Run(fact.text, isolated: true)]
            if let entry = fact.entry, fact.text.hasSuffix(place) {
                text =
                    [Run(String(fact.text.dropLast(place.count)), isolated: true)] + links.entries(EntryCount([entry]))
            }
            runs += say.runs(.factLine, [], ["label": [Run(fact.label)], "text": text]) + [Run(" ")]
        }
        runs.append(
            Run(
                item.basisText + " "
                    + say(.recordedAt, ["gap": item.gapText, "time": item.recorded.shortText])))
        if let anchored = item.anchored.text { runs.append(Run(" " + say(.stampsAround, ["text": anchored]))) }
        if let source = item.source {
            runs += [Run(" "), Run(say(.sourceNumber, ["n": "\(source)"]), link: .named("source\(source)")), Run(".")]
        }
        if !item.fineRules.isEmpty, links.showsFindings {
            runs.append(
                Run(" " + say(.fineUnder, for: item.fineRules.count, ["rules": Numbers.text(item.fineRules)])))
        }
        return runs
    }

    private func mark(_ mark: Report.Mark) -> Block {
        .paragraph(
            Paragraph(
                [Run(mark.text + " ("), links.finding(mark.finding), Run(")")],
                mark.verdict == .breach ? .breach : .unclear))
    }
}
