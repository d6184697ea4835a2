import Casework
import Foundation
import Ledger

/// What a session keeps between its lines: the unlocked book, or nothing.
final class Desk {
    var book: Book? {
        didSet { path = book?.path ?? path }
    }
    /// The vault that the session is about, also while it is locked.
    private(set) var path: String?

    func lock() {
        book?.locked.close()
        book = nil
    }
}

/// How verbs get at the vault.
extension Shell {
    /// The world outside; the clock is this computer's.
    var world: Environment {
        .system(
            program: "daybook \(Daybook.version)", variables: environment, post: Composition.post)
    }

    func vaultPath(_ global: GlobalOptions) -> String {
        if let path = global.vault ?? desk?.path { return path }
        if let path = environment["DAYBOOK_VAULT"], !path.isEmpty { return path }
        return world.defaultVault
    }

    func locked(_ global: GlobalOptions) throws -> LockedBook {
        try LockedBook(at: vaultPath(global), environment: world)
    }

    /// The unlocked book: the session's, or opened with the passphrase that is given or asked for.
    func book(_ global: GlobalOptions) throws -> Book {
        if let book = desk?.book, book.path == Self.absolute(vaultPath(global)) || global.vault == nil {
            if book.hasCurrentKeys { return book }
            terminal.warning("The book got new keys in the meantime, and needs its new passphrase.")
            desk?.lock()
        }
        let locked = try locked(global)
        let book = try unlock(locked, global)
        warnIfBehind(book)
        if let desk, desk.book == nil, desk.path == book.path { desk.book = book }
        return book
    }

    func unlock(_ locked: LockedBook, _ global: GlobalOptions) throws -> Book {
        try passphrases(global).open { key in
            do {
                return try locked.unlock(passphrase: key)
            } catch let error as CaseError where error.kind == .wrongPassphrase {
                return nil
            }
        }
    }

    /// Opens, reads and checks the whole book; what cannot be opened is told.
    func reviewed(_ global: GlobalOptions) throws -> (book: Book, review: Review) {
        let book = try book(global)
        let progress = Progress("Reading", on: terminal)
        let review = try book.review { progress.update($0, of: $1) }
        progress.finish()
        warnOfFaults(review)
        return (book, review)
    }

    /// Opens no more than the last `count` entries of a list need.
    func newest(_ count: Int, for request: ListRequest, _ global: GlobalOptions) throws -> Review {
        let review = try book(global).newest(count, for: request)
        warnOfFaults(review)
        return review
    }

    private func warnOfFaults(_ review: Review) {
        if let first = review.faults.keys.min() {
            terminal.warning(
                "\(review.faults.count) of \(review.head.head.size.entries) could not be verified or opened, the first is "
                    + "entry \(first). Run daybook verify to see where.")
        }
    }

    private func warnIfBehind(_ book: Book) {
        do {
            switch try book.locked.standing() {
            case .unmarked, .same, .ahead: return
            case .behind(let seen, let here):
                terminal.warning(
                    "This vault has \(here.entries), but \(seen) were seen on this computer before: it is an older copy. "
                        + "If a backup was put back on purpose, run: daybook restore")
            case .forked(let seen):
                terminal.warning(
                    "This vault does not contain \(seen == 1 ? "the entry that was" : "the \(seen) entries that were") seen on this computer before. "
                        + "If a backup was put back on purpose, run: daybook restore")
            }
        } catch let error as CaseError {
            terminal.warning(error.message)
        } catch { return }
    }

    /// The bytes of a file, or of standard input for `-`; at most `limit`.
    func bytes(at path: String, limit: Int) throws -> [UInt8] {
        let handle: FileHandle
        if path == "-" {
            handle = FileHandle.standardInput
        } else {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue,
                let opened = FileHandle(forReadingAtPath: path)
            else { throw CaseError.usage("The file \(path) could not be read. Nothing was saved.") }
            handle = opened
        }
        let data = try handle.read(upToCount: limit + 1) ?? Data()
        guard data.count <= limit else {
            throw CaseError.usage("The file is longer than \(limit >> 20) MiB. Nothing was saved.")
        }
        return [UInt8](data)
    }

    /// Text from a file or standard input, exactly as it is; refused unless UTF-8.
    func text(at path: String) throws -> String {
        let bytes = try bytes(at: path, limit: Draft.textLimit)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CaseError.usage(
                "The file is not UTF-8: byte \(Self.firstBadByte(bytes)) is the first that is not. "
                    + "Save it as UTF-8, or keep it as it is with --attach. Nothing was saved.")
        }
        return text
    }

    private static func firstBadByte(_ bytes: [UInt8]) -> Int {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var offset = 0
        while case .scalarValue(let scalar) = decoder.decode(&iterator) { offset += UTF8.width(scalar) }
        return offset
    }

    static func absolute(_ path: String) -> String { URL(fileURLWithPath: path).path }
}

extension Exit {
    init(_ kind: CaseError.Kind) {
        self =
            switch kind {
            case .failed: .failed
            case .noVault: .noVault
            case .inUse: .inUse
            case .wrongPassphrase: .wrongPassphrase
            case .altered: .altered
            case .signatureInvalid: .signatureInvalid
            case .older: .older
            case .usage: .usage
            }
    }
}
