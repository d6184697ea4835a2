import Ledger
import SampleFamily
import Testing

@testable import Rules

@Suite("What a rule says")
struct SentenceTests {
    /// The keys that are asked for, in order, and the text in which each is put between brackets.
    private func asked(_ sentence: Sentence) -> (keys: [String], text: String) {
        var keys: [String] = []
        let text = sentence.text { key in
            keys.append(key)
            return "[\(key)]"
        }
        return (keys, text)
    }

    @Test("reads in English as it is written")
    func english() {
        let name = "Mia"
        let but: Sentence = ", but \("it is not known" as Sentence)"
        let sentence: Sentence = "\(verbatim: name) waited \(2) hours\(but)."
        #expect(sentence.english == "Mia waited 2 hours, but it is not known.")
        #expect("\(sentence)" == sentence.english)
        #expect(sentence == "Mia waited 2 hours, but it is not known.")
        #expect(("" as Sentence).english.isEmpty)
    }

    @Test("is asked for by its English with the places numbered, and each of its parts by itself")
    func keys() {
        let sentence: Sentence = "Answered \(Phrases.count(2, "hour")) late by \(verbatim: "Mia")."
        #expect(asked(sentence) == (["{1} hours", "Answered {1} late by {2}."], "[Answered [2 hours] late by Mia.]"))
    }

    @Test("has its places where the translation has them, once, twice or not at all")
    func places() {
        let sentence: Sentence = "\(verbatim: "a") before \(verbatim: "b")"
        #expect(sentence.text { _ in "{2} nach {1}" } == "b nach a")
        #expect(sentence.text { _ in "{1}{1}{3}{0}{x}" } == "aa")
    }

    @Test("is not asked for where no word is ours")
    func noWords() {
        let part: Sentence = "\(verbatim: "Mia")\(3)"
        #expect(asked(part) == ([], "Mia3"))
        #expect(asked("") == ([], ""))
        #expect(asked([part, part].joined(separator: "; ")) == ([], "Mia3; Mia3"))
    }

    @Test("has one key where it is written on two lines or a word of ours is chosen")
    func oneKey() {
        #expect(asked("One line" + " and \(1) more").keys == ["One line and {1} more"])
        #expect(asked("by \(ours: Channel.inPerson.rawValue)").keys == ["by in-person"])
        #expect(asked(Phrases.weekday(.monday) + "s").keys == ["Mondays"])
    }

    @Test("begins with a capital after it was translated")
    func capitals() {
        let sentence: Sentence = "\(Phrases.channel(.text).capitalized) count."
        #expect(sentence.english == "Texts count.")
        #expect(sentence.text { $0 == "texts" ? "ñachrichten" : "{1} zählen." } == "Ñachrichten zählen.")
    }

    @Test("names lists, numbers, days and ordinals so that each can be translated")
    func phrases() throws {
        let day = try #require(CivilDate(text: "2026-03-04"))
        #expect(asked(Phrases.list(["a", "b", "c"], "or")).keys == ["a", "b", "c", "{1} or {2}"])
        #expect(asked(Phrases.list(verbatim: ["a", "b"])) == (["{1} and {2}"], "[a and b]"))
        #expect(asked(Phrases.quoted(["a"])) == (["“{1}”"], "[“a”]"))
        #expect(asked(Phrases.count(1, "contact")).keys == ["{1} contact"])
        #expect(asked(Phrases.count(0, "contact")).keys == ["{1} contacts"])
        #expect(asked(Phrases.count(3, "foot", "feet")).keys == ["{1} feet"])
        #expect(asked(Phrases.day(day)) == (["Wednesday", "{1} {2} March {3}"], "[[Wednesday] 4 March 2026]"))
        #expect(asked(Phrases.month(day)).keys == ["March {1}"])
        #expect([asked(Phrases.ordinal(3)).text, asked(Phrases.ordinal(22)).text] == ["[third]", "[22nd]"])
        #expect(asked(Phrases.person(.named("Mia"))) == ([], "Mia"))
    }

    @Test("has nothing but names, numbers, times and given words that stay the same, for every kind", arguments: 0..<8)
    func everyKindSpeaks(seed: Int) throws {
        let rules = try RuleBook(toml: everyKind)
        let judged = checker(rules).judge(anyLog(seed: seed))
        var said = judged.findings.flatMap { [$0.reason, $0.missing, $0.period].compactMap(\.self) + $0.facts }
        said += judged.patterns.map(\.text)
        for rule in rules.rules {
            said.append(rule.kind.stretches.name(CivilDate(dayNumber: 20_000)))
            said += rule.explanation.sentences + rule.explanation.assumptions
        }
        // As an entry names the person at whose request something was passed on.
        let given = Set(everyKindWords + ["them"])
        for sentence in said {
            let same = sentence.text { $0.matches(of: /\{[0-9]+\}/).reduce("|") { $0 + $1.0 + "|" } }
            for value in same.split(separator: /[|;,] ?/) where value.contains(/[A-Za-z]{2}/) {
                #expect(given.contains(String(value)), "\(value): \(sentence)")
            }
        }
    }
}
