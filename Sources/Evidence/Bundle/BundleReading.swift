import Ledger
import Reports
import Rules

/// One pass over the files of a bundle. What each layer says is in `BundleReading+….swift`.
struct BundleReading {
    let source: ByteSource
    let files: [String: ZipFile.Member]
    let given: VerifierKey?
    let checkpointGiven: [UInt8]?

    private(set) var key: VerifierKey?
    /// Of the checkpoint, its signature not regarded.
    private(set) var checkpoint: Checkpoint?
    private(set) var statement: BundleStatement?
    var leafHashes: [Hash32] = []
    /// In order of number.
    var entries: [ShownEntry] = []
    /// Numbers of leaves that do not name the hash of the one before them.
    var broken: [Int] = []
    var lineCount = 0

    init(
        source: ByteSource, files: [String: ZipFile.Member], given: VerifierKey?, checkpointGiven: [UInt8]?
    ) {
        self.source = source
        self.files = files
        self.given = given
        self.checkpointGiven = checkpointGiven
    }

    mutating func run(_ answer: inout BundleAnswer) throws {
        key = Bag.key(inPolicy: try note(BundleFile.policy)[...])
        checkpoint = Self.unsigned(try note(BundleFile.checkpoint))
        statement = BundleStatement(bytes: try bytes(BundleFile.statement, limit: BundleStatement.byteLimit)[...])
        try checkManifest(&answer)
        try checkLeaves(&answer)
        checkChain(&answer)
        try checkTree(&answer)
        try checkSignature(&answer)
        checkKey(&answer)
        checkCorrections(&answer)
        checkExhibits(&answer)
        try checkReport(&answer)
        try checkTimestamps(&answer)
        checkGiven(&answer)
        tellContents(&answer)
    }

    func range(_ name: String) -> Range<Int> { files[name]?.range ?? 0..<0 }

    /// A file's bytes, all in memory; none for one that is not there or longer than `limit`.
    func bytes(_ name: String, limit: Int) throws -> [UInt8] {
        let range = range(name)
        return range.count <= limit ? try source.bytes(range) : []
    }

    /// As `bytes`, for what is never long.
    func note(_ name: String) throws -> [UInt8] { try bytes(name, limit: BundleFile.noteByteLimit) }

    /// The checkpoint in a note, by whomever it is signed.
    static func unsigned(_ note: [UInt8]) -> Checkpoint? {
        (try? SignedNote(bytes: note)).flatMap { try? Checkpoint(text: $0.text) }
    }

    private func tellContents(_ answer: inout BundleAnswer) {
        guard let checkpoint, let key else { return }
        let withheld = entries.filter { $0.opened == nil && $0.heading != nil }
        answer.contents = BundleAnswer.Contents(
            key: key.text, headNumber: HeadNumber.of(checkpoint.text).text, inLog: checkpoint.head.size,
            shown: entries.filter { $0.opened != nil }.map(\.number),
            released: entries.compactMap { entry in
                entry.opened?.releasedBy.map { BundleAnswer.Contents.Released(entry: entry.number, by: $0) }
            },
            withheldEvidence: withheld.filter { $0.heading?.entryClass == .evidence }.map(\.number),
            withheldPrivate: withheld.count { $0.heading?.entryClass == .private },
            unknown: max(0, checkpoint.head.size - entries.count { $0.heading != nil }),
            withheldParts: statement?.withheld ?? [],
            isWholePeriod: statement?.isWholePeriod ?? false,
            notRederivable: (statement?.stated ?? []).map(\.id) + (statement?.notMade ?? []))
    }
}

/// Manifest, tree and signatures.
extension BundleReading {
    private func checkManifest(_ answer: inout BundleAnswer) throws {
        let hashes = files.mapValues(\.sha256)
        let payload = hashes.filter { $0.key.hasPrefix(BundleFile.payloadPrefix) }
        let tags = hashes.filter {
            !$0.key.hasPrefix(BundleFile.payloadPrefix) && $0.key != BundleFile.note
                && $0.key != BundleFile.tagManifest
        }
        var faults: [String] = []
        for (name, expected) in [(BundleFile.manifest, payload), (BundleFile.tagManifest, tags)]
        where sha256(Array(Bag.manifest(expected).utf8)) != hashes[name] {
            let files = Bag.differences(try bytes(name, limit: BundleFile.manifestByteLimit)[...], expected)
            faults += files.isEmpty ? [name] : files
        }
        if sha256(Array(Bag.declaration.utf8)) != hashes[BundleFile.bagIt] { faults.append(BundleFile.bagIt) }
        if let statement {
            let sizes = files.filter { $0.key.hasPrefix(BundleFile.payloadPrefix) }.values.map(\.range.count)
            if sha256(Array(Bag.info(made: statement.day, payload: sizes).utf8)) != hashes[BundleFile.bagInfo] {
                faults.append(BundleFile.bagInfo)
            }
        } else {
            faults.append(BundleFile.statement)
        }
        let text = Bag.noteText(
            origin: key?.name ?? "", size: checkpoint?.head.size ?? 0, manifest: hashes[BundleFile.manifest] ?? [],
            tagManifest: hashes[BundleFile.tagManifest] ?? [])
        if (try? SignedNote(bytes: try note(BundleFile.note)))?.text != Array(text.utf8) {
            faults.append(BundleFile.note)
        }
        answer.add(
            .manifest, faults, pass: "\(files.count) files, each with the SHA-256 that the signed note fixes",
            fail: "files that are not those listed, or a list that the note does not name")
    }

    private func checkTree(_ answer: inout BundleAnswer) throws {
        var faults: [String] = []
        let sizes = Set(files.keys.compactMap { BundleFile.earlierSize($0) })
        var frontier = Frontier()
        for hash in leafHashes {
            frontier.append(hash)
            guard sizes.contains(frontier.size) else { continue }
            let name = BundleFile.earlierCheckpoint(size: frontier.size)
            if Self.unsigned(try note(name))?.head != frontier.head { faults.append(name) }
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

    private func checkSignature(_ answer: inout BundleAnswer) throws {
        guard let key else {
            answer.add(.signature, [BundleFile.policy], pass: "", fail: "the log's key cannot be read")
            return
        }
        var faults: [String] = []
        let checkpoints = [BundleFile.checkpoint] + files.keys.filter { BundleFile.earlierSize($0) != nil }.sorted()
        for name in checkpoints + [BundleFile.note] where try !isSigned(name, by: key) { faults.append(name) }
        if try note(BundleFile.pem) != Array(Bag.pem(key).utf8) { faults.append(BundleFile.pem) }
        answer.add(
            .signature, faults, pass: "the key in the bundle signed its note and every checkpoint",
            fail: "not signed by the key in the bundle")
    }

    /// True if the note has one signature, by `key`: what others add to a note is covered by nothing.
    private func isSigned(_ name: String, by key: VerifierKey) throws -> Bool {
        guard let note = try? SignedNote(bytes: try note(name)), note.signatures.count == 1 else { return false }
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
        answer.add(
            .checkpoint, head(at: held.head.size) == held.head ? [] : ["the first \(held.head.size) entries"],
            pass: "the log continues the checkpoint given, of \(held.head.size) entries",
            fail: "the log does not continue the checkpoint given: they are two histories")
    }

    /// The head over the first `size` leaf hashes, of which there are so many.
    func head(at size: Int) -> TreeHead {
        var frontier = Frontier()
        for hash in leafHashes.prefix(size) { frontier.append(hash) }
        return frontier.head
    }
}
