import Foundation
import Ledger
import Testing

@testable import Casework
@testable import Vault

/// A vault for workers that are killed: what they find, and what is looked at afterwards. Opened by the recovery
/// number that `Worker` knows.
struct KillVault {
    static let recovery = GroupedNumber(bytes: Array(0..<16))
    let path: String

    var environment: Environment {
        Environment(
            now: { Instant(milliseconds: Int(Date().timeIntervalSince1970 * 1000)) }, random: .system,
            dataFolder: path + ".data", stateFolder: path + ".state", program: "daybook test")
    }

    /// The vault at `path`, which may not be there yet.
    init(at path: String) { self.path = path }

    /// A new vault with `count` short entries and an attached file.
    init(new path: String, count: Int = 5) throws {
        self.path = path
        var request = BeginRequest(zone: .utc)
        request.me = "Leonor"
        request.them = "Sebastian"
        request.cost = .least
        let book = try Book.begin(
            at: path, request, passphrase: Self.key(TrustVault.passphrase), recovery: Self.recovery,
            environment: environment)
        defer { book.locked.close() }
        try book.append { recorder in
            for index in 0..<count {
                _ = try recorder.record(Book.Recordable(TrustVault.contact("entry \(index) of the base")))
            }
        }
        let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        var draft = TrustVault.contact("see the photograph")
        draft.attachments = [
            Attachment(name: "photo.png", mediaType: "image/png", byteCount: bytes.count, sha256: sha256(bytes))
        ]
        try book.record([Book.Recordable(draft, sources: [.bytes(bytes)])])
    }

    static func key(_ text: String) -> SecretKey { SecretKey(copying: Array(text.utf8)) }

    /// The same vault, closed, with its rollback mark, at another place.
    func copied(to path: String) throws -> KillVault {
        for suffix in ["", ".state"] {
            try FileManager.default.copyItem(atPath: self.path + suffix, toPath: path + suffix)
        }
        return KillVault(at: path)
    }

    /// Takes away every file of this vault and what lies beside it under its name.
    func remove() throws {
        let name = (path as NSString).lastPathComponent
        let folder = (path as NSString).deletingLastPathComponent
        for file in try FileManager.default.contentsOfDirectory(atPath: folder)
        where file == name || file.hasPrefix(name + ".") || file.hasPrefix(name + "-") {
            try FileManager.default.removeItem(atPath: folder + "/" + file)
        }
    }

    func open() throws -> Book {
        try LockedBook(at: path, environment: environment).unlock(recovery: Self.recovery)
    }

    /// How many entries it has; everything is opened and checked. Nil, after recording what fails, if it is not
    /// unchanged.
    func wholeCount(_ moment: String, older: Bool = false) throws -> Int? {
        let book = try open()
        defer { book.locked.close() }
        let answer = try book.locked.verify(with: book)
        guard answer.isUnchanged || (older && answer.result == .older) else {
            Issue.record("\(moment): \(answer.failed), \(answer.damaged.prefix(3))")
            return nil
        }
        return answer.entries
    }

    /// The words of the entries from `number` on. The head is signed and is that of the stored tree, the rows
    /// follow each other and open, and the rollback mark gives no alarm.
    func words(from number: Int) throws -> [String?] {
        let book = try open()
        defer { book.locked.close() }
        let head = try book.locked.checkpoint().head
        let standing = try book.locked.standing()
        #expect(standing == .same || standing == .ahead)
        let opener = Opener(book.ring)
        var chain = Chain(startingAt: number - 1)
        var words: [String?] = []
        try book.store.read { stored in
            try stored.records(in: (number - 1)..<(head.size + 1)) { record in
                words.append(try opener.open(chain.verify(record).get()).entry.words)
                return true
            }
        }
        #expect(words.count == head.size - number + 1)
        return Array(words.dropFirst())
    }
}
