import SampleFamily
import Testing

@testable import Reports

@Suite("contacts.csv")
struct CSVTests {
    @Test(
        "gives a spreadsheet no formula to run",
        arguments: [
            ("=1+1", true), ("+44 7700 900123", true), ("-2+3", true), ("@SUM(A1)", true), ("\t=1", true),
            ("\r=1", true), ("\n=1", true), ("  =1", true), ("\u{A0}=1", true), ("\u{200B}=1", true),
            ("\u{FEFF}=1", true), ("＝1", true), ("＋1", true), ("－1", true), ("＠x", true), ("−1", true),
            ("\u{3000}=x", true), ("1=1", false), ("'=1", false), ("a@b.example", false), ("", false), ("   ", false),
            ("-42", false), ("-", true), ("-4a", true), ("שלום", false),
        ])
    func formula(cell: String, isFormula: Bool) { #expect(CSVReport.isFormula(cell) == isFormula) }

    @Test("keeps words with quotes, commas and line breaks in one cell, after a byte order mark")
    func quoting() {
        let rows = Self.read(CSVReport.bytes(Report(Family.one(words: "a \"b\", c\r\nd;e"))))
        #expect(rows.count == 2)
        #expect(rows[0] == CSVReport.columns)
        #expect(rows[1][CSVReport.columns.firstIndex(of: "words")!] == "a \"b\", c\r\nd;e")
        #expect(rows[1].count == CSVReport.columns.count)
    }

    @Test("has one row an entry, each with every column")
    func rows() {
        let report = Report(Family.month())
        let rows = Self.read(CSVReport.bytes(report))
        #expect(rows.count == report.chronology.count + 1)
        #expect(rows.allSatisfy { $0.count == CSVReport.columns.count })
        #expect(rows.dropFirst().map { Int($0[0]) } == report.chronology.map(\.number))
    }

    /// A small RFC 4180 reader: CR LF ends a row.
    static func read(_ bytes: [UInt8]) -> [[String]] {
        precondition(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        var rows: [[String]] = []
        var row: [String] = []
        var cell: [UInt8] = []
        var isQuoted = false
        var at = 3
        while at < bytes.count {
            let byte = bytes[at]
            if isQuoted {
                if byte == 0x22, at + 1 < bytes.count, bytes[at + 1] == 0x22 {
                    cell.append(byte)
                    at += 1
                } else if byte == 0x22 {
                    isQuoted = false
                } else {
                    cell.append(byte)
                }
            } else if byte == 0x22 {
                isQuoted = true
            } else if byte == 0x2C || byte == 0x0D {
                row.append(String(decoding: cell, as: UTF8.self))
                cell = []
                if byte == 0x0D {
                    rows.append(row)
                    row = []
                    at += 1
                }
            } else {
                cell.append(byte)
            }
            at += 1
        }
        return rows
    }
}
