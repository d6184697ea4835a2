import Foundation
import Synchronization

/// Ends the program tidily on Ctrl-C, a closed terminal or a request to terminate: first the clean-ups
/// that are in force, newest first, then exit 130.
///
/// A thread waits for the signals, so that clean-ups are ordinary code. A signal that was ignored when
/// the program started (`nohup`, `&`) stays ignored. A write to the vault that is cut short leaves the
/// vault as it was: it is one transaction.
final class Interrupts: Sendable {
    private struct CleanUps {
        var next = 0
        var all: [(id: Int, run: @Sendable () -> Void)] = []
    }
    private let cleanUps = Mutex(CleanUps())

    /// Begins to watch; called once, from `main`, before there is another thread.
    func start() {
        var set = sigset_t()
        sigemptyset(&set)
        for number in [SIGINT, SIGTERM, SIGHUP] where !Self.isIgnored(number) { sigaddset(&set, number) }
        pthread_sigmask(SIG_BLOCK, &set, nil)
        let watched = set
        Thread.detachNewThread { [self] in
            var set = watched
            var number: Int32 = 0
            guard sigwait(&set, &number) == 0 else { return }
            runAll()
            _exit(Exit.interrupted.rawValue)
        }
    }

    /// Runs `body`; if the program is interrupted meanwhile, `cleanUp` runs first. It is not run otherwise.
    func during<Result: ~Copyable, Failure: Error>(
        cleanUp: @escaping @Sendable () -> Void, _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let id = cleanUps.withLock { state in
            state.next += 1
            state.all.append((state.next, cleanUp))
            return state.next
        }
        defer { cleanUps.withLock { $0.all.removeAll { $0.id == id } } }
        return try body()
    }

    /// Runs the clean-ups in force; they stay out of reach of `during` meanwhile.
    func runAll() {
        cleanUps.withLock { state in
            for entry in state.all.reversed() { entry.run() }
            state.all = []
        }
    }

    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        guard sigaction(number, nil, &action) == 0 else { return false }
        #if canImport(Darwin)
            let handler = action.__sigaction_u.__sa_handler
        #else
            let handler = action.__sigaction_handler.sa_handler
        #endif
        return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}
