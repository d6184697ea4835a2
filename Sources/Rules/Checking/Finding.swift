import Ledger

/// What a rule says about one contact, or about one person's day or week.
package struct Finding: Sendable {
    /// All that never changes; one object, because a long log has very many findings.
    private let judged: Judged
    /// What the machine found; a person's decision never changes it.
    package let verdict: Verdict
    /// Set where two rule books have the same rule and judge the same day.
    var isOfLaterBook = false
    private var weightBits: UInt8
    /// The other person's contact shortly before, or the one that this answers: shown, no defence.
    package internal(set) var invitedBy: Int?
    /// What a person decided about it, if anything.
    package internal(set) var decision: PersonsDecision?

    package enum Verdict: String, Sendable, CaseIterable {
        case breach, fine
        case cannotTell = "cannot-tell"
    }

    package enum Weight: String, Sendable, CaseIterable {
        /// Within what the rule calls trivial.
        case trivial
        /// An entry it rests on was typed in more than a day after the event.
        case lateLogged = "late-logged"
        /// By the clock of the entry or of the day before a clock change there would be no breach.
        case honestMistake = "honest-mistake-possible"
    }

    /// What is judged; part of the finding's id.
    enum Subject: Sendable, Hashable {
        case entry(Int)
        case period(CivilDate, channel: Channel?)
        /// A calendar month, by its first day.
        case month(CivilDate, channel: Channel?)
        /// Something due at a time that a clock shows.
        case due(WallTime)
        /// Several such stretches or times due, of none of which anything is known.
        case periods(CivilDate, until: CivilDate, channel: Channel?)
        case dues(WallTime, until: CivilDate)
        /// A part of what follows from an entry.
        case step(Int, String)
    }

    /// - Parameter entries: In order; nil for the judged entry alone.
    init<Why: Grounds>(
        _ rule: Rule, _ subject: Subject, person: String, verdict: Verdict, entries: [Int]? = nil, bookEntry: Int,
        grounds: Why, weights: [Weight] = []
    ) {
        judged = JudgedBy(
            law: rule, subject: subject, grounds: grounds, person: person, entries: entries, bookEntry: bookEntry)
        self.verdict = verdict
        weightBits = weights.reduce(0) { $0 | $1.bit }
    }

    /// What makes it weigh less or calls for care; it changes no verdict. In the order of `Weight`.
    package var weights: [Weight] {
        weightBits == 0 ? [] : Weight.allCases.filter { weightBits & $0.bit != 0 }
    }

    /// Adds what only the whole log tells: entries recorded late, and what the other person did just before.
    mutating func weigh(by timeline: Timeline) {
        let own = judgedEntry.flatMap(timeline.contact)
        let isLate =
            if let own, judged.entries == nil { own.isLateLogged } else {
                entries.contains { timeline.contact($0)?.isLateLogged == true }
            }
        if isLate { weightBits |= Weight.lateLogged.bit }
        if verdict == .breach, let own, own.person == judged.person { invitedBy = own.invitation }
    }
}

extension Finding.Weight {
    fileprivate var bit: UInt8 {
        switch self {
        case .trivial: 1
        case .lateLogged: 2
        case .honestMistake: 4
        }
    }
}

/// What is the same for every kind of grounds: fields, and no calls, for those who count millions of findings.
private class Judged: @unchecked Sendable {
    let law: Rule
    let subject: Finding.Subject
    let person: String
    let entries: [Int]?
    let bookEntry: Int

    init(law: Rule, subject: Finding.Subject, person: String, entries: [Int]?, bookEntry: Int) {
        self.law = law
        self.subject = subject
        self.person = person
        self.entries = entries
        self.bookEntry = bookEntry
    }

    var why: any Grounds { preconditionFailure("judged without grounds") }
}

/// With its grounds in the same object.
private final class JudgedBy<Why: Grounds>: Judged, @unchecked Sendable {
    private let grounds: Why

    init(law: Rule, subject: Finding.Subject, grounds: Why, person: String, entries: [Int]?, bookEntry: Int) {
        self.grounds = grounds
        super.init(law: law, subject: subject, person: person, entries: entries, bookEntry: bookEntry)
    }

    override var why: any Grounds { grounds }
}

/// That a person confirmed or dismissed a finding, and in which entry.
package struct PersonsDecision: Sendable, Hashable {
    package let entry: Int
    package let answer: Decision.Answer

    package init(entry: Int, answer: Decision.Answer) {
        self.entry = entry
        self.answer = answer
    }
}

/// Why a finding is as it is. Each kind of rule has its own; the sentences are made when they are asked for.
protocol Grounds: Sendable {
    /// One plain sentence, without any of the contact's words.
    var reason: Sentence { get }
    /// The fact that is missing or the ambiguity in the clause; nil unless the verdict is *cannot tell*.
    var missing: Sentence? { get }
    /// What the reason rests on, in short statements.
    var facts: [Sentence] { get }
    /// Topics that the book's word lists suggest, for a person to decide about.
    var suggestedTopics: [String] { get }
    /// The entry in which a person decided the topics that it rests on.
    var topicDecision: Int? { get }
    /// The stretch of time that was judged, as a person calls it; nil where a contact was judged by itself.
    var period: Sentence? { get }
}

extension Grounds {
    var suggestedTopics: [String] { [] }
    var topicDecision: Int? { nil }
    var period: Sentence? { nil }
}

extension Finding {
    fileprivate var law: Rule { judged.law }
    private var subject: Subject { judged.subject }
    private var grounds: any Grounds { judged.why }
    /// `me`, `them` or a name; `unknown` if the entry does not say who made the contact.
    package var person: String { judged.person }
    /// The entry that adopted the rule book.
    package var bookEntry: Int { judged.bookEntry }
    /// The numbers of the entries it rests on, in order; for a missing contact there are none.
    package var entries: [Int] { judged.entries ?? judgedEntry.map { [$0] } ?? [] }

    /// The same on every run: `quiet-nights:17` for an entry, `one-a-day:2026-03-04:them` for a day or for the
    /// week named by its first day, `monthly:2026-03:them` for a month, with the channel where channels are counted
    /// apart, `sunday-call:2026-03-08-1900:them` for what was due then, `sunday-call:2026-03-08-1900-on:them` for that
    /// and all that was due later, `trips:17:objection` for a step that follows.
    package var id: String {
        let base =
            switch subject {
            case .entry(let number): "\(rule):\(number)"
            case .period(let date, let channel): "\(rule):\(date.text):\(person)" + part(channel)
            case .month(let date, let channel): "\(rule):\(date.text.prefix(7)):\(person)" + part(channel)
            case .due(let wall): "\(rule):\(Self.text(wall)):\(person)"
            case .periods(let first, _, let channel): "\(rule):\(first.text)-on:\(person)" + part(channel)
            case .dues(let first, _): "\(rule):\(Self.text(first))-on:\(person)"
            case .step(let number, let name): "\(rule):\(number):\(name)"
            }
        return isOfLaterBook ? "\(base):book-\(bookEntry)" : base
    }

    private static func text(_ wall: WallTime) -> String {
        "\(wall.date.text)-\(ClockTime.pad(wall.hour))\(ClockTime.pad(wall.minute))"
    }

    private func part(_ channel: Channel?) -> String { channel.map { ":\($0.rawValue)" } ?? "" }

    package var rule: String { law.terms.id }
    package var kind: String { law.terms.kind }
    package var clause: String { law.terms.clause }
    /// Order, paragraph and date of the clause.
    package var source: String? { law.terms.source }
    package var reason: Sentence { grounds.reason }
    package var missing: Sentence? { verdict == .cannotTell ? grounds.missing : nil }
    package var facts: [Sentence] { grounds.facts }
    package var suggestedTopics: [String] { verdict == .cannotTell ? grounds.suggestedTopics : [] }
    /// The entry in which a person decided what the contact is about, if the verdict rests on that.
    package var topicDecision: Int? { grounds.topicDecision }
    /// The stretch of time that was judged, as a person calls it: `March 2026`, `week from Monday 2 March 2026`,
    /// `24 hours up to Wednesday 4 March 2026, 21:14`; nil where a contact was judged by itself.
    package var period: Sentence? { grounds.period }
    /// The day or the first day of the week or month that was judged, or on which something was due; nil where one entry
    /// was judged.
    package var day: CivilDate? {
        switch subject {
        case .period(let date, _), .month(let date, _), .periods(let date, _, _): date
        case .due(let wall), .dues(let wall, _): wall.date
        case .entry, .step: nil
        }
    }
    /// The last day on which something of it was due or a stretch began; nil where one entry was judged.
    package var lastDay: CivilDate? {
        switch subject {
        case .periods(_, let last, _), .dues(_, let last): last
        default: day
        }
    }
    /// The entry that is judged, where one is.
    var judgedEntry: Int? { if case .entry(let number) = subject { number } else { nil } }
}

/// How many findings of each verdict a rule has about one person: the denominators.
package struct FindingCount: Sendable, Hashable {
    package let rule: String
    package let person: String
    package internal(set) var breach = 0
    package internal(set) var fine = 0
    package internal(set) var cannotTell = 0
    /// Breaches that a person dismissed; they are among `breach` too.
    package internal(set) var dismissed = 0

    package var checked: Int { breach + fine + cannotTell }

    /// One line a rule and person, in the order in which they first appear.
    package static func counts(of findings: [Finding]) -> [FindingCount] {
        var places: [String: [String: Int]] = [:]
        var counts: [FindingCount] = []
        // Findings come rule by rule: the places of one rule's people are kept at hand.
        var rule: Rule?
        var known: [(person: String, place: Int)] = []
        for finding in findings {
            if finding.law !== rule {
                rule = finding.law
                known = (places[finding.rule] ?? [:]).map { (person: $0.key, place: $0.value) }
            }
            let person = finding.person
            let place: Int
            if let found = known.first(where: { $0.person == person })?.place {
                place = found
            } else {
                place = counts.count
                places[finding.rule, default: [:]][person] = place
                known.append((person, place))
                counts.append(FindingCount(rule: finding.rule, person: person))
            }
            switch finding.verdict {
            case .breach: counts[place].breach += 1
            case .fine: counts[place].fine += 1
            case .cannotTell: counts[place].cannotTell += 1
            }
            if finding.verdict == .breach, finding.decision?.answer == .dismiss { counts[place].dismissed += 1 }
        }
        return counts
    }
}
