import Foundation
import Intake
import Ledger
import Rules

/// Judges a file of drafts by a rule book without any vault: for trying a book before it is adopted.
package struct RuleTrial {
    package let book: RuleBook
    /// Names by which the drafts call the two people, beside `me` and `them`.
    package var me: String?
    package var them: String?
    package var homeZone: Zone
    private let calendar: Rules.Calendar

    /// - Throws: `CaseError.usage` if a calendar cannot be read.
    package init(
        book: RuleBook, calendars: [RuleCalendar] = [], homeZone: Zone, me: String? = nil, them: String? = nil
    ) throws {
        self.book = book
        calendar = try calendars.calendar(for: book, homeZone: homeZone)
        self.homeZone = homeZone
        self.me = me
        self.them = them
    }

    /// Reads a rule book; the error names the rule and key path, or line and column.
    package static func book(_ file: [UInt8]) throws -> RuleBook {
        do throws(RuleBookError) {
            return try RuleBook(toml: file)
        } catch {
            throw CaseError.usage(error.message)
        }
    }

    /// Who is who in a trial: the two people, and everybody else whom the drafts name, as others.
    package var people: [Person] {
        [me.map { Person(name: $0, role: .me) }, them.map { Person(name: $0, role: .them) }].compactMap { $0 }
    }

    /// Judges the drafts in `file` (`Schemas/draft.schema.json`, one a line). Each counts as an entry whose number
    /// is its line's, from 0; all as recorded at the last time that the file states, or at `now` if it states none.
    /// The book is in force throughout.
    ///
    /// - Throws: `CaseError.usage` naming the lines that are no drafts.
    package func check(_ file: SourceFile, now: Instant) throws -> CheckAnswer {
        let drafts = try drafts(file, now: now)
        let recorded = drafts.compactMap { Self.lastTime($0.draft.event) }.max() ?? now
        let opened = drafts.map {
            OpenedEntry(number: $0.number, leafHash: [], entry: Entry($0.draft, recorded: recorded))
        }
        let adopted = AdoptedBook(number: -1, book: book, from: Self.beginning, calendar: calendar)
        let (findings, patterns) = Checker(books: [adopted], homeZone: homeZone, people: people)
            .judge(StandingEntry.standing(opened))
        let counts = FindingCount.counts(of: findings)
        return CheckAnswer(
            findings: findings, counts: counts, patterns: patterns, beforeAnyBook: [],
            hasRuleBook: true,
            unknownNames: book.unknownNames((people + (try others(in: file))).map(\.name)),
            silentRules: book.silentRules(in: counts))
    }

    /// The answer as JSON: as `check` gives it, without what only a vault has.
    package static func value(_ answer: CheckAnswer, homeZone: Zone) -> JSONValue {
        guard case .object(var fields) = answer.value else { return .null }
        fields["schema"] = "daybook.rules-try/1"
        fields["homeZone"] = .string(homeZone.name)
        fields["notJudged"] = nil
        if case .array(let findings)? = fields["findings"] {
            fields["findings"] = .array(
                findings.map { finding in
                    guard case .object(var keys) = finding else { return finding }
                    keys["ruleBook"] = nil
                    return .object(keys)
                })
        }
        return .object(fields)
    }

    private func drafts(_ file: SourceFile, now: Instant) throws -> [(number: Int, draft: Draft)] {
        var drafts: [(number: Int, draft: Draft)] = []
        var numbers: [String: Int] = [:]
        do {
            let context = ImportContext(
                people: people + (try others(in: file)), homeZone: homeZone, now: now, allowsFuture: true)
            _ = try JSONL().read(file, context: context) { item in
                guard case .contact(let contact) = item else { return }
                var draft = contact.draft
                if let id = contact.replyToID { draft.event.replyTo = numbers[id] }
                if let id = contact.correctsID { draft.heading.corrects = numbers[id] }
                if let id = contact.id { numbers[id] = contact.line - 1 }
                drafts.append((contact.line - 1, draft))
            }
        } catch let error as ImportError {
            throw CaseError.usage("Nothing was judged. " + error.description)
        }
        return drafts
    }

    /// Everybody whom the drafts name beside the two people. Lines that are no JSON are told of later.
    private func others(in file: SourceFile) throws -> [Person] {
        var bytes: [UInt8] = []
        try file.forEachChunk { chunk, _ in bytes.append(contentsOf: chunk) }
        let known = Set(["me", "them", me, them].compactMap { $0 })
        var names: Set<String> = []
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            guard case .object(let fields)? = try? JSONText.read(Array(line)) else { continue }
            for key in ["from", "to", "witnesses"] { Self.collect(fields[key], into: &names) }
            if case .object(let third)? = fields["thirdParty"] { Self.collect(third["requestedBy"], into: &names) }
            if case .array(let claims)? = fields["exceptions"] {
                for case .object(let claim) in claims { Self.collect(claim["by"], into: &names) }
            }
        }
        return names.subtracting(known).sorted().map { Person(name: $0, role: .third) }
    }

    private static func collect(_ value: JSONValue?, into names: inout Set<String>) {
        switch value {
        case .string(let name)?: names.insert(name)
        case .array(let items)?: for item in items { collect(item, into: &names) }
        default: break
        }
    }

    private static func lastTime(_ event: Event) -> Instant? {
        event.occurred.map { ($0.end ?? $0.start).instant }
    }

    /// Before every time that an entry can state.
    private static let beginning = Instant(milliseconds: -63_000_000_000_000)
}
