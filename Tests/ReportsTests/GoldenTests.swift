import Foundation
import SampleFamily
import Testing

@testable import Reports

@Suite("The invented family's report")
struct GoldenTests {
    @Test(
        "is byte for byte the golden file; DAYBOOK_REWRITE_GOLDEN=1 writes it anew",
        arguments: ["report.html", "report.json", "contacts.csv"])
    func golden(name: String) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/\(name)")
        let bytes = Data(Self.bytes(name, Report(Family.few())))
        if ProcessInfo.processInfo.environment["DAYBOOK_REWRITE_GOLDEN"] == "1" { try bytes.write(to: file) }
        #expect(try Data(contentsOf: file) == bytes)
    }

    @Test("gives the same bytes when its lists are given in another order")
    func order() {
        var input = Family.few()
        input.opened.reverse()
        input.entries.reverse()
        input.findings.reverse()
        for name in ["report.html", "report.json", "contacts.csv"] {
            #expect(Self.bytes(name, Report(input)) == Self.bytes(name, Report(Family.few())))
        }
    }

    @Test(
        "of a made-up month is written for looking at, if DAYBOOK_LOOK names a folder",
        .enabled(if: ProcessInfo.processInfo.environment["DAYBOOK_LOOK"] != nil))
    func look() throws {
        let folder = URL(filePath: ProcessInfo.processInfo.environment["DAYBOOK_LOOK"] ?? ".")
        for (name, input) in [("few", Family.few()), ("month", Family.month()), ("empty", Family.input(size: 0))] {
            try Data(HTMLReport.bytes(Report(input))).write(to: folder.appending(path: "\(name).html"))
        }
    }

    static func bytes(_ name: String, _ report: Report) -> [UInt8] {
        switch name {
        case "report.html": HTMLReport.bytes(report)
        case "report.json": JSONReport.bytes(report)
        default: CSVReport.bytes(report)
        }
    }
}
