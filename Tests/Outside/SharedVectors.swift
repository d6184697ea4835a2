import Foundation
import Ledger

/// The published vectors, which lie beside the project and are not part of it.
package enum SharedVectors {
    /// The folder `vectors` beside the package, or in `DAYBOOK_SHARED`; nil, with a line that says so, without it.
    package static func folder(_ name: String) -> URL? {
        let beside = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared")
        let shared = ProcessInfo.processInfo.environment["DAYBOOK_SHARED"].map { URL(filePath: $0) } ?? beside
        let folder = shared.appending(path: "vectors/\(name)")
        guard FileManager.default.fileExists(atPath: folder.path) else {
            print("skipped: the published vectors '\(name)' are not here")
            return nil
        }
        return folder
    }

    package static func bytes(_ file: URL) throws -> [UInt8] { [UInt8](try Data(contentsOf: file)) }

    package static func json(_ file: URL) throws -> JSONValue { try JSONText.read(bytes(file)) }

    /// Every file below `folder` whose name ends so, in order of path.
    package static func files(below folder: URL, ending: String) -> [URL] {
        let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (found?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == ending }
            .sorted { $0.path < $1.path }
    }
}
