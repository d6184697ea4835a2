import Evidence
import Ledger
import Vault

/// What one layer of a check says.
package struct VerifyLayer: Equatable {
    package enum Result: String {
        case pass, fail
        case notChecked = "not-checked"
    }
    package let name: String
    package var result: Result
    package var detail: String
}

/// What a check of a whole vault says, with or without the key.
package struct VerifyAnswer {
    package enum Result: String { case unchanged, altered, damaged, older }
    package fileprivate(set) var layers: [VerifyLayer] = []
    /// Entries and parts that are altered or damaged, each once: `entry 7`, `attachment row 12`, `slots`.
    package fileprivate(set) var damaged: [String] = []
    package fileprivate(set) var entries = 0
    package fileprivate(set) var head: Checkpoint?
    /// Where this computer's clock went back between two entries; nil if they were not opened.
    package fileprivate(set) var clockSteps: [ClockStep]?
    /// True where stored bytes do not have their own stored hash, as after a fault of the disk.
    fileprivate var isDamaged = false
    fileprivate var isSignatureInvalid = false
    fileprivate var isOlder = false

    package var isUnchanged: Bool { layers.allSatisfy { $0.result != .fail } }

    package var result: Result {
        let failed = layers.filter { $0.result == .fail }.map(\.name)
        if failed.isEmpty { return .unchanged }
        if failed == [Layer.mark], isOlder { return .older }
        return isDamaged ? .damaged : .altered
    }

    /// Of several faults the lowest code: 20 altered or damaged, 21 signature, 22 older.
    package var exitCode: Int32 {
        let failed = layers.filter { $0.result == .fail }.map(\.name)
        if failed.isEmpty { return 0 }
        if failed.contains(where: { $0 != Layer.signature && $0 != Layer.mark }) { return 20 }
        if failed.contains(Layer.signature) { return 21 }
        return isOlder ? 22 : 20
    }

    package var value: JSONValue {
        [
            "schema": "daybook.verify/1",
            "result": .string(result.rawValue),
            "entries": .integer(entries),
            "headNumber": head.map { .string(HeadNumber.of($0.text).text) } ?? .null,
            "layers": .array(
                layers.map {
                    [
                        "name": .string($0.name), "result": .string($0.result.rawValue),
                        "detail": .string($0.detail),
                    ]
                }),
            "damaged": .array(damaged.map(JSONValue.string)),
            "clockSteps": clockSteps.map { .array($0.map(\.value)) } ?? .null,
        ]
    }

    enum Layer {
        static let store = "store"
        static let records = "records"
        static let attachments = "attachments"
        static let chain = "chain"
        static let tree = "tree"
        static let signature = "signature"
        static let kept = "kept checkpoints"
        static let mark = "rollback mark"
        static let seals = "seals"
        static let files = "attached files"
        static let anchors = "time anchors"
        static let deposit = "deposit"
    }

    fileprivate mutating func add(_ name: String, _ faults: [String], pass: String, fail: String) {
        layers.append(
            VerifyLayer(name: name, result: faults.isEmpty ? .pass : .fail, detail: faults.isEmpty ? pass : fail))
        for fault in faults where !damaged.contains(fault) { damaged.append(fault) }
    }

    /// Adds what a comparison with something deposited says.
    package mutating func add(_ layer: VerifyLayer) {
        layers.append(layer)
        if layer.result == .fail { damaged.append("what was deposited") }
    }

    fileprivate mutating func skip(_ name: String, _ why: String) {
        layers.append(VerifyLayer(name: name, result: .notChecked, detail: why))
    }

    /// For a file that cannot even be opened as a vault.
    package init(unreadable error: CaseError) {
        let detail = error == .damaged ? "the file is cut off or damaged" : error.message
        layers = [VerifyLayer(name: Layer.store, result: .fail, detail: detail)]
        damaged = ["the file"]
        isDamaged = true
        for name in [
            Layer.records, Layer.attachments, Layer.chain, Layer.tree, Layer.signature, Layer.kept, Layer.seals,
            Layer.files, Layer.mark,
        ] {
            skip(name, "the file could not be read")
        }
    }

    fileprivate init() {}
}

extension LockedBook {
    /// Checks everything that can be checked; with `ring` every seal and attached file as well.
    ///
    /// - Parameter progress: Told now and then how many of how many entries are behind.
    /// - Throws: Only for failures that say nothing about the vault, such as `inUse`.
    package func verify(with book: Book? = nil, progress: @escaping (Int, Int) -> Void = { _, _ in }) throws
        -> VerifyAnswer
    {
        var answer = VerifyAnswer()
        do {
            try store.read { snapshot in
                var check = VaultCheck(
                    snapshot: snapshot, key: verifierKey, ring: book?.ring, progress: progress)
                try check.run(&answer)
            }
        } catch let error as VaultError where error.saysNothingOfTheVault {
            throw CaseError(opening: error, path: path)
        } catch let error as VaultError {
            return VerifyAnswer(unreadable: CaseError(opening: error, path: path))
        }
        checkMark(&answer)
        return answer
    }

    private func checkMark(_ answer: inout VerifyAnswer) {
        let name = VerifyAnswer.Layer.mark
        let standing: Standing
        do {
            standing = try self.standing()
        } catch {
            answer.add(
                name, ["rollback mark"], pass: "",
                fail: "the note of the last checkpoint seen on this computer could not be read or is not this vault's")
            return
        }
        switch standing {
        case .unmarked: answer.skip(name, "this computer has not seen this vault before")
        case .same: answer.add(name, [], pass: "the head is the last one seen on this computer", fail: "")
        case .ahead: answer.add(name, [], pass: "the vault continues the last head seen on this computer", fail: "")
        case .behind(let seen, let here):
            answer.isOlder = true
            answer.add(
                name, ["the last \(seen - here) of the entries seen before"], pass: "",
                fail:
                    "\(seen.entries) \(seen == 1 ? "was" : "were") seen on this computer, \(here) \(here == 1 ? "is" : "are") here: an older copy"
            )
        case .forked(let seen):
            answer.isOlder = true
            answer.add(
                name, [seen == 1 ? "the entry seen before" : "the \(seen) entries seen before"], pass: "",
                fail:
                    "\(seen.entries) \(seen == 1 ? "was" : "were") seen on this computer, and the vault does not contain \(seen == 1 ? "it" : "those")"
            )
        }
    }
}

/// One pass over a vault.
///
/// A profile of 100,000 short texts without the key: hashing 37 %, SQLite 18 %, the system's copying of pages 18 %. With
/// the key: memory and counted references 32 %, hashing 10 %, the cipher 7 %; the rest is reading the parts' JSON.
private struct VaultCheck {
    let snapshot: Snapshot
    let key: VerifierKey
    let ring: KeyRing?
    let progress: (Int, Int) -> Void

    private var frontier = Frontier()
    private var storeFaults: [String] = []
    private var recordFaults: [String] = []
    private var chainFaults: [String] = []
    private var sealFaults: [String] = []
    private var fileFaults: [String] = []
    /// The first row of each stored attachment, until an entry names it.
    private var strayChunks: [[UInt8]: Int] = [:]
    private var anchors: [(number: Int, anchor: Anchor, files: [Attachment])] = []
    private var releases: [(number: Int, entry: Int, carrier: Entry)] = []
    private var fileCount = 0
    private var rowCount = 0
    private var unopened = 0
    private var clock = ClockWatch()

    init(
        snapshot: Snapshot, key: VerifierKey, ring: KeyRing?, progress: @escaping (Int, Int) -> Void
    ) {
        self.snapshot = snapshot
        self.key = key
        self.ring = ring
        self.progress = progress
    }

    mutating func run(_ answer: inout VerifyAnswer) throws {
        let stored = try readable { try snapshot.head() }
        let faultCount = try snapshot.structureFaultCount()
        if faultCount > 0 { storeFaults.append("the file's structure") }
        if stored == nil { storeFaults.append("head") }
        if try readable({ try snapshot.sealedSeedMatches() }) != true { storeFaults.append("identity") }
        try checkSlots()
        try readKept()
        let expected = stored?.frontier.size ?? 0
        var files: [(Int, EntryClass, Attachment)] = []
        try scan(expecting: expected, files: &files)
        let chunkFaults = try scanChunks()
        try checkFiles(files)
        try checkReleases()
        nameStrayChunks()

        answer.entries = rowCount
        if ring != nil { answer.clockSteps = clock.steps }
        answer.isDamaged = !storeFaults.isEmpty || !recordFaults.isEmpty || !chunkFaults.isEmpty
        typealias Layer = VerifyAnswer.Layer
        answer.add(
            Layer.store, storeFaults, pass: "tables, slots and structure are as this program makes them",
            fail: "damaged: " + storeFaults.joined(separator: ", "))
        answer.add(
            Layer.records, recordFaults, pass: "sealed entries that have their stored hashes: \(rowCount)",
            fail: Self.some(recordFaults))
        answer.add(
            Layer.attachments, chunkFaults, pass: "every stored piece has its stored hash", fail: Self.some(chunkFaults)
        )
        answer.add(
            Layer.chain, chainFaults, pass: "every entry names the hash of the one before it",
            fail: Self.some(chainFaults))
        finishTree(stored, &answer)
        answer.add(
            Layer.kept, keptFaults, pass: "every kept checkpoint is signed and its tree is part of this one",
            fail: Self.some(keptFaults))
        guard ring != nil else {
            answer.skip(Layer.seals, "needs the passphrase: daybook verify --open")
            answer.skip(Layer.files, "needs the passphrase: daybook verify --open")
            return
        }
        let unopenedNote = unopened == 0 ? "" : "; \(unopened) private entries have another key"
        answer.add(
            Layer.seals, sealFaults, pass: "every entry opens and has the digests of its leaf" + unopenedNote,
            fail: Self.some(sealFaults))
        answer.add(
            Layer.files, fileFaults, pass: "attached files that open and have their SHA-256: \(fileCount)",
            fail: Self.some(fileFaults))
        checkAnchors(&answer)
    }

    private static func some(_ faults: [String]) -> String {
        faults.prefix(5).joined(separator: ", ") + (faults.count > 5 ? " and \(faults.count - 5) more" : "")
    }

    /// Nil for a part that cannot be read; throws what says nothing of the vault.
    private func readable<Part>(_ read: () throws -> Part) throws -> Part? {
        do {
            return try read()
        } catch let error as VaultError where error.saysNothingOfTheVault {
            throw error
        } catch {
            return nil
        }
    }

    private mutating func checkSlots() throws {
        guard let slots = try readable({ try snapshot.slots() }) else {
            storeFaults.append("slots")
            return
        }
        for slot in slots where !slot.hashMatches || (try? slot.slot.kind()) == nil {
            storeFaults.append("slot \(slot.number)")
        }
    }

    /// The sizes and roots that kept checkpoints sign are compared while the tree grows.
    private var keptHeads: [Int: [UInt8]] = [:]
    private var keptFaults: [String] = []
    /// SHA-256 of each kept note, by size.
    private var keptNotes: [Int: [UInt8]] = [:]

    private mutating func readKept() throws {
        var next = Int.min
        while true {
            guard let kept = try readable({ try snapshot.keptCheckpoints(from: next) }) else {
                keptFaults.append("the kept checkpoints")
                return
            }
            for row in kept {
                // Numbers that do not rise, as in a damaged file, would be read for ever.
                guard row.size >= next, row.size < .max else {
                    keptFaults.append("the kept checkpoints")
                    return
                }
                next = row.size + 1
                if let head = try? Checkpoint.open(note: row.note, key: key).head, head.size == row.size {
                    keptHeads[head.size] = head.root
                    keptNotes[head.size] = sha256(row.note)
                } else {
                    keptFaults.append(Self.kept(at: row.size))
                }
            }
            if kept.isEmpty { return }
        }
    }

    private static func kept(at size: Int) -> String { "the checkpoint kept at \(size.entries)" }

    private mutating func scan(
        expecting expected: Int, files: inout [(Int, EntryClass, Attachment)]
    ) throws {
        var chain = Chain(from: key)
        var opening = ring.map { ManyOpener(Opener($0)) }
        try snapshot.scanRecords(expecting: expected) { found in
            switch found {
            case .row(let row):
                rowCount += 1
                if rowCount % 4096 == 0 { progress(rowCount, expected) }
                frontier.append(row.leafHash)
                if !row.sealedHashMatches { recordFaults.append("entry \(row.number)") }
                if opening == nil {
                    let fault = row.withLeaf { chain.fault(at: row.number, leaf: $0, leafHash: row.leafHash) }
                    if fault != nil { chainFaults.append("entry \(row.number)") }
                } else {
                    switch chain.verify(row.record, leafHash: row.leafHash) {
                    case .failure: chainFaults.append("entry \(row.number)")
                    case .success(let verified):
                        for answer in opening?.take(verified) ?? [] { note(answer, files: &files) }
                    }
                }
                if let root = keptHeads.removeValue(forKey: frontier.size), root != frontier.head.root {
                    keptFaults.append(Self.kept(at: frontier.size))
                }
            case .wrongType(let number), .outOfPlace(let number):
                recordFaults.append("entry \(number)")
            case .missing(let range), .unreadable(let range):
                recordFaults.append(
                    range.count == 1
                        ? "entry \(range.lowerBound)" : "entries \(range.lowerBound) to \(range.upperBound - 1)")
            }
        }
        for answer in opening?.finish() ?? [] { note(answer, files: &files) }
        for size in keptHeads.keys.sorted() where size != 0 {
            keptFaults.append(Self.kept(at: size))
        }
    }

    private mutating func note(_ answer: ManyOpener.Answer, files: inout [(Int, EntryClass, Attachment)]) {
        switch answer.result {
        case .success(let opened):
            switch opened.entry.event.details {
            case .anchor(let anchor)?: anchors.append((answer.number, anchor, opened.entry.attachments))
            case .release(let release)?: releases.append((answer.number, release.entry, opened.entry))
            default: break
            }
            clock.see(answer.number, recorded: opened.entry.recorded)
            for attachment in opened.entry.attachments {
                files.append((answer.number, opened.entry.heading.entryClass, attachment))
            }
        case .failure(.noKey): unopened += 1
        case .failure: sealFaults.append("entry \(answer.number)")
        }
    }

    private mutating func scanChunks() throws -> [String] {
        var faults: [String] = []
        try snapshot.scanChunks { found in
            switch found {
            case .row(let number, let attachment, let continues, let hashMatches):
                if !continues || !hashMatches { faults.append("attachment row \(number)") }
                if ring != nil, strayChunks[attachment] == nil { strayChunks[attachment] = number }
            case .wrongType(let number), .outOfPlace(let number): faults.append("attachment row \(number)")
            case .missing(let range), .unreadable(let range):
                faults.append("attachment rows \(range.lowerBound) to \(range.upperBound - 1)")
            }
        }
        return faults
    }

    private mutating func checkFiles(_ files: [(Int, EntryClass, Attachment)]) throws {
        guard let ring else { return }
        for (index, (number, entryClass, attachment)) in files.enumerated() {
            guard var opener = AttachmentOpener(attachment, of: entryClass, ring: ring) else { continue }
            strayChunks[opener.name] = nil
            do {
                try snapshot.chunks(of: opener.name) { chunk in
                    try opener.open(chunk: chunk) { _ in }
                    return true
                }
                try opener.finish()
                fileCount += 1
            } catch let error as VaultError where error.saysNothingOfTheVault {
                throw error
            } catch {
                fileFaults.append("a file of entry \(number)")
            }
            progress(rowCount + index, rowCount + files.count)
        }
    }

    /// What a release carries must open the entry that it names.
    private mutating func checkReleases() throws {
        guard let ring else { return }
        for (number, entry, carrier) in releases {
            do {
                let carried = try carrier.carriedOpening(in: snapshot, ring: ring)
                guard let leaf = try snapshot.record(entry)?.leaf,
                    ReleasedRecord(carried: carried, by: number, leaf: leaf) != nil
                else { throw CaseError.damaged }
            } catch let error as VaultError where error.saysNothingOfTheVault {
                throw error
            } catch {
                sealFaults.append("entry \(number), which does not open entry \(entry)")
            }
        }
    }

    /// Where every entry opened, each stored piece is part of a file that one of them names.
    /// Each stamp from its own bytes, and whether the checkpoint that it stamps is one that was kept: those were
    /// compared with the tree.
    private func checkAnchors(_ answer: inout VerifyAnswer) {
        guard let ring, !anchors.isEmpty else { return }
        var (faults, counts, latest) = ([String](), [AnchorCheck.State: Int](), 0)
        for (number, anchor, files) in anchors {
            let bytes = files.map { (try? $0.smallFile(of: .evidence, in: snapshot, ring: ring)) ?? [] }
            let check = AnchorCheck(anchor, files: bytes)
            counts[check.state, default: 0] += 1
            let isKept = anchor.size.map { keptNotes[$0] == sha256(Array(anchor.note.utf8)) } ?? false
            if check.state == .fails || !isKept { faults.append("entry \(number)") }
            if check.state == .holds { latest = max(latest, anchor.size ?? 0) }
        }
        guard counts[.fails] != nil || counts[.holds] != nil || counts[.pending] != nil || !faults.isEmpty else {
            return answer.skip(VerifyAnswer.Layer.anchors, "this build has no part for time-stamp tokens")
        }
        let others = [(AnchorCheck.State.pending, "pending"), (.notChecked, "not checked in this build")]
            .compactMap { state, words in counts[state].map { "; \(words): \($0)" } }.joined()
        answer.add(
            VerifyAnswer.Layer.anchors, faults,
            pass: "stamps that hold: \(counts[.holds] ?? 0), the latest over \(latest.entries)" + others,
            fail: Self.some(faults))
    }

    private mutating func nameStrayChunks() {
        guard ring != nil, sealFaults.isEmpty, unopened == 0, chainFaults.isEmpty, recordFaults.isEmpty else { return }
        for number in strayChunks.values.sorted() {
            fileFaults.append("attachment row \(number), which no entry names")
        }
    }

    private func finishTree(_ stored: StoredHead?, _ answer: inout VerifyAnswer) {
        typealias Layer = VerifyAnswer.Layer
        guard let stored else {
            answer.skip(Layer.tree, "there is no checkpoint to compare with")
            answer.add(Layer.signature, ["head"], pass: "", fail: "the signed checkpoint is missing")
            return
        }
        let signed = try? Checkpoint.open(note: stored.note, key: key)
        answer.head = signed
        let claimed = signed?.head ?? stored.frontier.head
        let isWhole = frontier.head == claimed && stored.frontier == frontier
        answer.add(
            Layer.tree, isWhole ? [] : ["the tree"],
            pass: signed == nil
                ? "the Merkle tree over \(frontier.size.entries) is the stored one, which no valid checkpoint signs"
                : "the Merkle tree over \(frontier.size.entries) has the root in the checkpoint",
            fail: "the Merkle tree over the entries does not have the root in the checkpoint")
        answer.add(
            Layer.signature, signed == nil ? ["the checkpoint's signature"] : [],
            pass: "the checkpoint is signed with the key of this log",
            fail: "the checkpoint's signature is not valid")
    }
}
