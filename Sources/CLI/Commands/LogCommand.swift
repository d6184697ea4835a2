import ArgumentParser
import Casework
import Ledger

/// What `log` and `amend` take.
struct ContactOptions: ParsableArguments {
    @Option(help: "call, text, email, app, in-person, letter, social, payment or other.")
    var channel: Channel?

    @Option(help: ArgumentHelp("Who made the contact: them, me or a name.", valueName: "person"))
    var from: String?

    @Option(parsing: .singleValue, help: ArgumentHelp("Who was contacted; may be repeated.", valueName: "person"))
    var to: [String] = []

    @Option(
        help: ArgumentHelp(
            "When: YYYY-MM-DD HH:MM[:SS], now, today HH:MM or yesterday HH:MM.", valueName: "time"))
    var when: String?

    @Option(help: ArgumentHelp("When it ended, in the same forms.", valueName: "time"))
    var until: String?

    @Option(help: ArgumentHelp("The zone of the clock, as in Europe/London. Else the home zone.", valueName: "zone"))
    var zone: String?

    @Flag(help: "The time is rough; a day alone is then enough.")
    var about = false

    @Option(help: "Which of two equal times is meant in the night when clocks go back: first or second.")
    var fold: When.Fold?

    @Option(help: "What the time was read from: clock, call-log, header or memory.")
    var source: Occurred.Source?

    @Option(parsing: .singleValue, help: "What it was about; may be repeated.")
    var topic: [String] = []

    @Option(help: ArgumentHelp("The entry that this contact answers.", valueName: "n"))
    var replyTo: Int?

    @Flag(help: "Nobody answered: an attempt.")
    var unanswered = false

    @Option(
        help: """
            Its form, where the channel does not say it: message, voicemail (words left on a machine), reaction (a \
            sign put under a message) or edit (a change to a message sent before).
            """)
    var form: Form?

    @Option(
        parsing: .singleValue, help: ArgumentHelp("Somebody who saw or heard it; may be repeated.", valueName: "name"))
    var witness: [String] = []

    @Flag(help: "A child was present.")
    var childPresent = false

    @Option(parsing: .singleValue, help: ArgumentHelp("A file to keep with it; may be repeated.", valueName: "file"))
    var attach: [String] = []

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("An exception that is claimed, such as emergency; may be repeated.", valueName: "name"))
    var exception: [String] = []

    @Option(help: ArgumentHelp("Who claims the exception.", valueName: "person"))
    var exceptionBy: String?

    @Option(help: "routine, urgent or emergency, as claimed.")
    var urgency: Urgency?

    @Option(help: ArgumentHelp("For check-ins and handovers: when it was due.", valueName: "time"))
    var due: String?

    @Option(help: ArgumentHelp("For check-ins and handovers: when it took place.", valueName: "time"))
    var actual: String?

    @Option(help: "Where it took place.")
    var place: String?

    @Option(help: ArgumentHelp("The entry that holds an agreement relied on.", valueName: "n"))
    var agreement: Int?

    @Option(help: ArgumentHelp("The entry that holds the request it follows.", valueName: "n"))
    var request: Int?

    @Option(help: ArgumentHelp("Somebody who passed it on.", valueName: "name"))
    var thirdParty: String?

    @Option(help: ArgumentHelp("At whose request they did.", valueName: "person"))
    var requestedBy: String?

    @Option(help: ArgumentHelp("The verbatim words: a file, or - for standard input.", valueName: "file"))
    var file: String?

    @Option(help: ArgumentHelp("Your own account: a file, or - for standard input.", valueName: "file"))
    var accountFile: String?

    func validate() throws {
        if file == "-", accountFile == "-" {
            throw ValidationError("Standard input can be the words or the account, not both.")
        }
    }

    func logRequest(_ shell: Shell) throws -> LogRequest {
        var wanted = LogRequest()
        wanted.channel = channel
        wanted.from = from
        wanted.to = to
        wanted.when = when
        wanted.until = until
        wanted.zone = zone
        wanted.isRough = about
        wanted.fold = fold
        wanted.source = source
        wanted.topics = topic
        wanted.replyTo = replyTo
        wanted.isUnanswered = unanswered
        wanted.form = form
        wanted.witnesses = witness
        wanted.isChildPresent = childPresent
        wanted.attach = attach
        wanted.exceptions = exception
        wanted.exceptionBy = exceptionBy
        wanted.urgency = urgency
        wanted.due = due
        wanted.actual = actual
        wanted.place = place
        wanted.agreement = agreement
        wanted.request = request
        wanted.thirdParty = thirdParty
        wanted.requestedBy = requestedBy
        wanted.words = try file.map { try shell.text(at: $0) }
        wanted.account = try accountFile.map { try shell.text(at: $0) }
        return wanted
    }
}

struct LogCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "Record one contact.",
        discussion: """
            What is not given is asked for. Words and your own account are typed at a prompt or come from a file, \
            never from the command line, which other users of the computer can see. The kind gap says that from \
            --when to --until not everything was recorded, and your account says why: what seems to be missing then \
            is no breach.
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var contact: ContactOptions

    @Option(help: "contact, checkin, handover, missed, incident or gap.")
    var kind: LogKind = .contact

    func run(in shell: Shell) throws -> Exit {
        let (book, review) = try shell.reviewed(global)
        var wanted = try contact.logRequest(shell)
        wanted.kind = kind.kind
        try complete(&wanted, shell)
        let proposal = try shell.proposal(global) { allowsFuture in
            wanted.allowsFuture = allowsFuture
            return try review.propose(wanted, environment: shell.world)
        }
        return try shell.save(proposal, in: book, schema: "log", global)
    }

    /// Asks for what is needed and not given; without anybody to ask, what is missing is refused.
    private func complete(_ wanted: inout LogRequest, _ shell: Shell) throws {
        let tty = shell.tty(global)
        if kind == .contact {
            if wanted.channel == nil { wanted.channel = try askChannel(tty) }
            if wanted.from == nil { wanted.from = try ask(tty, Text.askFrom, missing: "--from") }
        }
        if wanted.when == nil, wanted.due != nil || wanted.actual != nil { wanted.when = wanted.actual ?? wanted.due }
        if wanted.when == nil { wanted.when = try ask(tty, Text.askWhen, missing: "--when") }
        if kind == .gap, wanted.until == nil { wanted.until = try ask(tty, Text.askUntil, missing: "--until") }
        guard let tty, !global.yes else { return }
        let wantsWords =
            kind == .contact && wanted.channel != .call && wanted.channel != .inPerson && wanted.attach.isEmpty
        if wanted.words == nil, wantsWords {
            let words = try tty.text(Text.askWords)
            if !words.isEmpty { wanted.words = words }
        }
        if wanted.account == nil, contact.accountFile == nil, contact.file == nil {
            let account = try tty.text(kind == .gap ? Text.askWhy : Text.askAccount)
            if !account.isEmpty { wanted.account = account }
        }
    }

    private func askChannel(_ tty: TTY?) throws -> Channel {
        while true {
            let answer = try ask(tty, Text.askChannel, missing: "--channel")
            if let channel = Channel(rawValue: answer) { return channel }
            try tty?.show(Text.notAChannel + "\n")
        }
    }

    private func ask(_ tty: TTY?, _ question: String, missing option: String) throws -> String {
        guard let tty else {
            throw CaseError.usage("\(option) is missing, and nobody can be asked. Nothing was saved.")
        }
        return try tty.line(question)
    }
}

extension Shell {
    /// Makes a proposal; a time ahead of the clock is asked about, then taken.
    func proposal(_ global: GlobalOptions, _ make: (_ allowsFuture: Bool) throws -> LogProposal) throws -> LogProposal {
        do {
            return try make(false)
        } catch let error as CaseError where error == .future {
            guard global.yes || tty(global) != nil else { throw error }
            guard try confirm(Text.future, global) else { throw CaseError.notSaved }
            return try make(true)
        }
    }

    /// Shows what was understood, asks, and records it.
    func save(_ proposal: LogProposal, in book: Book, schema: String, _ global: GlobalOptions) throws -> Exit {
        if let resolved = proposal.resolved { terminal.say(resolved) }
        if let duplicate = proposal.likelyDuplicate { terminal.warning(Text.duplicate(duplicate)) }
        if !global.noInput {
            guard try confirm(Text.save, global) else { throw CaseError.notSaved }
        }
        let number = try book.record([proposal.recordable])[0]
        if global.json {
            guard let opened = try book.review().opened(number) else { return .failed }
            var fields: [String: JSONValue] = [
                "number": .integer(number), "entry": EntryAnswer(number: number, entry: opened.entry).value,
            ]
            fields["likelyDuplicate"] = proposal.likelyDuplicate.map(JSONValue.integer) ?? .null
            terminal.json(schema: schema, fields)
        } else {
            terminal.data("Saved as entry \(number).")
        }
        return .ok
    }
}

extension CaseError {
    static let notSaved = CaseError(.failed, "Nothing was saved.")
}

private enum Text {
    static let askChannel = "Channel (call, text, email, app, in-person, letter, social, payment, other): "
    static let notAChannel = "Please write one of these words."
    static let askFrom = "From (them, me or a name): "
    static let askWhen = "When (2026-03-04 21:00, today 21:00, yesterday 21:00, now): "
    static let askUntil = "Until when, in the same form: "
    static let askWhy = "Why not everything was recorded in that time; it is shown in reports."
    static let askWords = "The words, exactly as they were; empty if there are none."
    static let askAccount =
        "Your own account of it, if you want to add one; it is shown in reports, apart from the words."
    static let save = "Save?"
    static let future = "The time is more than ten minutes ahead of this computer's clock. Is it right?"

    static func duplicate(_ number: Int) -> String {
        "Entry \(number) is by the same channel and sender within five minutes. Is this the same contact?"
    }
}
