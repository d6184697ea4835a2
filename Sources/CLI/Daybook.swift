import ArgumentParser

/// The `daybook` program's verbs.
struct Daybook: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "daybook",
        abstract: "An encrypted book of original entry: nothing torn out.",
        version: "0.1.0",
        subcommands: [])
}
