import Ledger

extension Index {
    func chronology() -> [Report.Item] {
        var marks: [Int: [Report.Mark]] = [:]
        for (offset, (finding, rule)) in numbered.enumerated() {
            let mark = Report.Mark(
                finding: offset + 1, rule: rule, verdict: finding.verdict,
                text: finding.verdict == .breach
                    ? "Apparent breach of rule \(rule)" : "Cannot tell under rule \(rule)")
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
            correctionText: correctionText(standing), kind: event.kind, kindText: KindText.kind(event.kind),
            start: event.occurred.map { TimeText.moment($0.start, precision: $0.precision) },
            end: event.occurred.flatMap { occurred in
                occurred.end.map { TimeText.moment($0, precision: occurred.precision) }
            },
            untilText: event.occurred.flatMap { occurred in
                occurred.end.map { TimeText.until($0, start: occurred.start, precision: occurred.precision) }
            },
            occurred: event.occurred,
            offsetText: event.occurred.map { TimeText.offsetAndUTC($0.start, precision: $0.precision) } ?? "",
            occurredText: KindText.occurred(event.occurred),
            basisText: KindText.occurred(event.occurred, home: input.zone.name),
            recorded: recorded(first), anchored: bracket(standing.number), gapSeconds: gap?.seconds,
            gapLabel: gap?.label.rawValue,
            gapText: KindText.gap(gap), channel: event.channel?.rawValue,
            channelText: event.channel.map { KindText.channel($0, attempt: event.attempt == true) },
            from: event.from.map { names($0) }, to: event.to.map { names($0) }, direction: direction(event),
            facts: facts(current) + released(first) + decidedTopics(topicDecision), topics: event.topics,
            words: current.entry.words,
            account: current.entry.account, attachments: current.entry.attachments.map(line), locator: event.locator,
            source: event.locator.flatMap { sourceNumbers[$0.fileSHA256] },
            findings: marks,
            fineRules: fineRules)
    }

    func recorded(_ entry: OpenedEntry) -> Report.Moment {
        TimeText.moment(input.zone.localTime(of: entry.entry.recorded))
    }

    private func correctionText(_ standing: StandingEntry) -> String? {
        var parts: [String] = []
        let amendments = standing.versions.dropFirst()
        if !amendments.isEmpty {
            parts.append("Amended by \(Words.entries(Array(amendments))); shown as amended.")
        }
        if let retraction = standing.retractedBy {
            parts.append("Retracted by entry \(retraction); shown, but counted as retracted only.")
        }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    /// That it was recorded as a private entry, under its own number and time.
    private func released(_ entry: OpenedEntry) -> [Report.Fact] {
        guard let number = entry.releasedBy, let release = opened[number] else { return [] }
        let text = "in entry \(entry.number); released by entry \(number), recorded \(recorded(release).text)"
        return [Report.Fact("released", "Recorded as private", text, entry: number)]
    }

    private func decidedTopics(_ number: Int?) -> [Report.Fact] {
        guard let number, case .decision(let decision) = opened[number]?.event.details else { return [] }
        return [
            Report.Fact(
                "topicDecision", "Topics decided", "\(Words.list(decision.topics)), in entry \(number)", entry: number)
        ]
    }

    private func direction(_ event: Event) -> String? {
        guard let from = event.from else { return nil }
        if names.isSame(from, "me") { return "outgoing" }
        return event.to.contains { names.isSame($0, "me") } ? "incoming" : "other"
    }

    private func line(_ attachment: Attachment) -> Report.AttachmentLine {
        Report.AttachmentLine(
            name: attachment.name, mediaType: attachment.mediaType, byteCount: attachment.byteCount,
            sha256: Hex.encode(attachment.sha256), obtained: attachment.obtained)
    }

    /// The facts beside time, people, channel and words, in a fixed order.
    func facts(_ entry: OpenedEntry) -> [Report.Fact] {
        let event = entry.event
        var facts: [Report.Fact] = []
        func add(_ name: String, _ label: String, _ text: String?, entry: Int? = nil, isImplied: Bool = false) {
            guard let text, !text.isEmpty else { return }
            facts.append(Report.Fact(name, label, text, entry: entry, isImplied: isImplied))
        }
        /// Within a minute of the time that stands beside the entry.
        func isNear(_ instant: Instant?) -> Bool {
            guard let instant, let occurred = event.occurred, occurred.precision == .second else { return false }
            return (-60...60).contains(instant.seconds(since: occurred.start.instant))
        }
        func moment(_ instant: Instant?) -> String? {
            instant.map { TimeText.moment(input.zone.localTime(of: $0)).text }
        }
        add("replyTo", "In reply to", event.replyTo.map { "entry \($0)" }, entry: event.replyTo)
        add("duration", "Duration", event.durationSeconds.map { Words.duration($0) })
        add("answered", "Answered", event.answered.map { $0 ? "yes" : "no" })
        add("attempt", "Attempt only", event.attempt.map { $0 ? "yes" : "no" }, isImplied: event.channel == .call)
        add("form", "Form", event.form?.rawValue)
        add("urgency", "Urgency", event.urgency?.rawValue)
        add("topics", "Topics", event.topics.joined(separator: ", "))
        add("sent", "Sent", moment(event.sent), isImplied: isNear(event.sent))
        add("delivered", "Delivered", moment(event.delivered))
        add("received", "Received", moment(event.received), isImplied: isNear(event.received))
        add("viewed", "Viewed", moment(event.viewed))
        add("due", "Due", event.due.map { TimeText.moment($0, precision: .minute).text })
        add("actual", "Took place", event.actual.map { TimeText.moment($0, precision: .minute).text })
        add("place", "Place", event.place.map(KindText.place))
        add("witnesses", "Witnesses", names.list(event.witnesses))
        add("childPresent", "Child present", event.childPresent.map { $0 ? "yes" : "no" })
        add(
            "exceptions", "Exception claimed",
            event.exceptions.map(exception).joined(separator: "; "))
        add("request", "Follows the request in", event.request.map { "entry \($0)" }, entry: event.request)
        add("agreement", "Relies on the agreement in", event.agreement.map { "entry \($0)" }, entry: event.agreement)
        add(
            "thirdParty", "Passed on by",
            event.thirdParty.map { third in
                names(third.name) + (third.requestedBy.map { ", at the request of \(names($0))" } ?? "")
            })
        add(
            "addresses", "Addresses",
            entry.entry.draft.addresses.map { "\($0.role.rawValue) \($0.value)" }.joined(separator: "; "))
        add("withheld", "Withheld here", withheldParts(of: entry.number))
        add("source", "Imported from", event.locator.map(KindText.locator), isImplied: true)
        return facts
    }

    private func withheldParts(of number: Int) -> String? {
        guard !input.withheldParts.isEmpty else { return nil }
        return input.withheldParts.filter { $0.entry == number }
            .map { part in part.attachment.map { "attachment \($0)" } ?? part.part.rawValue }.joined(separator: ", ")
    }

    func exception(_ claim: ExceptionClaim) -> String {
        claim.name + (claim.by.map { " (claimed by \(names($0)))" } ?? " (not said by whom)")
    }
}
