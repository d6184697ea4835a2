import Ledger

/// The input, looked up by number and put into order: what every section is made from.
struct Index {
    let input: ReportInput
    let names: Names
    let say: Catalogue
    let opened: [Int: OpenedEntry]
    /// Contacts and other events, in order of time; those of unknown time last, by number.
    let standing: [StandingEntry]
    let rules: [Report.Rule]
    /// Breaches and cannot-tells in the order of their numbers, from 1.
    let numbered: [(finding: ReportFinding, rule: Int)]
    let fine: [(finding: ReportFinding, rule: Int)]
    let sources: [Report.Source]
    /// By a file's SHA-256.
    let sourceNumbers: [[UInt8]: Int]
    /// Outside time stamps of the log.
    let anchors: [IndexedAnchor]
    /// Everything that this report shows, of any kind.
    let shown: EntryCount

    init(_ input: ReportInput) {
        self.input = input
        say = input.catalogue
        let names = Names(input.people, input.catalogue)
        self.names = names
        var opened: [Int: OpenedEntry] = [:]
        for entry in input.opened { opened[entry.number] = entry }
        for entry in input.entries { opened[entry.current.number] = entry.current }
        self.opened = opened
        anchors = input.opened.compactMap(IndexedAnchor.init)
        standing = input.entries.filter(\.event.isTold).sorted(by: Self.isEarlier)

        sources = Self.sources(standing, opened)
        sourceNumbers = Dictionary(
            sources.compactMap { source in Hex.decode(source.sha256).map { ($0, source.number) } },
            uniquingKeysWith: min)

        let rules = Self.rules(input, names: names, opened: opened)
        self.rules = rules
        let here = Set(standing.flatMap(\.versions))
        let retracted = Set(standing.filter { $0.retractedBy != nil }.flatMap(\.versions))
        let sorted = Self.sorted(
            input.findings.filter { finding in
                // One about days alone was judged for the period; it may have begun before.
                finding.entries.isEmpty
                    || finding.entries.contains { here.contains($0) && !retracted.contains($0) }
            },
            rules: rules, names: names)
        numbered = sorted.filter { $0.finding.verdict != .fine }
        fine = sorted.filter { $0.finding.verdict == .fine }

        let decided =
            (numbered.compactMap { $0.finding.decision?.entry }
            + sorted.compactMap { $0.finding.topicDecision }).filter { opened[$0] != nil }
        shown = EntryCount(
            standing.flatMap { $0.versions + ($0.retractedBy.map { [$0] } ?? []) }
                + standing.flatMap(\.versions).compactMap { opened[$0]?.releasedBy }
                + rules.map(\.bookEntry) + decided)
    }

    /// True if the entry is shown under its own number or as a version of another.
    func isShown(_ number: Int) -> Bool { opened[number] != nil && shown.entries.binaryContains(number) }

    private static func isEarlier(_ a: StandingEntry, _ b: StandingEntry) -> Bool {
        switch (a.event.occurred?.start.instant, b.event.occurred?.start.instant) {
        case (let x?, let y?): (x, a.number) < (y, b.number)
        case (nil, nil): a.number < b.number
        case (let x, _): x != nil
        }
    }

    /// By rule, person (`me`, `them`, others by name), verdict, first entry, id; findings under a
    /// rule that was not passed are left out.
    private static func sorted(
        _ findings: [ReportFinding], rules: [Report.Rule], names: Names
    ) -> [(finding: ReportFinding, rule: Int)] {
        var numbers: [RuleKey: Int] = [:]
        for rule in rules { numbers[RuleKey(id: rule.id, book: rule.bookEntry)] = rule.number }
        let keyed = findings.compactMap { finding -> (key: FindingKey, finding: ReportFinding)? in
            guard let rule = numbers[RuleKey(id: finding.rule, book: finding.bookEntry)] else { return nil }
            let key = FindingKey(
                rule: rule, person: names.rank(finding.person), verdict: finding.verdict == .breach ? 0 : 1,
                entry: finding.entries.min() ?? -1, id: finding.id)
            return (key, finding)
        }
        return keyed.sorted { $0.key < $1.key }.map { ($0.finding, $0.key.rule) }
    }

    private struct RuleKey: Hashable {
        let id: String
        let book: Int
    }

    private struct FindingKey: Comparable {
        let rule: Int
        let person: String
        let verdict: Int
        let entry: Int
        let id: String

        static func < (a: Self, b: Self) -> Bool {
            (a.rule, a.person, a.verdict, a.entry, a.id) < (b.rule, b.person, b.verdict, b.entry, b.id)
        }
    }
}

extension [Int] {
    /// For an array in rising order.
    func binaryContains(_ number: Int) -> Bool {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low < count && self[low] == number
    }
}
