import Ledger
import SampleFamily
import Testing

@testable import Reports

@Suite("Addresses replaced")
struct RedactionTests {
    static let finder = AddressFinder(["+44 7700 900456", "jamie@example.org", "@jamie.reed", "12"], mark: "[x]")

    @Test(
        "wherever they stand, however they are written",
        arguments: [
            ("Ring me on 07700 900456 now", "Ring me on [x] now"), ("+447700900456", "[x]"),
            ("(07700) 900-456.", "([x]."), ("0044 7700\u{A0}900456", "[x]"), ("write JAMIE@example.org!", "write [x]!"),
            ("see @jamie.reed", "see [x]"), ("17700900456 and 077009004567", "[x] and 077009004567"),
            ("at 12:30, 12 people, 900456", "at 12:30, 12 people, 900456"), ("שלום 07700900456 👍", "שלום [x] 👍"),
            ("", ""),
        ])
    func text(given: String, shown: String) { #expect(Self.finder.replaced(given) == shown) }

    @Test("are in none of the files, and the entries are listed")
    func files() {
        var input = Family.few()
        input.opened = input.opened.map { entry in
            guard entry.number == 5 else { return entry }
            return Family.entry(5, entry.event, words: "Write to jamie@example.org or 07700 900456.")
        }
        input.entries = Selection(opened: input.opened, privateNumbers: [7, 17], period: input.period).shown
        let open = String(decoding: JSONReport.bytes(Report(input)), as: UTF8.self)
        #expect(open.contains("jamie@example.org") && open.contains("900456"))
        input.choices.redactsAddresses = true
        let report = Report(input)
        #expect(report.leftOut.redacted?.entries == [4, 5])
        for bytes in [HTMLReport.bytes(report), JSONReport.bytes(report), CSVReport.bytes(report)] {
            let text = String(decoding: bytes, as: UTF8.self)
            for address in ["jamie@example.org", "900456", "900 456", "900123"] { #expect(!text.contains(address)) }
            #expect(text.contains("[address withheld]"))
        }
        let page = String(decoding: HTMLReport.bytes(report), as: UTF8.self)
        #expect(page.contains("Names, places, what pictures show and addresses that the log does not know are as they"))
    }
}
