import ArgumentParser
import Casework
import Ledger

struct PeopleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "people", abstract: "Say who is who.", subcommands: [Add.self, List.self])

    struct Add: Verb {
        static let configuration = CommandConfiguration(
            abstract: "Add a person, or addresses to one who is there.",
            discussion: "Imports take only contacts with the addresses of people with the role them, child or third.")

        @OptionGroup var global: GlobalOptions

        @Argument(help: "The person's name.")
        var name: String

        @Option(help: "me, them, child or third.")
        var role: Person.Role

        @Option(
            parsing: .singleValue,
            help: ArgumentHelp("A telephone number, e-mail address or handle; may be repeated.", valueName: "address"))
        var address: [String] = []

        func run(in shell: Shell) throws -> Exit {
            let (book, review) = try shell.reviewed(global)
            let person = Person(name: name, role: role, addresses: address)
            let number = try book.add(person, to: review.people)
            let all = try book.review().people.all
            guard let saved = all.first(where: { $0.name == name }) else { return .failed }
            if global.json {
                shell.terminal.json(schema: "people-add", ["number": .integer(number), "person": saved.value])
            } else {
                shell.terminal.data("Saved as entry \(number): \(saved.line)")
            }
            return .ok
        }
    }

    struct List: Verb {
        static let configuration = CommandConfiguration(abstract: "Show who is who.")

        @OptionGroup var global: GlobalOptions

        func run(in shell: Shell) throws -> Exit {
            let people = try shell.reviewed(global).review.people.all
            if global.json {
                shell.terminal.json(schema: "people-list", ["people": .array(people.map(\.value))])
            } else {
                for person in people { shell.terminal.data("\(person.line)") }
            }
            return .ok
        }
    }
}

extension Person {
    fileprivate var line: String { Details.person(self).line }
}
