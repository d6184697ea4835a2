/// The JSON Schemas (2020-12) of every JSON that crosses our edge, as the program carries them.
package enum SchemaCatalogue {
    /// In alphabetical order.
    package static var names: [String] { all.map(\.name) }

    /// The document, exactly as in its file; nil if there is none of that name.
    package static func text(of name: String) -> String? {
        all.first { $0.name == name }.map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    private static var all: [(name: String, bytes: [UInt8])] {
        [
            ("draft", PackageResources.draft_schema_json),
            ("report", PackageResources.report_schema_json),
            ("rules", PackageResources.rules_schema_json),
            ("rules-try", PackageResources.rules_try_schema_json),
        ]
    }
}
