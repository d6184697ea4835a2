import ArgumentParser
import Reports

/// What a person chooses of a report's document, alone or in a bundle.
struct ReportOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "What is laid out: full, chronology, schedule (of findings, with the entries cited) or exhibits.",
            valueName: "template"))
    var template = ReportChoices.Template.full

    @Option(
        help: ArgumentHelp(
            "Whose blank declarations are appended: us, ew (England and Wales) or generic.", valueName: "jurisdiction"))
    var jurisdiction = ReportChoices.Jurisdiction.generic

    @Option(help: ArgumentHelp("The size of printed pages: a4 or letter.", valueName: "paper"))
    var paper = Layout.Paper.a4

    @Option(
        help: ArgumentHelp(
            "Findings for the schedule, such as F1,F3 by their numbers in this report; without it, those confirmed.",
            valueName: "findings"))
    var schedule: String?

    @Option(help: "Court and case, for the cover.")
    var court: String?

    @Option(help: "Who the report is for, for the cover.")
    var recipient: String?

    @Option(help: ArgumentHelp("Your own number of this export, for the cover.", valueName: "number"))
    var exportNumber: String?

    var choices: ReportChoices {
        var choices = ReportChoices()
        (choices.template, choices.jurisdiction, choices.paper) = (template, jurisdiction, paper)
        (choices.court, choices.recipient, choices.exportNumber) = (court, recipient, exportNumber)
        choices.schedule = (schedule ?? "").split(separator: ",").map { item in
            String(item.drop { $0 == " " }.prefix { $0 != " " })
        }
        return choices
    }
}

extension ReportChoices.Template: ExpressibleByArgument {}
extension ReportChoices.Jurisdiction: ExpressibleByArgument {}
extension Layout.Paper: ExpressibleByArgument {}
