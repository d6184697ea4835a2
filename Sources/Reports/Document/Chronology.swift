import Ledger

extension Index {
    func chronology() -> [Report.Item] {
        var marks: [Int: [Report.Mark]] = [:]
        for (offset, (finding, rule)) in numbered.enumerated() {
            let mark = Report.Mark(
                finding: offset + 1, rule: rule, verdict: finding.verdict,
                text: say(finding.verdict == .breach ? .breachOfRule : .cannotTellUnderRule, ["rule": "\(rule)"]))
            for entry in Set(finding.entries) { marks[entry, default: []].append(mark) }
        }
        var fineRules: [Int: Set<Int>] = [:]
        for (finding, rule) in fine {
            for entry in finding.entries { fineRules[entry, default: []].insert(rule) }
        }
        var decided: [Int: Int] = [:]
        for finding in numbered.map(\.finding) + fine.map(\.finding) {
            if let decision = finding.topicDecision { for entry in finding.entries { decided[entry] = decision } }
        }
        return standing.map { entry in
            // A finding may name the first version or the one that stood when it was judged.
            let found = entry.versions.flatMap { marks[$0] ?? [] }
            let clear = entry.versions.reduce(into: Set<Int>()) { $0.formUnion(fineRules[$1] ?? []) }
            return item(
                entry, marks: found, fineRules: clear.sorted(),
                topicDecision: entry.versions.compactMap { decided[$0] }.last)
        }
    }

    private func item(
        _ standing: StandingEntry, marks: [Report.Mark], fineRules: [Int], topicDecision: Int?
    ) -> Report.Item {
        let current = standing.current
        let event = current.event
        let first = opened[standing.number] ?? current
        let gap = first.entry.gap
        return Report.Item(
            number: standing.number, versions: standing.versions, retractedBy: standing.retractedBy,
            correctionText: correctionText(standing), kind: event.kind, kindText: say.kind(event.kind),
            start: event.occurred.map { say.moment($0.start, precision: $0.precision) },
            end: event.occurred.flatMap { occurred in
                occurred.end.map { say.moment($0, precision: occurred.precision) }
            },
            untilText: event.occurred.flatMap { occurred in
                occurred.end.map { say.until($0, start: occurred.start, precision: occurred.precision) }
            },
            occurred: event.occurred,
            offsetText: event.occurred.map { say.offsetAndUTC($0.start, precision: $0.precision) } ?? "",
            occurredText: say.occurred(event.occurred),
            basisText: say.occurred(event.occurred, home: input.zone.name),
            recorded: recorded(first), anchored: bracket(standing.number), gapSeconds: gap?.seconds,
            gapLabel: gap?.label.rawValue,
            gapText: say.gap(gap), channel: event.channel?.rawValue,
            channelText: event.channel.map { say.channel($0, attempt: event.attempt == true) },
            from: event.from.map { names($0) }, to: event.to.map { names($0) }, direction: direction(event),
            facts: facts(current) + released(first) + decidedTopics(topicDecision), topics: event.topics,
            words: current.entry.words,
            account: current.entry.account, attachments: current.entry.attachments.map(line), locator: event.locator,
            source: event.locator.flatMap { sourceNumbers[$0.fileSHA256] },
            findings: marks,
            fineRules: fineRules)
    }

    func recorded(_ entry: OpenedEntry) -> Report.Moment {
        say.moment(input.zone.localTime(of: entry.entry.recorded))
    }

    private func correctionText(_ standing: StandingEntry) -> String? {
        var parts: [String] = []
        let amendments = standing.versions.dropFirst()
        if !amendments.isEmpty {
            parts.append(say(.amendedBy, ["entries": say.entries(Array(amendments))]))
        }
        if let retraction = standing.retractedBy {
            parts.append(say(.retractedBy, ["entry": "\(retraction)"]))
        }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    /// That it was recorded as a private entry, under its own number and time.
    private func released(_ entry: OpenedEntry) -> [Report.Fact] {
        guard let number = entry.releasedBy, let release = opened[number] else { return [] }
        let text = say(
            .factReleasedText,
            ["entry": "\(entry.number)", "by": "\(number)", "time": recorded(release).text])
        return [Report.Fact("released", say(.factReleased), text, entry: number)]
    }

    private func decidedTopics(_ number: Int?) -> [Report.Fact] {
        guard let number, case .decision(let decision) = opened[number]?.event.details else { return [] }
        return [
            Report.Fact(
                "topicDecision", say(.factTopicsDecided),
                say(.factTopicsDecidedText, ["topics": say.list(decision.topics), "entry": "\(number)"]), entry: number)
        ]
    }

    private func direction(_ event: Event) -> String? {
        guard let from = event.from else { return nil }
        if names.isSame(from, "me") { return "outgoing" }
        return event.to.contains { names.isSame($0, "me") } ? "incoming" : "other"
    }

    func line(_ attachment: Attachment) -> Report.AttachmentLine {
        Report.AttachmentLine(
            name: attachment.name, mediaType: attachment.mediaType, byteCount: attachment.byteCount,
            sha256: Hex.encode(attachment.sha256), obtained: attachment.obtained)
    }

    /// The facts beside time, people, channel and words, in a fixed order.
    func facts(_ entry: OpenedEntry) -> [Report.Fact] {
        let event = entry.event
        var facts: [Report.Fact] = []
        func add(_ name: String, _ label: Phrase, _ text: String?, entry: Int? = nil, isImplied: Bool = false) {
            guard let text, !text.isEmpty else { return }
            facts.append(Report.Fact(name, say(label), text, entry: entry, isImplied: isImplied))
        }
        /// Within a minute of the time that stands beside the entry.
        func isNear(_ instant: Instant?) -> Bool {
            guard let instant, let occurred = event.occurred, occurred.precision == .second else { return false }
            return (-60...60).contains(instant.seconds(since: occurred.start.instant))
        }
        func moment(_ instant: Instant?) -> String? {
            instant.map { say.moment(input.zone.localTime(of: $0)).text }
        }
        add("replyTo", .factReplyTo, event.replyTo.map { say.entries([$0]) }, entry: event.replyTo)
        add("duration", .factDuration, event.durationSeconds.map { say.duration($0) })
        add("answered", .factAnswered, event.answered.map(yesOrNo))
        add("attempt", .factAttempt, event.attempt.map(yesOrNo), isImplied: event.channel == .call)
        add("form", .factForm, event.form.map(say.form))
        add("urgency", .factUrgency, event.urgency.map(say.urgency))
        add("topics", .factTopics, event.topics.joined(separator: ", "))
        add("sent", .factSent, moment(event.sent), isImplied: isNear(event.sent))
        add("delivered", .factDelivered, moment(event.delivered))
        add("received", .factReceived, moment(event.received), isImplied: isNear(event.received))
        add("viewed", .factViewed, moment(event.viewed))
        add("due", .factDue, event.due.map { say.moment($0, precision: .minute).text })
        add("actual", .factActual, event.actual.map { say.moment($0, precision: .minute).text })
        add("place", .factPlace, event.place.map(say.place))
        add("witnesses", .factWitnesses, names.list(event.witnesses))
        add("childPresent", .factChildPresent, event.childPresent.map(yesOrNo))
        add(
            "exceptions", .factExceptions,
            event.exceptions.map(exception).joined(separator: "; "))
        add("request", .factRequest, event.request.map { say.entries([$0]) }, entry: event.request)
        add("agreement", .factAgreement, event.agreement.map { say.entries([$0]) }, entry: event.agreement)
        add(
            "thirdParty", .factThirdParty,
            event.thirdParty.map { third in
                names(third.name) + (third.requestedBy.map { say(.atRequestOf, ["name": names($0)]) } ?? "")
            })
        add(
            "addresses", .factAddresses,
            entry.entry.draft.addresses.map { say($0.role == .from ? .addressFrom : .addressTo, ["address": $0.value]) }
                .joined(separator: "; "))
        add("withheld", .factWithheld, withheldParts(of: entry.number))
        add("source", .factSource, event.locator.map(say.locator), isImplied: true)
        return facts
    }

    private func yesOrNo(_ isSo: Bool) -> String { say(isSo ? .yes : .no) }

    private func withheldParts(of number: Int) -> String? {
        guard !input.withheldParts.isEmpty else { return nil }
        return input.withheldParts.filter { $0.entry == number }
            .map { say.part($0.part, attachment: $0.attachment) }.joined(separator: ", ")
    }

    func exception(_ claim: ExceptionClaim) -> String {
        say(
            claim.by == nil ? .exceptionByNobody : .exceptionBy,
            ["name": claim.name, "person": claim.by.map { names($0) } ?? ""])
    }
}
