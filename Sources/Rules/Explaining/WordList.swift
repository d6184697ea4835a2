/// Words and phrases that suggest topics; whole words only, with case folded.
///
/// A word is a run of letters, marks and digits; an apostrophe within it belongs to it. Scripts that write no
/// spaces come out as one long word, so that nothing is suggested for them.
struct WordList: Sendable {
    /// By their first word: the rest of the phrase, and its topic.
    private var phrases: [String: [(rest: [String], topic: Int)]] = [:]
    /// In alphabetical order.
    let topics: [String]

    init(_ lists: [String: [String]]) {
        topics = lists.keys.sorted()
        for (index, topic) in topics.enumerated() {
            for phrase in lists[topic] ?? [] {
                let words = Self.words(of: phrase)
                guard let first = words.first else { continue }
                phrases[first, default: []].append((Array(words.dropFirst()), index))
            }
        }
    }

    var isEmpty: Bool { phrases.isEmpty }

    /// The topics of which at least one word or phrase occurs in `text`, in alphabetical order.
    func topics(in text: String) -> [String] {
        guard !isEmpty else { return [] }
        let words = Self.words(of: text)
        var found: Set<Int> = []
        for (index, word) in words.enumerated() {
            for phrase in phrases[word] ?? [] where words[(index + 1)...].starts(with: phrase.rest) {
                found.insert(phrase.topic)
            }
        }
        return found.sorted().map { topics[$0] }
    }

    static func words(of text: String) -> [String] {
        var words: [String] = []
        var word = ""
        var pending = ""
        for scalar in text.unicodeScalars {
            if isOfWord(scalar) {
                word += pending
                pending = ""
                word.unicodeScalars.append(scalar)
            } else if !word.isEmpty, pending.isEmpty, scalar == "'" || scalar == "\u{2019}" {
                pending = "'"
            } else if !word.isEmpty {
                words.append(word.lowercased())
                word = ""
                pending = ""
            }
        }
        if !word.isEmpty { words.append(word.lowercased()) }
        return words
    }

    private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            let byte = UInt8(truncatingIfNeeded: scalar.value)
            return (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
        }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .nonspacingMark, .spacingMark:
            return true
        default: return false
        }
    }
}

/// Two names that people may give to one thing: `police station` and `Central Police Station`, `emergancy` and
/// `emergency`.
enum OneThing {
    /// True if one is the other with a slip of the pen, or they share a word of more than three letters. Equal ones are
    /// one thing too.
    static func mayBe(_ a: String, _ b: String) -> Bool {
        if a.lowercased() == b.lowercased() { return true }
        if a.count > 3, b.count > 3, NearestWord.to(a, among: [b.lowercased()]) != nil { return true }
        return !words(a).isDisjoint(with: words(b))
    }

    private static func words(_ name: String) -> Set<String> { Set(WordList.words(of: name).filter { $0.count > 3 }) }
}
