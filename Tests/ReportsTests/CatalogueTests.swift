import Ledger
import Rules
import SampleFamily
import Testing

@testable import Reports

@Suite("Phrases of a report")
struct CatalogueTests {
    /// Longer, accented, in brackets: what is not from the catalogue, or is cut off, is seen at once.
    static let pseudo = Reports.Catalogue(
        language: "en-XA", form: { $0 == 1 ? 0 : 1 }, text: { accented($0) }, sentence: { longer($0) })

    private static func accented(_ phrase: Phrase) -> String {
        let lists: Set<Phrase> = [.months, .longMonths, .weekdays]
        return phrase.rawValue.split(separator: "|", omittingEmptySubsequences: false)
            .map { lists.contains(phrase) ? "⟦\(accented($0))⟧" : longer($0) }.joined(separator: "|")
    }

    private static func longer(_ text: some StringProtocol) -> String { "⟦\(accented(text)) ~~~~~⟧" }

    private static func accented(_ text: some StringProtocol) -> String {
        var isPlace = false
        return String(
            text.map { letter in
                if letter == "{" { isPlace = true }
                defer { if letter == "}" { isPlace = false } }
                return isPlace ? letter : accents[letter] ?? letter
            })
    }

    private static let accents = Dictionary(
        uniqueKeysWithValues: zip(
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
            "åƀçðéƒĝĥîĵķļɱñöþɋŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞɊŔŠŢÛṼŴẊÝŽ"))

    @Test("in English are all there, with braces in pairs and forms for one and for more")
    func english() {
        for phrase in Phrase.allCases {
            let text = phrase.rawValue
            #expect(!text.isEmpty && text.count { $0 == "{" } == text.count { $0 == "}" }, "\(phrase)")
            let forms = text.split(separator: "|", omittingEmptySubsequences: false)
            #expect([1, 2, 7, 12].contains(forms.count), "\(phrase)")
            let places = forms.map { Set($0.matches(of: /\{[a-zA-Z]+\}/).map { String($0.0) }) }
            #expect(places.allSatisfy { $0 == places[0] } || forms.count == 2, "\(phrase)")
        }
    }

    @Test("say everything that a report says: in a made-up language no word of ours is left", arguments: Log.allCases)
    func pseudoLocale(log: Log) throws {
        var input = try log.judged()
        var said: Set<String> = []
        for template in ReportChoices.Template.allCases {
            for jurisdiction in ReportChoices.Jurisdiction.allCases {
                input.choices.template = template
                input.choices.jurisdiction = jurisdiction
                said.formUnion(Self.texts(Layout(Report(input), Family.parts())))
            }
        }
        let given = Self.given(input)
        for text in said {
            let ours = given.reduce(text) { $0.replacing($1, with: "") }
            #expect(!ours.contains(/[A-Za-z]{2,}/), "\(text)")
            #expect(text.count { $0 == "⟦" } == text.count { $0 == "⟧" }, "\(text)")
            #expect(!text.contains("{"), "\(text)")
        }
    }

    @Test("say what every kind of rule finds")
    func kinds() throws {
        let input = try Log.ofEveryKind.judged()
        let told = Set(input.findings.filter { $0.verdict != .fine }.map(\.rule))
        #expect(
            Set(input.rules.filter { told.contains($0.id) }.map(\.kind)) == Set(Rules.Catalogue.kinds.map { $0.name }))
        #expect(!input.patterns.isEmpty)
    }

    enum Log: CaseIterable {
        case few, month, ofEveryKind

        private var input: ReportInput {
            switch self {
            case .few: return Family.few()
            case .month: return Family.month()
            case .ofEveryKind:
                var input = Family.input(size: 100)
                input.entries = anyLog(seed: 1)
                input.opened = input.entries.map(\.current)
                return input
            }
        }

        /// With what a book of every kind says of it, in the made-up language.
        func judged() throws -> ReportInput {
            var input = input
            let book = AdoptedBook(number: 3, book: try RuleBook(toml: everyKind), from: Instant(milliseconds: 0))
            let judged = Checker(books: [book], homeZone: Family.zone, people: Family.people).judge(input.entries)
            input.catalogue = pseudo
            input.rules = ReportRule.rules(of: book, in: pseudo)
            input.findings = judged.findings.map { ReportFinding($0, in: pseudo) }
            input.patterns = judged.patterns.map { ReportPattern($0, in: pseudo) }
            return input
        }
    }

    private static func texts(_ layout: Layout) -> [String] {
        [layout.words.skip, layout.title]
            + layout.sections.flatMap { section in (section.heading.map { [$0] } ?? []) + texts(section.blocks) }
    }

    /// What people, files and rules said, longest first.
    private static func given(_ input: ReportInput) -> [String] {
        var given = [
            "UTC", "SHA-256", "Europe/London", "daybook 0.1.0", input.title, "AM/2026/03", "image/jpeg", "X\u{A0}",
            "id ",
            "sms-backup-restore", "telephone under repair",
        ]
        given +=
            input.people.flatMap { [$0.name] + $0.addresses } + ["Sam Okafor", "School gate"] + everyKindWords
        given += input.rules.flatMap { [$0.id, $0.clause, $0.source ?? ""] } + input.findings.map(\.id)
        for entry in input.opened {
            given += [entry.entry.words, entry.entry.account, entry.event.reason].compactMap(\.self)
            given += entry.entry.attachments.flatMap { [$0.name, Hex.encode($0.sha256), $0.obtained ?? ""] }
            given += entry.entry.draft.addresses.map(\.value)
            given += [entry.event.locator.map { Hex.encode($0.fileSHA256) } ?? ""]
        }
        given += input.head.checkpoint.split(separator: "\n").map(String.init)
        // Roots stand in groups of four; Unicode's names for emoji are no phrases.
        let root = input.head.root
        given.append(
            stride(from: 0, to: 64, by: 4).map { String(root.dropFirst($0).prefix(4)) }.joined(separator: " "))
        given += Report(input).emoji.flatMap { $0.names + $0.codePoints }
        return Set(given).filter { !$0.isEmpty }.sorted { ($0.count, $0) > ($1.count, $1) }
    }

    /// Every text of the blocks: runs, labels, drawings.
    static func texts(_ blocks: [Block]) -> [String] {
        blocks.flatMap { block -> [String] in
            switch block {
            case .heading(_, let runs, _): [joined(runs)]
            case .paragraph(let paragraph): [joined(paragraph.runs)]
            case .words(let text): [text]
            case .list(let items, _): items.map(joined)
            case .contents(let titles): titles.map(\.text)
            case .pairs(let pairs): pairs.flatMap { [$0.label] + texts($0.value) }
            case .columns(let columns): columns.flatMap(texts)
            case .group(let label, let blocks): [label] + texts(blocks)
            case .table(let table): texts(table)
            case .figure(let figure):
                [figure.title, figure.sentence, figure.note] + (figure.table.map(texts) ?? [])
                    + figure.drawing.marks.compactMap { if case .text(let text, _, _, _, _) = $0 { text } else { nil } }
            case .picture(let picture): [joined(picture.caption), picture.placeholder]
            case .commands(let lines): lines
            case .blank(let label): [label]
            case .code, .pageBreak: []
            }
        }
    }

    private static func texts(_ table: Table) -> [String] {
        [table.caption] + table.columns.map(\.title)
            + (0..<table.rows.count).flatMap { index in table.rows[index].cells.flatMap(texts) }
    }

    private static func joined(_ runs: [Run]) -> String { runs.map(\.text).joined() }
}
