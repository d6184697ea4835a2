import Ledger
import Testing

@testable import Rules

/// A log whose last contact is of Friday 8 May 2026 and that was last written in on Monday 8 June.
@Suite("After the last contact, what may have been missed is told once")
struct AfterTheLog {
    private let log = [
        entry(90, "2026-04-30 12:00", from: "Sam"),
        entry(91, "2026-05-08 12:00", from: "Sam", recorded: "2026-06-08 12:00"),
    ]

    private func told(_ kind: String, _ keys: String, _ entries: StandingEntry...) throws -> [Finding] {
        checker(try book(kind, keys, binds: "them")).findings(in: log + entries)
    }

    @Test("Weeks, days and months without a contact, each as one finding")
    func frequency() throws {
        let weeks = try told(
            "frequency", "channels = [\"call\"]\nat-least = 1\nper = \"week\"\nweek-starts = \"monday\"\ncounts = []",
            entry(5, "2026-05-05 12:00", channel: .call))
        #expect(summary(weeks) == ["r:2026-05-04:them fine", "r:2026-05-11-on:them cannot-tell"])
        let last = try #require(weeks.last)
        #expect(
            last.reason
                == "No contact is logged in the 4 weeks from Monday 11 May 2026, and the rule asks for at least 1 a week,"
                + " but no later contact shows that the log was still being kept.")
        #expect(last.period == "4 weeks from Monday 11 May 2026" && last.entries.isEmpty)
        #expect(last.day?.text == "2026-05-11" && last.lastDay?.text == "2026-06-01")
        let days = try told("frequency", "at-least = 1\nper = \"day\"\ncounts = []")
        #expect(summary(days).filter { $0.hasSuffix("breach") }.count == 7)
        #expect(summary(days).last == "r:2026-05-08-on:them cannot-tell")
        #expect(days.last?.period == "31 days from Friday 8 May 2026")
        #expect(days.last?.reason.english.contains("asks for at least 1 a day") == true)
    }

    @Test("One week alone keeps its own name, so that a decision about it stays with it")
    func one() throws {
        let weeks = try told(
            "frequency",
            "at-least = 1\nper = \"week\"\nweek-starts = \"monday\"\ncounts = []\nuntil = 2026-05-17\nuntil-is = \"inclusive\"",
            entry(5, "2026-05-05 12:00"))
        #expect(summary(weeks) == ["r:2026-05-04:them fine", "r:2026-05-11:them cannot-tell"])
    }

    @Test("Times due after it, of a check-in and of a handover; what is logged among them is told by itself")
    func dues() throws {
        for (kind, thing) in [
            ("checkin", "Nothing is logged for what was due 5 times from"), ("handover", "Of the 5 handovers due from"),
        ] {
            let keys = "due = [{ days = [\"sun\"], at = 19:00:00 }]\ngrace-minutes = 15"
            let found = try told(kind, keys)
            #expect(
                summary(found) == ["r:2026-05-03-1900:them breach", "r:2026-05-10-1900-on:them cannot-tell"], "\(kind)")
            let last = try #require(found.last)
            #expect(last.reason.english.hasPrefix("\(thing) Sunday 10 May 2026, 19:00 to Sunday 7 June 2026, 19:00 in"))
            #expect(last.missing == "a later contact that shows the log was being kept")
            #expect(
                last.lastDay?.text == "2026-06-07"
                    && last.period?.english.contains("due from Sunday 10 May 2026, 19:00 on") == true)
            let missed = entry(6, "2026-05-08 12:00", channel: nil) {
                $0.kind = .missed
                $0.due = local("2026-05-24 19:00", newYork, 0)
            }
            #expect(
                summary(try told(kind, keys, missed)) == [
                    "r:2026-05-03-1900:them breach", "r:2026-05-10-1900:them cannot-tell",
                    "r:2026-05-17-1900:them cannot-tell", "r:2026-05-24-1900:them breach",
                    "r:2026-05-31-1900-on:them cannot-tell",
                ], "\(kind)")
        }
    }

    @Test("A span of days is asked for by any day within it")
    func asked() throws {
        let book = try book("frequency", "at-least = 1\nper = \"day\"\ncounts = []", binds: "them")
        var opened = log.map(\.current)
        opened.sort { $0.number < $1.number }
        let facts = CaseFacts(opened)
        let books = [AdoptedBook(number: 0, book: book, from: Instant(milliseconds: 0))]
        let june = facts.judge(by: books, from: CivilDate(text: "2026-06-03"), until: CivilDate(text: "2026-06-04"))
        #expect(summary(june.findings) == ["r:2026-05-08-on:them cannot-tell"])
        #expect(facts.judge(by: books, from: CivilDate(text: "2026-06-09")).findings.isEmpty)
    }
}
