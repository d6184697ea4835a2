import Synchronization

/// Where the program's text goes: data to standard output, everything else to standard error.
///
/// Text that people wrote passes through `Visible.text` before it reaches a terminal, so that a message
/// cannot move the cursor or change what is shown. Colour is used on a terminal only, and not where
/// `NO_COLOR` is set or `TERM` is `dumb`. A reader that goes away (`| head`) is not an error: the rest
/// of the data is dropped. Any other failure to write is kept in `writeError`.
final class Terminal: Sendable {
    enum Stream: Int32, Sendable {
        case out = 1
        case err = 2
    }

    /// Whether each stream is a terminal, and how wide it is in columns.
    let isTerminal: [Stream: Bool]
    let isColoured: [Stream: Bool]
    let width: Int

    private let send: @Sendable (Stream, [UInt8]) throws(SystemError) -> Void
    private let state = Mutex(State())
    private struct State {
        var error: SystemError?
        var isClosed = false
    }

    /// - Parameter send: Takes the bytes; tests collect them.
    init(
        isTerminal: [Stream: Bool], environment: [String: String], width: Int,
        send: @escaping @Sendable (Stream, [UInt8]) throws(SystemError) -> Void
    ) {
        let allowsColour = (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
        self.isTerminal = isTerminal
        self.isColoured = isTerminal.mapValues { $0 && allowsColour }
        self.width = min(max(width, 40), 100)
        self.send = send
    }

    /// The process's own streams.
    static func standard(environment: [String: String]) -> Terminal {
        Terminal(
            isTerminal: [.out: isatty(1) == 1, .err: isatty(2) == 1], environment: environment,
            width: systemWidth() ?? 80
        ) { (stream, bytes) throws(SystemError) in
            try Descriptor.write(stream.rawValue, bytes)
        }
    }

    /// Why data could not be written, if it could not; `| head` going away does not count.
    var writeError: SystemError? { state.withLock { $0.error } }

    /// Writes data as it is, such as JSON; a line feed is not added.
    func data(raw text: String) { write(text, to: .out) }

    /// Writes lines of data. On a terminal, control characters are made visible.
    func data(_ pieces: Piece...) { line(pieces, to: .out) }
    func data(_ pieces: [Piece]) { line(pieces, to: .out) }

    /// Writes many lines of data, a few hundred at a time.
    func data(lines: some Sequence<[Piece]>) {
        var text = ""
        for pieces in lines {
            text += render(pieces, on: .out) + "\n"
            guard text.utf8.count > 16_384 else { continue }
            write(text, to: .out)
            text = ""
        }
        if !text.isEmpty { write(text, to: .out) }
    }

    /// Writes a line that is not data: what was done, what comes next.
    func note(_ pieces: Piece...) { line(pieces, to: .err) }

    /// Writes sentences that are not data, wrapped at the width of the terminal.
    func say(_ text: String) { paragraph([], text) }
    func warning(_ text: String) { paragraph([Piece("Warning:", .yellow), " "], text) }
    func error(_ text: String) { paragraph([Piece("Error:", .red), " "], text) }
    func error(_ failure: Failure) { error(failure.message) }

    /// Writes bytes that move the cursor, for `Progress`; only to a terminal.
    func control(_ text: String) { if isTerminal[.err] == true { write(text, to: .err) } }

    private func paragraph(_ label: [Piece], _ text: String) {
        let lead = label.reduce(0) { $0 + Wrapping.columns($1.text) }
        let lines = Wrapping.lines(Visible.text(text), width: width, firstIndent: lead)
        write(render(label, on: .err) + lines.joined(separator: "\n") + "\n", to: .err)
    }

    private func line(_ pieces: [Piece], to stream: Stream) {
        write(render(pieces, on: stream) + "\n", to: stream)
    }

    private func render(_ pieces: [Piece], on stream: Stream) -> String {
        pieces.map { piece in
            let text = isTerminal[stream] == true ? Visible.text(piece.text) : piece.text
            guard isColoured[stream] == true, let code = piece.style.code else { return text }
            return "\u{1B}[\(code)m\(text)\u{1B}[0m"
        }.joined()
    }

    private func write(_ text: String, to stream: Stream) {
        state.withLock { state in
            if state.isClosed, stream == .out { return }
            do throws(SystemError) {
                try send(stream, Array(text.utf8))
            } catch {
                guard stream == .out else { return }
                state.isClosed = true
                if error.number != EPIPE { state.error = error }
            }
        }
    }

    private static func systemWidth() -> Int? {
        var size = winsize()
        for stream in [Stream.out, .err] where ioctl(stream.rawValue, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 {
            return Int(size.ws_col)
        }
        return nil
    }
}

/// A run of text in one style; a string literal is a plain one.
struct Piece: Sendable, Equatable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    enum Style: Sendable {
        case plain, bold, dim, red, yellow, green

        fileprivate var code: Int? {
            switch self {
            case .plain: nil
            case .bold: 1
            case .dim: 2
            case .red: 31
            case .yellow: 33
            case .green: 32
            }
        }
    }
    let text: String
    let style: Style

    init(_ text: String, _ style: Style = .plain) {
        self.text = text
        self.style = style
    }
    init(stringLiteral value: String) { self.init(value) }
}
