import ArgumentParser
import Casework
import Ledger

struct NoteCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "note", abstract: "Write a private note, which no report ever shows.",
        discussion: """
            A note is sealed under a key of its own, and nothing that makes reports can take it. A court can still \
            order that it be shown, and that there are notes can be seen from the numbers of the entries.
            """)

    @OptionGroup var global: GlobalOptions

    @Option(help: ArgumentHelp("The note: a file, or - for standard input.", valueName: "file"))
    var file: String?

    func run(in shell: Shell) throws -> Exit {
        let book = try shell.book(global)
        let text: String
        if let file {
            text = try shell.text(at: file)
        } else {
            guard let tty = shell.tty(global) else { throw Failure.noTerminalToAsk }
            text = try tty.text("The note.")
        }
        guard !text.isEmpty else { throw CaseError.usage("The note is empty. Nothing was saved.") }
        let number = try book.record(Draft(heading: Heading(.private), event: Event(.note), account: text))
        if global.json {
            shell.terminal.json(schema: "note", ["number": .integer(number)])
        } else {
            shell.terminal.data("Saved as private entry \(number).")
        }
        return .ok
    }
}
