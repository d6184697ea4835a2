import Ledger

/// What a rule's terms say, whatever its kind, and what is assumed where they are silent.
extension Terms {
    func explanation(of kind: any RuleKind) -> Explanation {
        var sentences: [Sentence] = [whom, "It looks at \(looked(kind))."]
        if !to.isEmpty {
            sentences.append("Only contact that goes to \(Phrases.list(verbatim: to, "or")) is looked at.")
        }
        sentences += [whoseBenefit, whoseClock, period, beginning, calendar, childPlace].compactMap { $0 }
        if !supersedes.isEmpty {
            sentences.append("From its first moment it replaces \(Phrases.list(verbatim: supersedes)).")
        }
        sentences += exceptionSentences
        if let vague {
            sentences.append(
                "The clause leaves room with the words “\(verbatim: vague)”: a person weighs them, and no breach is found."
            )
        }
        if let trivialMinutes {
            sentences.append("An overrun of at most \(Phrases.count(trivialMinutes, "minute")) is marked as trivial.")
        }
        return Explanation(sentences: sentences, assumptions: assumptions(of: kind))
    }

    /// Whom it binds.
    package var whom: Sentence {
        switch binds {
        case .both: "It binds both people, and both are tested in the same way."
        case .me, .them: "It binds \(Phrases.person(binds))."
        case .named(let name): "It binds \(verbatim: name), by that name in the list of people."
        }
    }

    private func looked(_ kind: any RuleKind) -> Sentence {
        let what = kind.subjectMatter ?? lookedAt
        return switch looksAt {
        case .all: what
        case .initiated: "\(what), but only where the person began, not at replies"
        case .replies: "\(what), but only at replies"
        }
    }

    private var lookedAt: Sentence {
        let contacts = events.contains(.contact) ? Phrases.channels(channels) : nil
        let others = [Event.Kind.checkin, .handover, .missed, .incident].filter(events.contains).map(Phrases.entries)
        guard !others.isEmpty else { return contacts ?? "" }
        let entries: Sentence = "entries that tell of \(Phrases.list(others))"
        return contacts.map { "\($0), and at \(entries)" } ?? entries
    }

    private var whoseBenefit: Sentence? { benefits.map { "It is there for \(Phrases.person($0))." } }

    private var whoseClock: Sentence? {
        if let zone { return "Times are those of clocks in \(verbatim: zone.name)." }
        switch zoneOf {
        case .sender?: return "Times are those of clocks where whoever makes the contact lives."
        case .recipient?: return "Times are those of clocks where whoever receives the contact lives."
        case .childHome?: return "Times are those of clocks at the child's home."
        case .childPlace?: return "Times are those of clocks where the child is at that moment."
        case nil: return nil
        }
    }

    private var period: Sentence? {
        let begin: Sentence? = from.map { "from \(Phrases.date($0)) (that day included)" }
        let end: Sentence? = until.map { day in
            switch untilIs {
            case .inclusive: "until \(Phrases.date(day)) (that day included)"
            case .exclusive: "until \(Phrases.date(day)) (that day not included)"
            case nil: "until \(Phrases.date(day))"
            }
        }
        let both = [begin, end].compactMap { $0 }
        return both.isEmpty ? nil : "It applies \(both.joined(separator: ", "))."
    }

    private var beginning: Sentence? {
        guard let starts else { return nil }
        let what: Sentence =
            switch starts.trigger {
            case .made: "the order is made"
            case .served: "the order is served"
            case .signed: "the order or plan is signed"
            case .event: starts.entry.map { "the event in entry \($0)" } ?? "an event that no entry holds yet"
            }
        let day: Sentence = starts.date.map { " (\(Phrases.date($0)))" } ?? ""
        let after: Sentence = starts.afterDays > 0 ? "\(Phrases.count(starts.afterDays, "full day")) after " : "when "
        let verb: Sentence = starts.trigger == .event && starts.afterDays == 0 ? "with " : after
        return "It begins \(verb)\(what)\(day)."
    }

    private var calendar: Sentence? {
        let only: Sentence? =
            onlyOn.isEmpty ? nil : "It applies only on days that the calendar calls \(Phrases.quoted(onlyOn, "or"))."
        let never: Sentence? =
            notOn.isEmpty ? nil : "It does not apply on days that the calendar calls \(Phrases.quoted(notOn, "or"))."
        let both = [only, never].compactMap { $0 }
        return both.isEmpty ? nil : both.joined(separator: " ")
    }

    private var childPlace: Sentence? {
        switch childWith {
        case nil: nil
        case .me?: "It applies while the child is with the person who keeps this log."
        case .them?: "It applies while the child is with the other person."
        case .bound?: "It applies while the child is with the person whose act is looked at."
        case .other?: "It applies while the child is not with the person whose act is looked at."
        }
    }

    private var exceptionSentences: [Sentence] {
        var sentences: [Sentence] = []
        let claimed = exceptions.filter { $0.name != Exception.agreementName }
        if !claimed.isEmpty {
            sentences.append(
                "The clause makes an exception for \(Phrases.quoted(claimed.map(\.name), "or")). Where one is claimed the"
                    + " machine finds no breach; a person decides whether it holds.")
        }
        for exception in claimed {
            let name: Sentence = "“\(verbatim: exception.name)”"
            if let whose = exception.atWordOf {
                sentences.append("The exception \(name) may be claimed by \(Phrases.person(whose)) only.")
            }
            if let whose = exception.shownBy {
                sentences.append("It is for \(Phrases.person(whose)) to show that \(name) holds.")
            }
            if exception.byAgreement {
                sentences.append("The exception \(name) needs an entry that holds the written agreement.")
            }
            if let hours = exception.followUpHours {
                sentences.append(
                    "Who relies on \(name) has to make contact again within \(Phrases.count(hours, "hour")).")
            }
        }
        if claimed.count < exceptions.count {
            sentences.append(
                "What was agreed in writing is allowed: an entry has to name the entry that holds the agreement, and a"
                    + " person decides whether it covers the contact.")
        }
        return sentences
    }

    private func assumptions(of kind: any RuleKind) -> [Sentence] {
        var assumptions: [Sentence] = []
        let others: Sentence =
            channels.isDisjoint(with: [.inPerson, .letter, .payment])
            ? "meetings, letters and payments" : "other ways of contact"
        if !namesChannels, kind.subjectMatter == nil, channels.count < Channel.allCases.count, events.contains(.contact)
        {
            assumptions.append(
                "The clause does not name the channels: \(Phrases.channels(channels)) are looked at; \(others)"
                    + " are not.")
        }
        let hasDays = from != nil || until != nil || starts != nil || !notOn.isEmpty || !onlyOn.isEmpty
        if zone == nil, zoneOf == nil, kind.readsClock || hasDays || childWith != nil {
            assumptions.append(
                "The clause does not say whose clock counts: the zone of the entry and the home zone are both tried, and a"
                    + " breach is found only if there is one in both.")
        }
        if zoneOf != nil {
            assumptions.append(
                "No entry says where a person was. The zone is that under [zones] in the rule book; where it is not"
                    + " named there, every zone that may be meant is tried.")
        }
        if until != nil, untilIs == nil {
            assumptions.append(
                "The clause does not say whether its last day is included: nothing on that day is a breach.")
        }
        if let starts, starts.afterDays == 0, starts.date != nil {
            assumptions.append(
                "The clause does not say from which hour of its first day it applies: nothing on that day is a breach.")
        }
        if let starts, starts.date == nil, starts.entry == nil {
            assumptions.append("When it began is not known: until the book says so, no breach is found.")
        }
        if looksAt != .all {
            assumptions.append(
                "A contact that no entry links to an earlier one may still be a reply if the other person made contact"
                    + " in the day before: then the answer is “cannot tell”.")
        }
        assumptions.append(
            "A time to the minute covers the whole minute. A rough time may be off by \(Span.roughMinutes) minutes"
                + " either way; a breach must hold for all of it. A time from memory is taken as stated.")
        if to.isEmpty {
            assumptions.append(
                "Only contact between the two people is looked at, not what one of them sent to a child or someone else"
                    + " alone.")
        } else {
            assumptions.append("An entry that does not name to whom a contact went is not looked at.")
        }
        return assumptions
    }
}
