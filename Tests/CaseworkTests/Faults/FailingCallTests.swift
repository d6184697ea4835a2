import CPowerCut
import Foundation
import Intake
import Ledger
import Seeds
import Testing

@testable import Casework
@testable import Vault

/// Each call on files, and each of SQLite's requests for memory, fails once, and with all that follow.
///
/// The book is then opened again as it lies there: all of the work is in it or nothing, it verifies, and the same
/// work done again succeeds. The short pass takes a share of them, `DAYBOOK_TORTURE=1` all calls and 600 requests.
@Suite("Faults: failing calls", .serialized)
struct FailingCallTests {
    @Test("of files: a clear error or success, nothing half, and the next try works", arguments: Work.allCases)
    func files(_ work: Work) throws {
        let folder = try TrustFolder()
        let base = try FaultBook(for: work, in: folder.path)
        var calls: [DiskCall] = []
        try base.put()
        try DiskWatch.run(base.home.folder) { call in
            calls.append(call)
            return 0
        } _: {
            try base.run(work)
        }
        #expect(calls.contains { $0.kind == .write } && calls.contains { $0.kind == .sync })
        var faults: [Fault] = []
        for (index, call) in calls.enumerated() {
            for code in call.codes {
                for all in [false, true] { faults.append(Fault(index: index, code: code, all: all)) }
            }
        }
        var tally = Tally()
        for fault in Self.share(faults, of: Chance.isTorture ? faults.count : 60) {
            try base.put()
            var index = 0
            let failed = try DiskWatch.run(base.home.folder) { call -> Int32 in
                defer { index += 1 }
                if index == fault.index { return fault.code }
                return fault.all && index > fault.index ? call.codes[0] : 0
            } _: {
                base.attempt(work)
            }
            let moment =
                "\(work), call \(fault.index) of \(calls.count), \(calls[fault.index].kind), code \(fault.code)"
            base.check(work, failed, moment + (fault.all ? ", and all after it" : ""), &tally)
        }
        tally.report("\(work): failing calls on files (of \(faults.count))")
    }

    /// GRDB ends the program where it finds no memory while it opens a file, as Swift does everywhere. So the work
    /// is done by a child, this program again, which is begun anew behind each request that ended it.
    @Test("of SQLite for memory: the same, or the program ends as by kill -9", arguments: Work.allCases)
    func memory(_ work: Work) throws {
        guard FileManager.default.fileExists(atPath: Self.ownProgram) else {
            return print("skipped: this system does not say which program runs")
        }
        let folder = try TrustFolder()
        let base = try FaultBook(for: work, in: folder.path)
        var ended = Tally()
        var next = 0
        while let place = try Self.child(work, folder.path, from: next) {
            base.check(work, .ended, "\(work), memory, place \(place)", &ended)
            ended.ended += 1
            next = place + 1
        }
        let told = try String(contentsOfFile: folder.path + "/told", encoding: .utf8).split(separator: "\n")
        let counts = Dictionary(grouping: told) { $0 }.mapValues(\.count).sorted { $0.key < $1.key }
        print(
            "\(work): failing requests for memory: seed \(Chance.seed), \(ended.ended) ended the program, "
                + counts.map { "\($0.value) \($0.key)" }.joined(separator: ", "))
        #expect(told.count + ended.ended > 5)
    }

    /// Runs `memoryInChild` from the `from`th fault on.
    ///
    /// - Returns: The place of the fault that ended it; nil if it did them all.
    private static func child(_ work: Work, _ folder: String, from start: Int) throws -> Int? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: ownProgram).resolvingSymlinksInPath()
        process.arguments = ["--testing-library", "swift-testing", "--filter", "FailingCallTests/memoryInChild"]
        process.environment = ProcessInfo.processInfo.environment.merging(
            [childVariable: "\(work) \(start) \(folder)", "SWIFT_BACKTRACE": "enable=no"]
        ) { $1 }
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationReason == .exit else {
            return Int(try String(contentsOfFile: folder + "/place", encoding: .utf8))
        }
        #expect(process.terminationStatus == 0, "\(text)")
        #expect(FileManager.default.fileExists(atPath: folder + "/place"), "the child did nothing")
        return nil
    }

    private static let ownProgram = "/proc/self/exe"
    private static let childVariable = "DAYBOOK_MEMORY_FAULTS"
    private static let childTask = ProcessInfo.processInfo.environment[childVariable]

    @Test("the part of it that the child does", .enabled(if: FailingCallTests.childTask != nil))
    func memoryInChild() throws {
        let parts = try #require(Self.childTask).split(separator: " ").map(String.init)
        let work = try #require(Work(rawValue: parts[0]))
        let base = try FaultBook(for: work, in: parts[2])
        try base.put()
        _ = powercut_fail_memory(-1, 0)
        try base.run(work)
        let count = powercut_memory_requests()
        #expect(count > 100)
        let all = (0..<count).flatMap { index in [(index, false), (index, true)] }
        let faults = Self.share(all, of: Chance.isTorture ? 600 : 24)
        let told = open(parts[2] + "/told", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        defer { close(told) }
        for (place, fault) in faults.enumerated().dropFirst(Int(parts[1]) ?? 0) {
            try Data("\(place)".utf8).write(to: URL(fileURLWithPath: parts[2] + "/place"))
            try base.put()
            _ = powercut_fail_memory(fault.0, fault.1 ? 1 : 0)
            let outcome = base.attempt(work)
            let refused = powercut_fail_memory(-1, 0)
            #expect(refused > 0)
            var tally = Tally()
            base.check(work, outcome, "\(work), request \(fault.0) of \(count)", &tally)
            #expect(tally.errors["altered"] == nil, "a false alarm at request \(fault.0) of \(count)")
            let line = tally.succeeded > 0 ? "did the work\n" : "got an error (\(tally.errors.keys.first ?? ""))\n"
            #expect(write(told, line, line.utf8.count) == line.utf8.count)
        }
    }

    struct Fault {
        let index: Int
        let code: Int32
        let all: Bool
    }

    /// A person's doing. Each leaves the book closed.
    enum Work: String, CaseIterable, Sendable {
        case append, attach, `import`, slots, backup, begin
    }

    /// About `count` of them, chosen by the seed.
    private static func share<Fault>(_ faults: [Fault], of count: Int) -> [Fault] {
        if faults.count <= count { return faults }
        let chance = Chance(Chance.seed &+ 79)
        return faults.filter { _ in chance.below(faults.count) < count }
    }

    enum Outcome {
        case done
        case refused(any Error)
        /// The program ended.
        case ended
    }

    struct Tally {
        var ended = 0
        var errors: [String: Int] = [:]
        var succeeded = 0
        /// Moments after which an error was told and the work was there.
        var storedAllTheSame: [String] = []

        func report(_ what: String) {
            let kinds = errors.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
            print(
                "\(what): seed \(Chance.seed), \(succeeded) did the work, errors: \(kinds); "
                    + "after \(storedAllTheSame.count) of these errors the work was there whole")
            for moment in storedAllTheSame.prefix(6) { print("    \(moment)") }
        }
    }
}

extension DiskCall {
    /// What this call may fail with.
    fileprivate var codes: [Int32] {
        // SQLite's extended result codes: a primary code and 256 times a number.
        func sqlite(_ number: Int32) -> Int32 { 10 | number << 8 }
        guard isBySQLite else {
            return switch kind {
            case .write, .truncate, .makeFolder, .rename, .link: [ENOSPC, EIO]
            default: [EIO]
            }
        }
        return switch kind {
        case .open, .create: [14]  // SQLITE_CANTOPEN
        case .read: [sqlite(1)]
        case .write: [sqlite(3), 13]  // SQLITE_FULL
        case .truncate: [sqlite(6)]
        case .sync: [sqlite(4)]
        case .syncFolder: [sqlite(5)]
        case .delete: [sqlite(10)]
        case .rename, .link, .makeFolder: [10]
        }
    }
}

/// A small book whose files can be put back as they were.
private struct FaultBook {
    let home: Home
    let recovery = GroupedNumber(bytes: Array(0..<16))
    private let base: DiskModel.Remains
    private let ring: KeyRing?
    private let before: VaultRows?

    /// The book that lies in `folder`, which is made if there is none.
    init(for work: FailingCallTests.Work, in folder: String) throws {
        home = Home(folder + "/used", chance: Chance(Chance.seed &+ 80))
        guard work != .begin else {
            (base, ring, before) = (DiskModel.Remains(), nil, nil)
            return
        }
        let kept = folder + "/base"
        if !FileManager.default.fileExists(atPath: kept) {
            try DiskModel.Remains().write(to: home.folder)
            let book = try home.begin()
            for index in 0..<3 { try book.record(TrustVault.contact("entry \(index)")) }
            book.locked.close()
            try FileManager.default.moveItem(atPath: home.folder, toPath: kept)
        }
        base = try DiskModel.Remains(readFrom: kept)
        try base.write(to: home.folder)
        let locked = try LockedBook(at: home.path, environment: home.environment)
        defer { locked.close() }
        ring = try locked.unlock(recovery: recovery).ring
        before = try VaultRows(locked.store)
    }

    func put() throws { try base.write(to: home.folder) }

    /// Does the work and closes the book.
    func run(_ work: FailingCallTests.Work) throws {
        guard let ring else {
            // Argon2 takes the time of all the rest; a recovery slot opens the book as well.
            let (ring, sealedSeed) = KeyRing.create(random: home.environment.random)
            let sealer = try Sealer(ring, random: home.environment.random)
            try VaultStore.create(
                at: home.path,
                identity: Identity(verifierKey: Array(ring.verifierKey.text.utf8), sealedSeed: sealedSeed),
                slots: [.recovery(recovery, ring: ring, random: home.environment.random)], signing: sealer.checkpoint
            ) { writer in
                var recorder = Recorder(writer: writer, sealer: sealer, environment: home.environment)
                _ = try recorder.record(Book.Recordable(TrustVault.contact("the first")))
                writer = recorder.writer
            }
            return
        }
        let book = Book(locked: try LockedBook(at: home.path, environment: home.environment), ring: ring)
        defer { book.locked.close() }
        switch work {
        case .append, .begin: try book.record(TrustVault.contact("one more"))
        case .attach:
            var draft = TrustVault.contact("see the photograph")
            let bytes = [UInt8](repeating: 7, count: 90_000)
            draft.attachments = [
                Attachment(name: "photo.png", mediaType: "image/png", byteCount: 90_000, sha256: sha256(bytes))
            ]
            try book.record([Book.Recordable(draft, sources: [.bytes(bytes)])])
        case .import: try importMessages(book)
        case .slots:
            let old = try book.store.read { try $0.slots() }.filter { (try? $0.slot.kind()) == .recovery }
            try book.store.changeSlots(
                adding: [.recovery(recovery, ring: ring, random: home.environment.random)],
                removing: old.map(\.number), sealedSeed: book.locked.sealedSeed)
        case .backup: _ = try book.locked.backUp(to: home.copy)
        }
    }

    private func importMessages(_ book: Book) throws {
        let path = home.folder + "-messages.jsonl"
        let line = """
            {"kind":"contact","channel":"text","from":"Sebastian","to":["Leonor"],"occurred":{"start":\
            "2026-03-03T20:00:00+00:00","zone":"UTC","precision":"minute","source":"header"},"words":"see you"}
            """
        let lines = (0..<5).map { line.replacingOccurrences(of: "see you", with: "see you \($0)") + "\n" }.joined()
        try Data(lines.utf8).write(to: URL(fileURLWithPath: path))
        let request = ImportRequest(format: JSONL.name, path: path)
        _ = try book.importFile(request, with: JSONL(), review: book.review())
    }

    func attempt(_ work: FailingCallTests.Work) -> FailingCallTests.Outcome {
        do { try run(work) } catch { return .refused(error) }
        return .done
    }

    /// Holds what is there against what was said, then does the work once more.
    func check(
        _ work: FailingCallTests.Work, _ outcome: FailingCallTests.Outcome, _ moment: String,
        _ tally: inout FailingCallTests.Tally
    ) {
        do {
            let isDone = try isDone(work)
            switch outcome {
            case .done:
                tally.succeeded += 1
                #expect(isDone, "\(moment): acknowledged, and not there")
            case .ended: break
            case .refused(let error):
                let name = Self.name(of: error)
                #expect(name != nil, "\(moment): \(type(of: error)) has no words for the person")
                tally.errors[name ?? "other", default: 0] += 1
                if isDone { tally.storedAllTheSame.append(moment) }
            }
            if !isDone {
                try run(work)
                let isDoneNow = try self.isDone(work)
                #expect(isDoneNow, "\(moment): not there after the second try")
            }
        } catch {
            Issue.record("\(moment): \(error), after \(outcome)")
        }
    }

    private static func name(of error: any Error) -> String? {
        switch error {
        case let error as CaseError: "\(error.kind)"
        case let error as VaultError: String("\(error)".prefix { $0 != "(" })
        default: nil
        }
    }

    /// True if the work is there whole, false if nothing of it is; the book verifies either way.
    private func isDone(_ work: FailingCallTests.Work) throws -> Bool {
        guard FileManager.default.fileExists(atPath: home.path) else {
            guard work == .begin else { throw Unexpected(what: "the book is gone") }
            return false
        }
        let locked = try LockedBook(at: home.path, environment: home.environment)
        defer { locked.close() }
        let book = try ring.map { Book(locked: locked, ring: $0) } ?? locked.unlock(recovery: recovery)
        let answer = try locked.verify(with: book)
        guard answer.isUnchanged else { throw Unexpected(what: "\(answer.failed) fail") }
        let rows = try VaultRows(locked.store)
        switch work {
        case .backup:
            guard rows == before else { throw Unexpected(what: "the book changed") }
            guard FileManager.default.fileExists(atPath: home.copy) else { return false }
            let copy = try LockedBook(at: home.copy, environment: home.environment)
            defer { copy.close() }
            guard try VaultRows(copy.store) == before else { throw Unexpected(what: "the copy is not the book") }
            return true
        case .slots:
            return rows != before
        case .begin: return true
        default:
            guard let added = added[work] else { throw Unexpected(what: "no such work") }
            guard [Self.entryCount, Self.entryCount + added].contains(answer.entries) else {
                throw Unexpected(what: "\(answer.entries) entries")
            }
            return answer.entries > Self.entryCount
        }
    }

    /// What the book begins with: itself, two people, three contacts.
    private static let entryCount = 6
    /// How many entries the work adds; an import keeps its source and tells of itself.
    private let added: [FailingCallTests.Work: Int] = [.append: 1, .attach: 1, .import: 7]
}

extension DiskModel.Remains {
    fileprivate init(readFrom folder: String) throws {
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
        for name in names {
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: folder + "/" + name, isDirectory: &isFolder)
            if isFolder.boolValue {
                folders.insert(name)
            } else {
                files[name] = try [UInt8](Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
            }
        }
    }
}
