import Foundation

@testable import Ledger

/// The published vectors, which lie beside the project and are not part of it.
enum SharedVectors {
    /// The folder `vectors` beside the package, or in `DAYBOOK_SHARED`; nil, with a line that says so, without it.
    static func folder(_ name: String) -> URL? {
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

    static func bytes(_ file: URL) throws -> [UInt8] { [UInt8](try Data(contentsOf: file)) }

    static func json(_ file: URL) throws -> JSONValue { try JSONText.read(bytes(file)) }

    /// Every file below `folder` whose name ends so, in order of path.
    static func files(below folder: URL, ending: String) -> [URL] {
        let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (found?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == ending }
            .sorted { $0.path < $1.path }
    }
}

/// A small generator (SplitMix64) whose seed a failing test prints.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    static func fresh() -> (generator: SeededGenerator, seed: UInt64) {
        let seed = UInt64.random(in: 0...UInt64.max)
        return (SeededGenerator(seed: seed), seed)
    }
}
