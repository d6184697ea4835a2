import Ledger
import Rules

extension Index {
    static func rules(_ input: ReportInput, names: Names, opened: [Int: OpenedEntry]) -> [Report.Rule] {
        let say = input.catalogue
        return input.rules.enumerated().map { offset, rule in
            Report.Rule(
                number: offset + 1, id: rule.id, clause: rule.clause, source: rule.source, kind: rule.kind,
                binds: rule.binds.map { names($0) }, from: rule.from?.text, until: rule.until?.text,
                effectiveText: effective(rule, say), bookEntry: rule.bookEntry,
                bookText: bookText(rule, opened[rule.bookEntry], zone: input.zone, say),
                explanation: rule.explanation + rule.assumptions.map { say(.ruleAssumed, ["text": $0]) })
        }
    }

    private static func effective(_ rule: ReportRule, _ say: Catalogue) -> String {
        let end = rule.until.map { day in
            let phrase: Phrase =
                switch rule.isUntilIncluded {
                case true?: .ruleUntilIncluded
                case false?: .ruleUntilNotIncluded
                case nil: .ruleUntilUnclear
                }
            return say(phrase, ["day": say.longDay(day)])
        }
        let parts = [rule.from.map { say(.ruleFrom, ["day": say.longDay($0)]) }, end].compactMap { $0 }
        return parts.isEmpty ? say(.ruleNoDates) : parts.joined(separator: " ")
    }

    private static func bookText(_ rule: ReportRule, _ entry: OpenedEntry?, zone: Zone, _ say: Catalogue) -> String {
        func local(_ instant: Instant) -> String { say.moment(zone.localTime(of: instant)).text }
        return say(.ruleBookIn, ["entry": "\(rule.bookEntry)"])
            + (entry.map { say(.ruleBookRecorded, ["time": local($0.entry.recorded)]) } ?? "")
            + (rule.bookFrom.map { say(.ruleBookApplied, ["time": local($0)]) } ?? "")
    }

    /// One section a rule; both people in each, also where there was nothing to check.
    func results() -> [Report.RuleResult] {
        var fineByRule: [Int: [ReportFinding]] = [:]
        for (finding, rule) in fine { fineByRule[rule, default: []].append(finding) }
        var numberedByRule: [Int: [(number: Int, finding: ReportFinding)]] = [:]
        for (offset, (finding, rule)) in numbered.enumerated() {
            numberedByRule[rule, default: []].append((offset + 1, finding))
        }
        return zip(rules, input.rules).map { rule, given in
            let found = numberedByRule[rule.number] ?? []
            let clear = fineByRule[rule.number] ?? []
            let others = Set((found.map(\.finding.person) + clear.map(\.person)).map(names.key))
                .subtracting(["me", "them"]).sorted()
            return Report.RuleResult(
                rule: rule.number,
                people: (["me", "them"] + others).map { person in
                    result(
                        person, found.filter { names.isSame($0.finding.person, person) },
                        clear.filter { names.isSame($0.person, person) }, binds: rule.binds,
                        stretches: given.stretches)
                })
        }
    }

    private func result(
        _ person: String, _ found: [(number: Int, finding: ReportFinding)], _ clear: [ReportFinding], binds: [String],
        stretches: Stretches
    ) -> Report.PersonResult {
        let lines = found.map { line($0.number, $0.finding) }
        let checked = EntryCount((found.map(\.finding) + clear).flatMap(\.entries))
        let unclear = Set(found.flatMap(\.finding.entries))
        let days = Set((found.map(\.finding) + clear).compactMap(\.day)).sorted()
        let breaches = lines.filter { $0.verdict == .breach }
        let cannotTell = lines.filter { $0.verdict == .cannotTell }
        return Report.PersonResult(
            person: person, name: names(person), checked: checked, days: days.map(\.text),
            daysText: days.isEmpty ? nil : daysText(days, stretches: stretches),
            fine: EntryCount(clear.flatMap(\.entries).filter { !unclear.contains($0) }), breaches: breaches,
            cannotTell: cannotTell,
            sentence: sentence(
                names(person), checked, days.count, breaches, cannotTell, isBound: binds.contains(names(person)),
                stretches: stretches))
    }

    private func sentence(
        _ name: String, _ checked: EntryCount, _ dayCount: Int, _ breaches: [Report.FindingLine],
        _ cannotTell: [Report.FindingLine], isBound: Bool, stretches: Stretches
    ) -> String {
        if checked.count == 0, dayCount == 0, breaches.isEmpty, cannotTell.isEmpty {
            return say(isBound ? .noEntriesUnderRule : .ruleDoesNotBind, ["name": name])
        }
        func tell(_ lines: [Report.FindingLine], _ phrase: Phrase) -> String {
            let entries = EntryCount(lines.flatMap(\.entries.entries)).entries
            // A list longer than a few lines stands in the table alone.
            var counted = entries.isEmpty ? [] : [say.entries(entries)]
            let empty = Set(lines.filter { $0.entries.count == 0 }.compactMap(\.day)).sorted()
            if !empty.isEmpty { counted.append(say.list(empty.map { say.short(stretches, $0) })) }
            let isShort = entries.count + empty.count <= 60
            let listed = counted.isEmpty ? "" : isShort ? counted.joined(separator: "; ") : say(.inTableBelow)
            return say.count(lines.count, phrase) + (listed.isEmpty ? "" : " (\(listed))")
        }
        let entries = checked.count == 0 ? say(.noEntries) : say.count(checked.count, .entryCount)
        let what = dayCount == 0 ? entries : "\(say.count(dayCount, of: stretches)) (\(entries))"
        let found = breaches.isEmpty ? say(.noApparentBreach) : tell(breaches, .breachCount)
        return cannotTell.isEmpty
            ? say(.checkedOf, ["what": what, "name": name, "found": found])
            : say(
                .checkedOfUnclear,
                ["what": what, "name": name, "found": found, "unclear": tell(cannotTell, .caseCount)])
    }

    /// Days, weeks or months that follow one another are drawn together.
    private func daysText(_ days: [CivilDate], stretches: Stretches) -> String {
        var runs: [(first: CivilDate, last: CivilDate)] = []
        for day in days {
            if let last = runs.last, stretches.next(last.last) == day {
                runs[runs.count - 1].last = day
            } else {
                runs.append((day, day))
            }
        }
        let parts = runs.map { run in
            run.first == run.last
                ? say.bare(stretches, run.first)
                : say(.fromTo, ["from": say.bare(stretches, run.first), "until": say.bare(stretches, run.last)])
        }
        return say.counted(stretches, parts.joined(separator: ", "))
    }

    private func line(_ number: Int, _ finding: ReportFinding) -> Report.FindingLine {
        return Report.FindingLine(
            number: number, id: finding.id, verdict: finding.verdict, entries: EntryCount(finding.entries),
            day: finding.day, period: finding.period,
            reason: finding.reason, missing: finding.missing,
            exceptions: finding.entries.flatMap { number in
                (opened[number]?.event.exceptions ?? []).map {
                    say(.exceptionInEntry, ["exception": exception($0), "entry": "\(number)"])
                }
            },
            isExceptionAccepted: finding.decision?.answer == .dismiss
                && finding.entries.contains { opened[$0]?.event.exceptions.isEmpty == false },
            decision: finding.decision.map(decisionText),
            decisionAnswer: finding.decision?.answer,
            decisionEntry: finding.decision?.entry, topicDecision: finding.topicDecision)
    }

    private func decisionText(_ decision: ReportDecision) -> String {
        let answer: Phrase =
            switch decision.answer {
            case .confirm: .confirmedBy
            case .dismiss: .dismissedBy
            case .topic: .topicSetBy
            }
        let entry = opened[decision.entry]
        let reason = entry.flatMap { $0.event.reason ?? $0.entry.account }
        return say(answer, ["name": names.me, "entry": "\(decision.entry)"]) + (reason.map { ": “\($0)”" } ?? "")
    }
}
