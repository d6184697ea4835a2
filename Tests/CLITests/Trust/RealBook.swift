import Foundation
import Synchronization
import Testing

@testable import CLI

/// A vault that the built program itself makes and changes, in a home of its own.
struct RealBook: Sendable {
    let folder: TemporaryFolder
    let daybook: String
    var vault: String { folder.path + "/book" }

    /// Nil, after saying so, where no program lies beside the tests.
    init?() throws {
        guard let daybook = Project.daybook else {
            print("skipped: no daybook beside the tests")
            return nil
        }
        self.daybook = daybook
        folder = try TemporaryFolder()
        try Data("seven short words of an invented person\n".utf8)
            .write(to: URL(fileURLWithPath: folder.path + "/passphrase"))
        try Data("See you on Friday then\n".utf8).write(to: URL(fileURLWithPath: folder.path + "/words"))
        let made = try run([
            "init", "--cost", "least", "--me", "Leonor", "--them", "Sebastian", "--zone", "UTC", "--recovery-out",
            folder.path + "/recovery", "--new-passphrase-file", folder.path + "/passphrase",
        ])
        try #require(made.code == 0)
    }

    static let log = [
        "log", "--channel", "text", "--from", "them", "--when", "2026-03-04 21:00", "--json", "--file", "words",
    ]

    /// Writes a file of `count` messages that no other of these files holds; returns its name.
    func messages(_ count: Int, mark: Int) throws -> String {
        let lines = (0..<count).map { index in
            let minute = String(format: "%02d:%02d", index / 60 % 24, index % 60)
            return """
                {"kind":"contact","channel":"text","from":"them","to":["me"],"occurred":{"start":"2026-03-\
                \(String(format: "%02d", 1 + index / 1440 % 28))T\(minute):00+00:00","zone":"UTC","precision":"minute",\
                "source":"header"},"words":"message \(mark) \(index)"}
                """
        }
        let name = "messages-\(mark).jsonl"
        try Data((lines.joined(separator: "\n") + "\n").utf8)
            .write(to: URL(fileURLWithPath: folder.path + "/" + name))
        return name
    }

    struct Ran {
        let code: Int32
        let output: [String: Any]
    }

    /// Runs one command to its end, or kills it after so many seconds.
    ///
    /// - Returns: The exit code, -9 if it was killed, and what it printed if that is JSON.
    func run(_ arguments: [String], killingAfter seconds: Double? = nil) throws -> Ran {
        let printed = folder.path + "/out-\(UUID().uuidString)"
        try Data().write(to: URL(fileURLWithPath: printed))
        defer { unlink(printed) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: daybook)
        process.arguments =
            arguments + [
                "--vault", vault, "--passphrase-file", folder.path + "/passphrase", "--no-input", "--yes",
            ]
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        process.environment = [
            "HOME": folder.path, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC",
            "SWIFT_BACKTRACE": "enable=no",
        ]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: printed))
        process.standardError = FileHandle.nullDevice
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        try process.run()
        if let seconds, ended.wait(timeout: .now() + seconds) == .timedOut {
            kill(process.processIdentifier, SIGKILL)
            ended.wait()
        } else if seconds == nil {
            ended.wait()
        }
        let wasKilled = process.terminationReason == .uncaughtSignal
        let data = FileManager.default.contents(atPath: printed) ?? Data()
        let value = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
        return Ran(code: wasKilled ? -process.terminationStatus : process.terminationStatus, output: value ?? [:])
    }

    /// How many entries an unchanged vault has; nil, after recording what fails, if it is not unchanged.
    func unchangedCount(_ moment: String) throws -> Int? {
        let answer = try run(["verify", "--json"])
        guard answer.code == 0, answer.output["result"] as? String == "unchanged" else {
            Issue.record(
                "\(moment): verify ended with \(answer.code), \(answer.output["damaged"] ?? "nothing printed")")
            return nil
        }
        return answer.output["entries"] as? Int
    }
}
