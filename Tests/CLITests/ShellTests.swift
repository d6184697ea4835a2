import Testing

@testable import CLI

struct ShellTests {
    @Test("--yes answers a confirmation; --no-input without it is exit 64")
    func confirm() throws {
        let shell = Shell(terminal: Collected().terminal, interrupts: Interrupts(), environment: [:])
        #expect(try shell.confirm("Save?", GlobalOptions.parse(["--yes", "--no-input"])))
        #expect(throws: Failure.noTerminalToAsk) { try shell.confirm("Save?", GlobalOptions.parse(["--no-input"])) }
        #expect(Failure.noTerminalToAsk.exit == .usage)
    }

    @Test("in a session its own terminal is asked, even if there is another")
    func session() throws {
        let pty = try Pty()
        pty.type([("Save?", "y\n")])
        var shell = Shell(terminal: Collected().terminal, interrupts: Interrupts(), environment: [:])
        shell.sessionTTY = pty.tty()
        #expect(try shell.confirm("Save?", GlobalOptions.parse([])))
    }

    @Test("a command line is carried out to an exit code, with its errors told")
    func run() throws {
        let found = Collected()
        let shell = Shell(terminal: found.terminal, interrupts: Interrupts(), environment: [:])
        #expect(try Program.run(["--version"], in: shell) == .ok)
        #expect(found.out == "0.1.0\n" && found.err.isEmpty)
        #expect(try Program.run(["--bogus"], in: shell) == .usage)
        #expect(found.out == "0.1.0\n" && found.err.hasPrefix("Error: Unknown option '--bogus'"))
    }
}
