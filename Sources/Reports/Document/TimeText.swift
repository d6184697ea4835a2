import Ledger

/// Times as a person reads them: day, month in letters, 24 hours, offset always beside.
extension Catalogue {
    /// `4 Mar 2026`.
    func day(_ date: CivilDate) -> String {
        let parts = date.parts
        return self(.day, ["day": "\(parts.day)", "month": months[parts.month - 1], "year": "\(parts.year)"])
    }

    /// `4 March 2026`.
    func longDay(_ date: CivilDate) -> String {
        let parts = date.parts
        return self(.day, ["day": "\(parts.day)", "month": longMonths[parts.month - 1], "year": "\(parts.year)"])
    }

    func weekday(_ date: CivilDate) -> String { weekdays[date.weekday.rawValue - 1] }

    /// `1 March 2026 to 31 March 2026, both days included`.
    func period(_ period: Period) -> String {
        switch (period.from, period.until) {
        case (let from?, let until?): self(.periodBoth, ["from": longDay(from), "until": longDay(until)])
        case (let from?, nil): self(.periodFrom, ["from": longDay(from)])
        case (nil, let until?): self(.periodUntil, ["until": longDay(until)])
        case (nil, nil): self(.periodWhole)
        }
    }

    /// `until 21:10`, or with date and offset where they are not those of `start`.
    func until(_ end: LocalTime, start: LocalTime, precision: Occurred.Precision) -> String {
        if precision == .day { return self(.untilTime, ["time": day(end.wall.date)]) }
        guard end.wall.date == start.wall.date, end.offsetMinutes == start.offsetMinutes else {
            return self(.untilTime, ["time": moment(end, precision: precision).text])
        }
        let clock = TimeText.clock(end.wall, seconds: precision == .second)
        return self(.untilTime, ["time": precision == .about ? self(.aboutTime, ["time": clock]) : clock])
    }

    /// `UTC−05:00; 5 Mar 2026, 02:00 UTC`, without the date where it is the same one.
    func offsetAndUTC(_ time: LocalTime, precision: Occurred.Precision) -> String {
        if precision == .day { return "" }
        let utc = WallTime(instant: time.instant, offsetMinutes: 0)
        let date = utc.date == time.wall.date ? "" : day(utc.date) + ", "
        let clock = TimeText.clock(utc, seconds: precision == .second)
        return "\(TimeText.offset(time.offsetMinutes)); \(date)\(clock)\u{A0}UTC"
    }

    func moment(_ time: LocalTime, precision: Occurred.Precision = .second) -> Report.Moment {
        let utc = WallTime(instant: time.instant, offsetMinutes: 0)
        let seconds = precision == .second
        let date = day(time.wall.date)
        let clock = TimeText.clock(time.wall, seconds: seconds)
        let rest =
            switch precision {
            case .day: self(.dayOnly, ["date": date])
            case .about: self(.dateAndTime, ["date": date, "time": self(.aboutTime, ["time": clock])])
            case .second, .minute: self(.dateAndTime, ["date": date, "time": clock])
            }
        let offsetText = precision == .day ? "" : TimeText.offset(time.offsetMinutes)
        let wallText = "\(weekday(time.wall.date)) \(rest)"
        let beside = offsetText.isEmpty ? "" : " (\(offsetText))"
        let utcClock = TimeText.clock(utc, seconds: seconds)
        return Report.Moment(
            local: time.text, utc: time.instant.text, text: wallText + beside, shortText: rest + beside,
            wallText: wallText, offsetText: offsetText,
            utcText: precision == .day ? "" : self(.dateAndTime, ["date": day(utc.date), "time": utcClock]) + " UTC")
    }
}

/// The parts of a time that are the same in every language.
enum TimeText {
    static func offset(_ minutes: Int) -> String {
        let size = Int(minutes.magnitude)
        return "UTC\(minutes < 0 ? "−" : "+")\(two(size / 60)):\(two(size % 60))"
    }

    static func clock(_ wall: WallTime, seconds: Bool) -> String {
        let base = "\(two(wall.hour)):\(two(wall.minute))"
        return seconds ? base + ":" + two(wall.second) : base
    }

    static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
