import Synchronization

/// What a report's files show beside the report itself.
package struct LayoutParts: Sendable {
    /// The bytes of an attached file; nil where they are not at hand.
    package var file: @Sendable (Report.AttachmentLine) -> [UInt8]? = { _ in nil }
    /// The signed checkpoint as a QR code.
    package var code: QRCode?
    /// Characters for which the writer of pages has no glyph.
    package var missingGlyphs: [Unicode.Scalar] = []

    package init() {}

    /// - Parameter read: Called by one thread at a time, also where a writer lays out several pages at once.
    package init(reading read: @escaping (Report.AttachmentLine) -> [UInt8]?) {
        let reader = OneAtATime(read)
        file = { reader.bytes(of: $0) }
    }
}

private final class OneAtATime: @unchecked Sendable {
    private let turn = Mutex(())
    private let read: (Report.AttachmentLine) -> [UInt8]?

    init(_ read: @escaping (Report.AttachmentLine) -> [UInt8]?) { self.read = read }

    func bytes(of line: Report.AttachmentLine) -> [UInt8]? { turn.withLock { _ in read(line) } }
}

extension Layout {
    /// The report set out for its template.
    package init(_ report: Report, _ parts: LayoutParts = LayoutParts()) {
        var builder = LayoutBuilder(report, parts)
        self = builder.layout()
    }
}

/// Puts a report's sections together: each is a file of its own.
struct LayoutBuilder {
    let report: Report
    let parts: LayoutParts
    let say: Catalogue
    let links: Links
    /// Lists too long for a table, set out whole in a section of their own.
    var longLists: [(title: String, entries: EntryCount)] = []
    private var sections: [Layout.Section] = []

    init(_ report: Report, _ parts: LayoutParts) {
        self.report = report
        self.parts = parts
        say = report.say
        links = Links(report)
    }

    mutating func layout() -> Layout {
        for part in Part.parts(of: report.cover.template) { add(part) }
        let cover = cover(contents: sections)
        let words = Layout.RunningWords(
            page: say(.pageOf), entryRange: say(.footEntries), oneEntry: say(.footEntry),
            root: say(.footRoot, ["start": String(report.cover.head.root.prefix(16))]), skip: say(.skip),
            skipTo: sections.first { $0.anchor == .named(Part.chronology.rawValue) }?.anchor ?? sections[0].anchor)
        return Layout(
            title: say(.windowTitle), language: say.language, generated: report.generated,
            program: report.cover.program, reference: report.cover.reference,
            paper: report.cover.paper, sections: [cover] + sections, words: words)
    }

    /// The sections, in order.
    enum Part: String {
        case summary, findings, about, definitions, rules, chronology, results, patterns, schedule, due, exhibits
        case corrections
        case leftOut = "left-out"
        case lists, method, declaration

        static func parts(of template: ReportChoices.Template) -> [Part] {
            switch template {
            case .full:
                [
                    .summary, .findings, .about, .definitions, .rules, .chronology, .results, .patterns, .schedule,
                    .due, .exhibits, .corrections, .leftOut, .lists, .method, .declaration,
                ]
            case .chronology:
                [.about, .definitions, .chronology, .corrections, .leftOut, .lists, .method, .declaration]
            case .schedule: [.about, .definitions, .rules, .schedule, .chronology, .leftOut, .method, .declaration]
            case .exhibits: [.about, .definitions, .exhibits, .chronology, .leftOut, .method, .declaration]
            }
        }
    }

    private mutating func add(_ part: Part) {
        switch part {
        case .summary: add(part, .titleSummary, summary(), startsPage: true)
        case .findings: add(part, .titleFindings, findingsIndex())
        case .about: add(part, .titleAbout, about(), startsPage: report.cover.template == .full)
        case .definitions: add(part, .titleDefinitions, definitions())
        case .rules: add(part, .titleRules, rules())
        case .chronology: add(part, chronologyTitle, chronology())
        case .results: add(part, .titleResults, results())
        case .patterns: add(part, .titlePatterns, patterns())
        case .schedule: add(part, .titleSchedule, schedule(), startsPage: true)
        case .due: add(part, .titleDue, dueEvents())
        case .exhibits: add(part, .titleExhibits, exhibits(), startsPage: !report.exhibits.isEmpty)
        case .corrections: add(part, .titleCorrections, corrections())
        case .leftOut: add(part, .titleLeftOut, leftOut())
        case .lists: if !longLists.isEmpty { add(part, .titleLists, lists()) }
        case .method: add(part, .titleMethod, method())
        case .declaration: add(part, .titleDeclaration, declaration(), startsPage: true)
        }
    }

    private mutating func add(_ part: Part, _ title: Phrase, _ blocks: [Block], startsPage: Bool = false) {
        let heading = say(.numberedTitle, ["number": "\(sections.count + 1)", "title": say(title)])
        sections.append(
            Layout.Section(anchor: .named(part.rawValue), heading: heading, startsPage: startsPage, blocks: blocks))
    }

    private var chronologyTitle: Phrase {
        switch report.cover.template {
        case .full, .chronology: .titleChronology
        case .schedule: .titleCited
        case .exhibits: .titleThreads
        }
    }
}

/// What a place in the document is called where another place names it, and whether it is there to be led to.
struct Links: Sendable {
    private let say: Catalogue
    /// Entries that have a row or a step of their own.
    private let entries: Set<Int>
    private let hasFindings: Bool
    private let findings: Set<Int>
    private let hasExhibits: Bool
    /// The entries of the chronology, in its order.
    let items: [Report.Item]

    init(_ report: Report) {
        say = report.say
        let parts = Set(LayoutBuilder.Part.parts(of: report.cover.template))
        switch report.cover.template {
        case .full, .chronology: items = report.chronology
        case .schedule:
            let cited = Set(report.schedule.lines.flatMap(\.evidence.entries))
            items = report.chronology.filter { !cited.isDisjoint(with: $0.versions) }
        case .exhibits:
            let around = Set(report.exhibits.flatMap { $0.thread.entries + [$0.entry] })
            items = report.chronology.filter { around.contains($0.number) }
        }
        let steps = parts.contains(.corrections) ? report.corrections.flatMap { $0.steps.map(\.entry) } : []
        entries = Set(items.map(\.number)).union(steps)
        hasFindings = parts.contains(.results)
        findings = parts.contains(.schedule) ? Set(report.schedule.lines.map(\.finding)) : []
        hasExhibits = parts.contains(.exhibits)
    }

    func entry(_ number: Int, _ style: Run.Style = []) -> Run {
        Run("\(number)", style, link: entries.contains(number) ? .entry(number) : nil)
    }

    /// Where a finding stands: with its rule, or, where those are not set out, in the schedule.
    func finding(_ number: Int, _ style: Run.Style = []) -> Run {
        let anchor: Layout.Anchor? =
            hasFindings ? .finding(number) : findings.contains(number) ? .named("s\(number)") : nil
        return Run("F\(number)", style, link: anchor)
    }

    var showsFindings: Bool { hasFindings || !findings.isEmpty }

    func exhibit(_ number: Int, _ style: Run.Style = []) -> Run {
        Run("X\(number)", style, link: hasExhibits ? .exhibit(number) : nil)
    }

    /// `4, 7, 9–12`.
    func numbers(_ count: EntryCount, _ style: Run.Style = []) -> [Run] {
        ranges(count.entries, style) { entry($0, style) }
    }

    func findings(_ numbers: [Int], _ style: Run.Style = []) -> [Run] {
        ranges(numbers, style) { finding($0, style) }
    }

    func exhibits(_ numbers: [Int], _ style: Run.Style = []) -> [Run] {
        ranges(numbers, style) { exhibit($0, style) }
    }

    private func ranges(_ numbers: [Int], _ style: Run.Style, _ run: (Int) -> Run) -> [Run] {
        var runs: [Run] = []
        for range in Numbers.runs(numbers) {
            if !runs.isEmpty { runs.append(Run(", ", style)) }
            runs.append(run(range.first))
            if range.last > range.first {
                runs.append(Run(range.last == range.first + 1 ? ", " : "–", style))
                runs.append(run(range.last))
            }
        }
        return runs
    }

    /// `entry 4` or `entries 4, 7`.
    func entries(_ count: EntryCount, _ style: Run.Style = []) -> [Run] {
        say.runs(count.count == 1 ? .entryLink : .entriesLink, style, ["numbers": numbers(count, style)])
    }
}

extension LayoutBuilder {
    func text(_ phrase: Phrase, _ role: Paragraph.Role = .body) -> Block { text(say(phrase), role) }

    func text(_ text: String, _ role: Paragraph.Role = .body) -> Block { .paragraph(Paragraph([Run(text)], role)) }

    func cell(_ text: String, _ style: Run.Style = []) -> [Block] { [.paragraph(Paragraph([Run(text, style)]))] }

    func cell(_ runs: [Run]) -> [Block] { [.paragraph(Paragraph(runs))] }

    func columns(_ columns: (Phrase, Double)...) -> [Table.Column] {
        columns.map { Table.Column(say($0.0), share: $0.1) }
    }

    /// The entries, or where to find them if there are too many for a table.
    mutating func listed(_ count: EntryCount, title: String, _ style: Run.Style = []) -> [Run] {
        guard Numbers.runs(count.entries).count > 20, Part.parts(of: report.cover.template).contains(.lists) else {
            return links.entries(count, style)
        }
        longLists.append((title, count))
        let number = longLists.count
        return [Run(say(.inList, ["n": "\(number)"]), style, link: .named("list\(number)"))]
    }

    /// `3 (entries 4, 7, 9)`.
    mutating func counted(_ count: EntryCount, title: String) -> [Run] {
        let number = Run(say.grouped(count.count), .strong)
        guard count.count > 0 else { return [number] }
        return [number, Run(" ")] + listed(count, title: title, .small)
    }

    /// One of the lists that were too long for a table each.
    func lists() -> [Block] {
        longLists.enumerated().flatMap { index, list -> [Block] in
            [
                .heading(
                    level: 3, [Run(say(.listTitle, ["n": "\(index + 1)", "title": list.title]))],
                    anchor: .named("list\(index + 1)")),
                .paragraph(
                    Paragraph([Run(say.count(list.entries.count, .entryCount) + ": ")] + links.numbers(list.entries))),
            ]
        }
    }
}
