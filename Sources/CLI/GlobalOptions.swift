import ArgumentParser

/// Options that every verb takes, before or after it; `Arguments` moves them behind the verb.
struct GlobalOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The vault's file. Else DAYBOOK_VAULT, else the data folder.", valueName: "path"))
    var vault: String?

    @Option(help: ArgumentHelp("Read the passphrase from an open file descriptor.", valueName: "n"))
    var passphraseFd: Int32?

    @Option(help: ArgumentHelp("Read the passphrase from a file's first line.", valueName: "file"))
    var passphraseFile: String?

    @Option(help: ArgumentHelp("Read the passphrase from the first line a command prints.", valueName: "command"))
    var passphraseCommand: String?

    @Flag(help: "Print data as one JSON object.")
    var json = false

    @Flag(help: "Never ask: what would be asked fails with exit code 64.")
    var noInput = false

    @Flag(help: "Answer confirmations with yes.")
    var yes = false

    func validate() throws {
        try atMostOne([passphraseFd != nil, passphraseFile != nil, passphraseCommand != nil], "passphrase")
    }

    /// Nil: ask.
    var passphraseSource: PassphraseSource? {
        PassphraseSource(descriptor: passphraseFd, file: passphraseFile, command: passphraseCommand)
    }

    /// Forgets where the passphrase was to come from.
    mutating func askForPassphrase() { (passphraseFd, passphraseFile, passphraseCommand) = (nil, nil, nil) }

    /// What stands before a verb: option names, and whether each takes a value.
    static let names: [String: Bool] = [
        "--vault": true, "--passphrase-fd": true, "--passphrase-file": true, "--passphrase-command": true,
        "--json": false, "--no-input": false, "--yes": false,
    ]
}

/// The second passphrase, for verbs that set a new one.
struct NewPassphraseOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Read the new passphrase from an open file descriptor.", valueName: "n"))
    var newPassphraseFd: Int32?

    @Option(help: ArgumentHelp("Read the new passphrase from a file's first line.", valueName: "file"))
    var newPassphraseFile: String?

    @Option(help: ArgumentHelp("Read the new passphrase from the first line a command prints.", valueName: "command"))
    var newPassphraseCommand: String?

    func validate() throws {
        try atMostOne(
            [newPassphraseFd != nil, newPassphraseFile != nil, newPassphraseCommand != nil], "new-passphrase")
    }

    /// Nil: ask.
    var source: PassphraseSource? {
        PassphraseSource(descriptor: newPassphraseFd, file: newPassphraseFile, command: newPassphraseCommand)
    }
}

extension PassphraseSource {
    fileprivate init?(descriptor: Int32?, file: String?, command: String?) {
        if let descriptor {
            self = .descriptor(descriptor)
        } else if let file {
            self = .file(file)
        } else if let command {
            self = .command(command)
        } else {
            return nil
        }
    }
}

private func atMostOne(_ given: [Bool], _ name: String) throws {
    if given.count(where: { $0 }) > 1 {
        throw ValidationError("Give one of --\(name)-fd, --\(name)-file and --\(name)-command, not several.")
    }
}
