import Ledger

/// A rule of the kind `frequency` says how often there shall be contact, at most or at least.
package final class FrequencyRule: RuleKind {
    package static let name = "frequency"
    package static let documentation = """
        frequency: how often there may or must be contact.

        at-most = 1, at-least = 1
            The greatest and the least number of contacts; one of the two keys or both.
        per = "day"
            Counted by calendar "day", calendar "week", or "rolling": any stretch of so many elapsed hours.
        week-starts = "monday"
            For weeks. Left out: Monday and Sunday are both tried, and only what holds for both is found.
        rolling-hours = 24
            For rolling. Two contacts exactly so far apart do not fall into one stretch.
        counts = ["attempts"]
            Unanswered calls and failed messages count too. An empty list, counts = [], says that they do not.
            Left out: where they decide, the answer is "cannot tell".
        per-channel = true
            Each channel has the number to itself. Left out: all channels are counted together.

        A contact that was too few is found only where a later contact shows that the log was still being kept;
        the first day or week of the log and the last, unfinished one are never found too few. Without `channels`
        it looks at calls, texts, e-mails, app messages and social media.
        """
    package static let defaultChannels = messageChannels

    let atMost: Int?
    let atLeast: Int?
    let per: Period
    /// True if it judges weeks, each named by its first day.
    package var isWeekly: Bool { per == .week }
    let weekStarts: Weekday?
    let rollingHours: Int
    /// Nil if the clause does not say.
    let countsAttempts: Bool?
    let isPerChannel: Bool

    enum Period: String, CaseIterable { case day, week, rolling }
    private enum Countable: String, CaseIterable { case attempts }
    private enum WeekStart: String, CaseIterable {
        case monday, tuesday, wednesday, thursday, friday, saturday, sunday
    }

    package init(reading keys: KeyReader, terms: Terms) throws(RuleBookError) {
        atMost = try keys.integer("at-most", in: 0...10_000)
        atLeast = try keys.integer("at-least", in: 1...10_000)
        guard let per = try keys.choice("per", of: Period.self) else { throw .missingKey(keys.place.naming("per")) }
        self.per = per
        let start = try keys.choice("week-starts", of: WeekStart.self)
        weekStarts = start.flatMap { name in
            WeekStart.allCases.firstIndex(of: name).flatMap { Weekday(rawValue: $0 + 1) }
        }
        let hours = try keys.integer("rolling-hours", in: 1...8784)
        rollingHours = hours ?? 0
        countsAttempts = try keys.choices("counts", of: Countable.self, mayBeEmpty: true).map { !$0.isEmpty }
        isPerChannel = try keys.truth("per-channel") ?? false

        func contradict(_ key: String, _ what: RuleBookError.Contradiction) -> RuleBookError {
            .contradiction(keys.place.naming(key), what)
        }
        if atMost == nil, atLeast == nil { throw contradict("at-most", .noLimit) }
        if let atMost, let atLeast, atLeast > atMost { throw contradict("at-least", .leastAboveMost) }
        if start != nil, per != .week { throw contradict("week-starts", .weekStartWithoutWeek) }
        if hours != nil, per != .rolling { throw contradict("rolling-hours", .hoursWithoutRolling) }
        if hours == nil, per == .rolling { throw contradict("per", .rollingWithoutHours) }
        if atLeast != nil, per == .rolling { throw contradict("at-least", .leastInRolling) }
        if atLeast != nil, isPerChannel { throw contradict("at-least", .leastPerChannel) }
        if per == .rolling, terms.zone != nil, terms.from == nil, terms.until == nil {
            throw contradict("zone", .zoneInRolling)
        }
    }

    package func findings(in context: CheckContext) -> [Finding] {
        let undated = atMost == nil ? [] : context.subjects.filter { $0.doubts.contains(.noTime) }
        let counted = context.subjects.compactMap(withAttemptDoubt)
        var findings = undated.map { undatedFinding($0, context) }
        let people = context.people.bound(by: context.rule.terms)
        let unknown = counted.filter { $0.person == CheckContext.unknownPerson }
        for person in people {
            var own = counted.filter { $0.person == person }
            if !unknown.isEmpty {
                own = (own + unknown).sorted { $0.contact.number < $1.contact.number }
            }
            for (channel, group) in groups(own) {
                if per == .rolling {
                    findings += RollingCount(rule: self, context: context, channel: channel).findings(group)
                } else {
                    let count = CalendarCount(rule: self, context: context, person: person, channel: channel)
                    findings += count.findings(group)
                }
            }
        }
        return findings
    }

    /// Nil for an attempt that the clause does not count.
    private func withAttemptDoubt(_ subject: CheckContext.Subject) -> CheckContext.Subject? {
        guard subject.contact.isAttempt, countsAttempts != true else { return subject }
        guard countsAttempts == nil else { return nil }
        return CheckContext.Subject(
            contact: subject.contact, person: subject.person, doubts: subject.doubts.union(.attempt))
    }

    private func groups(_ subjects: [CheckContext.Subject]) -> [(Channel?, [CheckContext.Subject])] {
        guard isPerChannel else { return [(nil, subjects)] }
        // A contact whose channel is not named may belong to each of them.
        return Channel.allCases.compactMap { channel in
            let group = subjects.filter { $0.contact.event.channel == channel || $0.contact.event.channel == nil }
            return group.contains { $0.contact.event.channel == channel } ? (channel, group) : nil
        }
    }

    private func undatedFinding(_ subject: CheckContext.Subject, _ context: CheckContext) -> Finding {
        Finding(
            context.rule, .entry(subject.contact.number), person: subject.person, verdict: .cannotTell,
            entries: [subject.contact.number], bookEntry: context.bookEntry,
            grounds: FrequencyGrounds(
                verdict: .cannotTell, doubts: subject.doubts, rule: self, least: 0, most: 1, tooFew: false,
                day: nil, channel: nil))
    }

    package func explain(_ terms: Terms) -> Explanation {
        func things(_ number: Int) -> String {
            Phrases.count(number, "contact") + (isPerChannel ? " by one channel" : ", all channels together,")
        }
        let stretch =
            switch per {
            case .day: "on one calendar day"
            case .week: "in one calendar week" + (weekStarts.map { " (from \(Phrases.weekday($0)))" } ?? "")
            case .rolling: "within any \(Phrases.count(rollingHours, "hour")) that have passed on the clock"
            }
        var sentences: [String] = []
        if let atMost { sentences.append("More than \(things(atMost)) \(stretch): an apparent breach.") }
        if let atLeast { sentences.append("Fewer than \(things(atLeast)) \(stretch): an apparent breach.") }
        switch countsAttempts {
        case true?: sentences.append("Unanswered calls and failed messages count.")
        case false?: sentences.append("Unanswered calls and failed messages do not count.")
        case nil: break
        }
        return Explanation(sentences: sentences, assumptions: assumptions)
    }

    private var assumptions: [String] {
        var assumptions = ["Each person's contacts are counted apart. Replies count like any other contact."]
        if countsAttempts == nil {
            assumptions.append(
                "The clause does not say whether an unanswered attempt counts: where that decides, the answer is “cannot tell”."
            )
        }
        if per == .week, weekStarts == nil {
            assumptions.append(
                "The clause does not say on which day a week starts: Monday and Sunday are both tried, and a breach is found"
                    + " only if there is one in both. The week is named by its Monday.")
        }
        if per == .rolling {
            assumptions.append("Hours are hours elapsed, also across a change of the clocks.")
        }
        if atLeast != nil {
            assumptions.append(
                "Too few is found only where a later contact shows that the log was still being kept; the log's first"
                    + " and unfinished last day or week are left out.")
        }
        assumptions.append("A contact without a time belongs to no day; it is listed on its own.")
        return assumptions
    }
}

/// Contacts counted by calendar day or week.
private struct CalendarCount {
    let rule: FrequencyRule
    let context: CheckContext
    let person: String
    let channel: Channel?

    /// One way to read the clause: by whose clock, and on which day a week starts.
    private struct Reading: Hashable {
        let clock: Clock
        let weekStarts: Weekday
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
        return periods.sorted().compactMap { period in
            let answers = readings.indices.compactMap { index in
                judge(counts[index][period], undated: undated, period, kept[index])
            }
            guard answers.count == readings.count else { return nil }
            let answer = combine(answers, readings)
            // A day with nothing but contacts of nobody known says nothing about this person.
            if answer.verdict == .fine, answer.bucket.certain == 0, answer.doubts.contains(.sender) { return nil }
            return finding(period, answer)
        }
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
        let starts: [Weekday] =
            rule.per == .day ? [.monday] : rule.weekStarts.map { [$0] } ?? [.monday, .sunday]
        return clocks.flatMap { clock in starts.map { Reading(clock: clock, weekStarts: $0) } }
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

    /// The day number that names the period of `day`: the day itself, or the first of its week (where two
    /// starts are tried, the Monday of both).
    private func periodName(_ day: Int, _ reading: Reading) -> Int {
        guard rule.per == .week else { return day }
        let first = day - modulo(day + 3 - (reading.weekStarts.rawValue - 1), 7)
        return rule.weekStarts == nil && reading.weekStarts == .sunday ? first + 1 : first
    }

    private func firstDay(_ period: Int, _ reading: Reading) -> Int {
        rule.per == .week && rule.weekStarts == nil && reading.weekStarts == .sunday ? period - 1 : period
    }

    // MARK: Counting

    private func count(_ subjects: [CheckContext.Subject], _ reading: Reading) -> [Int: Bucket] {
        var buckets: [Int: Bucket] = [:]
        for subject in subjects {
            guard let span = subject.contact.start else { continue }
            let clock = wallClock(reading, subject.contact)
            let first = periodName(clock.day(span.earliest), reading)
            let last = periodName(clock.day(span.latest), reading)
            var doubts = subject.doubts
            if last > first { doubts.insert(.exactTime) }
            let step = rule.per == .week ? 7 : 1
            var period = first
            repeat {
                buckets[period, default: Bucket()].add(subject.contact.number, doubts)
                period += step
            } while period <= last
        }
        return buckets
    }

    /// The periods in which a missing contact can be told: wholly within the log, the book's and the rule's
    /// time. `all` are those that are over; up to `lastShown` a later contact shows that the log was kept.
    private func keptPeriods(_ reading: Reading) -> (all: Set<Int>, lastShown: Int) {
        guard rule.atLeast != nil, let firstContact = context.log.firstContact,
            let lastContact = context.log.lastContact, let recorded = context.log.lastRecorded
        else { return ([], Int.min) }
        let clock = wallClock(reading, nil)
        let step = rule.per == .week ? 7 : 1
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
        var period = periodName(firstDay, reading)
        if self.firstDay(period, reading) < firstDay { period += step }
        while self.firstDay(period, reading) + step <= endDay {
            all.insert(period)
            period += step
        }
        let lastDay = clock.day(lastContact)
        var lastShown = periodName(lastDay, reading)
        if self.firstDay(lastShown, reading) + step > lastDay { lastShown -= step }
        return (all, lastShown)
    }

    // MARK: Answering

    /// Nil if there is nothing to judge: too few contacts in a period that cannot be told.
    private func judge(
        _ bucket: Bucket?, undated: Int, _ period: Int, _ kept: (all: Set<Int>, lastShown: Int)
    ) -> Answer? {
        let bucket = bucket ?? Bucket()
        var answer = Answer(verdict: .fine, doubts: bucket.doubts, bucket: bucket)
        if let atMost = rule.atMost, bucket.certain + bucket.possible > atMost {
            answer.verdict = bucket.certain > atMost ? .breach : .cannotTell
            answer.doubts = bucket.doubts
            return answer
        }
        guard let atLeast = rule.atLeast, bucket.certain < atLeast else { return answer }
        guard kept.all.contains(period) else { return rule.atMost == nil ? nil : answer }
        answer.tooFew = true
        answer.verdict = .cannotTell
        if bucket.certain + bucket.possible >= atLeast {
            answer.doubts = bucket.doubts
        } else if bucket.certain + bucket.possible + undated >= atLeast {
            answer.doubts = bucket.doubts.union(.noTime)
        } else if period > kept.lastShown {
            answer.doubts = .logKept
        } else {
            answer.verdict = .breach
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
                if readings[a].clock != readings[other].clock, readings[a].weekStarts == readings[other].weekStarts {
                    doubts.insert(.whoseClock)
                }
                if readings[a].weekStarts != readings[other].weekStarts, readings[a].clock == readings[other].clock {
                    doubts.insert(.weekStart)
                }
            }
        }
        return doubts.isEmpty ? .whoseClock : doubts
    }

    private func finding(_ period: Int, _ answer: Answer) -> Finding {
        let date = CivilDate(dayNumber: period)
        return Finding(
            context.rule, .period(date, channel: channel), person: person, verdict: answer.verdict,
            entries: answer.bucket.entries, bookEntry: context.bookEntry,
            grounds: FrequencyGrounds(
                verdict: answer.verdict, doubts: answer.doubts, rule: rule, least: answer.bucket.certain,
                most: answer.bucket.certain + answer.bucket.possible, tooFew: answer.tooFew, day: date,
                channel: channel))
    }
}

/// Contacts counted within any stretch of elapsed hours: each contact looks back.
private struct RollingCount {
    let rule: FrequencyRule
    let context: CheckContext
    let channel: Channel?

    /// Sorting apart, one pass: how many lie within reach is read from two sorted lists by walking on.
    func findings(_ subjects: [CheckContext.Subject]) -> [Finding] {
        guard let atMost = rule.atMost else { return [] }
        let dated = subjects.compactMap { subject in
            subject.contact.start.map { (subject: subject, span: $0) }
        }.sorted { ($0.span.earliest, $0.subject.contact.number) < ($1.span.earliest, $1.subject.contact.number) }
        let reach = rule.rollingHours * 3_600_000
        // Certain contacts by earliest moment; all contacts by latest moment.
        var certain = Window(dated.filter { $0.subject.doubts.isEmpty }.map(\.span.earliest))
        var possible = Window(dated.map(\.span.latest))
        var certainBefore = 0
        var findings: [Finding] = []
        findings.reserveCapacity(dated.count)
        for (index, item) in dated.enumerated() {
            let isCertain = item.subject.doubts.isEmpty
            defer { certainBefore += isCertain ? 1 : 0 }
            // Counted for everyone it may belong to, but a finding needs one person and one channel.
            if item.subject.doubts.contains(.sender) { continue }
            if let channel, item.subject.contact.event.channel != channel { continue }
            // A contact is surely within reach if even its earliest moment is less than `reach` before.
            let sure = certainBefore - certain.countUpTo(item.span.latest - reach)
            let least = max(0, sure) + (isCertain ? 1 : 0)
            let most = max(least, index - possible.countUpTo(item.span.earliest - reach) + 1)
            let verdict: Finding.Verdict =
                isCertain && least > atMost ? .breach : most > atMost ? .cannotTell : .fine
            let cited = verdict == .fine ? 1 : min(verdict == .breach ? atMost + 1 : most, index + 1, atMost + 50)
            let shown = dated[(index + 1 - cited)...index]
            var doubts = item.subject.doubts
            if verdict == .cannotTell {
                for other in shown { doubts.formUnion(other.subject.doubts) }
                if doubts.isEmpty { doubts = .exactTime }
            }
            findings.append(
                Finding(
                    context.rule, .entry(item.subject.contact.number),
                    person: item.subject.person, verdict: verdict,
                    entries: shown.map(\.subject.contact.number).sorted(), bookEntry: context.bookEntry,
                    grounds: FrequencyGrounds(
                        verdict: verdict, doubts: doubts, rule: rule, least: least, most: most, tooFew: false,
                        day: nil, channel: channel)))
        }
        return findings
    }

    /// Sorted moments, of which a number is asked for again and again with limits that mostly grow.
    private struct Window {
        private let moments: [Int]
        private var count = 0

        init(_ moments: [Int]) { self.moments = moments.sorted() }

        /// How many moments are at most `limit`.
        mutating func countUpTo(_ limit: Int) -> Int {
            while count < moments.count, moments[count] <= limit { count += 1 }
            while count > 0, moments[count - 1] > limit { count -= 1 }
            return count
        }
    }
}

private struct FrequencyGrounds: Grounds {
    let verdict: Finding.Verdict
    let doubts: Doubts
    let rule: FrequencyRule
    let least: Int
    let most: Int
    let tooFew: Bool
    let day: CivilDate?
    let channel: Channel?

    var missing: String? { doubts.missing }

    var reason: String {
        if day == nil, rule.per != .rolling { return "The contact is not counted: \(doubts.because)." }
        switch verdict {
        case .breach: return "\(counted(least)) \(stretch); the rule allows \(limit)."
        case .fine: return "\(counted(most)) \(stretch); the rule allows \(limit)."
        case .cannotTell:
            let range = least == most ? counted(most) : "Between \(least) and \(contacts(most))"
            return "\(range) \(stretch), and the rule allows \(limit), but \(doubts.because)."
        }
    }

    var facts: [String] {
        ["certainly counted: \(least)"] + (most > least ? ["possibly counted: \(most - least)"] : [])
    }

    private func contacts(_ number: Int) -> String {
        Phrases.count(number, "contact") + (channel.map { " by \($0.rawValue)" } ?? "")
    }

    private func counted(_ number: Int) -> String { number == 0 ? "No contact" : contacts(number) }

    private var stretch: String {
        switch rule.per {
        case .day: day.map { "on \(Phrases.day($0))" } ?? ""
        case .week: day.map { "in the week from \(Phrases.day($0))" } ?? ""
        case .rolling: "within \(Phrases.count(rule.rollingHours, "hour")) up to this one"
        }
    }

    private var limit: String {
        switch (rule.atMost, rule.atLeast) {
        case (let most?, let least?) where most != least: "\(least) to \(most)"
        case (let most?, nil): "at most \(most)"
        case (_, let least?): tooFew || rule.atMost == nil ? "no fewer than \(least)" : "exactly \(least)"
        case (nil, nil): ""
        }
    }
}
