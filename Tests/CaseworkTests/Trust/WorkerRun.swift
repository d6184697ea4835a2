import Foundation
import Testing

/// The `Worker` program (Tests/Worker), run to its end or killed.
struct WorkerProgram: Sendable {
    let path: String

    /// `DAYBOOK_WORKER`, else the one that was built beside the tests; nil, after saying so, if there is none.
    init?() {
        let beside =
            Bundle.allBundles.map(\.bundleURL).filter { $0.pathExtension == "xctest" }
            + [URL(fileURLWithPath: CommandLine.arguments.first ?? "/")]
        let places =
            [ProcessInfo.processInfo.environment["DAYBOOK_WORKER"]].compactMap(\.self)
            + beside.map { $0.deletingLastPathComponent().path + "/Worker" }
        guard let path = places.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
            print("skipped: no Worker beside the tests")
            return nil
        }
        self.path = path
    }

    /// When to kill: so many seconds after the start, or after the work began.
    enum Moment: Sendable {
        case started(Double)
        case ready(Double)
    }

    struct Ran: Sendable {
        /// The exit code, or -9 for one that was killed.
        let status: Int32
        /// What it said after `ready`, whole lines.
        let lines: [String]
        /// From `ready` to the end.
        let seconds: Double

        /// What stands behind `word` in the first line that begins with it.
        func said(_ word: String) -> String? {
            lines.first { $0 == word || $0.hasPrefix(word + " ") }.map { String($0.dropFirst(word.count + 1)) }
        }
    }

    /// A process that is not waited for keeps its number, so nothing else can be killed.
    func run(_ arguments: [String], killing moment: Moment? = nil) throws -> Ran {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[0]) }
        let id = try start(arguments, output: ends[1])
        close(ends[1])
        let clock = ContinuousClock()
        let start = clock.now
        var begun: ContinuousClock.Instant?
        var isKilled = false
        var said: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let end: ContinuousClock.Instant? =
                switch moment {
                case .started(let seconds): start + .seconds(seconds)
                case .ready(let seconds): begun.map { $0 + .seconds(seconds) }
                case nil: nil
                }
            if let end, !isKilled, clock.now >= end {
                kill(id, SIGKILL)
                isKilled = true
            }
            var waiting = pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0)
            let left = isKilled ? nil : end.map { clock.now.duration(to: $0) / .milliseconds(1) }
            // Poll counts whole milliseconds: the last part of one is slept.
            if let left, left < 1 { usleep(UInt32(max(left, 0) * 1000)) }
            guard poll(&waiting, 1, left.map { $0 < 1 ? 0 : Int32($0) } ?? 60_000) > 0 else { continue }
            let count = read(ends[0], &buffer, buffer.count)
            if count <= 0 { break }
            said += buffer[..<count]
            if begun == nil, said.starts(with: Array("ready\n".utf8)) { begun = clock.now }
        }
        let seconds = begun.map { $0.duration(to: clock.now) / .seconds(1) } ?? 0
        var status: Int32 = 0
        try #require(waitpid(id, &status, 0) == id)
        let whole = said[...(said.lastIndex(of: 0x0A) ?? -1)].split(separator: 0x0A)
        return Ran(
            status: status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F),
            lines: whole.map { String(decoding: $0, as: UTF8.self) }.filter { $0 != "ready" }, seconds: seconds)
    }

    private func start(_ arguments: [String], output: Int32) throws -> pid_t {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
        #else
            var actions = posix_spawn_file_actions_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
        let variables = ["SWIFT_BACKTRACE=enable=no", "LANG=C.UTF-8", "TZ=UTC"]
        var environment: [UnsafeMutablePointer<CChar>?] = variables.map { strdup($0) } + [nil]
        defer { for word in words + environment { free(word) } }
        var id: pid_t = 0
        try #require(posix_spawn(&id, path, &actions, nil, &words, &environment) == 0)
        return id
    }
}
