import Casework
import Foundation
import Ledger
import Seeds
import Vault

extension FuzzTarget {
    static let vault = [
        FuzzTarget("vault", read: readVault), FuzzTarget("vault-rows", read: readRows),
        FuzzTarget("mark", read: readMark),
    ]

    /// A whole vault file if it begins as one; else changes to the sample vault's bytes.
    private static func readVault(_ bytes: [UInt8]) {
        let files =
            bytes.starts(with: "SQLite format 3".utf8)
            ? SampleVault.Files(book: bytes) : SampleVault.Files(changedBy: bytes)
        withTemporaryFolder { folder in
            write(files.book, to: folder + "/book")
            if !files.log.isEmpty { write(files.log, to: folder + "/book-wal") }
            verify(in: folder)
        }
    }

    /// Changes to the sample vault's rows, as a person with SQLite's own tool would make them.
    private static func readRows(_ bytes: [UInt8]) {
        withTemporaryFolder { folder in
            write(RowChanges.bare.book, to: folder + "/book")
            RowChanges.make(bytes, in: folder + "/book")
            verify(in: folder)
        }
    }

    /// Without a key and with one: an answer, in time, and "unchanged" only for a state that was signed.
    private static func verify(in folder: String) {
        let sample = SampleVault.made
        let environment = Environment(
            now: { Family.now }, random: Chance(3).source, dataFolder: folder,
            stateFolder: folder + "/state", program: "daybook fuzz")
        guard let locked = try? LockedBook(at: folder + "/book", environment: environment) else { return }
        defer { locked.close() }
        check(try? locked.verify(), sample)
        _ = try? locked.checkpoint()
        _ = try? locked.standing()
        guard let book = try? locked.unlock(recovery: sample.recovery) else { return }
        check(try? locked.verify(with: book), sample)
        guard let review = try? book.review() else { return }
        promise(sample.checkpoints.contains(review.head.text), "a book that can be read was signed")
    }

    private static func check(_ answer: VerifyAnswer?, _ sample: SampleVault) {
        guard let answer else { return }
        _ = answer.value
        guard answer.isUnchanged else { return promise(answer.exitCode != 0, "a fault has its exit code") }
        let head = answer.head
        promise(head.map { sample.checkpoints.contains($0.text) } == true, "unchanged: the head was signed")
        promise(answer.entries == head?.head.size, "unchanged: all entries are there")
    }

    /// The file of the last checkpoint seen, as it lies in the state folder.
    private static func readMark(_ bytes: [UInt8]) {
        let sample = SampleVault.made
        withTemporaryFolder { folder in
            let mark = needed { RollbackMark(folder: folder, origin: sample.origin) }
            write(bytes, to: folder + "/" + sample.origin.dropFirst(Checkpoint.originPrefix.count) + ".checkpoint")
            let before = (try? mark.read()) ?? nil
            promise(before == nil || before?.note == bytes, "a mark is read as it lies there")
            needed { try mark.advance(to: sample.note) }
            let after = needed { try mark.read() }
            promise(after.head.size >= max(6, before?.head.size ?? 0), "a mark only moves forward")
        }
    }
}

extension SampleVault.Files {
    /// The sample vault after the changes that `bytes` spell, five bytes and what they need for each:
    /// kind, a place in three bytes, a length.
    init(changedBy bytes: [UInt8]) {
        var feed = Feed(bytes)
        self = feed.byte().isMultiple(of: 2) ? SampleVault.made.closed : SampleVault.made.open
        while !feed.isEmpty { change(&feed) }
    }

    private mutating func change(_ feed: inout Feed) {
        let kind = feed.byte()
        let place = feed.number(byteCount: 3)
        let length = feed.byte()
        switch kind % 8 {
        case 0: put(feed.bytes(length), at: place)
        case 1: put(feed.bytes(length), at: cell(place, feed.byte()))
        case 2: put([UInt8](repeating: 0, count: length * 64), at: place)
        case 3: book.removeLast(max(0, book.count - place))
        case 4: log.removeLast(max(0, log.count - place))
        case 5: copyPage(from: length, to: place)
        case 6: swapCells(place >> 8, place & 0xFF)
        default: put([UInt8(length)], at: place)
        }
    }

    /// A place inside one of the stored values.
    private func cell(_ place: Int, _ number: Int) -> Int {
        let cells = SampleVault.made.cells
        let cell = cells[number % cells.count]
        return cell.lowerBound + place % cell.count
    }

    /// Places behind the file's end are in its log.
    private mutating func put(_ bytes: [UInt8], at place: Int) {
        for (index, byte) in bytes.enumerated() {
            let place = place + index
            if place < book.count {
                book[place] = byte
            } else if place - book.count < log.count {
                log[place - book.count] = byte
            }
        }
    }

    private mutating func copyPage(from source: Int, to place: Int) {
        let size = 16_384
        let (source, target) = (source * size, place % 64 * size)
        guard source + size <= book.count, target <= book.count else { return }
        let page = book[source..<source + size]
        if target == book.count { book += page } else { book.replaceSubrange(target..<target + size, with: page) }
    }

    private mutating func swapCells(_ first: Int, _ second: Int) {
        let cells = SampleVault.made.cells
        let (first, second) = (cells[first % cells.count], cells[second % cells.count])
        guard first.count == second.count, second.upperBound <= book.count, first.upperBound <= book.count else {
            return
        }
        for (a, b) in zip(first, second) { book.swapAt(a, b) }
    }
}
