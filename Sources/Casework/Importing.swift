import Intake
import Ledger

/// What `import` is asked to do.
package struct ImportRequest {
    package var format: String
    package var path: String
    /// Keep only the source file's SHA-256, not the file.
    package var keepsSourceHashOnly = false
    /// Say what would happen and record nothing.
    package var isDryRun = false
    package var allowsFuture = false

    package init(format: String, path: String) {
        self.format = format
        self.path = path
    }
}

/// How an import went.
package struct ImportAnswer {
    package let account: ImportAccount
    package let leftOut: [LeftOut]
    package let warnings: [ImportWarning]
    package let damage: FileDamage?
    /// The entry that tells of the import; nil for a dry run, or if there was nothing new in a file that
    /// was imported before.
    package var entry: Int?
    package let isDryRun: Bool

    static func counts(_ account: ImportAccount) -> JSONValue {
        var fields: [String: JSONValue] = [
            "format": .string(account.format), "sha256": .string(Hex.encode(account.fileSHA256)),
            "fileByteCount": .integer(account.fileByteCount), "found": .integer(account.found),
            "taken": .integer(account.taken), "alreadyThere": .integer(account.alreadyThere),
            "leftOutCount": .integer(account.leftOut), "truncated": .bool(account.truncated),
            "notUnderstoodBytes": .integer(account.notUnderstoodBytes), "sourceKept": .bool(account.sourceKept),
        ]
        fields["declared"] = account.declared.map(JSONValue.integer) ?? .null
        return .object(fields)
    }

    package var value: JSONValue {
        guard case .object(var fields) = Self.counts(account) else { return .null }
        fields["schema"] = "daybook.import/1"
        fields["leftOut"] = .array(
            leftOut.map {
                [
                    "address": .string($0.address), "count": .integer($0.count),
                    "reason": .string($0.reason.rawValue),
                ]
            })
        fields["entry"] = entry.map(JSONValue.integer) ?? .null
        fields["dryRun"] = .bool(isDryRun)
        fields["warnings"] = .array(warnings.map { .string($0.sentence) })
        return .object(fields)
    }
}

extension Book {
    /// Imports a file in one transaction: the contacts that are new, the source file sealed as a private
    /// entry, and an entry that tells how it went. If anything fails nothing is saved.
    package func importFile(
        _ request: ImportRequest, with importer: any Importer, review: Review,
        progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) throws -> ImportAnswer {
        do {
            let file = try SourceFile(path: request.path)
            let byteCount = file.byteCount
            func basis(_ review: Review) throws -> (context: ImportContext, known: KnownImports) {
                try review.refuseFaults()
                let context = ImportContext(
                    people: review.people.all, homeZone: review.homeZone, now: environment.now(),
                    entryCount: review.head.head.size, allowsFuture: request.allowsFuture,
                    progress: { progress($0, byteCount) })
                return (context, review.knownImports(file.sha256))
            }
            if request.isDryRun {
                var (context, known) = try basis(review)
                var taken = 0
                var alreadyThere = 0
                let reading = try importer.read(file, context: context) { item in
                    guard case .contact(let contact) = item else { return }
                    if known.take(contact.fingerprint) != nil { alreadyThere += 1 } else { taken += 1 }
                }
                return answer(request, file, reading, taken: taken, alreadyThere: alreadyThere, sourceKept: false)
            }
            return try take(request, file, importer: importer, review: review, basis: basis)
        } catch let error as ImportError {
            throw CaseError.usage("Nothing was imported. " + error.description)
        }
    }

    /// What others recorded after `review` is read in the transaction, in which nobody else writes: an import that
    /// had to begin again would never be done beside a program that writes without pause.
    private func take(
        _ request: ImportRequest, _ file: SourceFile, importer: any Importer, review: Review,
        basis: (Review) throws -> (context: ImportContext, known: KnownImports)
    ) throws -> ImportAnswer {
        struct NothingNew: Error { var answer: ImportAnswer }
        do {
            return try append { recorder in
                let isCurrent = recorder.nextNumber == review.head.head.size
                var (context, known) = try basis(
                    isCurrent ? review : self.review(in: recorder.writer.stored, after: review))
                let keepsSource = !request.keepsSourceHashOnly && !known.hasSource
                if keepsSource { _ = try recorder.record(Self.source(request, file)) }
                var numbers: [String: Int] = [:]
                var taken = 0
                var alreadyThere = 0
                let reading = try importer.read(file, context: context) { item in
                    guard case .contact(let contact) = item else { return }
                    if let number = known.take(contact.fingerprint) {
                        if let id = contact.id { numbers[id] = number }
                        alreadyThere += 1
                        return
                    }
                    let number = try recorder.record(Self.recordable(contact, numbers))
                    if let id = contact.id { numbers[id] = number }
                    taken += 1
                }
                var answer = answer(
                    request, file, reading, taken: taken, alreadyThere: alreadyThere,
                    sourceKept: keepsSource || known.hasSource)
                if taken == 0, known.wasImported { throw NothingNew(answer: answer) }
                var event = Event(.import)
                event.details = .import(answer.account)
                answer.entry = try recorder.record(Recordable(Draft(event: event)))
                return answer
            }
        } catch let nothing as NothingNew {
            return nothing.answer
        }
    }

    private func answer(
        _ request: ImportRequest, _ file: SourceFile, _ reading: ImportReading, taken: Int, alreadyThere: Int,
        sourceKept: Bool
    ) -> ImportAnswer {
        ImportAnswer(
            account: ImportAccount(
                format: request.format, fileSHA256: file.sha256, fileByteCount: file.byteCount,
                declared: reading.declared, found: reading.found, taken: taken, alreadyThere: alreadyThere,
                leftOut: reading.leftOut.reduce(0) { $0 + $1.count }, truncated: reading.truncated,
                notUnderstoodBytes: reading.notUnderstoodBytes, sourceKept: sourceKept),
            leftOut: reading.leftOut, warnings: reading.warnings, damage: reading.damage,
            isDryRun: request.isDryRun)
    }

    private static func recordable(_ contact: ImportedContact, _ numbers: [String: Int]) throws -> Recordable {
        var draft = contact.draft
        func number(_ id: String) throws -> Int {
            guard let number = numbers[id] else {
                throw CaseError.usage(
                    "Line \(contact.line) refers to an id that no line before it has. Nothing was imported.")
            }
            return number
        }
        if let id = contact.replyToID { draft.event.replyTo = try number(id) }
        if let id = contact.correctsID { draft.heading.corrects = try number(id) }
        return Recordable(draft, sources: contact.attachmentSources)
    }

    /// The whole source file, in a private entry: a phone's backup holds more than the contact.
    private static func source(_ request: ImportRequest, _ file: SourceFile) -> Recordable {
        let name = request.path.split(separator: "/").last.map(String.init) ?? "source"
        let attachment = Attachment(
            name: People.isPlain(name) ? name : "source", mediaType: MediaType.of(fileName: name),
            byteCount: file.byteCount, sha256: file.sha256, obtained: "source file of an import")
        return Recordable(
            Draft(heading: Heading(.private), event: Event(.source), attachments: [attachment]),
            sources: [.range(file, 0..<file.byteCount)])
    }
}

/// What earlier imports brought, as a multiset of fingerprints.
struct KnownImports {
    /// Numbers of entries that no sighting stands for yet, the latest first.
    private var entries: [[UInt8]: [Int]] = [:]
    /// This very file was imported before.
    fileprivate(set) var wasImported = false
    /// This very file is kept.
    fileprivate(set) var hasSource = false

    /// - Parameter imported: Number and fingerprint of each entry, in order of number.
    fileprivate init(_ imported: [(number: Int, fingerprint: [UInt8])]) {
        for (number, fingerprint) in imported.reversed() { entries[fingerprint, default: []].append(number) }
    }

    /// The number of an entry for this fingerprint that no other sighting stands for; nil if there is none.
    mutating func take(_ fingerprint: [UInt8]) -> Int? { entries[fingerprint]?.popLast() }
}

extension Review {
    /// Amended and retracted entries count as they were imported: what was taken once is not taken again.
    fileprivate func knownImports(_ file: [UInt8]) -> KnownImports {
        let imported = evidence.filter { $0.event.locator != nil }
        var known = KnownImports(imported.map { ($0.number, Fingerprint.of($0.entry.draft)) })
        known.wasImported = evidence.contains { entry in
            guard case .import(let account)? = entry.event.details else { return false }
            return account.fileSHA256 == file
        }
        known.hasSource = privates.contains { entry in
            entry.entry.event.kind == .source && entry.entry.attachments.contains { $0.sha256 == file }
        }
        return known
    }
}

extension ImportWarning {
    /// What was read around, in one sentence.
    package var sentence: String {
        switch self {
        case .replacedReferences(let count, let offset):
            "\(count.counted("broken character reference")), the first at byte \(offset); U+FFFD stands in \(count == 1 ? "its" : "their") place."
        case .undecodedAttachments(let count, let offset):
            "\(count.counted("attachment")) \(count == 1 ? "holds" : "hold") broken base64, the first at byte \(offset); each is kept as it is written."
        case .missingAttachments(let count, let offset):
            "\(count.counted("part")) \(count == 1 ? "names a file but holds" : "name a file but hold") none, the first at byte \(offset)."
        case .layoutParts(let count):
            "\(count.counted("part")) only \(count == 1 ? "lays" : "lay") out a message and \(count == 1 ? "is" : "are") not kept."
        case .unknownElements(let count, let offset):
            "\(count.counted("element")) \(count == 1 ? "is" : "are") not of this format, the first at byte \(offset)."
        case .countDiffers(let declared, let found): "The file declares \(declared) items and holds \(found)."
        }
    }
}
