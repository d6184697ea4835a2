import Ledger

extension Report {
    /// How often, when and by which channel: counts with their entries and denominators, both people alike.
    package struct Patterns: Sendable, Equatable {
        /// Names of the people counted, one a column: who keeps the record, then the other.
        package let columns: [String]
        /// Days of the period, or from the first to the last contact; 0 without any.
        package let dayCount: Int
        package let daysText: String
        /// One a column.
        package let frequency: [Frequency]
        /// Only days with a contact, in order.
        package let days: [Day]
        package let weeks: [Week]
        /// Only hours with a contact, in order of the week.
        package let hours: [Hour]
        /// Hours of the week, from Monday 0, that a rule about hours closes; with the rules' numbers.
        package let quietHours: [Int]
        package let quietRules: [Int]
        /// Contacts of known day whose time of day is not known.
        package let untimed: EntryCount
        /// Contacts that are not counted here: of others, of nobody known, of unknown time.
        package let uncounted: EntryCount
        package let pauses: [Pause]
        package let bursts: [Burst]
        package let replies: [Reply]
        /// One a column.
        package let replySentences: [String]
        /// What the pictures of hours and of days show.
        package let hoursSentence: String
        package let daysSentence: String

        package struct Frequency: Sendable, Equatable {
            package let name: String
            package let entries: EntryCount
            package let days: [CivilDate]
            package let sentence: String
        }

        package struct Day: Sendable, Equatable {
            package let date: CivilDate
            package let text: String
            /// One a column.
            package let cells: [EntryCount]
            /// Numbers of apparent breaches on that day, one list a column.
            package let breaches: [[Int]]
        }

        package struct Week: Sendable, Equatable {
            package let first: CivilDate
            package let text: String
            /// One a column.
            package let cells: [Cell]

            package struct Cell: Sendable, Equatable {
                package let entries: EntryCount
                package let channels: [(label: String, entries: EntryCount)]

                package static func == (a: Self, b: Self) -> Bool {
                    a.entries == b.entries && a.channels.elementsEqual(b.channels) { $0 == $1 }
                }
            }
        }

        package struct Hour: Sendable, Equatable {
            /// From Monday 0 to Sunday 167.
            package let hour: Int
            package let text: String
            package let cells: [EntryCount]
        }

        /// Whole days in a row without a contact of a person.
        package struct Pause: Sendable, Equatable {
            package let name: String
            package let first: CivilDate
            package let last: CivilDate
            package let dayCount: Int
            package let text: String
        }

        package struct Burst: Sendable, Equatable {
            package let name: String
            package let rule: String
            package let entries: EntryCount
            package let text: String
        }

        /// From a message not yet answered to the next one of the other person on the same channel.
        package struct Reply: Sendable, Equatable {
            /// Whose message the later one is: a column.
            package let column: Int
            package let message: Int
            package let next: Int
            package let seconds: Int
        }
    }
}

extension Index {
    private static let people = ["me", "them"]
    private static let shortestPause = 3

    func patterns(_ results: [Report.RuleResult]) -> Report.Patterns {
        let contacts = standing.filter { $0.retractedBy == nil && $0.event.kind == .contact }
        func column(_ entry: StandingEntry) -> Int? {
            Self.people.firstIndex { names.isSame(entry.event.from, $0) }
        }
        let counted = contacts.compactMap { entry in
            column(entry).flatMap { column in entry.event.occurred.map { (entry: entry, column: column, at: $0) } }
        }
        let known = Set(counted.map(\.entry.number))
        let dates = counted.map(\.at.start.wall.date)
        let first = input.period.from ?? dates.min()
        let last = input.period.until ?? dates.max()
        let columns = Self.people.map { names($0) }
        let replies = replies(counted.map { ($0.entry, $0.column) })
        var dayCount = 0
        if let first, let last, !dates.isEmpty { dayCount = max(0, last.dayNumber - first.dayNumber + 1) }
        let hours = hours(counted.map { ($0.entry, $0.column) })
        let days = days(counted.map { ($0.entry, $0.column) }, results)
        let quiet = Set(input.rules.flatMap(\.quietHours))
        return Report.Patterns(
            columns: columns, dayCount: dayCount, daysText: daysText(first, last, dayCount),
            frequency: Self.people.indices.map { column in
                frequency(columns[column], counted.filter { $0.column == column }.map(\.entry), dayCount)
            },
            days: days, weeks: weeks(counted.map { ($0.entry, $0.column) }), hours: hours,
            quietHours: quiet.sorted(),
            quietRules: zip(rules, input.rules).filter { !$1.quietHours.isEmpty }.map(\.0.number),
            untimed: EntryCount(counted.filter { $0.at.precision == .day }.map(\.entry.number)),
            uncounted: EntryCount(contacts.map(\.number).filter { !known.contains($0) }),
            pauses: Self.people.indices.flatMap { column in
                pauses(
                    columns[column], Set(counted.filter { $0.column == column }.map(\.at.start.wall.date)), first, last,
                    isCounted: dayCount > 0)
            },
            bursts: bursts(), replies: replies,
            replySentences: columns.indices.map { column in
                replySentence(columns[column], replies.filter { $0.column == column })
            },
            hoursSentence: columns.indices.map { hoursSentence(columns[$0], $0, hours, quiet) }.joined(separator: " "),
            daysSentence: columns.indices.map { daysSentence(columns[$0], $0, days, dayCount) }.joined(separator: " "))
    }

    private func hoursSentence(
        _ name: String, _ column: Int, _ hours: [Report.Patterns.Hour], _ quiet: Set<Int>
    ) -> String {
        let all = hours.reduce(0) { $0 + $1.cells[column].count }
        guard !quiet.isEmpty else {
            return say(.hoursSentencePlain, ["name": name, "contacts": say.count(all, .contactCount)])
        }
        let within = hours.filter { quiet.contains($0.hour) }.flatMap { $0.cells[column].entries }
        return say(
            .hoursSentence,
            ["name": name, "contacts": say.count(all, .contactCount), "within": say.listed(within)])
    }

    private func daysSentence(
        _ name: String, _ column: Int, _ days: [Report.Patterns.Day], _ dayCount: Int
    ) -> String {
        say(
            .daysSentence,
            [
                "name": name, "days": say.count(dayCount, .dayCount),
                "with": say.grouped(days.count { $0.cells[column].count > 0 }),
                "breaches": say.grouped(days.count { !$0.breaches[column].isEmpty }),
            ])
    }

    private func daysText(_ first: CivilDate?, _ last: CivilDate?, _ count: Int) -> String {
        guard let first, let last, count > 0 else { return say(.patternsNone) }
        return say(
            .patternsDays,
            ["days": say.count(count, .dayCount), "from": say.longDay(first), "until": say.longDay(last)])
    }

    private func frequency(_ name: String, _ entries: [StandingEntry], _ dayCount: Int) -> Report.Patterns.Frequency {
        let days = Set(entries.compactMap { $0.event.occurred?.start.wall.date }).sorted()
        let byDay = Dictionary(grouping: entries) { $0.event.occurred?.start.wall.date }
        let most = byDay.values.map(\.count).max() ?? 0
        return .init(
            name: name, entries: EntryCount(entries.map(\.number)), days: days,
            sentence: say(
                .patternsFrequency,
                [
                    "name": name, "contacts": say.count(entries.count, .contactCount), "with": say.grouped(days.count),
                    "of": say.count(dayCount, .dayCount), "most": say.grouped(most),
                ]))
    }

    private func days(
        _ counted: [(entry: StandingEntry, column: Int)], _ results: [Report.RuleResult]
    ) -> [Report.Patterns.Day] {
        var breaches: [CivilDate: [Set<Int>]] = [:]
        func mark(_ day: CivilDate, _ column: Int, _ number: Int) {
            breaches[day, default: Self.people.map { _ in [] }][column].insert(number)
        }
        for person in results.flatMap(\.people) {
            guard let column = Self.people.firstIndex(of: person.person) else { continue }
            for line in person.breaches {
                let days = line.entries.entries.compactMap { opened[$0]?.event.occurred?.start.wall.date }
                for day in days.isEmpty ? [line.day].compactMap(\.self) : days { mark(day, column, line.number) }
            }
        }
        var numbers: [CivilDate: [[Int]]] = [:]
        for (entry, column) in counted {
            guard let day = entry.event.occurred?.start.wall.date else { continue }
            numbers[day, default: Self.people.map { _ in [] }][column].append(entry.number)
        }
        return Set(numbers.keys).union(breaches.keys).sorted().map { day in
            .init(
                date: day, text: say(.weekdayAndDay, ["weekday": say.weekday(day), "day": say.day(day)]),
                cells: (numbers[day] ?? [[], []]).map { EntryCount($0) },
                breaches: (breaches[day] ?? [[], []]).map { $0.sorted() })
        }
    }

    private func weeks(_ counted: [(entry: StandingEntry, column: Int)]) -> [Report.Patterns.Week] {
        var weeks: [CivilDate: [[StandingEntry]]] = [:]
        for (entry, column) in counted {
            guard let day = entry.event.occurred?.start.wall.date else { continue }
            weeks[day.adding(days: 1 - day.weekday.rawValue), default: [[], []]][column].append(entry)
        }
        return weeks.keys.sorted().map { monday in
            .init(
                first: monday, text: say(.weekFrom, ["day": say.day(monday)]),
                cells: (weeks[monday] ?? []).map { entries in
                    .init(
                        entries: EntryCount(entries.map(\.number)),
                        channels: Channel.allCases.compactMap { channel in
                            let own = entries.filter { $0.event.channel == channel }.map(\.number)
                            return own.isEmpty ? nil : (say.channels(channel), EntryCount(own))
                        })
                })
        }
    }

    private func hours(_ counted: [(entry: StandingEntry, column: Int)]) -> [Report.Patterns.Hour] {
        var hours: [Int: [[Int]]] = [:]
        for (entry, column) in counted {
            guard let at = entry.event.occurred, at.precision != .day else { continue }
            let wall = at.start.wall
            hours[(wall.date.weekday.rawValue - 1) * 24 + wall.hour, default: [[], []]][column].append(entry.number)
        }
        return hours.keys.sorted().map { hour in
            .init(
                hour: hour,
                text: say(
                    .weekdayAndHour,
                    [
                        "weekday": say.weekdays[hour / 24], "from": "\(TimeText.two(hour % 24)):00",
                        "until": "\(TimeText.two(hour % 24)):59",
                    ]),
                cells: (hours[hour] ?? []).map { EntryCount($0) })
        }
    }

    private func pauses(
        _ name: String, _ days: Set<CivilDate>, _ first: CivilDate?, _ last: CivilDate?, isCounted: Bool
    ) -> [Report.Patterns.Pause] {
        guard let first, let last, isCounted else { return [] }
        var pauses: [Report.Patterns.Pause] = []
        var start = first
        for day in days.filter({ $0 >= first && $0 <= last }).sorted() + [last.adding(days: 1)] {
            let length = day.dayNumber - start.dayNumber
            if length >= Self.shortestPause {
                let end = day.adding(days: -1)
                pauses.append(
                    .init(
                        name: name, first: start, last: end, dayCount: length,
                        text: say(.fromTo, ["from": say.day(start), "until": say.day(end)])))
            }
            start = day.adding(days: 1)
        }
        return pauses
    }

    private func bursts() -> [Report.Patterns.Burst] {
        let here = Set(standing.filter { $0.retractedBy == nil }.flatMap(\.versions))
        return input.patterns.filter { $0.entries.contains(where: here.contains) }
            .sorted {
                (names.rank($0.person), $0.entries.min() ?? 0, $0.rule) < (
                    names.rank($1.person), $1.entries.min() ?? 0, $1.rule
                )
            }
            .map { .init(name: names($0.person), rule: $0.rule, entries: EntryCount($0.entries), text: $0.text) }
    }

    private func replies(_ counted: [(entry: StandingEntry, column: Int)]) -> [Report.Patterns.Reply] {
        var open: [Channel: (entry: StandingEntry, column: Int)] = [:]
        var replies: [Report.Patterns.Reply] = []
        for (entry, column) in counted {
            guard let channel = entry.event.channel, [.text, .app, .email, .social].contains(channel),
                let at = entry.event.occurred, at.precision == .second || at.precision == .minute,
                entry.event.attempt != true
            else { continue }
            if let asked = open[channel] {
                guard asked.column != column, let before = asked.entry.event.occurred else { continue }
                replies.append(
                    .init(
                        column: column, message: asked.entry.number, next: entry.number,
                        seconds: max(0, at.start.instant.seconds(since: before.start.instant))))
            }
            open[channel] = (entry, column)
        }
        return replies
    }

    private func replySentence(_ name: String, _ replies: [Report.Patterns.Reply]) -> String {
        guard !replies.isEmpty else { return say(.repliesNone, ["name": name]) }
        let sorted = replies.map(\.seconds).sorted()
        let values: KeyValuePairs = [
            "name": name, "n": say.grouped(sorted.count), "half": say.duration(sorted[(sorted.count - 1) / 2]),
            "all": say.duration(sorted[sorted.count - 1]),
        ]
        return say(.repliesSentence, for: sorted.count, values)
    }
}
