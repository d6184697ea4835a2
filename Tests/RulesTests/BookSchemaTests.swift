import Foundation
import Ledger
import Testing

@testable import Rules

/// `Schemas/rules.schema.json` says of a rule book what the reader says, as far as a schema can.
struct BookSchemaTests {
    private static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test("Every rule book in these tests and in the kinds' help fits the schema")
    func books() throws {
        let books = try Self.booksInTests() + Catalogue.kinds.compactMap { Self.example($0.documentation) }
        #expect(books.count > 45, "\(books.count)")
        let texts = try books.map { JSONText.write(try RuleBook.json(toml: Array($0.utf8)), pretty: false) }
        guard let verdicts = try Self.validate(texts) else { return }
        for (text, refusal) in zip(texts, verdicts) where refusal != nil {
            Issue.record("\(refusal ?? ""): \(text.prefix(300))")
        }
    }

    @Test("What the reader refuses in the keys of a kind, the schema refuses too, where it can say it")
    func faults() throws {
        let faults = faultyKeys.map { kind, keys, _ in
            (
                "\(kind): \(keys)",
                "[[rule]]\nid = \"r\"\nclause = \"c\"\nbinds = \"both\"\nkind = \"\(kind)\"\n\(keys)\n"
            )
        }
        let texts = try faults.map { try JSONText.write(#require(RuleBook.uncheckedJSON(toml: $0.1)), pretty: false) }
        guard let verdicts = try Self.validate(texts) else { return }
        let taken = zip(faults, verdicts).filter { $0.1 == nil }.map(\.0.0)
        #expect(Set(taken) == Self.beyondSchemas)
    }

    /// Where one key's value must fit another's.
    private static let beyondSchemas: Set<String> = [
        "duration: at-most = 10\nat-least = 11", "duration: at-most = 10\nmore-than = 10",
        "duration: of = \"absence\"\nat-most = 1\nevents = [\"contact\"]", "distance: within = 10\nof = [\"home\"]",
    ]

    // MARK: Finding them

    /// What stands between three quotation marks in the files beside this one and is a rule book.
    private static func booksInTests() throws -> [String] {
        let folder = package.appending(path: "Tests/RulesTests")
        var books: [String] = []
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
        where name.hasSuffix(".swift") {
            let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            let pieces = text.split(separator: "\"\"\"", omittingEmptySubsequences: false).map(String.init)
            // Every second piece stands between the marks.
            books += pieces.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
                .filter { $0.contains("[[rule]]") && !$0.contains("\\") }
                .filter { (try? RuleBook(toml: $0)) != nil }
        }
        return books
    }

    private static func example(_ documentation: String) -> String? {
        let marker = documentation.ranges(of: "xample to adapt:").last ?? documentation.ranges(of: "Example:").last
        return marker.map { String(documentation[$0.upperBound...]) }
    }

    // MARK: The validator

    /// For each instance why it is refused, or nil; nil for all where there is no validator.
    private static func validate(_ instances: [String]) throws -> [String?]? {
        let file = FileManager.default.temporaryDirectory.appending(path: "books-\(UUID().uuidString)")
        try Data(instances.joined(separator: "\n").utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", program, package.path + "/Schemas/rules.schema.json", file.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let told = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus != 77, process.terminationStatus != 127 else {
            print("skipped: no python3 with jsonschema")
            return nil
        }
        let lines = told.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        #expect(process.terminationStatus == 0 && lines.count == instances.count, "\(told)")
        return lines.map { $0.isEmpty ? nil : String($0) }
    }

    private static let program = """
        import json, sys
        try:
            import jsonschema
        except ImportError:
            sys.exit(77)
        schema = json.load(open(sys.argv[1], encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        for line in open(sys.argv[2], encoding="utf-8"):
            errors = list(validator.iter_errors(json.loads(line)))
            deepest = lambda e: max([deepest(c) for c in e.context or []] + [e], key=lambda e: len(e.absolute_path))
            print("; ".join(str(list(deepest(e).absolute_path)) + " " + e.message[:80] for e in errors))
        """
}
