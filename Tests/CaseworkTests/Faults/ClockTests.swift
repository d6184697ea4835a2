import Foundation
import Ledger
import Seeds
import Synchronization
import Testing

@testable import Casework
@testable import Vault

/// A clock that is set back and forth, and copies that are put back: neither is tampering, and none is called so.
///
/// `DAYBOOK_TORTURE=1` makes 1,000 of each, `DAYBOOK_SEED` repeats them.
@Suite("Faults: clock and honest copies")
struct ClockTests {
    private static let rounds = Chance.isTorture ? 1000 : 50

    /// A clock that tests set.
    private final class Clock: Sendable {
        private let moment = Mutex(Instant(seconds: 1_772_658_000))
        var now: Instant {
            get { moment.withLock { $0 } }
            set { moment.withLock { $0 = newValue } }
        }
    }

    private static func begin(_ folder: TrustFolder, _ clock: Clock, _ chance: Chance) throws -> Book {
        let environment = Environment(
            now: { clock.now }, random: chance.source, dataFolder: folder.path, stateFolder: folder.path + "/state",
            program: "daybook test")
        var request = BeginRequest(zone: try #require(Zone("Europe/London")))
        request.cost = .least
        return try Book.begin(
            at: folder.path + "/book", request, passphrase: SecretKey(copying: Array(TrustVault.passphrase.utf8)),
            recovery: GroupedNumber(bytes: Array(0..<16)), environment: environment)
    }

    /// The end and the beginning of time on small computers, nights on which clocks change, and the hours around.
    private static let moments = [
        "1970-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "2038-01-19T03:14:07Z", "2038-01-19T03:14:08Z",
        "2026-03-29T00:59:59Z", "2026-03-29T01:00:00Z", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z",
        "2000-02-29T12:00:00Z", "2099-12-31T23:59:59Z", "2106-02-07T06:28:16Z",
    ]

    @Test("a clock that jumps by hours and years leaves the order, raises no alarm, and every jump back is shown")
    func jumps() throws {
        let folder = try TrustFolder()
        let clock = Clock()
        let chance = Chance(Chance.seed &+ 81)
        let book = try Self.begin(folder, clock, chance)
        var expected: [ClockStep] = []
        var alarms = 0
        for round in 1...Self.rounds {
            let before = clock.now
            switch chance.below(4) {
            case 0: clock.now = try #require(Instant(text: Self.moments[chance.below(Self.moments.count)]))
            case 1: clock.now = before.adding(seconds: (chance.below(97) - 48) * 3600)
            case 2: clock.now = before.adding(seconds: (chance.below(41) - 20) * 31_557_600)
            default: clock.now = before.adding(seconds: chance.below(200) - 100)
            }
            // The format has years of four digits.
            let year = Zone.utc.localTime(of: clock.now).wall.date.year
            if !(1900...2999).contains(year) { clock.now = before }
            let number = try book.record(TrustVault.contact("round \(round)"))
            #expect(number == round)
            let back = before.seconds(since: clock.now)
            if back >= ClockStep.smallestSeconds { expected.append(ClockStep(number: number, backSeconds: back)) }
            let standing = try book.locked.standing()
            if standing != .same { alarms += 1 }
            if round % 25 == 0, try !book.locked.verify(with: book).isUnchanged { alarms += 1 }
        }
        let answer = try book.locked.verify(with: book)
        let review = try book.review()
        #expect(answer.isUnchanged && alarms == 0)
        #expect(answer.clockSteps == expected && review.clockSteps == expected)
        #expect(try book.locked.verify().clockSteps == nil)
        #expect(!expected.isEmpty)
        #expect(review.list(ListRequest()).map(\.number) == Array(1...Self.rounds))
        print(
            "clock: seed \(Chance.seed), \(Self.rounds) jumps, \(expected.count) back and shown, \(alarms) false alarms"
        )
        book.locked.close()
    }

    @Test("copies made and put back as a person would raise no false alarm, and the book goes on")
    func copies() throws {
        let folder = try TrustFolder()
        let clock = Clock()
        let chance = Chance(Chance.seed &+ 82)
        var book = try Self.begin(folder, clock, chance)
        let environment = book.environment
        let path = book.path
        var copies: [String] = []
        var alarms: [String] = []
        var older = 0
        for round in 1...Self.rounds {
            clock.now = clock.now.adding(seconds: 600)
            for _ in 0...chance.below(3) { try book.record(TrustVault.contact("round \(round)")) }
            let (copy, head) = try book.locked.backUp(to: folder.path + "/copy-\(round)")
            copies.append(copy)
            #expect(try head.head == book.locked.checkpoint().head)
            if chance.below(2) == 0 { try book.record(TrustVault.contact("after the copy of round \(round)")) }

            let chosen = copies.remove(at: max(0, copies.count - 1 - chance.below(3)))
            let ring = book.ring
            book.locked.close()
            let moved = try Restoring.put(chosen, at: path, environment: environment)
            book = Book(locked: try LockedBook(at: path, environment: environment), ring: ring)
            let (_, lost) = try book.acceptAsRestored()
            if lost != nil { older += 1 }
            let answer = try book.locked.verify(with: book)
            let standing = try book.locked.standing()
            if !answer.isUnchanged || standing != .same {
                alarms.append("round \(round): \(answer.failed) \(standing)")
            }
            for file in [moved, chosen].compactMap(\.self) { try FileManager.default.removeItem(atPath: file) }
            if copies.count > 4 { try FileManager.default.removeItem(atPath: copies.removeFirst()) }
        }
        try book.record(TrustVault.contact("the last"))
        #expect(alarms == [])
        #expect(older > 0)
        print(
            "honest copies: seed \(Chance.seed), \(Self.rounds) made and put back, \(older) of them older than the book, "
                + "\(alarms.count) false alarms")
        book.locked.close()
    }
}
