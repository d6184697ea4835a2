import ArgumentParser
import Casework
import Foundation
import Intake
import Ledger

struct ImportCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Record the contacts in another program's file.",
        discussion: """
            Formats: \(Composition.importers.map { "\($0.name) (\($0.summary))" }.joined(separator: "; ")).

            Only contacts with people of the roles them, child and third are taken. Importing the same file, or a later \
            one that overlaps, adds only what is new.
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The format's name.")
    var format: String

    @Argument(help: "The file.")
    var path: String

    @Flag(help: "Say what would happen and record nothing.")
    var dryRun = false

    @Flag(help: "Keep only the source file's SHA-256, not the file itself.")
    var sourceHashOnly = false

    func run(in shell: Shell) throws -> Exit {
        guard let importer = Composition.importers.first(where: { $0.name == format }) else { throw unknownFormat }
        let (book, review) = try shell.reviewed(global)
        var request = ImportRequest(format: format, path: path)
        request.isDryRun = dryRun
        request.keepsSourceHashOnly = sourceHashOnly
        request.allowsFuture = global.yes
        if !dryRun, !sourceHashOnly, let size = fileSize {
            shell.terminal.say("The file (\(size.counted("byte"))) will be kept whole, sealed, as a private entry.")
        }
        let progress = Progress("Importing", on: shell.terminal)
        let report = LockedProgress(progress)
        let answer = try book.importFile(request, with: importer, review: review, progress: report.update)
        progress.finish()
        if global.json {
            shell.terminal.data(
                raw: JSONText.write(answer.value, pretty: shell.terminal.isTerminal[.out] == true) + "\n")
        } else {
            tell(answer, shell)
        }
        return .ok
    }

    private var fileSize: Int? {
        (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber)?.intValue
    }

    private var unknownFormat: CaseError {
        if let missing = Composition.missingImporters.first(where: { $0.name == format }) {
            return .failed(
                "This build of daybook has no importer for \(missing.name): it was built without the part \(missing.trait). "
                    + "Build it with: make build")
        }
        return .usage(
            "There is no such format. The formats are: " + Composition.importers.map(\.name).joined(separator: ", ")
                + ".")
    }

    private func tell(_ answer: ImportAnswer, _ shell: Shell) {
        let account = answer.account
        let terminal = shell.terminal
        terminal.data("Declared:        \(account.declared.map(String.init) ?? "not said")")
        terminal.data("Found:           \(account.found)")
        terminal.data("\(answer.isDryRun ? "Would be taken:  " : "Taken:           ")\(account.taken)")
        terminal.data("Already there:   \(account.alreadyThere)")
        terminal.data("Left out:        \(account.leftOut)")
        for left in answer.leftOut {
            terminal.data(
                "    \(left.count)  \(left.address.isEmpty ? "(no address)" : left.address)  \(left.reason.sentence)")
        }
        terminal.data("Not understood:  \(account.notUnderstoodBytes.counted("byte"))")
        if let damage = answer.damage {
            terminal.warning(
                "The file breaks off at byte \(damage.byteOffset), line \(damage.line). What came before it was read. "
                    + "Export it again if you can, and import that: nothing will be doubled.")
        }
        for warning in answer.warnings { terminal.warning(warning.sentence) }
        if answer.isDryRun {
            terminal.say("Nothing was saved: this was a dry run.")
        } else if let entry = answer.entry {
            let source =
                account.sourceKept
                ? "The source file (\(account.fileByteCount.counted("byte"))) is kept, sealed, as a private entry."
                : "Of the source file only the SHA-256 is kept."
            terminal.say("Saved; entry \(entry) tells how the import went. \(source)")
        } else {
            terminal.say("There was nothing new, and nothing was saved.")
        }
    }
}

/// Lets an importer tell its progress from wherever it runs.
private final class LockedProgress: @unchecked Sendable {  // importers call it on the thread that made it
    private let progress: Progress
    init(_ progress: Progress) { self.progress = progress }
    var update: @Sendable (Int, Int) -> Void { { self.progress.update($0, of: $1) } }
}

extension LeftOutReason {
    fileprivate var sentence: String {
        switch self {
        case .unknownAddress: "nobody in the book has this address"
        case .ambiguousAddress: "could be two people"
        case .unreadableAddress: "the address could not be read"
        case .noNumber: "the number was withheld or is missing"
        case .draft: "written but never sent"
        case .unsent: "waiting to be sent"
        case .report: "a delivery report"
        case .unknownType: "of an unknown type"
        case .unreadableTime: "without a readable time"
        case .futureTime: "later than this computer's clock"
        case .tooLarge: "too large"
        case .cutOff: "cut off"
        }
    }
}
