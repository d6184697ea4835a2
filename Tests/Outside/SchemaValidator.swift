import Foundation

/// Our JSON against the documents in Schemas/, by Python's jsonschema where there is one.
package enum SchemaValidator {
    /// What the validator says, empty if all is well; nil, with a line that says so, if there is none.
    package static func faults(in json: [UInt8], by schema: String) throws -> String? {
        guard let python = StockProgram("python3") else { return nil }
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let answer = try python.run(
            ["-c", program, root.appending(path: "Schemas/\(schema).schema.json").path], input: json)
        if answer.status == 77 {
            print("skipped: no python3 with jsonschema")
            return nil
        }
        guard answer.status == 0 else { return "status \(answer.status)" }
        return String(decoding: answer.output, as: UTF8.self)
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
}
