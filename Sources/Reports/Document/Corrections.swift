import Ledger

extension Index {
    /// Amended and retracted entries in order of number, every step with what it changed.
    func corrections() -> [Report.Correction] {
        standing.filter { $0.versions.count > 1 || $0.retractedBy != nil }
            .sorted { $0.number < $1.number }
            .map { standing in
                var steps: [Report.Correction.Step] = []
                for (old, new) in zip(standing.versions, standing.versions.dropFirst()) {
                    if let step = step(new, from: old, isRetraction: false) { steps.append(step) }
                }
                if let retraction = standing.retractedBy, let last = standing.versions.last,
                    let step = step(retraction, from: last, isRetraction: true)
                {
                    steps.append(step)
                }
                return Report.Correction(number: standing.number, steps: steps)
            }
    }

    private func step(_ number: Int, from old: Int, isRetraction: Bool) -> Report.Correction.Step? {
        guard let entry = opened[number] else { return nil }
        return Report.Correction.Step(
            entry: number, corrects: entry.entry.heading.corrects ?? old, isRetraction: isRetraction,
            recorded: recorded(entry),
            title: say(isRetraction ? .retracts : .amends, ["new": "\(number)", "old": "\(old)"]),
            reason: entry.event.reason ?? say(.noReason),
            note: isRetraction ? nil : note(opened[old], entry),
            changes: isRetraction ? [] : changes(from: opened[old], to: entry))
    }

    private func note(_ old: OpenedEntry?, _ new: OpenedEntry) -> String? {
        guard let old, old.event.locator != nil, new.event.locator == nil else { return nil }
        return say(.amendedByHand, ["old": "\(old.number)", "new": "\(new.number)"])
    }

    private func changes(from old: OpenedEntry?, to new: OpenedEntry) -> [Report.Correction.Change] {
        guard let old else { return [] }
        let before = allFacts(old)
        let after = allFacts(new)
        var order: [String] = []
        for fact in before + after where !order.contains(fact.name) { order.append(fact.name) }
        return order.compactMap { name in
            let a = before.first { $0.name == name }
            let b = after.first { $0.name == name }
            // Bytes, not canonical equivalence: a changed accent is a change.
            // An amendment is made by hand and has no place in the file; the step's note says so.
            if name == "source", b == nil { return nil }
            guard let label = (a ?? b)?.label, !Self.sameBytes(a?.text, b?.text) else { return nil }
            return Report.Correction.Change(name: name, label: label, old: a?.text, new: b?.text)
        }
    }

    private static func sameBytes(_ a: String?, _ b: String?) -> Bool {
        switch (a, b) {
        case (nil, nil): true
        case (let a?, let b?): a.utf8.elementsEqual(b.utf8)
        default: false
        }
    }

    private func allFacts(_ entry: OpenedEntry) -> [Report.Fact] {
        let event = entry.event
        var facts = [Report.Fact("kind", say(.factKind), say.kind(event.kind))]
        if let occurred = event.occurred {
            facts.append(
                Report.Fact("start", say(.factOccurred), say.moment(occurred.start, precision: occurred.precision).text)
            )
            if let end = occurred.end {
                facts.append(Report.Fact("end", say(.factEnded), say.moment(end, precision: occurred.precision).text))
            }
        }
        facts.append(Report.Fact("time", say(.factTimeBasis), say.occurred(event.occurred)))
        if let channel = event.channel {
            facts.append(
                Report.Fact("channel", say(.factChannel), say.channel(channel, attempt: event.attempt == true)))
        }
        if let from = event.from { facts.append(Report.Fact("from", say(.factFrom), names(from))) }
        if !event.to.isEmpty { facts.append(Report.Fact("to", say(.factTo), names.list(event.to))) }
        if let words = entry.entry.words { facts.append(Report.Fact("words", say(.factWords), words)) }
        if let account = entry.entry.account { facts.append(Report.Fact("account", say(.factAccount), account)) }
        if !entry.entry.attachments.isEmpty {
            let text = entry.entry.attachments.map { "\($0.name) (SHA-256 \(Hex.encode($0.sha256)))" }
            facts.append(Report.Fact("attachments", say(.factAttachments), text.joined(separator: "; ")))
        }
        return facts + self.facts(entry)
    }
}
