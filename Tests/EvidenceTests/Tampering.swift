import Foundation
import Ledger

@testable import Evidence

/// The files of a bundle, to be changed and packed again.
struct Tampering {
    var files: [String: [UInt8]]

    init(_ bundle: [UInt8]) throws {
        files = [:]
        for member in try ZipFile.read(bundle) {
            files[String(member.name.dropFirst(BundleFile.folder.count))] = Array(member.bytes)
        }
    }

    /// As anybody can: hashes in the lists and the note recomputed, the signature as it was.
    mutating func recount() {
        let hashes = files.mapValues { sha256($0) }
        let manifest = Bag.manifest(hashes.filter { $0.key.hasPrefix("data/") })
        files[BundleFile.manifest] = Array(manifest.utf8)
        let sizes = files.filter { $0.key.hasPrefix("data/") }.values.map(\.count)
        if let statement = BundleStatement(bytes: files[BundleFile.statement]![...]) {
            files[BundleFile.bagInfo] = Array(Bag.info(made: statement.day, payload: sizes).utf8)
        }
        let tags = files.filter {
            !$0.key.hasPrefix("data/") && $0.key != BundleFile.note && $0.key != BundleFile.tagManifest
        }
        files[BundleFile.tagManifest] = Array(Bag.manifest(tags.mapValues { sha256($0) }).utf8)
        let signatures = String(decoding: files[BundleFile.note]!, as: UTF8.self).split(separator: "\n").last!
        files[BundleFile.note] = Array("\(noteText)\n\(signatures)\n".utf8)
    }

    /// As the holder of the log's key can.
    mutating func sign(_ sealer: Sealer) {
        recount()
        files[BundleFile.note] = sealer.bundleNote(Array(noteText.utf8))
    }

    private var noteText: String {
        let checkpoint = String(decoding: files[BundleFile.checkpoint]!, as: UTF8.self).split(separator: "\n")
        return Bag.noteText(
            origin: String(checkpoint[0]), size: Int(checkpoint[1])!, manifest: sha256(files[BundleFile.manifest]!),
            tagManifest: sha256(files[BundleFile.tagManifest]!))
    }

    /// Replaces the first `old` in a file; traps if there is none.
    mutating func replace(_ old: String, _ new: String, in name: String) {
        let text = String(decoding: files[name]!, as: UTF8.self)
        let place = text.range(of: old)!
        files[name] = Array(text.replacingCharacters(in: place, with: new).utf8)
    }

    func packed() throws -> [UInt8] {
        let out = Out()
        var writer = ZipWriter { out.bytes += $0 }
        for name in files.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            try writer.add(BundleFile.folder + name, files[name]!)
        }
        try writer.finish()
        return out.bytes
    }

    private final class Out { var bytes: [UInt8] = [] }
}

/// `verify.py` on a bundle, as a stranger runs it.
enum PythonVerifier {
    /// The result of each layer by name; nil, with a line that says so, where Python is missing.
    static func layers(_ bundle: [UInt8], key: String? = nil) throws -> (results: [String: String], exit: Int32)? {
        guard ["/usr/bin/env"].allSatisfy({ FileManager.default.isExecutableFile(atPath: $0) }), isThere else {
            print("skipped: there is no python3 or no openssl here")
            return nil
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: "daybook-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(PackageResources.verify_py).write(to: folder.appending(path: "verify.py"))
        try Data(bundle).write(to: folder.appending(path: "bundle.zip"))
        let (text, exit) = try run(
            ["python3", folder.path + "/verify.py", folder.path + "/bundle.zip"] + (key.map { [$0] } ?? []))
        var results: [String: String] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix(" ") && line.count >= 31 {
            let result = line.prefix(13).trimmingCharacters(in: .whitespaces)
            guard ["pass", "FAIL", "not checked"].contains(result) else { continue }
            results[line.dropFirst(13).prefix(18).trimmingCharacters(in: .whitespaces)] = result
        }
        return (results, exit)
    }

    private static let isThere =
        (try? run(["python3", "-c", "import json"]))?.exit == 0 && (try? run(["openssl", "version"]))?.exit == 0

    static func run(_ words: [String], in folder: String? = nil) throws -> (text: String, exit: Int32) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = words
        if let folder { process.currentDirectoryURL = URL(filePath: folder) }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (String(decoding: data, as: UTF8.self), process.terminationStatus)
    }
}
