import Ledger
import Synchronization
import Testing

@testable import Casework

struct GeneratedPassphraseTests {
    @Test("the list has 2,048 words, so that seven are 77 bits")
    func count() { #expect(WordList.words.count == 2048) }

    @Test("words have three to seven small letters and differ in their first four")
    func shape() {
        for word in WordList.words {
            #expect(3...7 ~= word.utf8.count && word.utf8.allSatisfy { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 })
        }
        #expect(Set(WordList.words.map { $0.prefix(4) }).count == WordList.words.count)
        #expect(WordList.words == WordList.words.sorted())
    }

    @Test("a passphrase is seven words of the list, and two of them differ")
    func made() {
        let phrases = (0..<2).map { _ in String(decoding: GeneratedPassphrase.make(from: .system), as: UTF8.self) }
        let known = Set(WordList.words.map { Substring($0) })
        for phrase in phrases {
            let words = phrase.split(separator: " ", omittingEmptySubsequences: false)
            #expect(words.count == 7 && words.allSatisfy(known.contains))
        }
        #expect(phrases[0] != phrases[1])
    }

    @Test("a draw that would favour the first words is thrown away")
    func rejection() {
        // 65,536 = 3 × 21,845 + 1: 65,535 is the one draw that is not usable.
        let draws = Mutex<[UInt8]>([0xFF, 0xFF] + [UInt8](repeating: 0, count: 13) + [1])
        let random = RandomSource { buffer in
            for place in buffer.indices { buffer[place] = draws.withLock { $0.isEmpty ? 0 : $0.removeFirst() } }
        }
        let phrase = GeneratedPassphrase.make(from: random, words: ["a", "b", "c"])
        #expect(String(decoding: phrase, as: UTF8.self) == "a a a a a a b")
    }
}
