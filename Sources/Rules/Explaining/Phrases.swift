import Ledger

/// Dates, times and lists as a person writes them.
enum Phrases {
    /// `4 March 2026`.
    static func date(_ date: CivilDate) -> Sentence {
        let parts = date.parts
        return "\(parts.day) \(ours: months[parts.month - 1]) \(parts.year)"
    }

    /// `March 2026`.
    static func month(_ date: CivilDate) -> Sentence { "\(ours: months[date.month - 1]) \(date.year)" }

    /// From 1.
    static func monthName(_ month: Int) -> Sentence { "\(ours: months[month - 1])" }

    /// `4 March`.
    static func day(_ number: Int, of month: Int) -> Sentence { "\(number) \(ours: months[month - 1])" }

    /// `Wednesday 4 March 2026`.
    static func day(_ date: CivilDate) -> Sentence {
        let parts = date.parts
        return "\(weekday(date.weekday)) \(parts.day) \(ours: months[parts.month - 1]) \(parts.year)"
    }

    static func weekday(_ weekday: Weekday) -> Sentence {
        switch weekday {
        case .monday: "Monday"
        case .tuesday: "Tuesday"
        case .wednesday: "Wednesday"
        case .thursday: "Thursday"
        case .friday: "Friday"
        case .saturday: "Saturday"
        case .sunday: "Sunday"
        }
    }

    /// `Monday, Wednesday and Friday`; three or more that follow one another: `Monday to Friday`.
    static func weekdays(_ days: [Weekday], plural: Bool = false) -> Sentence {
        let names = days.map { plural ? weekday($0) + "s" : weekday($0) }
        guard days.count > 2, let first = days.first, let last = days.last,
            last.rawValue - first.rawValue == days.count - 1
        else { return list(names) }
        return "\(names[0]) to \(names[names.count - 1])"
    }

    /// `Wednesday 4 March 2026, 21:00`.
    static func moment(_ wall: WallTime) -> Sentence {
        let clock = "\(ClockTime.pad(wall.hour)):\(ClockTime.pad(wall.minute))"
        return "\(day(wall.date)), \(verbatim: clock)"
    }

    /// `a`, `a and b`, `a, b and c`.
    static func list(_ items: [Sentence], _ word: Sentence = "and") -> Sentence {
        guard items.count > 1, let last = items.last else { return items.first ?? "" }
        return "\(items.dropLast().joined(separator: ", ")) " + word + " \(last)"
    }

    /// Names and words of the book's own.
    static func list(verbatim items: [String], _ word: Sentence = "and") -> Sentence {
        list(items.map { "\(verbatim: $0)" }, word)
    }

    /// `“a”, “b” and “c”`: words of the book's own, such as topics.
    static func quoted(_ items: [String], _ word: Sentence = "and") -> Sentence {
        list(items.map { "“\(verbatim: $0)”" }, word)
    }

    /// `1 contact`, `2 contacts`.
    static func count(_ number: Int, _ one: Sentence, _ many: Sentence? = nil) -> Sentence {
        "\(number) " + (number == 1 ? one : many ?? one + "s")
    }

    /// `the other person`, for sentences that either person may read.
    static func person(_ bound: Terms.Bound) -> Sentence {
        switch bound {
        case .me: "the person who keeps this log"
        case .them: "the other person"
        case .both: "both people"
        case .named(let name): "\(verbatim: name)"
        }
    }

    static func entries(_ kind: Event.Kind) -> Sentence {
        switch kind {
        case .checkin: "check-ins"
        case .handover: "handovers"
        case .missed: "missed events"
        case .incident: "incidents"
        default: "contacts"
        }
    }

    static func oneEntry(_ kind: Event.Kind) -> Sentence {
        switch kind {
        case .checkin: "check-in"
        case .handover: "handover"
        case .missed: "missed event"
        case .incident: "incident"
        default: "contact"
        }
    }

    /// `2 h 5 min`, `45 min`, `2 days 3 h`; whole minutes, rounded down.
    static func length(_ milliseconds: Int) -> Sentence {
        let minutes = milliseconds / 60_000
        if minutes < 1 { return "less than a minute" }
        let days = minutes / 1440
        let hours = minutes / 60 % 24
        var parts = days > 0 ? [count(days, "day")] : []
        if hours > 0 { parts.append("\(hours) h") }
        if minutes % 60 > 0, days == 0 { parts.append("\(minutes % 60) min") }
        return parts.joined(separator: " ")
    }

    /// `second`, `third`, `17th`.
    static func ordinal(_ number: Int) -> Sentence {
        switch number {
        case 1: "first"
        case 2: "second"
        case 3: "third"
        case 4: "fourth"
        default: nth(number)
        }
    }

    /// `1st`, `22nd`, `13th`.
    static func nth(_ number: Int) -> Sentence {
        if (11...13).contains(number % 100) { return "\(number)th" }
        return switch number % 10 {
        case 1: "\(number)st"
        case 2: "\(number)nd"
        case 3: "\(number)rd"
        default: "\(number)th"
        }
    }

    static func channel(_ channel: Channel) -> Sentence {
        switch channel {
        case .call: "calls"
        case .text: "texts"
        case .email: "e-mails"
        case .app: "app messages"
        case .inPerson: "meetings in person"
        case .letter: "letters"
        case .social: "social media"
        case .payment: "payments"
        case .other: "other channels"
        }
    }

    static func channels(_ channels: Set<Channel>) -> Sentence {
        channels.count == Channel.allCases.count
            ? "every channel" : list(Channel.allCases.filter(channels.contains).map(channel))
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]
}

extension Phrases {
    /// One contact's channel, after `by`.
    static func oneChannel(_ channel: Channel) -> Sentence {
        switch channel {
        case .call: "call"
        case .text: "text"
        case .email: "e-mail"
        case .app: "app message"
        case .inPerson: "a meeting in person"
        case .letter: "letter"
        case .social: "social media"
        case .payment: "a note with a payment"
        case .other: "another channel"
        }
    }

    static func channels(_ channels: [Channel], _ word: Sentence) -> Sentence {
        list(Channel.allCases.filter(channels.contains).map(channel), word)
    }
}

extension Phrases {
    /// `42 minutes 10 seconds`; the two greatest units that are not nought.
    static func duration(_ seconds: Int) -> Sentence {
        let units: [(Sentence, Int)] = [("day", 86_400), ("hour", 3600), ("minute", 60), ("second", 1)]
        var rest = seconds
        var parts: [Sentence] = []
        for (name, size) in units {
            if rest >= size, parts.count < 2 { parts.append(count(rest / size, name)) }
            rest %= size
        }
        return parts.isEmpty ? "no time" : parts.joined(separator: " ")
    }
}
