import Ledger

/// Where an entry lies between outside time stamps, as the log's anchor entries say.
extension Index {
    func bracket(_ number: Int) -> Report.Bracket {
        let after = anchors.filter { $0.entry < number }.max { $0.time < $1.time }
        let before = anchors.filter { number < $0.size }.min { $0.time < $1.time }
        let parts = [
            after.map { say(.afterStamp, ["time": moment($0).shortText, "entry": "\($0.entry)"]) },
            before.map { say(.beforeStamp, ["time": moment($0).shortText, "entry": "\($0.entry)"]) },
        ]
        let known = parts.compactMap(\.self)
        return Report.Bracket(
            after: after.map(stamp), before: before.map(stamp),
            text: known.isEmpty ? nil : known.joined(separator: ", "))
    }

    private func stamp(_ anchor: IndexedAnchor) -> Report.Bracket.Stamp {
        Report.Bracket.Stamp(entry: anchor.entry, time: moment(anchor))
    }

    private func moment(_ anchor: IndexedAnchor) -> Report.Moment {
        say.moment(input.zone.localTime(of: anchor.time))
    }
}

/// An anchor that says a time.
struct IndexedAnchor {
    let entry: Int
    /// How many entries its checkpoint covers.
    let size: Int
    let time: Instant

    /// Nil for another entry, and for a stamp that is pending.
    init?(_ opened: OpenedEntry) {
        guard case .anchor(let anchor)? = opened.event.details, let time = anchor.time, let size = anchor.size else {
            return nil
        }
        entry = opened.number
        self.size = min(size, opened.number)
        self.time = time
    }
}
