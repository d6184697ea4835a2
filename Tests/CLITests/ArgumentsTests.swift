import ArgumentParser
import Testing

@testable import CLI

struct ArgumentsTests {
    static let verbs = VerbTree(children: [
        "list": VerbTree(), "help": VerbTree(),
        "people": VerbTree(children: ["add": VerbTree(), "list": VerbTree()]),
    ])

    @Test(
        "options before the verb move behind it, and nothing else moves",
        arguments: [
            ("list", "list"),
            ("--vault X list", "list --vault X"),
            ("--vault=X list --json", "list --vault=X --json"),
            ("--json --vault X list 7", "list --json --vault X 7"),
            ("--vault list list", "list --vault list"),
            ("--vault --json list", "list --vault --json"),
            ("--vault X people --json add Ann --role me", "people add --vault X --json Ann --role me"),
            ("people add --vault X Ann", "people add --vault X Ann"),
            ("people Ann --json add", "people Ann --json add"),
            (
                "--passphrase-fd 3 --passphrase-file F --passphrase-command C --no-input --yes list",
                "list --passphrase-fd 3 --passphrase-file F --passphrase-command C --no-input --yes"
            ),
            ("--vault", "--vault"),
            ("--vault X", "--vault X"),
            ("-- --vault X list", "-- --vault X list"),
            ("--vault X -- list", "--vault X -- list"),
            ("--help", "--help"),
            ("--vault X --help", "--vault X --help"),
            ("--vault X help list", "help list"),
            ("--vaultX list", "--vaultX list"),
            ("nonsense --json", "nonsense --json"),
            ("", ""),
        ])
    func moved(given: String, expected: String) {
        let words = given.split(separator: " ").map(String.init)
        let result = Arguments.globalsBehindVerb(words, verbs: Self.verbs)
        #expect(result == expected.split(separator: " ").map(String.init))
    }

    @Test("values keep their blanks, equal signs and emptiness")
    func values() {
        let result = Arguments.globalsBehindVerb(
            ["--vault", "a b=c", "--passphrase-file", "", "list"], verbs: Self.verbs)
        #expect(result == ["list", "--vault", "a b=c", "--passphrase-file", ""])
    }

    @Test("the words of verbs are read from the commands")
    func tree() { #expect(VerbTree(Sample.self) == Self.verbs) }

    @Test(
        "before, between or behind, a verb gets the same options",
        arguments: [
            ["--vault", "X", "--json", "people", "add", "Ann"], ["people", "--vault=X", "add", "--json", "Ann"],
            ["people", "add", "Ann", "--json", "--vault", "X"],
            ["--json", "people", "--vault", "X", "add", "--", "Ann"],
        ])
    func parsed(arguments: [String]) throws {
        let ordered = Arguments.globalsBehindVerb(arguments, verbs: VerbTree(Sample.self))
        let command = try #require(try Sample.parseAsRoot(ordered) as? Sample.People.Add)
        #expect(command.global.vault == "X" && command.global.json && command.name == "Ann")
    }

    @Test(
        "wrong usage is exit 64",
        arguments: [
            ["list", "--bogus"], ["people", "add"], ["--vault"], ["list", "--passphrase-fd", "x"],
            ["--passphrase-fd", "3", "list", "--passphrase-file", "F"],
        ])
    func usage(arguments: [String]) {
        let ordered = Arguments.globalsBehindVerb(arguments, verbs: VerbTree(Sample.self))
        let error = #expect(throws: (any Error).self) { try Sample.parseAsRoot(ordered) }
        #expect(error.map { Sample.exitCode(for: $0).rawValue } == Exit.usage.rawValue)
    }

    @Test("the command line of a passphrase becomes its source")
    func source() throws {
        #expect(try GlobalOptions.parse([]).passphraseSource == nil)
        #expect(try GlobalOptions.parse(["--passphrase-fd", "3"]).passphraseSource == .descriptor(3))
        #expect(try GlobalOptions.parse(["--passphrase-file", "F"]).passphraseSource == .file("F"))
        #expect(try NewPassphraseOptions.parse(["--new-passphrase-command", "C"]).source == .command("C"))
    }

    @Test("every name in the table of global options is one that the parser knows")
    func names() throws {
        for (name, takesValue) in GlobalOptions.names {
            #expect(throws: Never.self) { try GlobalOptions.parse(takesValue ? [name, "1"] : [name]) }
        }
    }
}

private struct Sample: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "sample", subcommands: [List.self, People.self])

    struct List: ParsableCommand { @OptionGroup var global: GlobalOptions }
    struct People: ParsableCommand {
        static let configuration = CommandConfiguration(subcommands: [Add.self, PeopleList.self])

        struct Add: ParsableCommand {
            @OptionGroup var global: GlobalOptions
            @Argument var name: String
        }
        struct PeopleList: ParsableCommand { static let configuration = CommandConfiguration(commandName: "list") }
    }
}
