import Ledger

/// The wall clock of one zone, made fast: a day of UTC whose ends have the same offset has it throughout.
///
/// It never changes, so that rules may be judged side by side.
final class ZoneClock: Sendable {
    let name: String
    private let zone: Zone?
    private let fixedOffset: Int
    /// Of the days of UTC from `firstDay` on, the offset in minutes, or `changes`.
    private let offsets: [Int16]
    private let firstDay: Int

    /// - Parameter days: The days of UTC about which it will be asked most often.
    init(_ zone: Zone, days: Range<Int> = 0..<0) {
        name = zone.name
        self.zone = zone
        fixedOffset = 0
        firstDay = days.lowerBound
        var offsets: [Int16] = []
        offsets.reserveCapacity(days.count)
        var before = days.isEmpty ? 0 : zone.offsetMinutes(at: Self.midnight(days.lowerBound))
        for day in days {
            let after = zone.offsetMinutes(at: Self.midnight(day + 1))
            offsets.append(before == after ? Int16(clamping: before) : Self.changes)
            before = after
        }
        self.offsets = offsets
    }

    /// For an entry whose zone this computer does not know: the offset that the entry states.
    init(name: String, offsetMinutes: Int) {
        self.name = name
        zone = nil
        fixedOffset = offsetMinutes
        offsets = []
        firstDay = 0
    }

    private static func midnight(_ day: Int) -> Instant { Instant(milliseconds: day * millisecondsPerDay) }

    /// Minutes ahead of UTC at `moment`, in milliseconds since 1970.
    func offset(at moment: Int) -> Int {
        guard let zone else { return fixedOffset }
        let place = floorDivide(moment, by: millisecondsPerDay) - firstDay
        if place >= 0, place < offsets.count {
            let offset = offsets[place]
            if offset != Self.changes { return Int(offset) }
        }
        return zone.offsetMinutes(at: Instant(milliseconds: moment))
    }

    /// The milliseconds since 1970-01-01 00:00 that this clock shows.
    func wall(_ moment: Int) -> Int { moment + offset(at: moment) * 60_000 }

    /// The day number that this clock's calendar shows.
    func day(_ moment: Int) -> Int { floorDivide(wall(moment), by: millisecondsPerDay) }

    /// The moment at which the day with number `day` begins: the first after midnight that exists.
    func moment(dayNumber day: Int) -> Int { moments(wall: day * millisecondsPerDay).lowerBound }

    /// From the first to the last moment at which this clock may be said to show `wall`, in milliseconds since
    /// 1970-01-01 00:00.
    ///
    /// One moment as a rule. Where the clocks go back and the time comes twice: both. Where they go forward
    /// and it does not come: what it would be by the clock as it stood before, and by the clock after.
    func moments(wall: Int) -> ClosedRange<Int> {
        let before = offset(at: wall - millisecondsPerDay) * 60_000
        let after = offset(at: wall + millisecondsPerDay) * 60_000
        guard before != after else { return wall - before...wall - before }
        let all = [wall - before, wall - after].filter { self.wall($0) == wall }
        if all.count == 1 { return all[0]...all[0] }
        return min(wall - before, wall - after)...max(wall - before, wall - after)
    }

    func localTime(_ moment: Int) -> LocalTime {
        LocalTime(instant: Instant(milliseconds: moment), offsetMinutes: offset(at: moment))
    }

    /// The wall time that `span` runs through, if the clocks surely do not change within it.
    func oneWall(_ span: Span) -> ClosedRange<Int>? {
        let shift = offset(at: span.earliest) * 60_000
        guard span.latest - span.earliest < millisecondsPerDay / 2, shift == offset(at: span.latest) * 60_000 else {
            return nil
        }
        return span.earliest + shift...span.latest + shift
    }

    /// The stretches of wall time that `span` runs through: one, or more if the clocks change within it.
    func walls(_ span: Span) -> [ClosedRange<Int>] {
        if let wall = oneWall(span) { return [wall] }
        var walls: [ClosedRange<Int>] = []
        var start = span.earliest
        while start <= span.latest {
            let end = lastWithSameOffset(start, limit: span.latest)
            let shift = offset(at: start) * 60_000
            walls.append(start + shift...end + shift)
            start = end + 1
        }
        return walls
    }

    /// The last moment up to `limit` at which the offset is still that of `start`; steps of six hours,
    /// then halving, because no zone changes twice within six hours.
    private func lastWithSameOffset(_ start: Int, limit: Int) -> Int {
        let offset = offset(at: start)
        var same = start
        while same < limit {
            let next = min(same + 21_600_000, limit)
            if self.offset(at: next) == offset {
                same = next
                continue
            }
            var other = next
            while other - same > 1 {
                let middle = same + (other - same) / 2
                if self.offset(at: middle) == offset { same = middle } else { other = middle }
            }
            return same
        }
        return limit
    }

    private static let changes = Int16.max
}
