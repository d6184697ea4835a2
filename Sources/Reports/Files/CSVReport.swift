import Ledger

/// The chronology as `contacts.csv`: RFC 4180 with CR LF, UTF-8 with a byte order mark, one row an entry.
package enum CSVReport {
    package static func write(_ report: Report, to write: ([UInt8]) throws -> Void) rethrows {
        var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
        append(columns, to: &bytes)
        var corrections: [Int: Report.Correction] = [:]
        for correction in report.corrections { corrections[correction.number] = correction }
        for item in report.chronology {
            append(cells(item, corrections[item.number]), to: &bytes)
            if bytes.count > 1 << 16 {
                try write(bytes)
                bytes.removeAll(keepingCapacity: true)
            }
        }
        try write(bytes)
    }

    package static func bytes(_ report: Report) -> [UInt8] {
        var all: [UInt8] = []
        write(report) { all += $0 }
        return all
    }

    package static let columns = [
        "number", "kind", "occurredStart", "occurredEnd", "occurredStartUTC", "occurredEndUTC", "zone", "precision",
        "source", "recorded", "gapSeconds", "gapLabel", "channel", "from", "to", "topics", "words", "account",
        "attachments", "versions", "amendedBy", "retractedBy", "findings",
    ]

    private static func cells(_ item: Report.Item, _ correction: Report.Correction?) -> [String] {
        [
            String(item.number), item.kind.rawValue, item.start?.local ?? "", item.end?.local ?? "",
            item.start?.utc ?? "", item.end?.utc ?? "", item.occurred?.zone ?? "",
            item.occurred?.precision.rawValue ?? "", item.occurred?.source.rawValue ?? "", item.recorded.utc,
            item.gapSeconds.map(String.init) ?? "", item.gapLabel ?? "", item.channel ?? "", item.from ?? "",
            item.to.joined(separator: "; "), item.topics.joined(separator: "; "), item.words ?? "",
            item.account ?? "",
            item.attachments.map { "\($0.name) sha256:\($0.sha256)" }.joined(separator: "; "),
            numbers(item.versions), numbers(Array(item.versions.dropFirst())),
            item.retractedBy.map(String.init) ?? "",
            item.findings.map { "F\($0.finding) \($0.text)" }.joined(separator: "; "),
        ]
    }

    private static func numbers(_ numbers: [Int]) -> String { numbers.map(String.init).joined(separator: "; ") }

    private static func append(_ cells: [String], to bytes: inout [UInt8]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            append(cell, to: &bytes)
        }
        bytes.append(contentsOf: [0x0D, 0x0A])
    }

    /// Quoted where RFC 4180 asks for it, and where a reader might trim spaces.
    private static func append(_ cell: String, to bytes: inout [UInt8]) {
        let text = isFormula(cell) ? "'" + cell : cell
        let special = text.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 < 0x20 || $0 == 0x3B }
        guard special || text.utf8.first == 0x20 || text.utf8.last == 0x20 else {
            bytes.append(contentsOf: text.utf8)
            return
        }
        bytes.append(0x22)
        for byte in text.utf8 {
            if byte == 0x22 { bytes.append(0x22) }
            bytes.append(byte)
        }
        bytes.append(0x22)
    }

    /// True for a cell that a spreadsheet could run: one that, after white space and characters that
    /// cannot be seen, begins with `=`, `+`, `-` or `@`, plain or full-width; or that begins with a
    /// tab, a carriage return or a line feed. A negative number is left to the reader as a number.
    static func isFormula(_ cell: String) -> Bool {
        if let first = cell.utf8.first, first == 0x09 || first == 0x0D || first == 0x0A { return true }
        guard let start = cell.unicodeScalars.first(where: { !isSkipped($0) }) else { return false }
        switch start {
        case "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}", "\u{2212}", "\u{FE62}", "\u{FE63}",
            "\u{FE66}", "\u{FE6B}":
            return !isNegativeNumber(cell)
        default: return false
        }
    }

    private static func isSkipped(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control, .format: true
        default: scalar.properties.isWhitespace
        }
    }

    private static func isNegativeNumber(_ cell: String) -> Bool {
        let digits = cell.utf8.dropFirst()
        return cell.utf8.first == UInt8(ascii: "-") && !digits.isEmpty
            && digits.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    }
}
