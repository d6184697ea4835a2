import Foundation
import Ledger

/// Which entries `list` shows.
package struct ListRequest {
    package var from: CivilDate?
    package var to: CivilDate?
    /// The kinds that keep the book as well (people, rules, imports …).
    package var showsAll = false
    /// At most this many, the newest; nil: all.
    package var limit: Int?

    package init() {}
}

/// An entry of either class as `list`, `show` and `search` show it.
package struct ListedEntry {
    private let opened: Opened
    /// The entries that are versions of this one, first to newest; one if it was never amended.
    package let versions: [Int]
    package let retractedBy: Int?
    /// The entry that made it evidence, if it was recorded as a private one.
    package let releasedBy: Int?

    fileprivate init(_ opened: Opened, versions: [Int], retractedBy: Int?, releasedBy: Int?) {
        self.opened = opened
        self.versions = versions
        self.retractedBy = retractedBy
        self.releasedBy = releasedBy
    }

    package var number: Int { opened.number }
    package var entry: Entry { _read { yield opened.entry } }

    /// The entry that amends this one.
    package var amendedBy: Int? { versions.first { $0 > number } }

    package var value: JSONValue {
        var answer = EntryAnswer(number: number, entry: entry)
        answer.add(versions: versions, retractedBy: retractedBy, releasedBy: releasedBy)
        return answer.value
    }
}

extension Review {
    /// Entries by number, each as it was recorded: amended ones and their amendments are both there.
    package func list(_ request: ListRequest) -> [ListedEntry] {
        let found = all.filter { opened in
            guard request.showsAll || opened.entry.event.isTold else { return false }
            guard request.from != nil || request.to != nil else { return true }
            let day =
                opened.entry.event.occurred?.start.wall.date
                ?? homeZone.localTime(of: opened.entry.recorded).wall.date
            return (request.from.map { day >= $0 } ?? true) && (request.to.map { day <= $0 } ?? true)
        }
        return listed(request.limit.map { Array(found.suffix(max(0, $0))) } ?? found)
    }

    /// Entries, of either class, whose words, account, topics, people or reason hold every one of `words`,
    /// whatever the case and accents.
    package func search(_ words: [String]) -> [ListedEntry] {
        var search = TextSearch(words)
        return listed(all.filter { $0.entry.event.isTold && search.finds(in: $0.entry) })
    }

    /// All versions of the entry that `number` is a version of, oldest first, with the retraction if any.
    package func history(of number: Int) -> [Opened] {
        histories.first { $0.contains { $0.number == number } } ?? opened(number).map { [$0] } ?? []
    }

    private func listed(_ entries: [Opened]) -> [ListedEntry] {
        var places: [Int: (versions: [Int], retraction: Int?)] = [:]
        for history in histories {
            let versions = history.filter { $0.entry.event.kind != .retract }.map(\.number)
            let retraction = history.first { $0.entry.event.kind == .retract }?.number
            for opened in history { places[opened.number] = (versions, retraction) }
        }
        return entries.map { opened in
            let (number, place) = (opened.number, places[opened.number])
            return ListedEntry(
                opened, versions: place?.versions ?? (opened.entry.event.kind == .retract ? [] : [number]),
                retractedBy: place?.retraction == number ? nil : place?.retraction, releasedBy: releases[number])
        }
    }

    /// The entries of both classes by number.
    private var all: [Opened] {
        var all: [Opened] = []
        all.reserveCapacity(evidence.count + privates.count)
        var rest = privates[...]
        for entry in evidence {
            while let first = rest.first, first.number < entry.number { all.append(.private(rest.removeFirst())) }
            all.append(.evidence(entry))
        }
        return all + rest.map(Opened.private)
    }

    /// The entries that were corrected, each with its amendments and retraction; all others stand alone.
    private var histories: [[Opened]] {
        let all = all
        var place: [Int: Int] = [:]
        var histories: [[Opened]] = []
        for entry in all {
            guard let corrected = entry.entry.heading.corrects else { continue }
            if place[corrected] == nil, let first = Self.find(corrected, in: all), corrected < entry.number {
                place[corrected] = histories.count
                histories.append([first])
            }
            guard let history = place[corrected] else { continue }
            place[entry.number] = history
            histories[history].append(entry)
        }
        return histories
    }

    private static func find(_ number: Int, in all: [Opened]) -> Opened? {
        var range = all.startIndex..<all.endIndex
        while !range.isEmpty {
            let middle = (range.lowerBound + range.upperBound) / 2
            if all[middle].number == number { return all[middle] }
            range = all[middle].number < number ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return nil
    }
}
