/// A command that `/bin/sh` runs for `--passphrase-command`, with its standard output read here.
///
/// Standard input is empty for it, so that it cannot take piped data; standard error is ours.
final class ShellCommand {
    /// What it prints.
    let output: FileDescriptor
    private let process: pid_t
    private var status: Int32?

    init(_ text: String) throws(SystemError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw SystemError() }
        let (reading, writing) = (FileDescriptor(owning: ends[0]), FileDescriptor(owning: ends[1]))
        _ = fcntl(reading.number, F_SETFD, FD_CLOEXEC)
        _ = fcntl(writing.number, F_SETFD, FD_CLOEXEC)
        output = reading
        // Our end for writing closes with `init`, so that the command's end is seen.
        defer { withExtendedLifetime(writing) {} }
        process = try Self.spawn(text, writingTo: writing.number)
    }

    /// Waits for the end and returns the exit status; 128 and the signal's number if a signal ended it.
    func finish() throws(SystemError) -> Int32 {
        var raw: Int32 = 0
        while waitpid(process, &raw, 0) < 0 {
            guard errno == EINTR else { throw SystemError() }
        }
        let ended = raw & 0x7F == 0 ? (raw >> 8) & 0xFF : 128 + (raw & 0x7F)
        status = ended
        return ended
    }

    deinit { if status == nil { _ = try? finish() } }

    private static func spawn(_ text: String, writingTo output: Int32) throws(SystemError) -> pid_t {
        #if canImport(Darwin)
            var (actions, attributes) = (posix_spawn_file_actions_t?.none, posix_spawnattr_t?.none)
        #else
            var (actions, attributes) = (posix_spawn_file_actions_t(), posix_spawnattr_t())
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)

        // This program blocks some signals and ignores SIGPIPE; the command starts with none of that.
        var (none, restored) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigemptyset(&restored)
        for number in [SIGINT, SIGTERM, SIGHUP, SIGPIPE] { sigaddset(&restored, number) }
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &restored)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))

        var process: pid_t = 0
        let words: [String] = ["/bin/sh", "-c", text]
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        let number = posix_spawn(&process, "/bin/sh", &actions, &attributes, &arguments, environ)
        guard number == 0 else { throw SystemError(number) }
        return process
    }
}
