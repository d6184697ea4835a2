import Ledger

extension Index {
    func cover(_ leftOut: Report.LeftOut) -> Report.Cover {
        let withheld = EntryCount(leftOut.groups.flatMap(\.entries.entries))
        let preparedBy = input.preparedBy ?? names.me
        return Report.Cover(
            title: input.title, reference: input.reference, preparedBy: preparedBy, keeper: names.me,
            generated: TimeText.moment(input.zone.localTime(of: input.generated)), program: input.program,
            parties: parties(), period: input.period, periodText: TimeText.period(input.period),
            zone: input.zone.name, inLog: input.head.size, shown: shown, withheld: withheld,
            countsText:
                "\(Words.count(input.head.size, "entry", "entries")) in the log: \(Words.grouped(shown.count)) shown here, "
                + "\(Words.grouped(withheld.count)) not shown.",
            head: input.head, isText: Self.isText, isNotText: Self.isNotText,
            checkText: input.isInBundle ? Self.bundleCheckText : Self.checkText)
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
                    name: person.name, role: person.role.rawValue, roleText: KindText.role(person.role),
                    addresses: person.addresses)
            }
    }

    private static let isText = [
        "A rendering of entries in a log. They are numbered in the order in which they were recorded, and are cited "
            + "by that number.",
        "The entries are unchanged since they were recorded; anyone can check this with the head number on this page.",
        "Apparent breaches were worked out by a program from the rules as quoted, for both people alike. Each names "
            + "its entries and its reason.",
    ]

    private static let isNotText = [
        "It does not show that an entry is true, or that the log is complete.",
        "It draws no legal conclusions. An apparent breach is a question for a person to decide.",
        "It is not a witness statement, and not legal advice.",
    ]

    private static let bundleCheckText = [
        "This report is part of a bundle. READ-ME-FIRST.txt, beside it, says how to check the whole with common tools.",
        "With the bundle's one file, run: daybook-verify FILE",
        "Compare the head number that it prints with the one on this page, and with one heard from the person who keeps "
            + "the log or from whoever was given it earlier.",
    ]

    private static let checkText = [
        "On the computer that holds the log, run: daybook verify",
        "It says whether entries are unchanged, and prints the head number.",
        "That number equals the head number on this page unless the log has grown since.",
    ]
}
