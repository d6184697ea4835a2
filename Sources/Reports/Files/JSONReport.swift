import Ledger

/// The document as `report.json`, `Schemas/report.schema.json`: every fact that the HTML prints.
package enum JSONReport {
    package static let schema = "daybook.report/2"

    /// Hands the bytes to `write` section by section, and the chronology entry by entry, so that the
    /// whole is never in memory at once. `schema` comes first; inside a section keys are sorted.
    package static func write(_ report: Report, to write: ([UInt8]) throws -> Void) rethrows {
        var bytes: [UInt8] = []
        func drain(over limit: Int) throws {
            guard bytes.count > limit else { return }
            try write(bytes)
            bytes.removeAll(keepingCapacity: true)
        }
        func list<Element>(_ key: String, _ elements: [Element], _ json: (Element) -> JSONValue) throws {
            bytes.append(contentsOf: ",\n\"\(key)\": [".utf8)
            for (index, element) in elements.enumerated() {
                bytes.append(contentsOf: (index == 0 ? "\n" : ",\n").utf8)
                bytes.append(contentsOf: JSONText.write(json(element), pretty: false).utf8)
                try drain(over: 1 << 16)
            }
            bytes.append(contentsOf: (elements.isEmpty ? "]" : "\n]").utf8)
        }
        func object(_ key: String, _ value: JSONValue) {
            bytes.append(contentsOf: ",\n\"\(key)\": ".utf8)
            bytes.append(contentsOf: JSONText.write(value, pretty: true).utf8)
        }
        bytes.append(contentsOf: "{\n\"schema\": \"\(schema)\"".utf8)
        object("cover", cover(report.cover))
        object("summary", summary(report.summary))
        try list("rules", report.rules, rule)
        try list("chronology", report.chronology, item)
        try list("results", report.results, result)
        object("patterns", patterns(report.patterns))
        object("schedule", schedule(report.schedule))
        try list("exhibits", report.exhibits, exhibit)
        object("dueEvents", dueEvents(report.dueEvents))
        try list("corrections", report.corrections, correction)
        object("leftOut", leftOut(report.leftOut))
        try list("definitions", report.definitions, passage)
        try list("method", report.method, passage)
        try list("sources", report.sources, source)
        try list("emoji", report.emoji, emoji)
        bytes.append(contentsOf: "\n}\n".utf8)
        try write(bytes)
    }

    package static func bytes(_ report: Report) -> [UInt8] {
        var all: [UInt8] = []
        write(report) { all += $0 }
        return all
    }
}

extension JSONReport {
    static func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
    static func number(_ value: Int?) -> JSONValue { value.map { .integer($0) } ?? .null }
    static func texts(_ values: [String]) -> JSONValue { .array(values.map { .string($0) }) }
    static func numbers(_ values: [Int]) -> JSONValue { .array(values.map { .integer($0) }) }

    static func count(_ count: EntryCount) -> JSONValue {
        ["count": .integer(count.count), "entries": numbers(count.entries)]
    }

    static func moment(_ moment: Report.Moment?) -> JSONValue {
        guard let moment else { return .null }
        return [
            "local": .string(moment.local), "utc": .string(moment.utc), "text": .string(moment.text),
            "utcText": .string(moment.utcText),
        ]
    }

    static func passage(_ passage: Report.Passage) -> JSONValue {
        ["title": .string(passage.title), "paragraphs": texts(passage.paragraphs)]
    }

    static func cover(_ cover: Report.Cover) -> JSONValue {
        [
            "title": .string(cover.title), "reference": text(cover.reference), "court": text(cover.court),
            "recipient": text(cover.recipient), "exportNumber": text(cover.exportNumber),
            "template": .string(cover.template.rawValue), "jurisdiction": .string(cover.jurisdiction.rawValue),
            "paper": .string(cover.paper.rawValue), "addressesRedacted": .bool(cover.redactsAddresses),
            "preparedBy": .string(cover.preparedBy),
            "keeper": .string(cover.keeper),
            "generated": moment(cover.generated), "program": .string(cover.program),
            "parties": .array(
                cover.parties.map {
                    [
                        "name": .string($0.name), "role": .string($0.role), "roleText": .string($0.roleText),
                        "addresses": texts($0.addresses),
                    ]
                }),
            "period": [
                "from": text(cover.period.from?.text), "until": text(cover.period.until?.text),
                "text": .string(cover.periodText),
            ],
            "zone": .string(cover.zone), "zoneText": .string(cover.zoneText),
            "counts": [
                "inLog": .integer(cover.inLog), "shown": count(cover.shown), "withheld": count(cover.withheld),
                "text": .string(cover.countsText),
            ],
            "head": [
                "size": .integer(cover.head.size), "root": .string(cover.head.root),
                "number": .string(cover.head.number), "checkpoint": .string(cover.head.checkpoint),
                "text": .string(cover.headText),
            ],
            "is": texts(cover.isText), "isNot": texts(cover.isNotText), "toCheck": texts(cover.checkText),
        ]
    }

    static func summary(_ summary: Report.Summary) -> JSONValue {
        [
            "sentences": texts(summary.sentences), "columns": texts(summary.columns),
            "rows": .array(
                summary.rows.map { row in
                    [
                        "name": .string(row.name), "label": .string(row.label), "part": .bool(row.isPart),
                        "cells": .array(
                            row.cells.map { cell in
                                [
                                    "count": .integer(cell.count), "entries": numbers(cell.entries.entries),
                                    "findings": cell.findings.map(numbers) ?? .null,
                                ]
                            }),
                    ]
                }),
        ]
    }

    static func rule(_ rule: Report.Rule) -> JSONValue {
        [
            "number": .integer(rule.number), "id": .string(rule.id), "clause": .string(rule.clause),
            "source": text(rule.source), "kind": .string(rule.kind), "binds": texts(rule.binds),
            "from": text(rule.from), "until": text(rule.until), "effectiveText": .string(rule.effectiveText),
            "bookEntry": .integer(rule.bookEntry), "bookText": .string(rule.bookText),
            "explanation": texts(rule.explanation),
        ]
    }
}
