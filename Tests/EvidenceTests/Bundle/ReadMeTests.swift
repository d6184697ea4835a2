import Foundation
import Outside
import Testing

@testable import Evidence

@Suite("READ-ME-FIRST.txt and verify.py")
struct ReadMeTests {
    @Test("its commands run as printed, and show what it says")
    func commands() throws {
        let sample = try SampleBundle.family()
        let file = try sample.bundle(sample.source())
        guard let python = try PythonVerifier.layers(file) else { return }
        #expect(python.exit == 0)
        guard let bash = StockProgram("bash") else { return }
        let scratch = try ScratchFolder()
        let folder = scratch.url
        for (name, bytes) in try Tampering(file).files {
            let path = folder.appending(path: "bundle/" + name)
            try FileManager.default.createDirectory(
                at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: path)
        }
        try Data(file).write(to: folder.appending(path: "bundle/FILE.zip"))
        let text = String(decoding: PackageResources.READ_ME_FIRST_txt, as: UTF8.self)
        let commands = text.split(separator: "\n").filter { $0.hasPrefix("    ") }.map { $0.dropFirst(4) }
        #expect(commands.count == 16)
        // Scratch files of the page go where the test's do.
        let script =
            "cd '\(folder.path)/bundle'; exec 2>&1\n"
            + commands.joined(separator: "\n").replacing("/tmp/", with: "../")
        let ran = try bash.run(["-c", script])
        let answer = String(decoding: ran.output, as: UTF8.self)
        #expect(ran.status == 0, "\(answer)")
        #expect(answer.components(separatedBy: "Signature Verified Successfully").count == 3)
        #expect(!answer.contains("FAILED"))
        let lines = answer.split(separator: "\n").map(String.init)
        let hashes = lines.filter { $0.count == 64 && $0.allSatisfy(\.isHexDigit) }
        #expect(hashes.count == 2 && Set(hashes).count == 1, "\(lines)")
        let digest = try #require(lines.first { $0.count == 43 })
        #expect(lines.last?.contains("\"\(digest)\"") == true)
        #expect(lines.contains { $0.contains("\"event\",{\"details\":{\"homeZone\"") })
    }

    @Test("a thousand entries are checked within ten seconds, by one command of the page")
    func quick() throws {
        var sample = try SampleBundle.family()
        for number in 0..<1000 { try sample.append(SampleBundle.text("Message \(number)")) }
        let file = try sample.bundle(sample.source())
        let clock = ContinuousClock()
        let ours = clock.measure { #expect(BundleCheck().check(file).exitCode == 0) }
        #expect(ours < .seconds(10), "\(ours)")
        let theirs = try clock.measure {
            guard let python = try PythonVerifier.layers(file) else { return }
            #expect(python.exit == 0)
        }
        #expect(theirs < .seconds(10), "\(theirs)")
    }

    @Test("the Python verifier is short enough to be read in one sitting")
    func lineCount() {
        let lines = String(decoding: PackageResources.verify_py, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count - 1 <= 200)
        #expect(lines.allSatisfy { $0.count <= 120 })
    }
}
