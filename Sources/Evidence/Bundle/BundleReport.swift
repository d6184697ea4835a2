import Ledger
import Reports
import Rules

/// The report of a bundle as a function of what the bundle shows: whoever makes the bundle and whoever checks
/// it get the same one. Bundle.md, "Statement and report".
struct BundleReport {
    /// In order of number; withheld ones too, as far as their headings are shown.
    let entries: [ShownEntry]
    let checkpoint: Checkpoint
    let note: [UInt8]
    private let facts: CaseFacts
    private let opened: [OpenedEntry]

    init(_ entries: [ShownEntry], checkpoint: Checkpoint, note: [UInt8]) {
        self.entries = entries
        self.checkpoint = checkpoint
        self.note = note
        opened = entries.compactMap(\.opened)
        facts = CaseFacts(opened)
    }

    /// The parts of shown entries that are withheld, without reasons.
    var withheldParts: [WithheldPart] {
        entries.flatMap { entry in
            entry.withheld.map { WithheldPart(entry: entry.number, part: $0) }
                + entry.withheldAttachments.map {
                    WithheldPart(entry: entry.number, part: .attachments, attachment: $0)
                }
        }
    }

    /// True if rules that look at the whole log may see more than the shown entries, or may look at days in a
    /// calendar file, which is not read here.
    var isMoreWithheld: Bool {
        let privates = entries.count { $0.opened == nil && $0.heading?.entryClass == .private }
        let hasCalendar = opened.contains { $0.event.kind == .rules && !$0.entry.attachments.isEmpty }
        return opened.count + privates < checkpoint.head.size || !withheldParts.isEmpty || hasCalendar
    }

    /// What the rules say about the shown entries alone.
    func derived(_ statement: BundleStatement) throws(RuleBookError) -> [ReportFinding] {
        try judged(statement).findings
    }

    private func judged(
        _ statement: BundleStatement
    ) throws(RuleBookError) -> (findings: [ReportFinding], patterns: [ReportPattern]) {
        let period = statement.period
        let judged = facts.judge(
            by: try facts.adoptedBooks(), from: period.from, until: period.until, rule: statement.rule)
        return (judged.findings.map { ReportFinding($0) }, judged.patterns.map { ReportPattern($0) })
    }

    /// Those of `findings` that the report would tell: about a contact that is shown, or about a day without one.
    func told(_ findings: [ReportFinding]) -> [ReportFinding] {
        let shown = Set(facts.standing.filter(\.event.isTold).flatMap(\.versions))
        return findings.filter { $0.entries.isEmpty || $0.entries.contains(where: shown.contains) }
    }

    func report(_ statement: BundleStatement) throws(RuleBookError) -> Report {
        var input = ReportInput(
            generated: statement.generated, program: statement.program, zone: facts.homeZone,
            head: ReportHead(
                size: checkpoint.head.size, root: Hex.encode(checkpoint.head.root),
                number: HeadNumber.of(checkpoint.text).text, checkpoint: String(decoding: note, as: UTF8.self)))
        input.title = statement.title
        input.reference = statement.reference
        input.choices = statement.choices
        input.period = statement.period
        input.people = facts.people
        input.entries = facts.standing.filter(\.event.isTold)
        input.opened = opened
        input.rules = try facts.adoptedBooks().flatMap { ReportRule.rules(of: $0) }
            .filter { statement.rule == nil || $0.id == statement.rule }
        let replaced = Set(statement.stated.map(\.id)).union(statement.notMade)
        let judged = try judged(statement)
        input.patterns = judged.patterns
        input.findings = told(judged.findings).filter { !replaced.contains($0.id) } + statement.stated
        input.leftOut = leftOut
        input.withheldParts = statement.withheld
        input.isInBundle = true
        return Report(input)
    }

    private var leftOut: [LeftOutReason: [Int]] {
        [
            .private: entries.filter { $0.opened == nil && $0.heading?.entryClass == .private }.map(\.number),
            .withheld: entries.filter { $0.opened == nil && $0.heading?.entryClass == .evidence }.map(\.number),
            .bookkeeping: opened.filter { !$0.event.isTold }.map(\.number),
        ].filter { !$0.value.isEmpty }
    }
}
