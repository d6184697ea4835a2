import Ledger
import Synchronization

/// Random numbers that are the same in every run with the same seed (SplitMix64); a failing test prints the seed.
package struct SeededRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// The same numbers for several takers and threads, and as the program's source of random bytes.
package final class Chance: Sendable {
    private let random: Mutex<SeededRandom>

    package init(_ seed: UInt64) { random = Mutex(SeededRandom(seed: seed)) }

    package func next() -> UInt64 { random.withLock { $0.next() } }

    package func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

    package var source: RandomSource {
        RandomSource { buffer in
            for index in buffer.indices { buffer[index] = UInt8(truncatingIfNeeded: self.next()) }
        }
    }
}
