import Ledger

extension JSONReport {
    private static func stamp(_ stamp: Report.Bracket.Stamp?) -> JSONValue {
        stamp.map { ["entry": .integer($0.entry), "time": moment($0.time)] } ?? .null
    }

    static func item(_ item: Report.Item) -> JSONValue {
        [
            "number": .integer(item.number), "versions": numbers(item.versions),
            "retractedBy": number(item.retractedBy), "correctionText": text(item.correctionText),
            "kind": .string(item.kind.rawValue), "kindText": .string(item.kindText), "occurred": occurred(item),
            "occurredText": .string(item.occurredText), "recorded": moment(item.recorded),
            "anchored": ["after": stamp(item.anchored.after), "before": stamp(item.anchored.before)],
            "untilText": text(item.untilText), "locator": locator(item.locator),
            "gap": [
                "seconds": number(item.gapSeconds), "label": text(item.gapLabel), "text": .string(item.gapText),
            ],
            "channel": text(item.channel), "channelText": text(item.channelText), "from": text(item.from),
            "to": texts(item.to), "direction": text(item.direction),
            "facts": .array(
                item.facts.map {
                    [
                        "name": .string($0.name), "label": .string($0.label), "text": .string($0.text),
                        "entry": number($0.entry),
                    ]
                }),
            "topics": texts(item.topics), "words": text(item.words), "account": text(item.account),
            "attachments": .array(
                item.attachments.map {
                    [
                        "name": .string($0.name), "mediaType": .string($0.mediaType),
                        "byteCount": .integer($0.byteCount), "sha256": .string($0.sha256),
                        "obtained": text($0.obtained),
                    ]
                }),
            "findings": .array(
                item.findings.map {
                    [
                        "finding": .integer($0.finding), "rule": .integer($0.rule),
                        "verdict": .string($0.verdict.rawValue), "text": .string($0.text),
                    ]
                }),
            "fineRules": numbers(item.fineRules),
        ]
    }

    private static func locator(_ locator: Locator?) -> JSONValue {
        guard let locator else { return .null }
        return [
            "format": .string(locator.format), "fileSHA256": .string(Hex.encode(locator.fileSHA256)),
            "byteOffset": .integer(locator.byteOffset), "byteCount": .integer(locator.byteCount),
            "rawSHA256": .string(Hex.encode(locator.rawSHA256)), "rawTime": text(locator.rawTime),
            "nativeID": text(locator.nativeID),
        ]
    }

    private static func occurred(_ item: Report.Item) -> JSONValue {
        guard let occurred = item.occurred else { return .null }
        return [
            "start": moment(item.start), "end": moment(item.end), "zone": .string(occurred.zone),
            "offsetMinutes": .integer(occurred.start.offsetMinutes),
            "precision": .string(occurred.precision.rawValue), "source": .string(occurred.source.rawValue),
            "zoneFrom": .string(occurred.zoneFrom.rawValue),
        ]
    }

    static func result(_ result: Report.RuleResult) -> JSONValue {
        [
            "rule": .integer(result.rule),
            "people": .array(
                result.people.map { person in
                    [
                        "person": .string(person.person), "name": .string(person.name),
                        "checked": count(person.checked), "days": texts(person.days), "fine": count(person.fine),
                        "breaches": .array(person.breaches.map(finding)),
                        "cannotTell": .array(person.cannotTell.map(finding)), "sentence": .string(person.sentence),
                    ]
                }),
        ]
    }

    private static func finding(_ line: Report.FindingLine) -> JSONValue {
        [
            "number": .integer(line.number), "id": .string(line.id), "verdict": .string(line.verdict.rawValue),
            "entries": numbers(line.entries.entries), "period": text(line.period), "reason": .string(line.reason),
            "missing": text(line.missing), "exceptions": texts(line.exceptions),
            "exceptionAccepted": .bool(line.isExceptionAccepted), "topicDecision": number(line.topicDecision),
            "decision": line.decisionAnswer.map { answer in
                [
                    "answer": .string(answer.rawValue), "entry": number(line.decisionEntry),
                    "text": text(line.decision),
                ]
            } ?? .null,
        ]
    }

    static func dueEvents(_ events: Report.DueEvents) -> JSONValue {
        [
            "sentence": .string(events.sentence), "notAfter": count(events.notAfter), "after": count(events.after),
            "missed": count(events.missed), "unknown": count(events.unknown),
            "lines": .array(
                events.lines.map { line in
                    [
                        "entry": .integer(line.entry), "kindText": .string(line.kindText), "person": text(line.person),
                        "due": moment(line.due),
                        "actual": moment(line.actual), "status": .string(line.status),
                        "statusText": .string(line.statusText), "secondsAfter": number(line.secondsAfter),
                        "evidence": .string(line.evidence), "exhibits": numbers(line.exhibits),
                    ]
                }),
        ]
    }

    static func correction(_ correction: Report.Correction) -> JSONValue {
        [
            "number": .integer(correction.number),
            "steps": .array(
                correction.steps.map { step in
                    [
                        "entry": .integer(step.entry), "corrects": .integer(step.corrects),
                        "retraction": .bool(step.isRetraction), "recorded": moment(step.recorded),
                        "title": .string(step.title), "reason": .string(step.reason), "note": text(step.note),
                        "changes": .array(
                            step.changes.map {
                                [
                                    "name": .string($0.name), "label": .string($0.label), "old": text($0.old),
                                    "new": text($0.new),
                                ]
                            }),
                    ]
                }),
        ]
    }

    static func leftOut(_ leftOut: Report.LeftOut) -> JSONValue {
        [
            "sentence": .string(leftOut.sentence),
            "groups": .array(
                leftOut.groups.map {
                    [
                        "reason": .string($0.reason.rawValue), "title": .string($0.title), "text": .string($0.text),
                        "count": .integer($0.entries.count), "entries": numbers($0.entries.entries),
                    ]
                }),
            "gaps": .array(leftOut.gaps.map { ["text": .string($0.text), "entry": number($0.entry)] }),
            "parts": .array(
                leftOut.parts.map {
                    ["entry": .integer($0.entry), "part": .string($0.name), "reason": text($0.reason)]
                }),
            "redacted": leftOut.redacted.map(count) ?? .null,
        ]
    }
}
