import ArgumentParser
import Casework
import Ledger

struct PassphraseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "passphrase", abstract: "Change the passphrase.", subcommands: [Change.self])

    struct Change: Verb {
        static let configuration = CommandConfiguration(
            abstract: "Change the passphrase; the recovery number stays.",
            discussion: """
                A copy of the vault from before still opens with the old passphrase, and so does a vault that is put back \
                from one: where somebody may know it, daybook rekey gives the book new keys.
                """)

        @OptionGroup var global: GlobalOptions
        @OptionGroup var new: NewPassphraseOptions

        func run(in shell: Shell) throws -> Exit {
            let book = try shell.book(global)
            let passphrases = shell.passphrases(global, new: new)
            try book.changePassphrase(to: try passphrases.new(random: shell.world.random))
            shell.terminal.say("The passphrase is changed. Copies made before still open with the old one.")
            return .ok
        }
    }
}

struct RecoverCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "recover", abstract: "Set a new passphrase with the recovery number.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var new: NewPassphraseOptions

    @Option(help: ArgumentHelp("Read the recovery number from a file, or - for standard input.", valueName: "file"))
    var recoveryFile: String?

    func run(in shell: Shell) throws -> Exit {
        let locked = try shell.locked(global)
        let tty = shell.tty(global)
        let book = try locked.unlock(recovery: try number(shell, tty))
        let passphrases = Passphrases(source: nil, newSource: new.source ?? global.passphraseSource, tty: tty)
        try book.changePassphrase(to: try passphrases.new(random: shell.world.random))
        locked.close()
        shell.terminal.say("The book has a new passphrase. The recovery number is the same as before.")
        return .ok
    }

    private func number(_ shell: Shell, _ tty: TTY?) throws -> GroupedNumber {
        let text: String
        if let recoveryFile {
            text = String(decoding: try shell.bytes(at: recoveryFile, limit: 4096), as: UTF8.self)
        } else {
            guard let tty else { throw CaseError.usage("Pass the recovery number with --recovery-file FILE.") }
            text = try tty.line("Recovery number (eight groups of six digits): ")
        }
        do throws(GroupedNumberError) {
            return try GroupedNumber(text: text)
        } catch {
            throw CaseError.usage(error.sentence + " Nothing was changed.")
        }
    }
}

extension GroupedNumberError {
    /// What is wrong with a number that a person typed.
    var sentence: String {
        switch self {
        case .wrongGroupCount(let count): "The number has eight groups of six digits; \(count) were given."
        case .notDigits(let group): "Group \(group) holds something else than digits."
        case .wrongLength(let group): "Group \(group) does not have six digits."
        case .notDivisible(let group), .tooLarge(let group):
            "Group \(group) has a slip of the pen: a digit is wrong, or two are swapped."
        }
    }
}
