import Foundation
import Testing

@testable import Casework

@Suite struct WhereaboutsTests {
    private static let mounts = """
        22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
        30 22 0:25 / /home/robin/server rw,relatime shared:9 - nfs4 server:/export rw,vers=4.2
        31 22 0:26 / /home/robin/my\\040share rw,relatime - cifs //nas/share rw
        32 22 0:27 / /mnt/far rw,nosuid shared:3 master:1 - fuse.sshfs robin@host: rw
        33 22 0:28 / /mnt/stick rw,nosuid - fuseblk /dev/sdb1 rw
        34 22 0:29 / /mnt/private rw,nosuid - fuse.gocryptfs /x rw
        35 30 254:1 / /home/robin/server/local rw - ext4 /dev/vdb rw
        36 22 0:30 / /mnt/cloud rw - fuse.rclone remote: rw
        37 36 254:2 / /mnt/cloud rw - ext4 /dev/vdc rw
        a line that is none
        """

    @Test(
        "a folder's drive is that of the last and longest mount above it",
        arguments: [
            ("/home/robin", nil), ("/home/robin/server", "nfs4"), ("/home/robin/server/a/b", "nfs4"),
            ("/home/robin/servers", nil), ("/home/robin/my share/x", "cifs"), ("/mnt/far", "fuse.sshfs"),
            ("/mnt/stick", nil), ("/mnt/private/x", nil), ("/home/robin/server/local", nil), ("/mnt/cloud/x", nil),
        ] as [(String, String?)])
    func drive(folder: String, kind: String?) {
        #expect(NetworkDrive.kind(of: folder, mounts: Self.mounts) == kind)
    }

    @Test(
        "a synced folder is known by its name",
        arguments: [
            (["/home/r/Dropbox/a", "/home/r/Dropbox", "/home/r"], "Dropbox"),
            (["/home/r/OneDrive - School"], "OneDrive"), (["/home/r/Nextcloud2"], "Nextcloud"),
            (["/Users/r/Library/Mobile Documents/x", "/Users/r/Library/Mobile Documents"], "iCloud Drive"),
            (["/home/r/dropboxes"], nil), (["/home/r/books"], nil),
        ] as [([String], String?)])
    func names(folders: [String], service: String?) {
        #expect(Whereabouts.syncService(of: folders) { _ in false } == service)
    }

    @Test("or by what its program keeps in it, however far up")
    func contents() throws {
        let folder = try TrustFolder()
        try FileManager.default.createDirectory(
            atPath: folder.path + "/family/books", withIntermediateDirectories: true)
        let path = folder.path + "/family/books/book"
        #expect(Whereabouts(of: path) == .own)
        #expect(Whereabouts.own.warning == nil)
        try FileManager.default.createDirectory(
            atPath: folder.path + "/family/.stfolder", withIntermediateDirectories: false)
        #expect(Whereabouts(of: path) == .synced("Syncthing"))
        #expect(Whereabouts(of: folder.path + "/family/none/yet/book") == .synced("Syncthing"))
        #expect(Whereabouts(of: path).warning?.contains("Syncthing") == true)
        let rows = Doctor(path: path, environment: .system(program: "test", variables: [:])).rows()
        #expect(rows.contains { $0.name == "place" && $0.state == .warn && $0.detail.contains("Syncthing") })
    }
}
