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
    package let number: Int
    package let entry: Entry
    /// The entries that are versions of this one, first to newest; one if it was never amended.
    package let versions: [Int]
    package let retractedBy: Int?
    /// The entry that made it evidence, if it was recorded as a private one.
    package let releasedBy: Int?

    /// The entry that amends this one.
    package var amendedBy: Int? { versions.first { $0 > number } }

    /// True for what people read: contacts and notes.
    fileprivate var isReading: Bool { entry.event.isTold }

    package var value: JSONValue {
        var answer = EntryAnswer(number: number, entry: entry)
        answer.add(versions: versions, retractedBy: retractedBy, releasedBy: releasedBy)
        return answer.value
    }
}

extension Review {
    /// Entries by number, each as it was recorded: amended ones and their amendments are both there.
    package func list(_ request: ListRequest) -> [ListedEntry] {
        let found = listed.filter { listed in
            guard request.showsAll || listed.isReading else { return false }
            let day =
                listed.entry.event.occurred?.start.wall.date
                ?? homeZone.localTime(of: listed.entry.recorded).wall.date
            return (request.from.map { day >= $0 } ?? true) && (request.to.map { day <= $0 } ?? true)
        }
        return request.limit.map { Array(found.suffix(max(0, $0))) } ?? found
    }

    /// Entries, of either class, whose words, account, topics, people or reason hold every one of `words`,
    /// whatever the case and accents.
    package func search(_ words: [String]) -> [ListedEntry] {
        var search = TextSearch(words)
        return listed.filter { $0.isReading && search.finds(in: $0.entry) }
    }

    /// All versions of the entry that `number` is a version of, oldest first, with the retraction if any.
    package func history(of number: Int) -> [Opened] {
        histories.first { $0.contains { $0.number == number } } ?? []
    }

    private var listed: [ListedEntry] {
        histories.flatMap { history in
            let versions = history.filter { $0.entry.event.kind != .retract }.map(\.number)
            let retraction = history.first { $0.entry.event.kind == .retract }?.number
            return history.map {
                ListedEntry(
                    number: $0.number, entry: $0.entry, versions: versions,
                    retractedBy: $0.number == retraction ? nil : retraction, releasedBy: releases[$0.number])
            }
        }
        .sorted { $0.number < $1.number }
    }

    /// The entries of both classes, each with its amendments and retraction.
    private var histories: [[Opened]] {
        let all = (evidence.map(Opened.evidence) + privates.map(Opened.private)).sorted { $0.number < $1.number }
        var place: [Int: Int] = [:]
        var histories: [[Opened]] = []
        for entry in all {
            if let corrected = entry.entry.heading.corrects.flatMap({ place[$0] }) {
                place[entry.number] = corrected
                histories[corrected].append(entry)
            } else {
                place[entry.number] = histories.count
                histories.append([entry])
            }
        }
        return histories
    }
}
