import ArgumentParser
import Casework
import Ledger

struct VerifyCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check that the book is unchanged since it was recorded.",
        discussion: """
            Without a passphrase: chain, tree, signature, stored hashes and rollback mark. With --open, or with a passphrase \
            given, every seal and attached file as well.
            """)

    @OptionGroup var global: GlobalOptions

    @Flag(help: "Open every entry and attached file too; asks for the passphrase.")
    var open = false

    @Option(help: ArgumentHelp("Also compare with a checkpoint that was deposited.", valueName: "file"))
    var checkpoint: String?

    @Option(help: ArgumentHelp("Also compare with a head number that was written down.", valueName: "number"))
    var head: String?

    func run(in shell: Shell) throws -> Exit {
        let path = shell.vaultPath(global)
        let answer: VerifyAnswer
        do {
            answer = try verify(shell)
        } catch let error as CaseError where error.kind == .altered || error.kind == .signatureInvalid {
            answer = VerifyAnswer(unreadable: error)
        }
        if global.json {
            shell.terminal.data(
                raw: JSONText.write(answer.value, pretty: shell.terminal.isTerminal[.out] == true) + "\n")
        } else {
            tell(answer, path, shell.terminal)
        }
        return Exit(rawValue: answer.exitCode) ?? .failed
    }

    private func verify(_ shell: Shell) throws -> VerifyAnswer {
        let deposited = try deposited(shell)
        let locked = try shell.locked(global)
        defer { locked.close() }
        let book = open || global.passphraseSource != nil ? try shell.unlock(locked, global) : nil
        let progress = Progress("Checking", on: shell.terminal)
        defer { progress.finish() }
        var answer = try locked.verify(with: book) { progress.update($0, of: $1) }
        // What cannot be read as a book is not compared.
        if answer.head != nil { for old in deposited { answer.add(try locked.compare(with: old)) } }
        return answer
    }

    private func deposited(_ shell: Shell) throws -> [Deposited] {
        let file = try checkpoint.map { Deposited.checkpoint(try shell.bytes(at: $0, limit: 1 << 20)) }
        let number = try head.map { text throws -> Deposited in
            do throws(GroupedNumberError) {
                return .head(try GroupedNumber(text: text))
            } catch {
                throw CaseError.usage(error.sentence)
            }
        }
        return [file, number].compactMap(\.self)
    }

    private func tell(_ answer: VerifyAnswer, _ path: String, _ terminal: Terminal) {
        for layer in answer.layers {
            let mark: Piece =
                switch layer.result {
                case .pass: Piece("pass         ", .green)
                case .fail: Piece("FAIL         ", .red)
                case .notChecked: Piece("not checked  ", .yellow)
                }
            terminal.data([mark, Piece(layer.name.padding(toLength: 18)), Piece(layer.detail)])
        }
        for part in answer.damaged { terminal.data("    \(part)") }
        terminal.say(answer.clockSteps ?? [])
        if let head = answer.head {
            terminal.data("Head number: \(HeadNumber.of(head.text).text)")
        }
        switch answer.result {
        case .unchanged:
            terminal.data("\(answer.entries.entries), unchanged since they were recorded.")
            terminal.say(Text.limits)
        case .altered: terminal.data("ALTERED: the book is not as it was recorded. Use a backup.")
        case .damaged: terminal.data("DAMAGED: parts of the file are not as they were stored. Use a backup.")
        case .older: terminal.data("OLDER: this is not the last state seen on this computer.")
        }
    }
}

struct HeadCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "head", abstract: "Show the size, root, head number and signed checkpoint.",
        discussion:
            "The head number stands for every entry up to now. Read it out to a lawyer, or write it down elsewhere: it fixes today's book."
    )

    @OptionGroup var global: GlobalOptions

    func run(in shell: Shell) throws -> Exit {
        let locked = try shell.locked(global)
        defer { locked.close() }
        let checkpoint = try locked.checkpoint()
        let note = String(decoding: try locked.checkpointNote(), as: UTF8.self)
        let number = HeadNumber.of(checkpoint.text).text
        if global.json {
            shell.terminal.json(
                schema: "head",
                [
                    "size": .integer(checkpoint.head.size), "root": .string(Hex.encode(checkpoint.head.root)),
                    "headNumber": .string(number), "checkpoint": .string(note),
                    "key": .string(locked.verifierKey.text),
                ])
            return .ok
        }
        shell.terminal.data("Entries:      \(checkpoint.head.size)")
        shell.terminal.data("Root:         \(Hex.encode(checkpoint.head.root))")
        shell.terminal.data("Head number:  \(number)")
        shell.terminal.data("Key:          \(locked.verifierKey.text)")
        shell.terminal.data("")
        shell.terminal.data(raw: note)
        return .ok
    }
}

extension String {
    fileprivate func padding(toLength width: Int) -> String {
        self + String(repeating: " ", count: max(1, width - count))
    }
}

private enum Text {
    static let limits =
        "This shows that the entries are unchanged and in order. It does not show that what they say is true, or that "
        + "nothing was left out when they were recorded."
}
