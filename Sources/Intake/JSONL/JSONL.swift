import Foundation
import Ledger

/// Reads drafts, one JSON object a line: the open door for other tools (`Schemas/draft.schema.json`).
///
/// All or nothing: the file is read once to find every bad line, and again to hand the drafts out.
package struct JSONL: Importer {
    package static let name = "jsonl"
    package var name: String { Self.name }
    package let summary = "JSON Lines, one draft a line: the open door for other tools"

    package init() {}

    /// Bad lines that an error lists.
    private static let listedFaults = 20

    /// - Throws: `ImportError.badLines` if any line cannot become an entry; nothing was handed out then.
    package func read(
        _ file: SourceFile, context: ImportContext, each: (ImportedItem) throws -> Void
    ) throws -> ImportReading {
        guard file.byteCount > 0 else { throw ImportError.empty }
        let folder = file.path.map { URL(fileURLWithPath: $0).deletingLastPathComponent().path }
        var reading = ImportReading()
        var faults: [LineFault] = []
        var faultCount = 0
        try forEachLine(of: file, context: context, folder: folder, hashing: false) { line, result in
            guard case .failure(let fault) = result else { return }
            faultCount += 1
            if faults.count < Self.listedFaults { faults.append(LineFault(line: line, fault: fault)) }
        }
        guard faultCount == 0 else { throw ImportError.badLines(faults, count: faultCount) }
        try forEachLine(of: file, context: context, folder: folder, hashing: true) { line, result in
            switch result {
            case .success(let contact):
                reading.found += 1
                try each(.contact(contact))
            case .failure(let fault):  // an attachment went since the first time
                throw ImportError.badLines([LineFault(line: line, fault: fault)], count: 1)
            }
        }
        return reading
    }

    private func forEachLine(
        of file: SourceFile, context: ImportContext, folder: String?, hashing: Bool,
        _ body: (Int, Result<ImportedContact, DraftFault>) throws -> Void
    ) throws {
        let reader = DraftReader(context: context)
        var ids: Set<String> = []
        try SourceLines.forEach(in: file) { line in
            context.progress(hashing ? line.offset : 0)
            guard !line.isBlank else { return }
            let result = Result<ImportedContact, DraftFault> { () throws(DraftFault) in
                let draft = try reader.line(try Self.value(line))
                try Self.check(draft, against: &ids)
                return try contact(draft, line, file: file, folder: folder, hashing: hashing)
            }
            try body(line.number, result)
        }
    }

    private static func value(_ line: SourceLines.Line) throws(DraftFault) -> JSONValue {
        guard let bytes = line.bytes else {
            throw DraftFault(key: "", problem: .lineTooLong(limit: SourceLines.longest))
        }
        do throws(JSONError) {
            return try JSONText.read(bytes)
        } catch {
            throw DraftFault(key: "", problem: DraftFault.Problem(error))
        }
    }

    private static func check(_ line: DraftReader.Line, against ids: inout Set<String>) throws(DraftFault) {
        if let id = line.replyToID, !ids.contains(id) { throw DraftFault(key: "replyTo", problem: .unknownID) }
        if let id = line.correctsID, !ids.contains(id) { throw DraftFault(key: "corrects", problem: .unknownID) }
        if let id = line.id, !ids.insert(id).inserted { throw DraftFault(key: "id", problem: .duplicateID) }
    }

    private func contact(
        _ line: DraftReader.Line, _ source: SourceLines.Line, file: SourceFile, folder: String?, hashing: Bool
    ) throws(DraftFault) -> ImportedContact {
        var draft = line.draft
        var sources: [AttachmentSource] = []
        for attachment in line.attachments {
            let (attachment, source) = try attachment.open(in: folder, hashing: hashing)
            draft.attachments.append(attachment)
            sources.append(source)
        }
        let bytes = source.bytes ?? []
        draft.event.locator = Locator(
            format: name, fileSHA256: file.sha256, byteOffset: source.offset, byteCount: bytes.count,
            rawSHA256: sha256(bytes))
        return ImportedContact(
            draft: draft, attachmentSources: sources, fingerprint: Fingerprint.of(draft), id: line.id,
            replyToID: line.replyToID, correctsID: line.correctsID, line: source.number)
    }
}

extension DraftFault.Problem {
    init(_ error: JSONError) {
        switch error {
        case .notUTF8(let offset): self = .notUTF8(byte: offset)
        case .duplicateKey(let offset): self = .duplicateKey(byte: offset)
        case .notAnInteger(let offset), .integerTooLarge(let offset): self = .notAnInteger(byte: offset)
        case .truncated(let offset), .unexpectedByte(let offset), .trailingBytes(let offset),
            .loneSurrogate(let offset), .notCanonical(let offset), .tooDeep(let offset), .tooManyValues(let offset):
            self = .notJSON(byte: offset)
        case .tooLong(let byteCount): self = .lineTooLong(limit: byteCount)
        }
    }
}
