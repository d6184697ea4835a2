import Dispatch
import Foundation
import Ledger

/// Opens records on all cores and hands them out in their order.
///
/// Opening is four fifths of what reading a book takes, and no record needs another; finding the rows and
/// following the chain goes on in one thread. At most `batchCount` records or 8 MiB wait.
struct ManyOpener {
    private let opener: Opener
    private var waiting: [VerifiedRecord] = []
    private var waitingByteCount = 0

    private static let batchCount = 1024
    private static let batchByteCount = 8 << 20

    init(_ opener: Opener) { self.opener = opener }

    /// Takes the next record; returns what was waiting once that is enough, else nothing.
    mutating func take(_ record: VerifiedRecord) -> [Answer] {
        waiting.append(record)
        waitingByteCount += record.record.sealed.count
        return waiting.count < Self.batchCount && waitingByteCount < Self.batchByteCount ? [] : finish()
    }

    /// Returns what is left.
    mutating func finish() -> [Answer] {
        defer {
            waiting.removeAll(keepingCapacity: true)
            waitingByteCount = 0
        }
        return Self.open(waiting, opener)
    }

    /// What came of one record.
    struct Answer {
        let number: Int
        let result: Result<Opened, OpenError>
    }

    private static func open(_ records: [VerifiedRecord], _ opener: Opener) -> [Answer] {
        let pieceCount = min(records.count / 16 + 1, ProcessInfo.processInfo.activeProcessorCount)
        let pieces = (0..<pieceCount).map { piece in
            records.count * piece / pieceCount..<records.count * (piece + 1) / pieceCount
        }
        return [Answer](unsafeUninitializedCapacity: records.count) { answers, count in
            guard let start = answers.baseAddress else { return }
            let place = Place(start: start)
            DispatchQueue.concurrentPerform(iterations: pieceCount) { piece in
                for index in pieces[piece] { place.put(open(records[index], opener), at: index) }
            }
            count = records.count
        }
    }

    private static func open(_ record: VerifiedRecord, _ opener: Opener) -> Answer {
        do throws(OpenError) {
            return Answer(number: record.number, result: .success(try opener.open(record)))
        } catch {
            return Answer(number: record.number, result: .failure(error))
        }
    }

    /// Where the threads put their answers, each in places of its own.
    private struct Place: @unchecked Sendable {
        let start: UnsafeMutablePointer<Answer>

        func put(_ answer: Answer, at index: Int) { (start + index).initialize(to: answer) }
    }
}
