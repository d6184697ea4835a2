import Foundation
import Synchronization
import Testing

@testable import CLI

/// A terminal with nobody at it: a thread types answers when the text it waits for has been shown.
final class Pty: Sendable {
    let file: FileDescriptor
    private let master: FileDescriptor
    private let seen = Mutex<[UInt8]>([])

    init() throws {
        // Swift's C library module leaves it out on Linux, where it is behind a feature macro.
        typealias Open =
            @convention(c) (
                UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Int32>, UnsafeMutablePointer<CChar>?,
                UnsafeMutableRawPointer?, UnsafeMutableRawPointer?
            ) -> Int32
        let symbol = try #require(dlsym(nil, "openpty"))
        var (first, second): (Int32, Int32) = (-1, -1)
        guard unsafeBitCast(symbol, to: Open.self)(&first, &second, nil, nil, nil) == 0 else { throw SystemError() }
        master = FileDescriptor(owning: first)
        file = FileDescriptor(owning: second)
    }

    func tty() -> TTY { TTY(file, interrupts: Interrupts()) }

    /// What was shown so far, the echo of typing included.
    var shown: String {
        drain()
        return String(decoding: seen.withLock { $0 }, as: UTF8.self).replacing("\r\n", with: "\n")
    }

    /// Types each answer once its prompt has been shown after the one before it. Raw bytes are typed:
    /// "\u{04}" is Ctrl-D. Gives up after ten seconds, so that a broken test ends.
    func type(_ dialogue: [(after: String, typed: String)]) {
        let script = dialogue.map { (Array($0.after.utf8), Array($0.typed.utf8)) }
        Thread.detachNewThread { [self] in
            var from = 0
            for (prompt, typed) in script {
                let deadline = ContinuousClock.now + .seconds(10)
                while true {
                    drain()
                    let end = seen.withLock { all in Self.find(prompt, in: all, from: from) }
                    if let end {
                        from = end
                        break
                    }
                    if ContinuousClock.now > deadline { return }
                    usleep(2000)
                }
                // The prompt is shown just before input is taken.
                usleep(5000)
                try? Descriptor.write(master.number, typed)
            }
        }
    }

    private func drain() {
        seen.withLock { all in
            var waiting = pollfd(fd: master.number, events: Int16(POLLIN), revents: 0)
            var buffer = [UInt8](repeating: 0, count: 4096)
            while poll(&waiting, 1, 0) > 0, waiting.revents & Int16(POLLIN) != 0 {
                let count = read(master.number, &buffer, buffer.count)
                if count <= 0 { return }
                all += buffer[..<count]
            }
        }
    }

    private static func find(_ needle: [UInt8], in all: [UInt8], from: Int) -> Int? {
        guard all.count - from >= needle.count else { return nil }
        for start in from...(all.count - needle.count) where all[start...].starts(with: needle) {
            return start + needle.count
        }
        return nil
    }
}
