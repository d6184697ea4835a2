import Foundation
import GRDB

/// Why the vault's file, or a file beside it, could not be read or written.
///
/// Whatever is thrown by an append, a change of slots or a backup: nothing of it was stored, and what was
/// stored before is as it was.
package enum VaultError: Error, Hashable {
    /// There is no file at the path, or it was moved or removed while open.
    case notFound
    /// A file is there that must not be overwritten.
    case exists
    /// Empty, truncated below its header, not SQLite, or another program's.
    case notAVault
    /// Written by a later version of this program.
    case newerVersion(Int)
    /// Tables, triggers, views or indexes are not exactly those of Format.md, "Store".
    case alteredSchema
    /// A part is missing, unreadable or of the wrong type.
    case damaged(Part)
    /// Another process held the vault for longer than `VaultStore.patienceSeconds`.
    case inUse
    /// The file, its folder or its disk does not take writes.
    case readOnly
    /// The disk, or the person's share of it, is full.
    case full
    /// A size limit of Format.md, "Store", or the append-only rule stands against it.
    case refused
    /// What the disk gave back, inside the transaction, is not what was written.
    case readBackDiffers(Part)
    /// The slot to be removed is not there: another process changed the slots first.
    case noSuchSlot(Int)
    /// The vault was re-keyed after its keys were taken out.
    case otherKeys
    /// The mark and the vault belong to different logs.
    case otherLog
    /// Any other failure: SQLite's extended result code.
    case sqlite(code: Int)
    /// Any other failure: the system's error number.
    case system(errno: Int)

    /// A part of the store.
    package enum Part: Hashable, Sendable {
        case structure, head, identity, slots, checkpoints, mark
        case record(Int)
        /// A row of the attachments' table, by its number.
        case chunk(Int)
    }
}

extension VaultError {
    /// What SQLite's result code, extended or not, says.
    init(sqliteCode code: Int32) {
        let code = ResultCode(rawValue: code)
        self =
            switch code.primaryResultCode {
            case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: .inUse
            case .SQLITE_FULL: .full
            case .SQLITE_READONLY: code == .SQLITE_READONLY_DBMOVED ? .notFound : .readOnly
            case .SQLITE_PERM: .readOnly
            case .SQLITE_NOTADB: .notAVault
            case .SQLITE_CORRUPT: .damaged(.structure)
            case .SQLITE_CONSTRAINT, .SQLITE_TOOBIG: .refused
            case .SQLITE_IOERR where code == .SQLITE_IOERR_SHORT_READ: .damaged(.structure)
            // The log's index could not be given its length.
            case .SQLITE_IOERR where code == .SQLITE_IOERR_SHMSIZE: .full
            default: .sqlite(code: Int(code.rawValue))
            }
    }

    /// What the C library's `errno` says.
    init(errno number: Int32) {
        self =
            switch number {
            case ENOENT, ENOTDIR: .notFound
            case EEXIST: .exists
            case ENOSPC, EDQUOT: .full
            case EROFS, EACCES, EPERM: .readOnly
            case EWOULDBLOCK: .inUse
            default: .system(errno: Int(number))
            }
    }

    /// `error` itself unless it is GRDB's, whose text could name what was stored.
    static func plain(_ error: any Error) -> any Error {
        (error as? DatabaseError).map { VaultError(sqliteCode: $0.extendedResultCode.rawValue) } ?? error
    }

    /// Runs `work`, which calls nothing but this room and GRDB.
    static func only<Result>(_ work: () throws -> Result) throws(VaultError) -> Result {
        do {
            return try work()
        } catch {
            throw plain(error) as? VaultError ?? .sqlite(code: Int(ResultCode.SQLITE_INTERNAL.rawValue))
        }
    }

    /// True where the computer, not the vault, is to blame: nothing was learnt about what is stored.
    package var saysNothingOfTheVault: Bool {
        switch self {
        case .inUse, .full: true
        case .sqlite(let code): code & 0xFF == Int(ResultCode.SQLITE_NOMEM.rawValue)
        default: false
        }
    }

    /// True where a damaged page or bad sector is to blame, so that other rows may still be read.
    var isDamage: Bool {
        switch self {
        case .damaged, .notAVault: true
        case .sqlite(let code): code & 0xFF == Int(ResultCode.SQLITE_IOERR.rawValue)
        default: false
        }
    }
}
