/// A day of the proleptic Gregorian calendar, years 1 to 9999.
///
/// Day arithmetic is done here, not with Foundation's `Calendar`, because a
/// check reads dates a million times; the formulas are Howard Hinnant's
/// `days_from_civil` and `civil_from_days`, and a test compares every day from
/// 1900 to 2100 with Foundation.
package struct CivilDate: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01; negative before it.
    package let dayNumber: Int

    package init(dayNumber: Int) { self.dayNumber = dayNumber }

    /// Nil if there is no such day.
    package init?(year: Int, month: Int, day: Int) {
        guard 1...9999 ~= year, 1...12 ~= month, day >= 1, day <= Self.dayCount(year: year, month: month) else {
            return nil
        }
        let shifted = month <= 2 ? year - 1 : year
        let era = Civil.floorDivide(shifted, by: 400)
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        dayNumber = era * 146_097 + dayOfEra - 719_468
    }

    package var year: Int { parts.year }
    package var month: Int { parts.month }
    package var day: Int { parts.day }

    package var parts: (year: Int, month: Int, day: Int) {
        let z = dayNumber + 719_468
        let era = Civil.floorDivide(z, by: 146_097)
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        )
    }

    package var weekday: Weekday { Weekday(rawValue: Civil.modulo(dayNumber + 3, 7) + 1)! }

    package func adding(days: Int) -> CivilDate { CivilDate(dayNumber: dayNumber + days) }

    package static func < (a: CivilDate, b: CivilDate) -> Bool { a.dayNumber < b.dayNumber }

    package static func dayCount(year: Int, month: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// `2026-03-04`.
    package var text: String { Civil.text { append(to: &$0) } }

    func append(to text: inout [UInt8]) {
        let parts = parts
        Civil.append(parts.year, width: 4, to: &text)
        text.append(Ascii.minus)
        Civil.append(parts.month, width: 2, to: &text)
        text.append(Ascii.minus)
        Civil.append(parts.day, width: 2, to: &text)
    }

    /// Reads exactly `YYYY-MM-DD`; nil for anything else or a day that does not exist.
    package init?(text: String) {
        var text = text
        guard let date = text.withUTF8({ CivilDate(bytes: $0[...]) }) else { return nil }
        self = date
    }

    init?(bytes: Slice<UnsafeBufferPointer<UInt8>>) {
        let start = bytes.startIndex
        guard bytes.count == 10, bytes[start + 4] == UInt8(ascii: "-"), bytes[start + 7] == UInt8(ascii: "-"),
            let year = Civil.number(bytes.prefix(4)), let month = Civil.number(bytes[start + 5..<start + 7]),
            let day = Civil.number(bytes.suffix(2))
        else { return nil }
        self.init(year: year, month: month, day: day)
    }
}

/// ISO 8601 weekday: Monday is 1, Sunday is 7.
package enum Weekday: Int, CaseIterable, Sendable {
    case monday = 1
    case tuesday, wednesday, thursday, friday, saturday, sunday
}

/// Small arithmetic that civil time needs.
enum Civil {
    static func floorDivide(_ a: Int, by b: Int) -> Int {
        let quotient = a / b
        return a % b < 0 ? quotient - 1 : quotient
    }

    static func modulo(_ a: Int, _ b: Int) -> Int { a - floorDivide(a, by: b) * b }

    static func pad(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }

    /// `number` with zeros in front.
    static func append(_ number: Int, width: Int, to text: inout [UInt8]) {
        if number < 0 { text.append(Ascii.minus) }
        let number = Int(number.magnitude)
        var unit = 1
        for _ in 1..<width { unit *= 10 }
        while unit <= number / 10 { unit *= 10 }
        while unit > 0 {
            text.append(UInt8(ascii: "0") + UInt8(number / unit % 10))
            unit /= 10
        }
    }

    static func text(_ write: (inout [UInt8]) -> Void) -> String {
        var text: [UInt8] = []
        write(&text)
        return String(decoding: text, as: UTF8.self)
    }

    /// A number of ASCII digits only, at most nine of them.
    static func number(_ bytes: some Collection<UInt8>) -> Int? {
        guard !bytes.isEmpty, bytes.count <= 9 else { return nil }
        var value = 0
        for byte in bytes {
            guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return value
    }
}
