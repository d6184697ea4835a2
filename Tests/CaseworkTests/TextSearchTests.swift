import Ledger
import Testing

@testable import Casework

struct TextSearchTests {
    private func entry(_ words: String, topics: [String] = []) -> Entry {
        var event = Event(.contact)
        event.from = "them"
        event.topics = topics
        return Entry(Draft(event: event, words: words), recorded: Instant(seconds: 0))
    }

    private func finds(_ words: [String], in entry: Entry) -> Bool {
        var search = TextSearch(words)
        return search.finds(in: entry)
    }

    @Test(
        "case and accents do not matter, in any script",
        arguments: [
            ("Meet at the CAFÉ", "cafe"), ("cafe\u{301}", "CAFÉ"), ("Straße", "STRASSE"), ("ΑΘΗΝΑ", "αθηνα"),
            ("Дом", "дом"), ("naïve Zoë", "zoe"), ("one", ""),
        ])
    func folded(words: String, wanted: String) {
        #expect(finds([wanted], in: entry(words)))
    }

    @Test("every word must be there, in whichever part")
    func all() {
        #expect(finds(["school", "friday", "them"], in: entry("On Friday", topics: ["School"])))
        #expect(!finds(["school", "friday", "them"], in: entry("On Frida y", topics: ["School"])))
        #expect(!finds(["fridayschool"], in: entry("On Friday", topics: ["School"])))
    }
}
