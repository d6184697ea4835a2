import Foundation
import Ledger
import Vault

/// Copies of a vault: making one that is known to be good, and going on from one.
extension LockedBook {
    /// Copies the vault to `path` as it is at this moment, opens the copy again and verifies it.
    ///
    /// - Parameter path: A file that does not exist, or a folder, in which the copy gets the day in its name.
    /// - Returns: The copy's path, its number of entries and its checkpoint.
    package func backUp(to path: String, replacing: Bool = false) throws -> (path: String, head: Checkpoint) {
        let path = isFolder(path) ? freshName(in: path) : path
        do {
            try store.backUp(to: path, replacing: replacing)
        } catch VaultError.exists {
            throw CaseError.failed(
                "There is already a file at \(path), and it is never overwritten. Nothing was changed. Name another one."
            )
        } catch VaultError.full {
            throw CaseError.failed("The disk of the copy is full. No copy was made, the vault is as it was.")
        } catch VaultError.notFound, VaultError.readOnly {
            throw CaseError.failed("The folder of the copy is missing or takes no writes. No copy was made.")
        } catch {
            throw CaseError(opening: error, path: self.path)
        }
        let copy = try LockedBook(at: path, environment: environment)
        defer { copy.close() }
        let answer = try copy.verify()
        guard let head = answer.head,
            answer.layers.allSatisfy({ $0.result != .fail || $0.name == VerifyAnswer.Layer.mark })
        else {
            throw CaseError(
                .altered, "The copy was made but does not verify: the vault or the disk is damaged. Run daybook verify."
            )
        }
        try? BackupNote(environment: environment, origin: verifierKey.name).write(
            environment.now(), size: head.head.size)
        return (path, head)
    }

    private func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    private func freshName(in folder: String) -> String {
        let day = (environment.systemZone ?? .utc).localTime(of: environment.now()).wall.date.text
        let base = folder + (folder.hasSuffix("/") ? "" : "/") + "book-" + day
        var path = base
        var number = 2
        while FileManager.default.fileExists(atPath: path) {
            path = base + "-\(number)"
            number += 1
        }
        return path
    }
}

extension Book {
    /// The same book where its file now is.
    package func reopened(at path: String) throws -> Book {
        Book(locked: try LockedBook(at: path, environment: environment), ring: ring)
    }

    /// Says in an entry that the book goes on from this state, and takes it as the one to expect.
    ///
    /// - Returns: The number of the entry and the head that was lost, if one was seen that is not part of
    ///   this book.
    package func acceptAsRestored() throws -> (number: Int, lost: TreeHead?) {
        var lost = (try? locked.mark.read())?.head
        if let standing = try? locked.standing(), standing == .same || standing == .ahead { lost = nil }
        let here = try locked.checkpoint().head
        var event = Event(.restore)
        event.details = .restore(
            Restoration(
                restoredSize: here.size, restoredRoot: here.root, lostSize: lost?.size, lostRoot: lost?.root))
        let draft = Draft(event: event)
        let number = try appendAsRestored { try $0.record(Recordable(draft)) }
        return (number, lost)
    }
}

/// Puts a copy where the vault is to be. What was there is kept under another name.
package enum Restoring {
    /// Returns the path to which the old file was moved; nil if there was none.
    package static func put(_ copy: String, at path: String, environment: Environment) throws -> String? {
        let source = try LockedBook(at: copy, environment: environment)
        let answer = try source.verify()
        guard answer.layers.allSatisfy({ $0.result != .fail || $0.name == VerifyAnswer.Layer.mark }) else {
            throw CaseError(
                .altered, "The copy does not verify. Nothing was changed. See: daybook verify --vault \(copy)")
        }
        defer { source.close() }
        let aside = freshName(beside: path)
        do {
            guard FileManager.default.fileExists(atPath: path) else {
                try source.store.backUp(to: path)
                return nil
            }
            if try !replace(path, with: source.store, keepingAs: aside, environment) {
                try moveAside(path, to: aside)
                do {
                    try source.store.backUp(to: path)
                } catch {
                    try? FileManager.default.moveItem(atPath: aside, toPath: path)
                    throw error
                }
            }
            return aside
        } catch {
            throw CaseError(opening: error, path: path)
        }
    }

    /// Puts the copy into a vault that can be opened, in one transaction; false if what is there is no vault, or
    /// too damaged for that.
    private static func replace(
        _ path: String, with copy: VaultStore, keepingAs aside: String, _ environment: Environment
    ) throws -> Bool {
        guard let old = try? LockedBook(at: path, environment: environment) else { return false }
        defer { old.close() }
        do throws(VaultError) {
            try old.store.replace(with: copy, keepingAs: aside)
            return true
        } catch .damaged, .notAVault, .alteredSchema {
            unlink(aside)
            return false
        }
    }

    /// Opening and closing has folded the log in, where it could be, so that one file holds everything.
    private static func moveAside(_ path: String, to aside: String) throws {
        for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: path + suffix) {
            try FileManager.default.moveItem(atPath: path + suffix, toPath: aside + suffix)
        }
    }

    private static func freshName(beside path: String) -> String {
        var number = 1
        while FileManager.default.fileExists(atPath: "\(path).before-restore-\(number)") { number += 1 }
        return "\(path).before-restore-\(number)"
    }
}

/// When the last backup was made and how many entries it held; a small file in the state folder, for
/// `doctor` alone. It says nothing that the vault's own file does not show.
package struct BackupNote {
    private let path: String

    package init(environment: Environment, origin: String) {
        path = environment.stateFolder + "/" + origin.split(separator: "/").last.map(String.init)! + ".backup"
    }

    func write(_ moment: Instant, size: Int) throws {
        let value: JSONValue = ["at": .string(moment.text), "entries": .integer(size)]
        let text = Data(JSONText.write(value, pretty: false).utf8)
        guard FileManager.default.createFile(atPath: path, contents: text, attributes: [.posixPermissions: 0o600])
        else {
            throw CaseError.failed("The note of the backup could not be written.")
        }
    }

    package func read() -> (moment: Instant, entries: Int)? {
        guard let data = FileManager.default.contents(atPath: path), data.count < 4096,
            let value = try? JSONText.read([UInt8](data)),
            let moment = value["at"]?.string.flatMap(Instant.init(text:)),
            let entries = value["entries"]?.integer
        else { return nil }
        return (moment, entries)
    }
}
