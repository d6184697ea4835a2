import Ledger

extension Index {
    /// Every entry of the log is either shown or in exactly one group here.
    func leftOut() -> Report.LeftOut {
        var rest = Set(0..<max(input.head.size, 0)).subtracting(shown.entries)
        var groups: [Report.LeftOut.Group] = []
        for reason in LeftOutReason.allCases {
            var numbers = rest.intersection(input.leftOut[reason] ?? [])
            if reason == .other { numbers = rest }
            rest.subtract(numbers)
            guard !numbers.isEmpty else { continue }
            let (title, text) = say.reason(reason)
            groups.append(.init(reason: reason, title: title, text: text, entries: EntryCount(numbers)))
        }
        let count = groups.reduce(0) { $0 + $1.entries.count }
        return Report.LeftOut(
            sentence: count == 0 ? say(.noneLeftOut) : say.count(count, .leftOutSentence),
            groups: groups, gaps: gaps(), parts: input.withheldParts.map(part),
            redacted: input.redacted, items: EntryCount(standing.map(\.number)), shown: shown)
    }

    private func part(_ part: WithheldPart) -> Report.LeftOut.Part {
        Report.LeftOut.Part(
            entry: part.entry, name: part.name,
            text: say.part(part.part, attachment: part.attachment), reason: part.reason)
    }

    /// The times in which, as the log itself says, not everything was recorded, and the older states from which it went
    /// on.
    private func gaps() -> [Report.LeftOut.Gap] {
        standing.compactMap(stated) + input.opened.compactMap(lost)
    }

    private func stated(_ entry: StandingEntry) -> Report.LeftOut.Gap? {
        guard entry.event.kind == .gap, entry.retractedBy == nil, let occurred = entry.event.occurred,
            let end = occurred.end
        else { return nil }
        let account = entry.current.entry.account
        func time(_ time: LocalTime) -> String {
            occurred.precision == .day
                ? say.day(time.wall.date) : say.moment(time, precision: occurred.precision).text
        }
        let text = say(
            account == nil ? .fromTo : .gapStatedWhy,
            [
                "from": time(occurred.start), "until": time(end), "account": account ?? "",
            ])
        return Report.LeftOut.Gap(text: text, entry: entry.number)
    }

    private func lost(_ entry: OpenedEntry) -> Report.LeftOut.Gap? {
        guard case .restore(let restored)? = entry.event.details, let lost = restored.lostSize else { return nil }
        let text = say(
            .gapLost,
            ["here": say.count(restored.restoredSize, .entryCount), "before": say.count(lost, .entryCount)])
        return Report.LeftOut.Gap(text: text, entry: entry.number)
    }
}
