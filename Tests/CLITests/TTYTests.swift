import Foundation
import Ledger
import Testing

@testable import CLI

struct TTYTests {
    @Test("a line is what was typed, without its end")
    func line() throws {
        let pty = try Pty()
        pty.type([("Name: ", "Noor Ahmadi\n")])
        #expect(try pty.tty().line("Name: ") == "Noor Ahmadi")
    }

    @Test("a secret is not shown, and the terminal is as it was afterwards")
    func secret() throws {
        let pty = try Pty()
        pty.type([("Passphrase: ", "correct horse\n")])
        var before = termios()
        tcgetattr(pty.file.number, &before)
        guard case .line(let key) = try pty.tty().secret("Passphrase: ") else { return #expect(Bool(false)) }
        #expect(key.text == "correct horse")
        #expect(pty.shown == "Passphrase: \n")
        var after = termios()
        tcgetattr(pty.file.number, &after)
        #expect(before.c_lflag == after.c_lflag)
        #expect(withUnsafeBytes(of: &before.c_cc) { Array($0) } == withUnsafeBytes(of: &after.c_cc) { Array($0) })
    }

    @Test("1,024 bytes are a passphrase, 1,025 are not", arguments: [(1024, true), (1025, false)])
    func longSecret(count: Int, isTaken: Bool) throws {
        let pty = try Pty()
        pty.type([("Passphrase: ", String(repeating: "x", count: count) + "\n")])
        switch try pty.tty().secret("Passphrase: ") {
        case .line(let key): #expect(isTaken && key.byteCount == count)
        case .tooLong: #expect(!isTaken)
        case .end: #expect(Bool(false))
        }
    }

    @Test(
        "yes and no are asked for until they are given",
        arguments: [
            ("y\n", nil, true), ("NO\n", nil, false), ("\n", true, true), ("\n", false, false),
            ("perhaps\nyes\n", nil, true),
            ("\nn\n", nil, false),
        ] as [(String, Bool?, Bool)])
    func confirm(typed: String, preset: Bool?, expected: Bool) throws {
        let pty = try Pty()
        pty.type([("Save?", typed)])
        #expect(try pty.tty().confirm("Save?", preset: preset) == expected)
    }

    @Test(
        "words end with a dot on its own or with Ctrl-D, and are kept as typed",
        arguments: [
            ("one\n\n  two … \n.\n", "one\n\n  two … "), ("one\n\u{04}", "one"), (".\n", ""), ("..\n. \n.\n", "..\n. "),
            ("no end\u{04}\u{04}\u{04}", "no end"),
        ])
    func words(typed: String, expected: String) throws {
        let pty = try Pty()
        pty.type([("Ctrl-D)\n".replacing("\n", with: "\r\n"), typed)])
        #expect(try pty.tty().text("Words:") == expected)
    }

    @Test("a line that the terminal cut is refused")
    func longLine() throws {
        let pty = try Pty()
        pty.type([("Ctrl-D)", String(repeating: "x", count: 5000) + "\n.\n")])
        #expect(throws: Failure.longLine(limit: TTY.lineLimit)) { try pty.tty().text("Words:") }
    }

    @Test("Ctrl-D answers no question")
    func end() throws {
        let pty = try Pty()
        pty.type([("Name: ", "\u{04}")])
        #expect(throws: TTY.End.input) { try pty.tty().line("Name: ") }
    }

    @Test("a question that nobody answers ends, half-typed text or not", arguments: ["", "half"])
    func idle(typed: String) throws {
        let pty = try Pty()
        let tty = pty.tty()
        tty.idleLimit = .milliseconds(60)
        pty.type([("Name: ", typed)])
        #expect(throws: TTY.End.idle) { try tty.line("Name: ") }
    }

    @Test("three passphrases may be tried, then exit 12", arguments: [1, 2, 3, 4])
    func tries(right: Int) throws {
        let pty = try Pty()
        pty.type((1...3).map { (Prompts.passphrase, $0 == right ? "right\n" : "wrong\n") })
        let asking = Passphrases(source: nil, newSource: nil, tty: pty.tty())
        func open() throws -> Int { try asking.open { key in key.text == "right" ? 7 : nil } }
        if right <= 3 {
            #expect(try open() == 7)
        } else {
            #expect(throws: Failure.threeWrongPassphrases) { try open() }
        }
    }

    @Test("a new passphrase is typed twice alike")
    func new() throws {
        let pty = try Pty()
        pty.type([
            (Prompts.newPassphrase, "one\n"), (Prompts.repeatPassphrase, "other\n"), (Prompts.newPassphrase, "two\n"),
            (Prompts.repeatPassphrase, "two\n"),
        ])
        #expect(try Passphrases(tty: pty.tty()).new(random: .system).text == "two")
    }

    @Test("an empty new passphrase has seven words made, which must be typed")
    func offered() throws {
        let pty = try Pty()
        let zeros = RandomSource { buffer in for place in buffer.indices { buffer[place] = 0 } }
        let words = Array(repeating: "abacus", count: 7).joined(separator: " ")
        pty.type([(Prompts.newPassphrase, "\n"), (words, ""), (Prompts.repeatPassphrase, words + "\n")])
        #expect(try Passphrases(tty: pty.tty()).new(random: zeros).text == words)
    }

    @Test("without a terminal the options to pass are named, and it is wrong usage")
    func noTerminal() {
        #expect(throws: Failure.noTerminal) { try Passphrases().open { _ in 1 } }
        #expect(Failure.noTerminal.exit == .usage && Failure.noTerminal.message.contains("--passphrase-fd"))
        #expect(throws: Failure.noTerminalForNew) { _ = try Passphrases().new(random: .system).byteCount }
    }
}

extension SecretKey {
    /// For comparing in tests.
    var text: String { withBytes { String(decoding: $0, as: UTF8.self) } }
}
