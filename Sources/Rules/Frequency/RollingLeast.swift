import Ledger

/// So many contacts at least within any stretch of elapsed time: each contact looks ahead.
///
/// A stretch begins just after a contact, or with the log or the rule, and has to hold so many contacts before its
/// time has passed. It is judged only where it lies wholly within the time of the rule. What reaches back before
/// the first contact in the log, or ahead past the last one, is *cannot tell*: what happened there is not known.
struct RollingLeast {
    let rule: FrequencyRule
    let context: CheckContext
    let person: String
    let least: Int
    private let reach: Int
    private let clock: ZoneClock

    init(rule: FrequencyRule, least: Int, context: CheckContext, person: String) {
        self.rule = rule
        self.least = least
        self.context = context
        self.person = person
        reach = rule.rollingMinutes * 60_000
        clock = context.candidates(for: person).first ?? context.clocks.home
    }

    private struct Item {
        let subject: CheckContext.Subject
        let span: Span
    }

    /// Where stretches may begin and must end, and up to where a later contact shows that the log was kept.
    private struct Limits {
        let from: Int
        let until: Int
        let shown: Int
        /// True if nothing but the beginning of the log keeps a stretch from beginning earlier.
        let isLogEdge: Bool
    }

    /// Stretches that begin one after another, too few contacts in all of them.
    private struct Run {
        /// The contact after which it begins; nil at the edge.
        let opening: Item?
        let start: Int
        /// The last moment at which such a stretch begins.
        var lastStart: Int
        /// The contact with which there were enough again, as far as is certain; nil if none came.
        var close: Int?
    }

    /// Sorting apart, one pass: contacts that are certain open and end the runs, the others can only save them.
    func findings(_ subjects: [CheckContext.Subject]) -> [Finding] {
        guard let limits else { return [] }
        let items = subjects.compactMap { subject in
            subject.contact.start.map { Item(subject: subject, span: $0) }
        }.sorted { ($0.span.earliest, $0.subject.contact.number) < ($1.span.earliest, $1.subject.contact.number) }
        let undated = subjects.count - items.count
        // A time to the minute counts wherever its minute reaches; a rough one only where all of it lies within.
        let certain = items.filter { $0.subject.doubts.isEmpty && $0.span.latest - $0.span.earliest < reach }
        let sure = Arrivals(
            certain.map { $0.span.isStamp ? ($0.span.latest, $0.span.earliest) : ($0.span.earliest, $0.span.latest) })
        let possible = Arrivals(items.map { ($0.span.latest, $0.span.earliest) })
        let afterGaps = context.timeline.gaps.spans.map { $0.latest + 1 }
        let empty = ([limits.from] + (possible.lefts.map { $0 + 1 } + afterGaps).sorted()).filter {
            $0 >= limits.from && $0 + reach <= min(limits.shown, limits.until) && isShownEmpty($0, possible, undated)
        }
        var findings: [Finding] = []
        var run: Run?
        func close() {
            guard let found = run else { return }
            run = nil
            findings += answer(found, items, possible, empty, undated: undated, limits).map { [$0] } ?? []
        }
        for opening in [nil] + certain.sorted(by: { Self.left($0) < Self.left($1) }).map(Optional.some) {
            let start = opening.map { Self.left($0) + 1 } ?? limits.from
            guard start >= limits.from, start + reach <= limits.until else { continue }
            let enough = sure.filled(from: start, least)
            if let found = run, found.lastStart < start - 1 { close() }
            if let enough, enough < start + reach {
                close()
                if opening == nil, limits.isLogEdge, enough > limits.from { findings.append(edge(enough, items)) }
                if let opening { findings.append(followed(opening)) }
            } else if run != nil {
                run?.lastStart = enough.map { $0 - reach } ?? Int.max
                run?.close = enough
            } else {
                run = Run(
                    opening: opening, start: start, lastStart: enough.map { $0 - reach } ?? Int.max, close: enough)
            }
        }
        close()
        return findings
    }

    private static func left(_ item: Item) -> Int { item.span.isStamp ? item.span.latest : item.span.earliest }

    private var limits: Limits? {
        guard let first = context.log.firstContact, let last = context.log.lastContact else { return nil }
        let bounds = context.scope.effect.bounds(clock)
        let start = max(context.inForce.from, bounds.from)
        return Limits(
            from: max(first, start), until: min(context.inForce.until, bounds.until), shown: last,
            isLogEdge: first > start)
    }

    // MARK: Answering

    private func followed(_ opening: Item) -> Finding {
        let contact = opening.subject.contact
        return finding(
            .step(contact.number, "after"), .fine, [], entries: [contact.number], most: least,
            .after(clock.localTime(opening.span.earliest)))
    }

    /// The first contacts came soon after the log began; what came before is not known.
    private func edge(_ enough: Int, _ items: [Item]) -> Finding {
        let entries = items.prefix { $0.span.earliest <= enough }.prefix(Self.longestList)
        return finding(
            .period(CivilDate(dayNumber: clock.day(enough)), channel: nil), .cannotTell, .beforeLog,
            entries: entries.map(\.subject.contact.number).sorted(), most: least,
            .between(nil, clock.localTime(enough)))
    }

    /// Nil where the rule did not apply, or the log ends with the contact itself.
    private func answer(
        _ run: Run, _ items: [Item], _ possible: Arrivals, _ empty: [Int], undated: Int, _ limits: Limits
    ) -> Finding? {
        var starts = [run.start]
        let last = min(run.lastStart, limits.until - reach, limits.shown - reach)
        let place = Arrivals.count(empty, below: run.start)
        let isShown = place < empty.count && empty[place] <= last
        if isShown {
            // Of the first and the last stretch that held too few, one may lie on days on which the rule applied.
            starts = [empty[place]]
            if isShownEmpty(last, possible, undated) { starts.append(last) }
        }
        let applied = starts.compactMap { start in self.applied(start).map { (start: start, doubts: $0) } }
        guard let judged = applied.first(where: { $0.doubts.isEmpty }) ?? applied.first else { return nil }
        var doubts = judged.doubts.union(context.standing)
        // Up to the closing contact, or to the end of the log.
        let end = run.close ?? limits.shown
        guard end >= run.start else { return nil }
        let within = items[firstIndex(items, run.start)...].prefix { $0.span.earliest <= end }
        let gaps = isShown ? [] : context.gaps(from: run.start, to: end)
        if !isShown {
            if !gaps.isEmpty { doubts.insert(.notRecorded) }
            for item in within { doubts.formUnion(item.subject.doubts) }
            if run.start + reach > limits.shown { doubts.insert(.pending) }
            if undated > 0 { doubts.insert(.noTime) }
            if doubts.isEmpty { doubts = .exactTime }
        }
        let entries = (run.opening.map { [$0] } ?? []) + within.prefix(Self.longestList)
        let subject =
            run.opening.map { Finding.Subject.step($0.subject.contact.number, "after") }
            ?? .period(CivilDate(dayNumber: clock.day(run.start)), channel: nil)
        let start = clock.localTime(run.opening?.span.earliest ?? run.start)
        let isOver = run.close != nil || isShown
        return finding(
            subject, doubts.isEmpty ? .breach : .cannotTell, doubts,
            entries: Set(entries.map(\.subject.contact.number) + gaps).sorted(),
            most: possible.count(in: judged.start..<judged.start + reach),
            .between(start, isOver ? clock.localTime(end) : nil))
    }

    /// True if the stretch that begins at `start` surely held too few, all of it recorded.
    private func isShownEmpty(_ start: Int, _ possible: Arrivals, _ undated: Int) -> Bool {
        possible.count(in: start..<start + reach) + undated < least
            && context.gaps(from: start, to: start + reach - 1).isEmpty
    }

    /// How far the rule applied throughout the stretch that begins at `start`; nil if it did not.
    private func applied(_ start: Int) -> Doubts? {
        let days = clock.day(start)..<clock.day(start + reach - 1) + 1
        return context.scope.effect.doubts(days: days, person: person, clock)
    }

    private static let longestList = 50

    private func firstIndex(_ items: [Item], _ moment: Int) -> Int {
        var low = 0
        var high = items.count
        while low < high {
            let middle = (low + high) / 2
            if items[middle].span.earliest < moment { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func finding(
        _ subject: Finding.Subject, _ verdict: Finding.Verdict, _ doubts: Doubts, entries: [Int], most: Int,
        _ stretch: Stretch
    ) -> Finding {
        Finding(
            context.rule, subject, person: person, verdict: verdict, entries: entries, bookEntry: context.bookEntry,
            grounds: FrequencyGrounds(
                verdict: verdict, doubts: doubts, rule: rule, least: most, most: most, tooFew: true,
                stretch: stretch, channel: nil))
    }

    /// Contacts as stretches meet them: each falls into those that begin not after its left and end after its right.
    private struct Arrivals {
        let lefts: [Int]
        let rights: [Int]

        init(_ items: [(left: Int, right: Int)]) {
            lefts = items.map(\.left).sorted()
            rights = items.map(\.right).sorted()
        }

        func count(in stretch: Range<Int>) -> Int {
            Self.count(rights, below: stretch.upperBound) - Self.count(lefts, below: stretch.lowerBound)
        }

        /// With which moment a stretch from `start` holds `number` of them; nil if it never does.
        func filled(from start: Int, _ number: Int) -> Int? {
            let place = Self.count(lefts, below: start) + number - 1
            return place < rights.count ? rights[place] : nil
        }

        static func count(_ sorted: [Int], below limit: Int) -> Int {
            var low = 0
            var high = sorted.count
            while low < high {
                let middle = (low + high) / 2
                if sorted[middle] < limit { low = middle + 1 } else { high = middle }
            }
            return low
        }
    }
}
