import Foundation
import Ledger
import Schemas
import Testing

@testable import CLI

/// What the program prints with `--json`, against `Schemas/`.
struct SchemaTests {
    private static let folder = Project.root + "/Schemas/"
    private static let script = Project.root + "/Tests/Scripts/every-command.sh"

    @Test("the program carries every file of Schemas/, byte for byte, each under its own id")
    func catalogue() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder)
            .filter { $0.hasSuffix(".schema.json") }.map { String($0.dropLast(".schema.json".count)) }
        #expect(SchemaCatalogue.names == files.sorted())
        for name in files {
            let text = try String(contentsOfFile: Self.folder + name + ".schema.json", encoding: .utf8)
            #expect(SchemaCatalogue.text(of: name) == text)
            let version = name == "report" ? 2 : 1
            #expect(text.contains("\"$id\": \"daybook.\(name)/\(version)\""), "\(name)")
        }
    }

    @Test("what several schemas define under one name is the same in each")
    func definitions() throws {
        var known: [String: JSONValue] = [:]
        for name in SchemaCatalogue.names where !["draft", "report", "rules"].contains(name) {
            let schema = try JSONText.read(Array(#require(SchemaCatalogue.text(of: name)).utf8))
            for (key, value) in schema["$defs"]?.object ?? [:] {
                #expect(known.updateValue(value, forKey: key) ?? value == value, "\(name): \(key)")
            }
        }
        #expect(known["entry"] != nil)
    }

    @Test("every command prints one object, as its schema has it, and list's entries make drafts")
    func answers() throws {
        guard let daybook = Project.daybook else { return print("skipped: no daybook beside the tests") }
        let scenario = try Scenario(daybook: daybook)
        // The demo needs every importer, anchors need OpenSSL; a plain build has neither.
        let hasDemo = Composition.missingImporters.isEmpty
        let script = try String(contentsOfFile: Self.script, encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false)
            .filter { hasDemo || !$0.hasPrefix("j demo ") && !$0.hasPrefix("j anchor") }.joined(separator: "\n")
        let answers = try scenario.run(script)
        #expect(answers.count > 30)
        var instances: [(schema: String, json: Data)] = []
        for answer in answers {
            let expected = answer.command.hasPrefix("check --exit-code") ? 3 : answer.command.contains("short") ? 20 : 0
            #expect(answer.exitCode == expected, "\(answer.command)")
            let value = try? JSONText.read([UInt8](answer.output))
            #expect(value?["schema"]?.string == "daybook.\(answer.schema)/1", "\(answer.command)")
            instances.append((answer.schema, answer.output))
            if let book = value?["book"], answer.schema == "rules-explain" {
                instances.append(("rules", Data(JSONText.write(book, pretty: false).utf8)))
            }
        }
        let report = scenario.folder.path + "/report/report.json"
        instances.append(("report", try Data(contentsOf: URL(fileURLWithPath: report))))

        let last = try #require(answers.last { $0.command.hasPrefix("list") })
        let drafts = try Self.drafts(last.output)
        #expect(drafts.count > 5)
        for draft in drafts { instances.append(("draft", Data(draft.utf8))) }
        let uncovered = Set(SchemaCatalogue.names).subtracting(instances.map(\.schema))
        // EvidenceTests have what lies in a bundle and what daybook-verify prints.
        let elsewhere: Set = ["bundle", "bundle-check"]
        #expect(uncovered == (hasDemo ? elsewhere : elsewhere.union(["demo", "anchor", "anchor-request"])))
        try Self.validate(instances, in: scenario.folder.path)
        try Self.importAgain(drafts, scenario)
    }

    /// A second book that takes the drafts lists the same.
    private static func importAgain(_ drafts: [String], _ scenario: Scenario) throws {
        let lines = drafts.joined(separator: "\n") + "\n"
        try Data(lines.utf8).write(to: URL(fileURLWithPath: scenario.folder.path + "/drafts.jsonl"))
        let answers = try scenario.run(
            """
            P="--passphrase-file pass --no-input"
            j init init $P --cost least --zone Europe/London --recovery-out recovery2
            j import import $P jsonl drafts.jsonl
            j list list $P
            """, vault: "second")
        #expect(answers.map(\.exitCode) == [0, 0, 0])
        #expect(try self.drafts(answers[2].output) == drafts)
    }

    /// Each listed contact as a draft: without what only a record has, and with ids, counted from 0, in
    /// place of numbers.
    private static func drafts(_ list: Data) throws -> [String] {
        let entries = try JSONText.read([UInt8](list))["entries"]?.array ?? []
        let contacts = entries.filter { $0["class"]?.string == "evidence" && $0["kind"]?.string != "retract" }
        let numbers = contacts.compactMap { $0["number"]?.integer }
        func id(_ value: JSONValue?) -> JSONValue {
            value?.integer.flatMap { numbers.firstIndex(of: $0) }.map { .string("line \($0)") } ?? .null
        }
        return contacts.map { entry in
            var draft = entry.object ?? [:]
            draft["id"] = id(entry["number"])
            draft["corrects"] = id(entry["corrects"])
            draft["replyTo"] = id(entry["replyTo"])
            for key in ["number", "recorded", "class", "gap", "locator", "versions", "retractedBy", "attachments"] {
                draft[key] = nil
            }
            if var occurred = entry["occurred"]?.object {
                occurred["zoneFrom"] = nil
                draft["occurred"] = .object(occurred)
            }
            return JSONText.write(.object(draft), pretty: false)
        }
    }

    /// Validates everything in one process.
    private static func validate(_ instances: [(schema: String, json: Data)], in folder: String) throws {
        let lines = instances.map { "\($0.schema) \($0.json.base64EncodedString())\n" }.joined()
        try Data(lines.utf8).write(to: URL(fileURLWithPath: folder + "/instances"))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", program, Self.folder, folder + "/instances"]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let told = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        switch process.terminationStatus {
        case 77, 127: print("skipped: no python3 with jsonschema")
        default: #expect(process.terminationStatus == 0 && told.isEmpty, "\(told)")
        }
    }

    private static let program = """
        import base64, json, sys
        try:
            import jsonschema
        except ImportError:
            sys.exit(77)
        validators = {}
        for line in open(sys.argv[2], encoding="utf-8"):
            name, text = line.split(" ")
            if name not in validators:
                schema = json.load(open(sys.argv[1] + name + ".schema.json", encoding="utf-8"))
                jsonschema.Draft202012Validator.check_schema(schema)
                validators[name] = jsonschema.Draft202012Validator(schema)
            for error in validators[name].iter_errors(json.loads(base64.b64decode(text))):
                print(name, list(error.path), error.message[:300])
        """
}
