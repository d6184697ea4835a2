import Testing

@testable import CLI

struct ShellWordsTests {
    @Test(
        "a line is split as a shell splits it, with nothing substituted",
        arguments: [
            ("", []), ("   ", []), ("list", ["list"]), ("  show\t 12 ", ["show", "12"]),
            ("log --topic 'school run'", ["log", "--topic", "school run"]),
            (#"say "it's \"so\" \n""#, ["say", #"it's "so" \n"#]),
            (#"'a\b' c\ d"#, [#"a\b"#, "c d"]), ("a''b \"\"", ["ab", ""]), ("$HOME `x` *", ["$HOME", "`x`", "*"]),
            (#""a\\b""#, [#"a\b"#]),
        ])
    func split(line: String, expected: [String]) throws { #expect(try ShellWords.split(line) == expected) }

    @Test("an open quote or a last backslash is refused")
    func open() {
        #expect(throws: ShellWords.Fault.openQuote) { try ShellWords.split("a 'b") }
        #expect(throws: ShellWords.Fault.openQuote) { try ShellWords.split("\"b\\\"") }
        #expect(throws: ShellWords.Fault.openEscape) { try ShellWords.split("b\\") }
    }
}
