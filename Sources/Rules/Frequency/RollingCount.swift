import Ledger

/// Contacts counted within any stretch of elapsed time: each contact looks back.
struct RollingCount {
    let rule: FrequencyRule
    let context: CheckContext
    let person: String
    let channel: Channel?

    /// Sorting apart, one pass: how many lie within reach is read from two sorted lists by walking on.
    func judge(_ subjects: [CheckContext.Subject], into findings: inout [Finding]) {
        guard let atMost = rule.atMost else { return }
        let dated = subjects.compactMap { subject in
            subject.contact.start.map { (subject: subject, span: $0) }
        }.sorted { ($0.span.earliest, $0.subject.contact.number) < ($1.span.earliest, $1.subject.contact.number) }
        let reach = rule.rollingMinutes * 60_000
        let standing = context.standing
        let answers = rule.replyStartsAnew ? Answers(to: person, context.timeline) : nil
        // Certain contacts by earliest moment; all contacts by latest moment.
        var certain = Window(dated.filter { $0.subject.doubts.isEmpty }.map(\.span.earliest))
        var possible = Window(dated.map(\.span.latest))
        var certainBefore = 0
        for (index, item) in dated.enumerated() {
            let isCertain = item.subject.doubts.isEmpty
            defer { certainBefore += isCertain ? 1 : 0 }
            // Counted for everyone it may belong to, but a finding needs one person and one channel.
            if item.subject.doubts.contains(.sender) { continue }
            if let channel, item.subject.contact.event.channel != channel { continue }
            // A contact is surely within reach if even its earliest moment is less than `reach` before.
            let answered = answers?.around(item.span) ?? (possible: Int.min, sure: Int.min)
            let sure = certainBefore - certain.countUpTo(max(item.span.latest - reach, answered.possible))
            let least = max(0, sure) + (isCertain ? 1 : 0)
            let most = max(least, index - possible.countUpTo(max(item.span.earliest - reach, answered.sure)) + 1)
            let verdict: Finding.Verdict =
                isCertain && least > atMost && standing.isEmpty ? .breach : most > atMost ? .cannotTell : .fine
            let cited = verdict == .fine ? 1 : min(verdict == .breach ? atMost + 1 : most, index + 1, atMost + 50)
            let shown = dated[(index + 1 - cited)...index]
            var doubts = item.subject.doubts
            var gaps: [Int] = []
            if verdict == .cannotTell {
                doubts.formUnion(standing)
                for other in shown { doubts.formUnion(other.subject.doubts) }
                if answers != nil {
                    gaps = context.gaps(from: shown[shown.startIndex].span.earliest, to: item.span.latest)
                }
                if !gaps.isEmpty { doubts.insert(.notRecorded) }
                if doubts.isEmpty { doubts = .exactTime }
            }
            findings.append(
                Finding(
                    context.rule, .entry(item.subject.contact.number),
                    person: item.subject.person, verdict: verdict,
                    entries: cited == 1 && gaps.isEmpty ? nil : (shown.map(\.subject.contact.number) + gaps).sorted(),
                    bookEntry: context.bookEntry,
                    grounds: FrequencyGrounds(
                        verdict: verdict, doubts: doubts, rule: rule, least: least, most: most, tooFew: false,
                        stretch: .upTo(item.subject.contact.local(item.span.earliest)), channel: channel)))
        }
    }

    /// The contacts of the other person, each of which begins the count again; while not everything was recorded there
    /// may have been one.
    private struct Answers {
        private let earliest: [Int]
        private let greatestLatest: [Int]
        private let latest: [Int]
        private let greatestEarliest: [Int]

        init(to person: String, _ timeline: Timeline) {
            let others = People.other(person).map { timeline.contacts(of: $0, from: Int.min) } ?? []
            let spans = others.compactMap(\.start)
            let byEarliest = (spans + timeline.gaps.spans).sorted { $0.earliest < $1.earliest }
            let byLatest = spans.sorted { $0.latest < $1.latest }
            earliest = byEarliest.map(\.earliest)
            greatestLatest = Self.greatest(byEarliest.map(\.latest))
            latest = byLatest.map(\.latest)
            greatestEarliest = Self.greatest(byLatest.map(\.earliest))
        }

        /// The last moment at which one may have come before `span`, and the last at which one surely had.
        func around(_ span: Span) -> (possible: Int, sure: Int) {
            let possible = Self.count(earliest, upTo: span.latest)
            let sure = Self.count(latest, upTo: span.earliest - 1)
            return (
                possible > 0 ? greatestLatest[possible - 1] : Int.min,
                sure > 0 ? greatestEarliest[sure - 1] - 1 : Int.min
            )
        }

        private static func greatest(_ moments: [Int]) -> [Int] {
            var greatest = Int.min
            return moments.map { moment in
                greatest = max(greatest, moment)
                return greatest
            }
        }

        private static func count(_ moments: [Int], upTo limit: Int) -> Int {
            var low = 0
            var high = moments.count
            while low < high {
                let middle = (low + high) / 2
                if moments[middle] <= limit { low = middle + 1 } else { high = middle }
            }
            return low
        }
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
