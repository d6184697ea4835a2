#if Expat
    import Foundation
    import Ledger
    import Testing

    @testable import Intake

    @Suite struct SMSBackupTests {
        @Test("A received text has its words, times, people and place in the file")
        func received() throws {
            let text = Backup.smses(Backup.sms("See you at 6 &amp; not later", sent: "1772539198000"))
            let imported = try Imported(backup: text)
            let draft = try #require(imported.drafts.first)
            #expect(draft.words == "See you at 6 & not later")
            #expect(draft.event.kind == .contact)
            #expect(draft.event.channel == .text)
            #expect(draft.event.from == "them")
            #expect(draft.event.to == ["me"])
            let occurred = try #require(draft.event.occurred)
            #expect(occurred.start.text == "2026-03-03T07:00:00.123-05:00")
            #expect(occurred.zone == "America/New_York")
            #expect(occurred.zoneFrom == .home)
            #expect(occurred.precision == .second)
            #expect(occurred.source == .header)
            #expect(draft.event.received == occurred.start.instant)
            #expect(draft.event.sent?.text == "2026-03-03T11:59:58Z")
            #expect(draft.addresses == [Address(.from, "+15550100200")])
            let locator = try #require(draft.event.locator)
            #expect(locator.format == "sms-backup-restore")
            #expect(locator.rawTime == "1772539200123")
            let bytes = Array(text.utf8)
            let raw = bytes[locator.byteOffset..<locator.byteOffset + locator.byteCount]
            #expect(raw.starts(with: "<sms ".utf8))
            #expect(raw.suffix(2).elementsEqual("/>".utf8))
            #expect(locator.rawSHA256 == sha256(raw))
            #expect(imported.contacts[0].line == 4)
            #expect(imported.reading == ImportReading.whole(found: 1))
        }

        @Test("A sent text goes from me to them; a failed one is an attempt")
        func sent() throws {
            let imported = try Imported(
                backup: Backup.smses(Backup.sms("a", type: 2), Backup.sms("b", from: "(555) 010-0300", type: 5)))
            #expect(imported.drafts.map(\.event.from) == ["me", "me"])
            #expect(imported.drafts.map(\.event.to) == [["them"], ["Mia"]])
            #expect(imported.drafts.map(\.event.attempt) == [nil, true])
            #expect(imported.drafts[0].event.sent == imported.drafts[0].event.occurred?.start.instant)
            #expect(imported.drafts[1].event.sent == nil)
            #expect(imported.drafts[0].addresses == [Address(.to, "+15550100200")])
        }

        @Test("Strangers, drafts, unsent, nameless and unreadable items are left out and counted")
        func leftOut() throws {
            let imported = try Imported(
                backup: Backup.smses(
                    Backup.sms("a", from: "+15559990001"), Backup.sms("b", from: "+15559990001", type: 3),
                    Backup.sms("c", type: 3), Backup.sms("d", type: 4), Backup.sms("e", type: 6),
                    Backup.sms("f", type: 9), Backup.sms("g", from: "null"), Backup.sms("h", date: "bad"),
                    Backup.sms("i", date: "1772539200"), Backup.sms("j", date: "-5"),
                    Backup.sms("k", date: "1773144600001"), Backup.sms("l", from: "a&#10;b"), Backup.sms("m")))
            #expect(imported.drafts.map(\.words) == ["m"])
            #expect(
                imported.reading.leftOut == [
                    LeftOut(address: "", count: 1, reason: .noNumber),
                    LeftOut(address: "+15550100200", count: 1, reason: .draft),
                    LeftOut(address: "+15550100200", count: 1, reason: .futureTime),
                    LeftOut(address: "+15550100200", count: 1, reason: .unknownType),
                    LeftOut(address: "+15550100200", count: 3, reason: .unreadableTime),
                    LeftOut(address: "+15550100200", count: 2, reason: .unsent),
                    LeftOut(address: "+15559990001", count: 2, reason: .unknownAddress),
                    LeftOut(address: "a\u{FFFD}b", count: 1, reason: .unreadableAddress),
                ])
            #expect(imported.isBalanced)
        }

        @Test("A future time is taken once it is confirmed, and ten minutes ahead is not future")
        func future() throws {
            let backup = Backup.smses(Backup.sms("a", date: "1773144600000"), Backup.sms("b", date: "1773144600001"))
            #expect(try Imported(backup: backup).drafts.map(\.words) == ["a"])
            let confirmed = try Imported(backup: backup, context: Family.context(allowsFuture: true))
            #expect(confirmed.drafts.count == 2)
        }

        @Test("A body of null is kept, an empty one is none, a newline stays")
        func bodies() throws {
            let imported = try Imported(
                backup: Backup.smses(Backup.sms("null"), Backup.sms(""), Backup.sms("a&#10;b"), Backup.sms("  x ")))
            #expect(imported.drafts.map(\.words) == ["null", nil, "a\nb", "  x "])
        }

        @Test("Words over 1 MiB are left out and said; 1 MiB is taken")
        func longWords() throws {
            let most = String(repeating: "x", count: Draft.textLimit)
            let imported = try Imported(backup: Backup.smses(Backup.sms(most), Backup.sms(most + "x")))
            #expect(imported.drafts.map { $0.words?.utf8.count } == [Draft.textLimit])
            #expect(imported.reading.leftOut.map(\.reason) == [.tooLarge])
        }

        @Test("Two equal messages are two contacts with one fingerprint")
        func equalMessages() throws {
            let imported = try Imported(backup: Backup.smses(Backup.sms("ok"), Backup.sms("ok"), Backup.sms("OK")))
            let fingerprints = imported.contacts.map(\.fingerprint)
            #expect(fingerprints.count == 3)
            #expect(fingerprints[0] == fingerprints[1])
            #expect(fingerprints[0] != fingerprints[2])
        }

        @Test("A byte order mark and capital letters of the encoding's name are accepted")
        func byteOrderMark() throws {
            let text = Backup.smses(Backup.sms("a")).replacing("UTF-8", with: "utf-8")
            let imported = try Imported(backup: "\u{FEFF}" + text)
            let locator = try #require(imported.drafts.first?.event.locator)
            #expect(Array("\u{FEFF}\(text)".utf8)[locator.byteOffset...].starts(with: "<sms ".utf8))
        }

        @Test("Elements that the format does not have are counted as not understood")
        func unknownElements() throws {
            let text = Backup.smses(Backup.sms("a"), "<rcs a=\"1\"><x/></rcs>", "<!-- c -->", count: 1)
            let start = try #require(text.range(of: "<rcs")).lowerBound.utf16Offset(in: text)
            let imported = try Imported(backup: text)
            #expect(imported.reading.found == 1)
            #expect(imported.reading.notUnderstoodBytes == 21)
            #expect(imported.reading.warnings == [.unknownElements(count: 1, firstByteOffset: start)])
        }

        @Test("Another number of items than declared is said")
        func countDiffers() throws {
            let imported = try Imported(backup: Backup.smses(Backup.sms("a"), count: 3))
            #expect(imported.reading.warnings == [.countDiffers(declared: 3, found: 1)])
            #expect(!imported.reading.truncated)
        }
    }

    extension ImportReading {
        /// A file read to its end, all of it taken.
        static func whole(found: Int) -> ImportReading {
            var reading = ImportReading(declared: found)
            reading.found = found
            return reading
        }
    }
#endif
