import CPowerCut
import Foundation

/// A call by which the program, or SQLite for it, reads or changes a file.
struct DiskCall: Sendable {
    enum Kind: String, Sendable, CaseIterable {
        case open, read, write, truncate, sync, syncFolder, create, delete, rename, link, makeFolder
    }
    let kind: Kind
    /// False for what our own code does.
    let isBySQLite: Bool
    /// Full paths.
    let path: String
    let other: String
    /// What is written.
    let bytes: [UInt8]
    /// Where it is written, or the new length.
    let offset: Int

    fileprivate init?(_ call: powercut_call) {
        switch call.kind {
        case powercut_open: kind = .open
        case powercut_read: kind = .read
        case powercut_write: kind = .write
        case powercut_truncate: kind = .truncate
        case powercut_sync: kind = .sync
        case powercut_sync_folder: kind = .syncFolder
        case powercut_create: kind = .create
        case powercut_delete: kind = .delete
        case powercut_rename: kind = .rename
        case powercut_link: kind = .link
        case powercut_make_folder: kind = .makeFolder
        default: return nil
        }
        isBySQLite = call.by_sqlite != 0
        path = String(cString: call.path)
        other = call.other.map { String(cString: $0) } ?? ""
        bytes = [UInt8](UnsafeRawBufferPointer(start: call.bytes, count: call.bytes == nil ? 0 : Int(call.count)))
        offset = Int(call.offset)
    }
}

/// Sees every call on files below a folder before it is made, and may let it fail.
final class DiskWatch {
    private let folder: String
    private let answer: (DiskCall) -> Int32

    /// Runs `work` while `answer` is asked before each call below `folder`: 0 lets it happen, else it fails with
    /// that `errno` (for SQLite's calls, that result code). `answer` runs on the thread that makes the call.
    static func run<Result>(
        _ folder: String, answer: @escaping (DiskCall) -> Int32, _ work: () throws -> Result
    ) throws -> Result {
        let watch = DiskWatch(folder, answer)
        let context = Unmanaged.passUnretained(watch).toOpaque()
        let isWatched = powercut_watch(
            folder,
            { context, call in
                guard let context, let call = call.flatMap({ DiskCall($0.pointee) }) else { return 0 }
                return Unmanaged<DiskWatch>.fromOpaque(context).takeUnretainedValue().answer(call)
            }, context)
        guard isWatched != 0 else { throw NotWatched() }
        defer { powercut_unwatch(folder) }
        return try withExtendedLifetime(watch, work)
    }

    /// SQLite did not take the VFS or the allocator: none of these tests would mean anything.
    struct NotWatched: Error {}

    private init(_ folder: String, _ answer: @escaping (DiskCall) -> Int32) {
        self.folder = folder
        self.answer = answer
    }
}
