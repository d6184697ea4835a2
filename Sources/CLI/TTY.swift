import Ledger

/// The person at the keyboard: `/dev/tty`, never standard input, so that piped data cannot answer.
///
/// Prompts and answers both go through it. Every question ends with `TTYEnd.idle` if nothing was
/// entered for `idleLimit`, also if the computer slept meanwhile.
final class TTY {
    /// Why a question has no answer.
    enum End: Error, Equatable {
        /// Ctrl-D, or the terminal is gone.
        case input
        /// Nobody answered in time.
        case idle
    }

    /// A terminal gives at most this many bytes of one line; longer ones are cut without a word.
    #if os(Linux)
        static let lineLimit = 4095
    #else
        static let lineLimit = 1023
    #endif

    var idleLimit: Duration?
    private let file: FileDescriptor
    private let interrupts: Interrupts

    init(_ file: FileDescriptor, interrupts: Interrupts) {
        self.file = file
        self.interrupts = interrupts
    }

    /// The controlling terminal; nil if there is none.
    static func open(interrupts: Interrupts) -> TTY? {
        guard let file = try? FileDescriptor(opening: "/dev/tty", O_RDWR | O_NOCTTY) else { return nil }
        return TTY(file, interrupts: interrupts)
    }

    func show(_ text: String) throws { try show(bytes: Array(text.utf8)) }

    func show(bytes: [UInt8]) throws {
        do { try Descriptor.write(file.number, bytes) } catch { throw Failure.terminalFailed(error) }
    }

    /// Asks for one line, without its line feed.
    func line(_ prompt: String) throws -> String {
        try show(prompt)
        var bytes = try lineBytes()
        defer { bytes.withUnsafeMutableBytes { wipe($0) } }
        guard bytes.count < Self.lineLimit else { throw Failure.longLine(limit: Self.lineLimit) }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw Failure.notUTF8 }
        return text
    }

    /// Asks until the answer is yes or no; an empty one means `preset`.
    func confirm(_ question: String, preset: Bool? = nil) throws -> Bool {
        while true {
            switch try line(question + Prompts.yesOrNo(preset: preset)).lowercased() {
            case "y", "yes": return true
            case "n", "no": return false
            case "": if let preset { return preset }
            default: break
            }
            try show(Prompts.answerYesOrNo + "\n")
        }
    }

    /// Asks for lines up to one that holds a single dot, or Ctrl-D. The text is taken as typed; it has
    /// no line feed at its end.
    func text(_ prompt: String) throws -> String {
        try show(prompt + " " + Prompts.endOfWords + "\n")
        var bytes: [UInt8] = []
        defer { bytes.withUnsafeMutableBytes { wipe($0) } }
        do {
            while true {
                var line = try lineBytes()
                defer { line.withUnsafeMutableBytes { wipe($0) } }
                guard line.count < Self.lineLimit else { throw Failure.longLine(limit: Self.lineLimit) }
                if line == [UInt8(ascii: ".")] { break }
                bytes += line + [UInt8(ascii: "\n")]
            }
        } catch End.input {
            // Ctrl-D ends the text as the dot does.
        }
        if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw Failure.notUTF8 }
        return text
    }

    /// Asks for a secret without showing what is typed.
    func secret(_ prompt: String) throws -> SecretLine.Outcome {
        try withoutEcho {
            try show(prompt)
            let outcome = try SecretLine.read { try byte() }
            try show("\n")
            return outcome
        }
    }

    /// Drops what was typed and not yet read.
    func forgetInput() { tcflush(file.number, TCIFLUSH) }

    /// Turns echo and suspending off while `body` runs; an interruption turns them on again. A shell
    /// that got the terminal back without echo would look dead.
    private func withoutEcho<Result: ~Copyable>(_ body: () throws -> Result) throws -> Result {
        var before = termios()
        guard tcgetattr(file.number, &before) == 0 else { throw Failure.terminalFailed(SystemError()) }
        var quiet = before
        quiet.c_lflag &= ~tcflag_t(ECHO | ECHONL)
        withUnsafeMutableBytes(of: &quiet.c_cc) { $0[Int(VSUSP)] = 0 }
        let (number, saved) = (file.number, before)
        let restore = { @Sendable in
            var saved = saved
            tcsetattr(number, TCSADRAIN, &saved)
        }
        let restoreAfterInterrupt = { @Sendable in
            restore()
            try? Descriptor.write(number, Array("\n".utf8))
        }
        return try interrupts.during(cleanUp: restoreAfterInterrupt) {
            guard tcsetattr(number, TCSAFLUSH, &quiet) == 0 else { throw Failure.terminalFailed(SystemError()) }
            defer { restore() }
            return try body()
        }
    }

    private func lineBytes() throws -> [UInt8] {
        var line: [UInt8] = []
        line.reserveCapacity(Self.lineLimit + 1)
        while let next = try byte() {
            if next == UInt8(ascii: "\n") { return line }
            line.append(next)
        }
        if line.isEmpty { throw End.input }
        return line
    }

    /// The next byte, nil at the end of input. The terminal hands over whole lines.
    private func byte() throws -> UInt8? {
        try waitForInput()
        var byte: UInt8 = 0
        do {
            return try withUnsafeMutableBytes(of: &byte) { (buffer) throws(SystemError) in
                try Descriptor.read(file.number, into: buffer)
            } == 0 ? nil : byte
        } catch  where error.number == EIO {
            return nil  // the terminal was closed
        } catch {
            throw Failure.terminalFailed(error)
        }
    }

    /// Looks at the clock again every second: `poll` does not count the time asleep, the clock does.
    private func waitForInput() throws {
        guard let idleLimit else { return }
        let deadline = ContinuousClock.now + idleLimit
        var waiting = pollfd(fd: file.number, events: Int16(POLLIN), revents: 0)
        while true {
            let count = poll(&waiting, 1, 0)
            if ContinuousClock.now >= deadline { throw End.idle }
            if count > 0 { return }
            let left = ContinuousClock.now.duration(to: deadline)
            let milliseconds = left >= .seconds(1) ? 1000 : max(1, Int32(left / .milliseconds(1)))
            poll(&waiting, 1, milliseconds)
        }
    }
}

/// Overwrites memory that held what someone wrote; the compiler may not leave it out.
func wipe(_ buffer: UnsafeMutableRawBufferPointer) {
    guard let base = buffer.baseAddress else { return }
    #if canImport(Darwin)
        memset_s(base, buffer.count, 0, buffer.count)
    #else
        explicit_bzero(base, buffer.count)
    #endif
}
