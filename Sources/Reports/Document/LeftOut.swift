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
            groups: groups, gaps: input.gaps.map(gap), parts: input.withheldParts.map(part),
            redacted: input.redacted, items: EntryCount(standing.map(\.number)), shown: shown)
    }

    private func part(_ part: WithheldPart) -> Report.LeftOut.Part {
        Report.LeftOut.Part(
            entry: part.entry, name: part.name,
            text: say.part(part.part, attachment: part.attachment), reason: part.reason)
    }

    private func gap(_ gap: RecordedGap) -> Report.LeftOut.Gap {
        Report.LeftOut.Gap(text: "\(say.period(gap.period)): \(gap.reason)", entry: gap.entry)
    }
}
