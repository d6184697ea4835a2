import Ledger

/// Contacts counted by calendar day, week or month, or by so many weeks.
struct CalendarCount {
    let rule: FrequencyRule
    let context: CheckContext
    let person: String
    let channel: Channel?

    /// One way to read the clause: by whose clock, and on which day a week starts.
    private struct Reading: Hashable {
        let clock: Clock
        let period: CalendarPeriod
        /// Days from the first of a stretch to the one that names it: where two starts of a week are tried, the
        /// Monday names both.
        let nameShift: Int
        enum Clock: Hashable {
            case fixed, own, home
            /// One of the clocks that a person's zone leaves possible.
            case candidate(Int)
        }
    }

    private struct Bucket {
        var certain = 0
        var possible = 0
        var doubts: Doubts = []
        var entries: [Int] = []

        mutating func add(_ entry: Int, _ doubts: Doubts) {
            entries.append(entry)
            if doubts.isEmpty {
                certain += 1
            } else {
                possible += 1
                self.doubts.formUnion(doubts)
            }
        }
    }

    private struct Answer {
        var verdict: Finding.Verdict
        var tooFew = false
        var doubts: Doubts = []
        var bucket = Bucket()

        /// True if nothing is logged, and nothing shows that the log was still being kept.
        var isUnshown: Bool {
            verdict == .cannotTell && tooFew && bucket.entries.isEmpty && doubts.contains(.logKept)
        }
    }

    /// Longest stretch for which missing contacts are looked for: a century of days.
    private static let longest = 36_525

    func findings(_ subjects: [CheckContext.Subject]) -> [Finding] {
        let undated = subjects.filter { $0.contact.start == nil }.count
        let readings = possibleReadings(subjects)
        let counts = readings.map { count(subjects, $0) }
        let kept = readings.map(keptPeriods)
        var periods = Set<Int>()
        for index in readings.indices {
            periods.formUnion(counts[index].keys)
            if rule.atLeast != nil { periods.formUnion(kept[index].all) }
        }
        var findings: [Finding] = []
        var unshown: [(period: Int, answer: Answer)] = []
        for period in periods.sorted() {
            let answers = readings.indices.compactMap { index in
                judge(counts[index][period], undated: undated, period, readings[index], kept[index])
            }
            guard answers.count == readings.count else { continue }
            let answer = combine(answers, readings)
            // A day with nothing but contacts of nobody known says nothing about this person.
            if answer.verdict == .fine, answer.bucket.certain == 0, answer.doubts.contains(.sender) { continue }
            if answer.isUnshown {
                unshown.append((period, answer))
            } else {
                findings.append(finding(period, answer))
            }
        }
        return findings + ending(unshown)
    }

    /// What came after the last contact is told once, however long ago that was.
    private func ending(_ unshown: [(period: Int, answer: Answer)]) -> [Finding] {
        guard unshown.count > 1, let first = unshown.first, let last = unshown.last else {
            return unshown.map { finding($0.period, $0.answer) }
        }
        let (start, end) = (CivilDate(dayNumber: first.period), CivilDate(dayNumber: last.period))
        return [
            Finding(
                context.rule, .periods(start, until: end, channel: channel), person: person, verdict: .cannotTell,
                entries: [], bookEntry: context.bookEntry,
                grounds: FrequencyGrounds(
                    verdict: .cannotTell, doubts: unshown.reduce([]) { $0.union($1.answer.doubts) }, rule: rule,
                    least: 0,
                    most: 0, tooFew: true, stretch: .unshown(rule.stretches, first: start, count: unshown.count),
                    channel: channel))
        ]
    }

    // MARK: Reading the clause

    private func possibleReadings(_ subjects: [CheckContext.Subject]) -> [Reading] {
        let home = context.clocks.home.name
        let clocks: [Reading.Clock] =
            if context.rule.terms.zone != nil {
                [.fixed]
            } else if context.rule.terms.zoneOf != nil {
                (0..<(subjects.map { context.candidates(for: $0.contact).count }.max() ?? 1)).map { .candidate($0) }
            } else {
                subjects.allSatisfy { $0.contact.clock.name == home } ? [.home] : [.own, .home]
            }
        return clocks.flatMap { clock in
            rule.periods.enumerated().map { Reading(clock: clock, period: $1, nameShift: $0) }
        }
    }

    /// The clock that counts for every contact; nil if it depends on the contact.
    private func fixedClock(_ reading: Reading) -> ZoneClock? {
        switch reading.clock {
        case .fixed, .home: wallClock(reading, nil)
        case .own, .candidate: nil
        }
    }

    private func wallClock(_ reading: Reading, _ contact: Contact?) -> ZoneClock {
        switch reading.clock {
        case .fixed: context.rule.terms.zone.map(context.clocks.clock) ?? context.clocks.home
        case .own: contact?.clock ?? context.clocks.home
        case .home: context.clocks.home
        case .candidate(let index):
            nth(index, of: contact.map { context.candidates(for: $0) } ?? context.candidates(for: person))
        }
    }

    private func nth(_ index: Int, of clocks: [ZoneClock]) -> ZoneClock {
        clocks.isEmpty ? context.clocks.home : clocks[min(index, clocks.count - 1)]
    }

    /// The day number that names the stretch of `day`.
    private func name(_ day: Int, _ reading: Reading) -> Int { reading.period.first(day) + reading.nameShift }

    private func next(_ name: Int, _ reading: Reading) -> Int {
        reading.period.next(name - reading.nameShift) + reading.nameShift
    }

    // MARK: Counting

    private func count(_ subjects: [CheckContext.Subject], _ reading: Reading) -> [Int: Bucket] {
        var buckets: [Int: Bucket] = [:]
        // The one that the last contact fell into is kept at hand: most logs are in order of time.
        var current = Int.min
        var bucket = Bucket()
        let fixed = fixedClock(reading)
        for subject in subjects {
            guard let span = subject.contact.start else { continue }
            let clock = fixed ?? wallClock(reading, subject.contact)
            let first = name(clock.day(span.earliest), reading)
            let last = name(clock.day(span.latest), reading)
            var doubts = subject.doubts
            if last > first { doubts.insert(.exactTime) }
            var period = first
            repeat {
                if period != current {
                    if current != Int.min { buckets[current] = bucket }
                    bucket = buckets[period] ?? Bucket()
                    buckets[period] = nil
                    current = period
                }
                bucket.add(subject.contact.number, doubts)
                period = next(period, reading)
            } while period <= last
        }
        if current != Int.min { buckets[current] = bucket }
        return buckets
    }

    /// The periods in which a missing contact can be told: wholly within the log, the book's and the rule's
    /// time. `all` are those that are over; up to `lastShown` a later contact shows that the log was kept.
    private func keptPeriods(_ reading: Reading) -> (all: Set<Int>, lastShown: Int) {
        guard rule.atLeast != nil, let firstContact = context.log.firstContact,
            let lastContact = context.log.lastContact, let recorded = context.log.lastRecorded
        else { return ([], Int.min) }
        let clock = wallClock(reading, nil)
        let terms = context.rule.terms
        var firstDay = clock.day(firstContact) + 1
        // The day on which a book takes effect is whole only if it does so at midnight.
        firstDay = max(firstDay, clock.day(context.inForce.from - 1) + 1)
        if let from = terms.from { firstDay = max(firstDay, from.dayNumber) }
        var endDay = clock.day(max(recorded, lastContact))
        if context.inForce.until < Int.max { endDay = min(endDay, clock.day(context.inForce.until)) }
        if let until = terms.until {
            endDay = min(endDay, until.dayNumber + (terms.untilIs == .inclusive ? 1 : 0))
        }
        firstDay = max(firstDay, endDay - Self.longest)
        var all: Set<Int> = []
        var first = reading.period.first(firstDay)
        if first < firstDay { first = reading.period.next(first) }
        while reading.period.next(first) <= endDay {
            all.insert(first + reading.nameShift)
            first = reading.period.next(first)
        }
        // The log was kept throughout a stretch if a contact came after its end.
        let lastShown = reading.period.first(clock.day(lastContact)) - 1 + reading.nameShift
        return (all, lastShown)
    }

    // MARK: Answering

    /// Nil if there is nothing to judge: too few contacts in a period that cannot be told.
    private func judge(
        _ bucket: Bucket?, undated: Int, _ period: Int, _ reading: Reading, _ kept: (all: Set<Int>, lastShown: Int)
    ) -> Answer? {
        let bucket = bucket ?? Bucket()
        var answer = Answer(verdict: .fine, doubts: bucket.doubts, bucket: bucket)
        if let atMost = rule.atMost, bucket.certain + bucket.possible > atMost {
            answer.verdict = bucket.certain > atMost && context.standing.isEmpty ? .breach : .cannotTell
            answer.doubts = bucket.doubts.union(context.standing)
            return answer
        }
        guard let atLeast = rule.atLeast, bucket.certain < atLeast else { return answer }
        let days = period - reading.nameShift..<next(period, reading) - reading.nameShift
        guard kept.all.contains(period),
            let applied = context.scope.effect.doubts(days: days, person: person, wallClock(reading, nil))
        else { return rule.atMost == nil ? nil : answer }
        let standing = applied.union(context.standing)
        answer.tooFew = true
        answer.verdict = .cannotTell
        if bucket.certain + bucket.possible >= atLeast {
            answer.doubts = bucket.doubts
        } else if bucket.certain + bucket.possible + undated >= atLeast {
            answer.doubts = bucket.doubts.union(.noTime)
        } else if period > kept.lastShown {
            answer.doubts = standing.union(.logKept)
        } else if !standing.isEmpty {
            answer.doubts = standing
        } else {
            let clock = wallClock(reading, nil)
            let gaps = context.gaps(
                from: clock.moment(dayNumber: days.lowerBound), to: clock.moment(dayNumber: days.upperBound) - 1)
            answer.doubts = gaps.isEmpty ? [] : .notRecorded
            answer.bucket.entries += gaps
            answer.verdict = gaps.isEmpty ? .breach : .cannotTell
        }
        return answer
    }

    private func combine(_ answers: [Answer], _ readings: [Reading]) -> Answer {
        guard var combined = answers.first else { return Answer(verdict: .fine) }
        let isAgreed = answers.allSatisfy { $0.verdict == combined.verdict && $0.tooFew == combined.tooFew }
        for answer in answers.dropFirst() {
            combined.doubts.formUnion(answer.doubts)
            combined.bucket.certain = min(combined.bucket.certain, answer.bucket.certain)
            combined.bucket.possible = max(
                combined.bucket.possible, answer.bucket.certain + answer.bucket.possible - combined.bucket.certain)
            combined.bucket.entries = Set(combined.bucket.entries + answer.bucket.entries).sorted()
        }
        if !isAgreed {
            combined.verdict = .cannotTell
            combined.tooFew = answers.allSatisfy { $0.tooFew || $0.verdict == .fine }
            combined.doubts.formUnion(differences(answers, readings))
        }
        return combined
    }

    /// What the clause leaves open that makes the readings differ.
    private func differences(_ answers: [Answer], _ readings: [Reading]) -> Doubts {
        var doubts: Doubts = []
        for (a, b) in zip(readings.indices, readings.indices.dropFirst()) {
            for other in b..<readings.count where answers[a].verdict != answers[other].verdict {
                if readings[a].clock != readings[other].clock, readings[a].period == readings[other].period {
                    doubts.insert(.whoseClock)
                }
                if readings[a].period != readings[other].period, readings[a].clock == readings[other].clock {
                    doubts.insert(.weekStart)
                }
            }
        }
        return doubts.isEmpty ? .whoseClock : doubts
    }

    private func finding(_ period: Int, _ answer: Answer) -> Finding {
        let date = CivilDate(dayNumber: period)
        return Finding(
            context.rule, rule.stretches == .months ? .month(date, channel: channel) : .period(date, channel: channel),
            person: person, verdict: answer.verdict,
            entries: answer.bucket.entries, bookEntry: context.bookEntry,
            grounds: FrequencyGrounds(
                verdict: answer.verdict, doubts: answer.doubts, rule: rule, least: answer.bucket.certain,
                most: answer.bucket.certain + answer.bucket.possible, tooFew: answer.tooFew,
                stretch: .calendar(rule.stretches, first: date), channel: channel))
    }
}
