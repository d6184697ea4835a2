import Foundation

@testable import CLI

/// A run of the real program through the commands of a script, with `--json`, in a folder of its own;
/// what each printed is kept.
struct Scenario {
    struct Answer: Equatable {
        /// The schema's name, as the script gives it.
        var schema: String
        var exitCode: Int
        var command: String
        /// Standard output, byte for byte.
        var output: Data
    }
    let folder: TemporaryFolder
    private let daybook: String

    init(daybook: String) throws {
        self.daybook = daybook
        folder = try TemporaryFolder()
    }

    /// Returns the answers to all the `j SCHEMA ARGUMENT…` lines of `script`, which bash runs.
    func run(_ script: String, vault: String = "vault") throws -> [Answer] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["bash", "--norc", "-c", Self.prelude + script]
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        process.environment = [
            "HOME": folder.path, "XDG_DATA_HOME": folder.path + "/data", "XDG_STATE_HOME": folder.path + "/state",
            "DAYBOOK": daybook, "DAYBOOK_VAULT": folder.path + "/" + vault, "LANG": "C.UTF-8", "TZ": "UTC",
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no",
        ]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        let list = try String(contentsOfFile: folder.path + "/answers", encoding: .utf8)
        return try list.split(separator: "\n").enumerated().map { index, line in
            let parts = line.split(separator: " ", maxSplits: 2).map(String.init)
            return Answer(
                schema: parts[0], exitCode: Int(parts[1]) ?? -1, command: parts[2],
                output: try Data(contentsOf: URL(fileURLWithPath: folder.path + "/out/\(index + 1)")))
        }
    }

    private static let prelude = """
        rm -rf out; mkdir out; count=0; : >answers
        j() {
            local schema=$1; shift; count=$((count + 1))
            "$DAYBOOK" --json "$@" >out/$count
            echo "$schema $? $*" >>answers
        }

        """
}
