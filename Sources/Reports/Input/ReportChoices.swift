/// What the person who asks for a report chooses of it, beside title, reference and period.
package struct ReportChoices: Sendable, Equatable {
    /// Court and case.
    package var court: String?
    /// Who it is for.
    package var recipient: String?
    /// The person's own number for this export.
    package var exportNumber: String?
    package var template = Template.full
    package var jurisdiction = Jurisdiction.generic
    package var paper = Layout.Paper.a4
    package var redactsAddresses = false
    /// Findings for the schedule, as `F3` or by id; none: those that were confirmed.
    package var schedule: [String] = []

    package init() {}

    /// Which sections are laid out; `report.json` always has all.
    package enum Template: String, Sendable, CaseIterable { case full, chronology, schedule, exhibits }

    /// Whose forms of declaration are appended.
    package enum Jurisdiction: String, Sendable, CaseIterable { case us, ew, generic }
}
