/// `daybook` alone on a terminal: the passphrase once, then the same verbs, until `quit`, Ctrl-D or ten
/// idle minutes, after which the key is dropped and the passphrase asked again.
struct Session {
    static let idleLimit = Duration.seconds(600)

    let tty: TTY
    let terminal: Terminal
    var idleLimit = Session.idleLimit
    /// Runs one verb's words, with its own errors told, and returns its exit code. It may throw
    /// `TTY.End.idle`, from a question that nobody answered.
    let run: ([String]) throws -> Int32
    /// Asks for the passphrase and opens the vault.
    let unlock: () throws -> Void
    /// Drops the opened vault and its keys.
    let lock: () -> Void

    /// Returns when the person leaves. The vault is locked then, also if an error is thrown.
    func start() throws {
        defer { lock() }
        // While locked there is nothing to protect: the passphrase is waited for as long as it takes.
        tty.idleLimit = nil
        try unlock()
        terminal.say(SessionText.opened)
        do { while try step() {} } catch let error as NotUnlocked { throw error.failure }
    }

    /// Carries out one line; false if it was the last.
    private func step() throws -> Bool {
        tty.idleLimit = idleLimit
        defer { tty.idleLimit = nil }
        do {
            return try carryOut(try tty.line(Prompts.session))
        } catch TTY.End.input {
            try tty.show("\n")
            return false
        } catch TTY.End.idle {
            tty.forgetInput()
            try tty.show("\n")
            try lockAndAsk(SessionText.lockedIdle(idleLimit))
            return true
        } catch let failure as Failure {
            terminal.error(failure)
            return true
        }
    }

    private func carryOut(_ line: String) throws -> Bool {
        var words: [String]
        do { words = try ShellWords.split(line) } catch {
            terminal.error(SessionText.openQuote)
            return true
        }
        if words.first == "daybook" { words.removeFirst() }
        switch words.first {
        case nil: break
        case "quit", "exit": return false
        case "lock": try lockAndAsk(SessionText.locked)
        case "help" where words.count == 1:
            _ = try run(["help"])
            terminal.say(SessionText.help)
        default: _ = try run(words)
        }
        return true
    }

    private func lockAndAsk(_ text: String) throws {
        lock()
        terminal.say(text)
        tty.idleLimit = nil
        do { try unlock() } catch let failure as Failure { throw NotUnlocked(failure: failure) }
    }

    /// Ends the session, where another failure is told and the next line asked for.
    private struct NotUnlocked: Error { let failure: Failure }
}

private enum SessionText {
    static let opened = "Unlocked. Type a command, or help, lock or quit."
    static let locked = "Locked."
    static let openQuote = "A quote or backslash is not closed."
    static let help = "In a session also: lock (asks for the passphrase again), quit."

    static func lockedIdle(_ limit: Duration) -> String {
        let minutes = limit.components.seconds / 60
        return "Locked after \(minutes) minute\(minutes == 1 ? "" : "s") without input."
    }
}
