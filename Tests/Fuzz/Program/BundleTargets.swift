import Evidence
import Ledger
import Seeds

extension FuzzTarget {
    static let bundles = [
        // One of a bundle's files replaced and signed again, or, without a number of a file in front, the whole.
        FuzzTarget("bundle") { bytes in
            let sample = SampleFiles.bundle
            var feed = Feed(bytes)
            let place = feed.byte()
            guard sample.names.indices.contains(place) else {
                let answer = BundleCheck().check(Array(bytes.dropFirst()))
                promise(answer.layers.count == BundleLayer.Name.allCases.count, "every layer has an answer")
                return
            }
            let answer = BundleCheck().check(sample.replacing(place, by: Array(bytes.dropFirst())))
            promise(answer.layers.count == BundleLayer.Name.allCases.count, "every layer has an answer")
            let isSame = sample.files[place] == Array(bytes.dropFirst())
            promise(isSame == answer.isUnchanged, "no other file passes, and the right one does")
        },
        FuzzTarget("bundle-entry") { bytes in
            guard let record = ShownRecord(line: bytes[...]) else { return }
            promise(record.line == bytes, "a line has one spelling")
            guard let entry = try? ShownEntry(record) else {
                if let released = ReleasedRecord(carried: bytes, by: .max, leaf: record.leaf) {
                    promise(released.record.line == bytes, "a released entry is what was carried")
                }
                return
            }
            promise(entry.opened == nil || entry.heading?.entryClass == .evidence, "nothing private is opened")
            let released = ReleasedRecord(carried: bytes, by: .max, leaf: record.leaf)
            promise(released == nil || entry.opened == nil, "what was evidence is not released")
            promise(entry.opened?.releasedBy == nil, "nothing releases it")
        },
        FuzzTarget("bundle-statement") { bytes in
            guard let statement = BundleStatement(bytes: bytes[...]) else { return }
            promise(statement.bytes == bytes, "a statement has one spelling")
        },
    ]
}

/// A small bundle, file by file.
struct SampleFiles: Sendable {
    /// In order.
    let names: [String]
    let files: [[UInt8]]

    static let bundle = SampleFiles()

    private init() {
        let log = SampleLog()
        let random = Chance(3).source
        var chain = Chain(from: SampleLog.key)
        var previous = log.sealer.genesis
        var records: [ShownRecord] = []
        var hashes: [Hash32] = []
        for draft in Self.drafts {
            let entry = Entry(draft, recorded: Instant(seconds: 1_772_900_000))
            let sealed = log.sealer.seal(
                Disclosures(entry, random: random), number: hashes.count, previous: previous)
            let verified = needed { try chain.verify(sealed.record).get() }
            // The note is shown as the release behind it has it.
            let carried = (try? Opener(log.ring).carried(by: verified)).flatMap { ShownRecord(line: $0[...]) }
            let shown = needed { try Opener(log.ring).shown(verified) }
            records.append(carried ?? (draft.event.kind == .release ? shown.headingAndEvent : shown))
            hashes.append(sealed.record.leaf.withUnsafeBytes { Merkle.leafHash(of: $0) })
            previous = sealed.leafHash
        }
        var frontier = Frontier()
        for hash in hashes { frontier.append(hash) }
        let source = BundleSource(
            key: SampleLog.key, checkpointNote: log.sealer.checkpoint(frontier.head), leafHashes: hashes,
            statement: BundleStatement(program: "daybook", generated: Instant(seconds: 1_773_000_000)), findings: []
        ) { [records] body in for record in records { try body(record) } }
        var bytes: [UInt8] = []
        withoutActuallyEscaping(
            { bytes += $0 },
            do: { write in
                needed {
                    try BundleWriter(source).write(
                        exhibit: { _, _ in }, sign: { log.sealer.bundleNote($0) }, to: write)
                }
            })
        let members = needed { try ZipFile.read(bytes) }
        names = members.map(\.name)
        files = members.map { Array(bytes[$0.range]) }
    }

    private static var drafts: [Draft] {
        var setup = Event(.setup)
        setup.details = .setup(Setup(homeZone: "Europe/Lisbon", program: "daybook"))
        var contact = Event(.contact)
        (contact.from, contact.to, contact.channel) = ("them", ["me"], .text)
        var release = Event(.release)
        release.details = .release(Release(entry: 2))
        return [
            Draft(event: setup), Draft(event: contact, words: "See you on Friday"),
            Draft(heading: Heading(.private), event: Event(.note), account: "A note"),
            Draft(event: release),
        ]
    }

    /// The bundle with other bytes in the file at `place`; checksums fit, lists and signature do not.
    func replacing(_ place: Int, by other: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        withoutActuallyEscaping(
            { bytes += $0 },
            do: { write in
                needed {
                    var writer = ZipWriter(to: write)
                    for (index, name) in names.enumerated() {
                        try writer.add(name, index == place ? other : files[index])
                    }
                    try writer.finish()
                }
            })
        return bytes
    }
}
