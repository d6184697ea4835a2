import Casework
import Foundation
import Ledger
import Vault

/// Makes vaults and files of an invented family below one folder; each is made once.
final class Workshop {
    let folder: String
    private var vaults: [String: String] = [:]

    init(folder: String) { self.folder = folder }

    func path(_ name: String) -> String { folder + "/" + name }

    /// A vault of so many imported texts of `byteCount` bytes each; three entries begin it.
    func vault(_ count: Int, byteCount: Int) throws -> String {
        let name = "vault-\(count)-\(byteCount)"
        if let path = vaults[name] { return path }
        let book = try Self.begin(path(name), environment(name))
        try book.append { recorder in
            var texts = Sample(byteCount: byteCount)
            for _ in 0..<count { _ = try recorder.record(Book.Recordable(texts.text())) }
        }
        book.locked.close()
        vaults[name] = path(name)
        return path(name)
    }

    func empty(_ name: String) throws -> String {
        try Self.begin(path(name), environment(name)).locked.close()
        return path(name)
    }

    func environment(_ name: String) -> Environment { Self.environment(beside: path(name)) }

    static func environment(beside vault: String) -> Environment {
        Environment(
            now: { Instant(milliseconds: Int(Date().timeIntervalSince1970 * 1000)) }, random: .system,
            dataFolder: vault + ".data", stateFolder: vault + ".state", program: "daybook bench")
    }

    /// Opened by the recovery number: Argon2id would hide what the work itself takes.
    static func open(_ vault: String) throws -> Book {
        try LockedBook(at: vault, environment: environment(beside: vault)).unlock(recovery: recovery)
    }

    static let recovery = GroupedNumber(bytes: Array(0..<16))
    static let passphrase = "seven short common words of a bench"

    private static func begin(_ path: String, _ environment: Environment) throws -> Book {
        guard let zone = Zone("America/New_York"), let cost = PassphraseCost(memoryByteCount: 256 << 20, passes: 3)
        else { throw CocoaError(.featureUnsupported) }
        var request = BeginRequest(zone: zone)
        request.me = "Robin Ashdown"
        request.cost = cost
        let book = try Book.begin(
            at: path, request, passphrase: SecretKey(copying: Array(passphrase.utf8)), recovery: recovery,
            environment: environment)
        var event = Event(.person)
        event.details = .person(Person(name: "Jamie Ashdown", role: .them, addresses: [Sample.number]))
        try book.record(Draft(event: event))
        return book
    }

    func byteCount(_ path: String) -> Int {
        (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber)?.intValue ?? 0
    }
}
