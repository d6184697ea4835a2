import Foundation
import Ledger

/// The last signed checkpoint of one vault, kept outside it, so that an older copy put back is noticed.
///
/// One file in the program's state folder. Whoever can write there can put back an old mark as well.
/// Format.md, "Rollback mark".
package struct RollbackMark: Sendable {
    private let path: String
    private let origin: String

    /// The mark in `folder` for the log of `origin`; nil unless that is `daybook/` and 32 hexadecimal digits.
    package init?(folder: String, origin: String) {
        guard origin.hasPrefix(Checkpoint.originPrefix) else { return nil }
        let name = String(origin.dropFirst(Checkpoint.originPrefix.count))
        guard Hex.decode(name)?.count == 16 else { return nil }
        path = (folder as NSString).appendingPathComponent(name + ".checkpoint")
        self.origin = origin
    }

    /// The note as it was kept; nil if there is none, or a power cut left an empty file. Its signature is for
    /// the caller to check.
    ///
    /// - Throws: `.damaged(.mark)` if it is no checkpoint note or longer than 64 KiB, `.otherLog` if it is
    ///   another log's.
    package func read() throws(VaultError) -> (note: [UInt8], head: TreeHead)? {
        for _ in 0..<3 {
            do throws(VaultError) { return try readOnce() } catch .damaged { usleep(2_000) }  // being written just now
        }
        return try readOnce()
    }

    /// True if the mark is `note`, byte by byte; false also if it cannot be read.
    package func holds(_ note: [UInt8]) -> Bool { (try? readFile()) == note }

    private func readOnce() throws(VaultError) -> (note: [UInt8], head: TreeHead)? {
        guard let note = try readFile() else { return nil }
        return (note, try head(of: note))
    }

    /// Moves the mark forward to `note`, a signed checkpoint of this log; a mark that is as far or farther
    /// stays. Several processes may do so at once.
    ///
    /// - Parameter earlier: A note that `note` goes beyond. Where the mark is just that, nothing need be parsed: two
    ///   notes taken apart were two fifths of what moving the mark took.
    /// - Throws: `.inUse` if another process held the mark too long; `.full`, `.readOnly`.
    package func advance(to note: [UInt8], from earlier: [UInt8] = []) throws(VaultError) {
        try whileLocked { () throws(VaultError) in
            if !earlier.isEmpty, earlier.count == note.count, Self.overwrite(path, holding: earlier, with: note) {
                return
            }
            let size = try head(of: note).size
            if let kept = (try? readOnce()) ?? nil, kept.head.size >= size { return }
            try store(note)
        }
    }

    /// Sets the mark to `note` wherever it stood: after a person restored an older copy and said so.
    package func replace(with note: [UInt8]) throws(VaultError) {
        _ = try head(of: note)
        try whileLocked { () throws(VaultError) in try store(note) }
    }

    private func head(of note: [UInt8]) throws(VaultError) -> TreeHead {
        guard let signed = try? SignedNote(bytes: note), let checkpoint = try? Checkpoint(text: signed.text) else {
            throw .damaged(.mark)
        }
        guard checkpoint.origin == origin else { throw .otherLog }
        return checkpoint.head
    }

    private func readFile() throws(VaultError) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let error = VaultError(errno: errno)
            if error == .notFound { return nil }
            throw error
        }
        defer { close(descriptor) }
        let room = min(try FileIdentity(descriptor: descriptor).byteCount, 65_536) + 1
        var count = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: room) { bytes, total in
            repeat {
                count = Foundation.read(descriptor, bytes.baseAddress! + total, room - total)
                total += max(count, 0)
            } while count > 0 && total < room
        }
        guard count == 0 else { throw .damaged(.mark) }  // too long, still growing, or not to be read
        return bytes.allSatisfy { $0 == 0 } ? nil : bytes
    }

    /// Not synced: that would double what an append takes, of which one sync is all but a few per cent. After a
    /// power cut the mark may be the one before, and the vault ahead of it, or a file of zeros, which counts as
    /// none. Neither is an alarm, and whoever could empty the file could as well remove it.
    ///
    /// A note as long as the one there is written over it, within one sector; a rename makes the file system
    /// write the file out (ext4), which the next append then waits for.
    private func store(_ note: [UInt8]) throws(VaultError) {
        if let there = try? FileIdentity(path: path), there.byteCount == note.count,
            Self.overwrite(path, with: note)
        {
            return
        }
        let file = try NewFile(at: path)
        try file.write(note)
        try file.publish(replacing: true, durably: false)
    }

    /// - Parameter held: What the file must hold, and no more, if it is given.
    private static func overwrite(_ path: String, holding held: [UInt8]? = nil, with note: [UInt8]) -> Bool {
        guard note.count <= 512 else { return false }
        let descriptor = open(path, (held == nil ? O_WRONLY : O_RDWR) | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        if let held {
            var bytes = [UInt8](repeating: 0, count: held.count + 1)
            guard pread(descriptor, &bytes, bytes.count, 0) == held.count, bytes.dropLast().elementsEqual(held) else {
                return false
            }
        }
        return pwrite(descriptor, note, note.count, 0) == note.count
    }

    private func whileLocked(_ work: () throws(VaultError) -> Void) throws(VaultError) {
        try Folder.create((path as NSString).deletingLastPathComponent)
        let descriptor = try LockedFile.open(path + ".lock", waiting: true)
        defer { close(descriptor) }
        try work()
    }
}

/// How a vault stands to the last checkpoint seen on this computer.
package enum Standing: Hashable, Sendable {
    /// Nothing was seen before.
    case unmarked
    /// The vault has exactly the head that was seen.
    case same
    /// The vault went on from the head that was seen.
    case ahead
    /// The vault holds less than was seen: an older copy.
    case behind(seenSize: Int, size: Int)
    /// The vault holds other records than were seen, at a size of `size`.
    case forked(seenSize: Int)

    /// Compares the head that was seen with the vault's.
    ///
    /// - Parameter rootAt: The root over the vault's first so many leaves; asked at most once, and only if the
    ///   vault is ahead.
    package init(
        seen: TreeHead?, current: TreeHead, rootAt: (_ size: Int) throws -> [UInt8]
    ) rethrows {
        guard let seen else {
            self = .unmarked
            return
        }
        if seen.size > current.size {
            self = .behind(seenSize: seen.size, size: current.size)
        } else if seen.size == current.size {
            self = seen.root == current.root ? .same : .forked(seenSize: seen.size)
        } else {
            self = try rootAt(seen.size) == seen.root ? .ahead : .forked(seenSize: seen.size)
        }
    }
}
