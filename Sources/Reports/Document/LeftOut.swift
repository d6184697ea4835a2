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
            let (title, text) = KindText.reason(reason)
            groups.append(.init(reason: reason, title: title, text: text, entries: EntryCount(numbers)))
        }
        let count = groups.reduce(0) { $0 + $1.entries.count }
        let sentence =
            count == 0
            ? "Every entry of the log is shown in this report; none is left out."
            : "\(Words.count(count, "entry", "entries")) of the log \(count == 1 ? "is" : "are") not shown, for these reasons."
        return Report.LeftOut(
            sentence: sentence, groups: groups, gaps: input.gaps.map(gap), parts: input.withheldParts.map(part),
            items: EntryCount(standing.map(\.number)), shown: shown)
    }

    private func part(_ part: WithheldPart) -> Report.LeftOut.Part {
        Report.LeftOut.Part(
            entry: part.entry, name: part.attachment.map { "attachment \($0)" } ?? part.part.rawValue,
            reason: part.reason)
    }

    private func gap(_ gap: RecordedGap) -> Report.LeftOut.Gap {
        Report.LeftOut.Gap(text: "\(TimeText.period(gap.period)): \(gap.reason)", entry: gap.entry)
    }
}
