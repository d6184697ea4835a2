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
        try NewRecovery(number: recovery, file: recoveryOut).given(on: tty) {
            let book = try Book.begin(
                at: path, request, passphrase: passphrase, recovery: recovery, environment: shell.world)
            defer { book.locked.close() }
            try tell(book, path: path, zone: request.zone, recoveryFile: recoveryOut, shell)
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
    static let noZone = "This computer's time zone is not known. Pass it with --zone, as in --zone Europe/London."
    static let askMe = "Your name, as reports show it (may be left empty): "
    static let askThem = "The other person's name (may be left empty): "
    static let next =
        "Next: daybook people add NAME --role them --address NUMBER, then daybook log, and daybook backup DEST."

    static func askZone(_ system: String?) -> String {
        "Home time zone" + (system.map { " [\($0)]" } ?? ", as in Europe/London") + ": "
    }
}
