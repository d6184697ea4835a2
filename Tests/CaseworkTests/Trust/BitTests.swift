import Foundation
import GRDB
import Ledger
import Seeds
import Synchronization
import Testing

@testable import Casework
@testable import Vault

/// Flipped bits and truncations of a small vault, its log and its rollback mark.
///
/// A wrong answer is `unchanged`, with or without the key, of a vault in which any row of any table reads
/// otherwise than before. Free space and what SQLite itself ignores may change.
@Suite("Trust: bits and lengths", .serialized)
struct BitTests {
    @Test("no flipped bit of the file gives a wrong answer")
    func file() throws {
        let vault = try TrustVault()
        let trial = try Trial(vault)
        let chance = Chance()
        let original = try vault.bytes()
        var flips: [Flip] = []
        for offset in 0..<original.count {
            let isContent = Self.isContent(offset, original)
            if Chance.isTorture || offset < 100 {
                flips += (0..<8).map { Flip(offset: offset, bit: $0) }
            } else if isContent || chance.below(400) == 0 {
                flips.append(Flip(offset: offset, bit: chance.below(8)))
            }
        }
        let tally = trial.run(flips) { flip in (flip.applied(to: original), nil) }
        tally.report("bits of the file", of: flips.count)
        #expect(tally.counts[.noticed, default: 0] > 1000)
    }

    @Test("nor does one of a vault of a megabyte, with attached files")
    func largeFile() throws {
        let vault = try TrustVault(seed: 2, attachments: [300_000, 1, 500_000])
        let trial = try Trial(vault)
        let chance = Chance()
        let original = try vault.bytes()
        let offsets = Chance.isTorture ? Array(original.indices) : (0..<1000).map { _ in chance.below(original.count) }
        let flips = offsets.map { Flip(offset: $0, bit: chance.below(8)) }
        let tally = trial.run(flips) { flip in (flip.applied(to: original), nil) }
        tally.report("bits of \(original.count) bytes", of: flips.count)
        #expect(original.count > 900_000 && tally.counts[.noticed, default: 0] > flips.count / 2)
    }

    @Test(
        "every bit of one entry's row and of a slot's shows",
        .disabled(if: Chance.isTorture, "every bit of the file is flipped"))
    func rows() throws {
        let vault = try TrustVault()
        let trial = try Trial(vault)
        let original = try vault.bytes()
        var flips: [Flip] = []
        for page in Self.cells(original) {
            // The row of the private note, the wrapped key of the last slot, the head: the smallest cell of
            // each page stands for the others.
            guard let cell = page.min(by: { $0.count < $1.count }) else { continue }
            flips += cell.prefix(48).flatMap { offset in (0..<8).map { Flip(offset: offset, bit: $0) } }
        }
        let tally = trial.run(flips) { flip in (flip.applied(to: original), nil) }
        tally.report("all bits of the heads of rows", of: flips.count)
    }

    @Test("no length to which the file is cut gives a wrong answer")
    func truncations() throws {
        let vault = try TrustVault()
        let trial = try Trial(vault)
        let original = try vault.bytes()
        let page = Schema.pageByteCount
        var lengths = Set(stride(from: 0, to: original.count, by: 512).flatMap { [$0 - 1, $0, $0 + 1] })
        for whole in [0..<page, (original.count - 2 * page)..<original.count] {
            lengths.formUnion(
                Chance.isTorture ? Set(whole) : Set(stride(from: whole.lowerBound, to: whole.upperBound, by: 101)))
        }
        if Chance.isTorture { lengths.formUnion(0..<original.count) }
        let cuts = lengths.filter { 0..<original.count ~= $0 }.sorted()
        let tally = trial.run(cuts) { length in (Array(original[..<length]), nil) }
        tally.report("lengths of the file", of: cuts.count)
        #expect(tally.counts[.harmless, default: 0] == 0)
    }

    @Test("a log with a flipped bit or cut short gives the whole, or an older state that is named")
    func log() throws {
        let vault = try TrustVault()
        let book = try vault.open()
        try book.record([TrustVault.contact("one"), TrustVault.contact("two")].map { Book.Recordable($0) })
        try book.record(TrustVault.contact("three"))
        let file = try vault.bytes()
        let log = try [UInt8](Data(contentsOf: URL(fileURLWithPath: vault.path + "-wal")))
        let trial = try Trial(vault, rows: VaultRows(book.store))
        book.locked.close()
        let chance = Chance()
        // Torture: of the header and each page's all bits, of the pages one of each byte, and every length.
        let isEach = Chance.isTorture
        var changes: [LogChange] = [.none]
        let some = (0..<400).map { _ in chance.below(log.count) } + Array(0..<56)
        for offset in isEach ? Array(log.indices) : some {
            let isHeader = offset < 32 || (offset - 32) % (Schema.pageByteCount + 24) < 24
            let bits = isEach && isHeader ? Array(0..<8) : [chance.below(8)]
            changes += bits.map { LogChange.flip(Flip(offset: offset, bit: $0)) }
        }
        let lengths = isEach ? Array(log.indices) : (0..<100).map { _ in chance.below(log.count) }
        changes += lengths.map { LogChange.cut($0) }
        let tally = trial.run(changes) { change in
            switch change {
            case .none: (file, log)
            case .flip(let flip): (file, flip.applied(to: log))
            case .cut(let length): (file, Array(log[..<length]))
            }
        }
        tally.report("bits and lengths of the log", of: changes.count)
        #expect(tally.counts[.noticed, default: 0] > 100)
    }

    @Test("a rollback mark with any flipped bit or cut short is never taken for the one that was kept")
    func mark() throws {
        let vault = try TrustVault()
        let mark = try [UInt8](Data(contentsOf: URL(fileURLWithPath: vault.markPath)))
        var marks = mark.indices.flatMap { offset in (0..<8).map { Flip(offset: offset, bit: $0).applied(to: mark) } }
        marks += mark.indices.dropFirst().map { Array(mark[..<$0]) }
        let locked = try LockedBook(at: vault.path, environment: vault.environment)
        defer { locked.close() }
        for changed in marks {
            try Data(changed).write(to: URL(fileURLWithPath: vault.markPath))
            #expect(throws: CaseError.self) { try locked.standing() }
        }
        let answer = try locked.verify()
        #expect(answer.failed == ["rollback mark"] && answer.exitCode == 20 && answer.result == .altered)
        // An emptied mark is a removed one: nothing was seen, and verify says "not checked".
        try Data().write(to: URL(fileURLWithPath: vault.markPath))
        #expect(try locked.standing() == .unmarked)
        #expect(try locked.verify().layers.contains { $0.name == "rollback mark" && $0.result == .notChecked })
        try Data(mark).write(to: URL(fileURLWithPath: vault.markPath))
        #expect(try locked.standing() == .same)
        print("rollback mark: \(marks.count) changed ones, all noticed")
    }

    /// The offsets of each cell of each b-tree page.
    private static func cells(_ bytes: [UInt8]) -> [[Range<Int>]] {
        stride(from: 0, to: bytes.count, by: Schema.pageByteCount).map { page in
            let header = page == 0 ? 100 : page
            let count = Int(bytes[header + 3]) << 8 | Int(bytes[header + 4])
            let starts = (0..<count).map { index in
                page + (Int(bytes[header + 8 + 2 * index]) << 8 | Int(bytes[header + 9 + 2 * index]))
            }.sorted()
            return zip(starts, starts.dropFirst() + [page + Schema.pageByteCount]).map { $0..<$1 }
        }
    }

    /// True where a page's header, its cell pointers or its cells lie; all pages of a small vault are leaves.
    private static func isContent(_ offset: Int, _ bytes: [UInt8]) -> Bool {
        let page = offset / Schema.pageByteCount * Schema.pageByteCount
        let header = page == 0 ? 100 : page
        let count = Int(bytes[header + 3]) << 8 | Int(bytes[header + 4])
        let start = Int(bytes[header + 5]) << 8 | Int(bytes[header + 6])
        return offset < header + 8 + 2 * count || offset >= page + start
    }
}

/// What was done to a write-ahead log.
private enum LogChange: Sendable {
    case none
    case flip(Flip)
    /// Only so many bytes are left.
    case cut(Int)
}

struct Flip: Sendable, CustomStringConvertible {
    let offset: Int
    let bit: Int
    var description: String { "byte \(offset) bit \(bit)" }

    func applied(to bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        bytes[offset] ^= 1 << UInt8(bit)
        return bytes
    }
}

/// Puts changed files where a vault was and asks for a verdict, on every core.
struct Trial: Sendable {
    enum Outcome: Hashable, Sendable {
        /// It does not open, and an error of ours says so.
        case refused
        /// A layer fails, without the key.
        case noticed
        /// Unchanged, and every row reads as before.
        case harmless
        case wrong(String)
    }

    struct Tally {
        var counts: [Outcome: Int] = [:]
        var wrong: [String] = []
        var slowestMilliseconds = 0

        func report(_ what: String, of count: Int) {
            print(
                "\(what): seed \(Chance.seed), \(count) tried, \(counts[.noticed, default: 0]) noticed by verify, "
                    + "\(counts[.refused, default: 0]) refused on opening, \(counts[.harmless, default: 0]) harmless; "
                    + "the slowest took \(slowestMilliseconds) ms")
            for line in wrong.prefix(20) { Issue.record("\(what): \(line)") }
            #expect(wrong.isEmpty)
            #expect(slowestMilliseconds < 20_000)
        }
    }

    let folder: TrustFolder
    let environment: Environment
    let ring: KeyRing
    let rows: VaultRows

    init(_ vault: TrustVault, rows: VaultRows? = nil) throws {
        folder = vault.folder
        environment = vault.environment
        ring = vault.ring
        if let rows {
            self.rows = rows
        } else {
            let store = try VaultStore(at: vault.path)
            self.rows = try VaultRows(store)
            try store.close()
        }
    }

    func run<Change: Sendable>(
        _ changes: [Change], _ files: @Sendable (Change) -> (file: [UInt8], log: [UInt8]?)
    ) -> Tally {
        let tally = Mutex(Tally())
        let next = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: ProcessInfo.processInfo.activeProcessorCount) { worker in
            let path = folder.path + "/changed-\(worker)"
            while true {
                let index = next.withLock { next in
                    defer { next += 1 }
                    return next
                }
                guard index < changes.count else { break }
                let (file, log) = files(changes[index])
                let start = ContinuousClock.now
                let outcome = outcome(path, file, log)
                let milliseconds = Int((ContinuousClock.now - start) / .milliseconds(1))
                tally.withLock {
                    $0.counts[outcome, default: 0] += 1
                    $0.slowestMilliseconds = max($0.slowestMilliseconds, milliseconds)
                    if case .wrong(let how) = outcome {
                        $0.wrong.append("\((changes[index] as? Flip)?.description ?? "\(index)"): \(how)")
                    }
                }
            }
        }
        return tally.withLock { $0 }
    }

    private func outcome(_ path: String, _ file: [UInt8], _ log: [UInt8]?) -> Outcome {
        for suffix in ["-wal", "-shm", "-journal"] { unlink(path + suffix) }
        do {
            try put(file, at: path)
            if let log { try put(log, at: path + "-wal") }
            let locked: LockedBook
            do {
                locked = try LockedBook(at: path, environment: environment)
            } catch let error as CaseError {
                return error.kind == .altered || error.kind == .failed ? .refused : .wrong("\(error.kind)")
            }
            defer { locked.close() }
            guard try locked.verify().isUnchanged else { return .noticed }
            guard try VaultRows(locked.store) == rows else { return .wrong("rows differ and verify says unchanged") }
            guard try locked.verify(with: Book(locked: locked, ring: ring)).isUnchanged else {
                return .wrong("rows are as before and verify with the key says altered")
            }
            return .harmless
        } catch {
            return .wrong("\(type(of: error)) thrown")
        }
    }

    /// Writes over the file that a trial before left: to free and fill anew a megabyte of memory a million times
    /// takes longer than the checks.
    private func put(_ bytes: [UInt8], at path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        defer { close(descriptor) }
        guard write(descriptor, bytes, bytes.count) == bytes.count, ftruncate(descriptor, off_t(bytes.count)) == 0
        else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    }
}
