import Ledger
import Reports
import Rules

/// Everything that a bundle is made from. Private entries have no way in: a `ShownRecord` of one has
/// its heading alone, unless a release opened it.
package struct BundleSource {
    package typealias Records = (_ body: (ShownRecord) throws -> Void) throws -> Void

    package var key: VerifierKey
    /// The log's newest checkpoint, as signed.
    package var checkpointNote: [UInt8]
    /// Earlier checkpoints that went out or were anchored, by size.
    package var earlier: [Int: [UInt8]] = [:]
    /// Of every record, in order.
    package var leafHashes: [Hash32]
    /// Hands out what is shown of each record, in order of number. Asked for again and again, and must be the same
    /// each time: held in memory, the records of a long log would not fit.
    package var records: Records
    /// Why parts are withheld, in the words of the person who withholds them.
    package var withholdingReason: String?
    /// What was asked for; the writer fills in the parts withheld and the findings.
    package var statement: BundleStatement
    /// What the rules say about the whole log.
    package var findings: [ReportFinding]
    /// By name, without ending.
    package var schemas: [String: [UInt8]] = [:]
    /// Makes report.pdf, in pieces; nil in a build that cannot.
    package var pdf: ((Report, LayoutParts) -> [[UInt8]])?

    package init(
        key: VerifierKey, checkpointNote: [UInt8], leafHashes: [Hash32], statement: BundleStatement,
        findings: [ReportFinding], records: @escaping Records
    ) {
        self.key = key
        self.checkpointNote = checkpointNote
        self.leafHashes = leafHashes
        self.records = records
        self.statement = statement
        self.findings = findings
    }
}

/// Writes a bundle, in memory that does not grow with what is withheld. Bundle.md.
package struct BundleWriter {
    package let statement: BundleStatement
    package let entries: [ShownEntry]
    private let source: BundleSource
    private let making: BundleReport

    /// Works out what in the report is not re-derivable; nothing is written yet.
    ///
    /// - Throws: `OpenError` for a record that is not what its leaf says, `CheckpointError`, `RuleBookError`, and what
    ///   `source.records` throws.
    package init(_ source: BundleSource) throws {
        self.source = source
        var reader = ShownEntryReader()
        try source.records { try reader.take($0) }
        let (entries, unreleased) = reader.finish()
        if let number = unreleased.first { throw OpenError.classMismatch(number: number) }
        self.entries = entries
        making = BundleReport(
            entries, checkpoint: try Checkpoint.open(note: source.checkpointNote, key: source.key),
            note: source.checkpointNote)
        var statement = source.statement
        statement.hasCode = QRCode(source.checkpointNote) != nil
        statement.withheld = making.withheldParts.map {
            WithheldPart(
                entry: $0.entry, part: $0.part, attachment: $0.attachment, reason: source.withholdingReason)
        }
        let derived = making.told(try making.derived(statement))
        let whole = making.told(source.findings)
        let derivedByID = Dictionary(derived.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let wholeIDs = Set(whole.map(\.id))
        statement.stated = whole.filter { derivedByID[$0.id] != $0 }
        statement.notMade = derived.map(\.id).filter { !wholeIDs.contains($0) }
        self.statement = statement
    }

    /// The report that goes out with the bundle.
    package func report() throws -> Report { try making.report(statement) }

    /// Hands the bytes of one attached file to a sink, in pieces.
    package typealias Exhibit = (Attachment, _ sink: ([UInt8]) throws -> Void) throws -> Void

    /// Hands the file's bytes to `write`, piece by piece.
    ///
    /// - Parameters:
    ///   - exhibit: Asked for twice: a checksum stands in front of a file's bytes.
    ///   - sign: The signed note over a text.
    package func write(
        exhibit: @escaping Exhibit, sign: ([UInt8]) -> [UInt8], to write: @escaping ([UInt8]) throws -> Void
    ) throws {
        var files = try payload(exhibit)
        let tags = try tags(payload: files.values.map(\.sums.byteCount))
        let manifest = Array(Bag.manifest(files.mapValues(\.sums.sha256)).utf8)
        files.merge(tags) { first, _ in first }
        files[BundleFile.manifest] = try BundlePart(manifest)
        var tagHashes = tags.mapValues(\.sums.sha256)
        tagHashes[BundleFile.manifest] = sha256(manifest)
        let tagManifest = Array(Bag.manifest(tagHashes).utf8)
        files[BundleFile.tagManifest] = try BundlePart(tagManifest)
        let note = Bag.noteText(
            origin: source.key.name, size: source.leafHashes.count, manifest: sha256(manifest),
            tagManifest: sha256(tagManifest))
        files[BundleFile.note] = try BundlePart(sign(Array(note.utf8)))

        var zip = ZipWriter(to: write)
        for (name, part) in files.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            try zip.add(
                BundleFile.folder + name, byteCount: part.sums.byteCount, crc: part.sums.crc, part.produce)
        }
        try zip.finish()
    }

    private func payload(_ exhibit: @escaping Exhibit) throws -> [String: BundlePart] {
        var files = [
            BundleFile.statement: try BundlePart(statement.bytes), BundleFile.entries: try BundlePart(writeEntries),
            BundleFile.leafHashes: try BundlePart(writeLeafHashes),
            BundleFile.checkpoint: try BundlePart(source.checkpointNote),
            BundleFile.pem: try BundlePart(Array(Bag.pem(source.key).utf8)),
            BundleFile.policy: try BundlePart(Array(Bag.policy(source.key).utf8)),
        ]
        let report = try report()
        let parts = parts(of: report, exhibit)
        for (name, write) in ReportRendering.all { files[name] = try BundlePart { try write(report, parts, $0) } }
        if let pdf = source.pdf { files[BundleFile.pdf] = try BundlePart(pieces: pdf(report, parts)) }
        for (size, note) in source.earlier where size < source.leafHashes.count {
            files[BundleFile.earlierCheckpoint(size: size)] = try BundlePart(note)
        }
        for (name, bytes) in source.schemas {
            files[BundleFile.schemaPrefix + name + BundleFile.schemaEnding] = try BundlePart(bytes)
        }
        for entry in entries {
            for (place, attachment) in entry.exhibits {
                files[BundleFile.exhibit(entry.number, place, attachment)] = try BundlePart {
                    try exhibit(attachment, $0)
                }
            }
        }
        return files
    }

    private func parts(of report: Report, _ exhibit: @escaping Exhibit) -> LayoutParts {
        var attachments: [String: Attachment] = [:]
        for (_, attachment) in entries.flatMap(\.exhibits) { attachments[Hex.encode(attachment.sha256)] = attachment }
        // One that is damaged fails when it is written itself.
        var parts = LayoutParts(reading: { line in
            attachments[line.sha256].flatMap { attachment in
                var bytes: [UInt8] = []
                return (try? exhibit(attachment) { bytes += $0 }).map { bytes }
            }
        })
        if statement.hasCode { parts.code = LayoutParts.code(of: report) }
        return parts
    }

    private func writeEntries(_ sink: ([UInt8]) throws -> Void) throws {
        var lines: [UInt8] = []
        try source.records { record in
            record.appendLine(to: &lines)
            lines.append(UInt8(ascii: "\n"))
            guard lines.count > Self.pieceByteCount else { return }
            try sink(lines)
            lines.removeAll(keepingCapacity: true)
        }
        try sink(lines)
    }

    private func writeLeafHashes(_ sink: ([UInt8]) throws -> Void) throws {
        for start in stride(from: 0, to: source.leafHashes.count, by: 1024) {
            let hashes = source.leafHashes[start..<min(start + 1024, source.leafHashes.count)]
            try sink(hashes.flatMap { Array(Hex.encode($0.bytes).utf8) + [UInt8(ascii: "\n")] })
        }
    }

    private static let pieceByteCount = 1 << 16

    private func tags(payload sizes: [Int]) throws -> [String: BundlePart] {
        [
            BundleFile.readMe: try BundlePart(PackageResources.READ_ME_FIRST_txt),
            BundleFile.page: try BundlePart(PackageResources.verify_html),
            BundleFile.script: try BundlePart(PackageResources.verify_py),
            BundleFile.bagIt: try BundlePart(Array(Bag.declaration.utf8)),
            BundleFile.bagInfo: try BundlePart(Array(Bag.info(made: statement.day, payload: sizes).utf8)),
        ]
    }
}

/// A file to be put into a bundle: made once for its length and hashes, which stand before it, and once to be written.
private struct BundlePart {
    typealias Producer = (_ sink: ([UInt8]) throws -> Void) throws -> Void

    let produce: Producer
    let sums: Checksums

    init(_ produce: @escaping Producer) throws {
        var sums = Checksums()
        try produce { sums.update($0) }
        (self.produce, self.sums) = (produce, sums)
    }

    init(_ bytes: [UInt8]) throws { try self.init(pieces: [bytes]) }

    init(pieces: [[UInt8]]) throws { try self.init { sink in for piece in pieces { try sink(piece) } } }
}

extension BundleStatement {
    /// The day in UTC on which the bundle was made.
    var day: CivilDate { WallTime(instant: generated, offsetMinutes: 0).date }
}
