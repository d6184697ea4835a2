/// A set of hours that repeats every week, in wall time from Monday 00:00.
struct WeekHours: Sendable, Hashable {
    static let week = 7 * millisecondsPerDay

    /// Sorted, apart from each other, within 0 ..< week; hours across Sunday midnight are cut there.
    private let pieces: [Range<Int>]
    /// The same with the cut healed: start and length.
    private let stretches: [Stretch]

    private struct Stretch: Hashable {
        let start: Int
        let length: Int
    }

    enum Coverage { case inside, outside, mixed }

    /// - Parameter ranges: Milliseconds from Monday 00:00; they may run past the week's end and overlap.
    init(_ ranges: [Range<Int>]) {
        var cut: [Range<Int>] = []
        for range in ranges where !range.isEmpty {
            if range.count >= Self.week {
                cut = [0..<Self.week]
                break
            }
            let start = modulo(range.lowerBound, Self.week)
            let end = start + range.count
            cut.append(start..<min(end, Self.week))
            if end > Self.week { cut.append(0..<end - Self.week) }
        }
        var merged: [Range<Int>] = []
        for range in cut.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, range.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        pieces = merged
        var stretches = merged.map { Stretch(start: $0.lowerBound, length: $0.count) }
        if merged.count > 1, merged[0].lowerBound == 0, let last = merged.last, last.upperBound == Self.week {
            stretches.removeLast()
            stretches[0] = Stretch(start: last.lowerBound, length: last.count + merged[0].count)
        }
        self.stretches = stretches
    }

    var isEmpty: Bool { pieces.isEmpty }
    var isWholeWeek: Bool { pieces == [0..<Self.week] }

    var complement: WeekHours {
        var ranges: [Range<Int>] = []
        var start = 0
        for piece in pieces {
            ranges.append(start..<piece.lowerBound)
            start = piece.upperBound
        }
        return WeekHours(ranges + [start..<Self.week])
    }

    func union(_ other: WeekHours) -> WeekHours { WeekHours(pieces + other.pieces) }

    /// The hours without `margin` milliseconds at each begin and end.
    func shrunk(by margin: Int) -> WeekHours {
        guard margin > 0, !isWholeWeek else { return self }
        return WeekHours(
            stretches.compactMap {
                $0.length > 2 * margin ? $0.start + margin..<$0.start + $0.length - margin : nil
            })
    }

    /// - Parameter wall: Milliseconds since 1970-01-01 00:00, a Thursday, as a wall clock counts them.
    func coverage(_ wall: ClosedRange<Int>) -> Coverage {
        if isEmpty { return .outside }
        if isWholeWeek { return .inside }
        let length = wall.upperBound - wall.lowerBound + 1
        guard length < Self.week else { return .mixed }
        let overlap = overlap(wall)
        return overlap == 0 ? .outside : overlap == length ? .inside : .mixed
    }

    /// How many milliseconds of `wall`, less than a week, lie within these hours.
    func overlap(_ wall: ClosedRange<Int>) -> Int {
        let start = modulo(wall.lowerBound + 3 * millisecondsPerDay, Self.week)
        let end = start + (wall.upperBound - wall.lowerBound + 1)
        var overlap = 0
        for stretch in stretches {
            for shift in [-Self.week, 0, Self.week] {
                overlap += max(0, min(end, stretch.start + stretch.length + shift) - max(start, stretch.start + shift))
            }
        }
        return overlap
    }

    /// How far `wall` lies within these hours, from the nearer edge; nil if it does not.
    func depth(_ wall: Int) -> Int? {
        let moment = modulo(wall + 3 * millisecondsPerDay, Self.week)
        for stretch in stretches {
            for shift in [-Self.week, 0, Self.week] {
                let into = moment - stretch.start - shift
                if into >= 0, into < stretch.length { return min(into, stretch.length - into) }
            }
        }
        return nil
    }
}
