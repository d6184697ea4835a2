import Foundation
import Testing

@testable import Fuzz

/// Every seed and every kept case of Tests/Fuzz, through the function that libFuzzer calls. A fault ends the
/// whole test run, as it does a fuzzer; the last line printed names the file.
@Suite("Kept cases of the fuzzers")
struct KeptCases {
    @Test("every input that was kept is taken or refused", arguments: FuzzTarget.all.map(\.name))
    func read(name: String) throws {
        let target = try #require(FuzzTarget.named(name))
        let files = try Self.files(of: name)
        #expect(!files.isEmpty, "a target has seeds")
        for file in files {
            print("fuzz case \(name)/\(file.lastPathComponent)")
            target.read([UInt8](try Data(contentsOf: file)))
        }
        target.read([])
    }

    @Test("every folder of seeds has a target")
    func folders() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        let known = Set(FuzzTarget.all.map(\.name) + ["Program", "Words"] + Self.needingTraits)
        #expect(names.filter { !$0.hasPrefix(".") && !known.contains($0) } == [])
    }

    /// Targets that a plain build does not have.
    private static let needingTraits = ["sms", "calendar", "token", "picture"]

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fuzz")

    private static func files(of name: String) throws -> [URL] {
        let seeds = folder.appending(path: name)
        return try [seeds, seeds.appending(path: "kept")].flatMap { folder in
            guard FileManager.default.fileExists(atPath: folder.path) else { return [URL]() }
            return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
                .filter { !$0.hasDirectoryPath && !$0.lastPathComponent.hasPrefix(".") }
                .sorted { $0.path < $1.path }
        }
    }
}
