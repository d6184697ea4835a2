import Foundation
import Intake
import Ledger
import Testing

@testable import Casework

@Suite("The demo")
struct DemoTests {
    /// A Wednesday; the four weeks before it hold the night in which summer time ended.
    private static let now = Instant(text: "2026-11-11T10:00:00Z")!

    private static func environment() -> Environment {
        Environment(
            now: { now }, random: .system, dataFolder: "/nowhere/data", stateFolder: "/nowhere/state",
            program: "daybook test")
    }

    private static func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("demo-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.path)
    }

    private static func demo(_ path: String, _ tell: @escaping (DemoLine) -> Void = { _ in }) throws -> Demo? {
        guard !Importers.all.isEmpty, Importers.all.contains(where: { $0.name == "sms-backup-restore" }) else {
            print("skipped: this build has no importer for sms-backup-restore")
            return nil
        }
        return try Demo(
            below: path, environment: environment(), importers: Importers.all, pages: nil, cost: .least,
            tell: tell)
    }

    @Test("It does the whole job, finds the altered and the older copy, and can be run again")
    func wholeJob() throws {
        try Self.withFolder { path in
            var lines: [DemoLine] = []
            guard let answer = try Self.demo(path, { lines.append($0) })?.run() else { return }
            #expect(answer.taken == 131)
            #expect(answer.takenAgain == 0)
            #expect(answer.breaches["me", default: 0] >= 2)
            #expect(answer.breaches["them", default: 0] > answer.breaches["me", default: 0])
            #expect(answer.alteredResult == "damaged")
            #expect(answer.olderResult == "older")
            #expect(answer.alteredBundleLayers == ["manifest", "report"])
            #expect(lines.contains(.output("FAIL         records: entry \(answer.alteredEntry)")))
            for file in answer.files {
                let text = String(decoding: FileManager.default.contents(atPath: file) ?? Data(), as: UTF8.self)
                #expect(text.contains("مرحبا") && text.contains("🎉") && text.contains("dziękuję"), "\(file)")
                #expect(text.contains("नमस्ते") && text.contains("second inhaler"), "\(file)")
                #expect(!text.contains("solicitor"), "the private note is not in \(file)")
            }
            let own = path + "/mine.txt"
            try Data("kept".utf8).write(to: URL(fileURLWithPath: own))
            let again = try Self.demo(path)?.run()
            #expect(again == answer)
            #expect(FileManager.default.contents(atPath: own) == Data("kept".utf8))
        }
    }

    @Test("A folder that no demo made is left as it is")
    func othersFolder() throws {
        try Self.withFolder { path in
            try FileManager.default.createDirectory(atPath: path + "/vault", withIntermediateDirectories: true)
            guard let demo = try Self.demo(path) else { return }
            #expect(throws: CaseError.self) { try demo.run() }
            #expect(try FileManager.default.contentsOfDirectory(atPath: path) == ["vault"])
        }
    }

    @Test("No time of the sample falls into the hours that summer time skips or repeats, in any week of a year")
    func everyWeek() throws {
        let zone = try #require(Zone("Europe/London"))
        for week in 0..<53 {
            let month = SampleMonth(before: Self.now.adding(seconds: week * 604_800), in: zone)
            #expect(month.firstDay.weekday == .monday)
            for time in SampleTexts.all.map(\.time) + SampleCalls.all.map(\.time) {
                let minutes = time.hour * 60 + time.minute
                let wall = WallTime(date: month.date(time.day), millisecondOfDay: minutes * 60_000)
                #expect(zone.moments(of: wall).count == 1)
            }
        }
    }

    @Test("The four weeks end on the Sunday before today")
    func lastSunday() throws {
        let zone = try #require(Zone("Europe/London"))
        for (now, first) in [
            ("2026-11-15T12:00:00Z", "2026-10-12"), ("2026-11-16T00:00:00Z", "2026-10-19"),
            ("2026-06-14T23:30:00Z", "2026-05-18"),
        ] {
            let month = SampleMonth(before: try #require(Instant(text: now)), in: zone)
            #expect(month.firstDay.text == first)
        }
    }
}
