import ArgumentParser
import Casework
import Ledger

struct ListCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List contacts and notes.",
        discussion: "An amended entry and its amendment are both listed, each as it was recorded.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var period: PeriodOptions

    @Flag(help: "Also what keeps the book: people, rules, imports, decisions.")
    var all = false

    @Option(help: ArgumentHelp("Only the last so many; a large book opens faster so.", valueName: "n"))
    var last: Int?

    func run(in shell: Shell) throws -> Exit {
        var request = ListRequest()
        (request.from, request.to, request.showsAll, request.limit) = (period.from, period.to, all, last)
        let review = try last.map { try shell.newest($0, for: request, global) } ?? shell.reviewed(global).review
        let steps = review.clockSteps
        shell.show(
            review.list(request), of: review, schema: "list", with: ["clockSteps": .array(steps.map(\.value))], global)
        if !global.json { shell.terminal.say(steps) }
        return review.faults.isEmpty ? .ok : .altered
    }
}

struct SearchCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Find entries that hold all of some words.",
        discussion:
            "Case and accents do not matter. Words given here can be seen by other users of the computer while the search runs; without any, they are asked for."
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "Words to look for.")
    var words: [String] = []

    func run(in shell: Shell) throws -> Exit {
        let review = try shell.reviewed(global).review
        var words = words
        if words.isEmpty {
            guard let tty = shell.tty(global) else { throw CaseError.usage("Give the words to look for.") }
            words = try tty.line("Words: ").split(separator: " ").map(String.init)
        }
        guard words.contains(where: { !$0.isEmpty }) else { throw CaseError.usage("Give the words to look for.") }
        shell.show(review.search(words), of: review, schema: "search", global)
        return review.faults.isEmpty ? .ok : .altered
    }
}

struct ShowCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one entry whole, with its amendments.")

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The entry's number.")
    var number: Int

    @Option(
        help: ArgumentHelp("Write the entry's attached file of this position (from 1) to a new file.", valueName: "n"))
    var attachment: Int?

    @Option(help: ArgumentHelp("Where to write the attached file.", valueName: "file"))
    var out: String?

    func validate() throws {
        if (attachment == nil) != (out == nil) { throw ValidationError("--attachment and --out go together.") }
    }

    func run(in shell: Shell) throws -> Exit {
        let (book, review) = try shell.reviewed(global)
        guard let opened = review.opened(number) else {
            if let fault = review.faults[number] {
                throw CaseError(.altered, "Entry \(number) could not be opened (\(fault)). Run daybook verify.")
            }
            throw CaseError.usage("There is no entry \(number). See: daybook list")
        }
        if let attachment, let out {
            try book.writeAttachment(attachment, of: opened, to: out)
            shell.terminal.say("Written to \(out).")
            return .ok
        }
        let history = review.history(of: number)
        if global.json {
            shell.terminal.json(
                schema: "show",
                [
                    "entry": EntryAnswer(number: number, entry: opened.entry).value,
                    "history": .array(history.map { EntryAnswer(number: $0.number, entry: $0.entry).value }),
                ])
        } else {
            let text = EntryText(people: review.people, zone: review.homeZone)
            for line in text.whole(opened, history: history, releasedBy: review.releases[number]) {
                shell.terminal.data(line)
            }
        }
        return .ok
    }
}

extension Shell {
    func show(
        _ entries: [ListedEntry], of review: Review, schema: String, with more: [String: JSONValue] = [:],
        _ global: GlobalOptions
    ) {
        if global.json {
            let fields: [String: JSONValue] = ["entries": .array(entries.map(\.value))]
            terminal.json(schema: schema, fields.merging(more) { $1 })
            return
        }
        let text = EntryText(people: review.people, zone: review.homeZone)
        terminal.data(lines: entries.lazy.map { text.line($0, width: terminal.width) })
        if entries.isEmpty { terminal.say("There are no such entries.") }
    }
}
