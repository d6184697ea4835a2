import Ledger

extension Report {
    /// An attached file, numbered in the order of entries.
    package struct Exhibit: Sendable, Equatable {
        /// Its number in this report, from 1, printed as `X3`.
        package let number: Int
        package let entry: Int
        /// Its place in the entry, from 1.
        package let place: Int
        package let file: AttachmentLine
        /// Number of the source file that its entry was imported from.
        package let source: Int?
        /// The entries between the same people around it, so that nothing stands alone.
        package let thread: EntryCount
    }
}

extension Index {
    func exhibits() -> [Report.Exhibit] {
        guard standing.contains(where: { !$0.current.entry.attachments.isEmpty }) else { return [] }
        let threads = threads()
        var exhibits: [Report.Exhibit] = []
        for entry in standing.sorted(by: { $0.number < $1.number }) {
            for (offset, attachment) in entry.current.entry.attachments.enumerated() {
                exhibits.append(
                    Report.Exhibit(
                        number: exhibits.count + 1, entry: entry.number, place: offset + 1, file: line(attachment),
                        source: (opened[entry.number] ?? entry.current).event.locator.flatMap {
                            sourceNumbers[$0.fileSHA256]
                        },
                        thread: threads[entry.number] ?? EntryCount([entry.number])))
            }
        }
        return exhibits
    }

    /// Contacts of the same people each within a day of the next, in order of time; of unknown time: alone.
    private func threads() -> [Int: EntryCount] {
        var open: [Set<String>: (numbers: [Int], last: Instant)] = [:]
        var threads: [Int: EntryCount] = [:]
        func close(_ numbers: [Int]) {
            let count = EntryCount(numbers)
            for number in numbers { threads[number] = count }
        }
        for entry in standing where entry.event.kind == .contact {
            guard let start = entry.event.occurred?.start.instant, let from = entry.event.from else { continue }
            let people = Set(([from] + entry.event.to).map(names.key))
            if let thread = open[people], start.seconds(since: thread.last) <= 86_400 {
                open[people] = (thread.numbers + [entry.number], start)
            } else {
                if let thread = open[people] { close(thread.numbers) }
                open[people] = ([entry.number], start)
            }
        }
        for thread in open.values { close(thread.numbers) }
        return threads
    }
}
