import Foundation
import Ledger
import Outside

@testable import Evidence

/// The files of a bundle, to be changed and packed again.
struct Tampering {
    var files: [String: [UInt8]]

    init(_ bundle: [UInt8]) throws {
        files = [:]
        for member in try ZipFile.read(bundle) {
            files[String(member.name.dropFirst(BundleFile.folder.count))] = Array(bundle[member.range])
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
    /// The result of each layer by name; nil, with a line that says so, where Python or openssl is missing.
    static func layers(_ bundle: [UInt8], key: String? = nil) throws -> (results: [String: String], exit: Int32)? {
        guard let python = StockProgram("python3"), StockProgram("openssl") != nil else { return nil }
        let folder = try ScratchFolder()
        let script = try folder.write(PackageResources.verify_py, as: "verify.py")
        let file = try folder.write(bundle, as: "bundle.zip")
        let answer = try python.run([script, file] + (key.map { [$0] } ?? []))
        var results: [String: String] = [:]
        for line in String(decoding: answer.output, as: UTF8.self).split(separator: "\n")
        where !line.hasPrefix(" ") && line.count >= 31 {
            let result = line.prefix(13).trimmingCharacters(in: .whitespaces)
            guard ["pass", "FAIL", "not checked"].contains(result) else { continue }
            results[line.dropFirst(13).prefix(18).trimmingCharacters(in: .whitespaces)] = result
        }
        return (results, answer.status)
    }
}
