import ArgumentParser
import Casework
import Evidence
import Foundation
import Ledger

struct DepositCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "deposit", abstract: "Make a slip to leave with a lawyer or a friend.",
        discussion: """
            It fixes what the book holds today and shows nothing of it. Later, daybook verify --head or --checkpoint says \
            whether the book still begins with the same entries.
            """)

    @OptionGroup var global: GlobalOptions

    @Option(
        help: ArgumentHelp(
            "A page to print (HTML) with a QR code; the checkpoint alone goes beside it. Else text is printed.",
            valueName: "file"))
    var out: String?

    func run(in shell: Shell) throws -> Exit {
        let locked = try shell.locked(global)
        defer { locked.close() }
        let slip = try locked.depositSlip()
        let paths = try out.map { try write(slip, to: $0) } ?? []
        if global.json {
            shell.terminal.json(
                schema: "deposit",
                [
                    "entries": .integer(slip.checkpoint.head.size), "headNumber": .string(slip.headNumber),
                    "checkpoint": .string(String(decoding: slip.note, as: UTF8.self)),
                    "paths": .array(paths.map(JSONValue.string)),
                ])
        } else if paths.isEmpty {
            shell.terminal.data(raw: slip.text)
        } else {
            for path in paths { shell.terminal.data("Written: \(path)") }
        }
        return .ok
    }

    private func write(_ slip: DepositSlip, to path: String) throws -> [String] {
        let code = QRCode(slip.note)
        let beside = (path as NSString).deletingPathExtension + ".checkpoint"
        for (path, bytes) in [(path, Array(slip.html(code: code).utf8)), (beside, slip.note)] {
            let refusal = CaseError.failed("\(path) could not be written: it is there already, or its folder is not.")
            try PrivateFile.write(bytes, to: path, orThrow: refusal)
        }
        return [path, beside]
    }
}
