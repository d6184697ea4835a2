import Ledger

extension Report {
    /// Findings set out in the form of a Scott schedule, as the person chose them.
    package struct Schedule: Sendable, Equatable {
        package let sentence: String
        package let lines: [Line]
        /// What was asked for and is no finding of this report.
        package let unknown: [String]

        package struct Line: Sendable, Equatable {
            /// Its number in the schedule, from 1.
            package let number: Int
            package let finding: Int
            package let date: String
            package let person: String
            package let allegation: String
            package let evidence: EntryCount
            /// Numbers of exhibits.
            package let exhibits: [Int]
        }
    }
}

extension Index {
    func schedule(_ results: [Report.RuleResult], _ exhibits: [Report.Exhibit]) -> Report.Schedule {
        var lines: [(line: Report.FindingLine, person: Report.PersonResult, rule: Int)] = []
        for result in results {
            for person in result.people {
                for line in person.breaches + person.cannotTell { lines.append((line, person, result.rule)) }
            }
        }
        let asked = input.choices.schedule
        let chosen = lines.filter { item in
            asked.isEmpty
                ? item.line.decisionAnswer == .confirm
                : asked.contains(item.line.id) || asked.contains("F\(item.line.number)")
        }
        let known = Set(lines.flatMap { [$0.line.id, "F\($0.line.number)"] })
        let byEntry = Dictionary(grouping: exhibits, by: \.entry)
        let dated = chosen.map { item in (item: item, start: start(item.line)) }
            .sorted { a, b in
                (a.start?.instant.milliseconds ?? .max, a.item.line.number)
                    < (b.start?.instant.milliseconds ?? .max, b.item.line.number)
            }
        let phrase: Phrase = asked.isEmpty ? .scheduleConfirmed : .scheduleChosen
        return Report.Schedule(
            sentence: dated.isEmpty
                ? say(.scheduleEmpty) : say(phrase, for: dated.count, ["n": say.grouped(dated.count)]),
            lines: dated.enumerated().map { offset, pair in
                let line = pair.item.line
                return .init(
                    number: offset + 1, finding: line.number,
                    date: line.day.map { say.day($0) } ?? pair.start.map { say.day($0.wall.date) }
                        ?? say(.timeUnknown),
                    person: pair.item.person.name,
                    allegation: say(
                        .allegation,
                        [
                            "name": pair.item.person.name, "reason": line.reason, "rule": "\(pair.item.rule)",
                            "verdict": say.verdict(line.verdict),
                        ]),
                    evidence: line.entries,
                    exhibits: line.entries.entries.flatMap { byEntry[$0] ?? [] }.map(\.number))
            },
            unknown: asked.filter { !known.contains($0) })
    }

    private func start(_ line: Report.FindingLine) -> LocalTime? {
        line.entries.entries.compactMap { opened[$0]?.event.occurred?.start }.min { $0.instant < $1.instant }
    }
}
