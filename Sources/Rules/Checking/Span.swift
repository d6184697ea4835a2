import Ledger

/// The moments at which something may have happened, as far as its stated time tells: milliseconds since
/// 1970 in UTC, both ends included.
struct Span: Hashable, Sendable {
    var earliest: Int
    var latest: Int

    /// How far a rough time may be off to either side. This project's assumption.
    static let roughMinutes = 30

    /// What `time` covers: its second or its whole minute; half an hour to either side if it is rough; its
    /// whole day if only the day is known. That a time is from memory is shown beside it, and does not widen
    /// what the person stated.
    init(_ time: LocalTime, _ occurred: Occurred, zone: Zone?) {
        let moment = time.instant.milliseconds
        let minute = floorDivide(moment, by: 60_000) * 60_000
        switch occurred.precision {
        case .day:
            earliest = Span.midnight(time.wall.date, zone, time.offsetMinutes)
            latest = Span.midnight(time.wall.date.adding(days: 1), zone, time.offsetMinutes) - 1
        case .about:
            earliest = minute - Self.roughMinutes * 60_000
            latest = minute + Self.roughMinutes * 60_000 + 59_999
        case .minute:
            earliest = minute
            latest = minute + 59_999
        case .second:
            earliest = floorDivide(moment, by: 1000) * 1000
            latest = earliest + 999
        }
    }

    init(earliest: Int, latest: Int) {
        self.earliest = earliest
        self.latest = latest
    }

    /// The second of a moment.
    init(second moment: Instant) {
        earliest = floorDivide(moment.milliseconds, by: 1000) * 1000
        latest = earliest + 999
    }

    /// True for a time to the second or the minute, which covers all of it: what such a stamp does not show, is not
    /// so.
    var isStamp: Bool { latest - earliest < 60_000 }

    func shifted(seconds: Int) -> Span { Span(earliest: earliest + seconds * 1000, latest: latest + seconds * 1000) }

    private static func midnight(_ date: CivilDate, _ zone: Zone?, _ offsetMinutes: Int) -> Int {
        let wall = WallTime(date: date)
        let moment = zone?.moments(of: wall).first?.instant ?? wall.instant(offsetMinutes: offsetMinutes)
        return moment.milliseconds
    }
}

func floorDivide(_ a: Int, by b: Int) -> Int {
    let quotient = a / b
    return a % b < 0 ? quotient - 1 : quotient
}

func modulo(_ a: Int, _ b: Int) -> Int { a - floorDivide(a, by: b) * b }

let millisecondsPerDay = 86_400_000
