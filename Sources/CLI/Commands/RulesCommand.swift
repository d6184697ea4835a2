import ArgumentParser
import Casework
import Intake
import Ledger
import Rules

struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "State the rules that apply, and see how they are read.",
        subcommands: [Adopt.self, List.self, Explain.self, Help.self, Try.self, New.self])

    struct Adopt: Verb {
        static let configuration = CommandConfiguration(
            abstract: "Adopt a rule book: a TOML file.",
            discussion: """
                The book's text becomes an entry. Each contact is judged by the book in force at its time; contacts from \
                before the first day are not judged.
                """)

        @OptionGroup var global: GlobalOptions

        @Argument(help: "The rule book.")
        var file: String

        @OptionGroup var calendars: CalendarOptions

        @Option(
            help: ArgumentHelp(
                "The first day, in the home zone, on which it applies, as 2026-03-04. Else from this moment on.",
                valueName: "day"))
        var effectiveFrom: CivilDate?

        func run(in shell: Shell) throws -> Exit {
            let bytes = try shell.bytes(at: file, limit: RuleBook.byteLimit)
            _ = try RuleBooks.read(bytes)
            let files = try calendars.files(shell)
            let book = try shell.book(global)
            let (number, rules) = try book.adopt(bytes, calendars: files, effectiveFrom: effectiveFrom)
            if global.json {
                shell.terminal.json(
                    schema: "rules-adopt",
                    [
                        "number": .integer(number),
                        "effectiveFrom": effectiveFrom.map { .string($0.text) } ?? .null,
                        "rules": .array(rules.rules.map { .string($0.terms.id) }),
                        "calendars": .array(files.map(\.value)),
                    ])
                return .ok
            }
            let count = rules.rules.count
            shell.terminal.data("Adopted as entry \(number): \(count.counted("rule")).")
            let review = try book.review()
            for unknown in rules.unknownNames(review.people.all.map(\.name)) { shell.terminal.warning(unknown.message) }
            if !files.isEmpty || !rules.calendarLists.isEmpty {
                let homeZone = review.homeZone
                for list in try files.missingLists(of: rules, homeZone: homeZone) {
                    shell.terminal.warning(
                        "Rules name the list \(list), but no calendar has it: where it decides, the answer is “cannot tell”."
                    )
                }
                for line in try files.flatMap({ try $0.account(for: rules, homeZone: homeZone) }) {
                    shell.terminal.data("\(line)")
                }
            }
            if let effectiveFrom {
                shell.terminal.say("It applies to contacts from \(WhenText.day(effectiveFrom)) on.")
            } else {
                shell.terminal.say(
                    "It applies from now on; contacts from before this moment are not judged by it. If it was in force "
                        + "before, retract entry \(number) and adopt it with --effective-from DAY.")
            }
            shell.terminal.say("See how each rule is read with: daybook rules explain")
            return .ok
        }
    }

    struct List: Verb {
        static let configuration = CommandConfiguration(abstract: "Show the adopted rule books.")

        @OptionGroup var global: GlobalOptions

        func run(in shell: Shell) throws -> Exit {
            let review = try shell.reviewed(global).review
            let adoptions = try review.adoptions()
            if global.json {
                shell.terminal.json(schema: "rules-list", ["books": .array(adoptions.map { Self.value($0) })])
                return .ok
            }
            for adoption in adoptions {
                let from = review.homeZone.localTime(of: adoption.from)
                shell.terminal.data(
                    [Piece("Entry \(adoption.entry.number)", .bold), Piece("  in force from \(from.text)")])
                for calendar in adoption.calendars {
                    shell.terminal.data("  calendar \(calendar.list), SHA-256 \(Hex.encode(calendar.sha256))")
                }
                for rule in adoption.book.rules {
                    shell.terminal.data("  \(rule.terms.id)  (\(rule.terms.kind))  “\(rule.terms.clause)”")
                }
            }
            if adoptions.isEmpty { shell.terminal.say("No rule book was adopted. See: daybook rules help") }
            return .ok
        }

        private static func value(_ adoption: Review.Adoption) -> JSONValue {
            var fields: [String: JSONValue] = [
                "number": .integer(adoption.entry.number), "from": .string(adoption.from.text),
                "rules": .array(adoption.book.rules.map(\.summary)),
            ]
            if !adoption.calendars.isEmpty { fields["calendars"] = .array(adoption.calendars.map(\.value)) }
            fields["title"] = adoption.book.title.map(JSONValue.string)
            return .object(fields)
        }
    }

    struct Explain: Verb {
        static let configuration = CommandConfiguration(
            abstract: "Say in plain words how each rule is read, and what is assumed.",
            discussion: "With a file, that file is explained, and no vault is needed.")

        @OptionGroup var global: GlobalOptions

        @Argument(help: "A rule book. Else the adopted one in force now.")
        var file: String?

        func run(in shell: Shell) throws -> Exit {
            let rules: RuleBook
            let text: [UInt8]
            if let file {
                text = try shell.bytes(at: file, limit: RuleBook.byteLimit)
                rules = try RuleTrial.book(text)
            } else {
                let now = shell.world.now()
                let adopted = try shell.reviewed(global).review.adoptions()
                guard let current = adopted.last(where: { $0.from <= now }) ?? adopted.last else {
                    throw CaseError.failed("No rule book was adopted. Explain a file with: daybook rules explain FILE")
                }
                rules = current.book
                text = Array((current.entry.current.entry.words ?? "").utf8)
            }
            if global.json {
                let book = try RuleBook.json(toml: text)
                shell.terminal.json(
                    schema: "rules-explain", ["rules": .array(rules.rules.map(\.explained)), "book": book])
            } else {
                for line in rules.explanation.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
                    shell.terminal.data("\(String(line))")
                }
            }
            return .ok
        }
    }

    struct Try: Verb {
        static let configuration = CommandConfiguration(
            abstract: "Judge a file of contacts by a rule book; no vault is needed.",
            discussion: """
                The contacts are drafts, one JSON object a line (daybook schema draft). Findings cite them by line, \
                from 0. Nothing is saved.
                """)

        @OptionGroup var global: GlobalOptions

        @Option(help: ArgumentHelp("The rule book.", valueName: "file"))
        var rules: String

        @Option(help: ArgumentHelp("The contacts.", valueName: "file"))
        var contacts: String

        @OptionGroup var calendars: CalendarOptions

        @Option(
            help: ArgumentHelp("The name by which the contacts call the first person, beside me.", valueName: "name"))
        var me: String?

        @Option(help: ArgumentHelp("The name by which they call the other person, beside them.", valueName: "name"))
        var them: String?

        @Option(help: ArgumentHelp("The home time zone. Else this computer's.", valueName: "zone"))
        var zone: String?

        @Flag(help: "End with exit code 3 if there are apparent breaches.")
        var exitCode = false

        func run(in shell: Shell) throws -> Exit {
            let book = try RuleTrial.book(shell.bytes(at: rules, limit: RuleBook.byteLimit))
            let trial = try RuleTrial(
                book: book, calendars: calendars.files(shell), homeZone: homeZone(shell), me: me, them: them)
            let file: SourceFile
            do throws(ImportError) {
                file = try SourceFile(path: contacts)
            } catch {
                throw CaseError.usage("The contacts could not be read: \(error.description).")
            }
            let answer = try trial.check(file, now: shell.world.now())
            if global.json {
                let isPretty = shell.terminal.isTerminal[.out] == true
                let value = RuleTrial.value(answer, homeZone: trial.homeZone)
                shell.terminal.data(raw: JSONText.write(value, pretty: isPretty) + "\n")
            } else {
                CheckCommand.tell(answer, names: { name(of: $0) }, shell.terminal)
            }
            return exitCode && answer.hasApparentBreaches ? .apparentBreaches : .ok
        }

        private func homeZone(_ shell: Shell) throws -> Zone {
            guard let zone else { return shell.world.systemZone ?? .utc }
            guard let found = Zone(zone) else {
                throw CaseError.usage("There is no such time zone. Write one such as Europe/London.")
            }
            return found
        }

        private func name(of person: String) -> String {
            switch person {
            case "me": me ?? person
            case "them": them ?? person
            default: person
            }
        }
    }

    struct New: Verb {
        static let configuration = CommandConfiguration(
            abstract: "Answer questions and get a rule to put into a rule book.",
            discussion: "The rule is printed; to begin a file: daybook rules new hours > rules.toml")

        @OptionGroup var global: GlobalOptions

        @Argument(help: "The kind, as daybook rules help names it.")
        var kind: String

        func run(in shell: Shell) throws -> Exit {
            guard let questions = RuleQuestions(kind: kind) else {
                throw CaseError.usage(
                    "There is no such kind. The kinds are: \(Catalogue.kinds.map { $0.name }.joined(separator: ", ")).")
            }
            guard let tty = shell.tty(global) else { throw Failure.noTerminalToAsk }
            var answers: [String: String] = [:]
            try ask(questions.common, tty, &answers)
            while true {
                try ask(questions.own, tty, &answers)
                do {
                    let text = try questions.toml(answers)
                    shell.terminal.data(raw: text)
                    return .ok
                } catch let error as CaseError {
                    try tty.show(Visible.text(error.message) + "\n")
                    try ask(questions.common, tty, &answers)
                }
            }
        }

        /// An empty answer keeps what was answered before, or leaves the key out.
        private func ask(_ questions: [RuleQuestions.Question], _ tty: TTY, _ answers: inout [String: String]) throws {
            for question in questions {
                repeat {
                    let before = answers[question.key].map { " [\(Visible.text($0))]" } ?? ""
                    let answer = try tty.line("\(question.text)\(before): ")
                    if !answer.isEmpty { answers[question.key] = answer }
                } while question.isNeeded && answers[question.key] == nil
            }
        }
    }

    struct Help: Verb {
        static let configuration = CommandConfiguration(abstract: "Show how to write a rule of some kind.")

        @OptionGroup var global: GlobalOptions

        @Argument(
            help:
                "The kind: \(Catalogue.kinds.map { $0.name }.joined(separator: ", ")); or common, what every rule may say; or calendars."
        )
        var kind: String?

        func run(in shell: Shell) throws -> Exit {
            let pages = HelpPages.all.filter { kind == nil || $0.name == kind }
            let kinds = Catalogue.kinds.filter { kind == nil || $0.name == kind }
            guard !kinds.isEmpty || !pages.isEmpty else {
                throw CaseError.usage(
                    "There is no such kind. The kinds are: \(Catalogue.kinds.map { $0.name }.joined(separator: ", ")).")
            }
            if global.json {
                let values = kinds.map { ["kind": .string($0.name), "text": .string($0.documentation)] as JSONValue }
                var fields: [String: JSONValue] = ["kinds": .array(values)]
                for page in pages { fields[page.name] = .string(page.text) }
                shell.terminal.json(schema: "rules-help", fields)
                return .ok
            }
            shell.terminal.data("\((pages.map(\.text) + kinds.map { $0.documentation }).joined(separator: "\n\n"))")
            if pages.isEmpty { shell.terminal.say("What every rule may say: daybook rules help common") }
            return .ok
        }
    }
}

/// Calendar files beside a rule book.
struct CalendarOptions: ParsableArguments {
    @Option(
        name: .customLong("calendar"),
        help: ArgumentHelp(
            "A calendar file (.ics) that the rules look at: holidays, school terms, with whom the child is. LIST= before "
                + "it names the list of its events; else the file's name does. May be given several times.",
            valueName: "[list=]file"))
    var given: [String] = []

    func files(_ shell: Shell) throws -> [RuleCalendar] {
        try given.map { text in
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            let path = parts.count == 2 ? parts[1] : text
            return try RuleCalendar(
                name: parts.count == 2 ? parts[0] : path, bytes: shell.bytes(at: path, limit: CalendarFile.byteLimit))
        }
    }
}

extension RuleCalendar {
    fileprivate var value: JSONValue { ["list": .string(list), "sha256": .string(Hex.encode(sha256))] }
}

extension Rule {
    fileprivate var summary: JSONValue {
        var fields: [String: JSONValue] = [
            "id": .string(terms.id), "kind": .string(terms.kind), "clause": .string(terms.clause),
            "binds": .array(terms.binds.persons.map(JSONValue.string)),
        ]
        fields["source"] = terms.source.map(JSONValue.string)
        return .object(fields)
    }

    fileprivate var explained: JSONValue {
        guard case .object(var fields) = summary else { return .null }
        fields["sentences"] = .array(explanation.sentences.map { .string($0.english) })
        fields["assumptions"] = .array(explanation.assumptions.map { .string($0.english) })
        return .object(fields)
    }
}
