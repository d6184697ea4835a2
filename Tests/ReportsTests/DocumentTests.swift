import Ledger
import SampleFamily
import Testing

@testable import Reports

@Suite("The document")
struct DocumentTests {
    let few = Report(Family.few())

    @Test("shows an amended entry under its first number, with old and new version and the reason")
    func amendment() {
        let item = few.chronology.first { $0.number == 8 }
        #expect(item?.versions == [8, 14])
        #expect(item?.account?.hasSuffix("Saturday night.") == true)
        let step = few.corrections.first { $0.number == 8 }?.steps.first
        #expect(step?.entry == 14 && step?.isRetraction == false)
        #expect(step?.reason == "The end was one minute later; I misread the log.")
        #expect(step?.changes.map(\.name) == ["end", "account"])
        #expect(step?.changes.last?.old?.hasSuffix("about Saturday.") == true)
    }

    @Test("shows a retracted entry, but counts it as retracted only")
    func retraction() {
        #expect(few.chronology.first { $0.number == 9 }?.retractedBy == 15)
        #expect(!few.summary.rows.contains { $0.cells.contains { $0.entries.entries.contains(9) } })
        #expect(few.corrections.first { $0.number == 9 }?.steps.first?.isRetraction == true)
    }

    @Test("measures the gap from the event to the first recording, not to an amendment")
    func gap() {
        let item = few.chronology.first { $0.number == 8 }
        #expect(item?.gapText == "20\u{A0}min after (contemporaneous)")
        #expect(few.chronology.first { $0.number == 10 }?.gapLabel == "later")
        #expect(few.chronology.first { $0.number == 13 }?.gapSeconds == nil)
    }

    @Test("stands in order of time, entries of unknown time last")
    func order() { #expect(few.chronology.map(\.number) == [4, 5, 6, 8, 9, 10, 11, 12, 19, 13]) }

    @Test("leaves out private, outside and book-keeping entries by number")
    func leftOut() {
        let groups = few.leftOut.groups
        #expect(groups.map(\.reason) == [.private, .outsidePeriod, .bookkeeping])
        #expect(groups.map(\.entries.entries) == [[7, 17], [18], [0, 1, 2]])
        #expect(few.cover.shown.entries == [3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16, 19])
    }

    @Test("lists the times in which not everything was recorded, with the entries that say so")
    func gaps() {
        #expect(
            few.leftOut.gaps.map(\.text) == [
                "20\u{A0}Mar\u{A0}2026 to 22\u{A0}Mar\u{A0}2026: The telephone was under repair."
            ])
        #expect(few.leftOut.gaps.map(\.entry) == [19])
        #expect(few.chronology.first { $0.number == 19 }?.kindText == "Gap in recording")
        #expect(few.summary.rows.allSatisfy { row in row.cells.allSatisfy { !$0.entries.entries.contains(19) } })
        var retract = Event(.retract)
        retract.reason = "It was another week."
        var restore = Event(.restore)
        restore.details = .restore(Restoration(restoredSize: 4, restoredRoot: [], lostSize: 6, lostRoot: []))
        var input = Family.few()
        input.opened += [
            Family.entry(20, retract, corrects: 19, recorded: "2026-03-25T08:00:00Z"),
            Family.entry(21, restore, recorded: "2026-03-26T08:00:00Z"),
        ]
        input.entries = Selection(opened: input.opened, privateNumbers: [7, 17], period: input.period).shown
        let gaps = Report(input).leftOut.gaps
        #expect(gaps.map(\.entry) == [21])
        #expect(
            gaps.first?.text.contains("a copy of 4 entries") == true && gaps.first?.text.contains("6 entries") == true)
    }

    @Test("names what took place after the time due and what was missed")
    func due() {
        #expect(few.dueEvents.after.entries == [11] && few.dueEvents.missed.entries == [10])
        #expect(few.dueEvents.lines.last?.statusText == "took place 25\u{A0}min after the time due")
    }

    @Test("tells a decision with its entry and reason")
    func decision() {
        let line = few.results[0].people[1].breaches[0]
        #expect(line.decision == "Confirmed by Alex Morgan (entry 16): “No emergency was mentioned.”")
        #expect(
            few.results[0].people[1].sentence == "Checked 4 entries of Jamie Reed: 2 apparent breaches (entries 4, 8).")
        #expect(few.results[1].people[0].sentence == "Not checked for Alex Morgan: the rule does not bind Alex Morgan.")
    }

    @Test("keeps an entry in the period if any of its versions is")
    func movedOut() {
        let date = Family.occurred("2026-03-04 10:00")
        let moved = Family.occurred("2026-02-04 10:00")
        let opened = [
            Family.entry(0, Family.contact(.text, from: "me", date)),
            Family.entry(1, Family.contact(.text, from: "me", moved), corrects: 0),
        ]
        let period = Period(from: CivilDate(text: "2026-03-01"))
        #expect(Selection(opened: opened, privateNumbers: [], period: period).shown.map(\.number) == [0])
    }

    @Test("tells a finding about days alone that began before the period and reaches into it")
    func reachesIn() {
        var input = Family.few()
        let missed = ReportFinding(
            id: "quiet-hours/them/2026-02-22-on", rule: "quiet-hours", bookEntry: input.rules[0].bookEntry,
            person: "them", verdict: .cannotTell, entries: [], reason: "Nothing was recorded from then on.",
            missing: "what happened after the last entry", day: CivilDate(text: "2026-02-22"))
        input.findings.append(missed)
        #expect(Report(input).results.flatMap(\.people).flatMap(\.cannotTell).contains { $0.id == missed.id })
    }

    @Test("says plainly when nobody is named, no rule is in force and the log is empty")
    func empty() {
        var input = Family.input(size: 0)
        input.people = []
        let report = Report(input)
        #expect(report.cover.preparedBy == "the person who keeps this record")
        #expect(report.leftOut.sentence == "Every entry of the log is shown in this report; none is left out.")
        #expect(report.summary.sentences == ["No contacts or events are shown in this report."])
    }

    @Test(
        "writes durations in the two largest units",
        arguments: [
            (0, "0 s"), (59, "59 s"), (243, "4 min 3 s"), (7500, "2 h 5 min"), (86_400, "1 d"), (90_061, "1 d 1 h"),
        ])
    func duration(seconds: Int, text: String) {
        #expect(Catalogue.english.duration(seconds).replacing("\u{A0}", with: " ") == text)
    }

    @Test("writes ten thousand entries, each once")
    func large() {
        let report = Report(Family.month(contacts: 10_000))
        var pieces = 0
        var byteCount = 0
        HTMLReport.write(Layout(report)) { piece in
            pieces += 1
            byteCount += piece.count
            #expect(piece.count < 1 << 20)
        }
        #expect(report.chronology.count == 10_000)
        #expect(pieces > 50 && byteCount > 5_000_000)
    }
}
