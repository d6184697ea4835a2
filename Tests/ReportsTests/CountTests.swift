import Ledger
import SampleFamily
import Testing

@testable import Reports

@Suite("Counts in a report")
struct CountTests {
    @Test("equal the number of entries they list, everywhere in report.json", arguments: [true, false])
    func listed(isFew: Bool) throws {
        let json = try JSONText.read(JSONReport.bytes(Report(isFew ? Family.few() : Family.month())))
        var counts = 0
        func walk(_ value: JSONValue) {
            switch value {
            case .array(let elements): elements.forEach(walk)
            case .object(let members):
                if let count = members["count"]?.integer {
                    counts += 1
                    let listed = members["findings"]?.array?.count ?? members["entries"]?.array?.count
                    #expect(listed == count)
                }
                members.values.forEach(walk)
            default: break
            }
        }
        walk(json)
        #expect(counts > 20)
    }

    @Test("of shown and withheld entries add up to the log, and share none")
    func addUp() {
        for input in [Family.few(), Family.month(), Family.input(size: 0), Family.input(size: 12)] {
            let cover = Report(input).cover
            #expect(cover.shown.count + cover.withheld.count == cover.inLog)
            #expect(Set(cover.shown.entries).isDisjoint(with: cover.withheld.entries))
        }
    }

    @Test("of each person add up to the entries shown that are not retracted")
    func people() {
        let report = Report(Family.month())
        let standing = report.chronology.filter { $0.retractedBy == nil }.map(\.number)
        #expect(report.summary.rows[0].cells.flatMap(\.entries.entries).sorted() == standing.sorted())
        let parts = report.summary.rows.dropFirst().prefix { $0.isPart }
        for column in report.summary.columns.indices {
            let all = parts.flatMap { $0.cells[column].entries.entries }
            #expect(all.sorted() == report.summary.rows[0].cells[column].entries.entries)
        }
    }

    @Test("of checked, fine and found entries agree for both people under every rule")
    func findings() {
        for result in Report(Family.month()).results {
            #expect(result.people.prefix(2).map(\.person) == ["me", "them"])
            for person in result.people {
                let found = (person.breaches + person.cannotTell).flatMap(\.entries.entries)
                #expect(Set(found).union(person.fine.entries) == Set(person.checked.entries))
                #expect(Set(found).isDisjoint(with: person.fine.entries))
            }
        }
    }

    @Test("number the findings from 1 without a gap, each marked at its entries")
    func numbers() {
        let report = Report(Family.month())
        let lines = report.results.flatMap(\.people).flatMap { $0.breaches + $0.cannotTell }
        #expect(lines.map(\.number) == Array(1...lines.count))
        for line in lines {
            for item in report.chronology where line.entries.entries.contains(item.number) {
                #expect(item.findings.contains { $0.finding == line.number })
            }
        }
    }
}
