import ArgumentParser
import Casework
import Evidence
import Ledger
import Schemas

struct BundleCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "bundle", abstract: "Write an evidence bundle: one file that a stranger can check alone.",
        discussion: """
            Holds the report, the entries shown with what opens them, attached files, and the hash of every entry of the \
            log. Says first what goes out and what stays, and asks. Private entries are never in it. Without --from, --to, \
            --entries or --rule every other entry is; gaps in recording that fall in the period always are. Whoever gets it \
            runs daybook-verify, or opens verify.html, which is inside.
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var period: PeriodOptions

    @Option(help: ArgumentHelp("The file to write, ending in .zip; never one that is there.", valueName: "file"))
    var out: String?

    @Option(help: ArgumentHelp("Only these contacts, as 3,5-9.", valueName: "numbers"))
    var entries: EntryNumbers?

    @Option(help: ArgumentHelp("Only what one rule looked at.", valueName: "id"))
    var rule: String?

    @Option(
        help: ArgumentHelp(
            "Parts to keep back: addresses, words, account or attachments of all contacts, or of one as words:12, attachment:31.2. Several with commas.",
            valueName: "parts"))
    var withhold: WithheldParts?

    @Option(help: ArgumentHelp("Why parts are kept back; it goes out with them.", valueName: "text"))
    var withholdReason: String?

    @Flag(help: "Do not show even the headings of entries kept back; a check is then weaker.")
    var hideHeadings = false

    @OptionGroup var lock: BundleLockOptions

    @Option(help: ArgumentHelp("Who it is for; kept in a private entry alone.", valueName: "name"))
    var `for`: String?

    @Option(help: "A title for the report's cover.")
    var title: String?

    @Option(help: "Your own reference, such as a file number.")
    var reference: String?

    @OptionGroup var choices: ReportOptions

    @Flag(help: "Say what would go out and what would stay, and write nothing.")
    var dryRun = false

    func validate() throws {
        if out == nil, !dryRun { throw ValidationError("Name the file with --out, or add --dry-run.") }
        let ending = lock.isOpen ? ".zip" : ".zip.age"
        if let out, !out.hasSuffix(ending) { throw ValidationError("The file's name must end in \(ending).") }
    }

    func run(in shell: Shell) throws -> Exit {
        let book = try shell.book(global)
        let progress = Progress("Reading", on: shell.terminal)
        let proposal = try book.proposeBundle(request) { progress.update($0, of: $1) }
        progress.finish()
        if !global.json { tell(proposal, shell.terminal) }
        var written: [UInt8]?
        if !dryRun, let out {
            guard try shell.confirm("Write it?", global) else {
                shell.terminal.say("Nothing was written.")
                return .ok
            }
            written = try book.write(proposal, to: out, lock: try lock.lock(shell, global), for: `for`).sha256
        }
        guard !global.json else {
            shell.terminal.json(schema: "bundle-file", value(proposal, written))
            return .ok
        }
        if let written, let out {
            shell.terminal.data("Written and checked: \(out)")
            shell.terminal.data("SHA-256: \(Hex.encode(written))")
            shell.terminal.say("Tell the reader the head number by another way than the file: daybook head")
        } else {
            shell.terminal.say("Nothing was written: this was a dry run.")
        }
        return .ok
    }

    private var request: BundleRequest {
        var request = BundleRequest()
        request.choices = choices.choices
        (request.from, request.to, request.rule) = (period.from, period.to, rule)
        request.entries = entries?.numbers
        request.withhold = withhold?.parts ?? []
        request.reason = withholdReason
        request.hidesHeadings = hideHeadings
        (request.title, request.reference) = (title, reference)
        request.pages = Composition.pages
        for name in ["bundle", "report"] {
            if let text = SchemaCatalogue.text(of: name) { request.schemas[name] = Array(text.utf8) }
        }
        return request
    }

    private func tell(_ proposal: BundleProposal, _ terminal: Terminal) {
        terminal.data("Goes out: \(proposal.shown.count) of \(proposal.inLog.entries)")
        terminal.data("    \(NumberRuns.text(proposal.shown))")
        if proposal.attachmentCount > 0 {
            terminal.data(
                "    \(proposal.attachmentCount.counted("attached file")), \(proposal.attachmentByteCount) bytes")
        }
        terminal.data("Stays: \(proposal.privateCount.counted("private entry", "private entries"))")
        if !proposal.withheld.isEmpty {
            terminal.data("Stays: \(proposal.withheld.count.counted("other entry", "other entries"))")
            terminal.data("    \(NumberRuns.text(proposal.withheld))")
        }
        for group in proposal.withheldGroups { terminal.data("Stays: \(group)") }
        if let withholdReason, !proposal.withheldGroups.isEmpty {
            terminal.data("Reason that goes out with it: \(withholdReason)")
        }
        if proposal.isWholePeriod, !proposal.withheld.isEmpty {
            terminal.data("The bundle says that every contact of the period is in it.")
        }
        if let ids = BundleText.some(proposal.notRederivable) {
            terminal.data("Rests on what stays, so the reader cannot work it out: \(ids)")
        }
        if proposal.addressCount > 0 {
            terminal.warning(
                "Addresses in it: \(proposal.addressCount), of people in the book and of messages. --withhold addresses keeps back the latter."
            )
        }
        if !proposal.childNames.isEmpty {
            terminal.warning("Children are named in it: \(proposal.childNames.joined(separator: ", ")).")
        }
        for (entry, sources) in proposal.ruleBooks {
            terminal.warning(
                "Entry \(entry) quotes \(sources.isEmpty ? "rules" : sources.joined(separator: "; ")). Where that is a court's, ask whether it may be passed on."
            )
        }
        if !proposal.released.isEmpty {
            terminal.warning("Released notes are in it: entries \(NumberRuns.text(proposal.released)).")
        }
        terminal.say(
            "The reader also sees how many entries the log has, and the numbers of those that stay"
                + (hideHeadings ? ". " : ", with their class. ")
                + "The numbers and recorded times of the others around them tell roughly when they were recorded.")
    }

    private func value(_ proposal: BundleProposal, _ written: [UInt8]?) -> [String: JSONValue] {
        [
            "dryRun": .bool(dryRun), "file": written == nil ? .null : out.map(JSONValue.string) ?? .null,
            "sha256": written.map { .string(Hex.encode($0)) } ?? .null, "inLog": .integer(proposal.inLog),
            "shown": .array(proposal.shown.map(JSONValue.integer)),
            "withheld": [
                "evidence": .array(proposal.withheld.map(JSONValue.integer)),
                "private": .integer(proposal.privateCount),
                "parts": .array(proposal.withheldParts.map(JSONValue.string)),
            ],
            "notRederivable": .array(proposal.notRederivable.map(JSONValue.string)),
            "attachedFiles": .integer(proposal.attachmentCount),
            "wholePeriod": .bool(proposal.isWholePeriod),
            "warnings": [
                "addresses": .integer(proposal.addressCount),
                "children": .array(proposal.childNames.map(JSONValue.string)),
                "ruleBooks": .array(
                    proposal.ruleBooks.map {
                        ["entry": .integer($0.entry), "sources": .array($0.sources.map(JSONValue.string))]
                    }),
                "released": .array(proposal.released.map(JSONValue.integer)),
            ],
        ]
    }
}

extension AgeRecipient: ExpressibleByArgument {
    package init?(argument: String) {
        guard let recipient = try? AgeRecipient(text: argument) else { return nil }
        self = recipient
    }
}

/// Who alone can open the file.
struct BundleLockOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Encrypt it, so that only the holder of this age key can open it; may be given several times.",
            valueName: "age1…"))
    var toRecipient: [AgeRecipient] = []

    @Flag(help: "Encrypt it with a passphrase of its own, which is asked for.")
    var passphrase = false

    @Option(help: ArgumentHelp("Read that passphrase from a file.", valueName: "path"))
    var bundlePassphraseFile: String?

    @Option(help: ArgumentHelp("Read that passphrase from an open file descriptor.", valueName: "n"))
    var bundlePassphraseFd: Int32?

    var isOpen: Bool { toRecipient.isEmpty && !isPassphrase }

    private var isPassphrase: Bool { passphrase || bundlePassphraseFile != nil || bundlePassphraseFd != nil }

    func validate() throws {
        guard !isPassphrase || toRecipient.isEmpty else {
            throw ValidationError("A file is for age keys or has a passphrase, not both.")
        }
        guard bundlePassphraseFile == nil || bundlePassphraseFd == nil else {
            throw ValidationError("Name one place for the bundle's passphrase.")
        }
    }

    func lock(_ shell: Shell, _ global: GlobalOptions) throws -> AgeLock? {
        if !toRecipient.isEmpty { return .recipients(toRecipient) }
        guard isPassphrase else { return nil }
        let source =
            bundlePassphraseFile.map(PassphraseSource.file) ?? bundlePassphraseFd.map(PassphraseSource.descriptor)
        if source == nil {
            shell.terminal.say("A passphrase for the bundle alone; tell it to the reader by another way than the file.")
        }
        let passphrases = Passphrases(source: nil, newSource: source, tty: shell.tty(global))
        return .passphrase(.passphrase(try passphrases.new(random: shell.world.random)))
    }
}

/// `words:12,addresses`.
struct WithheldParts: ExpressibleByArgument {
    let parts: [Withholding]

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map { Withholding(String($0)) }
        guard parts.allSatisfy({ $0 != nil }) else { return nil }
        self.parts = parts.compactMap(\.self)
    }
}

/// Numbers of entries, as people write and read them: `3, 5 to 9`.
struct EntryNumbers: ExpressibleByArgument {
    let numbers: Set<Int>

    /// Reads `3,5-9`; at most a million numbers.
    init?(argument: String) {
        var numbers: Set<Int> = []
        for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            guard 1...2 ~= ends.count, let first = ends[0], let last = ends[ends.count - 1], 0 <= first, first <= last,
                last - first < 1_000_000, numbers.count < 1_000_000
            else { return nil }
            numbers.formUnion(first...last)
        }
        self.numbers = numbers
    }
}
