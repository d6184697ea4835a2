import Foundation
import GRDB
import Intake
import Ledger
import Seeds
import Synchronization

@testable import Casework
@testable import Vault

extension Chance {
    /// `DAYBOOK_SEED`, else one fixed number; every test that uses it prints it.
    static let seed = ProcessInfo.processInfo.environment["DAYBOOK_SEED"].flatMap(UInt64.init) ?? 20_260_304
    /// `DAYBOOK_TORTURE=1` asks for every bit and length, however long it takes.
    static let isTorture = ProcessInfo.processInfo.environment["DAYBOOK_TORTURE"] == "1"

    convenience init() { self.init(Chance.seed) }
}

/// A folder, in memory where there is such a place, that goes with the value.
final class TrustFolder: Sendable {
    let path: String
    init() throws {
        let base = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : NSTemporaryDirectory()
        path = base + "/daybook-trust-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    }
    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// A vault of an invented family with a few entries, a private note, an attached file and a kept
/// checkpoint, made without chance: keys, salts and times are the same in every run.
struct TrustVault {
    static let passphrase = "seven short common words of one person"
    static let words = "Could you pick up Matilda at the swimming hall"
    static let note = "Asked counsellor Pereira about mediation"
    static let address = "+351900000421"

    let folder: TrustFolder
    let environment: Environment
    let ring: KeyRing
    var path: String { folder.path + "/book" }
    var markPath: String {
        environment.stateFolder + "/" + ring.origin.dropFirst(Checkpoint.originPrefix.count) + ".checkpoint"
    }

    /// - Parameter attachments: The sizes of the attached files, an entry each.
    init(seed: UInt64 = 1, attachments: [Int] = [700], folder: TrustFolder? = nil) throws {
        let folder = try folder ?? TrustFolder()
        let chance = Chance(Chance.seed &+ seed)
        let environment = Environment(
            now: { Instant(seconds: 1_772_658_000) }, random: chance.source, dataFolder: folder.path,
            stateFolder: folder.path + "/state", program: "daybook test")
        var request = BeginRequest(zone: .utc)
        request.me = "Leonor"
        request.them = "Sebastian"
        request.cost = .least
        let passphrase = SecretKey(copying: Array(Self.passphrase.utf8))
        let book = try Book.begin(
            at: folder.path + "/book", request, passphrase: passphrase,
            recovery: GroupedNumber(bytes: Array(0..<16)), environment: environment)
        self.folder = folder
        self.environment = environment
        ring = book.ring
        try book.record(Self.contact(Self.words))
        try book.record(
            Draft(heading: Heading(.private), event: Event(.note), account: Self.note))
        for size in attachments {
            let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ size) }
            var draft = Self.contact("see the photograph")
            draft.attachments = [
                Attachment(name: "photo.png", mediaType: "image/png", byteCount: size, sha256: sha256(bytes))
            ]
            try book.record([Book.Recordable(draft, sources: [.bytes(bytes)])])
        }
        try book.store.keepCheckpoint(
            try book.store.read { try $0.head() }.note, size: book.locked.checkpoint().head.size)
        try book.record(Self.contact("See you on Friday then"))
        book.locked.close()
    }

    static func contact(_ words: String) -> Draft {
        var event = Event(.contact)
        event.channel = .text
        event.from = "Sebastian"
        event.to = ["Leonor"]
        event.occurred = Occurred(
            start: LocalTime(text: "2026-03-04T20:00:00+00:00")!, zone: "UTC", precision: .minute, source: .memory)
        return Draft(event: event, addresses: [Address(.from, address)], words: words)
    }

    /// Opens the vault with its keys, as after the right passphrase.
    func open() throws -> Book { Book(locked: try LockedBook(at: path, environment: environment), ring: ring) }

    func bytes() throws -> [UInt8] { try [UInt8](Data(contentsOf: URL(fileURLWithPath: path))) }

    /// What a check says of the file as it lies there.
    func check(opening: Bool) throws -> VerifyAnswer {
        let book = try open()
        defer { book.locked.close() }
        return try book.locked.verify(with: opening ? book : nil)
    }
}

extension VerifyAnswer {
    var failed: [String] { layers.filter { $0.result == .fail }.map(\.name) }
}

/// Every row of every table, as a stranger reads them.
struct VaultRows: Equatable, Sendable {
    private let tables: [[[DatabaseValue.Storage]]]

    init(_ store: VaultStore) throws {
        tables = try store.queue.read { db in
            try Schema.tables.map { table in
                try Row.fetchAll(db, sql: "SELECT * FROM \(table.name) ORDER BY rowid").map {
                    $0.databaseValues.map(\.storage)  // an integer is never the same as a real number
                }
            }
        }
    }
}
