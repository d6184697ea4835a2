import Foundation

/// A program of the system that a test compares ours with.
package struct StockProgram: Sendable {
    package let path: String

    /// Nil, with a line that says so, where no folder of PATH has it.
    package init?(_ name: String) {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        let found = folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
        guard let found else {
            print("skipped: no program '\(name)' here")
            return nil
        }
        path = found
    }

    package struct Answer: Sendable {
        package let status: Int32
        package let output: [UInt8]
    }

    /// Runs it with `input` on standard input; what it writes to standard error is not kept.
    package func run(_ arguments: [String], input: [UInt8] = []) throws -> Answer {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        let folder = try ScratchFolder()
        let (source, sink) = (folder.path("in"), folder.path("out"))
        try Data(input).write(to: URL(filePath: source))
        try Data().write(to: URL(filePath: sink))
        process.standardInput = try FileHandle(forReadingFrom: URL(filePath: source))
        process.standardOutput = try FileHandle(forWritingTo: URL(filePath: sink))
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return Answer(status: process.terminationStatus, output: [UInt8](try Data(contentsOf: URL(filePath: sink))))
    }
}

/// A folder that is gone when the value is.
package final class ScratchFolder: Sendable {
    package let url: URL

    package init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "daybook-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    package func path(_ name: String) -> String { url.appending(path: name).path }

    package func write(_ bytes: [UInt8], as name: String) throws -> String {
        try Data(bytes).write(to: url.appending(path: name))
        return path(name)
    }

    deinit { try? FileManager.default.removeItem(at: url) }
}
