import Ledger
import Reports

/// What was asked for when a bundle was made, and what in its report the shown entries alone do not give.
/// Bundle.md, "Statement and report".
package struct BundleStatement: Sendable, Equatable {
    package static let schema = "daybook.bundle/1"

    /// The report's edition.
    package var edition = Report.edition
    /// Program and version.
    package var program: String
    package var generated: Instant
    package var title: String
    package var reference: String?
    package var period: Period
    /// The one rule that the report is about; nil: all.
    package var rule: String?
    /// That every contact of the period is shown: the others of the log are outside it, private, or keep the book.
    package var isWholePeriod = false
    package var choices = ReportChoices()
    /// That report.html shows the checkpoint as a QR code, which not every build can make.
    package var hasCode = false
    package var withheld: [WithheldPart] = []
    /// Findings that rest on what is withheld, as the keeper of the log states them.
    package var stated: [ReportFinding] = []
    /// Ids of findings that the shown entries alone would give, and the whole log does not.
    package var notMade: [String] = []

    package init(
        program: String, generated: Instant, title: String = "Record of contacts", reference: String? = nil,
        period: Period = Period(), rule: String? = nil
    ) {
        self.program = program
        self.generated = generated
        self.title = title
        self.reference = reference
        self.period = period
        self.rule = rule
    }
}

/// As `bundle.json`, Schemas/bundle.schema.json.
extension BundleStatement {
    /// Longest one: room for a hundred thousand parts withheld, one by one with their reasons.
    static let byteLimit = timesLimits * JSONLimits.byteCount
    private static let timesLimits = 10

    package var bytes: [UInt8] { Array((JSONText.write(value, pretty: true) + "\n").utf8) }

    private var value: JSONValue {
        [
            "schema": .string(Self.schema), "edition": .integer(edition), "program": .string(program),
            "generated": .string(generated.text), "title": .string(title), "reference": .text(reference),
            "period": ["from": .text(period.from?.text), "until": .text(period.until?.text)],
            "rule": .text(rule), "wholePeriod": .bool(isWholePeriod),
            "choices": choices.value, "code": .bool(hasCode), "withheld": .array(withheld.map(\.value)),
            "findings": [
                "stated": .array(stated.map(\.value)), "notMade": .array(notMade.map(JSONValue.string)),
            ],
        ]
    }

    /// Nil for anything that `bytes` would not write.
    package init?(bytes: ArraySlice<UInt8>) {
        guard let value = try? JSONText.read(bytes, timesLimits: Self.timesLimits),
            value["schema"]?.string == Self.schema,
            let edition = value["edition"]?.integer, let program = value["program"]?.string,
            let generated = value["generated"]?.string.flatMap(Instant.init(text:)),
            let title = value["title"]?.string, case .bool(let isWholePeriod)? = value["wholePeriod"],
            let choices = value["choices"].flatMap(ReportChoices.init), case .bool(let hasCode)? = value["code"],
            let withheld = value["withheld"]?.array,
            let stated = value["findings"]?["stated"]?.array, let notMade = value["findings"]?["notMade"]?.array
        else { return nil }
        let period = Period(
            from: value["period"]?["from"]?.string.flatMap(CivilDate.init(text:)),
            until: value["period"]?["until"]?.string.flatMap(CivilDate.init(text:)))
        self.init(
            program: program, generated: generated, title: title, reference: value["reference"]?.string,
            period: period, rule: value["rule"]?.string)
        self.edition = edition
        self.isWholePeriod = isWholePeriod
        self.choices = choices
        self.hasCode = hasCode
        self.withheld = withheld.compactMap(WithheldPart.init)
        self.stated = stated.compactMap(ReportFinding.init)
        self.notMade = notMade.compactMap(\.string)
        // Whatever was not understood is not written again.
        guard self.bytes.elementsEqual(bytes) else { return nil }
    }
}

extension ReportChoices {
    fileprivate var value: JSONValue {
        [
            "template": .string(template.rawValue), "jurisdiction": .string(jurisdiction.rawValue),
            "paper": .string(paper.rawValue), "court": .text(court), "recipient": .text(recipient),
            "exportNumber": .text(exportNumber), "schedule": .array(schedule.map(JSONValue.string)),
        ]
    }

    fileprivate init?(_ value: JSONValue) {
        guard let template = value["template"]?.string.flatMap(Template.init),
            let jurisdiction = value["jurisdiction"]?.string.flatMap(Jurisdiction.init),
            let paper = value["paper"]?.string.flatMap(Layout.Paper.init), let schedule = value["schedule"]?.array
        else { return nil }
        self.init()
        (self.template, self.jurisdiction, self.paper) = (template, jurisdiction, paper)
        (court, recipient) = (value["court"]?.string, value["recipient"]?.string)
        exportNumber = value["exportNumber"]?.string
        self.schedule = schedule.compactMap(\.string)
    }
}

extension WithheldPart {
    fileprivate var value: JSONValue {
        [
            "entry": .integer(entry), "part": .string(part.rawValue),
            "attachment": attachment.map(JSONValue.integer) ?? .null, "reason": .text(reason),
        ]
    }

    fileprivate init?(_ value: JSONValue) {
        guard let entry = value["entry"]?.integer, let part = value["part"]?.string.flatMap(Disclosure.Part.init)
        else { return nil }
        self.init(entry: entry, part: part, attachment: value["attachment"]?.integer, reason: value["reason"]?.string)
    }
}

extension ReportFinding {
    fileprivate var value: JSONValue {
        [
            "id": .string(id), "rule": .string(rule), "book": .integer(bookEntry), "person": .string(person),
            "verdict": .string(verdict.rawValue), "entries": .array(entries.map(JSONValue.integer)),
            "reason": .string(reason), "missing": .text(missing), "day": .text(day?.text),
            "period": .text(period),
            "decision": decision.map { ["entry": .integer($0.entry), "answer": .string($0.answer.rawValue)] } ?? .null,
            "topicDecision": topicDecision.map(JSONValue.integer) ?? .null,
        ]
    }

    fileprivate init?(_ value: JSONValue) {
        guard let id = value["id"]?.string, let rule = value["rule"]?.string, let book = value["book"]?.integer,
            let person = value["person"]?.string, let verdict = value["verdict"]?.string.flatMap(Verdict.init),
            let entries = value["entries"]?.array, let reason = value["reason"]?.string
        else { return nil }
        let decision = value["decision"].flatMap { decision -> ReportDecision? in
            guard let entry = decision["entry"]?.integer,
                let answer = decision["answer"]?.string.flatMap(Decision.Answer.init)
            else { return nil }
            return ReportDecision(entry: entry, answer: answer)
        }
        self.init(
            id: id, rule: rule, bookEntry: book, person: person, verdict: verdict,
            entries: entries.compactMap(\.integer), reason: reason, missing: value["missing"]?.string,
            day: value["day"]?.string.flatMap(CivilDate.init(text:)), period: value["period"]?.string,
            decision: decision,
            topicDecision: value["topicDecision"]?.integer)
    }
}

extension JSONValue {
    fileprivate static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
}
