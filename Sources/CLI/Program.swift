import ArgumentParser
import Casework
import Foundation

/// The way in: hardening first, then the arguments, then a verb, then one exit code.
@main
enum Program {
    static func main() {
        Hardening.start()
        LargeBlocks.giveBack()
        let interrupts = Interrupts()
        interrupts.start()
        signal(SIGPIPE, SIG_IGN)
        let environment = ProcessInfo.processInfo.environment
        let shell = Shell(
            terminal: .standard(environment: environment), interrupts: interrupts, environment: environment)
        var exit = (try? run(Array(CommandLine.arguments.dropFirst()), in: shell)) ?? .interrupted
        if let error = shell.terminal.writeError {
            shell.terminal.error(Failure.outputFailed(error))
            if exit == .ok { exit = .failed }
        }
        Foundation.exit(exit.rawValue)
    }

    /// Carries out one command line and tells its errors; also for each line of a session.
    ///
    /// - Throws: `TTY.End.idle`, in a session only, which then locks.
    static func run(_ arguments: [String], in shell: Shell) throws -> Exit {
        do {
            let ordered = Arguments.globalsBehindVerb(arguments, verbs: VerbTree(Daybook.self))
            if let (global, tty) = sessionTerminal(ordered, in: shell) {
                return try session(global, on: tty, in: shell)
            }
            var command = try Daybook.parseAsRoot(ordered)
            if let verb = command as? any Verb { return try verb.run(in: shell) }
            try command.run()
            return .ok
        } catch TTY.End.idle where shell.sessionTTY != nil {
            throw TTY.End.idle
        } catch {
            return tell(error, in: shell)
        }
    }

    /// Where a session can be held, if no verb is given; nil if this is one already, or nobody is there.
    private static func sessionTerminal(_ arguments: [String], in shell: Shell) -> (GlobalOptions, TTY)? {
        guard shell.desk == nil, let global = try? GlobalOptions.parse(arguments), !global.noInput,
            isatty(0) == 1, isatty(1) == 1, let tty = TTY.open(interrupts: shell.interrupts)
        else { return nil }
        return (global, tty)
    }

    private static func session(_ global: GlobalOptions, on tty: TTY, in shell: Shell) throws -> Exit {
        let desk = Desk()
        var inner = shell
        inner.sessionTTY = tty
        inner.desk = desk
        let shellWithin = inner
        // A file or command opens the session; after a lock it would undo the lock.
        var source = global
        try Session(
            tty: tty, terminal: shell.terminal,
            run: { try run($0, in: shellWithin).rawValue },
            unlock: {
                desk.book = try shellWithin.book(source)
                source.askForPassphrase()
            },
            lock: { desk.lock() }
        ).start()
        return .ok
    }

    private static func tell(_ error: any Error, in shell: Shell) -> Exit {
        if let failure = error as? Failure {
            shell.terminal.error(failure)
            return failure.exit
        }
        if let error = error as? CaseError {
            shell.terminal.error(error.message)
            return Exit(error.kind)
        }
        if let end = error as? TTY.End {
            return tell(end == .input ? Failure.stopped : Failure.idle, in: shell)
        }
        // Help and version are data; wrong usage is not.
        let text = Daybook.fullMessage(for: error)
        switch Daybook.exitCode(for: error) {
        case .success:
            shell.terminal.data(raw: text + "\n")
            return .ok
        case .validationFailure:
            shell.terminal.note(Piece(text))
            return .usage
        default:
            shell.terminal.error(text)
            return .failed
        }
    }
}
