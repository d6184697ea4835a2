import ArgumentParser
import Casework
import Ledger

struct RekeyCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "rekey", abstract: "Give the book new keys.",
        discussion: """
            For when somebody may know the passphrase or the recovery number. Every entry is sealed anew under keys that \
            only the new passphrase and a new recovery number open; what the entries say, and the proofs about them, stay. \
            A copy made before still opens with the old passphrase, and who has such a copy and its passphrase can still \
            sign in the name of this book.
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var new: NewPassphraseOptions

    @Option(
        help: ArgumentHelp(
            "Write the new recovery number to a new file instead of showing it and asking for two groups of it.",
            valueName: "file"))
    var recoveryOut: String?

    func run(in shell: Shell) throws -> Exit {
        let book = try shell.book(global)
        shell.terminal.say(Text.before)
        guard try shell.confirm(Text.ask, global) else { throw CaseError.notSaved }
        let passphrase = try shell.passphrases(global, new: new).new(random: shell.world.random)
        let recovery = Book.newRecoveryNumber(shell.world)
        try NewRecovery(number: recovery, file: recoveryOut).given(on: shell.tty(global)) {
            let progress = Progress("Sealing anew", on: shell.terminal)
            defer { progress.finish() }
            let done = try book.rekey(passphrase: passphrase, recovery: recovery) { progress.update($0, of: $1) }
            progress.finish()
            tell(done, shell)
        }
        if shell.desk?.book === book { shell.desk?.lock() } else { book.locked.close() }
        return .ok
    }

    private func tell(_ done: Book.Rekeyed, _ shell: Shell) {
        let headNumber = HeadNumber.of(done.head.text).text
        if global.json {
            shell.terminal.json(
                schema: "rekey",
                [
                    "number": .integer(done.number), "entries": .integer(done.head.head.size),
                    "files": .integer(done.fileCount), "slotsLeftOut": .integer(done.slotsLeftOut),
                    "headNumber": .string(headNumber), "recoveryFile": recoveryOut.map(JSONValue.string) ?? .null,
                ])
            return
        }
        shell.terminal.data(
            "Sealed anew: \(done.number.entries), \(done.fileCount.counted("attached file")); entry \(done.number) says so."
        )
        shell.terminal.data("Head number: \(headNumber)")
        if let recoveryOut {
            shell.terminal.data("Recovery number: in \(recoveryOut); keep it where nobody else looks")
        }
        if done.slotsLeftOut > 0 {
            shell.terminal.warning(
                "\(done.slotsLeftOut.counted("other way", "other ways")) of opening the book could not be made anew and "
                    + "\(done.slotsLeftOut == 1 ? "is" : "are") gone.")
        }
        shell.terminal.say(Text.after)
    }
}

private enum Text {
    static let before =
        "All entries are sealed anew. The old passphrase and the old recovery number will not open this book any more; "
        + "they still open every copy that was made before."
    static let ask = "Give the book new keys?"
    static let after =
        "Next: daybook backup DEST, and delete the copies from before where you can. Whoever has such a copy and its "
        + "passphrase can read what was in it."
}
