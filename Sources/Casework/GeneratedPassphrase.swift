import Ledger

/// A passphrase of seven words, which `init` and `passphrase change` offer.
package enum GeneratedPassphrase {
    package static let wordCount = 7

    /// Returns seven words with single spaces between, each chosen evenly and apart from the others.
    ///
    /// Seven of 2,048 words are 77 bits: with Argon2id at its costs here, out of reach of guessing. It
    /// is returned as bytes, never as a string, so that the caller can wipe them.
    ///
    /// - Parameter words: The list; other lists than `WordList.words` are for tests.
    package static func make(from random: RandomSource, words: [String] = WordList.words) -> [UInt8] {
        var phrase: [UInt8] = []
        phrase.reserveCapacity(wordCount * 8)
        for position in 0..<wordCount {
            if position > 0 { phrase.append(UInt8(ascii: " ")) }
            phrase.append(contentsOf: words[index(below: words.count, from: random)].utf8)
        }
        return phrase
    }

    /// An even choice among `count` indices, at most 65,536: a draw from the uneven rest is thrown away.
    private static func index(below count: Int, from random: RandomSource) -> Int {
        precondition(1...65_536 ~= count, "a word list has 1 to 65,536 words")
        let usable = 65_536 - 65_536 % count
        while true {
            let bytes = random.bytes(2)
            let draw = Int(bytes[0]) << 8 | Int(bytes[1])
            if draw < usable { return draw % count }
        }
    }
}
