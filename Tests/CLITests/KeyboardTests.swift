import Foundation
import Rules
import Testing

@testable import CLI

struct KeyboardTests {
    @Test("at a real terminal: a session, Ctrl-C, Ctrl-D, wrong passphrases, and piped data")
    func keyboard() throws { try run("keyboard.py") }

    @Test("rules new asks for a rule of every kind, and what it prints is a rule book")
    func rulesNew() throws { try run("asked.py", Project.root + "/Tests/Scripts/rules-new.asked") }

    @Test("no kind of rule is left out of the transcript")
    func everyKind() throws {
        let path = Project.root + "/Tests/Scripts/rules-new.asked"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        for kind in Catalogue.kinds { #expect(text.contains("$ daybook rules new \(kind.name)\n")) }
    }

    private func run(_ script: String, _ arguments: String...) throws {
        guard let daybook = Project.daybook else { return print("skipped: no daybook beside the tests") }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-B", Project.root + "/Tests/Scripts/" + script, daybook] + arguments
        process.standardInput = FileHandle.nullDevice
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(said)")
    }
}
