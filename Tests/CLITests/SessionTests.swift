import Foundation
import Synchronization
import Testing

@testable import CLI

struct SessionTests {
    /// Runs a session against typed lines; returns what it did, in order.
    private func events(
        _ dialogue: [(after: String, typed: String)], idleLimit: Duration = .seconds(600),
        unlock: @escaping (Int) throws -> Void = { _ in },
        run: @escaping (TTY, [String]) throws -> Int32 = { _, _ in 0 }
    ) throws -> [String] {
        let pty = try Pty()
        let tty = pty.tty()
        let log = Mutex<[String]>([])
        let unlocks = Mutex(0)
        pty.type(dialogue)
        let session = Session(
            tty: tty, terminal: Collected().terminal, idleLimit: idleLimit,
            run: { words in
                log.withLock { $0.append("run " + words.joined(separator: "|")) }
                return try run(tty, words)
            },
            unlock: {
                log.withLock { $0.append("unlock") }
                try unlock(
                    unlocks.withLock {
                        $0 += 1
                        return $0
                    })
            },
            lock: { log.withLock { $0.append("lock") } })
        do { try session.start() } catch let failure as Failure {
            log.withLock { $0.append("failed \(failure.exit.rawValue)") }
        }
        return log.withLock { $0 }
    }

    @Test("verbs run with the words as a shell would split them, until quit")
    func verbs() throws {
        let prompt = Prompts.session
        let found = try events([
            (prompt, "list --json\n"), (prompt, "\n"), (prompt, "daybook people add 'Ann Lee'\n"),
            (prompt, "search \"open\n"),
            (prompt, "help\n"), (prompt, "quit\n"),
        ])
        #expect(found == ["unlock", "run list|--json", "run people|add|Ann Lee", "run help", "lock"])
    }

    @Test("lock drops the key and asks again; Ctrl-D leaves")
    func locked() throws {
        let found = try events([(Prompts.session, "lock\n"), (Prompts.session, "list\n"), (Prompts.session, "\u{04}")])
        #expect(found == ["unlock", "lock", "unlock", "run list", "lock"])
    }

    @Test("an idle prompt locks, and the passphrase is asked again")
    func idle() throws {
        let found = try events(
            [(Prompts.session, "half a line"), (Prompts.session, "list\n"), (Prompts.session, "quit\n")],
            idleLimit: .milliseconds(300))
        #expect(found == ["unlock", "lock", "unlock", "run list", "lock"])
    }

    @Test("a verb's own question that nobody answers locks too")
    func idleInVerb() throws {
        let found = try events(
            [(Prompts.session, "log\n"), (Prompts.session, "quit\n")], idleLimit: .milliseconds(300),
            run: { tty, _ in
                _ = try tty.line("Who? ")
                return 0
            })
        #expect(found == ["unlock", "run log", "lock", "unlock", "lock"])
    }

    @Test("a passphrase that is not given ends the session with its exit code")
    func notUnlocked() throws {
        let found = try events(
            [(Prompts.session, "lock\n")], unlock: { if $0 > 1 { throw Failure.threeWrongPassphrases } })
        #expect(found == ["unlock", "lock", "unlock", "lock", "failed 12"])
    }
}
