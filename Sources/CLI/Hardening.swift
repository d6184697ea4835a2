/// Keeps what the program knows out of files that a crash or a careless setting would leave behind.
///
/// Called first in `main`, before any secret is read.
enum Hardening {
    /// Turns core files off, makes new files private, and lets a crash end the program without a report.
    static func start() {
        noCoreFiles()
        umask(0o077)
        noCrashReports()
    }

    /// The limit stops ordinary core files. Where the kernel hands cores to a program (systemd, apport)
    /// it ignores the limit; being undumpable stops that, and other processes of the same user reading
    /// this one's memory.
    private static func noCoreFiles() {
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        #if canImport(Glibc)
            setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
        #else
            setrlimit(RLIMIT_CORE, &none)
        #endif
        #if os(Linux)
            makeUndumpable()
        #endif
    }

    #if os(Linux)
        /// `prctl(PR_SET_DUMPABLE, 0)`. Swift's C library module leaves out functions with `...`, so it is
        /// looked up; on the processors we run on, such a call passes its integers as any other does.
        private static func makeUndumpable() {
            typealias Prctl = @convention(c) (Int32, UInt, UInt, UInt, UInt) -> Int32
            let setDumpable: Int32 = 4
            guard let symbol = dlsym(nil, "prctl") else { return }
            _ = unsafeBitCast(symbol, to: Prctl.self)(setDumpable, 0, 0, 0, 0)
        }
    #endif

    /// On Linux the Swift runtime prints registers and memory after a crash, and a setting of the
    /// surroundings (`SWIFT_BACKTRACE`) can write them to a file. It does so from signal handlers that
    /// it installs before `main`; with the default action back in place they never run. Whoever started the
    /// program may have blocked one of these signals, which would keep a crashed program waiting.
    private static func noCrashReports() {
        var crashes = sigset_t()
        sigemptyset(&crashes)
        for number in [SIGQUIT, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP] {
            signal(number, SIG_DFL)
            sigaddset(&crashes, number)
        }
        pthread_sigmask(SIG_UNBLOCK, &crashes, nil)
    }
}
