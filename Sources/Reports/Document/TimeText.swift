import Ledger

/// Times as a person reads them: day, month in letters, 24 hours, offset always beside.
enum TimeText {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    private static let longMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]
    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

    /// `4 Mar 2026`.
    static func day(_ date: CivilDate) -> String {
        let parts = date.parts
        return "\(parts.day)\u{A0}\(months[parts.month - 1])\u{A0}\(parts.year)"
    }

    /// `4 March 2026`.
    static func longDay(_ date: CivilDate) -> String {
        let parts = date.parts
        return "\(parts.day)\u{A0}\(longMonths[parts.month - 1])\u{A0}\(parts.year)"
    }

    static func offset(_ minutes: Int) -> String {
        let size = Int(minutes.magnitude)
        return "UTC\(minutes < 0 ? "−" : "+")\(two(size / 60)):\(two(size % 60))"
    }

    static func clock(_ wall: WallTime, seconds: Bool) -> String {
        let base = "\(two(wall.hour)):\(two(wall.minute))"
        return seconds ? base + ":" + two(wall.second) : base
    }

    /// `from 1 March 2026 to 31 March 2026`.
    static func period(_ period: Period) -> String {
        switch (period.from, period.until) {
        case (let from?, let until?): "\(longDay(from)) to \(longDay(until)), both days included"
        case (let from?, nil): "From \(longDay(from)) on"
        case (nil, let until?): "Up to and including \(longDay(until))"
        case (nil, nil): "The whole log"
        }
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    static func moment(_ time: LocalTime, precision: Occurred.Precision = .second) -> Report.Moment {
        let utc = WallTime(instant: time.instant, offsetMinutes: 0)
        let weekday = weekdays[time.wall.date.weekday.rawValue - 1]
        let seconds = precision == .second
        let date = "\(weekday) \(day(time.wall.date))"
        let text: String
        switch precision {
        case .day: text = "\(date), time of day not stated"
        case .about: text = "\(date), about \(clock(time.wall, seconds: false)) (\(offset(time.offsetMinutes)))"
        case .second, .minute:
            text = "\(date), \(clock(time.wall, seconds: seconds)) (\(offset(time.offsetMinutes)))"
        }
        return Report.Moment(
            local: time.text, utc: time.instant.text, text: text,
            utcText: precision == .day ? "" : "\(day(utc.date)), \(clock(utc, seconds: seconds)) UTC")
    }
}
