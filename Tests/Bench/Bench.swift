import Foundation

/// `make bench`: one table, each row against its floor measured in the same run.
///
/// `Bench [ROW …]` runs the rows whose names begin so, all without any. `Bench --child WORK …` is how it
/// measures: each piece of work in a process of its own, so that its memory is its own.
@main
enum Bench {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.first == "--child" { return try Child.run(Array(arguments.dropFirst())) }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("daybook-bench-\(getpid())").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let workshop = Workshop(folder: folder)
        Table.begin()
        for row in rows where arguments.isEmpty || arguments.contains(where: row.name.hasPrefix) {
            try row.run(workshop)
        }
        Table.end()
    }

    /// A row or a few of the table.
    struct Row {
        let name: String
        let run: (Workshop) throws -> Void
    }

    static var rows: [Row] {
        [
            Row(name: "append", run: appendRows), Row(name: "import", run: importRows),
            Row(name: "gigabyte", run: gigabyteRow), Row(name: "verify", run: verifyRows),
            Row(name: "open", run: openRows), Row(name: "million", run: millionRows), Row(name: "list", run: listRow),
            Row(name: "search", run: searchRows), Row(name: "check", run: checkRows), Row(name: "rules", run: ruleRows),
            Row(name: "bundle", run: bundleRows), Row(name: "pages", run: pageRows), Row(name: "proof", run: proofRows),
            Row(name: "disk", run: diskRows),
            Row(name: "age", run: ageRows),
        ]
    }
}
