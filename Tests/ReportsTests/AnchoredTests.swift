import Ledger
import SampleFamily
import Testing

@testable import Reports

@Suite("Outside time stamps")
struct AnchoredTests {
    @Test("stand around each entry: the last one before it, the first one that covers it")
    func bracket() {
        let items = Report(Family.anchored()).chronology
        let brackets = items.map { [$0.anchored.after?.entry, $0.anchored.before?.entry] }
        #expect(items.map(\.number) == [4, 6, 9])
        #expect(brackets == [[nil, 5], [5, 7], [7, nil]])
        #expect(
            items[1].anchored.text?.replacing("\u{A0}", with: " ")
                == "after 4 Mar 2026, 22:00:00 (UTC+00:00) (entry 5), before 5 Mar 2026, 22:00:00 (UTC+00:00) (entry 7)"
        )
        #expect(items[0].anchored.before?.time.utc == "2026-03-04T22:00:00Z")
    }

    @Test("are not spoken of where the log has none")
    func none() {
        let report = Report(Family.few())
        #expect(report.chronology.allSatisfy { $0.anchored.text == nil })
        #expect(!report.definitions.contains { $0.title == "Time stamps of others" })
        #expect(Report(Family.anchored()).definitions.contains { $0.title == "Time stamps of others" })
    }
}

extension Family {
    /// Three texts between stamps; the last stamp is pending.
    static func anchored() -> ReportInput {
        func text(_ number: Int, _ time: String) -> OpenedEntry {
            entry(number, contact(.text, from: "them", occurred(time)), words: "x")
        }
        func anchor(_ number: Int, size: Int, _ time: String?) -> OpenedEntry {
            var event = Event(.anchor)
            let note = head(size: size).checkpoint
            event.details = .anchor(
                Anchor(format: .rfc3161, note: note, by: "Test Clock", time: time.flatMap { Instant(text: $0) }))
            return entry(number, event)
        }
        let opened = [
            text(4, "2026-03-04 21:00"), anchor(5, size: 5, "2026-03-04T22:00:00Z"), text(6, "2026-03-05 21:00"),
            anchor(7, size: 7, "2026-03-05T22:00:00Z"), anchor(8, size: 8, nil), text(9, "2026-03-06 21:00"),
        ]
        let selection = Selection(opened: opened, privateNumbers: [], period: Period())
        var input = input(size: 10)
        input.entries = selection.shown
        input.opened = opened
        input.leftOut = selection.leftOut
        return input
    }
}
