import Foundation
import Synchronization
import Testing

@testable import CLI

/// `kill -9` at random moments of a run. `DAYBOOK_SEED` repeats one, `DAYBOOK_ROUNDS` makes more.
@Suite("Trust: kill -9", .serialized)
struct KillTests {
    private static let seed =
        ProcessInfo.processInfo.environment["DAYBOOK_SEED"].flatMap(UInt64.init) ?? UInt64.random(in: 1...999_999)
    private static let rounds = ProcessInfo.processInfo.environment["DAYBOOK_ROUNDS"].flatMap(Int.init) ?? 25

    @Test("of log: what was acknowledged is there, and at most the one entry more")
    func log() throws {
        guard let book = try RealBook() else { return }
        try torture(book, "log") { _ in (RealBook.log, [1]) }
    }

    @Test("of import: all of it is there or nothing")
    func imported() throws {
        guard let book = try RealBook() else { return }
        // A debug build reads a tenth of what a release build does in the time.
        let count = ProcessInfo.processInfo.environment["DAYBOOK_BINARY"] == nil ? 100 : 1000
        try torture(book, "import") { round in
            (["import", "jsonl", try book.messages(count, mark: round), "--json"], [count + 2])
        }
    }

    /// - Parameter command: What to run in a round, and the numbers of entries that it adds if it is done.
    private func torture(
        _ book: RealBook, _ name: String, _ command: (Int) throws -> (arguments: [String], adds: Set<Int>)
    ) throws {
        var random = SplitMix(Self.seed)
        let start = ContinuousClock.now
        #expect(try book.run(command(0).arguments).code == 0)
        // Follows how long a run takes as the book grows, so that about half of them get to the end.
        var seconds = (ContinuousClock.now - start) / .seconds(1)
        var count = try #require(try book.unchangedCount("before"))
        var acknowledged = 0
        var done = 0
        for round in 1...Self.rounds {
            let (arguments, adds) = try command(round)
            let delay = seconds * Double.random(in: 0...1.6, using: &random)
            let ran = try book.run(arguments, killingAfter: delay)
            let moment = "\(name), seed \(Self.seed), round \(round), killed after \(delay) s"
            let now = try #require(try book.unchangedCount(moment), "\(moment)")
            let added = now - count
            #expect(added == 0 || adds.contains(added), "\(moment): \(added) entries more")
            if ran.code == 0 { acknowledged += 1 }
            // An answer printed just before the end counts as one given.
            if ran.code == 0 || ran.output["number"] != nil || ran.output["entry"] != nil {
                #expect(added > 0, "\(moment): acknowledged and lost")
            } else {
                #expect(ran.code == -SIGKILL, "\(moment): exit \(ran.code)")
            }
            if added > 0 { done += 1 }
            seconds *= added > 0 ? 0.9 : 1.1
            count = now
        }
        #expect(done > 0, "the moments were not spread over the run")
        #expect(try book.run(["list", "--json"]).code == 0)
        #expect(try book.run(RealBook.log).code == 0)
        print(
            "kill -9 of \(name): seed \(Self.seed), \(Self.rounds) rounds, a run takes about \(seconds) s; "
                + "\(acknowledged) ended before, \(done) had stored, none lost, none half")
    }
}

private struct SplitMix: RandomNumberGenerator {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
