import Ledger
import Reports
import Rules

/// What is shown: leaves and what opens them, corrections, exhibits, the report, timestamps.
extension BundleReading {
    mutating func checkLeaves(_ answer: inout BundleAnswer) throws {
        var leafFaults = try readLeafHashes()
        var faults: [String] = []
        let genesis = key.flatMap { Hash32(Chain.genesis($0)) }
        var reader = ShownEntryReader()
        var last = -1
        let source = source
        let isWhole = try source.forEachLine(of: range(BundleFile.entries), limit: ShownRecord.lineLimit) { line in
            lineCount += 1
            guard let record = ShownRecord(line: line), let leaf = try? Leaf(bytes: record.leaf) else {
                leafFaults.append("line \(lineCount) of \(BundleFile.entries)")
                return
            }
            let number = leaf.number
            guard number > last else {
                leafFaults.append("entry \(number)")
                return
            }
            last = number
            let hash = record.leaf.withUnsafeBytes { Merkle.leafHash(of: $0) }
            if !leafHashes.indices.contains(number) || leafHashes[number] != hash {
                leafFaults.append("entry \(number)")
            }
            let before =
                number == 0 ? genesis : leafHashes.indices.contains(number - 1) ? leafHashes[number - 1] : nil
            if leaf.previous != before { broken.append(number) }
            do throws(OpenError) {
                try reader.take(record)
            } catch {
                faults.append("entry \(number)" + Self.part(error))
            }
        }
        let (entries, unreleased) = reader.finish()
        self.entries = entries
        faults += unreleased.map { "entry \($0): private" }
        if !isWhole { leafFaults.append(BundleFile.entries) }
        answer.add(
            .leaves, leafFaults, pass: "\(lineCount) leaves have the hashes listed in their places",
            fail: "leaves that are not those listed")
        answer.add(
            .disclosures, faults,
            pass: "everything shown is what its leaf commits to, and nothing of a private entry"
                + (entries.contains { $0.opened?.releasedBy != nil } ? " but of those released" : ""),
            fail: "parts that their leaves do not commit to, or that are not to be shown")
    }

    private static func part(_ error: OpenError) -> String {
        switch error {
        case .digest(_, let part), .malformed(let part): ": \(part)"
        case .classMismatch: ": private"
        case .noKey, .notAuthentic, .tooLong: ""
        }
    }

    private mutating func readLeafHashes() throws -> [String] {
        var hashes: [Hash32] = []
        var fault: Int?
        let range = range(BundleFile.leafHashes)
        hashes.reserveCapacity(range.count / 65)
        let isWhole = try source.forEachLine(of: range, limit: 64) { line in
            guard fault == nil else { return }
            if let hash = Hex.decode(line).flatMap({ Hash32($0) }) {
                hashes.append(hash)
            } else {
                fault = hashes.count + 1
            }
        }
        leafHashes = hashes
        if let fault { return ["line \(fault) of \(BundleFile.leafHashes)"] }
        return isWhole ? [] : [BundleFile.leafHashes]
    }

    func checkChain(_ answer: inout BundleAnswer) {
        answer.add(
            .chain, broken.map { "entry \($0)" },
            pass: "\(lineCount) leaves name the hash of the one before them",
            fail: "leaves that do not name the hash of the one before them")
    }

    func checkCorrections(_ answer: inout BundleAnswer) {
        let shown = Set(entries.filter { $0.opened != nil }.map(\.number))
        var faults: [String] = []
        for entry in entries {
            guard let corrected = entry.heading?.corrects else { continue }
            if shown.contains(corrected) != shown.contains(entry.number) {
                faults.append("entry \(entry.number), which corrects entry \(corrected)")
            }
        }
        let unknown = (checkpoint?.head.size ?? 0) - entries.count { $0.heading != nil }
        if faults.isEmpty, unknown > 0 {
            answer.skip(
                .corrections, "the headings of \(unknown) entries are withheld; one might correct a shown entry")
            return
        }
        answer.add(
            .corrections, faults, pass: "nothing withheld corrects a shown entry",
            fail: "a correction is shown without what it corrects, or withheld from it")
    }

    func checkExhibits(_ answer: inout BundleAnswer) {
        var expected: Set<String> = []
        var faults: [String] = []
        for entry in entries {
            for (place, attachment) in entry.exhibits {
                let name = BundleFile.exhibit(entry.number, place, attachment)
                expected.insert(name)
                if files[name]?.range.count != attachment.byteCount || files[name]?.sha256 != attachment.sha256 {
                    faults.append(name)
                }
            }
        }
        faults += files.keys.filter { $0.hasPrefix(BundleFile.exhibitPrefix) && !expected.contains($0) }.sorted()
        answer.add(
            .exhibits, faults, pass: "\(expected.count) attached files are those that the entries describe",
            fail: "attached files that are not those that the entries describe")
    }

    func checkReport(_ answer: inout BundleAnswer) throws {
        guard let statement, let checkpoint else {
            answer.add(.report, [BundleFile.statement], pass: "", fail: "the statement cannot be read")
            return
        }
        let making = BundleReport(entries, checkpoint: checkpoint, note: try note(BundleFile.checkpoint))
        var faults: [String] = []
        if making.withheldParts != statement.withheld.map(\.withoutReason) { faults.append("parts withheld") }
        let open = statement.stated.map(\.id) + statement.notMade
        if !making.isMoreWithheld, !open.isEmpty { faults += open.map { "finding \($0)" } }
        guard statement.edition == Report.edition else {
            if faults.isEmpty {
                answer.skip(
                    .report, "the report has edition \(statement.edition), and this program makes \(Report.edition)")
            } else {
                answer.add(.report, faults, pass: "", fail: "the statement is not about these entries")
            }
            return
        }
        do {
            faults += try differences(making.report(statement))
        } catch is RuleBookError {
            faults.append("a rule book among the entries cannot be read")
        }
        answer.add(
            .report, faults,
            pass: "every file of the report says what the shown entries and the rules say"
                + (statement.hasCode && QRCode([0]) == nil ? "; its QR code was not read" : "")
                + (files[BundleFile.pdf] == nil ? "" : "; not made again here: \(BundleFile.pdf)")
                + (open.isEmpty
                    ? ""
                    : "; \(open.count) findings rest on what is withheld or on a calendar file, and are not re-derivable"),
            fail: "the report says something else than the shown entries")
    }

    /// Where the report's files say something else than `report`.
    private func differences(_ report: Report) throws -> [String] {
        var faults: [String] = []
        let parts = try parts(of: report)
        for (name, write) in ReportRendering.all {
            var comparison = SameBytes(source, range(name))
            try write(report, parts) { try comparison.write($0) }
            if comparison.isSame { continue }
            faults +=
                name == BundleFile.json
                ? ReportDifference.places(try source.bytes(range(name))[...], JSONReport.bytes(report)) : [name]
        }
        return faults
    }

    /// What report.html shows beside the report. A build that makes no QR codes takes the page's own.
    private func parts(of report: Report) throws -> LayoutParts {
        var names: [String: String] = [:]
        for entry in entries {
            for (place, attachment) in entry.exhibits {
                names[Hex.encode(attachment.sha256)] = BundleFile.exhibit(entry.number, place, attachment)
            }
        }
        var parts = LayoutParts(reading: { line in
            names[line.sha256].flatMap { try? self.bytes($0, limit: PictureFile.Limits.byteCount) }
        })
        guard statement?.hasCode == true else { return parts }
        parts.code = LayoutParts.code(of: report)
        if parts.code == nil {
            let page = range(BundleFile.html)
            parts.code = Reports.QRCode(
                drawnIn: try source.bytes(page.prefix(1 << 20)), label: report.codeLabel)
        }
        return parts
    }

    /// Each anchor among the shown entries: is its checkpoint this log's, and what does the stamp show?
    func checkTimestamps(_ answer: inout BundleAnswer) throws {
        var faults: [String] = []
        var held: [String] = []
        var open: [String] = []
        for entry in entries {
            guard case .anchor(let anchor)? = entry.opened?.event.details else { continue }
            let name = "entry \(entry.number)"
            guard let size = sizeOfThisLog(Array(anchor.note.utf8)) else {
                faults.append("\(name): its checkpoint is not this log's")
                continue
            }
            let stamps = try entry.exhibits.map { place, attachment in
                try bytes(BundleFile.exhibit(entry.number, place, attachment), limit: BundleFile.stampByteLimit)
            }
            let check = AnchorCheck(anchor, files: stamps)
            switch check.state {
            case .holds:
                held.append("the first \(size) entries existed by \(anchor.time?.text ?? "then"), \(check.detail)")
            case .fails: faults.append("\(name): \(check.detail)")
            case .pending, .notChecked: open.append("\(name): \(check.detail)")
            }
        }
        let said = (held + open).joined(separator: "; ")
        if faults.isEmpty, held.isEmpty {
            answer.skip(.timestamps, open.isEmpty ? "there is no outside timestamp in this bundle" : said)
        } else {
            answer.add(.timestamps, faults, pass: said, fail: "timestamps that do not hold")
        }
    }

    /// The size in a checkpoint note if the key signed it and the leaf hashes have its root.
    private func sizeOfThisLog(_ note: [UInt8]) -> Int? {
        guard let key, let head = try? Checkpoint.open(note: note, key: key).head, head.size <= leafHashes.count else {
            return nil
        }
        return self.head(at: head.size) == head ? head.size : nil
    }
}

/// The files of a report that a reader makes again.
enum ReportRendering {
    typealias Sink = ([UInt8]) throws -> Void

    static var all: [(name: String, write: (Report, LayoutParts, Sink) throws -> Void)] {
        [
            (BundleFile.csv, { report, _, sink in try CSVReport.write(report, to: sink) }),
            (BundleFile.html, { try HTMLReport.write($0, $1, to: $2) }),
            (BundleFile.json, { report, _, sink in try JSONReport.write(report, to: sink) }),
        ]
    }
}

/// Makes shown entries of records that come in order of number; a private one waits for its release.
struct ShownEntryReader {
    private var entries: [ShownEntry] = []
    /// What is open of private entries, and where in `entries` it belongs.
    private var waiting: [(index: Int, number: Int, record: ShownRecord)] = []
    private var releases: [Int: Int] = [:]

    mutating func take(_ record: ShownRecord) throws(OpenError) {
        let entry: ShownEntry
        do throws(OpenError) {
            entry = try ShownEntry(record)
        } catch {
            guard case .classMismatch(let number) = error else { throw error }
            waiting.append((entries.count, number, record))
            return
        }
        if case .release(let release)? = entry.opened?.event.details, release.entry < entry.number,
            releases[release.entry] == nil
        {
            releases[release.entry] = entry.number
        }
        entries.append(entry)
    }

    /// The entries in order of number, and the numbers of private ones that are open without a release.
    mutating func finish() -> (entries: [ShownEntry], unreleased: [Int]) {
        var unreleased: [Int] = []
        for (index, number, record) in waiting.reversed() {
            if let release = releases[number], let entry = try? ShownEntry(record, releasedBy: release) {
                entries.insert(entry, at: index)
            } else {
                unreleased.append(number)
            }
        }
        waiting = []
        return (entries, unreleased.reversed())
    }
}

extension WithheldPart {
    package var withoutReason: WithheldPart { WithheldPart(entry: entry, part: part, attachment: attachment) }

    /// `entry 12: words`.
    package var line: String { "entry \(entry): \(name)" }
}
