import Ledger

/// Dates and times as sentences, in English, the same on every computer.
package enum WhenText {
    /// Such as `Wednesday 4 March 2026, 21:00, UTC−5, 2 days ago`.
    ///
    /// Days ago are civil days where the contact took place: `yesterday` is the day before, also when
    /// fewer than 24 hours have passed. A rough time reads `about 21:00`, a day alone `time not known`.
    package static func describe(_ occurred: Occurred, now: Instant) -> String {
        let start = occurred.start
        let isDays = occurred.precision == .day
        let until = isDays ? occurred.end.map { " to " + day($0.wall.date) } ?? "" : ""
        var parts = [day(start.wall.date) + until, timeOfDay(occurred)]
        if !isDays {
            let end = occurred.end.map(\.offsetMinutes).flatMap { $0 == start.offsetMinutes ? nil : $0 }
            parts.append(offset(start.offsetMinutes) + (end.map { " to " + offset($0) } ?? ""))
        }
        parts.append(distance(occurred, now: now))
        return parts.joined(separator: ", ")
    }

    /// Such as `Wednesday 4 March 2026`.
    package static func day(_ date: CivilDate) -> String {
        let parts = date.parts
        return "\(weekdays[date.weekday.rawValue - 1]) \(parts.day) \(months[parts.month - 1]) \(parts.year)"
    }

    /// `UTC`, `UTC+1`, `UTC−5` or `UTC+5:30`; the minus sign is U+2212.
    package static func offset(_ minutes: Int) -> String {
        guard minutes != 0 else { return "UTC" }
        let size = Int(minutes.magnitude)
        let rest = size % 60 == 0 ? "" : ":" + twoDigits(size % 60)
        return "UTC\(minutes < 0 ? "\u{2212}" : "+")\(size / 60)\(rest)"
    }

    static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static func timeOfDay(_ occurred: Occurred) -> String {
        let (start, precision) = (occurred.start.wall, occurred.precision)
        if precision == .day { return occurred.end == nil ? "time not known" : "whole days" }
        let first = (precision == .about ? "about " : "") + clock(start, precision)
        guard let end = occurred.end?.wall else { return first }
        let last = clock(end, precision)
        return end.date == start.date ? "\(first) to \(last)" : "\(first) to \(day(end.date)), \(last)"
    }

    private static func clock(_ wall: WallTime, _ precision: Occurred.Precision) -> String {
        let minutes = twoDigits(wall.hour) + ":" + twoDigits(wall.minute)
        return precision == .second ? minutes + ":" + twoDigits(wall.second) : minutes
    }

    private static func distance(_ occurred: Occurred, now: Instant) -> String {
        let start = occurred.start
        let here =
            Zone(occurred.zone)?.localTime(of: now) ?? LocalTime(instant: now, offsetMinutes: start.offsetMinutes)
        let days = here.wall.date.dayNumber - start.wall.date.dayNumber
        if days != 0 || occurred.precision == .day { return daysAgo(days) }
        let seconds = now.seconds(since: start.instant)
        let minutes = Int(seconds.magnitude) / 60
        if minutes == 0 { return "just now" }
        let amount = minutes < 60 ? counted(minutes, "minute") : counted(minutes / 60, "hour")
        return seconds < 0 ? "in \(amount)" : "\(amount) ago"
    }

    private static func daysAgo(_ days: Int) -> String {
        switch days {
        case 0: "today"
        case 1: "yesterday"
        case -1: "tomorrow"
        case 2...: "\(counted(days, "day")) ago"
        default: "in \(counted(-days, "day"))"
        }
    }

    private static func counted(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }

    private static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}
