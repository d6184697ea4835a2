import Foundation

/// A folder that is gone after `body`.
func withTemporaryFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("intake-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
}

/// The folder of this package.
let packageFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

/// The folder with published samples; nil, and said, where it is not there.
func samplesFolder(_ name: String) -> URL? {
    let shared =
        ProcessInfo.processInfo.environment["DAYBOOK_SHARED"].map { URL(fileURLWithPath: $0) }
        ?? packageFolder.deletingLastPathComponent().appendingPathComponent("shared")
    let folder = shared.appendingPathComponent("samples").appendingPathComponent(name)
    guard FileManager.default.fileExists(atPath: folder.path) else {
        print("skipped: no sample files at ../shared/samples/\(name)")
        return nil
    }
    return folder
}
