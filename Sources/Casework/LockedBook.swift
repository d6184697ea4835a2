import Foundation
import Ledger
import Vault

/// A vault that was opened but not unlocked: what it says without a key.
package final class LockedBook {
    package let environment: Environment
    package let path: String
    package let store: VaultStore
    package let verifierKey: VerifierKey
    let sealedSeed: [UInt8]
    let mark: RollbackMark

    /// Opens the vault at `path`.
    ///
    /// - Throws: `CaseError` of the kinds `noVault`, `altered`, `inUse` or `failed` (a newer version).
    package init(at path: String, environment: Environment) throws {
        self.environment = environment
        self.path = path
        do {
            store = try VaultStore(at: path)
            let identity = try store.read { try $0.identity() }
            guard let key = try? VerifierKey(text: String(decoding: identity.verifierKey, as: UTF8.self)) else {
                throw VaultError.damaged(.identity)
            }
            verifierKey = key
            sealedSeed = identity.sealedSeed
        } catch {
            throw CaseError(opening: error, path: path)
        }
        guard let mark = RollbackMark(folder: environment.stateFolder, origin: verifierKey.name) else {
            throw CaseError(opening: VaultError.damaged(.identity), path: path)
        }
        self.mark = mark
    }

    package func close() { try? store.close() }

    /// The newest checkpoint, its signature checked; throws `signatureInvalid` or `altered`.
    package func checkpoint() throws -> Checkpoint {
        try Self.checked(store.read { try $0.head() }, key: verifierKey)
    }

    /// How the vault stands to the last checkpoint seen on this computer.
    ///
    /// A mark that is no checkpoint of this log, or whose signature is not valid, is thrown as `altered`:
    /// somebody or something changed it.
    package func standing() throws -> Standing {
        do {
            return try store.read { try standing(of: $0.head(), in: $0) }
        } catch {
            throw CaseError(opening: error, path: path)
        }
    }

    /// As `standing`, of one state of the vault.
    ///
    /// - Parameter frontier: The tree of a state that this vault is known to have had, so as not to read so far back.
    func standing(of stored: StoredHead, in snapshot: Snapshot, from frontier: Frontier = Frontier()) throws -> Standing
    {
        do {
            let seen = try mark.read()
            if let seen, (try? Checkpoint.open(note: seen.note, key: verifierKey)) == nil {
                throw VaultError.damaged(.mark)
            }
            func standing(from frontier: Frontier) throws -> Standing {
                try Standing(seen: seen?.head, current: stored.frontier.head) {
                    try snapshot.root(at: $0, from: frontier)
                }
            }
            let short = try standing(from: frontier)
            // An older copy may have been put back meanwhile, and gone on: then that state is of another branch.
            if case .forked = short, frontier.size > 0 { return try standing(from: Frontier()) }
            return short
        } catch VaultError.damaged(.mark), VaultError.otherLog {
            throw CaseError(
                .altered,
                "The note of the last checkpoint seen, in \(environment.stateFolder), is damaged or another vault's. "
                    + "Nothing was changed. Run daybook verify; daybook restore puts a new one there.")
        }
    }

    /// Returns the unlocked book; throws `wrongPassphrase` if no slot opens.
    package func unlock(passphrase: borrowing SecretKey) throws -> Book {
        for slot in try slots() {
            do {
                guard let opened = try slot.open(passphrase: passphrase, origin: verifierKey.name) else { continue }
                return try book(opened)
            } catch let error as SlotError { throw CaseError(error) }
        }
        throw CaseError(.wrongPassphrase, "The passphrase does not open this vault. Nothing was changed.")
    }

    package func unlock(recovery number: GroupedNumber) throws -> Book {
        for slot in try slots() {
            do {
                guard let opened = try slot.open(recovery: number, origin: verifierKey.name) else { continue }
                return try book(opened)
            } catch let error as SlotError { throw CaseError(error) }
        }
        throw CaseError(.wrongPassphrase, "The recovery number does not open this vault. Nothing was changed.")
    }

    func slots() throws -> [Slot] {
        do {
            return try store.read { try $0.slots() }.map { $0.slot }
        } catch { throw CaseError(opening: error, path: path) }
    }

    private func book(_ opened: consuming OpenedSlot) throws -> Book {
        do {
            let ring = try opened.ring(verifierKey: verifierKey, sealedSeed: sealedSeed)
            return Book(locked: self, ring: ring)
        } catch {
            throw CaseError(
                .altered,
                "The vault's signing key does not fit the vault: the file was altered or damaged. "
                    + "Run daybook verify, and use a backup.")
        }
    }

    static func checked(_ head: StoredHead, key: VerifierKey) throws -> Checkpoint {
        guard let checkpoint = try? Checkpoint.open(note: head.note, key: key) else {
            throw CaseError(
                .signatureInvalid,
                "The signature of the last checkpoint is not valid: the vault was altered or damaged. "
                    + "Nothing was changed. Run daybook verify, and use a backup.")
        }
        guard checkpoint.head == head.frontier.head else {
            throw CaseError(
                .altered,
                "The stored tree does not have the signed root: the vault was altered or damaged. "
                    + "Nothing was changed. Run daybook verify, and use a backup.")
        }
        return checkpoint
    }
}

extension CaseError {
    /// Why a slot could not even be tried.
    fileprivate init(_ error: SlotError) {
        switch error {
        case .noMemory(let byteCount):
            self = .failed(
                "Unlocking needs \(byteCount >> 20) MiB of memory, and there is not that much. Nothing was changed. "
                    + "Close other programs and try again.")
        case .header, .wrappedLength, .cost:
            self.init(
                .altered,
                "A slot of this vault was altered: it asks for what no slot of ours asks for. "
                    + "Run daybook verify, and use a backup.")
        }
    }

    /// What an error of the store means to the person.
    package init(opening error: any Error, path: String) {
        if let error = error as? CaseError {
            self = error
            return
        }
        guard let error = error as? VaultError else {
            self = .failed("The vault could not be read. Nothing was changed. Run daybook doctor.")
            return
        }
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            self.init(.noVault, "\(path) is a folder, not a vault. Name the vault's file.")
            return
        }
        switch error {
        case .notFound:
            self.init(.noVault, "There is no vault at \(path). Make one with: daybook init")
        case .exists:
            self.init(.failed, "A file is already there, and it is never overwritten. Nothing was changed.")
        case .notAVault:
            self.init(
                .altered,
                "The file at \(path) is not a vault, or it was cut off. Nothing was changed. "
                    + "Check the path, or restore a backup with: daybook restore")
        case .newerVersion(let version):
            self.init(
                .failed,
                "This vault has format version \(version), which is newer than this program. Nothing was changed. "
                    + "Install a newer daybook.")
        case .alteredSchema:
            self.init(
                .altered,
                "The vault's tables are not those that this program makes: the file was altered. Nothing was changed. "
                    + "Use a backup.")
        case .damaged, .readBackDiffers, .otherLog:
            self = .damaged
        case .otherKeys:
            self.init(
                .failed,
                "The vault got new keys after it was unlocked here. Nothing was saved. Unlock it again with the new "
                    + "passphrase.")
        case .inUse:
            self.init(.inUse, "The vault is in use by another program. Nothing was saved. Try again in a moment.")
        case .readOnly:
            self.init(
                .failed,
                "The vault's file or folder does not take writes. Nothing was saved. Check permissions with: daybook doctor"
            )
        case .full:
            self.init(.failed, "The disk is full. Nothing was saved. Make room and try again.")
        case .refused, .noSuchSlot:
            self.init(.failed, "The vault refused this change. Nothing was saved. Run daybook verify.")
        case .sqlite(let code):
            self.init(
                .failed,
                "The vault could not be read or written (SQLite code \(code)). Nothing was saved. Run daybook doctor.")
        case .system(let number):
            self.init(
                .failed,
                "The vault could not be read or written (system error \(number)). Nothing was saved. Run daybook doctor."
            )
        }
    }
}
