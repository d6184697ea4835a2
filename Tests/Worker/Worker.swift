import Casework
import Foundation
import Intake
import Ledger
import Vault

/// One kind of work on a vault, in a process of its own, for the tests that kill it at any moment or run many of
/// them at once: `Worker WORK VAULT MORE…`. The recovery number opens the vault, as Argon2id would take nearly all
/// of a round.
///
/// It says `ready` when the vault is open and the work begins, and a line for whatever is done and acknowledged.
@main
enum Worker {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard arguments.count >= 2 else { exit(64) }
        let more = Array(arguments.dropFirst(2))
        if arguments[0] == "crowd" {
            var one = Crowd(arguments[1], more)
            return try one.run()
        }
        let book = try open(arguments[1])
        say("ready")
        switch (arguments[0], more.count) {
        case ("append", 1):
            for index in 0... { say("\(index) \(try append(to: book, "\(more[0]) \(index)"))") }
        case ("import", 1): say("done \(try importFile(more[0], into: book))")
        case ("passphrase", 1):
            try book.changePassphrase(to: SecretKey(copying: Array(more[0].utf8)))
            say("done")
        case ("backup", 1): say("done \(try book.locked.backUp(to: more[0]).head.head.size)")
        case ("restore", 1):
            book.locked.close()
            _ = try Restoring.put(more[0], at: arguments[1], environment: environment(beside: arguments[1]))
            say("put")
            say("done \(try open(arguments[1]).acceptAsRestored().number)")
        case ("rekey", 2):
            let number = try GroupedNumber(text: more[0])
            say("done \(try book.rekey(passphrase: SecretKey(copying: Array(more[1].utf8)), recovery: number).number)")
        case ("verify", 0): say("done \(try book.locked.verify(with: book).result.rawValue)")
        default: exit(64)
        }
    }

    static let recovery = GroupedNumber(bytes: Array(0..<16))

    static func environment(beside vault: String) -> Environment {
        Environment(
            now: { Instant(milliseconds: Int(Date().timeIntervalSince1970 * 1000)) }, random: .system,
            dataFolder: vault + ".data", stateFolder: vault + ".state", program: "daybook worker")
    }

    static func open(_ vault: String) throws -> Book {
        try LockedBook(at: vault, environment: environment(beside: vault)).unlock(recovery: recovery)
    }

    static func append(to book: Book, _ words: String) throws -> Int {
        var event = Event(.contact)
        event.channel = .text
        event.from = "them"
        event.to = ["me"]
        return try book.record(Draft(event: event, words: words))
    }

    /// The number of the entry that tells of it.
    static func importFile(_ path: String, into book: Book) throws -> Int {
        let answer = try book.importFile(
            ImportRequest(format: JSONL.name, path: path), with: JSONL(), review: book.review())
        guard let entry = answer.entry else { exit(1) }
        return entry
    }

    /// Not through a buffer: what was said before the kill has been said.
    static func say(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        guard write(1, bytes, bytes.count) == bytes.count else { exit(1) }
    }
}
