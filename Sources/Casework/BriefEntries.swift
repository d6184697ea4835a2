import Ledger

/// Contacts by no more than what choosing them needs: kind, days, and what they correct. Those that are alike share
/// one entry in memory.
///
/// A hundred thousand opened contacts take 150 MB; like this they take four.
struct BriefEntries {
    private struct Likeness: Hashable {
        let kind: Event.Kind
        let corrects: Int?
        let start: CivilDate?
        let end: CivilDate?
    }

    private var kept: [Likeness: OpenedEntry] = [:]

    /// The same contact in brief; entries of other kinds as they are.
    mutating func brief(_ opened: OpenedEntry) -> OpenedEntry {
        guard opened.event.isContact else { return opened }
        let occurred = opened.event.occurred
        let likeness = Likeness(
            kind: opened.event.kind, corrects: opened.entry.heading.corrects, start: occurred?.start.wall.date,
            end: occurred?.end?.wall.date)
        if let alike = kept[likeness] { return alike.alike(at: opened.number) }
        var event = Event(opened.event.kind)
        event.occurred = occurred.map {
            Occurred(start: $0.start, end: $0.end, zone: $0.zone, precision: $0.precision, source: $0.source)
        }
        let draft = Draft(heading: opened.entry.heading, event: event)
        let brief = OpenedEntry(
            number: opened.number, leafHash: [], entry: Entry(draft, recorded: opened.entry.recorded))
        kept[likeness] = brief
        return brief
    }
}
