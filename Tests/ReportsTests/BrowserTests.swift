import Foundation
import Ledger
import Outside
import SampleFamily
import Testing

@testable import Reports

/// In Debian's Chromium, with axe-core as PyPI's axe-playwright-python brings it (`.ci/install` puts it below build/axe).
@Suite("report.html in a real browser")
struct BrowserTests {
    @Test("has no fault that axe-core finds, and scrolls to no side on a screen of 320 px")
    func accessible() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let axe = root.appending(path: "build/axe/axe_playwright_python/axe.min.js").path
        let isHere = FileManager.default.fileExists(atPath: axe)
        if ProcessInfo.processInfo.environment["CI"] == "true" { #expect(isHere, "axe-core is missing") }
        guard isHere else { return print("skipped: no axe-core below build/axe; .ci/install puts it there") }
        guard let chromium = StockProgram("chromium"), let python = StockProgram("python3") else { return }
        let folder = try ScratchFolder()
        var layouts = [
            Layout(Report(Family.few()), Family.parts()), Layout(Report(Family.month()), Family.parts()),
            Layout(Report(Family.input(size: 0))),
            Layout(Report(Family.one(words: String(repeating: "x", count: 50_000)))),
        ]
        for template in ReportChoices.Template.allCases {
            var input = Family.few()
            input.choices.template = template
            input.choices.jurisdiction = .us
            layouts.append(Layout(Report(input)))
        }
        let paths = try layouts.enumerated().map { index, layout in
            try folder.write(HTMLReport.bytes(layout), as: "\(index).html")
        }
        let driver = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "axe.py").path
        let answer = try python.run([driver, chromium.path, axe, folder.url.path] + paths)
        #expect(answer.status == 0)
        let lines = String(decoding: answer.output, as: UTF8.self).split(separator: "\n")
        #expect(lines.count == layouts.count)
        for (index, line) in lines.enumerated() {
            let value = try JSONText.read(Array(line.utf8))
            for (screen, width) in [("desktop", 1280), ("phone", 320)] {
                let found = value[screen]
                #expect(found?["violations"]?.array == [], "page \(index), \(screen)")
                #expect((found?["passes"]?.integer ?? 0) > 15, "page \(index), \(screen)")
                #expect(found?["wide"]?.array == [], "page \(index), \(screen)")
                #expect((found?["width"]?.integer ?? .max) <= width, "page \(index), \(screen)")
            }
        }
    }
}
