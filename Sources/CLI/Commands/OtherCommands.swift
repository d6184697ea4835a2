import ArgumentParser
import Casework
import Ledger
import Schemas

struct SchemaCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print the JSON Schema of some data.")

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The name, such as list or draft. Without one, all names.")
    var name: String?

    func run(in shell: Shell) throws -> Exit {
        guard let name else {
            if global.json {
                shell.terminal.json(schema: "schemas", ["names": .array(SchemaCatalogue.names.map(JSONValue.string))])
            } else {
                for name in SchemaCatalogue.names { shell.terminal.data("\(name)") }
            }
            return .ok
        }
        guard let text = SchemaCatalogue.text(of: name) else {
            throw CaseError.usage("There is no schema of that name. See: daybook schema")
        }
        shell.terminal.data(raw: text)
        return .ok
    }
}

struct DoctorCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Look at the vault and the computer around it.")

    @OptionGroup var global: GlobalOptions

    func run(in shell: Shell) throws -> Exit {
        let rows = Doctor(path: shell.vaultPath(global), environment: shell.world).rows()
        if global.json {
            shell.terminal.json(schema: "doctor", ["rows": .array(rows.map(\.value))])
        } else {
            for row in rows { tell(row, shell.terminal) }
        }
        return rows.contains { $0.state == .error } ? .failed : .ok
    }

    private func tell(_ row: DoctorRow, _ terminal: Terminal) {
        let state: Piece =
            switch row.state {
            case .ok: Piece("ok     ", .green)
            case .warn: Piece("warn   ", .yellow)
            case .error: Piece("error  ", .red)
            }
        let name = row.name + String(repeating: " ", count: max(1, 15 - row.name.count))
        terminal.data([state, Piece(name), Piece(row.detail)])
        if !row.next.isEmpty { terminal.data("                      next: \(row.next)") }
    }
}
