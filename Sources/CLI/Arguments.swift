import ArgumentParser

/// Lets global options stand before the verb: ArgumentParser takes an option only behind the command
/// that declares it.
enum Arguments {
    /// Returns `arguments` with the global options that stand before the verb, or between the words of
    /// one such as `people add`, moved to just behind it. What follows the verb, values that look like
    /// verbs or options, and everything from `--` on, stay as they are.
    ///
    /// - Parameter verbs: The program's commands, from which the words of a verb are known.
    static func globalsBehindVerb(_ arguments: [String], verbs: VerbTree) -> [String] {
        var (globals, words): ([String], [String]) = ([], [])
        var rest = arguments[...]
        var node = verbs
        while let next = rest.first {
            let name = String(next.prefix { $0 != "=" })
            if let takesValue = GlobalOptions.names[name] {
                let count = takesValue && name == next ? 2 : 1
                globals += rest.prefix(count)
                rest = rest.dropFirst(count)
            } else if let deeper = node.children[next] {
                words.append(next)
                node = deeper
                rest = rest.dropFirst()
            } else {
                break
            }
        }
        // `help` takes no options; `daybook --vault X help` still helps.
        return words.first == "help" ? words + rest : words + globals + rest
    }
}

/// The words that make up verbs.
struct VerbTree: Sendable, Equatable {
    var children: [String: VerbTree] = [:]

    init(children: [String: VerbTree] = [:]) { self.children = children }

    /// The verbs of `command`, and `help` at the top.
    init(_ command: any ParsableCommand.Type) {
        self.init(below: command)
        children["help"] = VerbTree()
    }

    private init(below command: any ParsableCommand.Type) {
        let all = command.configuration.subcommands + command.configuration.groupedSubcommands.flatMap(\.subcommands)
        for child in all {
            let tree = VerbTree(below: child)
            for name in [child._commandName] + child.configuration.aliases { children[name] = tree }
        }
    }
}
