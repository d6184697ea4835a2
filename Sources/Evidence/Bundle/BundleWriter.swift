import Ledger
import Reports
import Rules

/// Everything that a bundle is made from. Private entries have no way in: a `ShownRecord` of one has
/// its heading alone.
package struct BundleSource {
    package var key: VerifierKey
    /// The log's newest checkpoint, as signed.
    package var checkpointNote: [UInt8]
    /// Earlier checkpoints that went out or were anchored, by size.
    package var earlier: [Int: [UInt8]] = [:]
    /// Of every record, in order.
    package var leafHashes: [Hash32]
    /// In order of number.
    package var records: [ShownRecord]
    /// What was asked for; the writer fills in the parts withheld and the findings.
    package var statement: BundleStatement
    /// What the rules say about the whole log.
    package var findings: [ReportFinding]
    /// By name, without ending.
    package var schemas: [String: [UInt8]] = [:]

    package init(
        key: VerifierKey, checkpointNote: [UInt8], leafHashes: [Hash32], records: [ShownRecord],
        statement: BundleStatement, findings: [ReportFinding]
    ) {
        self.key = key
        self.checkpointNote = checkpointNote
        self.leafHashes = leafHashes
        self.records = records
        self.statement = statement
        self.findings = findings
    }
}

/// Writes a bundle. Bundle.md.
package struct BundleWriter {
    package let report: Report
    package let statement: BundleStatement
    package let entries: [ShownEntry]
    private let source: BundleSource

    /// Works out the report and what in it is not re-derivable; nothing is written yet.
    ///
    /// - Throws: `OpenError` for a record that is not what its leaf says, `CheckpointError`, `RuleBookError`.
    package init(_ source: BundleSource) throws {
        self.source = source
        entries = try source.records.map { record in try ShownEntry(record) }
        let making = BundleReport(
            entries, checkpoint: try Checkpoint.open(note: source.checkpointNote, key: source.key),
            note: source.checkpointNote)
        var statement = source.statement
        let reasons = statement.withheld
        statement.withheld = making.withheldParts.map { part in
            reasons.first { ($0.entry, $0.part, $0.attachment) == (part.entry, part.part, part.attachment) } ?? part
        }
        let derived = making.told(try making.derived(statement))
        let whole = making.told(source.findings)
        let derivedByID = Dictionary(derived.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let wholeIDs = Set(whole.map(\.id))
        statement.stated = whole.filter { derivedByID[$0.id] != $0 }
        statement.notMade = derived.map(\.id).filter { !wholeIDs.contains($0) }
        self.statement = statement
        report = try making.report(statement)
    }

    /// Hands the file's bytes to `write`, piece by piece.
    ///
    /// - Parameters:
    ///   - exhibit: The bytes of an attached file by entry and place; asked for twice, once for the size.
    ///   - sign: The signed note over a text.
    package func write(
        exhibit: (ShownEntry, Int, Attachment) throws -> [UInt8], sign: ([UInt8]) -> [UInt8],
        to write: @escaping ([UInt8]) throws -> Void
    ) throws {
        var files = payload()
        var exhibits: [String: (entry: ShownEntry, place: Int, attachment: Attachment)] = [:]
        for entry in entries {
            for (place, attachment) in entry.exhibits {
                exhibits[BundleFile.exhibit(entry.number, place, attachment)] = (entry, place, attachment)
            }
        }
        let sizes = files.values.map(\.count) + exhibits.values.map(\.attachment.byteCount)
        var tags = tags(payload: sizes)
        var hashes = files.mapValues { sha256($0) }
        for (name, exhibit) in exhibits { hashes[name] = exhibit.attachment.sha256 }
        let manifest = Array(Bag.manifest(hashes).utf8)
        var tagHashes = tags.mapValues { sha256($0) }
        tagHashes[BundleFile.manifest] = sha256(manifest)
        let tagManifest = Array(Bag.manifest(tagHashes).utf8)
        tags[BundleFile.manifest] = manifest
        tags[BundleFile.tagManifest] = tagManifest
        tags[BundleFile.note] = sign(
            Array(
                Bag.noteText(
                    origin: source.key.name, size: source.leafHashes.count, manifest: sha256(manifest),
                    tagManifest: sha256(tagManifest)
                ).utf8))
        files.merge(tags) { first, _ in first }

        var zip = ZipWriter(to: write)
        let names = Array(files.keys) + Array(exhibits.keys)
        for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            if let found = exhibits[name] {
                try zip.add(BundleFile.folder + name, try exhibit(found.entry, found.place, found.attachment))
            } else {
                try zip.add(BundleFile.folder + name, files[name] ?? [])
            }
        }
        try zip.finish()
    }

    private func payload() -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [
            BundleFile.statement: statement.bytes,
            BundleFile.entries: source.records.flatMap { $0.line + [UInt8(ascii: "\n")] },
            BundleFile.leafHashes: source.leafHashes.flatMap {
                Array(Hex.encode($0.bytes).utf8) + [UInt8(ascii: "\n")]
            },
            BundleFile.checkpoint: source.checkpointNote,
            BundleFile.pem: Array(Bag.pem(source.key).utf8),
            BundleFile.policy: Array(Bag.policy(source.key).utf8),
            BundleFile.csv: CSVReport.bytes(report),
            BundleFile.html: HTMLReport.bytes(report),
            BundleFile.json: JSONReport.bytes(report),
        ]
        for (size, note) in source.earlier where size < source.leafHashes.count {
            files[BundleFile.earlierCheckpoint(size: size)] = note
        }
        for (name, bytes) in source.schemas {
            files[BundleFile.schemaPrefix + name + BundleFile.schemaEnding] = bytes
        }
        return files
    }

    private func tags(payload sizes: [Int]) -> [String: [UInt8]] {
        [
            BundleFile.readMe: PackageResources.READ_ME_FIRST_txt,
            BundleFile.page: PackageResources.verify_html,
            BundleFile.script: PackageResources.verify_py,
            BundleFile.bagIt: Array(Bag.declaration.utf8),
            BundleFile.bagInfo: Array(Bag.info(made: statement.day, payload: sizes).utf8),
        ]
    }
}

extension BundleStatement {
    /// The day in UTC on which the bundle was made.
    var day: CivilDate { WallTime(instant: generated, offsetMinutes: 0).date }
}
