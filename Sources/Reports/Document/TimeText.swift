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

    /// `March 2026`.
    static func month(_ date: CivilDate) -> String { "\(longMonths[date.month - 1])\u{A0}\(date.year)" }

    static func offset(_ minutes: Int) -> String {
        let size = Int(minutes.magnitude)
        return "UTC\(minutes < 0 ? "−" : "+")\(two(size / 60)):\(two(size % 60))"
    }

    static func clock(_ wall: WallTime, seconds: Bool) -> String {
        let base = "\(two(wall.hour)):\(two(wall.minute))"
        return seconds ? base + ":" + two(wall.second) : base
    }

    /// `1 March 2026 to 31 March 2026, both days included`.
    static func period(_ period: Period) -> String {
        switch (period.from, period.until) {
        case (let from?, let until?): "\(longDay(from)) to \(longDay(until)), both days included"
        case (let from?, nil): "From \(longDay(from)) on"
        case (nil, let until?): "Up to and including \(longDay(until))"
        case (nil, nil): "The whole log"
        }
    }

    /// `until 21:10`, or with date and offset where they are not those of `start`.
    static func until(_ end: LocalTime, start: LocalTime, precision: Occurred.Precision) -> String {
        guard end.wall.date == start.wall.date, end.offsetMinutes == start.offsetMinutes, precision != .day else {
            return "until " + moment(end, precision: precision).text
        }
        return "until \(precision == .about ? "about " : "")\(clock(end.wall, seconds: precision == .second))"
    }

    /// `UTC−05:00; 5 Mar 2026, 02:00 UTC`, without the date where it is the same one.
    static func offsetAndUTC(_ time: LocalTime, precision: Occurred.Precision) -> String {
        if precision == .day { return "" }
        let utc = WallTime(instant: time.instant, offsetMinutes: 0)
        let date = utc.date == time.wall.date ? "" : day(utc.date) + ", "
        return "\(offset(time.offsetMinutes)); \(date)\(clock(utc, seconds: precision == .second))\u{A0}UTC"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    static func moment(_ time: LocalTime, precision: Occurred.Precision = .second) -> Report.Moment {
        let utc = WallTime(instant: time.instant, offsetMinutes: 0)
        let weekday = weekdays[time.wall.date.weekday.rawValue - 1]
        let seconds = precision == .second
        let date = "\(weekday) \(day(time.wall.date))"
        let wallText =
            switch precision {
            case .day: "\(date), time of day not stated"
            case .about: "\(date), about\u{A0}\(clock(time.wall, seconds: false))"
            case .second, .minute: "\(date), \(clock(time.wall, seconds: seconds))"
            }
        let offsetText = precision == .day ? "" : offset(time.offsetMinutes)
        return Report.Moment(
            local: time.text, utc: time.instant.text,
            text: offsetText.isEmpty ? wallText : "\(wallText) (\(offsetText))",
            shortText: String(wallText.drop { $0 != " " }.dropFirst()) + (offsetText.isEmpty ? "" : " (\(offsetText))"),
            wallText: wallText, offsetText: offsetText,
            utcText: precision == .day ? "" : "\(day(utc.date)), \(clock(utc, seconds: seconds)) UTC")
    }
}
