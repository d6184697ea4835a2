/// The importers of this build, and those that it could have had.
package enum Importers {
    /// Compiled in, in the order in which help shows them.
    package static var all: [any Importer] {
        #if Expat
            [JSONL(), SMSBackup()]
        #else
            [JSONL()]
        #endif
    }

    /// Known, but not in this build, with the package trait that each needs.
    package static var missing: [(name: String, trait: String)] {
        #if Expat
            []
        #else
            [("sms-backup-restore", "Expat")]
        #endif
    }
}
