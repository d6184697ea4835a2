/// What a clock on a wall shows: a proleptic Gregorian date and a time, no zone.
package struct WallTime: Hashable, Comparable, Sendable {
    package let date: CivilDate
    /// Milliseconds since midnight as the clock counts them, 0 ..< 86,400,000.
    package let millisecondOfDay: Int

    package init(date: CivilDate, millisecondOfDay: Int = 0) {
        self.date = date
        self.millisecondOfDay = millisecondOfDay
    }

    /// Nil if a part is out of range (no leap seconds: :60 is refused).
    package init?(
        year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int = 0, millisecond: Int = 0
    ) {
        guard let date = CivilDate(year: year, month: month, day: day),
            0..<24 ~= hour, 0..<60 ~= minute, 0..<60 ~= second, 0..<1000 ~= millisecond
        else { return nil }
        self.init(date: date, millisecondOfDay: ((hour * 60 + minute) * 60 + second) * 1000 + millisecond)
    }

    /// The wall time at `instant` where clocks are `offsetMinutes` ahead of UTC.
    package init(instant: Instant, offsetMinutes: Int) {
        let local = instant.milliseconds + offsetMinutes * 60_000
        let day = Civil.floorDivide(local, by: 86_400_000)
        self.init(date: CivilDate(dayNumber: day), millisecondOfDay: local - day * 86_400_000)
    }

    package var hour: Int { millisecondOfDay / 3_600_000 }
    package var minute: Int { millisecondOfDay / 60_000 % 60 }
    package var second: Int { millisecondOfDay / 1000 % 60 }
    package var minuteOfDay: Int { millisecondOfDay / 60_000 }

    package func instant(offsetMinutes: Int) -> Instant {
        Instant(milliseconds: date.dayNumber * 86_400_000 + millisecondOfDay - offsetMinutes * 60_000)
    }

    package static func < (a: WallTime, b: WallTime) -> Bool {
        (a.date.dayNumber, a.millisecondOfDay) < (b.date.dayNumber, b.millisecondOfDay)
    }

    /// `2026-03-04T21:00:00`, with three decimals only if not a whole second.
    package var text: String {
        let base = "\(date.text)T\(Civil.pad(hour, 2)):\(Civil.pad(minute, 2)):\(Civil.pad(second, 2))"
        let fraction = millisecondOfDay % 1000
        return fraction == 0 ? base : base + "." + Civil.pad(fraction, 3)
    }

    /// Reads `YYYY-MM-DDTHH:MM:SS` with up to three decimals; nil for anything else.
    package init?(text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 19, bytes.count <= 23, bytes.count != 20, bytes[10] == UInt8(ascii: "T"),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let date = CivilDate(bytes: bytes[0..<10]),
            let hour = Civil.number(bytes[11..<13]), let minute = Civil.number(bytes[14..<16]),
            let second = Civil.number(bytes[17..<19])
        else { return nil }
        var millisecond = 0
        if bytes.count > 19 {
            guard bytes[19] == UInt8(ascii: "."), var fraction = Civil.number(bytes[20...]) else { return nil }
            for _ in bytes.count..<23 { fraction *= 10 }
            millisecond = fraction
        }
        self.init(
            year: date.year, month: date.month, day: date.day, hour: hour, minute: minute, second: second,
            millisecond: millisecond)
    }
}

/// A wall time together with how far its clock was ahead of UTC; the pair fixes a moment.
package struct LocalTime: Hashable, Sendable {
    package let wall: WallTime
    /// Minutes ahead of UTC, −1080 ... 1080.
    package let offsetMinutes: Int

    package init(wall: WallTime, offsetMinutes: Int) {
        self.wall = wall
        self.offsetMinutes = offsetMinutes
    }

    package init(instant: Instant, offsetMinutes: Int) {
        self.init(wall: WallTime(instant: instant, offsetMinutes: offsetMinutes), offsetMinutes: offsetMinutes)
    }

    package var instant: Instant { wall.instant(offsetMinutes: offsetMinutes) }

    /// RFC 3339 with a numeric offset: `2026-03-04T21:00:00-05:00`; UTC is `+00:00`.
    package var text: String { wall.text + Self.offsetText(offsetMinutes) }

    package static func offsetText(_ minutes: Int) -> String {
        let size = minutes.magnitude
        return "\(minutes < 0 ? "-" : "+")\(Civil.pad(Int(size) / 60, 2)):\(Civil.pad(Int(size) % 60, 2))"
    }

    /// Reads what `text` writes, and `Z` for `+00:00`; nil for anything else.
    package init?(text: String) {
        if text.utf8.last == UInt8(ascii: "Z") {
            guard let wall = WallTime(text: String(text.dropLast())) else { return nil }
            self.init(wall: wall, offsetMinutes: 0)
            return
        }
        let bytes = Array(text.utf8)
        guard bytes.count >= 25 else { return nil }
        let offset = bytes[(bytes.count - 6)...]
        let sign = offset.first
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
            offset[offset.startIndex + 3] == UInt8(ascii: ":"),
            let hours = Civil.number(offset.dropFirst().prefix(2)), hours <= 18,
            let minutes = Civil.number(offset.suffix(2)), minutes < 60,
            let wall = WallTime(text: String(decoding: bytes.dropLast(6), as: UTF8.self))
        else { return nil }
        let size = hours * 60 + minutes
        guard size <= 1080, !(size == 0 && sign == UInt8(ascii: "-")) else { return nil }
        self.init(wall: wall, offsetMinutes: sign == UInt8(ascii: "-") ? -size : size)
    }
}
