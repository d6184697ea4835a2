import Ledger

/// Where each file of a bundle lies, below `bundle/`. Bundle.md, "Bag".
package enum BundleFile {
    static let folder = "bundle/"

    static let readMe = "READ-ME-FIRST.txt"
    static let bagInfo = "bag-info.txt"
    static let bagIt = "bagit.txt"
    package static let note = "bundle.note"
    package static let statement = "data/bundle.json"
    package static let entries = "data/entries.txt"
    package static let leafHashes = "data/leaf-hashes.txt"
    package static let checkpoint = "data/log/checkpoint.note"
    static let pem = "data/log/key.pem"
    package static let policy = "data/log/policy.txt"
    package static let csv = "data/report/contacts.csv"
    package static let html = "data/report/report.html"
    package static let json = "data/report/report.json"
    /// Need not be there, and is not made again by a reader.
    package static let pdf = "data/report/report.pdf"
    static let manifest = "manifest-sha256.txt"
    static let tagManifest = "tagmanifest-sha256.txt"
    static let page = "verify.html"
    static let script = "verify.py"

    static let required = [
        readMe, bagInfo, bagIt, note, statement, entries, leafHashes, checkpoint, pem, policy, csv, html, json,
        manifest, tagManifest, page, script,
    ]

    /// Longest checkpoint, note, policy or key; longest list of hashes; longest stamp.
    static let noteByteLimit = 1 << 16
    static let manifestByteLimit = 16 << 20
    static let stampByteLimit = 2 << 20

    static let payloadPrefix = "data/"
    static let exhibitPrefix = "data/exhibits/"
    static let schemaPrefix = "data/schemas/"
    static let schemaEnding = ".schema.json"

    static func earlierCheckpoint(size: Int) -> String { "data/log/checkpoints/\(size).note" }

    /// The size in the name of an earlier checkpoint; nil for any other file.
    static func earlierSize(_ name: String) -> Int? {
        let parts = name.split(separator: "/").last?.split(separator: ".") ?? []
        guard parts.count == 2, let size = Int(parts[0]), size >= 0, name == earlierCheckpoint(size: size) else {
            return nil
        }
        return size
    }

    /// The exhibit of the attached file at `place`, from 1.
    package static func exhibit(_ entry: Int, _ place: Int, _ attachment: Attachment) -> String {
        let base = "\(exhibitPrefix)\(entry).\(place)"
        guard let dot = attachment.name.lastIndex(of: ".") else { return base }
        let ending = attachment.name[attachment.name.index(after: dot)...].lowercased()
        let isPlain = ending.utf8.allSatisfy { byte in
            UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
        }
        return isPlain && 1...8 ~= ending.utf8.count ? "\(base).\(ending)" : base
    }

    /// True for a file that may be there and need not.
    static func isOptional(_ name: String) -> Bool {
        name == pdf || name.hasPrefix(exhibitPrefix) || earlierSize(name) != nil
            || (name.hasPrefix(schemaPrefix) && name.hasSuffix(schemaEnding)
                && !name.dropFirst(schemaPrefix.count).contains("/"))
    }
}
