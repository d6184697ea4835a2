import Ledger
import Outside
import SampleFamily
import Testing

@testable import Reports

/// `report.json` against `Schemas/report.schema.json`, by Python's jsonschema where there is one.
@Suite("report.json")
struct SchemaTests {
    @Test("follows its schema", arguments: ["few", "month", "one", "anchored", "empty"])
    func valid(name: String) throws {
        let input =
            switch name {
            case "few": Family.few()
            case "month": Family.month()
            case "one": Family.one(words: "x")
            case "anchored": Family.anchored()
            default: Family.input(size: 0)
            }
        guard let answer = try SchemaValidator.faults(in: JSONReport.bytes(Report(input)), by: "report") else { return }
        #expect(answer == "")
    }

    @Test("with a key too many does not follow its schema")
    func strict() throws {
        let text = String(decoding: JSONReport.bytes(Report(Family.few())), as: UTF8.self)
        let altered = text.replacing("\"cover\": {", with: "\"cover\": {\n\"more\": 1,")
        guard let answer = try SchemaValidator.faults(in: Array(altered.utf8), by: "report") else { return }
        #expect(answer.contains("more"))
    }

    @Test("is JSON as our own reader takes it, and holds the words byte for byte")
    func words() throws {
        let words = "\"\\\u{0}\u{8}\u{1F}\u{7F}\u{202E} e\u{301} é 👩‍👧 \r\n\t שלום"
        let json = try JSONText.read(JSONReport.bytes(Report(Family.one(words: words))))
        let kept = json["chronology"]?.array?.first?["words"]?.string
        #expect(kept.map { Array($0.utf8) } == Array(words.utf8))
    }
}
