import Ledger
import Synchronization
import Testing

@testable import CLI

struct TerminalTests {
    @Test("data goes to standard output, everything else to standard error")
    func streams() {
        let found = Collected()
        found.terminal.data("one")
        found.terminal.note("two")
        found.terminal.warning("three")
        found.terminal.error(Failure(.failed, "Four.", saved: Failure.nothingSaved, next: "Five."))
        #expect(found.out == "one\n")
        #expect(found.err == "two\nWarning: three\nError: Four. Nothing was saved. Five.\n")
    }

    @Test(
        "colour is for terminals, without NO_COLOR, that are not dumb",
        arguments: [
            (true, [:], true), (false, [:], false), (true, ["NO_COLOR": "1"], false), (true, ["NO_COLOR": ""], true),
            (true, ["TERM": "dumb"], false), (true, ["TERM": "xterm"], true),
        ] as [(Bool, [String: String], Bool)])
    func colour(isTerminal: Bool, environment: [String: String], isColoured: Bool) {
        let found = Collected(isTerminal: isTerminal, environment: environment)
        found.terminal.data(Piece("x", .bold))
        found.terminal.error("y")
        #expect(found.out == (isColoured ? "\u{1B}[1mx\u{1B}[0m\n" : "x\n"))
        #expect(found.err == (isColoured ? "\u{1B}[31mError:\u{1B}[0m y\n" : "Error: y\n"))
    }

    @Test("what people wrote cannot act on a terminal, and is kept as it is in a file")
    func visible() {
        let text = "a\u{1B}[2Jb\u{202E}c\u{9B}d\te\rf"
        let shown = Collected(isTerminal: true)
        shown.terminal.data(Piece(text))
        #expect(shown.out == "a\\u{1B}[2Jb\\u{202E}c\\u{9B}d\te\\u{D}f\n")
        let filed = Collected()
        filed.terminal.data(Piece(text))
        #expect(filed.out == text + "\n")
    }

    @Test("a reader that went away is no error; a full disk is")
    func closed() {
        let gone = Collected(outError: SystemError(EPIPE))
        gone.terminal.data("x")
        gone.terminal.data("y")
        #expect(gone.terminal.writeError == nil)
        let full = Collected(outError: SystemError(ENOSPC))
        full.terminal.data("x")
        #expect(full.terminal.writeError == SystemError(ENOSPC))
    }

    @Test("JSON is one object on one line that names its schema")
    func json() {
        let found = Collected()
        found.terminal.json(schema: "list", ["entries": [], "count": 2, "name": "é"])
        #expect(found.out == #"{"count":2,"entries":[],"name":"é","schema":"daybook.list/1"}"# + "\n")
    }

    @Test("sentences are broken at blanks; long words stay whole; line feeds stay")
    func wrapping() {
        #expect(Wrapping.lines("one two three", width: 7) == ["one two", "three"])
        #expect(Wrapping.lines("one two three", width: 7, firstIndent: 2, indent: 1) == ["one", " two", " three"])
        #expect(Wrapping.lines("incomprehensible it is", width: 5) == ["incomprehensible", "it is"])
        #expect(Wrapping.lines("a\n\nb", width: 5) == ["a", "", "b"])
        #expect(Wrapping.lines("", width: 5) == [""])
        #expect(Wrapping.columns("aé漢😀") == 6)
        let found = Collected(width: 40)
        found.terminal.warning("this sentence is a little longer than the line")
        #expect(found.err == "Warning: this sentence is a little\nlonger than the line\n")
    }

    @Test("progress shows after a second, at most ten times a second, and goes away")
    func progress() {
        let found = Collected(isTerminal: true, environment: ["NO_COLOR": "1"], width: 40)
        var time = Duration.zero
        let progress = Progress("Reading", on: found.terminal, now: { time })
        progress.update(10, of: 100)
        #expect(found.err == "")
        time = .seconds(1)
        progress.update(50, of: 100)
        time = .milliseconds(1050)
        progress.update(60, of: 100)
        #expect(found.err == "\rReading [###########............] 50%\u{1B}[K")
        progress.finish()
        #expect(found.err.hasSuffix("\r\u{1B}[K"))

        let piped = Collected()
        let quiet = Progress("Reading", on: piped.terminal, now: { time })
        time = .seconds(9)
        quiet.update(1, of: 2)
        quiet.finish()
        #expect(piped.err == "")
    }

    @Test("exit codes are those of the contract")
    func exits() {
        #expect(Exit.allCases.map(\.rawValue) == [0, 1, 3, 10, 11, 12, 20, 21, 22, 64, 130])
    }
}

/// A terminal that keeps what is written.
final class Collected: Sendable {
    let terminal: Terminal
    private let bytes: Kept

    private final class Kept: Sendable {
        let streams = Mutex<[Terminal.Stream: [UInt8]]>([:])
    }

    init(isTerminal: Bool = false, environment: [String: String] = [:], width: Int = 80, outError: SystemError? = nil) {
        let kept = Kept()
        bytes = kept
        terminal = Terminal(
            isTerminal: [.out: isTerminal, .err: isTerminal], environment: environment, width: width
        ) { (stream, bytes) throws(SystemError) in
            if stream == .out, let outError { throw outError }
            kept.streams.withLock { $0[stream, default: []] += bytes }
        }
    }

    var out: String { text(.out) }
    var err: String { text(.err) }

    private func text(_ stream: Terminal.Stream) -> String {
        String(decoding: bytes.streams.withLock { $0[stream] ?? [] }, as: UTF8.self)
    }
}
