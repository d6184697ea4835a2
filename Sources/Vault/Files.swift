import Foundation

/// Which file a path names, and its length.
struct FileIdentity {
    let device: UInt64
    let number: UInt64
    let byteCount: Int
    let permissions: Int

    init(path: String) throws(VaultError) {
        var status = stat()
        guard stat(path, &status) == 0 else { throw VaultError(errno: errno) }
        self.init(status)
    }

    init(descriptor: Int32) throws(VaultError) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw VaultError(errno: errno) }
        self.init(status)
    }

    private init(_ status: stat) {
        device = UInt64(truncatingIfNeeded: status.st_dev)
        number = UInt64(status.st_ino)
        byteCount = Int(status.st_size)
        permissions = Int(status.st_mode & 0o777)
    }

    func isSameFile(as other: FileIdentity) -> Bool { device == other.device && number == other.number }
}

/// A file that gets its name only when it is whole; until then it is `NAME.partial` beside it.
///
/// Mode 0600, folders made on the way 0700. The partial file is locked, so two processes cannot write the
/// same one, and one left by a process that died is begun anew.
struct NewFile: ~Copyable {
    let path: String
    let partialPath: String
    private let descriptor: Int32

    /// Throws `.inUse` if another process is writing it.
    init(at path: String) throws(VaultError) {
        let partialPath = Self.partialPath(path)
        let descriptor = try Self.begin(path: path, partialPath: partialPath)
        self.path = path
        self.partialPath = partialPath
        self.descriptor = descriptor
    }

    static func partialPath(_ path: String) -> String { path + ".partial" }

    private static func begin(path: String, partialPath: String) throws(VaultError) -> Int32 {
        try Folder.create((path as NSString).deletingLastPathComponent)
        var descriptor = try LockedFile.open(partialPath, waiting: false)
        // One that was left is not written over: what is not synced may lose its truncation in a power cut and keep
        // what was written afterwards, and the end of another content would stand behind it.
        if let left = try? FileIdentity(descriptor: descriptor), left.byteCount > 0 {
            unlink(partialPath)
            Glue.close(descriptor)
            descriptor = try LockedFile.open(partialPath, waiting: false)
        }
        for suffix in ["-journal", "-wal", "-shm"] { unlink(partialPath + suffix) }
        guard ftruncate(descriptor, 0) == 0, fchmod(descriptor, 0o600) == 0 else {
            let error = VaultError(errno: errno)
            Glue.close(descriptor)
            throw error
        }
        return descriptor
    }

    /// Writes `bytes` as the whole content.
    func write(_ bytes: [UInt8]) throws(VaultError) {
        var offset = 0
        while offset < bytes.count {
            let count = bytes.withUnsafeBytes {
                pwrite(descriptor, $0.baseAddress! + offset, bytes.count - offset, off_t(offset))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw VaultError(errno: count < 0 ? errno : EIO) }
            offset += count
        }
    }

    /// Makes the content durable, gives the file its name, and makes that durable too; with `durably` false
    /// neither: a power cut may then leave the file before, the new one, or an empty one under the name.
    ///
    /// - Throws: `.exists` if there is a file of that name and `replacing` is false.
    consuming func publish(replacing: Bool, durably: Bool = true) throws(VaultError) {
        if durably { try Self.sync(descriptor) }
        if replacing {
            guard rename(partialPath, path) == 0 else { throw VaultError(errno: errno) }
        } else {
            try takeName()
        }
        if durably { try Folder.sync((path as NSString).deletingLastPathComponent) }
    }

    /// A hard link never replaces a file. Where the file system has none (exFAT), a look must do.
    private func takeName() throws(VaultError) {
        if link(partialPath, path) == 0 {
            unlink(partialPath)
            return
        }
        guard [EPERM, ENOTSUP, EOPNOTSUPP, ENOSYS, EMLINK].contains(errno) else { throw VaultError(errno: errno) }
        guard access(path, F_OK) != 0 else { throw .exists }
        guard rename(partialPath, path) == 0 else { throw VaultError(errno: errno) }
    }

    /// Takes the partial file away, unless it has got its name.
    deinit {
        if let partial = try? FileIdentity(path: partialPath), let own = try? FileIdentity(descriptor: descriptor),
            partial.isSameFile(as: own)
        {
            for suffix in ["", "-journal", "-wal", "-shm"] { unlink(partialPath + suffix) }
        }
        Glue.close(descriptor)
    }

    static func sync(_ descriptor: Int32) throws(VaultError) {
        #if canImport(Darwin)
            let isDone = fcntl(descriptor, F_FULLFSYNC) == 0 || fsync(descriptor) == 0
        #else
            let isDone = fsync(descriptor) == 0
        #endif
        guard isDone else { throw VaultError(errno: errno) }
    }
}

/// Folders as the vault needs them.
enum Folder {
    /// Makes `path` and what is missing above it, each 0700 and on the disk when this returns; leaves what is
    /// there. A file that was synced is lost in a power cut all the same if its folder has no name yet.
    static func create(_ path: String) throws(VaultError) {
        guard !path.isEmpty, access(path, F_OK) != 0 else { return }
        let parent = (path as NSString).deletingLastPathComponent
        try create(parent)
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw VaultError(errno: errno) }
        try sync(parent)
    }

    /// Makes names given, taken or changed in the folder durable.
    static func sync(_ path: String) throws(VaultError) {
        let descriptor = open(path.isEmpty ? "." : path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw VaultError(errno: errno) }
        defer { close(descriptor) }
        // Some network file systems refuse to sync a folder; nothing more can be done there.
        guard fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP else { throw VaultError(errno: errno) }
    }
}

/// A file that one process at a time holds.
enum LockedFile {
    /// Opens or makes `path` (0600) and locks it until the descriptor is closed.
    ///
    /// - Parameter waiting: Whether to wait up to `VaultStore.patienceSeconds` for another process.
    /// - Throws: `.inUse` if another one holds it.
    static func open(_ path: String, waiting: Bool) throws(VaultError) -> Int32 {
        var attemptsLeft = waiting ? Int(VaultStore.patienceSeconds * 100) : 3
        while true {
            let descriptor = Glue.open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
            guard descriptor >= 0 else { throw VaultError(errno: errno) }
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 {
                // The one before may have renamed the file between our opening and locking it.
                if let named = try? FileIdentity(path: path), let own = try? FileIdentity(descriptor: descriptor),
                    named.isSameFile(as: own)
                {
                    return descriptor
                }
            }
            Glue.close(descriptor)
            attemptsLeft -= 1
            guard attemptsLeft > 0 else { throw .inUse }
            usleep(10_000)
        }
    }
}

/// The C library's calls, where a type here has a member of the same name.
private enum Glue {
    static func open(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 { Foundation.open(path, flags, mode) }
    static func close(_ descriptor: Int32) { _ = Foundation.close(descriptor) }
}
