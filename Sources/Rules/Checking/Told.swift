import Ledger

/// What an entry tells of a contact, and nothing of how it is judged.
///
/// One object for each contact, to which all its findings refer. A profile (perf, 100,000 contacts, twenty rules) showed
/// 21 % of the time in retaining and releasing and 19 % in paging memory in, while the findings of six rules each had a
/// copy of the whole event.
final class Told: Sendable {
    let number: Int
    let event: Event
    /// Exceptions claimed, in lower case; an urgency other than routine is a claim too.
    let claims: [String]

    init(_ entry: StandingEntry) {
        number = entry.number
        event = entry.event
        var claims = entry.event.exceptions.map { $0.name.lowercased() }
        if let urgency = entry.event.urgency, urgency != .routine { claims.append(urgency.rawValue) }
        self.claims = claims
    }

    var time: LocalTime? { event.actual ?? event.occurred?.start }

    /// How the time is known.
    var timeKnown: Sentence {
        guard let occurred = event.occurred else { return "no time stated" }
        let source: Sentence =
            switch occurred.source {
            case .clock: "a clock"
            case .callLog: "the call log"
            case .header: "the message itself"
            case .memory: "memory"
            }
        let precision: Sentence =
            switch occurred.precision {
            case .second: "to the second"
            case .minute: "to the minute"
            case .about: "roughly"
            case .day: "to the day"
            }
        return "time known \(precision), from \(source)"
    }

    /// `entry 17: 2026-03-04T21:00:00-05:00, time known to the minute, from memory`.
    func fact(_ what: Sentence) -> Sentence {
        let time: Sentence = time.map { ": \(verbatim: $0.text)" } ?? ""
        return "\(what) entry \(number)\(time), \(timeKnown)"
    }

    /// The channel, who passed it on, what it answers, and what is claimed.
    var circumstances: [Sentence] {
        var facts: [Sentence] = []
        if let channel = event.channel { facts.append("channel: \(ours: channel.rawValue)") }
        if event.attempt == true || event.answered == false { facts.append("an attempt that reached nobody") }
        if let third = event.thirdParty {
            facts.append("passed on by \(verbatim: third.name)")
            facts.append(third.requestedBy.map { "asked for by \(verbatim: $0)" } ?? "no request shown")
        }
        if let request = event.request { facts.append("follows the request in entry \(request)") }
        if let reply = event.replyTo { facts.append("answers entry \(reply)") }
        if let agreement = event.agreement { facts.append("agreement named: entry \(agreement)") }
        return facts + claims.map { "exception claimed: \(verbatim: $0)" }
    }
}
