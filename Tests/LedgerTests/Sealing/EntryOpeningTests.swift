import Seeds
import Testing

@testable import Ledger

@Suite("Opening an entry's disclosures")
struct EntryOpeningTests {
    private static let leaf = Leaf(digests: [], previous: Hash32([UInt8](repeating: 0, count: 32))!, number: 7)

    /// The entry whose disclosures have this JSON, under a leaf that commits to it.
    private func entry(_ lines: [[UInt8]]) throws(OpenError) -> Entry {
        let disclosures = lines.map { Disclosure(json: $0) }
        let leaf = Leaf(digests: disclosures.prefix(6).map(\.hash), previous: Self.leaf.previous, number: 7)
        return try Entry(opening: disclosures, of: leaf)
    }

    private func lines(_ entry: Entry = Self.full) -> [[UInt8]] {
        let disclosures = Disclosures(entry, random: Chance(1).source)
        return (disclosures.parts + disclosures.attachments).map(\.json)
    }

    /// Every member that an event of this kind can have.
    private static var full: Entry {
        var entry = sampleEntry()
        let time = LocalTime(text: "2026-03-04T21:00:00.250-01:30")!
        entry.draft.event.occurred?.end = time
        entry.draft.event.replyTo = 3
        entry.draft.event.topics = ["health", "Schule – \u{1F600}"]
        entry.draft.event.attempt = true
        entry.draft.event.form = .voicemail
        entry.draft.event.durationSeconds = 0
        entry.draft.event.sent = Instant(milliseconds: 1_772_658_000_001)
        entry.draft.event.delivered = Instant(seconds: 1)
        entry.draft.event.received = Instant(seconds: -1)
        entry.draft.event.viewed = Instant(seconds: 253_402_300_799)
        entry.draft.event.urgency = .urgent
        entry.draft.event.due = time
        entry.draft.event.actual = LocalTime(text: "0001-01-01T00:00:00+18:00")!
        entry.draft.event.witnesses = ["\"\\\u{1}\n"]
        entry.draft.event.childPresent = false
        entry.draft.event.agreement = 0
        entry.draft.event.request = JSONLimits.integer
        entry.draft.event.thirdParty = ThirdParty(name: "Sam", requestedBy: "them")
        entry.draft.event.reason = ""
        entry.draft.event.locator = Locator(
            format: "sms-backup-restore", fileSHA256: sha256([1]), byteOffset: 1, byteCount: 2, rawSHA256: sha256([2]),
            rawTime: "1500001523000", nativeID: "m1")
        return entry
    }

    @Test("an entry with every member is read back as it was, and each line is canonical JSON")
    func wholeEvent() throws {
        #expect(try entry(lines()) == Self.full)
        for line in lines() { #expect(CanonicalJSON.write(try CanonicalJSON.read(line)) == line) }
    }

    @Test("the details of every kind are read back, and those of another kind refused")
    func details() throws {
        let all: [(Event.Kind, Details)] = [
            (.setup, .setup(Setup(homeZone: "UTC", program: "daybook 1"))),
            (.person, .person(Person(name: "Jamie", role: .them, addresses: ["+15550100", "a@b"]))),
            (
                .rules,
                .rules(RuleBookAdoption(effectiveFrom: CivilDate(year: 2026, month: 3, day: 4), sha256: sha256([])))
            ),
            (.decision, .decision(Decision(finding: "a:1", answer: .topic, topics: ["x"], entries: [1, 2]))),
            (
                .import,
                .import(
                    ImportAccount(
                        format: "f", fileSHA256: sha256([3]), fileByteCount: 1, declared: 2, found: 3, taken: 4,
                        alreadyThere: 5, leftOut: 6, truncated: true, notUnderstoodBytes: 7, sourceKept: false))
            ),
            (
                .restore,
                .restore(Restoration(restoredSize: 1, restoredRoot: sha256([4]), lostSize: 2, lostRoot: sha256([5])))
            ),
            (
                .export,
                .export(Export(what: "report", shown: 1, withheld: 2, files: ["a": sha256([6]), "b": sha256([7])]))
            ),
        ]
        for (kind, details) in all {
            var event = Event(kind)
            event.details = details
            let lines = lines(Entry(Draft(event: event), recorded: Instant(seconds: 1)))
            #expect(try entry(lines).event == event)
            let other = String(decoding: lines[1], as: UTF8.self).replacing(
                "\"kind\":\"\(kind.rawValue)\"", with: "\"kind\":\"note\"")
            #expect(throws: OpenError.self) { try entry([lines[0], Array(other.utf8)] + lines[2...]) }
        }
    }

    @Test("a byte less, a byte more or another byte gives no entry, or one that is spelled so")
    func everyByte() throws {
        let whole = lines()
        for (place, line) in whole.enumerated() {
            for offset in line.indices {
                for byte: UInt8? in [
                    nil, 0x20, 0x22, 0x2C, 0x30, 0x5C, 0x7D, 0xFF, line[offset] &+ 1, line[offset] &- 1,
                ] {
                    var changed = whole
                    if let byte { changed[place][offset] = byte } else { changed[place].remove(at: offset) }
                    try expectOneSpelling(changed)
                    guard let byte, offset % 3 == 0 else { continue }
                    changed = whole
                    changed[place].insert(byte, at: offset)
                    try expectOneSpelling(changed)
                }
            }
        }
    }

    /// What the reader takes, the general reader of canonical JSON takes, and writing it again gives the same bytes.
    private func expectOneSpelling(_ lines: [[UInt8]]) throws {
        guard let opened = try? entry(lines) else { return }
        for (line, again) in zip(lines, self.lines(opened)) {
            let value = try CanonicalJSON.read(line)
            #expect(value.array?.last == (try CanonicalJSON.read(again)).array?.last)
            #expect(line.dropFirst(24) == again.dropFirst(24))
        }
    }

    @Test(
        "an unknown, a repeated, a missing and a misplaced member are refused",
        arguments: [
            (#"{"class":"evidence"}"#, #"{"class":"evidence","extra":1}"#),
            (#"{"class":"evidence"}"#, #"{"class":"evidence","class":"evidence"}"#),
            (#"{"class":"evidence"}"#, #"{"a":1,"class":"evidence"}"#),
            (#"{"class":"evidence"}"#, #"{"corrects":0,"class":"evidence"}"#),
            (#"{"class":"evidence"}"#, #"{"corrects":0}"#), (#"{"class":"evidence"}"#, "{}"),
            (#"{"class":"evidence"}"#, "null"), (#"{"class":"evidence"}"#, #"{"class":"evidence"}1"#),
            (#"{"class":"evidence"}"#, #"{"class":null}"#), (#"{"class":"evidence"}"#, #"{"cl\u0061ss":"evidence"}"#),
        ])
    func members(from: String, to: String) throws {
        var changed = lines()
        let text = String(decoding: changed[0], as: UTF8.self)
        #expect(text.contains(from))
        changed[0] = Array(text.replacing(from, with: to).utf8)
        #expect(throws: OpenError.malformed(part: "heading")) {
            do { _ = try entry(changed) } catch OpenError.malformed { throw OpenError.malformed(part: "heading") }
        }
    }

    @Test("a gap in recording needs both of its times")
    func gap() throws {
        var sample = sampleEntry()
        sample.draft.event.kind = .gap
        let start = sample.event.occurred?.start
        sample.draft.event.occurred?.end = start
        let read = try entry(lines(sample)).event
        #expect(read.isTold && !read.isContact && read.occurred == sample.event.occurred)
        sample.draft.event.occurred?.end = nil
        #expect(throws: OpenError.malformed(part: "occurred")) { try entry(lines(sample)) }
        sample.draft.event.occurred = nil
        #expect(throws: OpenError.malformed(part: "occurred")) { try entry(lines(sample)) }
    }

    @Test("more than 100,000 values are refused")
    func limits() throws {
        var entry = sampleEntry()
        entry.draft.event.topics = [String](repeating: "t", count: 99_900)
        #expect(try self.entry(lines(entry)).event.topics.count == 99_900)
        entry.draft.event.topics = [String](repeating: "t", count: 100_000)
        #expect(throws: OpenError.self) { try self.entry(lines(entry)) }
    }

    @Test("the sealed text gives the disclosures back, and one that breaks off is refused")
    func sealedText() throws {
        let disclosures = Disclosures(Self.full, random: Chance(1).source)
        let text = SealedText.of(disclosures)
        let whole = (disclosures.parts + disclosures.attachments).map(\.json)
        #expect(try read(text) == whole)
        for count in text.indices.dropFirst() where text[count - 1] != Ascii.newline {
            #expect(throws: OpenError.self) { try read(Array(text[..<count])) }
        }
    }

    private func read(_ text: [UInt8]) throws -> [[UInt8]] {
        let names = Disclosure.Part.allCases.map(\.rawValue)
        return try text.withUnsafeBufferPointer { text in
            var source = SealedText(text)
            var (lines, json): ([[UInt8]], [UInt8]) = ([], [])
            while try source.next(named: lines.count < 6 ? names[lines.count] : "attachment", into: &json) {
                lines.append(json)
            }
            return lines
        }
    }
}
