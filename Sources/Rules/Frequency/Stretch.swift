import Ledger

/// How a rule cuts time into stretches that it judges one by one, each named by its first day.
package enum Stretches: Sendable, Hashable {
    case days
    case weeks(Int)
    case months

    /// The stretch that begins on `first`, as it is called: `March 2026`, `week from Monday 2 March 2026`.
    package func name(_ first: CivilDate) -> Sentence {
        switch self {
        case .days: Phrases.day(first)
        case .weeks(1): "week from \(Phrases.day(first))"
        case .weeks(let count): "\(count) weeks from \(Phrases.day(first))"
        case .months: Phrases.month(first)
        }
    }

    var each: Sentence {
        switch self {
        case .days: "a day"
        case .weeks(1): "a week"
        case .weeks(let weeks): "in \(weeks) weeks"
        case .months: "a month"
        }
    }

    /// So many of them from `first` on: `3 months from March 2026`.
    func name(_ count: Int, from first: CivilDate) -> Sentence {
        switch self {
        case .days: "\(Phrases.count(count, "day")) from \(Phrases.day(first))"
        case .weeks(let weeks): "\(Phrases.count(count * weeks, "week")) from \(Phrases.day(first))"
        case .months: "\(Phrases.count(count, "month")) from \(Phrases.month(first))"
        }
    }
}

/// The time that one answer of a rule about frequency speaks of.
enum Stretch: Sendable {
    case undated
    case calendar(Stretches, first: CivilDate)
    /// Several after the last contact.
    case unshown(Stretches, first: CivilDate, count: Int)
    /// Elapsed time up to a contact.
    case upTo(LocalTime)
    /// Elapsed time after a contact.
    case after(LocalTime)
    /// From one contact to another, or from or to the edge of the log.
    case between(LocalTime?, LocalTime?)

    /// - Parameter rolling: The elapsed time of the rule, such as `24 hours`.
    func name(rolling: Sentence) -> Sentence? {
        switch self {
        case .undated: nil
        case .calendar(let stretches, let first): stretches.name(first)
        case .unshown(let stretches, let first, let count): stretches.name(count, from: first)
        case .upTo(let time): "\(rolling) up to \(Phrases.moment(time.wall))"
        case .after(let time): "\(rolling) after \(Phrases.moment(time.wall))"
        case .between(let start, let end): Self.between(start, end)
        }
    }

    static func between(_ start: LocalTime?, _ end: LocalTime?) -> Sentence {
        switch (start, end) {
        case (let start?, let end?): "\(Phrases.moment(start.wall)) to \(Phrases.moment(end.wall))"
        case (let start?, nil): "from \(Phrases.moment(start.wall)) on"
        case (nil, let end?): "up to \(Phrases.moment(end.wall))"
        case (nil, nil): "the whole log"
        }
    }
}
