import ArgumentParser
import Casework
import Ledger

/// `--reason-file`: why, from a file; asked for otherwise.
struct ReasonOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Why: a file, or - for standard input.", valueName: "file"))
    var reasonFile: String?

    func reason(_ shell: Shell, _ global: GlobalOptions, isNeeded: Bool = true) throws -> String? {
        if let reasonFile {
            let text = try shell.text(at: reasonFile)
            return text.last == "\n" ? String(text.dropLast()) : text
        }
        guard isNeeded, let tty = shell.tty(global) else { return nil }
        return try tty.line("Why is it corrected? ")
    }
}

struct AmendCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "amend", abstract: "Correct an entry with a new one; the old one stays.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var contact: ContactOptions
    @OptionGroup var why: ReasonOptions

    @Argument(help: "The entry's number.")
    var number: Int

    func run(in shell: Shell) throws -> Exit {
        let (book, review) = try shell.reviewed(global)
        var wanted = try contact.logRequest(shell)
        wanted.reason = try why.reason(shell, global)
        let proposal = try shell.proposal(global) { allowsFuture in
            wanted.allowsFuture = allowsFuture
            return try review.proposeAmendment(of: number, wanted, environment: shell.world)
        }
        return try shell.save(proposal, in: book, schema: "amend", global)
    }
}

struct RetractCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "retract", abstract: "Take an entry back with a new one; the old one stays and is shown.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var why: ReasonOptions

    @Argument(help: "The entry's number.")
    var number: Int

    func run(in shell: Shell) throws -> Exit {
        let (book, review) = try shell.reviewed(global)
        let draft = try review.proposeRetraction(of: number, reason: try why.reason(shell, global))
        let proposal = LogProposal(recordable: Book.Recordable(draft))
        return try shell.save(proposal, in: book, schema: "retract", global)
    }
}
