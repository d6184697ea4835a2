import Foundation

/// Whether a vault's folder is this computer's alone: not on a network drive, not copied elsewhere by a program.
package enum Whereabouts: Equatable {
    case own
    /// The kind of its file system, such as `nfs4`.
    case network(String)
    /// What copies the folder, such as `Dropbox`.
    case synced(String)

    /// Looks at the folder in which `path` is or would be.
    package init(of path: String) {
        let folders = Self.folders(above: path)
        if let service = Self.syncService(of: folders, has: { FileManager.default.fileExists(atPath: $0) }) {
            self = .synced(service)
        } else if let there = folders.first(where: { FileManager.default.fileExists(atPath: $0) }),
            let kind = NetworkDrive.kind(of: there)
        {
            self = .network(kind)
        } else {
            self = .own
        }
    }

    /// One sentence for the person; nil if nothing is to be said.
    package var warning: String? {
        switch self {
        case .own: nil
        case .network(let kind):
            "The book's folder is on a network drive (\(kind)), where writes can get lost or mixed up, an older copy can "
                + "be put back by whoever runs it, and others may read along."
        case .synced(let service):
            "The book's folder is one that \(service) copies to other computers, which can mix up the book's files, put "
                + "back an older copy, and let others read along."
        }
    }

    /// Nearest first.
    private static func folders(above path: String) -> [String] {
        var url = URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().deletingLastPathComponent()
        var folders = [url.path]
        while url.path != "/", !url.path.isEmpty {
            url.deleteLastPathComponent()
            folders.append(url.path)
        }
        return folders
    }

    /// The program whose folder, by its name or by what lies in it, one of `folders` is.
    static func syncService(of folders: [String], has: (String) -> Bool) -> String? {
        for folder in folders {
            let name = (folder as NSString).lastPathComponent.lowercased()
            let byName = names.first { begin, _ in
                guard name.hasPrefix(begin) else { return false }
                return name.dropFirst(begin.count).first.map { !$0.isLetter } ?? true
            }
            if let byName { return byName.1 }
            if let byContent = contents.first(where: { has(folder + "/" + $0.0) }) { return byContent.1 }
        }
        return nil
    }

    /// Beginnings of folders' names: `Dropbox (Family)`, `OneDrive - School`, `Nextcloud2`.
    private static let names = [
        ("dropbox", "Dropbox"), ("onedrive", "OneDrive"), ("google drive", "Google Drive"),
        ("googledrive", "Google Drive"), ("mobile documents", "iCloud Drive"), ("icloud drive", "iCloud Drive"),
        ("iclouddrive", "iCloud Drive"), ("cloudstorage", "a cloud drive"), ("nextcloud", "Nextcloud"),
        ("owncloud", "ownCloud"), ("pcloud", "pCloud"), ("pclouddrive", "pCloud"), ("syncthing", "Syncthing"),
        ("proton drive", "Proton Drive"), ("megasync", "MEGA"), ("seafile", "Seafile"), ("box sync", "Box"),
    ]
    /// What these programs keep in a folder that they copy.
    private static let contents = [
        (".stfolder", "Syncthing"), (".dropbox", "Dropbox"), (".dropbox.cache", "Dropbox"),
        (".nextcloudsync.log", "Nextcloud"), (".owncloudsync.log", "ownCloud"),
        (".tmp.drivedownload", "Google Drive"), (".seafile-data", "Seafile"),
    ]
}
