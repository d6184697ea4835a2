import Foundation
import Synchronization
import Testing

@testable import CLI

struct InterruptsTests {
    @Test("clean-ups in force run, newest first; those that are over do not")
    func order() {
        let ran = Mutex<[Int]>([])
        func note(_ number: Int) -> @Sendable () -> Void { { ran.withLock { $0.append(number) } } }
        let interrupts = Interrupts()
        interrupts.during(cleanUp: note(1)) {
            interrupts.during(cleanUp: note(2)) {}
            interrupts.during(cleanUp: note(3)) { interrupts.runAll() }
        }
        interrupts.runAll()
        #expect(ran.withLock { $0 } == [3, 1])
    }

    @Test("an interruption at the passphrase turns echo on again")
    func echo() throws {
        let pty = try Pty()
        let interrupts = Interrupts()
        let tty = TTY(pty.file, interrupts: interrupts)
        let echoes = Mutex<[Bool]>([])
        Thread.detachNewThread {
            while !pty.shown.contains("Passphrase: ") { usleep(1000) }
            echoes.withLock { $0.append(pty.echoes) }
            interrupts.runAll()
            echoes.withLock { $0.append(pty.echoes) }
            pty.type([("", "x\n")])
        }
        _ = try tty.secret("Passphrase: ")
        #expect(echoes.withLock { $0 } == [false, true])
    }
}

extension Pty {
    /// Whether typing is shown.
    var echoes: Bool {
        var now = termios()
        return tcgetattr(file.number, &now) == 0 && now.c_lflag & tcflag_t(ECHO) != 0
    }
}
