import Evidence
import Foundation
import Ledger
import Reports
import Rules
import Vault

/// What `bundle` is asked for.
package struct BundleRequest {
    package var from: CivilDate?
    package var to: CivilDate?
    /// Numbers of the contacts to show; nil: all of the period.
    package var entries: Set<Int>?
    /// The id of the one rule that the bundle is about; nil: all.
    package var rule: String?
    package var withhold: [Withholding] = []
    /// Why parts are withheld; it goes out with them.
    package var reason: String?
    /// Leaves out the headings of withheld entries too, so that not even their class is shown.
    package var hidesHeadings = false
    package var title: String?
    package var reference: String?
    package var choices = ReportChoices()
    /// Writes report.pdf; nil in a build that has no such part.
    package var pages: PagesWriter?
    /// JSON Schemas to go with the JSON, by name.
    package var schemas: [String: [UInt8]] = [:]

    package init() {}

    var isWhole: Bool { from == nil && to == nil && entries == nil && rule == nil }
}

/// A part to withhold, of one contact or of all that are shown.
package struct Withholding: Equatable {
    package let part: Disclosure.Part
    package let entry: Int?
    /// The place, from 1, of one attached file.
    package let attachment: Int?

    /// Reads `addresses`, `words:12`, `account:12`, `attachments:31` or `attachment:31.2`.
    package init?(_ text: String) {
        let halves = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard halves.count <= 2 else { return nil }
        let numbers = halves.dropFirst().first?.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
        guard numbers?.allSatisfy({ $0.map { $0 >= 0 } ?? false }) != false else { return nil }
        switch (halves[0], numbers?.compactMap(\.self)) {
        case ("attachment", let numbers?) where numbers.count == 2 && numbers[1] > 0:
            (part, entry, attachment) = (.attachments, numbers[0], numbers[1])
        case ("addresses", let numbers), ("words", let numbers), ("account", let numbers), ("attachments", let numbers):
            guard let part = Disclosure.Part(rawValue: halves[0]), (numbers?.count ?? 1) == 1 else { return nil }
            (self.part, entry, attachment) = (part, numbers?.first, nil)
        default: return nil
        }
    }
}

/// A bundle that could be written: what goes out and what stays can be looked at first.
package struct BundleProposal {
    let writer: BundleWriter
    let note: [UInt8]

    package let inLog: Int
    package let shown: [Int]
    package let withheld: [Int]
    package let privateCount: Int
    /// `entry 12: words`.
    package var withheldParts: [String] { writer.statement.withheld.map(\.line) }
    /// The same drawn together: `words of entries 4, 12 to 30`.
    package var withheldGroups: [String] { BundleText.groups(writer.statement.withheld.map(\.withoutReason)) }
    /// Ids of findings that a reader cannot work out again, because they rest on what is withheld.
    package var notRederivable: [String] { writer.statement.stated.map(\.id) + writer.statement.notMade }
    /// That every contact of the period goes out; the bundle says so.
    package var isWholePeriod: Bool { writer.statement.isWholePeriod }
    package let attachmentCount: Int
    package let attachmentByteCount: Int
    /// Addresses of people and of messages that go out.
    package let addressCount: Int
    package let childNames: [String]
    /// Entries that go out and were recorded as private.
    package let released: [Int]
    /// Entries that hold a rule book, and where their rules are from.
    package let ruleBooks: [(entry: Int, sources: [String])]
}

extension Book {
    /// What a bundle for `request` would show; nothing is written.
    ///
    /// - Parameter progress: Told now and then how many of how many entries are behind.
    /// - Throws: `CaseError`, of the kind `usage` for a number that is not there, private, or has no such part.
    package func proposeBundle(
        _ request: BundleRequest, progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> BundleProposal {
        let (choice, facts) = try chooseBundle(request, progress: progress)
        do {
            return try propose(request, choice, facts)
        } catch {
            throw CaseError(opening: error, path: path)
        }
    }

    /// Opens the book, of which the choice alone is kept.
    private func chooseBundle(
        _ request: BundleRequest, progress: (Int, Int) -> Void
    ) throws -> (BundleChoice, BundleFacts) {
        var review = try briefReview(progress: progress)
        // Rules look at all that an entry says.
        if review.evidence.contains(where: { $0.event.kind == .rules }) { review = try self.review(progress: progress) }
        try review.refuseFaults()
        return (try BundleChoice(request, review), try BundleFacts(review))
    }

    private func propose(_ request: BundleRequest, _ choice: BundleChoice, _ facts: BundleFacts) throws
        -> BundleProposal
    {
        let (note, leafHashes, earlier) = try store.read { snapshot in
            let stored = try snapshot.head()
            guard try LockedBook.checked(stored, key: verifierKey) == facts.head else { throw CaseError.grew }
            var hashes: [Hash32] = []
            hashes.reserveCapacity(facts.head.head.size)
            try snapshot.records(in: 0..<facts.head.head.size) { record in
                hashes.append(record.leaf.withUnsafeBytes { Merkle.leafHash(of: $0) })
                return true
            }
            return (stored.note, hashes, try snapshot.keptCheckpoints(limit: 10_000))
        }
        var statement = BundleStatement(
            program: environment.program, generated: environment.recordingTime,
            period: Period(from: request.from, until: request.to), rule: request.rule)
        if let title = request.title { statement.title = title }
        statement.reference = request.reference
        statement.isWholePeriod = choice.isWholePeriod
        statement.choices = request.choices
        var source = BundleSource(
            key: verifierKey, checkpointNote: note, leafHashes: leafHashes, statement: statement,
            findings: choice.findings
        ) { body in
            try self.records(of: choice, upTo: leafHashes.count, body)
        }
        source.withholdingReason = request.reason
        source.earlier = Dictionary(earlier.map { ($0.size, $0.note) }, uniquingKeysWith: { first, _ in first })
        source.schemas = request.schemas
        source.pdf = request.pages.map { pages in { pages.pdf(of: $0, $1) } }
        let writer = try BundleWriter(source)
        if !request.choices.schedule.isEmpty { try Book.refuseUnknown(writer.report().schedule) }
        return BundleProposal(writer, note: note, choice: choice, facts: facts)
    }

    /// Gives what goes out of each of the first `size` records, in order.
    private func records(of choice: BundleChoice, upTo size: Int, _ body: (ShownRecord) throws -> Void) throws {
        let opener = Opener(ring)
        try store.read { snapshot in
            var chain = Chain(from: verifierKey)
            try snapshot.records(in: 0..<size) { record in
                guard case .success(let verified) = chain.verify(record) else { throw CaseError.damaged }
                if choice.shown.contains(record.number) {
                    try body(try choice.withholding(from: opener.shown(verified), number: record.number))
                } else if !choice.request.hidesHeadings {
                    try body(try opener.heading(of: verified))
                }
                return true
            }
        }
    }
}

/// What is kept of a reviewed book when a bundle is made.
struct BundleFacts {
    let head: Checkpoint
    let people: People
    let ruleBooks: [(entry: Int, sources: [String])]

    init(_ review: Review) throws {
        head = review.head
        people = review.people
        ruleBooks = try review.facts.adoptions().map { adoption in
            let own = adoption.book.rules.compactMap(\.terms.source)
            return (adoption.entry.number, Set(own + [adoption.book.source].compactMap(\.self)).sorted())
        }
    }
}

extension BundleProposal {
    init(_ writer: BundleWriter, note: [UInt8], choice: BundleChoice, facts: BundleFacts) {
        self.writer = writer
        self.note = note
        inLog = facts.head.head.size
        let opened = writer.entries.compactMap(\.opened)
        shown = opened.map(\.number)
        withheld = choice.evidence.subtracting(shown).sorted()
        privateCount = inLog - choice.evidence.count
        let exhibits = writer.entries.flatMap(\.exhibits).map(\.attachment.byteCount)
        attachmentCount = exhibits.count
        attachmentByteCount = exhibits.reduce(0, +)
        let people = facts.people.all
        addressCount =
            opened.reduce(0) { $0 + $1.entry.draft.addresses.count } + people.reduce(0) { $0 + $1.addresses.count }
        childNames = people.filter { $0.role == .child }.map(\.name)
        released = opened.filter { $0.releasedBy != nil }.map(\.number)
        let numbers = Set(shown)
        ruleBooks = facts.ruleBooks.filter { numbers.contains($0.entry) }
    }
}

extension CaseError {
    fileprivate static let grew = CaseError.failed("The book grew while it was read. Nothing was written. Try again.")
}
