import Foundation
import Intake
import Ledger
import Seeds

@testable import Casework
@testable import Vault

/// A stretch of use of one book, call by call, with what it promised on the way.
struct Usage {
    enum Event {
        case call(DiskCall)
        /// The next state of a file is being made.
        case begins(Promise.File)
        /// It was made, and the person was told so.
        case holds(Promise.File)
    }

    /// What a file held, and was said to hold, from first to last. Nil: there is no such file.
    struct Promise {
        enum File: String, CaseIterable {
            case book = "home/book"
            case copy = "copies/copy"
        }
        var states: [VaultRows?]
    }

    /// Sets aside what our own code takes care of.
    enum Fault: CaseIterable {
        /// SQLite does not sync the log when it commits.
        case synchronousNormal
        /// SQLite syncs nothing.
        case synchronousOff
    }

    var events: [Event] = []
    private(set) var promises: [Promise.File: Promise]
    let ring: KeyRing
}

extension Usage {
    /// Uses the book in `home` for a while: entries one by one and together, with and without attached files,
    /// an import, changed slots, kept checkpoints, copies, closing and opening again. Begins one first if there
    /// is none.
    ///
    /// - Parameters:
    ///   - start: What lies below the folder, and the rows of each file there.
    ///   - ring: The keys of the book that is there.
    init(
        in home: Home, from start: [Promise.File: VaultRows?], ring: KeyRing?, chance: Chance, fault: Fault? = nil
    ) throws {
        let recorder = Recorder(start)
        let desk = try DiskWatch.run(home.folder) { call in
            if call.kind != .open, call.kind != .read { recorder.events.append(.call(call)) }
            return 0
        } _: {
            let desk = try Desk(home, ring: ring, chance: chance, recorder: recorder, fault: fault)
            for _ in 0..<3 + chance.below(4) { try desk.step() }
            if chance.below(2) == 0 { desk.book.locked.close() }
            return desk
        }
        events = recorder.events
        promises = recorder.promises
        self.ring = desk.book.ring
        desk.book.locked.close()
    }

    fileprivate final class Recorder {
        var events: [Event] = []
        var promises: [Promise.File: Promise]
        init(_ start: [Promise.File: VaultRows?]) { promises = start.mapValues { Promise(states: [$0]) } }

        func promise(_ file: Promise.File, _ work: () throws -> VaultRows) rethrows {
            events.append(.begins(file))
            let rows = try work()
            promises[file, default: Promise(states: [nil])].states.append(rows)
            events.append(.holds(file))
        }
    }
}

/// Where a book is used: everything below one folder.
struct Home {
    let folder: String
    let environment: Environment
    var path: String { folder + "/" + Usage.Promise.File.book.rawValue }
    var copy: String { folder + "/" + Usage.Promise.File.copy.rawValue }

    init(_ folder: String, chance: Chance) {
        self.folder = folder
        environment = Environment(
            now: { Instant(seconds: 1_772_658_000) }, random: chance.source, dataFolder: folder + "/home",
            stateFolder: folder + "/state", program: "daybook test")
    }

    /// Begins a book with two people in it.
    func begin() throws -> Book {
        var request = BeginRequest(zone: .utc)
        request.me = "Leonor"
        request.them = "Sebastian"
        request.cost = .least
        return try Book.begin(
            at: path, request, passphrase: SecretKey(copying: Array(TrustVault.passphrase.utf8)),
            recovery: GroupedNumber(bytes: Array(0..<16)), environment: environment)
    }
}

/// Something that the tests take for granted is not so.
struct Unexpected: Error { let what: String }

/// Does one thing after the other with an open book.
private final class Desk {
    private let home: Home
    private let chance: Chance
    private let recorder: Usage.Recorder
    private let fault: Usage.Fault?
    private(set) var book: Book

    init(_ home: Home, ring: KeyRing?, chance: Chance, recorder: Usage.Recorder, fault: Usage.Fault?) throws {
        self.home = home
        self.chance = chance
        self.recorder = recorder
        self.fault = fault
        if let ring {
            book = Book(locked: try LockedBook(at: home.path, environment: home.environment), ring: ring)
        } else {
            var begun: Book?
            try recorder.promise(.book) {
                let book = try home.begin()
                begun = book
                return try VaultRows(book.store)
            }
            guard let begun else { throw Unexpected(what: "no book was begun") }
            book = begun
        }
        try setFault()
    }

    private func setFault() throws {
        guard let fault else { return }
        let sql = "PRAGMA synchronous = \(fault == .synchronousOff ? "OFF" : "NORMAL")"
        try book.store.queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    }

    func step() throws {
        switch chance.below(9) {
        case 0, 1, 2: try change { try book.record(TrustVault.contact("See you at the bridge \(chance.next())")) }
        case 3: try change { try book.record((0..<2 + chance.below(3)).map { _ in attached() }) }
        case 4: try change { try importMessages(3 + chance.below(6)) }
        case 5: try change { try changeSlots() }
        case 6: try change { try keepCheckpoint() }
        case 7: try recorder.promise(.copy) { try copyBook() }
        default:
            book.locked.close()
            book = Book(locked: try LockedBook(at: home.path, environment: home.environment), ring: book.ring)
            try setFault()
        }
    }

    private func change(_ work: () throws -> Void) throws {
        try recorder.promise(.book) {
            try work()
            return try VaultRows(book.store)
        }
    }

    private func attached() -> Book.Recordable {
        guard chance.below(2) == 0 else { return Book.Recordable(TrustVault.contact("and \(chance.next())")) }
        let count = 1 + chance.below(70_000)
        let seed = UInt8(truncatingIfNeeded: chance.next())
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) ^ seed }
        var draft = TrustVault.contact("see the photograph")
        draft.attachments = [
            Attachment(name: "photo.png", mediaType: "image/png", byteCount: count, sha256: sha256(bytes))
        ]
        return Book.Recordable(draft, sources: [.bytes(bytes)])
    }

    private func importMessages(_ count: Int) throws {
        let lines = (0..<count).map { _ in
            """
            {"kind":"contact","channel":"text","from":"Sebastian","to":["Leonor"],"occurred":{"start":\
            "2026-03-03T20:00:00+00:00","zone":"UTC","precision":"minute","source":"header"},"words":"\(chance.next())"}
            """
        }
        // Beside the watched folder: the person's own file is on the disk already.
        let path = home.folder + "-messages.jsonl"
        defer { unlink(path) }
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
        let answer = try book.importFile(
            ImportRequest(format: JSONL.name, path: path), with: JSONL(), review: book.review())
        guard answer.account.taken == count else { throw Unexpected(what: "\(answer.account.taken) were taken") }
    }

    /// A recovery slot costs next to nothing; as when a passphrase is changed, the new one comes and the old goes.
    private func changeSlots() throws {
        let old = try book.store.read { try $0.slots() }.filter { (try? $0.slot.kind()) == .recovery }
        let new = Slot.recovery(
            GroupedNumber(bytes: home.environment.random.bytes(16)), ring: book.ring, random: home.environment.random)
        try book.store.changeSlots(adding: [new], removing: old.map(\.number), sealedSeed: book.locked.sealedSeed)
    }

    private func keepCheckpoint() throws {
        let note = try book.store.read { try $0.head() }.note
        try book.store.keepCheckpoint(note, size: book.locked.checkpoint().head.size)
    }

    private func copyBook() throws -> VaultRows {
        _ = try book.locked.backUp(to: home.copy, replacing: true)
        return try VaultRows(book.store)
    }
}
