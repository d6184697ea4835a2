import ArgumentParser

/// The `daybook` program's verbs.
struct Daybook: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "daybook",
        abstract: "An encrypted book of original entry: nothing torn out.",
        version: version,
        groupedSubcommands: [
            CommandGroup(name: "Begin", subcommands: [InitCommand.self, PeopleCommand.self, RulesCommand.self]),
            CommandGroup(name: "Record", subcommands: [LogCommand.self, NoteCommand.self, ImportCommand.self]),
            CommandGroup(name: "Correct", subcommands: [AmendCommand.self, RetractCommand.self]),
            CommandGroup(name: "Read", subcommands: [ListCommand.self, ShowCommand.self, SearchCommand.self]),
            CommandGroup(name: "Judge", subcommands: [CheckCommand.self, DecideCommand.self, ReportCommand.self]),
            CommandGroup(
                name: "Keep",
                subcommands: [
                    VerifyCommand.self, HeadCommand.self, BackupCommand.self, RestoreCommand.self, PassphraseCommand.self,
                    RecoverCommand.self, DoctorCommand.self,
                ]),
            CommandGroup(name: "Learn", subcommands: [SchemaCommand.self]),
        ])

    static let version = "0.1.0"
}

/// A verb of the program. `run(in:)` is called instead of ArgumentParser's `run`, which cannot be given
/// anything.
protocol Verb: ParsableCommand {
    var global: GlobalOptions { get }

    /// Does the work; errors are told by `Program`.
    func run(in shell: Shell) throws -> Exit
}

/// What verbs reach the person and the system through; made once, in `Program`.
struct Shell {
    let terminal: Terminal
    let interrupts: Interrupts
    /// Environment variables.
    let environment: [String: String]
    /// The session's terminal, if there is a session; its questions end when nobody answers.
    var sessionTTY: TTY?
    /// The session's unlocked book.
    var desk: Desk?

    /// Who can be asked; nil with `--no-input` or without a terminal.
    func tty(_ global: GlobalOptions) -> TTY? {
        global.noInput ? nil : sessionTTY ?? TTY.open(interrupts: interrupts)
    }
}
