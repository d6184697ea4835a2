import Casework
import Foundation
import Ledger

/// A new recovery number on its way to the person.
struct NewRecovery {
    let number: GroupedNumber
    /// Where to write it; nil to show it.
    let file: String?

    /// Gives the number to the person, then does `work`. If that fails the file with the number is taken away
    /// again.
    ///
    /// - Throws: `usage` if there is neither a file nor a terminal; what `work` throws.
    func given(on tty: TTY?, _ work: () throws -> Void) throws {
        if let file { try write(to: file) } else { try show(on: tty) }
        do {
            try work()
        } catch {
            if let file { unlink(file) }
            throw error
        }
    }

    /// Shows the number once and asks for two of its groups.
    private func show(on tty: TTY?) throws {
        guard let tty else { throw CaseError.usage(Text.noTerminal) }
        try tty.show("\n\(Text.shown)\n\n")
        let groups = number.groups
        try tty.show("    \(groups[..<4].joined(separator: "-"))-\n    \(groups[4...].joined(separator: "-"))\n\n")
        for index in [2, 6] {
            while try tty.line(Text.askGroup(index + 1)).filter({ $0 != " " }) != groups[index] {
                try tty.show(Text.wrongGroup + "\n")
            }
        }
    }

    private func write(to path: String) throws {
        let refusal = CaseError.failed(
            "The recovery number could not be written: the file is there already, or its folder is not.")
        try PrivateFile.write(Array((number.text + "\n").utf8), to: path, orThrow: refusal)
    }
}

private enum Text {
    static let shown =
        "The recovery number opens the book if the passphrase is forgotten. It is shown this once. Write it down on "
        + "paper:"
    static let noTerminal =
        "There is no terminal to show the recovery number on. Pass --recovery-out FILE. Nothing was saved."
    static let wrongGroup = "That is another number. Look again: six digits."

    static func askGroup(_ number: Int) -> String { "To confirm, group \(number) of the eight: " }
}
