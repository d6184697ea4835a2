import Foundation
import Ledger
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
        guard let answer = try Self.validate(JSONReport.bytes(Report(input))) else {
            print("skipped: no python3 with jsonschema")
            return
        }
        #expect(answer == "")
    }

    @Test("with a key too many does not follow its schema")
    func strict() throws {
        let text = String(decoding: JSONReport.bytes(Report(Family.few())), as: UTF8.self)
        let altered = text.replacing("\"cover\": {", with: "\"cover\": {\n\"more\": 1,")
        guard let answer = try Self.validate(Array(altered.utf8)) else { return }
        #expect(answer.contains("more"))
    }

    @Test("is JSON as our own reader takes it, and holds the words byte for byte")
    func words() throws {
        let words = "\"\\\u{0}\u{8}\u{1F}\u{7F}\u{202E} e\u{301} é 👩‍👧 \r\n\t שלום"
        let json = try JSONText.read(JSONReport.bytes(Report(Family.one(words: words))))
        let kept = json["chronology"]?.array?.first?["words"]?.string
        #expect(kept.map { Array($0.utf8) } == Array(words.utf8))
    }

    private static let program = """
        import json, sys
        try:
            import jsonschema
        except ImportError:
            sys.exit(77)
        schema = json.load(open(sys.argv[1], encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        for error in jsonschema.Draft202012Validator(schema).iter_errors(json.load(sys.stdin.buffer)):
            print(list(error.path), error.message[:200])
        """

    /// What the validator says, empty if all is well; nil if there is none.
    private static func validate(_ json: [UInt8]) throws -> String? {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", program, root.appending(path: "Schemas/report.schema.json").path]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        // Python reads all of its input before it prints, so the two pipes cannot block each other.
        try? input.fileHandleForWriting.write(contentsOf: Data(json))
        try? input.fileHandleForWriting.close()
        let answer = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        if process.terminationStatus == 77 || process.terminationStatus == 127 { return nil }
        return process.terminationStatus == 0
            ? String(decoding: answer, as: UTF8.self) : "validator ended with \(process.terminationStatus)"
    }
}
