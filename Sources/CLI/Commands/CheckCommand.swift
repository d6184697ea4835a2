import ArgumentParser
import Casework
import Ledger
import Rules

struct CheckCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "See which contacts look like breaches of which rule, and why.",
        discussion: "Both people are tested by the same rules. A finding is an apparent breach; a person decides.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var period: PeriodOptions

    @Option(help: ArgumentHelp("Only this rule.", valueName: "id"))
    var rule: String?

    @Flag(help: "End with exit code 3 if there are apparent breaches that were not dismissed.")
    var exitCode = false

    func run(in shell: Shell) throws -> Exit {
        let review = try shell.reviewed(global).review
        var request = CheckRequest()
        (request.from, request.to, request.rule) = (period.from, period.to, rule)
        let answer = try review.check(request)
        if global.json {
            shell.terminal.data(
                raw: JSONText.write(answer.value, pretty: shell.terminal.isTerminal[.out] == true) + "\n")
        } else {
            Self.tell(answer, names: { review.people.name(of: $0) }, shell.terminal)
        }
        return exitCode && answer.hasApparentBreaches ? .apparentBreaches : .ok
    }

    /// Shows the counts, and every finding that is not fine.
    static func tell(_ answer: CheckAnswer, names: (String) -> String, _ terminal: Terminal) {
        for unknown in answer.unknownNames { terminal.warning(unknown.message) }
        guard answer.hasRuleBook else {
            terminal.say("No rule book was adopted, so nothing is judged. Adopt one with: daybook rules adopt FILE")
            return
        }
        var shownRule: String?
        for count in answer.counts {
            let own = answer.findings.filter { $0.rule == count.rule && $0.person == count.person }
            if shownRule != count.rule, let first = own.first {
                shownRule = count.rule
                terminal.data([Piece(count.rule, .bold), Piece("  “\(first.clause)”")])
            }
            terminal.data(
                Piece(
                    "  \(names(count.person)): \(count.checked) checked, "
                        + "\(count.breach.counted("apparent breach", "apparent breaches")), "
                        + "\(count.cannotTell) cannot tell"))
            for finding in own where finding.verdict != .fine { tell(finding, terminal) }
        }
        if !answer.silentRules.isEmpty {
            terminal.say("Nothing is logged that these rules look at: \(answer.silentRules.joined(separator: ", ")).")
        }
        if !answer.patterns.isEmpty { terminal.data("Patterns, which are no breach of anything") }
        for pattern in answer.patterns {
            let entries = pattern.entries.map(String.init).joined(separator: ", ")
            terminal.data("  \(pattern.rule)  \(names(pattern.person)): \(pattern.text.english) Entries \(entries)")
        }
        if !answer.beforeAnyBook.isEmpty {
            terminal.say(
                answer.beforeAnyBook.count == 1
                    ? "1 contact is from before any rule book applied and was not judged."
                    : "\(answer.beforeAnyBook.count) contacts are from before any rule book applied and were not judged."
            )
        }
    }

    private static func tell(_ finding: Finding, _ terminal: Terminal) {
        let verdict = finding.verdict == .breach ? Piece("apparent breach", .red) : Piece("cannot tell", .yellow)
        let decided =
            finding.decision.map { " (\($0.answer == .confirm ? "confirmed" : "dismissed") in entry \($0.entry))" }
            ?? ""
        let period = finding.period.map { "  (\($0.english))" } ?? ""
        terminal.data([Piece("    "), verdict, Piece("  \(finding.id)\(period)\(decided)")])
        terminal.data("        \(finding.reason.english)")
        if let missing = finding.missing { terminal.data("        Missing: \(missing.english)") }
        if !finding.suggestedTopics.isEmpty {
            terminal.data("        Words suggest: \(finding.suggestedTopics.joined(separator: ", "))")
        }
    }
}

extension UnknownName {
    /// What a person reads who wrote the name into a rule book.
    var message: String {
        "Rule \(rule), \(key): nobody is known by the name \(name), so no breach is found for it. Write me, them or both, or "
            + "the name as the list of people has it: daybook people list"
    }
}

struct DecideCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "decide", abstract: "Record your decision about a finding.",
        discussion: """
            confirm: it is as the finding says. dismiss: it is not, or an exception held. topic TOPIC …: what the contact \
            was about. The finding stays and is shown with the decision.
            """)

    enum Answer: String, ExpressibleByArgument, CaseIterable {
        case confirm, dismiss, topic

        var answer: Decision.Answer {
            switch self {
            case .confirm: .confirm
            case .dismiss: .dismiss
            case .topic: .topic
            }
        }
    }

    @OptionGroup var global: GlobalOptions
    @OptionGroup var why: ReasonOptions

    @Argument(help: "The finding's id, as check shows it.")
    var finding: String

    @Argument(help: "confirm, dismiss or topic.")
    var answer: Answer

    @Argument(help: "After topic: the topics.")
    var topics: [String] = []

    func run(in shell: Shell) throws -> Exit {
        let (book, review) = try shell.reviewed(global)
        let reason = try why.reason(shell, global, isNeeded: false)
        let draft = try review.proposeDecision(about: finding, answer.answer, topics: topics, reason: reason)
        let number = try book.record(draft)
        if global.json {
            shell.terminal.json(
                schema: "decide",
                [
                    "number": .integer(number), "finding": .string(finding), "answer": .string(answer.rawValue),
                    "topics": .array(topics.map { .string($0.lowercased()) }),
                ])
        } else {
            shell.terminal.data("Saved as entry \(number).")
        }
        return .ok
    }
}
