import Foundation
import Ledger
import Testing

@testable import Intake

@Suite struct JSONLTests {
    @Test("A line with every key becomes a draft with every part")
    func everything() throws {
        try withTemporaryFolder { folder in
            try FileManager.default.createDirectory(
                at: folder.appendingPathComponent("shots"), withIntermediateDirectories: true)
            try Data("png".utf8).write(to: folder.appendingPathComponent("shots/one.png"))
            let file = folder.appendingPathComponent("drafts.jsonl")
            try Data("{\(Self.least),\"id\":\"first\"}\n\(Self.full)\n".utf8).write(to: file)
            let imported = try Imported(
                SourceFile(path: file.path), with: JSONL(), context: Family.context(entryCount: 100))
            #expect(imported.contacts.count == 2)
            let contact = imported.contacts[1]
            #expect(contact.id == "second")
            #expect(contact.replyToID == "first")
            #expect(contact.correctsID == nil)
            #expect(contact.line == 2)
            #expect(try contact.text(0) == "png")
            let draft = contact.draft
            #expect(draft.heading == Heading(.evidence, corrects: 12))
            #expect(draft.words == "Two\nlines")
            #expect(draft.account == "He was calm.")
            #expect(draft.addresses == [Address(.from, "+15550100200"), Address(.to, "alex@example.org")])
            #expect(
                draft.attachments == [
                    Attachment(
                        name: "call.png", mediaType: "image/png", byteCount: 3, sha256: sha256(Array("png".utf8)),
                        obtained: "screenshot")
                ])
            var event = Event(.handover)
            event.occurred = Occurred(
                start: LocalTime(text: "2026-03-04T21:00:00-05:00")!,
                end: LocalTime(text: "2026-03-04T21:05:00-05:00")!,
                zone: "America/Toronto", precision: .about, source: .clock, zoneFrom: .stated)
            event.channel = .inPerson
            event.from = "them"
            event.to = ["me", "Mia"]
            event.topics = ["handover", "school"]
            event.answered = true
            event.attempt = false
            event.durationSeconds = 300
            event.sent = Instant(text: "2026-03-05T01:59:00Z")
            event.delivered = Instant(text: "2026-03-05T02:00:00Z")
            event.received = Instant(text: "2026-03-05T02:00:30Z")
            event.viewed = Instant(text: "2026-03-05T03:00:00Z")
            event.form = .message
            event.urgency = .urgent
            event.due = LocalTime(text: "2026-03-04T20:30:00-05:00")
            event.actual = LocalTime(text: "2026-03-04T21:00:00-05:00")
            event.place = Place(name: "School gate", latitude: "51.5007", longitude: "-0.1246", errorMetres: 20)
            event.witnesses = ["A neighbour"]
            event.childPresent = true
            event.exceptions = [ExceptionClaim(name: "emergency", by: "them"), ExceptionClaim(name: "agreed")]
            event.agreement = 3
            event.request = 4
            event.thirdParty = ThirdParty(name: "Robin Reed", requestedBy: "them")
            event.reason = "I had the wrong day."
            event.locator = draft.event.locator
            #expect(draft.event == event)
            let locator = try #require(draft.event.locator)
            #expect(locator.format == "jsonl")
            #expect(locator.rawSHA256 == sha256(Array(Self.full.utf8)))
            #expect(locator.byteCount == Self.full.utf8.count)
        }
    }

    @Test("A short line takes its defaults")
    func least() throws {
        let imported = try Imported(jsonl: "{\(Self.least)}")
        let event = try #require(imported.drafts.first?.event)
        #expect(event.kind == .contact)
        #expect(event.to == ["me"])
        #expect(event.occurred?.zoneFrom == .home)
        #expect(event.occurred?.zone == "America/New_York")
        #expect(event.occurred?.precision == .minute)
        #expect(event.occurred?.source == .memory)
        #expect(imported.reading.found == 1)
        #expect(imported.reading.declared == nil)
        #expect(imported.reading.notUnderstoodBytes == 0)
    }

    @Test("A byte order mark, CRLF, blank lines, nulls and a missing last line feed are accepted")
    func spellings() throws {
        let line = "{\(Self.least),\"words\":null,\"topics\":null}"
        let imported = try Imported(jsonl: "\u{FEFF}\(line)\r\n\r\n \t\n\(line)")
        #expect(imported.contacts.map(\.line) == [1, 4])
        #expect(imported.contacts[0].draft.event.locator?.byteOffset == 3)
        #expect(
            imported.contacts.map { $0.draft.event.locator?.rawSHA256 }
                == [sha256(Array(line.utf8)), sha256(Array(line.utf8))])
    }

    @Test("A name stands for its token, and a day alone is precise to the day")
    func names() throws {
        let imported = try Imported(
            jsonl: """
                {"channel":"email","from":"Alex Morgan","to":["Jamie Reed","Mia","them"],"occurred":{"start":"2026-03-04"}}
                {"kind":"missed","due":"2026-03-04T18:00"}
                """)
        #expect(imported.drafts[0].event.from == "me")
        #expect(imported.drafts[0].event.to == ["them", "Mia"])
        #expect(imported.drafts[0].event.occurred?.precision == .day)
        #expect(imported.drafts[1].event.due?.text == "2026-03-04T18:00:00-05:00")
    }

    @Test("The keys of the schema are the keys of the reader")
    func schema() throws {
        let url = packageFolder.appendingPathComponent("Schemas/draft.schema.json")
        let schema = try JSONText.read([UInt8](try Data(contentsOf: url)))
        #expect(schema["properties"]?.object?.keys.sorted() == DraftReader.keys.sorted())
        #expect(
            schema["properties"]?["occurred"]?["properties"]?.object?.keys.sorted() == DraftTimes.occurredKeys.sorted())
    }

    /// The members of the shortest contact.
    static let least = #""channel":"text","from":"them","to":"me","occurred":{"start":"2026-03-04T21:00"}"#

    /// A line with every key but `fold`.
    static let full =
        #"{"id":"second","kind":"handover","channel":"in-person","from":"them","to":["me","Mia"],"#
        + #""occurred":{"start":"2026-03-04T21:00:00","end":"2026-03-04T21:05:00-05:00","zone":"America/Toronto","#
        + #""offsetMinutes":-300,"precision":"about","source":"clock"},"topics":["handover","school"],"#
        + #""words":"Two\nlines","account":"He was calm.","corrects":12,"replyTo":"first","answered":true,"#
        + #""attempt":false,"durationSeconds":300,"sent":"2026-03-04T20:59","delivered":"2026-03-05T02:00:00Z","#
        + #""received":"2026-03-04T21:00:30-05:00","viewed":"2026-03-04T22:00","urgency":"urgent","form":"message","#
        + #""due":"2026-03-04T20:30","actual":"2026-03-04T21:00","place":{"name":"School gate","#
        + #""latitude":"51.5007","longitude":"-0.1246","errorMetres":20},"witnesses":["A neighbour"],"#
        + #""childPresent":true,"exceptions":[{"name":"emergency","by":"them"},{"name":"agreed"}],"#
        + #""agreement":3,"request":4,"thirdParty":{"name":"Robin Reed","requestedBy":"them"},"#
        + #""reason":"I had the wrong day.","addresses":[{"role":"from","value":"+15550100200"},"#
        + #"{"role":"to","value":"alex@example.org"}],"attachments":[{"path":"shots/one.png","name":"call.png","#
        + #""mediaType":"image/png","obtained":"screenshot"}]}"#
}

extension ImportedContact {
    fileprivate func text(_ index: Int) throws -> String {
        var bytes: [UInt8] = []
        try attachmentSources[index].read(draft.attachments[index]) { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self)
    }
}
