import Ledger
import Rules

/// The phrases of a report in one language. Everything that a report says of itself comes from here, and what the rules
/// say is put into this language; what people wrote stays as it is.
package struct Catalogue: Sendable {
    /// BCP 47.
    package let language: String
    private let text: @Sendable (Phrase) -> String
    private let form: @Sendable (Int) -> Int
    private let sentence: (@Sendable (String) -> String)?
    let months: [String]
    let longMonths: [String]
    let weekdays: [String]

    /// - Parameters:
    ///   - form: Which form of a counted phrase stands beside a number, from 0.
    ///   - text: Each phrase with its places in braces; forms of a counted phrase are parted by `|`.
    ///   - sentence: What the rules say, by its English with the places numbered, `{1} later than {2}`; nil where it stays
    ///     English.
    package init(
        language: String, form: @escaping @Sendable (Int) -> Int, text: @escaping @Sendable (Phrase) -> String,
        sentence: (@Sendable (String) -> String)?
    ) {
        self.language = language
        self.form = form
        self.text = text
        self.sentence = sentence
        months = Self.forms(text(.months))
        longMonths = Self.forms(text(.longMonths))
        weekdays = Self.forms(text(.weekdays))
    }

    package static let english = Catalogue(
        language: "en", form: { $0 == 1 ? 0 : 1 }, text: { $0.rawValue }, sentence: nil)

    /// The phrase with its places filled.
    package func callAsFunction(_ phrase: Phrase, _ values: KeyValuePairs<String, String> = [:]) -> String {
        Self.filled(text(phrase), values)
    }

    /// What a rule says, in this language.
    func callAsFunction(_ sentence: Sentence) -> String { self.sentence.map(sentence.text) ?? sentence.english }

    /// `3 entries`: the phrase's form for `number`, which stands at `{n}`.
    func count(_ number: Int, _ phrase: Phrase) -> String {
        Self.filled(formed(number, phrase), ["n": grouped(number)])
    }

    /// The phrase's form for `number`, its places filled.
    func callAsFunction(_ phrase: Phrase, for number: Int, _ values: KeyValuePairs<String, String>) -> String {
        Self.filled(formed(number, phrase), values)
    }

    private func formed(_ number: Int, _ phrase: Phrase) -> String {
        let forms = Self.forms(text(phrase))
        return forms[min(max(form(number), 0), forms.count - 1)]
    }

    /// The phrase in styled runs, its places filled with runs.
    func runs(
        _ phrase: Phrase, _ style: Run.Style = [], _ values: KeyValuePairs<String, [Run]> = [:]
    ) -> [Run] {
        var runs: [Run] = []
        Template.split(text(phrase)) { piece, isPlace in
            if !isPlace {
                runs.append(Run(piece, style))
            } else if let value = values.first(where: { $0.key == piece })?.value {
                runs += value
            }
        }
        return runs
    }

    private static func forms(_ text: String) -> [String] {
        text.utf8.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false).map { String(Substring($0)) }
    }

    private static func filled(_ text: String, _ values: KeyValuePairs<String, String>) -> String {
        guard !values.isEmpty else { return text }
        var result = ""
        Template.split(text) { piece, isPlace in
            result += isPlace ? values.first { $0.key == piece }?.value ?? "" : piece
        }
        return result
    }
}

extension Catalogue: Equatable {
    package static func == (a: Catalogue, b: Catalogue) -> Bool { a.language == b.language }
}

/// Small turns of phrase.
extension Catalogue {
    /// `a`, `a and b`, `a, b and c`.
    func list(_ parts: [String]) -> String {
        guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
        return self(.and, ["first": parts.dropLast().joined(separator: ", "), "last": last])
    }

    /// `entry 4`, `entries 4, 7, 9–12`; runs of three or more are drawn together.
    func entries(_ numbers: [Int]) -> String {
        self(.entriesNamed, for: numbers.count, ["numbers": Numbers.text(numbers)])
    }

    /// `none`, `1 (entry 4)`, `5 (entries 4, 9–12)`; a list of many runs is left to the chronology.
    func listed(_ numbers: [Int]) -> String {
        if numbers.isEmpty { return self(.none) }
        let sorted = numbers.sorted()
        let text = Numbers.runs(sorted).count > 40 ? self(.markedInChronology) : entries(sorted)
        return "\(grouped(numbers.count)) (\(text))"
    }

    /// `12 345` with a no-break space from five digits on.
    func grouped(_ number: Int) -> String { Numbers.grouped(number) }

    /// `3 s`, `4 min 3 s`, `2 h 5 min`, `3 d 4 h`: the two largest units, rounded down.
    func duration(_ seconds: Int) -> String {
        let size = Int(seconds.magnitude)
        let units: [(Int, Phrase)] = [
            (size / 86_400, .days), (size / 3600 % 24, .hours), (size / 60 % 60, .minutes), (size % 60, .seconds),
        ]
        guard let first = units.firstIndex(where: { $0.0 > 0 }) else { return self(.seconds, ["n": "0"]) }
        return units[first..<min(first + 2, 4)].filter { $0.0 > 0 }
            .map { self($0.1, ["n": String($0.0)]) }.joined(separator: " ")
    }
}

/// Numbers in lists, the same in every language.
enum Numbers {
    /// `4, 7, 9–12`.
    static func text(_ numbers: [Int]) -> String { runs(numbers).map(\.text).joined(separator: ", ") }

    /// Neighbouring numbers drawn together, for numbers in rising order.
    static func runs(_ numbers: [Int]) -> [Run] {
        NumberRuns.of(numbers).map { Run(first: $0.lowerBound, last: $0.upperBound) }
    }

    struct Run {
        let first: Int
        let last: Int

        var text: String {
            switch last - first {
            case 0: "\(first)"
            case 1: "\(first), \(last)"
            default: "\(first)–\(last)"
            }
        }
    }

    static func grouped(_ number: Int) -> String {
        let digits = Array(String(number.magnitude).utf8)
        guard digits.count > 4 else { return String(number) }
        var text = number < 0 ? "−" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text += "\u{A0}" }
            text.unicodeScalars.append(Unicode.Scalar(digit))
        }
        return text
    }
}
