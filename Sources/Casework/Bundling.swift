import Evidence
import Foundation
import Ledger
import Reports
import Rules
import Vault

/// What `bundle` is asked for.
package struct BundleRequest {
    package var from: CivilDate?
    package var to: CivilDate?
    /// Numbers of the contacts to show; nil: all of the period.
    package var entries: Set<Int>?
    /// The id of the one rule that the bundle is about; nil: all.
    package var rule: String?
    package var withhold: [Withholding] = []
    /// Why parts are withheld; it goes out with them.
    package var reason: String?
    /// Leaves out the headings of withheld entries too, so that not even their class is shown.
    package var hidesHeadings = false
    package var title: String?
    package var reference: String?
    /// JSON Schemas to go with the JSON, by name.
    package var schemas: [String: [UInt8]] = [:]

    package init() {}

    var isWhole: Bool { from == nil && to == nil && entries == nil && rule == nil }
}

/// A part to withhold, of one contact or of all that are shown.
package struct Withholding: Equatable {
    package let part: Disclosure.Part
    package let entry: Int?
    /// The place, from 1, of one attached file.
    package let attachment: Int?

    /// Reads `addresses`, `words:12`, `account:12`, `attachments:31` or `attachment:31.2`.
    package init?(_ text: String) {
        let halves = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard halves.count <= 2 else { return nil }
        let numbers = halves.dropFirst().first?.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
        guard numbers?.allSatisfy({ $0.map { $0 >= 0 } ?? false }) != false else { return nil }
        switch (halves[0], numbers?.compactMap(\.self)) {
        case ("attachment", let numbers?) where numbers.count == 2 && numbers[1] > 0:
            (part, entry, attachment) = (.attachments, numbers[0], numbers[1])
        case ("addresses", let numbers), ("words", let numbers), ("account", let numbers), ("attachments", let numbers):
            guard let part = Disclosure.Part(rawValue: halves[0]), (numbers?.count ?? 1) == 1 else { return nil }
            (self.part, entry, attachment) = (part, numbers?.first, nil)
        default: return nil
        }
    }
}

/// A bundle that could be written: what goes out and what stays can be looked at first.
package struct BundleProposal {
    fileprivate let writer: BundleWriter
    fileprivate let checkpoint: Checkpoint
    fileprivate let note: [UInt8]

    package let shown: [Int]
    package let withheld: [Int]
    package let privateCount: Int
    package var inLog: Int { checkpoint.head.size }
    /// `entry 12: words`.
    package var withheldParts: [String] { writer.statement.withheld.map(\.line) }
    /// Ids of findings that a reader cannot work out again, because they rest on what is withheld.
    package var notRederivable: [String] { writer.statement.stated.map(\.id) + writer.statement.notMade }
    package let attachmentCount: Int
    package let attachmentByteCount: Int
    /// Addresses of people and of messages that go out.
    package let addressCount: Int
    package let childNames: [String]
    package let ruleBookCount: Int
}

extension Book {
    /// What a bundle for `request` would show; nothing is written.
    ///
    /// - Throws: `CaseError`, of the kind `usage` for a number that is not there, private, or has no such part.
    package func proposeBundle(_ request: BundleRequest, review: Review) throws -> BundleProposal {
        try review.refuseFaults()
        let choice = try BundleChoice(request, review)
        var making = BundleMaking(choice: choice)
        let (note, earlier) = try store.read { snapshot in
            let stored = try snapshot.head()
            guard try LockedBook.checked(stored, key: verifierKey) == review.head else {
                throw CaseError.failed("The book grew while it was read. Nothing was written. Try again.")
            }
            var chain = Chain(from: verifierKey)
            let opener = Opener(ring)
            try snapshot.records(in: 0..<review.head.head.size) { record in
                let verified = try chain.verify(record).get()
                try making.take(try opener.shown(verified), number: record.number)
                return true
            }
            return (stored.note, try snapshot.keptCheckpoints(limit: 10_000))
        }
        let period = Period(from: request.from, until: request.to)
        var statement = BundleStatement(
            program: environment.program, generated: environment.recordingTime, period: period, rule: request.rule)
        if let title = request.title { statement.title = title }
        statement.reference = request.reference
        statement.withheld = making.withheld
        var source = BundleSource(
            key: verifierKey, checkpointNote: note, leafHashes: making.leafHashes, records: making.records,
            statement: statement, findings: choice.findings)
        source.earlier = Dictionary(earlier.map { ($0.size, $0.note) }, uniquingKeysWith: { first, _ in first })
        source.schemas = request.schemas
        return BundleProposal(
            try BundleWriter(source), checkpoint: review.head, note: note, choice: choice, people: review.people)
    }

    /// Makes the bundle, checks it as a stranger would, writes it to a new file, keeps its checkpoint, and notes the
    /// export as a private entry. The file is there whole and checked, or not at all.
    ///
    /// - Parameters:
    ///   - recipients: Who alone can open the file, by age; none: anybody.
    ///   - name: Who it is for, as the private entry tells it.
    /// - Returns: What the check said, and the file's SHA-256.
    package func write(
        _ proposal: BundleProposal, to path: String, recipients: [AgeRecipient] = [], for name: String?
    ) throws -> (answer: BundleAnswer, sha256: [UInt8]) {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw CaseError.failed(
                "There is already a file at \(path), and it is never overwritten. Nothing was written.")
        }
        let bundle = try bytes(of: proposal)
        let answer = BundleCheck(key: verifierKey, checkpoint: proposal.note).check(bundle)
        guard answer.exitCode == 0 else {
            let layer = answer.layers.first { $0.result == .fail }?.name.rawValue ?? ""
            throw CaseError.failed(
                "The bundle does not pass its own check (\(layer)). Nothing was written. Run daybook verify --open.")
        }
        let file = try recipients.isEmpty ? bundle : encrypted(bundle, to: recipients)
        let partial = path + ".partial"
        unlink(partial)
        do {
            try PrivateFile.create(
                at: partial, orThrow: .failed("The bundle could not be written (system error \(errno)).")
            ) { try $0.write(contentsOf: Data(file)) }
            guard FileManager.default.contents(atPath: partial) == Data(file) else {
                throw CaseError.failed("The disk did not keep the bundle as it was written. Nothing was left behind.")
            }
            let digest = sha256(file)
            try store.keepCheckpoint(proposal.note, size: proposal.inLog)
            try noteExport(proposal, file: String(path.split(separator: "/").last ?? ""), digest, for: name)
            guard rename(partial, path) == 0 else {
                throw CaseError.failed("The bundle could not be put in place (system error \(errno)).")
            }
            return (answer, digest)
        } catch {
            unlink(partial)
            if let error = error as? CaseError { throw error }
            if let error = error as? VaultError { throw CaseError(opening: error, path: self.path) }
            throw CaseError.failed(
                "The bundle could not be written there. Nothing was left behind. Check the folder and the room on its disk."
            )
        }
    }

    private func bytes(of proposal: BundleProposal) throws -> [UInt8] {
        let sealer: Sealer
        do throws(KeyRingError) {
            sealer = try Sealer(ring, random: environment.random)
        } catch {
            throw CaseError.failed("This passphrase opens evidence for reading only. Nothing was written.")
        }
        var bytes: [UInt8] = []
        do {
            try withoutActuallyEscaping(
                { bytes += $0 },
                do: { write in
                    try proposal.writer.write(
                        exhibit: { _, _, attachment in try self.bytes(of: attachment) },
                        sign: { sealer.bundleNote($0) }, to: write)
                })
        } catch is ZipError {
            throw CaseError.failed("It would be larger than a bundle can be. Choose fewer entries or attached files.")
        }
        return bytes
    }

    /// Signed first, then encrypted: age does not say who made a file.
    private func encrypted(_ bundle: [UInt8], to recipients: [AgeRecipient]) throws -> [UInt8] {
        var encryptor = try AgeEncryptor(to: recipients, random: environment.random)
        var file: [UInt8] = []
        try bundle.withUnsafeBytes { try encryptor.update($0) { file.append(contentsOf: $0) } }
        try encryptor.finish { file.append(contentsOf: $0) }
        return file
    }

    func bytes(of attachment: Attachment) throws -> [UInt8] {
        guard let opener = AttachmentOpener(attachment, of: .evidence, ring: ring) else {
            throw CaseError.failed("This passphrase does not open attached files. Nothing was written.")
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(attachment.byteCount)
        do {
            try store.read { snapshot in try opener.open(in: snapshot) { bytes.append(contentsOf: $0) } }
        } catch is AttachmentError {
            throw CaseError(
                .altered, "An attached file is altered or damaged. Nothing was written. Run daybook verify --open.")
        }
        return bytes
    }

    private func noteExport(
        _ proposal: BundleProposal, file: String, _ digest: [UInt8], for name: String?
    ) throws {
        var event = Event(.export)
        event.details = .export(
            Export(
                what: "bundle", shown: proposal.shown.count, withheld: proposal.inLog - proposal.shown.count,
                files: [file: digest]))
        _ = try record(
            Draft(heading: Heading(.private), event: event, account: name.map { "For: " + $0 }))
    }
}

extension BundleProposal {
    fileprivate init(
        _ writer: BundleWriter, checkpoint: Checkpoint, note: [UInt8], choice: BundleChoice, people: People
    ) {
        self.writer = writer
        self.checkpoint = checkpoint
        self.note = note
        let opened = writer.entries.compactMap(\.opened)
        shown = opened.map(\.number)
        withheld = choice.evidence.subtracting(shown).sorted()
        privateCount = checkpoint.head.size - choice.evidence.count
        let exhibits = writer.entries.flatMap(\.exhibits).map(\.attachment.byteCount)
        attachmentCount = exhibits.count
        attachmentByteCount = exhibits.reduce(0, +)
        addressCount =
            opened.reduce(0) { $0 + $1.entry.draft.addresses.count } + people.all.reduce(0) { $0 + $1.addresses.count }
        childNames = people.all.filter { $0.role == .child }.map(\.name)
        ruleBookCount = opened.count { $0.event.kind == .rules }
    }
}

/// Which entries a bundle shows.
private struct BundleChoice {
    let request: BundleRequest
    let findings: [ReportFinding]
    /// Numbers of all evidence entries.
    let evidence: Set<Int>
    let shown: Set<Int>
    /// What is withheld of each contact that is shown, by number.
    private(set) var withheld: [Int: [Withholding]] = [:]

    init(_ request: BundleRequest, _ review: Review) throws {
        self.request = request
        evidence = Set(review.evidence.map(\.number))
        let books = try review.adoptedBooks()
        if let rule = request.rule, !books.contains(where: { $0.book.rules.contains { $0.terms.id == rule } }) {
            throw CaseError.usage("No adopted rule book has a rule of that id. See: daybook rules list")
        }
        findings = review.facts.judge(by: books, from: request.from, until: request.to, rule: request.rule).findings
            .map { ReportFinding($0) }
        try Self.checkNumbers(request.entries ?? [], review)
        let contacts = Self.contacts(request, review, findings)
        shown = request.isWhole ? evidence : Self.numbers(contacts + Self.keepers(review, contacts, findings))
        for item in request.withhold { try add(item, contacts) }
    }

    private static func checkNumbers(_ numbers: Set<Int>, _ review: Review) throws {
        for number in numbers.sorted() {
            switch review.opened(number) {
            case .evidence(let entry)? where entry.event.isContact || entry.event.kind == .retract: continue
            case .evidence?:
                throw CaseError.usage("Entry \(number) keeps the book and is no contact. Nothing was written.")
            case .private?:
                throw CaseError.usage("Entry \(number) is private: no bundle can hold it. Nothing was written.")
            case nil: throw CaseError.usage("There is no entry \(number). Nothing was written. See: daybook list")
            }
        }
    }

    private static func contacts(
        _ request: BundleRequest, _ review: Review, _ findings: [ReportFinding]
    ) -> [StandingEntry] {
        let period = Period(from: request.from, until: request.to)
        let ruled = request.rule.map { _ in Set(findings.flatMap(\.entries)) }
        return Selection(opened: review.evidence, privateNumbers: [], period: period).shown.filter { entry in
            let numbers = numbers([entry])
            return request.entries.map { !numbers.isDisjoint(with: $0) } ?? true
                && ruled.map { !numbers.isDisjoint(with: $0) } ?? true
        }
    }

    /// The entries that say who is who and what the rules are, and the decisions about what is shown.
    private static func keepers(
        _ review: Review, _ contacts: [StandingEntry], _ findings: [ReportFinding]
    ) -> [StandingEntry] {
        let shown = numbers(contacts)
        let told = Set(findings.filter { $0.entries.isEmpty || !shown.isDisjoint(with: $0.entries) }.map(\.id))
        return review.standing.filter { entry in
            switch entry.event.kind {
            case .setup, .person, .rules, .restore, .anchor: return true
            case .decision:
                guard case .decision(let decision)? = entry.event.details else { return false }
                return told.contains(decision.finding) || !shown.isDisjoint(with: decision.entries)
            default: return false
            }
        }
    }

    private static func numbers(_ entries: [StandingEntry]) -> Set<Int> {
        Set(entries.flatMap { $0.versions + ($0.retractedBy.map { [$0] } ?? []) })
    }

    /// A part withheld of one version is withheld of every version of the entry.
    private mutating func add(_ item: Withholding, _ contacts: [StandingEntry]) throws {
        guard let number = item.entry else {
            for version in contacts.flatMap(\.versions) { withheld[version, default: []].append(item) }
            return
        }
        guard let contact = contacts.first(where: { $0.versions.contains(number) }) else {
            throw CaseError.usage(
                "Entry \(number) is not among the contacts that would be shown, so nothing of it can be withheld. "
                    + "Nothing was written.")
        }
        for version in item.attachment == nil ? contact.versions : [number] {
            withheld[version, default: []].append(item)
        }
    }
}

/// Gathers what goes out of each record.
private struct BundleMaking {
    let choice: BundleChoice
    private(set) var records: [ShownRecord] = []
    private(set) var leafHashes: [Hash32] = []
    private(set) var withheld: [WithheldPart] = []

    init(choice: BundleChoice) { self.choice = choice }

    mutating func take(_ record: ShownRecord, number: Int) throws {
        leafHashes.append(record.leaf.withUnsafeBytes { Merkle.leafHash(of: $0) })
        guard choice.shown.contains(number) else {
            if !choice.request.hidesHeadings { records.append(record.headingOnly) }
            return
        }
        var record = record
        for item in choice.withheld[number] ?? [] {
            if let place = item.attachment {
                guard record.attachments.indices.contains(place - 1) else {
                    throw CaseError.usage(
                        "Entry \(number) has \(record.attachments.count.counted("attached file")). Nothing was written."
                    )
                }
                record = record.withholdingAttachment(at: place)
            } else {
                // Of all contacts, those that have nothing there have nothing to withhold.
                if item.entry == nil, record.isEmpty(item.part) { continue }
                record = record.withholding(item.part)
            }
            withheld.append(
                WithheldPart(
                    entry: number, part: item.part, attachment: item.attachment, reason: choice.request.reason))
        }
        records.append(record)
    }
}
