import Ledger
import Testing

@testable import Rules

let newYork = "America/New_York"
let london = "Europe/London"

/// An entry of an invented family: a text from them, to the minute, unless said otherwise.
///
/// - Parameter when: `2026-03-04 21:30` or with seconds, as a clock in `zone` shows; nil: no time.
func entry(
    _ number: Int, _ when: String?, zone: String = newYork, from: String? = "them", channel: Channel? = .text,
    precision: Occurred.Precision? = nil, source: Occurred.Source = .header, fold: Int = 0, until: String? = nil,
    recorded: String? = nil, words: String? = nil, topics: [String] = [], versions: [Int]? = nil,
    retractedBy: Int? = nil, change: (inout Event) -> Void = { _ in }
) -> StandingEntry {
    var event = Event(.contact)
    event.channel = channel
    event.from = from
    event.topics = topics
    if let when {
        let exact = precision ?? (when.count > 16 ? .second : .minute)
        event.occurred = Occurred(
            start: local(when, zone, fold), end: until.map { local($0, zone, fold) }, zone: zone, precision: exact,
            source: source)
    }
    change(&event)
    let moment = recorded.map { local($0, "UTC", 0).instant } ?? event.occurred?.start.instant
    let made = Entry(Draft(event: event, words: words), recorded: moment ?? Instant(milliseconds: 0))
    return StandingEntry(
        number: number, current: OpenedEntry(number: versions?.last ?? number, leafHash: [], entry: made),
        versions: versions ?? [number], retractedBy: retractedBy)
}

func local(_ text: String, _ zone: String, _ fold: Int) -> LocalTime {
    let full = text.replacing(" ", with: "T") + (text.count > 16 ? "" : ":00")
    guard let wall = WallTime(text: full) else { preconditionFailure("no wall time: \(text)") }
    guard let zone = Zone(zone) else { return LocalTime(wall: wall, offsetMinutes: 0) }
    let moments = zone.moments(of: wall)
    precondition(fold < moments.count, "no such time: \(text)")
    return moments[fold]
}

/// A book of one rule that binds both, in New York unless `zone` says otherwise.
func book(_ kind: String, _ keys: String, zone: String? = newYork, binds: String = "both") throws -> RuleBook {
    let zoneLine = zone.map { "zone = \"\($0)\"\n" } ?? ""
    return try RuleBook(
        toml: "[[rule]]\nid = \"r\"\nclause = \"c\"\nkind = \"\(kind)\"\nbinds = \"\(binds)\"\n\(zoneLine)\(keys)\n")
}

func checker(
    _ book: RuleBook, home: String = newYork, people: [Person] = [], decisions: [(number: Int, decision: Decision)] = []
) -> Checker {
    Checker(
        books: [AdoptedBook(number: 1, book: book, from: Instant(milliseconds: 0))], homeZone: Zone(home) ?? .utc,
        people: people, decisions: decisions)
}

func check(_ book: RuleBook, home: String = newYork, _ entries: StandingEntry...) -> [Finding] {
    checker(book, home: home).findings(in: entries)
}

func verdict(_ book: RuleBook, home: String = newYork, _ entry: StandingEntry) -> Finding.Verdict? {
    checker(book, home: home).findings(in: [entry]).first?.verdict
}

/// `id verdict`, one a finding.
func summary(_ findings: [Finding]) -> [String] { findings.map { "\($0.id) \($0.verdict.rawValue)" } }
