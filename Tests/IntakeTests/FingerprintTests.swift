import Testing

@testable import Intake
@testable import Ledger

@Suite struct FingerprintTests {
    private func draft(_ change: (inout Draft) -> Void = { _ in }) -> Draft {
        var event = Event(.contact)
        event.occurred = Occurred(
            start: LocalTime(text: "2026-03-04T21:00:00-05:00")!, zone: "America/New_York", precision: .second,
            source: .header)
        event.channel = .text
        event.from = "them"
        event.to = ["me"]
        event.locator = Locator(
            format: "sms-backup-restore", fileSHA256: [1], byteOffset: 1, byteCount: 2, rawSHA256: [2])
        var draft = Draft(event: event, addresses: [Address(.from, "+1 555 010 0200")], words: "words")
        change(&draft)
        return draft
    }

    @Test("Where a message stands, how its zone is shown and who is known play no part")
    func same() {
        let first = Fingerprint.of(draft())
        #expect(first.count == 32)
        #expect(first == Fingerprint.of(draft { $0.event.locator?.fileSHA256 = [9] }))
        #expect(first == Fingerprint.of(draft { $0.event.locator?.rawSHA256 = [9] }))
        #expect(first == Fingerprint.of(draft { $0.event.from = "Jamie" }))
        #expect(first == Fingerprint.of(draft { $0.addresses = [Address(.from, "+15550100200")] }))
        #expect(
            first == Fingerprint.of(draft { $0.event.occurred?.start = LocalTime(text: "2026-03-05T02:00:00Z")! }))
    }

    @Test("Time, direction, words, files and a failure make another message")
    func different() {
        var all: Set<[UInt8]> = [Fingerprint.of(draft())]
        let changes: [(inout Draft) -> Void] = [
            { $0.event.occurred?.start = LocalTime(text: "2026-03-04T21:00:01-05:00")! },
            { $0.event.from = "me" }, { $0.addresses = [Address(.to, "+15550100200")] }, { $0.words = "other" },
            { $0.words = nil }, { $0.event.channel = .call }, { $0.event.attempt = true },
            { $0.attachments = [Attachment(name: "a", mediaType: "a/b", byteCount: 1, sha256: [7])] },
            { $0.event.locator?.nativeID = "id" }, { $0.event.locator = nil },
        ]
        for change in changes { all.insert(Fingerprint.of(draft(change))) }
        #expect(all.count == changes.count + 1)
    }

    @Test("The message's own id decides where there is one")
    func native() {
        let one = draft { $0.event.locator?.nativeID = "id" }
        let other = draft {
            $0.event.locator?.nativeID = "id"
            $0.words = "shown otherwise"
        }
        #expect(Fingerprint.of(one) == Fingerprint.of(other))
    }

    @Test("What a person wrote about two events in one minute stays apart")
    func written() {
        let one = draft {
            $0.event.locator = nil
            $0.account = "one"
        }
        let other = draft {
            $0.event.locator = nil
            $0.account = "two"
        }
        #expect(Fingerprint.of(one) != Fingerprint.of(other))
        #expect(Fingerprint.of(one) == Fingerprint.of(Entry(one, recorded: Family.now).draft))
    }

    @Test("An entry that is read back has the fingerprint of its draft")
    func readBack() throws {
        var drafts = [draft(), draft { $0.event.attempt = true }]
        let full = try JSONText.read(Array(JSONLTests.full.utf8))
        var line = try DraftReader(context: Family.context()).line(full).draft
        line.attachments = [Attachment(name: "a", mediaType: "a/b", byteCount: 1, sha256: sha256([7]))]
        drafts.append(line)
        drafts.append(try #require(try Imported(jsonl: "{\(JSONLTests.least),\"place\":{}}").drafts.first))
        for var draft in drafts {
            draft.event.locator?.fileSHA256 = sha256([1])
            draft.event.locator?.rawSHA256 = sha256([2])
            let entry = Entry(draft, recorded: Family.now)
            let disclosures = Disclosures(entry, random: .system)
            let leaf = Leaf(
                digests: disclosures.parts.map(\.digest), previous: [UInt8](repeating: 0, count: 32), number: 0)
            let back = try Entry(opening: disclosures.parts + disclosures.attachments, of: leaf)
            #expect(back == entry)
            #expect(Fingerprint.of(back.draft) == Fingerprint.of(draft))
        }
    }

    #if Expat
        @Test("A later export shares the fingerprints of what it repeats, whatever it words differently")
        func laterExport() throws {
            let group = Backup.mms("+15550100200~+15559990001", parts: Backup.text("b") + Backup.file("AAAA"))
            let first = try Imported(backup: Backup.smses(Backup.sms("a"), group))
            let later = Backup.smses(Backup.sms("c"), Backup.sms("a"), group).replacing("3 Mar", with: "03.03.")
            let known = Family.people + [Person(name: "Sam", role: .third, addresses: ["+15559990001"])]
            let second = try Imported(backup: later, context: Family.context(people: known))
            #expect(second.contacts.map(\.fingerprint).dropFirst().elementsEqual(first.contacts.map(\.fingerprint)))
            #expect(first.drafts[1].event.to != second.drafts[2].event.to)
        }
    #endif
}
