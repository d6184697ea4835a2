import ArgumentParser
import Casework
import Ledger

struct ProveCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "prove", abstract: "Prove that one entry is in the log, without showing what it says.",
        discussion:
            "Prints a c2sp.org/tlog-proof@v1 file, which any tool for transparency logs checks with the log's key. Save it under a name ending in .tlog-proof."
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The entry's number.")
    var number: Int

    func run(in shell: Shell) throws -> Exit {
        let locked = try shell.locked(global)
        defer { locked.close() }
        let (leafHash, bytes) = try locked.proof(of: number)
        let text = String(decoding: bytes, as: UTF8.self)
        if global.json {
            shell.terminal.json(
                schema: "prove",
                [
                    "entry": .integer(number), "leafHash": .string(Hex.encode(leafHash)), "proof": .string(text),
                    "key": .string(locked.verifierKey.text),
                ])
        } else {
            shell.terminal.data(raw: text)
        }
        return .ok
    }
}
