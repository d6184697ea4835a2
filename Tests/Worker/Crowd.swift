import Casework
import Foundation
import Vault

/// One of a crowd: the same thing again and again until the time is over. Says each number that it was given, how
/// often the vault was in use, and how long the longest single opening or append took, in milliseconds.
struct Crowd {
    private let vault: String
    private let kind: String
    private let mark: String
    private let seconds: Double
    private let clock = ContinuousClock()
    /// The longest that one append, or the opening of the vault, took.
    private var longest = Duration.zero

    init(_ vault: String, _ more: [String]) {
        guard more.count == 3, let seconds = Double(more[2]) else { exit(64) }
        self.vault = vault
        kind = more[0]
        mark = more[1]
        self.seconds = seconds
    }

    mutating func run() throws {
        let end = clock.now + .seconds(seconds)
        var round = 0
        while clock.now < end {
            round += 1
            do {
                try work(round)
            } catch let error as CaseError where error.kind == .inUse {
                Worker.say("busy")
            }
        }
        Worker.say("longest \(longest / .milliseconds(1))")
    }

    private mutating func timed<Result>(_ work: () throws -> Result) rethrows -> Result {
        let start = clock.now
        defer { longest = max(longest, clock.now - start) }
        return try work()
    }

    private mutating func work(_ round: Int) throws {
        let vault = vault
        let mark = mark
        let book = try timed { try Worker.open(vault) }
        defer { book.locked.close() }
        switch kind {
        case "append":
            for index in 0..<5 {
                let number = try timed { try Worker.append(to: book, "\(mark) \(round) \(index)") }
                Worker.say("number \(number)")
            }
        case "import":
            let path = "\(vault).\(mark)-\(round).jsonl"
            defer { unlink(path) }
            let lines = (0..<50).map {
                #"{"channel":"text","from":"them","to":["me"],"occurred":{"start":"2026-03-04T20:00:00+00:00","#
                    + #""zone":"UTC"},"words":"\#(mark) \#(round) \#($0)"}"#
            }
            try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
            Worker.say("number \(try timed { try Worker.importFile(path, into: book) })")
        case "verify":
            let answer = try book.locked.verify(with: book)
            guard answer.isUnchanged else { return Worker.say("altered \(answer.damaged.prefix(3))") }
            Worker.say("verified \(answer.entries)")
        case "backup":
            let path = "\(vault).\(mark)-\(round)"
            defer { for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) } }
            let size = try book.locked.backUp(to: path).head.head.size
            let copy = try Worker.open(path)
            defer { copy.locked.close() }
            let answer = try copy.locked.verify(with: copy)
            Worker.say(answer.isUnchanged && answer.entries == size ? "verified \(size)" : "altered copy")
        default: exit(64)
        }
    }
}
