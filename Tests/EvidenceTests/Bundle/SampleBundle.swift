import Ledger
import Reports
import Rules
import Seeds

@testable import Evidence

/// A log of an invented family and the bundles made from it, the same in every run.
struct SampleBundle {
    static let picture = [UInt8]("not really a picture\n".utf8)

    let ring: KeyRing
    let sealer: Sealer
    var leafHashes: [Hash32] = []
    var records: [ShownRecord] = []
    var opened: [OpenedEntry] = []
    var earlier: [Int: [UInt8]] = [:]
    /// Every disclosure's text, of private entries too.
    private(set) var texts: [[String]] = []
    /// What a release of each private entry carries, by number.
    private(set) var carried: [Int: [UInt8]] = [:]
    /// Of each record what was opened of it alone: the heading.
    private(set) var headings: [ShownRecord] = []
    /// The bytes of attached files by their SHA-256.
    private(set) var files: [[UInt8]: [UInt8]] = [sha256(picture): picture]
    private var previous: [UInt8]

    init(seed: UInt64 = 7) throws {
        let random = Chance(seed).source
        ring = KeyRing.create(random: random).0
        sealer = try Sealer(ring, random: random)
        previous = Chain.genesis(ring.verifierKey)
    }

    /// Setup, two people, a rule book, four contacts, one of them amended, a private note, an attached file.
    static func family(seed: UInt64 = 7) throws -> SampleBundle {
        var sample = try SampleBundle(seed: seed)
        try sample.append(details: .setup(Setup(homeZone: "Europe/Lisbon", program: "daybook test")), kind: .setup)
        try sample.append(details: .person(Person(name: "Leonor", role: .me)), kind: .person)
        try sample.append(
            details: .person(Person(name: "Sebastian", role: .them, addresses: ["+351900000421"])), kind: .person)
        try sample.append(
            details: .rules(RuleBookAdoption(effectiveFrom: CivilDate(text: "2026-03-01"), sha256: sha256(Self.book))),
            kind: .rules, words: String(decoding: Self.book, as: UTF8.self))
        try sample.append(at: "2026-03-04T21:30:00+00:00", words: "Could you pick up Matilda at the swimming hall")
        try sample.append(at: "2026-03-05T12:00:00+00:00", words: "See you on Friday then")
        try sample.append(private: "Asked counsellor Pereira about mediation")
        sample.keep()
        try sample.append(
            at: "2026-03-06T12:00:00+00:00", words: "The form is attached",
            attachment: Attachment(
                name: "Form.PNG", mediaType: "image/png", byteCount: picture.count, sha256: sha256(picture)))
        try sample.append(at: "2026-03-05T12:05:00+00:00", words: "See you on Friday then", corrects: 5)
        try sample.append(at: "2026-03-07T23:10:00+00:00", words: "Are you awake")
        return sample
    }

    /// The same, and behind it a private note with an attached file, its amendment, and their releases.
    static func released() throws -> SampleBundle {
        var sample = try family()
        try sample.append(
            Draft(
                heading: Heading(.private), event: Event(.note), account: "She waited at the gate until six",
                attachments: [sample.attach([UInt8]("a sketch of the gate\n".utf8), "gate.txt")]))
        var event = Event(.note)
        event.reason = "the hour"
        try sample.append(
            Draft(
                heading: Heading(.private, corrects: 10), event: event, account: "She waited at the gate until seven"))
        sample.keep()
        try sample.release(10)
        try sample.release(11)
        return sample
    }

    /// The family's log with an outside stamp of its head.
    ///
    /// - Parameter stamp: Given the checkpoint note; returns the anchor and the files of its entry.
    static func stamped(
        _ stamp: ([UInt8]) throws -> (anchor: Anchor, files: [(name: String, bytes: [UInt8])])
    ) throws -> SampleBundle {
        var sample = try family()
        let (anchor, files) = try stamp(sample.note)
        sample.keep()
        var event = Event(.anchor)
        event.details = .anchor(anchor)
        let attachments = files.map { sample.attach($0.bytes, $0.name, type: "application/octet-stream") }
        try sample.append(Draft(event: event, attachments: attachments))
        return sample
    }

    /// The log with an OpenTimestamps proof of `digest`, which leads to calendars' promises.
    static func promised(_ digest: ([UInt8]) -> [UInt8]) throws -> SampleBundle {
        try stamped { note in
            let calendar = "https://calendar.example"
            let tag: [UInt8] = [0x00, 0x83, 0xdf, 0xe3, 0x0d, 0x2e, 0xf9, 0x0c, 0x8e]
            let promise = tag + [UInt8(calendar.utf8.count + 1), UInt8(calendar.utf8.count)] + Array(calendar.utf8)
            let nonce = [UInt8](repeating: 7, count: Timestamp.nonceByteCount)
            return (
                Anchor(format: .opentimestamps, note: String(decoding: note, as: UTF8.self), by: calendar),
                [("stamp.ots", Timestamp.file(digest: digest(note), nonce: nonce, answers: [promise]))]
            )
        }
    }

    /// An attached file that the bundles then hold.
    mutating func attach(_ bytes: [UInt8], _ name: String, type: String = "text/plain") -> Attachment {
        files[sha256(bytes)] = bytes
        return Attachment(name: name, mediaType: type, byteCount: bytes.count, sha256: sha256(bytes))
    }

    /// Makes a private entry evidence.
    mutating func release(_ number: Int) throws {
        let line = carried[number]!
        let record = ShownRecord(line: line[...])!
        let release = records.count
        let opened = try ShownEntry(record, releasedBy: release).opened!
        var event = Event(.release)
        event.details = .release(Release(entry: number))
        let opening = attach(line, "entry-\(number).opening", type: Release.mediaType)
        try append(Draft(event: event, attachments: [opening] + opened.entry.attachments))
        records[number] = record
        self.opened.append(opened)
        self.opened.sort { $0.number < $1.number }
    }

    private static let book = [UInt8](
        """
        [[rule]]
        id = "quiet-nights"
        kind = "hours"
        clause = "No contact between 21:00 and 07:00."
        binds = "both"
        zone = "Europe/Lisbon"
        quiet = [{ from = 21:00:00, until = 07:00:00 }]

        [[rule]]
        id = "two-a-week"
        kind = "frequency"
        clause = "At most two messages a week."
        binds = "both"
        zone = "Europe/Lisbon"
        at-most = 2
        per = "week"
        """.utf8)

    mutating func keep() { earlier[leafHashes.count] = note }

    var note: [UInt8] {
        var frontier = Frontier()
        for hash in leafHashes { frontier.append(hash) }
        return sealer.checkpoint(frontier.head)
    }

    private mutating func append(
        details: Details, kind: Event.Kind, words: String? = nil
    ) throws {
        var event = Event(kind)
        event.details = details
        try append(Draft(event: event, words: words))
    }

    /// A contact of which no more is known than its words.
    static func text(_ words: String) -> Draft {
        var event = Event(.contact)
        (event.channel, event.from, event.to) = (.text, "them", ["me"])
        return Draft(event: event, words: words)
    }

    private mutating func append(
        at start: String, words: String, corrects: Int? = nil, attachment: Attachment? = nil
    ) throws {
        var event = Event(.contact)
        event.channel = .text
        (event.from, event.to) = ("them", ["me"])
        event.occurred = LocalTime(text: start).map {
            Occurred(start: $0, zone: "Europe/Lisbon", precision: .minute, source: .header)
        }
        if corrects != nil { event.reason = "wrong minute" }
        try append(
            Draft(
                heading: Heading(.evidence, corrects: corrects), event: event,
                addresses: [Address(.from, "+351900000421")], words: words,
                attachments: attachment.map { [$0] } ?? []))
    }

    private mutating func append(private account: String) throws {
        try append(Draft(heading: Heading(.private), event: Event(.note), account: account))
    }

    mutating func append(_ draft: Draft) throws {
        let entry = Entry(draft, recorded: Instant(seconds: 1_772_900_000 + 60 * leafHashes.count))
        let random = Chance(UInt64(leafHashes.count) + 100).source
        let disclosures = Disclosures(entry, random: random)
        texts.append((disclosures.parts + disclosures.attachments).map(\.text))
        let sealed = sealer.seal(
            disclosures, number: leafHashes.count, previous: previous)
        var chain = Chain(startingAt: leafHashes.count)
        let verified = try chain.verify(sealed.record).get()
        var shown = try Opener(ring).shown(verified)
        headings.append(try Opener(ring).heading(of: verified))
        carried[leafHashes.count] = try Opener(ring).carried(by: verified)
        if draft.event.kind == .release { shown = shown.headingAndEvent }
        if let entry = try ShownEntry(shown).opened { opened.append(entry) }
        records.append(shown)
        previous = verified.leafHash
        leafHashes.append(sealed.record.leaf.withUnsafeBytes { Merkle.leafHash(of: $0) })
    }

    /// The whole of it, or what `choose` makes of each record; nil leaves even the heading out.
    func source(_ choose: (ShownRecord) throws -> ShownRecord? = { $0 }) throws -> BundleSource {
        let facts = CaseFacts(opened)
        let chosen = try records.compactMap(choose)
        var source = BundleSource(
            key: ring.verifierKey, checkpointNote: note, leafHashes: leafHashes,
            statement: BundleStatement(program: "daybook test", generated: Instant(seconds: 1_773_000_000)),
            findings: facts.judge(by: try facts.adoptedBooks()).findings.map { ReportFinding($0) }
        ) { body in for record in chosen { try body(record) } }
        source.earlier = earlier
        source.schemas = ["bundle": [UInt8]("{}\n".utf8)]
        return source
    }

    func bundle(_ source: BundleSource) throws -> [UInt8] { try bundle(BundleWriter(source)) }

    func bundle(_ writer: BundleWriter) throws -> [UInt8] {
        let bytes = Collected()
        try writer.write(
            exhibit: { try $1(files[$0.sha256] ?? []) }, sign: { sealer.bundleNote($0) }, to: { bytes.all += $0 })
        return bytes.all
    }

    private final class Collected { var all: [UInt8] = [] }
}
