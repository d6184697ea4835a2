import ArgumentParser
import Casework
import Ledger

struct DemoCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Do the main job on sample data, and look at what comes of it.",
        discussion: """
            Makes a book about an invented family, imports, logs, checks, reports and verifies, then verifies altered and \
            older copies. All of it is below one folder; your own book is not touched.
            """)

    @OptionGroup var global: GlobalOptions

    @Option(help: ArgumentHelp("The folder; an earlier demo in it is replaced.", valueName: "dir"))
    var out = "build/demo"

    func validate() throws {
        if global.vault != nil || global.passphraseSource != nil {
            throw ValidationError("The demo makes a book and a passphrase of its own: leave these options out.")
        }
    }

    func run(in shell: Shell) throws -> Exit {
        let terminal = shell.terminal
        let showsSteps = !global.json
        let demo = try Demo(
            below: Shell.absolute(out), environment: shell.world, importers: Composition.importers,
            pages: Composition.pages
        ) { line in
            if showsSteps { terminal.show(line) }
        }
        let answer = try demo.run()
        if global.json {
            terminal.data(raw: JSONText.write(answer.value, pretty: terminal.isTerminal[.out] == true) + "\n")
        } else {
            terminal.data("")
            terminal.data("The report:")
            for file in answer.files { terminal.data("    \(file)") }
        }
        return .ok
    }
}

extension Terminal {
    fileprivate func show(_ line: DemoLine) {
        switch line {
        case .heading(let text):
            data("")
            data(Piece(text, .bold))
        case .said(let text): for line in Wrapping.lines(text, width: width) { data("\(line)") }
        case .command(let text): data(Piece("$ " + text, .green))
        case .output(let text): data(Piece(text, .dim))
        }
    }
}
