import Evidence
import Foundation
import Ledger
import Reports
import Rules

/// What `report` is asked for.
package struct ReportRequest {
    package var folder: String
    package var from: CivilDate?
    package var to: CivilDate?
    package var title: String?
    package var reference: String?
    package var choices = ReportChoices()
    package var replaces = false
    /// Writes report.pdf; nil in a build that has no such part.
    package var pages: PagesWriter?

    package init(folder: String) { self.folder = folder }
}

/// Writes a report's layout as a PDF.
package struct PagesWriter: Sendable {
    /// Hands over bytes in pieces, all before it returns.
    package typealias Bytes = (_ sink: ([UInt8]) -> Void) -> Void

    /// The file in pieces.
    ///
    /// - Parameter json: report.json, which is attached to it.
    let pieces: @Sendable (_ layout: Layout, _ json: Bytes) -> [[UInt8]]
    /// Those of the scalars for which no typeface at hand has a glyph.
    let missing: @Sendable (_ scalars: Set<Unicode.Scalar>, _ language: String) -> [Unicode.Scalar]

    package init(
        pieces: @escaping @Sendable (_ layout: Layout, _ json: Bytes) -> [[UInt8]],
        missing: @escaping @Sendable (_ scalars: Set<Unicode.Scalar>, _ language: String) -> [Unicode.Scalar]
    ) {
        self.pieces = pieces
        self.missing = missing
    }

    /// report.pdf, with report.json in it.
    func pdf(of report: Report, _ parts: LayoutParts) -> [[UInt8]] {
        pieces(layout(of: report, parts)) { JSONReport.write(report, to: $0) }
    }

    /// The layout that names the characters for which there is no glyph.
    fileprivate func layout(of report: Report, _ parts: LayoutParts) -> Layout {
        let layout = Layout(report, parts)
        var parts = parts
        parts.missingGlyphs = missing(layout.scalars(), layout.language)
        return parts.missingGlyphs.isEmpty ? layout : Layout(report, parts)
    }
}

/// One file of a report, in memory.
package struct ReportFile {
    package let name: String
    let pieces: [[UInt8]]

    static func all(_ report: Report, _ parts: LayoutParts, _ pages: PagesWriter?) -> [ReportFile] {
        let layout = pages?.layout(of: report, parts) ?? Layout(report, parts)
        let json = JSONReport.bytes(report)
        let pdf = pages.map { [ReportFile(name: "report.pdf", pieces: $0.pieces(layout) { $0(json) })] } ?? []
        return [ReportFile(name: "report.html", pieces: [HTMLReport.bytes(layout)])] + pdf + [
            ReportFile(name: "report.json", pieces: [json]),
            ReportFile(name: "contacts.csv", pieces: [CSVReport.bytes(report)]),
        ]
    }
}

/// Report → files: the last steps of the read flow.
extension Book {
    /// The report's document value for what `request` asks.
    package func report(_ request: ReportRequest, review: Review) throws -> Report {
        try review.refuseFaults()
        let input = try review.reportInput(request, checkpoint: locked.checkpointNote(), environment: environment)
        let report = Report(input)
        try Self.refuseUnknown(report.schedule)
        return report
    }

    static func refuseUnknown(_ schedule: Report.Schedule) throws {
        guard schedule.unknown.isEmpty else {
            throw CaseError.usage(
                "Not a finding of this report: \(schedule.unknown.joined(separator: ", ")). Name findings for the "
                    + "schedule as F3, by the numbers in this very report, or by their ids. Nothing was written.")
        }
    }

    /// What the report's files show beside it: attached files, and the checkpoint to be scanned.
    func layoutParts(_ report: Report) -> LayoutParts {
        var known: [String: Attachment] = [:]
        for line in report.exhibits.map(\.file) {
            guard let digest = Hex.decode(line.sha256) else { continue }
            known[line.sha256] = Attachment(
                name: line.name, mediaType: line.mediaType, byteCount: line.byteCount, sha256: digest)
        }
        // One that is damaged is named as not shown.
        var parts = LayoutParts(reading: { line in known[line.sha256].flatMap { try? self.wholeFile($0) } })
        parts.code = LayoutParts.code(of: report)
        return parts
    }

    /// Writes the report's files into the folder, all or none, and notes the export as a private entry.
    /// Returns the paths.
    package func writeReport(_ report: Report, _ request: ReportRequest) throws -> [String] {
        let files = ReportFile.all(report, layoutParts(report), request.pages)
        let folder = request.folder
        try Self.checkFolder(folder, names: files.map { $0.name }, replaces: request.replaces)
        var written: [String] = []
        let isNewFolder = !FileManager.default.fileExists(atPath: folder)
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            var hashes: [String: [UInt8]] = [:]
            for file in files {
                let path = folder + "/" + file.name
                let partial = path + ".partial"
                hashes[file.name] = try Self.write(file.pieces, to: partial)
                written.append(partial)
            }
            var event = Event(.export)
            event.details = .export(
                Export(
                    what: "report", shown: report.cover.shown.count, withheld: report.cover.withheld.count,
                    files: hashes))
            _ = try record(Draft(heading: Heading(.private), event: event))
            return try files.map { file in
                let path = folder + "/" + file.name
                guard rename(path + ".partial", path) == 0 else {
                    throw CaseError.failed("The report could not be put in place (system error \(errno)).")
                }
                return path
            }
        } catch {
            for path in written { unlink(path) }
            if isNewFolder { rmdir(folder) }
            if let error = error as? CaseError { throw error }
            throw CaseError.failed(
                "The report could not be written there. Nothing was left behind. Check the folder and the room on its disk."
            )
        }
    }

    private static func checkFolder(_ folder: String, names: [String], replaces: Bool) throws {
        guard !replaces else { return }
        for name in names where FileManager.default.fileExists(atPath: folder + "/" + name) {
            throw CaseError.usage(
                "There is already a \(name) in that folder. Nothing was written. Name another folder, or add --replace."
            )
        }
    }

    /// Replaces what an interrupted report may have left. Returns the file's SHA-256.
    private static func write(_ pieces: [[UInt8]], to path: String) throws -> [UInt8] {
        unlink(path)
        var hash = SHA256Stream()
        try PrivateFile.create(
            at: path, orThrow: CaseError.failed("The report could not be written (system error \(errno)).")
        ) { handle in
            for piece in pieces {
                hash.update(piece)
                try handle.write(contentsOf: piece)
            }
        }
        return hash.finish()
    }
}

extension LockedBook {
    /// The newest signed checkpoint note.
    package func checkpointNote() throws -> [UInt8] { try store.read { try $0.head() }.note }
}

extension Review {
    fileprivate func reportInput(
        _ request: ReportRequest, checkpoint: [UInt8], environment: Environment
    ) throws -> ReportInput {
        var input = ReportInput(
            generated: environment.recordingTime, program: environment.program, zone: homeZone,
            head: ReportHead(
                size: head.head.size, root: Hex.encode(head.head.root), number: HeadNumber.of(head.text).text,
                checkpoint: String(decoding: checkpoint, as: UTF8.self)))
        let period = Period(from: request.from, until: request.to)
        let opened = tellable
        let selection = Selection(
            opened: opened, privateNumbers: privates.map(\.number).filter { released[$0] == nil }, period: period)
        if let title = request.title { input.title = title }
        input.reference = request.reference
        input.choices = request.choices
        input.period = period
        input.people = people.all
        input.entries = selection.shown
        input.opened = opened
        input.leftOut = selection.leftOut
        input.rules = try adoptedBooks().flatMap { ReportRule.rules(of: $0) }
        let judged = facts.judge(by: try adoptedBooks(), from: request.from, until: request.to)
        input.findings = judged.findings.map { ReportFinding($0) }
        input.patterns = judged.patterns.map { ReportPattern($0) }
        return input
    }
}
