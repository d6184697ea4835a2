import Foundation
import Testing

@testable import CLI

/// `Tests/Scripts/*.console`, and the session in the README, print what they say. Files that they use
/// lie in `Tests/Scripts/files`.
struct TranscriptTests {
    private static let files = Project.root + "/Tests/Scripts/files"

    @Test("a session prints what its transcript says", arguments: Project.scripts)
    func script(name: String) throws {
        let text = try String(contentsOfFile: Project.root + "/Tests/Scripts/" + name, encoding: .utf8)
        try check(Transcript(text), name)
    }

    @Test("the README's session prints what the README says")
    func readme() throws {
        let path = Project.root + "/README.md"
        guard FileManager.default.fileExists(atPath: path) else { return print("skipped: no README") }
        try check(Transcript(markdown: String(contentsOfFile: path, encoding: .utf8)), "README.md")
    }

    private func check(_ transcript: Transcript, _ name: String) throws {
        guard let daybook = Project.daybook else { return print("skipped: no daybook beside the tests") }
        let files = FileManager.default.fileExists(atPath: Self.files) ? Self.files : nil
        for difference in try transcript.differences(daybook: daybook, files: files) {
            Issue.record("\(name), \(difference)")
        }
    }

    @Test("commands, their continuations and their output are told apart")
    func parsed() {
        let text = "What it shows.\n\n$ cat <<E\n> one\n>\n> E\none\n\n> quoted\n\n$ true\n$ false\n[exit 1]\n"
        #expect(
            Transcript(text).steps == [
                .init(line: 3, command: "cat <<E\none\n\nE", expected: ["one", "", "> quoted"]),
                .init(line: 11, command: "true"), .init(line: 12, command: "false", expected: ["[exit 1]"]),
            ])
        let page = "# Title\n```sh\n$ no\n```\ntext\n```console\n$ yes\nout\n```\n$ no\n```console\n$ more\n```\n"
        #expect(
            Transcript(markdown: page).steps == [
                .init(line: 7, command: "yes", expected: ["out"]), .init(line: 12, command: "more"),
            ])
    }

    @Test(
        "a mark stands for anything in its place and nothing elsewhere",
        arguments: [
            ("a 12 b", "a … b", true), ("a  b", "a … b", true), ("a b", "a … b", false), ("a 12 c", "a … b", false),
            ("x1y2z", "x…y…z", true), ("xz", "x…y…z", false), ("x", "…", true), ("", "…", true), ("ab", "ab…b", false),
            ("1\n2\n3", "1\n[…]\n3", true), ("1\n3", "1\n[…]\n3", true), ("1\n2", "1\n[…]\n3", false),
            ("", "[…]", true),
            ("1\n2", "1", false), ("1", "1\n2", false),
        ])
    func marks(printed: String, expected: String, isMatch: Bool) {
        let (lines, wanted) = (printed.components(separatedBy: "\n"), expected.components(separatedBy: "\n"))
        #expect(Transcript.matches(lines[...], wanted[...]) == isMatch)
    }

    @Test("commands share one shell in an empty folder, and every difference is told")
    func run() throws {
        let session = Transcript(
            """
            $ x=1; ls; pwd
            …/work
            $ echo $x; echo err >&2
            1
            err
            $ (exit 3)
            [exit 3]
            $ printf 'no end'
            no end
            $ cat
            $ cat < /dev/tty
            […]
            [exit 1]
            $ echo one
            two
            $ exit 5
            $ echo never
            """)
        let found = try session.differences(daybook: "/bin/true")
        #expect(found.count == 2)
        #expect(found.first == "line 14: $ echo one\n  printed:\n    one")
        #expect(found.last?.hasPrefix("line 16: the session ended before") == true)
    }
}
