import Evidence
import Ledger
import Reports
import Rules

/// Which entries a bundle shows.
struct BundleChoice {
    let request: BundleRequest
    let findings: [ReportFinding]
    /// Numbers of all evidence entries, and of private ones that were released.
    let evidence: Set<Int>
    let shown: Set<Int>
    let released: [Int: ReleasedRecord]
    /// Numbers of the entries that release others.
    let releases: Set<Int>
    /// True if every contact of the period is shown.
    let isWholePeriod: Bool
    /// What is withheld of each contact that is shown, by number.
    private(set) var withheld: [Int: [Withholding]] = [:]

    init(_ request: BundleRequest, _ review: Review) throws {
        self.request = request
        released = review.released
        releases = Set(review.evidence.filter { $0.event.kind == .release }.map(\.number))
        let opened = review.tellable
        evidence = Set(opened.map(\.number))
        let books = try review.adoptedBooks()
        if let rule = request.rule, !books.contains(where: { $0.book.rules.contains { $0.terms.id == rule } }) {
            throw CaseError.usage("No adopted rule book has a rule of that id. See: daybook rules list")
        }
        findings = review.facts.judge(by: books, from: request.from, until: request.to, rule: request.rule).findings
            .map { ReportFinding($0) }
        try Self.checkNumbers(request.entries ?? [], review)
        let inPeriod = Selection(
            opened: opened, privateNumbers: [], period: Period(from: request.from, until: request.to)
        ).shown
        let contacts = Self.contacts(request, inPeriod, findings)
        isWholePeriod = contacts.count == inPeriod.count
        // What not everything was recorded in bears on whatever is shown.
        let gaps = inPeriod.filter { $0.event.kind == .gap }
        shown = request.isWhole ? evidence : Self.numbers(contacts + gaps + Self.keepers(review, contacts, findings))
        for item in request.withhold { try add(item, contacts) }
    }

    private static func checkNumbers(_ numbers: Set<Int>, _ review: Review) throws {
        let tellable = Dictionary(
            review.tellable.filter { numbers.contains($0.number) }
                .map { ($0.number, $0.event.isTold || $0.event.kind == .retract) },
            uniquingKeysWith: { first, _ in first })
        for number in numbers.sorted() {
            if let isTold = tellable[number] {
                guard isTold else {
                    throw CaseError.usage("Entry \(number) keeps the book and is no contact. Nothing was written.")
                }
            } else if number >= 0, number < review.head.head.size {
                throw CaseError.usage(
                    "Entry \(number) is private: no bundle can hold it. Nothing was written. To make it evidence: "
                        + "daybook release \(number)")
            } else {
                throw CaseError.usage("There is no entry \(number). Nothing was written. See: daybook list")
            }
        }
    }

    private static func contacts(
        _ request: BundleRequest, _ inPeriod: [StandingEntry], _ findings: [ReportFinding]
    ) -> [StandingEntry] {
        let ruled = request.rule.map { _ in Set(findings.flatMap(\.entries)) }
        return inPeriod.filter { entry in
            let numbers = numbers([entry])
            return request.entries.map { !numbers.isDisjoint(with: $0) } ?? true
                && ruled.map { !numbers.isDisjoint(with: $0) } ?? true
        }
    }

    /// The entries that say who is who and what the rules are, and the decisions about what is shown.
    private static func keepers(
        _ review: Review, _ contacts: [StandingEntry], _ findings: [ReportFinding]
    ) -> [StandingEntry] {
        let shown = numbers(contacts)
        let told = Set(findings.filter { $0.entries.isEmpty || !shown.isDisjoint(with: $0.entries) }.map(\.id))
        return review.standing.filter { entry in
            switch entry.event.kind {
            case .setup, .person, .rules, .restore, .anchor: return true
            case .release:
                guard case .release(let release)? = entry.event.details else { return false }
                return shown.contains(release.entry)
            case .decision:
                guard case .decision(let decision)? = entry.event.details else { return false }
                return told.contains(decision.finding) || !shown.isDisjoint(with: decision.entries)
            default: return false
            }
        }
    }

    private static func numbers(_ entries: [StandingEntry]) -> Set<Int> {
        Set(entries.flatMap { $0.versions + ($0.retractedBy.map { [$0] } ?? []) })
    }

    /// A part withheld of one version is withheld of every version of the entry.
    private mutating func add(_ item: Withholding, _ contacts: [StandingEntry]) throws {
        guard let number = item.entry else {
            for version in contacts.flatMap(\.versions) { withheld[version, default: []].append(item) }
            return
        }
        guard let contact = contacts.first(where: { $0.versions.contains(number) }) else {
            throw CaseError.usage(
                "Entry \(number) is not among the contacts that would be shown, so nothing of it can be withheld. "
                    + "Nothing was written.")
        }
        for version in item.attachment == nil ? contact.versions : [number] {
            withheld[version, default: []].append(item)
        }
    }
}

extension BundleChoice {
    /// The record of a shown entry without what is withheld of it.
    func withholding(from record: ShownRecord, number: Int) throws -> ShownRecord {
        var shown = record
        if let released = released[number] {
            guard released.record.leaf == record.leaf else { throw CaseError.damaged }
            shown = released.record
        } else if releases.contains(number) {
            shown = record.headingAndEvent
        }
        for item in withheld[number] ?? [] {
            if let place = item.attachment {
                guard shown.attachments.indices.contains(place - 1) else {
                    throw CaseError.usage(
                        "Entry \(number) has \(shown.attachments.count.counted("attached file")). Nothing was written.")
                }
                shown = shown.withholdingAttachment(at: place)
            } else {
                // Of all contacts, those that have nothing there have nothing to withhold.
                if item.entry == nil, shown.isEmpty(item.part) { continue }
                shown = shown.withholding(item.part)
            }
        }
        return shown
    }
}
