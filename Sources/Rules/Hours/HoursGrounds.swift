import Ledger

/// Why a contact lay within closed hours, or not.
struct HoursGrounds: Grounds {
    let hours: HoursRule
    let verdict: Finding.Verdict
    let doubts: Doubts
    /// By the first clock that counts; nil if no time is known.
    let time: Shown?
    let otherTime: Shown?
    /// For permitted hours: whether the contact surely lay within them; nil for others.
    let isProtected: Bool?
    /// Milliseconds within the closed hours, as far as they are sure.
    let within: Int?
    let claims: [String]

    struct Shown {
        let moment: Int
        let offsetMinutes: Int
        let zone: String

        init(at moment: Int, _ clock: ZoneClock) {
            self.moment = moment
            offsetMinutes = clock.offset(at: moment)
            zone = clock.name
        }

        var local: LocalTime {
            LocalTime(instant: Instant(milliseconds: moment), offsetMinutes: offsetMinutes)
        }
    }

    var missing: Sentence? { doubts.missing }

    var reason: Sentence {
        if let isProtected {
            let at: Sentence =
                time.map { " \(verb) \(Phrases.moment($0.local.wall)) in \(verbatim: $0.zone)," } ?? " has no time:"
            return isProtected
                ? "The contact\(at) which is within the protected hours (\(hours.text(hours.protected)))."
                : "The contact\(at) which is not shown to be within the protected hours; that is not forbidden."
        }
        guard let time else { return "It cannot be compared with the hours: \(doubts.because)." }
        let moment: Sentence = "\(Phrases.moment(time.local.wall)) in \(verbatim: time.zone)"
        switch verdict {
        case .breach: return "The contact \(verb) \(moment), which is \(closedHours)."
        case .fine: return "The contact \(verb) \(moment), which is \(openHours)."
        case .cannotTell: return "The contact \(verb) \(moment), but \(doubts.because)."
        }
    }

    var facts: [Sentence] {
        [time, otherTime].compactMap { $0 }.map { shown in
            let what: Sentence = hours.regulates == .end ? "ended" : "started"
            return "\(what) \(verbatim: shown.local.text), \(verbatim: shown.zone)"
        } + partly + claims.map { "exception claimed: \(verbatim: $0)" }
    }

    private var partly: [Sentence] {
        guard verdict == .breach, hours.regulates == .whole, let within, within > 0 else { return [] }
        return ["within closed hours for \(Phrases.length(within))"]
    }

    private var verb: Sentence {
        switch hours.regulates {
        case .start: "was at"
        case .end: "ended at"
        case .whole: "began at"
        }
    }

    private var closedHours: Sentence {
        let part: Sentence = hours.regulates == .whole ? "wholly or partly " : ""
        return switch (hours.quiet.isEmpty, hours.allowed.isEmpty) {
        case (false, true): "\(part)within the quiet hours (\(hours.text(hours.quiet)))"
        case (true, _): "\(part)outside the allowed hours (\(hours.text(hours.allowed)))"
        case (false, false): "\(part)in hours that the rule closes"
        }
    }

    private var openHours: Sentence {
        switch (hours.quiet.isEmpty, hours.allowed.isEmpty) {
        case (false, true):
            hours.graceMinutes > 0 ? "outside the quiet hours or within the grace" : "outside the quiet hours"
        case (true, _): hours.graceMinutes > 0 ? "within the allowed hours or the grace" : "within the allowed hours"
        case (false, false): "in hours that the rule leaves open"
        }
    }
}
