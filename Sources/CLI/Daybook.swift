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
            CommandGroup(name: "Correct", subcommands: [AmendCommand.self, RetractCommand.self, ReleaseCommand.self]),
            CommandGroup(name: "Read", subcommands: [ListCommand.self, ShowCommand.self, SearchCommand.self]),
            CommandGroup(
                name: "Judge",
                subcommands: [CheckCommand.self, DecideCommand.self, ReportCommand.self, BundleCommand.self]),
            CommandGroup(
                name: "Keep",
                subcommands: [
                    VerifyCommand.self, HeadCommand.self, ProveCommand.self, AnchorCommand.self, DepositCommand.self,
                    BackupCommand.self, RestoreCommand.self, PassphraseCommand.self, RecoverCommand.self,
                    RekeyCommand.self,
                    DoctorCommand.self,
                ]),
            CommandGroup(name: "Learn", subcommands: [DemoCommand.self, SchemaCommand.self]),
        ])

    static let version = "0.1.0"
}
