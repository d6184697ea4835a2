import Ledger
import Rules

extension FuzzTarget {
    static let rules = [FuzzTarget("rules", read: readRules)]

    /// A book that is taken must also be explained and judge a few contacts.
    private static func readRules(_ toml: [UInt8]) {
        let book: RuleBook
        do throws(RuleBookError) {
            book = try RuleBook(toml: toml)
        } catch {
            return promise(!error.message.isEmpty, "a refusal says why")
        }
        promise(!book.explanation.isEmpty, "a book can be explained")
        let adopted = AdoptedBook(number: 1, book: book, from: Instant(seconds: 0))
        let checker = Checker(books: [adopted], homeZone: Family.zones[0], people: Family.people)
        let findings = checker.findings(in: contacts)
        promise(Set(findings.map(\.id)).count == findings.count, "a finding's id is its own")
        promise(findings.map(\.id) == checker.findings(in: contacts).map(\.id), "findings are the same each time")
    }

    /// Texts and calls of three weeks around the night on which clocks are put forward.
    private static let contacts: [StandingEntry] = (0..<24).map { index in
        let zone = Family.zones[index % Family.zones.count]
        let start = Family.now.adding(seconds: (index - 20) * 79_200)
        var event = Event(.contact)
        event.channel = index.isMultiple(of: 3) ? .call : .text
        event.from = ["them", "me", "Robin Reed"][index % 3]
        event.topics = index.isMultiple(of: 4) ? ["school"] : []
        event.occurred =
            index == 7
            ? nil
            : Occurred(
                start: zone.localTime(of: start),
                end: index == 8 ? zone.localTime(of: start.adding(seconds: 900)) : nil,
                zone: zone.name, precision: [.minute, .second, .about, .day][index % 4], source: .header)
        let entry = Entry(Draft(event: event, words: "Can we swap Friday?"), recorded: start)
        let opened = OpenedEntry(number: index + 2, leafHash: [], entry: entry)
        return StandingEntry(number: index + 2, current: opened, versions: [index + 2])
    }
}
