import ArgumentParser
import Casework
import Foundation
import Ledger

struct BackupCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the book to another place, and verify the copy.",
        discussion: "Keep one copy where the other person cannot reach it. The copy opens with the same passphrase.")

    @OptionGroup var global: GlobalOptions

    @Argument(help: "A new file, or a folder.")
    var dest: String

    func run(in shell: Shell) throws -> Exit {
        let locked = try shell.locked(global)
        defer { locked.close() }
        let (path, head) = try locked.backUp(to: dest)
        let number = HeadNumber.of(head.text).text
        if global.json {
            shell.terminal.json(
                schema: "backup",
                ["path": .string(path), "entries": .integer(head.head.size), "headNumber": .string(number)])
        } else {
            shell.terminal.data("Copied to \(path), opened again and verified:")
            shell.terminal.data("\(head.head.size.entries), head \(number)")
        }
        return .ok
    }
}

struct RestoreCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Go on from a backup.",
        discussion: """
            With a file, that copy is put in the vault's place; what was there is kept under another name. Without one, the \
            vault that is there, an older copy, is taken as the one to go on from. An entry says so, and names the state \
            that was lost.
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(help: "A backup. Else the vault as it is now.")
    var copy: String?

    func run(in shell: Shell) throws -> Exit {
        let path = shell.vaultPath(global)
        if copy == nil { try refuseIfNothingToRestore(shell) }
        if let warning = Whereabouts(of: path).warning { shell.terminal.warning(warning) }
        guard try shell.confirm(copy == nil ? Text.askOlder : Text.askCopy, global) else { throw CaseError.notSaved }
        var moved: String?
        if let copy {
            shell.desk?.lock()
            // The passphrase is tried on the copy before anything is moved.
            let source = try LockedBook(at: copy, environment: shell.world)
            let book = try shell.unlock(source, global)
            moved = try Restoring.put(copy, at: path, environment: shell.world)
            source.close()
            let restored = try book.reopened(at: path)
            try finish(restored, moved: moved, shell)
        } else {
            let book = try shell.unlock(try shell.locked(global), global)
            try finish(book, moved: nil, shell)
        }
        return .ok
    }

    private func refuseIfNothingToRestore(_ shell: Shell) throws {
        let locked = try shell.locked(global)
        defer { locked.close() }
        if let standing = try? locked.standing(), [.same, .ahead, .unmarked].contains(standing) {
            throw CaseError.usage(
                "This vault is the last one seen on this computer: there is nothing to restore. Nothing was changed.")
        }
    }

    private func finish(_ book: Book, moved: String?, _ shell: Shell) throws {
        let (number, lost) = try book.acceptAsRestored()
        let head = try book.locked.checkpoint()
        book.locked.close()
        if global.json {
            shell.terminal.json(
                schema: "restore",
                [
                    "number": .integer(number), "entries": .integer(head.head.size),
                    "lostSize": lost.map { .integer($0.size) } ?? .null,
                    "keptAs": moved.map(JSONValue.string) ?? .null,
                ])
            return
        }
        shell.terminal.data("Restored: \(head.head.size.entries); entry \(number) says so.")
        if let lost {
            shell.terminal.data("The state that was lost had \(lost.size.entries); its root is in entry \(number).")
        }
        if let moved { shell.terminal.data("What was there is kept as \(moved)") }
    }
}

private enum Text {
    static let askCopy = "Put this backup in the vault's place?"
    static let askOlder = "Go on from this older state?"
}
