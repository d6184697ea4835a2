import Foundation
import Testing

@testable import CLI

/// A vault that the built program itself makes and uses, with a home and a folder for temporary files of its own.
/// Its words, names and passphrase are like nothing else, so that they can be searched for.
struct RealBook: Sendable {
    let folder: TemporaryFolder
    let daybook: String
    var vault: String { folder.path + "/book" }

    static let passphrase = "Zebulon quarries marmalade obliquely"
    static let words = "Tuppence wandered past Kirkcudbright with the accordion"
    static let them = "Sebastiana Quillfeather"
    static let address = "+447700900555"
    /// What must show nowhere but where it was asked for.
    static let secrets =
        (passphrase + " " + words + " " + them).split(separator: " ").map(String.init).filter { $0.count > 5 }
        + [address]

    /// Nil, after saying so, where no program lies beside the tests.
    init?() throws {
        guard let daybook = Project.daybook else {
            print("skipped: no daybook beside the tests")
            return nil
        }
        self.daybook = daybook
        folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path + "/tmp", withIntermediateDirectories: false)
        try write(Self.passphrase + "\n", "passphrase")
        try write(Self.words + "\n", "words")
        try write(Self.them + "\n", "them")
        for arguments in [
            [
                "init", "--cost", "least", "--me", "Leonor", "--them", Self.them, "--zone", "UTC", "--recovery-out",
                "recovery",
            ],
            ["people", "add", Self.them, "--role", "them", "--address", Self.address],
            ["log", "--channel", "text", "--from", "them", "--when", "2026-03-04 21:00", "--file", "words"],
        ] { try #require(try run(arguments).code == 0) }
    }

    func write(_ text: String, _ name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder.path + "/" + name))
    }

    struct Ran {
        /// The exit code, or minus the signal that ended it.
        let code: Int32
        let output: String
        let errors: String
        var told: String { output + errors }
    }

    /// Runs one command; `meanwhile` is given its process number, and the command ends within a minute.
    func run(
        _ arguments: [String], passphrase: String? = "passphrase", environment: [String: String] = [:],
        input: Pipe? = nil, under wrapper: [String] = [], meanwhile: (pid_t) throws -> Void = { _ in }
    ) throws -> Ran {
        let names = ["out", "err"].map { folder.path + "/\($0)-\(UUID().uuidString)" }
        for name in names { try Data().write(to: URL(fileURLWithPath: name)) }
        defer { for name in names { unlink(name) } }
        let process = Process()
        let line = wrapper + [daybook] + arguments + ["--vault", vault, "--no-input", "--yes"]
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = line + (passphrase.map { ["--passphrase-file", $0] } ?? [])
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        process.environment = [
            "HOME": folder.path, "TMPDIR": folder.path + "/tmp", "PATH": "/usr/bin:/bin:/usr/sbin:/sbin",
            "LANG": "C.UTF-8", "TZ": "UTC",
        ].merging(environment) { $1 }
        process.standardInput = input ?? FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: names[0]))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: names[1]))
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        try process.run()
        try meanwhile(process.processIdentifier)
        if ended.wait(timeout: .now() + 60) == .timedOut {
            kill(process.processIdentifier, SIGKILL)
            ended.wait()
            Issue.record("a command did not end: \(arguments)")
        }
        let texts = names.map { String(decoding: FileManager.default.contents(atPath: $0) ?? Data(), as: UTF8.self) }
        let status = process.terminationStatus
        return Ran(
            code: process.terminationReason == .uncaughtSignal ? -status : status, output: texts[0], errors: texts[1])
    }

    /// How many entries an unchanged vault has; nil, after recording what fails, if it is not unchanged.
    func unchangedCount(_ moment: String) throws -> Int? {
        let ran = try run(["verify", "--json"])
        let answer = try JSONSerialization.jsonObject(with: Data(ran.output.utf8)) as? [String: Any]
        guard ran.code == 0, answer?["result"] as? String == "unchanged" else {
            Issue.record("\(moment): verify ended with \(ran.code)")
            return nil
        }
        return answer?["entries"] as? Int
    }
}
