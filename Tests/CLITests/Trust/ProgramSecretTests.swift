import Foundation
import Testing

@testable import CLI

/// What the program that people run lets out of its hands: files, messages, what its children see, and what is left
/// of it after a crash.
@Suite("Trust: secrets and the program", .serialized)
struct ProgramSecretTests {
    @Test("a command that fails tells nothing that was recorded, and no passphrase")
    func failures() throws {
        guard let book = try RealBook() else { return }
        try book.write("not the \(RealBook.passphrase)\n", "wrong")
        try book.write(#"{"channel":"text","words":"\#(RealBook.words)","from":7}"# + "\n", "bad.jsonl")
        try book.write("clause = \"\(RealBook.words)\"\n[[rule]]\n", "bad.toml")
        var count = 0
        func expect(_ arguments: [String], passphrase: String? = "passphrase") throws {
            let ran = try book.run(arguments, passphrase: passphrase)
            #expect(ran.code > 0, "\(arguments) ended with \(ran.code)")
            count += 1
            for secret in RealBook.secrets where ran.told.contains(secret) {
                Issue.record("\(arguments.prefix(2)) told one of the words")
            }
        }
        let reading = [
            ["list"], ["show", "4"], ["search", "accordion"], ["check"], ["report", "--out", "report"],
            ["verify", "--open"], ["note", "--file", "words"], ["retract", "4", "--reason-file", "words"],
            ["passphrase", "change", "--new-passphrase-file", "wrong"],
            ["rekey", "--new-passphrase-file", "wrong", "--recovery-out", "more"],
        ]
        for arguments in reading { try expect(arguments, passphrase: "wrong") }
        for arguments in reading { try expect(arguments, passphrase: "nowhere") }
        for arguments in [
            ["show", "99"], ["amend", "99", "--topic", "x", "--reason-file", "words"],
            ["log", "--channel", "text", "--when", "2026-02-30 10:00", "--file", "words"],
            ["log", "--channel", "text", "--from", "them", "--file", "words", "--attach", "nowhere"],
            ["log", "--kind", "setup", "--file", "words"], ["decide", "nothing:4", "confirm"],
            ["import", "jsonl", "bad.jsonl"], ["import", "sms-backup-restore", "words"],
            ["rules", "adopt", "bad.toml"], ["backup", "book"], ["restore", "words"],
            ["recover", "--recovery-file", "words", "--new-passphrase-file", "wrong"],
        ] { try expect(arguments) }
        var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: book.vault)))
        for offset in stride(from: 20_000, to: bytes.count, by: 200) { bytes[offset] ^= 0x40 }
        try Data(bytes).write(to: URL(fileURLWithPath: book.vault))
        for arguments in reading { try expect(arguments) }
        print("secrets: seed none, \(count) commands failed, none told a word")
    }

    @Test("files it makes are the owner's alone, and none is left, or seen meanwhile, among the temporary ones")
    func files() throws {
        guard let book = try RealBook() else { return }
        let made = ["passphrase", "words", "them", "texts.jsonl", "new", "tmp"]
        try book.write("another long passphrase\n", "new")
        try book.write(
            #"{"channel":"text","from":"them","to":["me"],"occurred":{"start":"2026-03-04T20:00:00+00:00","zone":"UTC"},"#
                + #""words":"\#(RealBook.words) again"}"# + "\n", "texts.jsonl")
        for arguments in [
            ["import", "jsonl", "texts.jsonl"], ["note", "--file", "words"], ["report", "--out", "report"],
            [
                "log", "--channel", "text", "--from", "them", "--when", "2026-03-05 21:00", "--file", "words",
                "--attach",
                "words",
            ], ["show", "4"], ["backup", "copy"],
            ["rekey", "--new-passphrase-file", "passphrase", "--recovery-out", "recovery-new"],
            ["restore", "copy"], ["passphrase", "change", "--new-passphrase-file", "passphrase"], ["verify", "--open"],
        ] {
            let ran = try book.run(arguments) { id in
                while kill(id, 0) == 0, waitingState(id) != "Z" {
                    let names = try FileManager.default.contentsOfDirectory(atPath: book.folder.path + "/tmp")
                    #expect(names == [], "\(arguments)")
                    usleep(2000)
                }
            }
            #expect(ran.code == 0, "\(arguments): \(ran.errors)")
        }
        var count = 0
        for name in try FileManager.default.subpathsOfDirectory(atPath: book.folder.path) {
            var status = stat()
            try #require(stat(book.folder.path + "/" + name, &status) == 0)
            guard !made.contains(name), !name.hasPrefix("out-"), !name.hasPrefix("err-") else { continue }
            let isFolder = status.st_mode & S_IFMT == S_IFDIR
            #expect(status.st_mode & 0o777 == (isFolder ? 0o700 : 0o600), "\(name)")
            count += 1
        }
        #expect(count >= 10)
    }

    @Test("what it runs to get the passphrase sees none of it in its surroundings or on a command line")
    func children() throws {
        guard let book = try RealBook() else { return }
        let command =
            "env >seen; for p in /proc/[0-9]*; do tr '\\0' ' ' <$p/cmdline; done >>seen 2>/dev/null; cat passphrase"
        let ran = try book.run(["list", "--passphrase-command", command], passphrase: nil)
        #expect(ran.code == 0 && ran.output.contains("Tuppence"))
        let seen = try String(contentsOfFile: book.folder.path + "/seen", encoding: .utf8)
        #expect(seen.contains("PATH="))
        for secret in RealBook.secrets { #expect(!seen.contains(secret)) }
    }

    @Test(
        "a crash, wherever it is, leaves no core file and no report, and ends the program at once",
        arguments: [SIGSEGV, SIGABRT, SIGILL, SIGBUS], ["enable=no", "enable=yes,output-to=crash.txt,interactive=no"])
    func crash(signal: Int32, backtrace: String) throws {
        guard let book = try RealBook() else { return }
        let before = try Set(FileManager.default.subpathsOfDirectory(atPath: book.folder.path))
        let input = Pipe()
        // It has the passphrase by then, or waits for the words.
        let ran = try book.run(
            ["note", "--file", "-"], environment: ["SWIFT_BACKTRACE": backtrace], input: input,
            under: ["sh", "-c", "ulimit -c unlimited 2>/dev/null; exec \"$@\"", "sh"]
        ) { id in
            #if os(Linux)
                let deadline = ContinuousClock.now + .seconds(20)
                while !isHardened(id), ContinuousClock.now < deadline { usleep(5000) }
                #expect(isHardened(id))
            #endif
            usleep(300_000)
            kill(id, signal)
        }
        #expect(ran.code == -signal)
        #expect(ran.told == "", "it said something")
        let after = try Set(FileManager.default.subpathsOfDirectory(atPath: book.folder.path)).subtracting(before)
        #expect(after.filter { !$0.hasPrefix("book-") } == [])
    }

    @Test("where memory cannot be locked, it says so")
    func locking() throws {
        guard let book = try RealBook() else { return }
        let isRoot = geteuid() == 0
        let wrapper = (isRoot ? ["setpriv", "--bounding-set", "-ipc_lock"] : []) + ["prlimit", "--memlock=0:0"]
        guard wrapper.filter({ $0 == "setpriv" || $0 == "prlimit" }).allSatisfy({ access("/usr/bin/" + $0, X_OK) == 0 })
        else { return print("skipped: no setpriv or prlimit") }
        let ran = try book.run(["list"], under: wrapper)
        #expect(ran.code == 0 && ran.errors.contains("cannot be locked"))
        #expect(try book.run(["doctor"], under: wrapper).output.contains("cannot be locked"))
        #expect(try !book.run(["list"]).errors.contains("cannot be locked"))
    }

    /// True once the running program has no room for core files.
    private func isHardened(_ id: pid_t) -> Bool {
        guard let limits = try? String(contentsOfFile: "/proc/\(id)/limits", encoding: .utf8),
            let cores = limits.split(separator: "\n").first(where: { $0.hasPrefix("Max core file size") }),
            let command = try? String(contentsOfFile: "/proc/\(id)/cmdline", encoding: .utf8)
        else { return false }
        return cores.split(separator: " ").dropFirst(4).prefix(2) == ["0", "0"] && !command.hasPrefix("sh")
    }

    /// The state letter of a process, on Linux.
    private func waitingState(_ id: pid_t) -> String {
        guard let text = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8) else { return "Z" }
        return text.split(separator: ")").last?.split(separator: " ").first.map(String.init) ?? "Z"
    }
}
