import Ledger
import Reports
import Rules

/// Checks a bundle, bytes in and layers out. Bundle.md, "Layers".
package struct BundleCheck {
    /// The log's key as the reader has it from elsewhere; nil: the key in the bundle is taken, and named.
    package let key: VerifierKey?
    /// A checkpoint note of the log that the reader holds, or another bundle of it, whose checkpoint is taken.
    package let checkpoint: [UInt8]?

    package init(key: VerifierKey? = nil, checkpoint: [UInt8]? = nil) {
        self.key = key
        self.checkpoint = checkpoint.map { Self.note(in: $0) ?? $0 }
    }

    package func check(_ file: [UInt8]) -> BundleAnswer {
        var answer = BundleAnswer()
        do throws(ZipError) {
            let members = try ZipFile.read(file)
            let faults = Self.misplaced(members.map(\.name))
            answer.add(
                .container, faults, pass: "there is one way to unpack the file, and nothing else is in it",
                fail: "files that are missing or do not belong there")
            guard faults.isEmpty else {
                answer.skipRest("the files are not those of a bundle")
                return answer
            }
            let files = Dictionary(
                members.map { (String($0.name.dropFirst(BundleFile.folder.count)), $0.bytes) },
                uniquingKeysWith: { first, _ in first })
            var reading = BundleReading(files: files, given: key, checkpointGiven: checkpoint)
            reading.run(&answer)
        } catch {
            answer.add(.container, [error.text], pass: "", fail: "not a bundle as this program writes it")
            answer.skipRest("the file could not be unpacked")
        }
        return answer
    }

    private static func note(in bundle: [UInt8]) -> [UInt8]? {
        let name = BundleFile.folder + BundleFile.checkpoint
        return (try? ZipFile.read(bundle))?.first { $0.name == name }.map { Array($0.bytes) }
    }

    private static func misplaced(_ names: [String]) -> [String] {
        let wanted = Set(BundleFile.required.map { BundleFile.folder + $0 })
        let strange = names.filter { name in
            !wanted.contains(name)
                && !(name.hasPrefix(BundleFile.folder)
                    && BundleFile.isOptional(String(name.dropFirst(BundleFile.folder.count))))
        }
        return strange + wanted.subtracting(names).sorted().map { $0 + " (missing)" }
    }
}

/// One pass over the files of a bundle.
private struct BundleReading {
    let files: [String: ArraySlice<UInt8>]
    let given: VerifierKey?
    let checkpointGiven: [UInt8]?

    private var key: VerifierKey?
    /// Of the checkpoint, its signature not regarded.
    private var checkpoint: Checkpoint?
    private var leafHashes: [Hash32] = []
    private var records: [ShownRecord] = []
    private var entries: [ShownEntry] = []

    init(files: [String: ArraySlice<UInt8>], given: VerifierKey?, checkpointGiven: [UInt8]?) {
        self.files = files
        self.given = given
        self.checkpointGiven = checkpointGiven
    }

    private func file(_ name: String) -> ArraySlice<UInt8> { files[name] ?? [] }

    mutating func run(_ answer: inout BundleAnswer) {
        key = Bag.key(inPolicy: file(BundleFile.policy))
        checkpoint = Self.unsigned(file(BundleFile.checkpoint))
        checkManifest(&answer)
        checkLeaves(&answer)
        checkChain(&answer)
        checkTree(&answer)
        checkSignature(&answer)
        checkKey(&answer)
        checkCorrections(&answer)
        checkExhibits(&answer)
        checkReport(&answer)
        checkTimestamps(&answer)
        checkGiven(&answer)
        tellContents(&answer)
    }

    /// The checkpoint in a note, by whomever it is signed.
    private static func unsigned(_ note: ArraySlice<UInt8>) -> Checkpoint? {
        (try? SignedNote(bytes: Array(note))).flatMap { try? Checkpoint(text: $0.text) }
    }

    // MARK: Manifest

    private func checkManifest(_ answer: inout BundleAnswer) {
        let hashes = files.mapValues { sha256($0) }
        let payload = hashes.filter { $0.key.hasPrefix(BundleFile.payloadPrefix) }
        let tags = hashes.filter {
            !$0.key.hasPrefix(BundleFile.payloadPrefix) && $0.key != BundleFile.note
                && $0.key != BundleFile.tagManifest
        }
        var faults: [String] = []
        for (name, expected) in [(BundleFile.manifest, payload), (BundleFile.tagManifest, tags)]
        where !Bag.manifest(expected).utf8.elementsEqual(file(name)) {
            let files = Bag.differences(file(name), expected)
            faults += files.isEmpty ? [name] : files
        }
        if !Bag.declaration.utf8.elementsEqual(file(BundleFile.bagIt)) { faults.append(BundleFile.bagIt) }
        if let statement = BundleStatement(bytes: file(BundleFile.statement)) {
            let sizes = files.filter { $0.key.hasPrefix(BundleFile.payloadPrefix) }.values.map(\.count)
            if !Bag.info(made: statement.day, payload: sizes).utf8.elementsEqual(file(BundleFile.bagInfo)) {
                faults.append(BundleFile.bagInfo)
            }
        } else {
            faults.append(BundleFile.statement)
        }
        let text = Bag.noteText(
            origin: key?.name ?? "", size: checkpoint?.head.size ?? 0, manifest: hashes[BundleFile.manifest] ?? [],
            tagManifest: hashes[BundleFile.tagManifest] ?? [])
        if (try? SignedNote(bytes: Array(file(BundleFile.note))))?.text != Array(text.utf8) {
            faults.append(BundleFile.note)
        }
        answer.add(
            .manifest, faults, pass: "\(files.count) files, each with the SHA-256 that the signed note fixes",
            fail: "files that are not those listed, or a list that the note does not name")
    }

    // MARK: Leaves and what opens them

    private mutating func checkLeaves(_ answer: inout BundleAnswer) {
        var leafFaults = readLeafHashes()
        var faults: [String] = []
        var last = -1
        var lineNumber = 0
        for line in lines(file(BundleFile.entries)) ?? [] {
            lineNumber += 1
            guard let record = ShownRecord(line: line), let leaf = try? Leaf(bytes: record.leaf) else {
                leafFaults.append("line \(lineNumber) of \(BundleFile.entries)")
                continue
            }
            let name = "entry \(leaf.number)"
            guard leaf.number > last else {
                leafFaults.append(name)
                continue
            }
            last = leaf.number
            let hash = record.leaf.withUnsafeBytes { Merkle.leafHash(of: $0) }
            if !leafHashes.indices.contains(leaf.number) || leafHashes[leaf.number] != hash { leafFaults.append(name) }
            do throws(OpenError) {
                entries.append(try ShownEntry(record))
            } catch {
                faults.append(name + Self.part(error))
            }
        }
        if lines(file(BundleFile.entries)) == nil { leafFaults.append(BundleFile.entries) }
        answer.add(
            .leaves, leafFaults, pass: "\(lineNumber) leaves have the hashes listed in their places",
            fail: "leaves that are not those listed")
        answer.add(
            .disclosures, faults, pass: "everything shown is what its leaf commits to, and nothing of a private entry",
            fail: "parts that their leaves do not commit to, or that are not to be shown")
    }

    private static func part(_ error: OpenError) -> String {
        switch error {
        case .digest(_, let part), .malformed(let part): ": \(part)"
        case .classMismatch: ": private"
        case .noKey, .notAuthentic, .tooLong: ""
        }
    }

    private mutating func readLeafHashes() -> [String] {
        guard let lines = lines(file(BundleFile.leafHashes)) else { return [BundleFile.leafHashes] }
        leafHashes.reserveCapacity(lines.count)
        for (index, line) in lines.enumerated() {
            guard let hash = Hex.decode(line).flatMap({ Hash32($0) }) else {
                return ["line \(index + 1) of \(BundleFile.leafHashes)"]
            }
            leafHashes.append(hash)
        }
        return []
    }

    /// Lines that each end in a newline; nil if the last does not.
    private func lines(_ bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>]? {
        if bytes.isEmpty { return [] }
        guard bytes.last == UInt8(ascii: "\n") else { return nil }
        return bytes.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    }

    // MARK: Chain, tree, signatures

    private func checkChain(_ answer: inout BundleAnswer) {
        let genesis = key.flatMap { Hash32(Chain.genesis($0)) }
        let broken = entries.filter { entry in
            let before = entry.number - 1
            let expected = before < 0 ? genesis : leafHashes.indices.contains(before) ? leafHashes[before] : nil
            return entry.leaf.previous != expected
        }
        answer.add(
            .chain, broken.map { "entry \($0.number)" },
            pass: "\(entries.count) leaves name the hash of the one before them",
            fail: "leaves that do not name the hash of the one before them")
    }

    private func checkTree(_ answer: inout BundleAnswer) {
        var faults: [String] = []
        let sizes = Set(files.keys.compactMap { BundleFile.earlierSize($0) })
        var frontier = Frontier()
        for hash in leafHashes {
            frontier.append(hash)
            if sizes.contains(frontier.size) { compare(frontier.head, &faults) }
        }
        for size in sizes where size == 0 || size > leafHashes.count {
            faults.append(BundleFile.earlierCheckpoint(size: size))
        }
        if checkpoint?.head != frontier.head { faults.append(BundleFile.checkpoint) }
        answer.add(
            .tree, faults,
            pass: "the \(leafHashes.count) leaf hashes have the root in the checkpoint"
                + (sizes.isEmpty ? "" : ", and those in \(sizes.count) earlier ones"),
            fail: "checkpoints whose root the leaf hashes do not have")
    }

    private func compare(_ head: TreeHead, _ faults: inout [String]) {
        let name = BundleFile.earlierCheckpoint(size: head.size)
        if Self.unsigned(file(name))?.head != head { faults.append(name) }
    }

    private func checkSignature(_ answer: inout BundleAnswer) {
        guard let key else {
            answer.add(.signature, [BundleFile.policy], pass: "", fail: "the log's key cannot be read")
            return
        }
        var faults: [String] = []
        let checkpoints = [BundleFile.checkpoint] + files.keys.filter { BundleFile.earlierSize($0) != nil }.sorted()
        for name in checkpoints + [BundleFile.note] where !isSigned(name, by: key) { faults.append(name) }
        if !Bag.pem(key).utf8.elementsEqual(file(BundleFile.pem)) { faults.append(BundleFile.pem) }
        answer.add(
            .signature, faults, pass: "the key in the bundle signed its note and every checkpoint",
            fail: "not signed by the key in the bundle")
    }

    /// True if the note has one signature, by `key`: what others add to a note is covered by nothing.
    private func isSigned(_ name: String, by key: VerifierKey) -> Bool {
        guard let note = try? SignedNote(bytes: Array(file(name))), note.signatures.count == 1 else { return false }
        let isCheckpoint = name != BundleFile.note
        return isCheckpoint
            ? (try? Checkpoint.open(note: note.bytes, key: key)) != nil : (try? note.verified(by: key)) != nil
    }

    private func checkKey(_ answer: inout BundleAnswer) {
        guard let given else {
            answer.skip(.key, "no key was given: compare the head number or the key with one from elsewhere")
            return
        }
        answer.add(
            .key, given == key ? [] : [BundleFile.policy], pass: "the key is the one that was given",
            fail: "signed by another key than the one that was given")
    }

    private func checkGiven(_ answer: inout BundleAnswer) {
        guard let checkpointGiven else {
            answer.skip(.checkpoint, "no earlier checkpoint was given")
            return
        }
        guard let key, let held = try? Checkpoint.open(note: checkpointGiven, key: given ?? key) else {
            answer.add(
                .checkpoint, ["the checkpoint given"], pass: "",
                fail: "the checkpoint given is not one of this log's, or its signature is not valid")
            return
        }
        guard held.head.size <= leafHashes.count else {
            answer.skip(
                .checkpoint,
                "the checkpoint given has \(held.head.size) entries and this bundle \(leafHashes.count): "
                    + "check the newer bundle against this one's checkpoint")
            return
        }
        var frontier = Frontier()
        for hash in leafHashes.prefix(held.head.size) { frontier.append(hash) }
        answer.add(
            .checkpoint, frontier.head == held.head ? [] : ["the first \(held.head.size) entries"],
            pass: "the log continues the checkpoint given, of \(held.head.size) entries",
            fail: "the log does not continue the checkpoint given: they are two histories")
    }

    // MARK: What is shown

    private func checkCorrections(_ answer: inout BundleAnswer) {
        let shown = Set(entries.filter { $0.opened != nil }.map(\.number))
        var faults: [String] = []
        for entry in entries {
            guard let corrected = entry.heading?.corrects else { continue }
            if shown.contains(corrected) != shown.contains(entry.number), entry.heading?.entryClass == .evidence {
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

    private func checkExhibits(_ answer: inout BundleAnswer) {
        var expected: Set<String> = []
        var faults: [String] = []
        for entry in entries {
            for (place, attachment) in entry.exhibits {
                let name = BundleFile.exhibit(entry.number, place, attachment)
                expected.insert(name)
                let bytes = files[name]
                if bytes?.count != attachment.byteCount || bytes.map({ sha256($0) }) != attachment.sha256 {
                    faults.append(name)
                }
            }
        }
        faults += files.keys.filter { $0.hasPrefix(BundleFile.exhibitPrefix) && !expected.contains($0) }.sorted()
        answer.add(
            .exhibits, faults, pass: "\(expected.count) attached files are those that the entries describe",
            fail: "attached files that are not those that the entries describe")
    }

    private func checkReport(_ answer: inout BundleAnswer) {
        guard let statement = BundleStatement(bytes: file(BundleFile.statement)), let checkpoint else {
            answer.add(.report, [BundleFile.statement], pass: "", fail: "the statement cannot be read")
            return
        }
        let making = BundleReport(entries, checkpoint: checkpoint, note: Array(file(BundleFile.checkpoint)))
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
            let report = try making.report(statement)
            faults += ReportDifference.places(file(BundleFile.json), JSONReport.bytes(report))
            if !file(BundleFile.html).elementsEqual(HTMLReport.bytes(report)) { faults.append(BundleFile.html) }
            if !file(BundleFile.csv).elementsEqual(CSVReport.bytes(report)) { faults.append(BundleFile.csv) }
        } catch {
            faults.append("a rule book among the entries cannot be read")
        }
        answer.add(
            .report, faults,
            pass: "every file of the report says what the shown entries and the rules say"
                + (open.isEmpty
                    ? ""
                    : "; \(open.count) findings rest on what is withheld or on a calendar file, and are not re-derivable"),
            fail: "the report says something else than the shown entries")
    }

    /// Each anchor among the shown entries: is its checkpoint this log's, and what does the stamp show?
    private func checkTimestamps(_ answer: inout BundleAnswer) {
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
            let stamps = entry.exhibits.map { place, attachment in
                Array(file(BundleFile.exhibit(entry.number, place, attachment)))
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
        var frontier = Frontier()
        for hash in leafHashes.prefix(head.size) { frontier.append(hash) }
        return frontier.head == head ? head.size : nil
    }

    private func tellContents(_ answer: inout BundleAnswer) {
        guard let checkpoint, let key else { return }
        let statement = BundleStatement(bytes: file(BundleFile.statement))
        let withheld = entries.filter { $0.opened == nil && $0.heading != nil }
        answer.contents = BundleAnswer.Contents(
            key: key.text, headNumber: HeadNumber.of(checkpoint.text).text, inLog: checkpoint.head.size,
            shown: entries.filter { $0.opened != nil }.map(\.number),
            withheldEvidence: withheld.filter { $0.heading?.entryClass == .evidence }.map(\.number),
            withheldPrivate: withheld.count { $0.heading?.entryClass == .private },
            unknown: max(0, checkpoint.head.size - entries.count { $0.heading != nil }),
            withheldParts: (statement?.withheld ?? []).map(\.line),
            notRederivable: (statement?.stated ?? []).map(\.id) + (statement?.notMade ?? []))
    }
}

extension WithheldPart {
    fileprivate var withoutReason: WithheldPart { WithheldPart(entry: entry, part: part, attachment: attachment) }

    /// `entry 12: words`.
    package var line: String { "entry \(entry): " + (attachment.map { "attachment \($0)" } ?? part.rawValue) }
}
