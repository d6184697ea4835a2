import Ledger
import TOMLKit

/// A value of a rule book, free of the library that read it.
enum BookValue {
    case text(String)
    case integer(Int)
    case decimal
    case truth(Bool)
    /// Nil for a day that does not exist.
    case date(CivilDate?)
    /// Nil for a time with a fraction of a second.
    case time(ClockTime?)
    case moment
    case list([BookValue])
    case table([String: BookValue])

    var type: RuleBookError.ValueType {
        switch self {
        case .text: .text
        case .integer: .integer
        case .decimal: .decimal
        case .truth: .truth
        case .date: .date
        case .time: .time
        case .moment: .moment
        case .list: .list
        case .table: .table
        }
    }
}

/// The one place that uses the TOML library.
enum TOMLReading {
    /// Returns the file's top table. The depth is bounded by `TOMLScan`.
    static func table(_ bytes: [UInt8]) throws(RuleBookError) -> [String: BookValue] {
        guard bytes.count <= RuleBook.byteLimit else {
            throw .tooLarge(byteCount: bytes.count, limit: RuleBook.byteLimit)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
        try TOMLScan.check(bytes)
        let table: TOMLTable
        do {
            table = try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            let begin = error.source.begin
            throw .syntax(line: begin.line, column: begin.column, SyntaxFault(libraryText: error.description))
        } catch {
            throw .syntax(line: 1, column: 1, .other)
        }
        return values(of: table)
    }

    private static func values(of table: TOMLTable) -> [String: BookValue] {
        var values: [String: BookValue] = [:]
        for key in table.keys {
            if let value = table[key] { values[key] = self.value(value) }
        }
        return values
    }

    private static func value(_ value: any TOMLValueConvertible) -> BookValue {
        switch value.type {
        case .string: return .text(value.string ?? "")
        case .int: return .integer(value.int ?? 0)
        case .double: return .decimal
        case .bool: return .truth(value.bool ?? false)
        case .date:
            return .date(value.date.flatMap { CivilDate(year: $0.year, month: $0.month, day: $0.day) })
        case .time:
            guard let time = value.time, time.nanoSecond == 0 else { return .time(nil) }
            return .time(ClockTime(hour: time.hour, minute: time.minute, second: time.second))
        case .dateTime: return .moment
        case .array: return .list((value.array.map { Array($0) } ?? []).map { self.value($0) })
        case .table: return .table(value.table.map { values(of: $0) } ?? [:])
        }
    }
}

private typealias SyntaxFault = RuleBookError.SyntaxFault

extension RuleBookError.SyntaxFault {
    /// The library's own text quotes the file, so that only the sort of fault is taken from it.
    fileprivate init(libraryText: String) {
        if libraryText.contains("redefine") || libraryText.contains("duplicate") {
            self = .definedTwice
        } else if libraryText.contains("end-of-file") || libraryText.contains("EOF") {
            self = .unfinished
        } else if libraryText.contains("escape sequence") {
            self = .badEscape
        } else if libraryText.contains("parsing string") {
            self = .unfinished
        } else if libraryText.contains("parsing key") {
            self = .badKey
        } else if libraryText.contains("value") || libraryText.contains("parsing") {
            self = .badValue
        } else {
            self = .other
        }
    }
}

/// A time that a clock shows, to the second.
package struct ClockTime: Sendable, Hashable {
    /// Seconds since midnight as the clock counts them, 0 ..< 86,400.
    package let secondOfDay: Int

    init?(hour: Int, minute: Int, second: Int) {
        guard 0..<24 ~= hour, 0..<60 ~= minute, 0..<60 ~= second else { return nil }
        secondOfDay = (hour * 60 + minute) * 60 + second
    }

    /// `21:00`, with seconds only if there are any.
    package var text: String {
        let base = "\(Self.pad(secondOfDay / 3600)):\(Self.pad(secondOfDay / 60 % 60))"
        return secondOfDay % 60 == 0 ? base : "\(base):\(Self.pad(secondOfDay % 60))"
    }

    static func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
