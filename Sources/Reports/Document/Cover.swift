import Ledger

extension Index {
    func cover(_ leftOut: Report.LeftOut) -> Report.Cover {
        let withheld = EntryCount(leftOut.groups.flatMap(\.entries.entries))
        let choices = input.choices
        return Report.Cover(
            title: input.title, reference: input.reference, court: choices.court, recipient: choices.recipient,
            exportNumber: choices.exportNumber, template: choices.template, jurisdiction: choices.jurisdiction,
            paper: choices.paper, redactsAddresses: choices.redactsAddresses,
            preparedBy: input.preparedBy ?? names.me, keeper: names.me,
            generated: say.moment(input.zone.localTime(of: input.generated)), program: input.program,
            parties: parties(), period: input.period, periodText: say.period(input.period),
            zone: input.zone.name, inLog: input.head.size, shown: shown, withheld: withheld,
            countsText: say(
                .countsText,
                [
                    "inLog": say.count(input.head.size, .entryCount), "shown": say.grouped(shown.count),
                    "withheld": say.grouped(withheld.count),
                ]),
            head: input.head, zoneText: say(.zoneText, ["zone": input.zone.name]),
            headText: say(.headText, ["entries": say.count(input.head.size, .entryCount)]),
            isText: [say(.isRendering), say(.isUnchanged), say(.isWorkedOut)],
            isNotText: [say(.isNotTrue), say(.isNotConclusion), say(.isNotStatement)],
            checkText: input.isInBundle
                ? [say(.checkBundle), say(.checkBundleCommand), say(.checkBundleCompare)]
                : [say(.checkLog), say(.checkLogSays), say(.checkLogCompare)])
    }

    private func parties() -> [Report.Party] {
        let order = Person.Role.allCases
        return input.people.enumerated()
            .sorted { a, b in
                let (x, y) = (order.firstIndex(of: a.element.role) ?? 0, order.firstIndex(of: b.element.role) ?? 0)
                return (x, a.offset) < (y, b.offset)
            }
            .map { _, person in
                Report.Party(
                    name: person.name, role: person.role.rawValue, roleText: say.role(person.role),
                    addresses: person.addresses)
            }
    }
}
