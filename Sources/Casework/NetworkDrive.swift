import Foundation

/// What the system says of the file system under a folder.
///
/// Linux's `statfs` gives one number for every FUSE file system, sshfs and a local NTFS disk alike, so the list of
/// mounts is read, which names each kind.
enum NetworkDrive {
    /// The kind of a file system that is not on this computer; nil for a local one, or if it cannot be told.
    static func kind(of folder: String) -> String? {
        #if os(macOS)
            var status = statfs()
            guard statfs(folder, &status) == 0, status.f_flags & UInt32(MNT_LOCAL) == 0 else { return nil }
            return withUnsafeBytes(of: status.f_fstypename) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        #else
            guard let mounts = try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8) else { return nil }
            return kind(of: folder, mounts: mounts)
        #endif
    }

    /// Reads proc(5)'s `mountinfo`: the mount point is the fifth field, the kind the first one behind the `-`. Of the
    /// mounts above `folder` the longest counts, of equal ones the last. `/` itself is left out: a computer that
    /// has no disk, or a container, keeps everything there.
    static func kind(of folder: String, mounts: String) -> String? {
        var found: (point: String, kind: String)?
        for line in mounts.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count > 6, let dash = fields.firstIndex(of: "-"), dash + 1 < fields.endIndex else { continue }
            let point = plain(fields[4])
            guard point == "/" || folder == point || folder.hasPrefix(point + "/") else { continue }
            if point.utf8.count >= (found?.point.utf8.count ?? 0) { found = (point, String(fields[dash + 1])) }
        }
        guard let found, found.point != "/", isNetwork(found.kind) else { return nil }
        return found.kind
    }

    private static func isNetwork(_ kind: String) -> Bool {
        networks.contains(kind) || kind.hasPrefix("fuse.") && !localFUSE.contains(kind)
    }

    private static let networks: Set = [
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "lustre", "gfs2", "ocfs2", "glusterfs", "davfs",
        "coda", "9p", "virtiofs", "vboxsf", "prl_fs", "drvfs",
    ]
    /// Disks of this computer, and folders that are encrypted or joined on their way to one.
    private static let localFUSE: Set = [
        "fuse.ntfs", "fuse.ntfs-3g", "fuse.exfat", "fuse.gocryptfs", "fuse.cryfs", "fuse.encfs", "fuse.securefs",
        "fuse.mergerfs", "fuse.bindfs", "fuse.lxcfs", "fuse.veracrypt", "fuse.fuse-overlayfs",
    ]

    /// Spaces and backslashes are written as octal numbers there.
    private static func plain(_ field: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(field.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\\"), rest.count >= 3,
                let value = UInt8(String(decoding: rest.prefix(3), as: UTF8.self), radix: 8)
            {
                bytes.append(value)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
