import ArgumentParser
import Casework
import Foundation
import Ledger

struct InitCommand: Verb {
    static let configuration = CommandConfiguration(commandName: "init", abstract: "Begin a new book.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var new: NewPassphraseOptions

    @Option(help: ArgumentHelp("Your name, as reports show it.", valueName: "name"))
    var me: String?

    @Option(help: ArgumentHelp("The other person's name.", valueName: "name"))
    var them: String?

    @Option(help: ArgumentHelp("Home time zone, as in Europe/London. Else this computer's.", valueName: "zone"))
    var zone: String?

    @Option(
        help: ArgumentHelp(
            "Write the recovery number to a new file instead of showing it and asking for two groups of it.",
            valueName: "file"))
    var recoveryOut: String?

    @Option(help: "What a guess at the passphrase costs: standard (256 MiB) or least (64 MiB), for a small computer.")
    var cost: CostOption = .standard

    func run(in shell: Shell) throws -> Exit {
        let path = shell.vaultPath(global)
        guard !FileManager.default.fileExists(atPath: path) else {
            throw CaseError.failed(
                "There is already a file at \(path), and it is never overwritten. Nothing was changed.")
        }
        let tty = shell.tty(global)
        shell.terminal.say(Text.safety)
        if let warning = Whereabouts(of: path).warning { shell.terminal.warning(warning) }
        var request = BeginRequest(zone: try homeZone(shell, tty))
        request.me = try me ?? ask(tty, Text.askMe)
        request.them = try them ?? ask(tty, Text.askThem)
        request.cost = cost.cost

        // For a new vault the passphrase options name the one to set; the new- options may be used too.
        let passphrases = Passphrases(source: nil, newSource: new.source ?? global.passphraseSource, tty: tty)
        let passphrase = try passphrases.new(random: shell.world.random)
        let recovery = Book.newRecoveryNumber(shell.world)
        shell.terminal.warning(Text.losingBoth)
        var written: String?
        if let recoveryOut {
            try Self.write(recovery, to: recoveryOut)
            written = recoveryOut
        } else {
            try confirm(recovery, on: tty)
        }
        do {
            let book = try Book.begin(
                at: path, request, passphrase: passphrase, recovery: recovery, environment: shell.world)
            defer { book.locked.close() }
            try tell(book, path: path, zone: request.zone, recoveryFile: written, shell)
        } catch {
            if let written { unlink(written) }
            throw error
        }
        return .ok
    }

    private func homeZone(_ shell: Shell, _ tty: TTY?) throws -> Zone {
        if let zone { return try Review.zone(named: zone) }
        let system = shell.world.systemZone
        guard let tty, !global.yes else {
            guard let system else { throw CaseError.usage(Text.noZone) }
            return system
        }
        let answer = try tty.line(Text.askZone(system?.name))
        if answer.isEmpty, let system { return system }
        return try Review.zone(named: answer)
    }

    private func ask(_ tty: TTY?, _ question: String) throws -> String? {
        guard let tty else { return nil }
        let answer = try tty.line(question)
        return answer.isEmpty ? nil : answer
    }

    /// Shows the number once and asks for two of its groups.
    private func confirm(_ recovery: GroupedNumber, on tty: TTY?) throws {
        guard let tty else { throw CaseError.usage(Text.noRecovery) }
        try tty.show("\n\(Text.recovery)\n\n")
        let groups = recovery.groups
        try tty.show("    \(groups[..<4].joined(separator: "-"))-\n    \(groups[4...].joined(separator: "-"))\n\n")
        for index in [2, 6] {
            while try tty.line(Text.askGroup(index + 1)).filter({ $0 != " " }) != groups[index] {
                try tty.show(Text.wrongGroup + "\n")
            }
        }
    }

    private static func write(_ recovery: GroupedNumber, to path: String) throws {
        let refusal = CaseError.failed(
            "The recovery number could not be written: the file is there already, or its folder is not.")
        do {
            try PrivateFile.create(at: path, orThrow: refusal) { handle in
                try handle.write(contentsOf: Data((recovery.text + "\n").utf8))
            }
        } catch let error as CaseError {
            throw error
        } catch {
            throw CaseError.failed(
                "The recovery number could not be written. Nothing was saved. Check the room on its disk.")
        }
    }

    private func tell(_ book: Book, path: String, zone: Zone, recoveryFile: String?, _ shell: Shell) throws {
        let head = try book.locked.checkpoint()
        if global.json {
            shell.terminal.json(
                schema: "init",
                [
                    "vault": .string(path), "zone": .string(zone.name), "entries": .integer(head.head.size),
                    "origin": .string(head.origin), "headNumber": .string(HeadNumber.of(head.text).text),
                    "recoveryFile": recoveryFile.map(JSONValue.string) ?? .null,
                ])
            return
        }
        shell.terminal.data("Begun: \(path)")
        shell.terminal.data("Home zone: \(zone.name)")
        if let recoveryFile {
            shell.terminal.data("Recovery number: in \(recoveryFile); keep it where nobody else looks")
        }
        shell.terminal.say(Text.next)
    }
}

enum CostOption: String, ExpressibleByArgument, CaseIterable {
    case standard, least

    var cost: PassphraseCost { self == .standard ? .standard : .least }
}

private enum Text {
    static let safety =
        "If someone checks this device, use a safer one. That this program is here can be seen by whoever uses it."
    static let losingBoth =
        "Without the passphrase or the recovery number nothing in this book can be opened again, by anybody. "
        + "If both are lost, everything in it is lost."
    static let recovery =
        "The recovery number opens the book if the passphrase is forgotten. It is shown this once. Write it down on "
        + "paper:"
    static let noZone = "This computer's time zone is not known. Pass it with --zone, as in --zone Europe/London."
    static let noRecovery =
        "There is no terminal to show the recovery number on. Pass --recovery-out FILE. Nothing was saved."
    static let wrongGroup = "That is another number. Look again: six digits."
    static let askMe = "Your name, as reports show it (may be left empty): "
    static let askThem = "The other person's name (may be left empty): "
    static let next =
        "Next: daybook people add NAME --role them --address NUMBER, then daybook log, and daybook backup DEST."

    static func askZone(_ system: String?) -> String {
        "Home time zone" + (system.map { " [\($0)]" } ?? ", as in Europe/London") + ": "
    }
    static func askGroup(_ number: Int) -> String { "To confirm, group \(number) of the eight: " }
}
