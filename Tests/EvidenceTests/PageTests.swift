import Foundation
import Ledger
import Testing

@testable import Evidence

@Suite("verify.html")
struct PageTests {
    @Test("allows the script and the style that it has, and nothing else")
    func policy() throws {
        let page = String(decoding: PackageResources.verify_html, as: UTF8.self)
        func inside(_ tag: String) throws -> [UInt8] {
            let start = try #require(page.range(of: "<\(tag)>"))
            let end = try #require(page.range(of: "</\(tag)>"))
            return Array(page[start.upperBound..<end.lowerBound].utf8)
        }
        let script = Base64.encode(sha256(try inside("script")))
        let style = Base64.encode(sha256(try inside("style")))
        #expect(
            page.contains(
                "content=\"default-src 'none'; script-src 'sha256-\(script)'; style-src 'sha256-\(style)'; base-uri 'none'; form-action 'none'\""
            ))
        for word in ["http:", "https:", "fetch(", "XMLHttpRequest", "import(", "eval(", "innerHTML", " src="] {
            #expect(!page.contains(word), "\(word)")
        }
    }

    @Test("in a real browser says of good and faulty bundles what the program says")
    func browser() throws {
        guard let chromium = Self.chromium else {
            print("skipped: there is no Chromium here")
            return
        }
        let sample = try SampleBundle.family()
        let names = [
            "a byte behind the file", "a word of the report, lists recounted", "a character of a leaf",
            "a checkpoint of another log", "a second opening of the words", "a private entry opened",
            "a leaf hash dropped", "another file as exhibit", "a correction withheld",
        ]
        var files = [try sample.bundle(sample.source())]
        for name in names { files.append(try #require(Fault.all.first { $0.name == name }).make(sample)) }
        let folder = FileManager.default.temporaryDirectory.appending(path: "daybook-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(PackageResources.verify_html).write(to: folder.appending(path: "verify.html"))
        for (index, file) in files.enumerated() { try Data(file).write(to: folder.appending(path: "\(index).zip")) }
        let driver = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "browser.py").path
        let (text, exit) = try PythonVerifier.run(
            ["python3", driver, chromium, folder.path] + files.indices.map { "\(folder.path)/\($0).zip" })
        guard exit == 0 else {
            Issue.record("the browser could not be driven: \(text)")
            return
        }
        let answers = text.split(separator: "\n").compactMap { line in
            (try? JSONText.read(Array(line.utf8)))?["layers"]?.object?.mapValues { $0.string ?? "" }
        }
        #expect(answers.count == files.count)
        for (file, answer) in zip(files, answers) {
            for layer in BundleCheck().check(file).layers {
                guard let theirs = answer[layer.name.rawValue], theirs != "not checked" else { continue }
                #expect(theirs == (layer.result == .fail ? "FAIL" : "pass"), "\(layer)")
            }
            #expect(answer["container"] != nil)
        }
        #expect(answers.first?["signature"] == "pass")
    }

    private static let chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }
}
