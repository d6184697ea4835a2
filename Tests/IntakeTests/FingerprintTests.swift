import Ledger
import Testing

@testable import Intake

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
}
