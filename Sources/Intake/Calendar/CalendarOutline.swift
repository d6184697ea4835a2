/// The lines of a calendar file, looked at before a library reads them: a file that asks for endless work, or
/// that a lenient reader would read in part, is refused here.
struct CalendarOutline {
    /// The file without a byte order mark; UTF-8 without NUL.
    let bytes: [UInt8]
    /// For each event, in the order of the file: how many lines state its times.
    private(set) var timeLines: [Int] = []

    private static let depthLimit = 8
    /// What decides when an event is. Lines of these names without a value say nothing.
    static let timeNames: Set<String> = [
        "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID",
    ]

    init(_ file: [UInt8]) throws(CalendarError) {
        guard file.count <= CalendarFile.byteLimit else { throw .tooLarge(byteCount: file.count) }
        bytes = file.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(file.dropFirst(3)) : file
        guard !bytes.contains(0), String(validating: bytes, as: UTF8.self) != nil else { throw .notText }
        var open: [String] = []
        var calendars = 0
        for line in Self.logicalLines(bytes) {
            guard !line.text.isEmpty else { continue }
            let name = line.name
            if open.isEmpty {
                guard name == "BEGIN", line.value == "VCALENDAR" else { throw .notACalendar(line: line.number) }
            }
            switch name {
            case "BEGIN":
                open.append(line.value)
                guard open.count <= Self.depthLimit else { throw .tooDeep(line: line.number) }
                if open == ["VCALENDAR"] { calendars += 1 }
                if open == ["VCALENDAR", "VEVENT"] { timeLines.append(0) }
                guard timeLines.count <= CalendarFile.eventLimit else { throw .tooManyEvents }
            case "END":
                guard open.popLast() == line.value else { throw .notACalendar(line: line.number) }
            default: try take(line, within: open)
            }
        }
        guard open.isEmpty, calendars > 0 else { throw .notACalendar(line: Self.lineCount(bytes)) }
    }

    private mutating func take(_ line: Line, within open: [String]) throws(CalendarError) {
        let name = line.name
        guard Self.timeNames.contains(name) else { return }
        if name == "RRULE" || name == "EXRULE" {
            let may: Set<String> = open.contains("VTIMEZONE") ? ["YEARLY"] : ["YEARLY", "MONTHLY", "WEEKLY", "DAILY"]
            for part in line.value.split(separator: ";") where part.hasPrefix("FREQ=") {
                let frequency = String(part.dropFirst("FREQ=".count))
                // What is no frequency at all, the library refuses.
                if Self.frequencies.contains(frequency), !may.contains(frequency) {
                    throw .recursTooOften(line: line.number)
                }
            }
        }
        if open == ["VCALENDAR", "VEVENT"], !line.value.isEmpty { timeLines[timeLines.count - 1] += 1 }
    }

    private static let frequencies: Set<String> = [
        "SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY",
    ]

    // MARK: Lines

    /// A line with what is folded onto the lines after it.
    private struct Line {
        var text: [UInt8]
        let number: Int

        /// In capitals, up to the first `;` or `:`.
        var name: String {
            String(decoding: text.prefix { $0 != 0x3A && $0 != 0x3B && $0 != 0x20 }, as: UTF8.self).uppercased()
        }

        /// In capitals, after the first colon that stands in no quotation marks.
        var value: String {
            var isQuoted = false
            for (index, byte) in text.enumerated() {
                if byte == 0x22 { isQuoted.toggle() }
                if byte == 0x3A, !isQuoted {
                    return String(decoding: text[(index + 1)...].prefix(2000), as: UTF8.self).uppercased()
                        .trimmingBlanks
                }
            }
            return ""
        }
    }

    private static func logicalLines(_ bytes: [UInt8]) -> [Line] {
        var lines: [Line] = []
        for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            let text = line.last == 0x0D ? line.dropLast() : line
            if let first = text.first, first == 0x20 || first == 0x09, !lines.isEmpty {
                lines[lines.count - 1].text += text.dropFirst()
            } else {
                lines.append(Line(text: Array(text), number: index + 1))
            }
        }
        return lines
    }

    private static func lineCount(_ bytes: [UInt8]) -> Int { bytes.count { $0 == 0x0A } + 1 }
}

extension String {
    fileprivate var trimmingBlanks: String {
        let start = drop { $0 == " " || $0 == "\t" }
        return String(start.reversed().drop { $0 == " " || $0 == "\t" || $0 == "\r" }.reversed())
    }
}
