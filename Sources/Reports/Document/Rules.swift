import Ledger

extension Index {
    static func rules(_ input: ReportInput, names: Names, opened: [Int: OpenedEntry]) -> [Report.Rule] {
        input.rules.enumerated().map { offset, rule in
            Report.Rule(
                number: offset + 1, id: rule.id, clause: rule.clause, source: rule.source, kind: rule.kind,
                binds: rule.binds.map { names($0) }, from: rule.from?.text, until: rule.until?.text,
                effectiveText: effective(rule), bookEntry: rule.bookEntry,
                bookText: bookText(rule.bookEntry, opened[rule.bookEntry], zone: input.zone),
                explanation: rule.explanation)
        }
    }

    private static func effective(_ rule: ReportRule) -> String {
        switch (rule.from, rule.until) {
        case (let from?, let until?): "\(TimeText.longDay(from)) to \(TimeText.longDay(until)), both included"
        case (let from?, nil): "from \(TimeText.longDay(from))"
        case (nil, let until?): "until \(TimeText.longDay(until))"
        case (nil, nil): "no dates stated"
        }
    }

    private static func bookText(_ number: Int, _ entry: OpenedEntry?, zone: Zone) -> String {
        guard let entry else { return "entry \(number)" }
        return "entry \(number), recorded \(TimeText.moment(zone.localTime(of: entry.entry.recorded)).text)"
    }

    /// One section a rule; both people in each, also where there was nothing to check.
    func results() -> [Report.RuleResult] {
        var fineByRule: [Int: [ReportFinding]] = [:]
        for (finding, rule) in fine { fineByRule[rule, default: []].append(finding) }
        var numberedByRule: [Int: [(number: Int, finding: ReportFinding)]] = [:]
        for (offset, (finding, rule)) in numbered.enumerated() {
            numberedByRule[rule, default: []].append((offset + 1, finding))
        }
        return rules.map { rule in
            let found = numberedByRule[rule.number] ?? []
            let clear = fineByRule[rule.number] ?? []
            let others = Set((found.map(\.finding.person) + clear.map(\.person)).map(names.key))
                .subtracting(["me", "them"]).sorted()
            return Report.RuleResult(
                rule: rule.number,
                people: (["me", "them"] + others).map { person in
                    result(
                        person, found.filter { names.isSame($0.finding.person, person) },
                        clear.filter { names.isSame($0.person, person) }, binds: rule.binds)
                })
        }
    }

    private func result(
        _ person: String, _ found: [(number: Int, finding: ReportFinding)], _ clear: [ReportFinding], binds: [String]
    ) -> Report.PersonResult {
        let lines = found.map { line($0.number, $0.finding) }
        let checked = EntryCount((found.map(\.finding) + clear).flatMap(\.entries))
        let unclear = Set(found.flatMap(\.finding.entries))
        let breaches = lines.filter { $0.verdict == .breach }
        let cannotTell = lines.filter { $0.verdict == .cannotTell }
        return Report.PersonResult(
            person: person, name: names(person), checked: checked,
            fine: EntryCount(clear.flatMap(\.entries).filter { !unclear.contains($0) }), breaches: breaches,
            cannotTell: cannotTell,
            sentence: sentence(names(person), checked, breaches, cannotTell, isBound: binds.contains(names(person))))
    }

    private func sentence(
        _ name: String, _ checked: EntryCount, _ breaches: [Report.FindingLine],
        _ cannotTell: [Report.FindingLine], isBound: Bool
    ) -> String {
        if checked.count == 0, breaches.isEmpty, cannotTell.isEmpty {
            return isBound
                ? "No entries of \(name) in this report fall under the rule."
                : "Not checked for \(name): the rule does not bind \(name)."
        }
        func tell(_ lines: [Report.FindingLine], _ one: String, _ many: String) -> String {
            if lines.isEmpty { return "no \(one)" }
            let entries = EntryCount(lines.flatMap(\.entries.entries)).entries
            return "\(lines.count) \(lines.count == 1 ? one : many)"
                + (entries.isEmpty ? "" : " (\(Words.entries(entries)))")
        }
        return "Checked \(Words.count(checked.count, "entry", "entries")) of \(name): "
            + tell(breaches, "apparent breach", "apparent breaches")
            + (cannotTell.isEmpty ? "." : "; cannot tell in " + tell(cannotTell, "case", "cases") + ".")
    }

    private func line(_ number: Int, _ finding: ReportFinding) -> Report.FindingLine {
        let entry = decisionEntries[finding.id]
        return Report.FindingLine(
            number: number, id: finding.id, verdict: finding.verdict, entries: EntryCount(finding.entries),
            reason: finding.reason, missing: finding.missing,
            exceptions: finding.entries.flatMap { number in
                (opened[number]?.event.exceptions ?? []).map { exception($0) + ", entry \(number)" }
            },
            decision: finding.decision.map { decisionText($0, entry: entry) },
            decisionAnswer: finding.decision?.answer,
            decisionEntry: finding.decision == nil ? nil : entry)
    }

    private func decisionText(_ decision: Decision, entry: Int?) -> String {
        let answer =
            switch decision.answer {
            case .confirm: "Confirmed by \(names.me)"
            case .dismiss: "Dismissed by \(names.me)"
            case .topic: "Topic set by \(names.me): \(decision.topics.joined(separator: ", "))"
            }
        guard let entry else { return answer }
        let reason = opened[entry].flatMap { $0.event.reason ?? $0.entry.account }
        return "\(answer) (entry \(entry))" + (reason.map { ": “\($0)”" } ?? "")
    }
}
