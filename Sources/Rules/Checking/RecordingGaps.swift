import Ledger

/// The times in which, by the log's own entries, not everything was recorded: what seems to be missing then may have
/// taken place.
struct RecordingGaps {
    /// In order of number.
    private let gaps: [(span: Span, number: Int)]

    init(_ entries: [StandingEntry]) {
        gaps = entries.compactMap { entry in
            guard entry.event.kind == .gap, entry.retractedBy == nil, let occurred = entry.event.occurred,
                let end = occurred.end
            else { return nil }
            let zone = Zone(occurred.zone)
            let earliest = Span(occurred.start, occurred, zone: zone).earliest
            let latest = Span(end, occurred, zone: zone).latest
            return earliest <= latest ? (Span(earliest: earliest, latest: latest), entry.number) : nil
        }.sorted { $0.number < $1.number }
    }

    var spans: [Span] { gaps.map(\.span) }

    /// The numbers of those entries whose time touches the stretch, both ends included.
    func numbers(from first: Int, to last: Int) -> [Int] {
        gaps.lazy.filter { $0.span.earliest <= last && $0.span.latest >= first }.map(\.number)
    }
}
