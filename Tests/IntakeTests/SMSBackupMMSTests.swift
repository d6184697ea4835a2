#if Expat
    import Ledger
    import Testing

    @testable import Intake

    @Suite struct SMSBackupMMSTests {
        @Test("Texts are joined, layout is passed over, files are attached with their hashes")
        func parts() throws {
            let smil = "<part seq=\"-1\" ct=\"application/smil\" text=\"&lt;smil/&gt;\" />"
            let vcard = "<part seq=\"3\" ct=\"text/x-vCard\" cl=\"a.vcf\" text=\"BEGIN:VCARD\" />"
            let imported = try Imported(
                backup: Backup.smses(
                    Backup.mms(
                        "+15550100200", id: "id-1", subject: "School",
                        parts: smil + Backup.text("one") + Backup.file("aGVsbG8=") + Backup.text("two") + vcard)))
            let contact = try #require(imported.contacts.first)
            #expect(contact.draft.words == "School\none\ntwo")
            #expect(contact.draft.event.locator?.nativeID == "id-1")
            #expect(contact.draft.event.sent?.text == "2026-03-03T11:59:50Z")
            #expect(contact.draft.attachments.map(\.name) == ["image.jpg", "a.vcf"])
            #expect(contact.draft.attachments.map(\.mediaType) == ["image/jpeg", "text/x-vcard"])
            #expect(contact.draft.attachments.map(\.byteCount) == [5, 11])
            #expect(contact.draft.attachments[0].sha256 == sha256(Array("hello".utf8)))
            #expect(try contact.bytes(0) == Array("hello".utf8))
            #expect(try contact.bytes(1) == Array("BEGIN:VCARD".utf8))
            #expect(imported.reading.warnings == [.layoutParts(count: 1)])
        }

        @Test("Broken base64 is kept as it is written, and counted")
        func brokenBase64() throws {
            let imported = try Imported(
                backup: Backup.smses(Backup.mms("+15550100200", parts: Backup.file("aGVs*bG8="))))
            let contact = try #require(imported.contacts.first)
            #expect(contact.draft.attachments.map(\.name) == ["image.jpg.base64"])
            #expect(try contact.bytes(0) == Array("aGVs*bG8=".utf8))
            #expect(imported.reading.notUnderstoodBytes == 9)
        }

        @Test("A part with no data is said; a file's folders are dropped from its name")
        func missingData() throws {
            let imported = try Imported(
                backup: Backup.smses(
                    Backup.mms(
                        "+15550100200",
                        parts: Backup.file("null") + Backup.file("") + Backup.file("AA==", name: "../../x/y.png"))))
            #expect(imported.drafts[0].attachments.map(\.name) == ["y.png"])
            guard case .missingAttachments(2, _)? = imported.reading.warnings.first else {
                Issue.record("no warning of missing data")
                return
            }
        }

        @Test("Of a group, the sender is the one named and the others are recipients")
        func group() throws {
            let group = "+15550100200~+15550100300~+15559990001~+15550100100"
            let imported = try Imported(
                backup: Backup.smses(
                    Backup.mms(group, sender: "+15550100300", parts: Backup.text("a")),
                    Backup.mms(group, sender: "+15559990001", parts: Backup.text("b")),
                    Backup.mms(group, box: 2, type: 128, sender: "insert-address-token", parts: Backup.text("c")),
                    Backup.mms("+15559990001~+15559990002", sender: "+15559990001", parts: Backup.text("d"))))
            #expect(imported.drafts.map(\.words) == ["a", "b", "c"])
            #expect(imported.drafts.map(\.event.from) == ["Mia", "+15559990001", "me"])
            #expect(
                imported.drafts.map(\.event.to) == [
                    ["me", "them", "+15559990001"], ["me", "them", "Mia"], ["them", "Mia", "+15559990001"],
                ])
            #expect(
                imported.reading.leftOut == [
                    LeftOut(address: "+15559990001, +15559990002", count: 1, reason: .unknownAddress)
                ])
        }

        @Test("More than 256 addresses are not read")
        func hugeGroup() throws {
            let group = (0..<256).map { "+1555020\($0 + 1000)" }.joined(separator: "~")
            let imported = try Imported(
                backup: Backup.smses(Backup.mms("+15550100200~" + group, parts: Backup.text("a"))))
            #expect(imported.reading.leftOut.map(\.reason) == [.tooLarge])
        }

        @Test("Delivery and read reports are no messages")
        func reports() throws {
            let imported = try Imported(
                backup: Backup.smses(Backup.mms("+15550100200", id: "id-1", type: 134, parts: "")))
            #expect(imported.reading.leftOut.map(\.reason) == [.report])
        }

        @Test("An attachment of 30 MB passes through in pieces")
        func largeAttachment() throws {
            let line = String(repeating: "QUJD", count: 1 << 18)
            let data = String(repeating: line, count: 30)
            let imported = try Imported(
                backup: Backup.smses(Backup.mms("+15550100200", parts: Backup.file(data)), Backup.sms("after")))
            #expect(imported.drafts[0].attachments[0].byteCount == 30 * 3 << 18)
            #expect(imported.drafts[1].words == "after")
            var filter = SMSBackupFilter(offset: 0)
            var longest = 0
            try SourceFile(bytes: Array("<smses><mms><part data=\"\(data)\"/></mms></smses>".utf8)).forEachChunk {
                chunk, _ in
                try filter.read(chunk) { longest = max(longest, $0.bytes.count) }
                longest = max(longest, filter.current.bytes.count)
            }
            #expect(longest < 100)
        }
    }

    extension ImportedContact {
        /// The bytes of an attachment, read as Casework reads them.
        func bytes(_ index: Int) throws -> [UInt8] {
            var bytes: [UInt8] = []
            try attachmentSources[index].read(draft.attachments[index], chunkSize: 3) { bytes += $0 }
            return bytes
        }
    }
#endif
