import Testing

@testable import Intake

@Suite struct ImportersTests {
    @Test("Every importer is either in this build or known to be missing")
    func all() {
        let names = Importers.all.map(\.name) + Importers.missing.map(\.name)
        #expect(names.sorted() == ["jsonl", "sms-backup-restore"])
        #expect(Importers.all.allSatisfy { !$0.summary.isEmpty })
    }
}
