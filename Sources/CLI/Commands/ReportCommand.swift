import ArgumentParser
import Casework
import Ledger
import Reports

struct ReportCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Write a report: report.html, report.pdf, report.json and contacts.csv.",
        discussion: "Private entries are never in it. Look first with --dry-run at what is shown and what is left out.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var period: PeriodOptions

    @Option(help: ArgumentHelp("The folder to write to; it is made if it is not there.", valueName: "folder"))
    var out: String?

    @Option(help: "A title for the cover.")
    var title: String?

    @Option(help: "Your own reference, such as a file number.")
    var reference: String?

    @OptionGroup var choices: ReportOptions

    @Flag(
        help: ArgumentHelp(
            "Replace addresses that the log knows by a note, in every file.",
            discussion: "Telephone numbers, e-mail addresses and handles of people and messages, also where they stand "
                + "in words. Places and what pictures show are not looked at."))
    var redactAddresses = false

    @Flag(help: "List what would be shown and what left out, and write nothing.")
    var dryRun = false

    @Flag(help: "Replace the files of an earlier report in that folder.")
    var replace = false

    func validate() throws {
        if out == nil, !dryRun { throw ValidationError("Name the folder with --out, or add --dry-run.") }
    }

    func run(in shell: Shell) throws -> Exit {
        let (book, review) = try shell.reviewed(global)
        var request = ReportRequest(folder: out ?? "")
        (request.from, request.to, request.title, request.reference) = (period.from, period.to, title, reference)
        request.choices = choices.choices
        request.choices.redactsAddresses = redactAddresses
        request.replaces = replace
        request.pages = Composition.pages
        let report = try book.report(request, review: review)
        let paths = dryRun ? [] : try book.writeReport(report, request)
        let cover = report.cover
        if global.json {
            shell.terminal.json(
                schema: "report-files",
                [
                    "dryRun": .bool(dryRun), "files": .array(paths.map(JSONValue.string)),
                    "shown": .array(cover.shown.entries.map(JSONValue.integer)),
                    "leftOut": .array(
                        report.leftOut.groups.map {
                            [
                                "reason": .string($0.reason.rawValue),
                                "entries": .array($0.entries.entries.map(JSONValue.integer)),
                            ]
                        }),
                ])
            return .ok
        }
        let terminal = shell.terminal
        if redactAddresses {
            terminal.warning(
                "Not replaced: names, places, what pictures show, and addresses that the log does not know.")
        }
        terminal.data("Shown: \(cover.shown.count) of \(cover.inLog.entries)")
        if dryRun { terminal.data("    \(NumberRuns.text(cover.shown.entries))") }
        for group in report.leftOut.groups {
            terminal.data("Left out: \(group.entries.count) (\(group.title))")
            if dryRun { terminal.data("    \(NumberRuns.text(group.entries.entries))") }
        }
        for path in paths { terminal.data("Written: \(path)") }
        if !dryRun, request.pages == nil {
            terminal.say(
                "Not written: report.pdf. This build has no part that writes it (make build has it); report.html can be "
                    + "printed.")
        }
        if dryRun {
            terminal.say("Nothing was written: this was a dry run.")
        } else {
            terminal.say("Think of who will read it: names, addresses and schools are in it as they were written.")
        }
        return .ok
    }
}
