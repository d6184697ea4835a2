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
    package var text: String { Civil.text { append(to: &$0) } }

    func append(to text: inout [UInt8]) {
        date.append(to: &text)
        text.append(UInt8(ascii: "T"))
        Civil.append(hour, width: 2, to: &text)
        text.append(Ascii.colon)
        Civil.append(minute, width: 2, to: &text)
        text.append(Ascii.colon)
        Civil.append(second, width: 2, to: &text)
        guard millisecondOfDay % 1000 > 0 else { return }
        text.append(UInt8(ascii: "."))
        Civil.append(millisecondOfDay % 1000, width: 3, to: &text)
    }

    /// Reads `YYYY-MM-DDTHH:MM:SS` with up to three decimals; nil for anything else.
    package init?(text: String) {
        var text = text
        guard let time = text.withUTF8({ WallTime(bytes: $0[...]) }) else { return nil }
        self = time
    }

    init?(bytes: Slice<UnsafeBufferPointer<UInt8>>) {
        let start = bytes.startIndex
        guard bytes.count >= 19, bytes.count <= 23, bytes.count != 20, bytes[start + 10] == UInt8(ascii: "T"),
            bytes[start + 13] == Ascii.colon, bytes[start + 16] == Ascii.colon,
            let date = CivilDate(bytes: bytes.prefix(10)), let hour = Civil.number(bytes[start + 11..<start + 13]),
            let minute = Civil.number(bytes[start + 14..<start + 16]),
            let second = Civil.number(bytes[start + 17..<start + 19]), 0..<24 ~= hour, 0..<60 ~= minute,
            0..<60 ~= second
        else { return nil }
        var millisecond = 0
        if bytes.count > 19 {
            guard bytes[start + 19] == UInt8(ascii: "."), var fraction = Civil.number(bytes.dropFirst(20)) else {
                return nil
            }
            for _ in bytes.count..<23 { fraction *= 10 }
            millisecond = fraction
        }
        self.init(date: date, millisecondOfDay: ((hour * 60 + minute) * 60 + second) * 1000 + millisecond)
    }

    /// As `bytes`, in exactly the form that `text` writes: a fraction has three digits and is not zero.
    init?(canonical bytes: Slice<UnsafeBufferPointer<UInt8>>) {
        self.init(bytes: bytes)
        guard bytes.count == (millisecondOfDay % 1000 == 0 ? 19 : 23) else { return nil }
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
    package var text: String { Civil.text { append(to: &$0) } }

    func append(to text: inout [UInt8]) {
        wall.append(to: &text)
        Self.appendOffset(offsetMinutes, to: &text)
    }

    package static func offsetText(_ minutes: Int) -> String { Civil.text { appendOffset(minutes, to: &$0) } }

    private static func appendOffset(_ minutes: Int, to text: inout [UInt8]) {
        let size = Int(minutes.magnitude)
        text.append(UInt8(ascii: minutes < 0 ? "-" : "+"))
        Civil.append(size / 60, width: 2, to: &text)
        text.append(Ascii.colon)
        Civil.append(size % 60, width: 2, to: &text)
    }

    /// Reads what `text` writes, and `Z` for `+00:00`, with up to three decimals; nil for anything else.
    package init?(text: String) {
        var text = text
        let time: LocalTime? = text.withUTF8 { bytes in
            guard bytes.last == UInt8(ascii: "Z") else {
                return Self.offset(of: bytes).flatMap { offset in
                    WallTime(bytes: bytes.dropLast(6)).map { LocalTime(wall: $0, offsetMinutes: offset) }
                }
            }
            return WallTime(bytes: bytes.dropLast()).map { LocalTime(wall: $0, offsetMinutes: 0) }
        }
        guard let time else { return nil }
        self = time
    }

    /// Reads exactly the form that `text` writes.
    init?(canonical bytes: UnsafeBufferPointer<UInt8>) {
        guard let offset = Self.offset(of: bytes), let wall = WallTime(canonical: bytes.dropLast(6)) else { return nil }
        self.init(wall: wall, offsetMinutes: offset)
    }

    /// The minutes that the last six bytes tell; `-00:00` is refused.
    private static func offset(of bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        guard bytes.count >= 25 else { return nil }
        let sign = bytes[bytes.count - 6]
        guard sign == UInt8(ascii: "+") || sign == Ascii.minus, bytes[bytes.count - 3] == Ascii.colon,
            let hours = Civil.number(bytes[(bytes.count - 5)..<(bytes.count - 3)]), hours <= 18,
            let minutes = Civil.number(bytes.suffix(2)), minutes < 60
        else { return nil }
        let size = hours * 60 + minutes
        guard size <= 1080, !(size == 0 && sign == Ascii.minus) else { return nil }
        return sign == Ascii.minus ? -size : size
    }
}
