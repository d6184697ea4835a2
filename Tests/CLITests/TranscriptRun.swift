import Foundation
import Testing

@testable import CLI

extension Transcript {
    /// Runs the commands, in one bash, in a new folder with its own home and no terminal, with `daybook`
    /// first in the path; returns a description of each step whose output differs.
    ///
    /// - Parameter files: A folder whose content is copied to where the commands run.
    func differences(daybook: String, files: String? = nil) throws -> [String] {
        let folder = try TemporaryFolder()
        let mark = "=== \(UUID().uuidString) "
        let work = folder.path + "/work"
        for name in ["work", "home", "bin"] {
            try FileManager.default.createDirectory(atPath: folder.path + "/" + name, withIntermediateDirectories: true)
        }
        if let files {
            for name in try FileManager.default.contentsOfDirectory(atPath: files) {
                try FileManager.default.copyItem(atPath: files + "/" + name, toPath: work + "/" + name)
            }
        }
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/bin/daybook", withDestinationPath: daybook)
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/bin/daybook-verify", withDestinationPath: daybook + "-verify")

        let script = steps.map { "\($0.command)\nprintf '\(mark)%s\\n' $?\n" }.joined()
        try Data(script.utf8).write(to: URL(fileURLWithPath: folder.path + "/script"))
        let printed = try Self.run(folder: folder.path, work: work).components(separatedBy: mark)

        var differences: [String] = []
        for (index, step) in steps.enumerated() {
            guard printed.indices.contains(index + 1) else {
                differences.append("line \(step.line): the session ended before: \(printed.last ?? "")")
                break
            }
            // Each part but the first begins with the exit code of the step before it.
            var lines = (index == 0 ? printed[0] : Self.withoutFirstLine(printed[index]))
                .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            lines.removeLastBlankLines()
            let code = printed[index + 1].prefix { $0 != "\n" }
            if code != "0" { lines.append("[exit \(code)]") }
            if !Self.matches(lines[...], step.expected[...]) {
                let shown = lines.map { "    " + $0 }.joined(separator: "\n")
                differences.append("line \(step.line): $ \(step.command)\n  printed:\n\(shown)")
            }
        }
        return differences
    }

    private static func withoutFirstLine(_ text: String) -> String {
        String(text.drop { $0 != "\n" }.dropFirst())
    }

    /// Python starts bash in a session of its own: without a terminal, `daybook` cannot ask the person
    /// who runs the tests.
    private static func run(folder: String, work: String) throws -> String {
        let start = "import subprocess, sys; subprocess.run(sys.argv[1:], start_new_session=True, timeout=300)"
        let output = folder + "/output"
        try Data().write(to: URL(fileURLWithPath: output))
        let sink = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", start, "bash", "--norc", folder + "/script"]
        process.currentDirectoryURL = URL(fileURLWithPath: work)
        process.environment = environment(folder: folder)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = sink
        process.standardError = sink
        try process.run()
        process.waitUntilExit()
        return String(decoding: try Data(contentsOf: URL(fileURLWithPath: output)), as: UTF8.self)
    }

    private static func environment(folder: String) -> [String: String] {
        let home = folder + "/home"
        return [
            "HOME": home, "XDG_DATA_HOME": home + "/data", "XDG_STATE_HOME": home + "/state",
            "XDG_CONFIG_HOME": home + "/config", "XDG_CACHE_HOME": home + "/cache",
            "PATH": folder + "/bin:" + (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"),
            "LANG": "C.UTF-8", "TZ": "UTC", "TERM": "dumb", "SWIFT_BACKTRACE": "enable=no",
        ]
    }
}

/// Where the tests find the program and the project's files.
enum Project {
    /// The package's folder.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// `DAYBOOK_BINARY`, else the program that was built beside the tests; nil if there is none.
    static let daybook: String? = {
        if let given = ProcessInfo.processInfo.environment["DAYBOOK_BINARY"] { return given }
        let bundles = Bundle.allBundles.map(\.bundleURL).filter { $0.pathExtension == "xctest" }
        let places = bundles + [URL(fileURLWithPath: CommandLine.arguments.first ?? "/")]
        return places.map { $0.deletingLastPathComponent().path + "/daybook" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }()

    static var scripts: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root + "/Tests/Scripts")) ?? []
        return names.filter { $0.hasSuffix(".console") }.sorted()
    }
}
