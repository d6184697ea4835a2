import Foundation
import Ledger
import Seeds
import Testing

@testable import Casework
@testable import Vault

/// `kill -9` of a process at random moments of its work (Tests/Worker). `DAYBOOK_SEED` repeats the moments,
/// `DAYBOOK_TORTURE=1` makes 10,000 rounds of appending and 300 of each other work, `DAYBOOK_ROUNDS` any number.
@Suite("Trust: kill -9", .serialized)
struct KillTests {
    private static let given = ProcessInfo.processInfo.environment["DAYBOOK_ROUNDS"].flatMap(Int.init)
    private static let rounds = given ?? (Chance.isTorture ? 300 : 50)

    private let folder: TrustFolder
    private let chance = Chance()

    init() throws { folder = try TrustFolder() }

    private func part() -> Double { Double(chance.next() >> 11) / Double(1 << 53) }

    @Test("of appending: what was acknowledged is there, and at most the one entry more")
    func append() throws {
        guard let worker = WorkerProgram() else { return }
        let rounds = Self.given ?? (Chance.isTorture ? 10_000 : 50)
        var tally = Tally("append", rounds)
        // A new vault now and then, so that looking at the whole of one does not take ever longer.
        for first in stride(from: 1, through: rounds, by: 500) {
            let vault = try KillVault(new: folder.path + "/append-\(first)")
            var count = try #require(try vault.wholeCount("begun"))
            for round in first...min(first + 499, rounds) {
                let moment: WorkerProgram.Moment = round % 5 == 0 ? .started(part() * 0.1) : .ready(part() * 0.02)
                let ran = try worker.run(["append", vault.path, "round \(round)"], killing: moment)
                let what = "append, seed \(Chance.seed), round \(round), \(moment)"
                #expect(ran.status == -SIGKILL, "\(what): \(ran.status)")
                let words = try vault.words(from: count)
                #expect(words == words.indices.map { "round \(round) \($0)" }, "\(what)")
                #expect(ran.lines.count == words.count || ran.lines.count + 1 == words.count, "\(what): lost")
                for (index, line) in ran.lines.enumerated() { #expect(line == "\(index) \(count + index)", "\(what)") }
                count += words.count
                tally.count(acknowledged: ran.lines.count, stored: words.count)
            }
            #expect(try vault.wholeCount("append, seed \(Chance.seed), at the end of a vault") == count)
            try vault.remove()
        }
        tally.tell()
    }

    @Test("of an import: all of it is there or nothing")
    func imported() throws {
        guard let worker = WorkerProgram() else { return }
        let count = Chance.isTorture ? 100_000 : 300
        let file = folder.path + "/messages.jsonl"
        try Self.writeMessages(count, to: file)
        let base = try KillVault(new: folder.path + "/base")
        let before = try #require(try base.wholeCount("begun"))
        try kill("import", worker) { kill, what in
            let vault = try base.copied(to: folder.path + "/import")
            defer { try? vault.remove() }
            let ran = try kill(["import", vault.path, file])
            let after = try vault.open()
            let size = try after.locked.checkpoint().head.size
            after.locked.close()
            // Opening 100,000 entries in a debug build takes longer than the import.
            if size == before {
                #expect(try vault.wholeCount(what) == before)
            } else {
                #expect(size == before + count + 2, "\(what): half an import")
                #expect(try worker.run(["verify", vault.path]).said("done") == "unchanged", "\(what)")
            }
            return (ran, size > before)
        }
    }

    @Test("of changing the passphrase: the old one opens the vault, or the new one, and the recovery number does")
    func passphrase() throws {
        guard let worker = WorkerProgram() else { return }
        let vault = try KillVault(new: folder.path + "/book")
        let before = try #require(try vault.wholeCount("begun"))
        var current = TrustVault.passphrase
        var number = 0
        try kill("passphrase change", worker) { kill, what in
            number += 1
            let next = "passphrase number \(number) of this book"
            let ran = try kill(["passphrase", vault.path, next])
            let locked = try LockedBook(at: vault.path, environment: vault.environment)
            defer { locked.close() }
            #expect(try locked.slots().count == 2, "\(what)")
            let isNew = (try? locked.unlock(passphrase: KillVault.key(next))) != nil
            if !isNew { _ = try locked.unlock(passphrase: KillVault.key(current)) }
            #expect(try locked.unlock(recovery: KillVault.recovery).locked.checkpoint().head.size == before, "\(what)")
            if isNew { current = next }
            return (ran, isNew)
        }
        #expect(try vault.wholeCount("passphrase change, at the end") == before)
    }

    @Test("of a backup: a file under the name asked for is the whole copy, and the vault is as it was")
    func backup() throws {
        guard let worker = WorkerProgram() else { return }
        let vault = try KillVault(new: folder.path + "/book", count: 200)
        let before = try #require(try vault.wholeCount("begun"))
        let copy = KillVault(at: folder.path + "/copy")
        try kill("backup", worker) { kill, what in
            defer { try? copy.remove() }
            let ran = try kill(["backup", vault.path, copy.path])
            let isThere = FileManager.default.fileExists(atPath: copy.path)
            if isThere { #expect(try copy.wholeCount(what) == before) }
            #expect(try vault.open().locked.checkpoint().head.size == before, "\(what)")
            // What a killed one left is in nobody's way.
            if !isThere { #expect(try worker.run(["backup", vault.path, copy.path]).said("done") == "\(before)") }
            return (ran, isThere)
        }
        #expect(try vault.wholeCount("backup, at the end") == before)
    }

    @Test("of putting a backup back: the vault is the one of before or the copy, and what was there is kept")
    func restore() throws {
        guard let worker = WorkerProgram() else { return }
        let base = try KillVault(new: folder.path + "/base", count: 100)
        let copy = folder.path + "/copy"
        let book = try base.open()
        let old = try book.locked.backUp(to: copy).head.head.size
        for index in 0..<3 { try book.record(TrustVault.contact("after the copy \(index)")) }
        book.locked.close()
        try kill("restore", worker) { kill, what in
            let vault = try base.copied(to: folder.path + "/book")
            defer { try? vault.remove() }
            let ran = try kill(["restore", vault.path, copy])
            let size = try #require(try vault.wholeCount(what, older: true))
            #expect([old, old + 1, old + 3].contains(size), "\(what): \(size) entries")
            if size != old + 3 {
                let aside = KillVault(at: vault.path + ".before-restore-1")
                let book = try LockedBook(at: aside.path, environment: vault.environment)
                defer { book.close() }
                #expect(try book.verify().entries == old + 3, "\(what): what was there is gone")
            }
            #expect(ran.said("put") == nil || size <= old + 1, "\(what)")
            return (ran, size == old + 1)
        }
    }

    @Test("of re-keying: the vault has the old keys or the new ones, for everything")
    func rekey() throws {
        guard let worker = WorkerProgram() else { return }
        let vault = try KillVault(new: folder.path + "/book", count: 50)
        var count = try #require(try vault.wholeCount("begun"))
        var seed = try vault.open().locked.sealedSeed
        try kill("re-key", worker) { kill, what in
            let ran = try kill(["rekey", vault.path, KillVault.recovery.text, TrustVault.passphrase])
            let now = try #require(try vault.wholeCount(what))
            let book = try vault.open()
            defer { book.locked.close() }
            let isNew = book.locked.sealedSeed != seed
            #expect(now == count + (isNew ? 1 : 0), "\(what)")
            #expect(try book.locked.slots().count == 2)
            _ = try book.locked.unlock(passphrase: KillVault.key(TrustVault.passphrase))
            count = now
            seed = book.locked.sealedSeed
            return (ran, isNew)
        }
    }

    /// Runs `round` again and again, with a `kill` that ends a worker at a moment of its work, or nearly after it.
    ///
    /// - Parameter round: Returns how the worker ran, and whether what it had to do was there afterwards.
    private func kill(
        _ name: String, _ worker: WorkerProgram,
        _ round: (_ kill: ([String]) throws -> WorkerProgram.Ran, _ what: String) throws -> (
            ran: WorkerProgram.Ran, isDone: Bool
        )
    ) throws {
        var tally = Tally(name, Self.rounds)
        let first = try round({ try worker.run($0) }, "\(name), not killed")
        #expect(first.ran.status == 0 && first.isDone && first.ran.said("done") != nil, "\(name): \(first.ran)")
        // Follows how long the work takes, so that about half of it gets to the end.
        var seconds = first.ran.seconds
        for number in 1...Self.rounds {
            let moment: WorkerProgram.Moment =
                number % 10 == 0 ? .started(part() * 0.1) : .ready(seconds * 1.6 * part())
            let what = "\(name), seed \(Chance.seed), round \(number), \(moment)"
            let (ran, isDone) = try round({ try worker.run($0, killing: moment) }, what)
            #expect(ran.status == 0 || ran.status == -SIGKILL, "\(what): exit \(ran.status)")
            #expect(ran.said("done") == nil || isDone, "\(what): acknowledged and lost")
            tally.count(acknowledged: ran.said("done") == nil ? 0 : 1, stored: isDone ? 1 : 0)
            if number % 10 != 0 { seconds *= isDone ? 0.95 : 1.05 }
        }
        tally.tell()
    }

    private static func writeMessages(_ count: Int, to path: String) throws {
        var text = ""
        for index in 0..<count {
            let day = String(format: "%02d", 1 + index / 1440 % 28)
            let time = String(format: "%02d:%02d", index / 60 % 24, index % 60)
            text += """
                {"kind":"contact","channel":"text","from":"them","to":["me"],"occurred":{"start":"2026-02-\(day)T\
                \(time):00+00:00","zone":"UTC","precision":"minute","source":"header"},"words":"message \(index)"}\n
                """
        }
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }
}

/// What came of the rounds, for the line that is printed at the end.
private struct Tally {
    private let name: String
    private let rounds: Int
    private var acknowledged = 0
    private var stored = 0
    private var storedRounds = 0

    init(_ name: String, _ rounds: Int) {
        self.name = name
        self.rounds = rounds
    }

    mutating func count(acknowledged: Int, stored: Int) {
        self.acknowledged += acknowledged
        self.stored += stored
        if stored > 0 { storedRounds += 1 }
    }

    func tell() {
        #expect(storedRounds > 0, "\(name): the moments were not spread over the work")
        print(
            "kill -9 of \(name): seed \(Chance.seed), \(rounds) rounds, \(acknowledged) acknowledged, \(stored) stored in "
                + "\(storedRounds) rounds, none lost, none half")
    }
}
