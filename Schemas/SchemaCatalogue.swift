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
            ("amend", PackageResources.amend_schema_json),
            ("anchor", PackageResources.anchor_schema_json),
            ("anchor-request", PackageResources.anchor_request_schema_json),
            ("backup", PackageResources.backup_schema_json),
            ("bundle", PackageResources.bundle_schema_json),
            ("bundle-check", PackageResources.bundle_check_schema_json),
            ("bundle-file", PackageResources.bundle_file_schema_json),
            ("check", PackageResources.check_schema_json),
            ("decide", PackageResources.decide_schema_json),
            ("demo", PackageResources.demo_schema_json),
            ("deposit", PackageResources.deposit_schema_json),
            ("doctor", PackageResources.doctor_schema_json),
            ("draft", PackageResources.draft_schema_json),
            ("head", PackageResources.head_schema_json),
            ("import", PackageResources.import_schema_json),
            ("init", PackageResources.init_schema_json),
            ("list", PackageResources.list_schema_json),
            ("log", PackageResources.log_schema_json),
            ("note", PackageResources.note_schema_json),
            ("people-add", PackageResources.people_add_schema_json),
            ("people-list", PackageResources.people_list_schema_json),
            ("prove", PackageResources.prove_schema_json),
            ("rekey", PackageResources.rekey_schema_json),
            ("release", PackageResources.release_schema_json),
            ("report", PackageResources.report_schema_json),
            ("report-files", PackageResources.report_files_schema_json),
            ("restore", PackageResources.restore_schema_json),
            ("retract", PackageResources.retract_schema_json),
            ("rules", PackageResources.rules_schema_json),
            ("rules-adopt", PackageResources.rules_adopt_schema_json),
            ("rules-explain", PackageResources.rules_explain_schema_json),
            ("rules-help", PackageResources.rules_help_schema_json),
            ("rules-list", PackageResources.rules_list_schema_json),
            ("rules-try", PackageResources.rules_try_schema_json),
            ("schemas", PackageResources.schemas_schema_json),
            ("search", PackageResources.search_schema_json),
            ("show", PackageResources.show_schema_json),
            ("verify", PackageResources.verify_schema_json),
        ]
    }
}
