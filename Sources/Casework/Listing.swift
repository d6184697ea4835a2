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
    /// Of this entry's first version on; one if it was never amended.
    package let versions: [Int]
    package let retractedBy: Int?

    package var value: JSONValue {
        var answer = EntryAnswer(number: number, entry: entry)
        answer.add(versions: versions, retractedBy: retractedBy)
        return answer.value
    }
}

extension Review {
    /// Entries as corrections leave them, oldest first by number.
    package func list(_ request: ListRequest) -> [ListedEntry] {
        var listed = listedEvidence(includingBookkeeping: request.showsAll)
        listed += listedPrivates(includingBookkeeping: request.showsAll)
        listed = listed.filter { entry in
            let day =
                entry.entry.event.occurred?.start.wall.date ?? homeZone.localTime(of: entry.entry.recorded).wall.date
            return (request.from.map { day >= $0 } ?? true) && (request.to.map { day <= $0 } ?? true)
        }
        listed.sort { $0.number < $1.number }
        if let limit = request.limit { listed = Array(listed.suffix(max(0, limit))) }
        return listed
    }

    /// Entries, of either class, whose words, account, topics, people or reason hold every one of `words`,
    /// whatever the case and accents.
    package func search(_ words: [String]) -> [ListedEntry] {
        var search = TextSearch(words)
        return
            (listedEvidence(includingBookkeeping: false) { search.finds(in: $0) }
            + listedPrivates(includingBookkeeping: false) { search.finds(in: $0) })
            .sorted { $0.number < $1.number }
    }

    /// All versions of the entry that `number` is a version of, oldest first, with the retraction if any.
    package func history(of number: Int) -> [Opened] {
        let all: [Opened] =
            (evidence.map(Opened.evidence) + privates.map(Opened.private)).sorted { $0.number < $1.number }
        var first: [Int: Int] = [:]
        for entry in all {
            first[entry.number] = entry.entry.heading.corrects.flatMap { first[$0] } ?? entry.number
        }
        guard let root = first[number] else { return [] }
        return all.filter { first[$0.number] == root }
    }

    private func listedEvidence(
        includingBookkeeping: Bool, where isWanted: (Entry) -> Bool = { _ in true }
    ) -> [ListedEntry] {
        standing.filter { (includingBookkeeping || $0.event.isContact) && isWanted($0.current.entry) }.map {
            ListedEntry(
                number: $0.number, entry: $0.current.entry, versions: $0.versions, retractedBy: $0.retractedBy)
        }
    }

    private func listedPrivates(
        includingBookkeeping: Bool, where isWanted: (Entry) -> Bool = { _ in true }
    ) -> [ListedEntry] {
        let replaced = Set(privates.compactMap { $0.entry.heading.corrects })
        return privates.filter {
            (includingBookkeeping || ($0.entry.event.kind == .note && !replaced.contains($0.number)))
                && isWanted($0.entry)
        }
        .map { ListedEntry(number: $0.number, entry: $0.entry, versions: [$0.number], retractedBy: nil) }
    }
}
