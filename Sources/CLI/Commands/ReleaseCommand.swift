import ArgumentParser
import Casework
import Ledger

struct ReleaseCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "release", abstract: "Make a private entry evidence, under its old number and time.",
        discussion: """
            A new entry carries what opens the old one, so that a stranger can check that it was recorded then, in its \
            place, with these words. All its versions go with it. Reports and bundles may show it from then on, and it \
            cannot be made private again. Ask your lawyer first: a private note may be protected as long as it is not shown.
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The private entry's number.")
    var number: Int

    func run(in shell: Shell) throws -> Exit {
        let (book, review) = try shell.reviewed(global)
        let proposal = try review.proposeRelease(of: number)
        if !global.json { tell(proposal, review, shell.terminal) }
        guard try shell.confirm("Release it?", global) else { throw CaseError.notSaved }
        let done = try book.release(proposal)
        if global.json {
            shell.terminal.json(
                schema: "release",
                [
                    "released": .array(done.map { ["entry": .integer($0.entry), "by": .integer($0.release)] }),
                    "attachedFiles": .integer(proposal.attachmentCount),
                ])
        } else {
            for (entry, release) in done {
                shell.terminal.data("Saved as entry \(release): entry \(entry) is evidence from here on.")
            }
        }
        return .ok
    }

    private func tell(_ proposal: ReleaseProposal, _ review: Review, _ terminal: Terminal) {
        let text = EntryText(people: review.people, zone: review.homeZone)
        for entry in proposal.entries {
            for line in text.whole(.private(entry), history: [], releasedBy: nil) { terminal.data(line) }
        }
        let kinds = Set(proposal.entries.map(\.entry.event.kind))
        if kinds.contains(.source) {
            terminal.warning("It is a whole source file, such as a phone's backup, and may hold much else.")
        }
        if kinds.contains(.export) { terminal.warning("It tells what you handed out, and perhaps to whom.") }
        terminal.warning("Reports and bundles may show all of this from then on, and it cannot be made private again.")
    }
}
