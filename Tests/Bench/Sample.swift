import Foundation
import Ledger

/// Texts of an invented family, the same on every run.
struct Sample {
    static let number = "+15550100"
    let byteCount: Int
    private var state: UInt64 = 0x2545_F491_4F6C_DD1D
    private(set) var count = 0

    init(byteCount: Int) { self.byteCount = byteCount }

    /// A text as an import makes it: either of the two, some minutes after the one before.
    mutating func text() -> Draft {
        let (start, isOutgoing, words) = next()
        let time = LocalTime(instant: start, offsetMinutes: -300)
        var event = Event(.contact)
        event.occurred = Occurred(
            start: time, zone: "America/New_York", precision: .second, source: .header, zoneFrom: .home)
        event.channel = .text
        event.from = isOutgoing ? "me" : "them"
        event.to = [isOutgoing ? "them" : "me"]
        if isOutgoing { event.sent = start } else { event.received = start }
        event.locator = Locator(
            format: "sms-backup-restore", fileSHA256: sha256([1]), byteOffset: count * 640, byteCount: 612,
            rawSHA256: sha256([UInt8(count & 255)]), rawTime: String(start.milliseconds))
        return Draft(event: event, addresses: [Address(isOutgoing ? .to : .from, Self.number)], words: words)
    }

    /// A contact as a person logs it.
    mutating func logged() -> Draft {
        var draft = text()
        draft.event.locator = nil
        draft.event.received = nil
        draft.event.sent = nil
        draft.addresses = []
        return draft
    }

    /// The same text as a line of SMS Backup & Restore.
    mutating func xml() -> String {
        let (start, isOutgoing, words) = next()
        return
            #"  <sms protocol="0" address="\#(Self.number)" date="\#(start.milliseconds)" type="\#(isOutgoing ? 2 : 1)" "#
            + #"subject="null" body="\#(words)" toa="null" sc_toa="null" service_center="null" read="1" status="-1" "#
            + #"locked="0" date_sent="0" sub_id="1" readable_date="Jan 2, 2021 12:00:00 AM" contact_name="Jamie" />"#
            + "\n"
    }

    /// An MMS with a picture of `pictureByteCount` bytes.
    mutating func mms(pictureByteCount: Int) -> String {
        let (start, _, words) = next()
        var picture = [UInt8](repeating: 0, count: pictureByteCount)
        for index in stride(from: 0, to: pictureByteCount - 8, by: 8) {
            let random = random()
            for place in 0..<8 { picture[index + place] = UInt8(truncatingIfNeeded: random >> (8 * place)) }
        }
        return
            #"  <mms date="\#(start.milliseconds)" msg_box="1" address="\#(Self.number)" m_id="m\#(count)" m_type="132" sub="null">"#
            + #"<parts><part seq="0" ct="text/plain" text="\#(words)" /><part seq="1" ct="image/jpeg" name="a.jpg" "#
            + #"fn="a.jpg" text="null" data="\#(Data(picture).base64EncodedString())" /></parts>"#
            + #"<addrs><addr address="\#(Self.number)" type="137" /></addrs></mms>"# + "\n"
    }

    private mutating func next() -> (Instant, isOutgoing: Bool, words: String) {
        count += 1
        var words = ""
        while words.utf8.count < byteCount {
            words += Self.lexicon[Int(random() % UInt64(Self.lexicon.count))]
            words += " "
        }
        // One in sixteen texts is not plain ASCII; one in a thousand holds the words searched for.
        if count % 16 == 0 { words = "Zoë’s café — " + words }
        if count % 1000 == 0 { words = "Dentist on Thursday, " + words }
        while words.utf8.count > byteCount { words.removeLast() }
        return (Instant(seconds: 1_500_000_000 + count * 1_500 + Int(random() % 900)), random() % 3 == 0, words)
    }

    private mutating func random() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }

    private static let lexicon = """
        the kids are ready when you come please bring the blue coat and her homework school called about
        a fever again can we swap weekends I will be there at six you never said that to me before money rent
        pick up from practice at the usual place he forgot his shoes we talked about this already tell me by noon
        """.split(whereSeparator: \.isWhitespace).map(String.init)
}

/// Files of SMS Backup & Restore.
enum SampleFile {
    /// - Returns: How many items it holds.
    static func write(_ path: String, texts: Int, pictures: Int = 0, pictureByteCount: Int = 0) throws -> Int {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw CocoaError(.fileWriteUnknown) }
        var sample = Sample(byteCount: 300)
        let total = texts + pictures
        var buffer = Data("<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"\(total)\">\n".utf8)
        let every = pictures > 0 ? max(1, total / pictures) : Int.max
        for index in 0..<total {
            let isPicture = index % every == every - 1
            buffer.append(contentsOf: (isPicture ? sample.mms(pictureByteCount: pictureByteCount) : sample.xml()).utf8)
            if buffer.count > 1 << 20 {
                try handle.write(contentsOf: buffer)
                buffer.removeAll(keepingCapacity: true)
            }
        }
        buffer.append(contentsOf: "</smses>\n".utf8)
        try handle.write(contentsOf: buffer)
        try handle.close()
        return total
    }
}
