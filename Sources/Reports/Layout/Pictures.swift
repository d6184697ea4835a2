import Ledger

/// The pictures of a report, drawn once as values. Place, shape and hatching tell things apart, never colour.
struct Pictures {
    let say: Catalogue
    private static let width = 480.0
    private static let small = 8.0

    init(_ say: Catalogue) { self.say = say }

    /// A name as far as there is room for it.
    private func short(_ text: String) -> String { text.count > 48 ? String(text.prefix(47)) + "…" : text }

    private func label(
        _ text: String, _ x: Double, _ y: Double, _ align: Drawing.Align = .start, ink: Drawing.Ink = .soft
    ) -> Drawing.Mark { .text(text, at: .init(x, y), size: Self.small, align: align, ink: ink) }

    private func rule(
        _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, ink: Drawing.Ink = .hairline, isDashed: Bool = false
    ) -> Drawing.Mark {
        .line(from: .init(x1, y1), to: .init(x2, y2), width: 0.5, ink: ink, isDashed: isDashed)
    }

    private func diamond(_ x: Double, _ y: Double, _ size: Double, _ fill: Drawing.Fill) -> Drawing.Mark {
        .polygon([.init(x, y - size), .init(x + size, y), .init(x, y + size), .init(x - size, y)], fill: fill)
    }
}

// MARK: Hours of the week

extension Pictures {
    /// A panel a person: seven days by 24 hours, a circle's area for the number of contacts, closed hours hatched.
    func hours(_ patterns: Report.Patterns) -> Drawing {
        let (left, cell, row) = (40.0, 18.0, 13.0)
        let most = patterns.hours.flatMap { $0.cells.map(\.count) }.max() ?? 0
        var marks: [Drawing.Mark] = []
        var top = 14.0
        for (column, name) in patterns.columns.enumerated() {
            marks.append(label(short(name), 0, top, ink: .black))
            top += 6
            for hour in patterns.quietHours {
                marks.append(
                    .rectangle(
                        x: left + Double(hour % 24) * cell, y: top + Double(hour / 24) * row, width: cell, height: row,
                        fill: .hatched(.hairline)))
            }
            for day in 0...7 {
                let y = top + Double(day) * row
                marks.append(rule(left, y, left + 24 * cell, y))
                if day < 7 { marks.append(label(say.weekdays[day], left - 5, y + row - 3.5, .end)) }
            }
            for hour in stride(from: 0, through: 24, by: 3) {
                let x = left + Double(hour) * cell
                marks.append(rule(x, top, x, top + 7 * row))
                marks.append(label("\(hour)", x, top + 7 * row + 10, .middle))
            }
            for hour in patterns.hours where hour.cells[column].count > 0 {
                let share = Double(hour.cells[column].count) / Double(max(most, 1))
                marks.append(
                    .circle(
                        center: .init(
                            left + (Double(hour.hour % 24) + 0.5) * cell, top + (Double(hour.hour / 24) + 0.5) * row),
                        radius: 1.4 + 4.4 * share.squareRoot(), fill: .solid(.black)))
            }
            top += 7 * row + 32
        }
        marks.append(label(say(.hoursKey, for: most, ["n": say.grouped(most)]), left, top - 8))
        return Drawing(width: Self.width, height: top, marks: marks)
    }
}

// MARK: Days

extension Pictures {
    /// Incoming contacts above the line, outgoing below; an apparent breach on a day as a diamond. By weeks where
    /// there are more than 120 days.
    func days(_ patterns: Report.Patterns, _ period: Period) -> Drawing {
        guard let first = period.from ?? patterns.days.first?.date, let last = period.until ?? patterns.days.last?.date
        else { return Drawing(width: Self.width, height: 10) }
        let step = last.dayNumber - first.dayNumber >= 120 ? 7 : 1
        let binCount = (last.dayNumber - first.dayNumber) / step + 1
        var bins = [[Int]](repeating: [0, 0], count: binCount)
        var breaches = [[Bool]](repeating: [false, false], count: binCount)
        for day in patterns.days {
            let bin = (day.date.dayNumber - first.dayNumber) / step
            guard bins.indices.contains(bin) else { continue }
            for column in 0...1 {
                bins[bin][column] += day.cells[column].count
                if !day.breaches[column].isEmpty { breaches[bin][column] = true }
            }
        }
        let most = max(bins.flatMap(\.self).max() ?? 0, 1)
        let (left, high, top) = (28.0, 56.0, 30.0)
        let middle = top + high
        let slot = (Self.width - left) / Double(binCount)
        var marks: [Drawing.Mark] = [
            label(say(.incomingAbove, ["name": short(patterns.columns[1])]), left, 9, ink: .black),
            label(say(.outgoingBelow, ["name": short(patterns.columns[0])]), left, middle + high + 40, ink: .black),
            rule(left, top, Self.width, top), rule(left, middle + high, Self.width, middle + high),
            label("\(most)", left - 4, top + 3, .end), label("0", left - 4, middle + 3, .end),
            label("\(most)", left - 4, middle + high + 3, .end),
        ]
        for (bin, counts) in bins.enumerated() {
            let x = left + Double(bin) * slot
            let width = max(min(slot * 0.7, 9), 0.8)
            let center = x + slot / 2
            let above = high * Double(counts[1]) / Double(most)
            let below = high * Double(counts[0]) / Double(most)
            if counts[1] > 0 {
                marks.append(
                    .rectangle(
                        x: center - width / 2, y: middle - above, width: width, height: above, fill: .solid(.soft)))
            }
            if counts[0] > 0 {
                marks.append(
                    .rectangle(x: center - width / 2, y: middle, width: width, height: below, fill: .open(.soft)))
            }
            let size = min(max(slot * 0.35, 1.6), 3.4)
            if breaches[bin][1] { marks.append(diamond(center, top - 7, size, .solid(.black))) }
            if breaches[bin][0] { marks.append(diamond(center, middle + high + 7, size, .solid(.black))) }
        }
        marks.append(rule(left, middle, Self.width, middle, ink: .black))
        marks += dates(first, binCount, step, slot, left, middle + high + 24)
        marks.append(label(say(step == 7 ? .daysKeyWeeks : .daysKey), left, middle + high + 52))
        return Drawing(width: Self.width, height: middle + high + 58, marks: marks)
    }

    /// At most six dates below an axis, as many as there is room for.
    private func dates(
        _ first: CivilDate, _ count: Int, _ step: Int, _ slot: Double, _ left: Double, _ y: Double
    ) -> [Drawing.Mark] {
        let every = max(1, (count + 5) / 6, Int((75 / slot).rounded(.up)))
        return stride(from: 0, to: count, by: every).map { bin in
            let x = left + (Double(bin) + 0.5) * slot
            let align: Drawing.Align = x < left + 30 ? .start : x > Self.width - 30 ? .end : .middle
            return label(say.day(first.adding(days: bin * step)), align == .start ? left : min(x, Self.width), y, align)
        }
    }
}

// MARK: Replies

extension Pictures {
    /// From seconds to months, each mark ten to some hundred times the one before it.
    private static let ticks = [60, 600, 3600, 21_600, 86_400, 604_800, 2_592_000]
    private static let longest = 7_776_000.0

    /// A row a person on one logarithmic axis: columns for how many, a dashed line where half had come.
    func replies(_ patterns: Report.Patterns) -> Drawing? {
        guard !patterns.replies.isEmpty else { return nil }
        let (left, high, binCount) = (10.0, 46.0, 92)
        let span = Self.width - left - 10
        func x(_ seconds: Int) -> Double {
            let bounded = min(max(Double(seconds), 10), Self.longest)
            return left + span * log10(bounded / 10) / log10(Self.longest / 10)
        }
        let bin = span / Double(binCount)
        let counts = patterns.columns.indices.map { column in
            patterns.replies.filter { $0.column == column }.reduce(into: [Int](repeating: 0, count: binCount)) {
                $0[min(binCount - 1, Int((x($1.seconds) - left) / bin))] += 1
            }
        }
        let most = max(counts.flatMap(\.self).max() ?? 0, 1)
        var marks: [Drawing.Mark] = []
        var top = 10.0
        for (column, name) in patterns.columns.enumerated() {
            marks.append(label(short(name), left, top, ink: .black))
            let base = top + 8 + high
            for tick in Self.ticks { marks.append(rule(x(tick), top + 8, x(tick), base)) }
            for (index, count) in counts[column].enumerated() where count > 0 {
                let height = max(high * Double(count) / Double(most), 2)
                marks.append(
                    .rectangle(
                        x: left + Double(index) * bin + 0.4, y: base - height, width: bin - 0.8, height: height,
                        fill: column == 0 ? .open(.black) : .solid(.soft)))
            }
            let sorted = patterns.replies.filter { $0.column == column }.map(\.seconds).sorted()
            if !sorted.isEmpty {
                let half = x(sorted[(sorted.count - 1) / 2])
                marks.append(rule(half, top + 6, half, base, ink: .black, isDashed: true))
            }
            marks.append(rule(left, base, Self.width - 10, base, ink: .black))
            top = base + 16
        }
        for tick in Self.ticks { marks.append(label(say.duration(tick), x(tick), top - 5, .middle)) }
        marks.append(label(say(.repliesKey, for: most, ["n": say.grouped(most)]), left, top + 8))
        return Drawing(width: Self.width, height: top + 14, marks: marks)
    }

    /// Base 10, from the binary exponent and a short series: the same bits on every machine.
    private func log10(_ value: Double) -> Double {
        let reduced = value.significand
        let ratio = (reduced - 1) / (reduced + 1)
        var term = ratio
        var sum = 0.0
        for index in stride(from: 1, through: 41, by: 2) {
            sum += term / Double(index)
            term *= ratio * ratio
        }
        let ln2 = 0.693_147_180_559_945_3
        return (2 * sum + Double(value.exponent) * ln2) / 2.302_585_092_994_045_7
    }
}

// MARK: What was due

extension Pictures {
    /// Each event at its date, in the row of how it went. Nil without dates.
    func due(_ events: Report.DueEvents) -> Drawing? {
        let rows: [(status: String, label: Phrase)] = [
            ("not-after", .dueKept), ("after", .dueLate), ("missed", .dueMissed), ("unknown", .dueUnknown),
        ]
        let dated = events.lines.compactMap { line in
            (line.due ?? line.actual).flatMap { CivilDate(text: String($0.local.prefix(10))) }.map { (line.status, $0) }
        }
        guard let first = dated.map(\.1).min(), let last = dated.map(\.1).max() else { return nil }
        let (left, row) = (132.0, 18.0)
        let count = last.dayNumber - first.dayNumber + 1
        let slot = (Self.width - left - 8) / Double(count)
        var marks: [Drawing.Mark] = []
        for (index, status) in rows.enumerated() {
            let y = 12 + Double(index) * row
            let number = events.lines.count { $0.status == status.status }
            marks.append(label("\(say(status.label)): \(say.grouped(number))", left - 8, y + 3, .end, ink: .black))
            marks.append(rule(left, y, Self.width - 8, y))
            for day in Set(dated.filter { $0.0 == status.status }.map(\.1)).sorted() {
                let x = left + (Double(day.dayNumber - first.dayNumber) + 0.5) * slot
                switch status.status {
                case "not-after": marks.append(.circle(center: .init(x, y), radius: 3, fill: .solid(.black)))
                case "after": marks.append(.circle(center: .init(x, y), radius: 3, fill: .open(.black)))
                case "missed": marks.append(diamond(x, y, 4, .solid(.black)))
                default: marks.append(diamond(x, y, 3.4, .open(.black)))
                }
            }
        }
        let axis = 12 + Double(rows.count) * row
        marks += dates(first, count, 1, slot, left, axis + 6)
        return Drawing(width: Self.width, height: axis + 12, marks: marks)
    }
}
