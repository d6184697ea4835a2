import Ledger

/// What is asked, in one place.
enum Prompts {
    static let passphrase = "Passphrase: "
    static let newPassphrase = "New passphrase (leave empty to have one made): "
    static let offeredPassphrase = "Write these seven words down and keep them where nobody else looks:"
    static let repeatPassphrase = "The same again: "
    static let session = "daybook> "

    static let wrongPassphrase = "This passphrase does not open the vault."
    static let emptyPassphrase = "An empty passphrase is not taken."
    static let longPassphrase = "A passphrase has at most \(SecretLine.limit) bytes."
    static let differentPassphrases = "The two were not the same."
    static let answerYesOrNo = "Please answer y or n."
    static let endOfWords = "(end with a line that holds a single dot, or with Ctrl-D)"

    static func yesOrNo(preset: Bool?) -> String {
        switch preset {
        case true: " [Y/n] "
        case false: " [y/N] "
        default: " [y/n] "
        }
    }
}

extension Failure {
    static let noTerminal = Failure(
        .usage, "There is no terminal to ask for the passphrase on.",
        next: "Pass --passphrase-fd N, --passphrase-file FILE or --passphrase-command COMMAND.")
    static let noTerminalForNew = Failure(
        .usage, "There is no terminal to ask for the new passphrase on.",
        next: "Pass --new-passphrase-fd N, --new-passphrase-file FILE or --new-passphrase-command COMMAND.")
    static let noTerminalToAsk = Failure(
        .usage, "There is no terminal to ask on.", saved: Failure.nothingSaved,
        next: "Give every value as an option, and --yes where a confirmation is needed.")
    static let threeWrongPassphrases = Failure(
        .wrongPassphrase, "Three passphrases did not open the vault.",
        next: "Check the keyboard layout and Caps Lock, or use the recovery number: daybook recover.")
    static let wrongPassphrase = Failure(
        .wrongPassphrase, Prompts.wrongPassphrase, next: "The recovery number opens it too: daybook recover.")
    static let emptyPassphrase = Failure(.usage, Prompts.emptyPassphrase, saved: Failure.nothingSaved)
    static let longPassphrase = Failure(.usage, Prompts.longPassphrase, saved: Failure.nothingSaved)
    static let noNewPassphrase = Failure(
        .usage, "No new passphrase was given.", saved: Failure.nothingSaved, next: "Run the command again.")
    static let stopped = Failure(.interrupted, "Stopped at a question.", saved: Failure.nothingSaved)

    static let idle = Failure(.interrupted, "Nobody answered.", saved: Failure.nothingSaved)

    static func passphraseUnreadable(_ error: SystemError, from place: String) -> Failure {
        Failure(.failed, "The passphrase could not be read from \(place): \(error.text).")
    }
    static func passphraseCommandFailed(status: Int32) -> Failure {
        Failure(
            .failed, "The passphrase command ended with status \(status).",
            next: "Run it alone to see what it says.")
    }
    static func longLine(limit: Int) -> Failure {
        Failure(
            .usage, "A line of \(limit) bytes or more was typed or pasted, and a terminal cuts such lines.",
            saved: Failure.nothingSaved, next: "Put the text into a file and pass --file FILE, or - for piped data.")
    }
    static let notUTF8 = Failure(
        .usage, "The text that was typed is not UTF-8.", saved: Failure.nothingSaved,
        next: "Set the terminal to UTF-8, or put the text into a file and pass --file FILE.")
    static func terminalFailed(_ error: SystemError) -> Failure {
        Failure(.failed, "The terminal could not be read: \(error.text).", saved: Failure.nothingSaved)
    }
    static func outputFailed(_ error: SystemError) -> Failure {
        Failure(.failed, "The output could not be written: \(error.text).")
    }
}
