import Casework
import Intake
import Ledger
import Seeds

extension FuzzTarget {
    static let intake: [FuzzTarget] = {
        var targets = [FuzzTarget("jsonl") { read($0, with: JSONL()) }]
        #if Expat
            targets.append(FuzzTarget("sms") { read($0, with: SMSBackup()) })
        #endif
        #if Calendars
            targets.append(FuzzTarget("calendar", read: readCalendar))
        #endif
        return targets + [FuzzTarget("base64", read: readBase64), FuzzTarget("when", read: readWhen)]
    }()

    /// Reads the file whole and in pieces of a few bytes, and seals and opens what came out.
    private static func read(_ bytes: [UInt8], with importer: any Importer) {
        let whole = Imported(SourceFile(bytes: bytes), with: importer)
        let pieces = Imported(SourceFile(bytes: bytes, longestChunk: 1 + bytes.count % 7), with: importer)
        promise(whole.reading == pieces.reading, "pieces of any size read the same")
        promise(whole.drafts == pieces.drafts, "pieces of any size give the same drafts")
        guard let reading = whole.reading else { return }
        promise(reading.found == whole.drafts.count + whole.leftOutCount, "every item found is handed out")
        promise(reading.leftOut.reduce(0) { $0 + $1.count } == whole.leftOutCount, "what is left out is counted")
        promise(0...bytes.count ~= reading.notUnderstoodBytes, "no more bytes than there are go not understood")
        whole.drafts.forEach(record)
    }

    /// Whatever an importer hands out can be recorded, and read again as it was.
    private static func record(_ draft: Draft) {
        let entry = Entry(draft, recorded: Family.now)
        let disclosures = Disclosures(entry, random: Chance(2).source)
        let leaf = Leaf(digests: disclosures.parts.map(\.digest), previous: Merkle.emptyRoot, number: 0)
        let opened = try? Entry(opening: disclosures.parts + disclosures.attachments, of: leaf)
        promise(opened == entry, "an imported entry reads back")
    }

    /// What is taken lies within the years and the numbers that it promises, and reads the same each time.
    private static func readCalendar(_ bytes: [UInt8]) {
        let file: CalendarFile
        do throws(CalendarError) {
            file = try CalendarFile(reading: bytes, homeZone: Family.zones[0])
        } catch {
            return promise(!error.description.isEmpty, "a refusal says why")
        }
        promise((try? CalendarFile(reading: bytes, homeZone: Family.zones[0])) == file, "a calendar reads the same")
        promise(file.occasions.count <= CalendarFile.occasionLimit, "no more occasions than promised")
        promise(file.cancelledCount + file.timelessCount <= file.eventCount, "what is left out is counted")
        for occasion in file.occasions {
            switch occasion.time {
            case .days(let first, let last): promise(first <= last, "days are in order")
            case .moments(let from, let until): promise(from <= until, "moments are in order")
            }
        }
    }

    private static func readBase64(_ text: [UInt8]) {
        let whole = decode([text[...]])
        promise(decode(text.map { [$0] }) == whole, "pieces of any size decode the same")
        if let strict = Base64.decode(text[...]) { promise(whole == strict, "what is strict base64 decodes") }
    }

    /// Nil if it is not base64.
    private static func decode(_ pieces: [ArraySlice<UInt8>]) -> [UInt8]? {
        var stream = Base64Stream()
        var bytes: [UInt8] = []
        for piece in pieces { bytes += piece.withUnsafeBytes { stream.decode($0) } }
        bytes += stream.finish()
        return stream.isBroken ? nil : bytes
    }

    /// The first byte picks the zone and the options.
    private static func readWhen(_ bytes: [UInt8]) {
        var feed = Feed(bytes)
        let options = feed.byte()
        let text = String(decoding: feed.bytes(bytes.count), as: UTF8.self)
        let zone = Family.zones[options % Family.zones.count]
        let fold = options & 16 == 0 ? nil : When.Fold.allCases[options >> 5 & 1]
        let reading: When.Reading
        do throws(WhenError) {
            reading = try When.read(text, in: zone, now: Family.now, isRough: options & 64 != 0, fold: fold)
        } catch {
            return promise(!error.message.isEmpty, "a refusal says why")
        }
        let occurred = Occurred(start: reading.time, zone: zone.name, precision: reading.precision, source: .memory)
        _ = WhenText.describe(occurred, now: Family.now)
        promise(LocalTime(text: reading.time.text) == reading.time, "a time reads back")
    }
}

/// What an importer made of a file.
private struct Imported {
    /// Nil if it was refused.
    let reading: ImportReading?
    let drafts: [Draft]
    let leftOutCount: Int

    init(_ file: SourceFile, with importer: any Importer) {
        var drafts: [Draft] = []
        var leftOutCount = 0
        reading = try? importer.read(file, context: Family.context) { item in
            switch item {
            case .contact(let contact):
                drafts.append(contact.draft)
                for (attachment, source) in zip(contact.draft.attachments, contact.attachmentSources) {
                    promise((try? source.read(attachment) { _ in }) != nil, "an attachment is what its hash says")
                }
            case .leftOut: leftOutCount += 1
            }
        }
        self.drafts = drafts
        self.leftOutCount = leftOutCount
    }
}

/// An invented family, and its clocks.
enum Family {
    static let people = [
        Person(name: "Alex Morgan", role: .me, addresses: ["+1 555 010 0100"]),
        Person(name: "Jamie Reed", role: .them, addresses: ["+15550100200", "jamie@example.org"]),
        Person(name: "Mia", role: .child, addresses: ["+1 (555) 010-0300"]),
        Person(name: "Robin Reed", role: .third, addresses: ["robin.r"]),
    ]
    static let now = Instant(seconds: 1_773_144_000)
    /// Half hours, skipped midnights, a skipped day, months ahead of and behind each other.
    static let zones = ["America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "America/Sao_Paulo", "UTC"].map {
        name in needed { Zone(name) }
    }
    static let context = ImportContext(people: people, homeZone: zones[0], now: now, entryCount: 100)
}
