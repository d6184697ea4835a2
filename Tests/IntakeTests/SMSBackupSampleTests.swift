#if Expat
    import Foundation
    import Ledger
    import Testing

    @testable import Intake

    /// Published samples, with the counts of `samples/README.md`.
    @Suite struct SMSBackupSampleTests {
        struct Sample: Sendable {
            var name: String
            var declared: Int
            var found: Int
            var truncated = false
        }

        @Test(
            "A published backup has the items that its readme counts",
            arguments: [
                Sample(name: "sms_small", declared: 12, found: 12),
                Sample(name: "sms_and_mms", declared: 58, found: 50, truncated: true),
                Sample(name: "empty", declared: 0, found: 0),
                Sample(name: "minimal_sms", declared: 1, found: 1),
                Sample(name: "minimal_mms", declared: 1, found: 1),
                Sample(name: "minimal_calls", declared: 1, found: 1),
                Sample(name: "mixed", declared: 4, found: 4),
                Sample(name: "malformed", declared: 1, found: 1, truncated: true),
            ])
        func counts(sample: Sample) throws {
            guard let folder = samplesFolder("sms") else { return }
            let file = try SourceFile(path: folder.appendingPathComponent(sample.name + ".xml").path)
            let imported = try Imported(file, with: SMSBackup())
            #expect(imported.reading.declared == sample.declared)
            #expect(imported.reading.found == sample.found)
            #expect(imported.reading.truncated == sample.truncated)
            #expect((imported.reading.notUnderstoodBytes > 0) == sample.truncated)
            #expect(imported.contacts.isEmpty)
            #expect(imported.isBalanced)
        }

        @Test("With all of its numbers known, the cut-off sample gives 41 texts and 8 whole MMS")
        func everything() throws {
            guard let folder = samplesFolder("sms") else { return }
            let file = try SourceFile(path: folder.appendingPathComponent("sms_and_mms.xml").path)
            let people = (1...9).map { Person(name: "Person \($0)", role: .third, addresses: ["+1555000000\($0)"]) }
            let imported = try Imported(file, with: SMSBackup(), context: Family.context(people: people))
            #expect(imported.contacts.count == 49)
            #expect(imported.reading.leftOut.map(\.reason) == [.cutOff])
            let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent("sms_and_mms.xml")))
            for contact in imported.contacts {
                let locator = try #require(contact.draft.event.locator)
                let raw = bytes[locator.byteOffset..<locator.byteOffset + locator.byteCount]
                #expect(raw.starts(with: "<sms ".utf8) || raw.starts(with: "<mms ".utf8))
                #expect(raw.last == UInt8(ascii: ">"))
                #expect(locator.rawSHA256 == sha256(raw))
                #expect(locator.fileSHA256 == sha256(bytes))
            }
        }

        @Test("The small MMS sample has its text, its image and its addresses")
        func minimalMMS() throws {
            guard let folder = samplesFolder("sms") else { return }
            let file = try SourceFile(path: folder.appendingPathComponent("minimal_mms.xml").path)
            let people = [Person(name: "Robin", role: .them, addresses: ["+15551234567"])]
            let imported = try Imported(file, with: SMSBackup(), context: Family.context(people: people))
            let draft = try #require(imported.drafts.first)
            #expect(draft.words == "Test MMS Subject\nHello from MMS!")
            #expect(draft.attachments.map(\.name) == ["image.jpg"])
            #expect(draft.attachments.map(\.mediaType) == ["image/jpeg"])
            #expect(draft.addresses.map(\.value) == ["+15551234567", "+15559876543"])
            #expect(imported.reading.warnings == [.layoutParts(count: 1)])
            var image: [UInt8] = []
            try imported.contacts[0].attachmentSources[0].read(draft.attachments[0]) { image += $0 }
            #expect(image.starts(with: [0x89, 0x50, 0x4E, 0x47]))
        }
    }
#endif
