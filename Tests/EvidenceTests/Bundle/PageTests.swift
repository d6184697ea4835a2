import Foundation
import Ledger
import Outside
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
        guard let chromium = StockProgram("chromium"), let python = StockProgram("python3") else { return }
        let sample = try SampleBundle.family()
        let names = [
            "a byte behind the file", "a word of the report, lists recounted", "a character of a leaf",
            "a checkpoint of another log", "a second opening of the words", "a private entry opened",
            "a leaf hash dropped", "another file as exhibit", "a correction withheld",
            "a released entry without its release", "a release that shows what it carries",
            "an entry released by one before it", "the amendment of a released entry kept back",
        ]
        let released = try SampleBundle.released()
        var files = [try sample.bundle(sample.source()), try released.bundle(released.source())]
        for name in names {
            let fault = try #require(Fault.all.first { $0.name == name })
            files.append(try fault.make(fault.sample()))
        }
        let folder = try ScratchFolder()
        _ = try folder.write(PackageResources.verify_html, as: "verify.html")
        let paths = try files.enumerated().map { try folder.write($0.element, as: "\($0.offset).zip") }
        let driver = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "browser.py").path
        let answer = try python.run([driver, chromium.path, folder.url.path] + paths)
        let text = String(decoding: answer.output, as: UTF8.self)
        #expect(answer.status == 0)
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
}
