import ArgumentParser
import Foundation
import Testing

@testable import CLI

/// Every help screen, whole, as files of `Golden/help`. With `DAYBOOK_REWRITE_GOLDEN=1` the tests write
/// them anew.
struct HelpTests {
    private static let folder = Project.root + "/Tests/CLITests/Golden/help/"
    private static let rewrites = ProcessInfo.processInfo.environment["DAYBOOK_REWRITE_GOLDEN"] == "1"

    struct Screen: Sendable, CustomTestStringConvertible {
        let name: String
        let command: any ParsableCommand.Type
        var testDescription: String { name }
    }

    static var screens: [Screen] { screens(of: Daybook.self, words: ["daybook"]) }

    private static func screens(of command: any ParsableCommand.Type, words: [String]) -> [Screen] {
        let configuration = command.configuration
        let children = configuration.subcommands + configuration.groupedSubcommands.flatMap(\.subcommands)
        return [Screen(name: words.joined(separator: "-"), command: command)]
            + children.flatMap { screens(of: $0, words: words + [$0._commandName]) }
    }

    @Test("a help screen is as it was last looked at", arguments: screens)
    func golden(_ screen: Screen) throws {
        if screen.command == ImportCommand.self, !Composition.missingImporters.isEmpty {
            return print("skipped: this build has fewer importers to tell of")
        }
        let text = Daybook.helpMessage(for: screen.command, columns: 80) + "\n"
        let path = Self.folder + screen.name + ".txt"
        if Self.rewrites { try Data(text.utf8).write(to: URL(fileURLWithPath: path)) }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    }

    @Test("there is no help of a command that is gone")
    func none() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder).filter { $0.hasSuffix(".txt") }
        #expect(Set(files) == Set(Self.screens.map { $0.name + ".txt" }))
    }
}
