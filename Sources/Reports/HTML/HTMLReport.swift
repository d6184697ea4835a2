/// The document as one HTML file: no script, nothing from outside, fit for print and for a phone.
package enum HTMLReport {
    /// Hands the bytes to `write` in pieces of some tens of kilobytes; the same report gives the same
    /// bytes. Memory beyond the report itself stays at one piece and the longest entry.
    package static func write(_ report: Report, to write: ([UInt8]) throws -> Void) rethrows {
        var page = HTMLPage(report)
        func drain(over limit: Int) throws {
            if page.out.bytes.count > limit { try write(page.out.drain()) }
        }
        page.start()
        page.cover()
        page.summary()
        page.rules()
        try drain(over: 0)
        page.startChronology()
        for item in report.chronology {
            page.row(item)
            try drain(over: pieceSize)
        }
        page.endChronology()
        page.startResults()
        for result in report.results {
            page.startResult(result)
            for person in result.people {
                page.startPerson(person, rule: result.rule)
                for line in person.breaches + person.cannotTell {
                    page.finding(line)
                    try drain(over: pieceSize)
                }
                page.endPerson(person)
            }
        }
        page.dueEvents()
        page.startCorrections()
        for correction in report.corrections {
            page.correction(correction)
            try drain(over: pieceSize)
        }
        page.leftOut()
        for index in page.longLists.indices {
            page.longList(index)
            try drain(over: pieceSize)
        }
        page.endLeftOut()
        page.method()
        for source in report.sources {
            page.startSource(source)
            for place in source.places {
                page.place(place)
                try drain(over: pieceSize)
            }
            page.endSource()
        }
        page.endMethod()
        page.end()
        try drain(over: 0)
    }

    package static func bytes(_ report: Report) -> [UInt8] {
        var all: [UInt8] = []
        write(report) { all += $0 }
        return all
    }

    private static let pieceSize = 1 << 16
}

/// One page of HTML in the making; each section is a file of its own.
struct HTMLPage {
    let report: Report
    var out = HTMLText()
    /// Entries that have a row in the chronology or are shown as a step of a correction.
    private let targets: Set<Int>
    /// Lists too long for a table, printed whole in the last section but one.
    var longLists: [(title: String, entries: EntryCount)] = []

    init(_ report: Report) {
        self.report = report
        targets = Set(report.chronology.map(\.number))
            .union(report.corrections.flatMap { $0.steps.map(\.entry) })
    }

    /// The number of an entry, as a link if the entry has a place in this document.
    mutating func entryLink(_ number: Int) {
        guard targets.contains(number) else { return out.number(number) }
        out.markup("<a href=\"#e")
        out.number(number)
        out.markup("\">")
        out.number(number)
        out.markup("</a>")
    }

    /// `4, 7, 9–12`.
    mutating func entryNumbers(_ count: EntryCount) {
        for (index, run) in Words.runs(count.entries).enumerated() {
            if index > 0 { out.markup(", ") }
            entryLink(run.first)
            if run.last > run.first {
                out.markup(run.last == run.first + 1 ? ", " : "–")
                entryLink(run.last)
            }
        }
    }

    /// `entry 4` or `entries 4, 7`.
    mutating func entries(_ count: EntryCount) {
        if count.count == 1 { out.markup("entry\u{A0}") } else { out.markup("entries ") }
        entryNumbers(count)
    }

    mutating func findingNumbers(_ numbers: [Int]) {
        for (index, run) in Words.runs(numbers).enumerated() {
            if index > 0 { out.markup(", ") }
            out.findingLink(run.first)
            if run.last > run.first {
                out.markup(run.last == run.first + 1 ? ", " : "–")
                out.findingLink(run.last)
            }
        }
    }
}
