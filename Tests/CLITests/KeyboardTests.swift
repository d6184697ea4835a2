import Foundation
import Testing

@testable import CLI

struct KeyboardTests {
    @Test("at a real terminal: a session, Ctrl-C, Ctrl-D, wrong passphrases, and piped data")
    func keyboard() throws {
        guard let daybook = Project.daybook else { return print("skipped: no daybook beside the tests") }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", Project.root + "/Tests/Scripts/keyboard.py", daybook]
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
