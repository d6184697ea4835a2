import Ledger

/// A rule of the kind `conduct` says how messages shall be written, as far as a machine can see it.
package final class ConductRule: RuleKind {
    package static let name = "conduct"
    package static let documentation = """
        conduct: how messages shall be written. Only what can be counted is judged; the rest is for a person.

        capitals-percent = 50
            More than this share of the letters in capitals is an apparent breach. Messages of fewer than 10 letters
            are not tested.
        at-most-words = 150, at-most-characters = 1000
            The longest message.
        forbids = ["attachments", "forwarded", "chain"]
            attachments: files that came with the message, as an importer read it (in a file of drafts: with
            `obtained` beginning "part of"). Any other file may be a picture of the message: "cannot tell".
            forwarded: messages with a mark such as "Fwd:" at the beginning of a line.
            chain: chain messages. A forwarded one is "cannot tell": a person decides whether it is one.
        for-a-person = ["name-calling", "accusations"]
            What only a person can judge. Every message is "cannot tell" until a person has looked at it: dismiss
            the finding, or decide that the topic is one of these words, which makes it an apparent breach.

        Without `channels` it looks at texts, e-mails, app messages, letters, social media and notes with payments.

        An example to adapt:

            [[rule]]
            id = "plain-messages"
            kind = "conduct"
            clause = "No messages in all capitals, no name-calling, no chain e-mails, no attachments."
            source = "Stipulation of 5 May 2026, paragraph 7"
            binds = "both"
            capitals-percent = 50
            forbids = ["attachments", "chain"]
            for-a-person = ["name-calling"]
        """
    package static let defaultChannels: Set<Channel> = [.text, .email, .app, .letter, .social, .payment]
    package var readsClock: Bool { false }

    private let capitalsPercent: Int?
    private let wordLimit: Int?
    private let characterLimit: Int?
    private let forbids: [Forbidden]
    private let forPerson: [String]

    private enum Forbidden: String, CaseIterable { case attachments, forwarded, chain }

    /// Messages with fewer letters show nothing about capitals.
    static let fewestLetters = 10

    package init(reading keys: KeyReader, terms: Terms) throws(RuleBookError) {
        capitalsPercent = try keys.integer("capitals-percent", in: 0...99)
        wordLimit = try keys.integer("at-most-words", in: 0...1_000_000)
        characterLimit = try keys.integer("at-most-characters", in: 0...1_000_000)
        forbids = try keys.choices("forbids", of: Forbidden.self) ?? []
        forPerson = try keys.texts("for-a-person")?.map { $0.lowercased() } ?? []
        if capitalsPercent == nil, wordLimit == nil, characterLimit == nil, forbids.isEmpty, forPerson.isEmpty {
            throw .contradiction(keys.place, .noConduct)
        }
    }

    package func judge(_ context: CheckContext, into findings: inout [Finding]) {
        findings += context.subjects.lazy.compactMap { [self] subject -> Finding? in
            let contact = subject.contact
            if contact.isAttempt, contact.words == nil { return nil }
            let marks = marks(contact)
            let questions = marks.isEmpty ? questions(contact) : []
            let judgement = Judgement(
                offends: !marks.isEmpty || !questions.isEmpty, doubts: subject.doubts, questions: questions)
            return Finding(
                context.rule, .entry(contact.number), person: subject.person, verdict: judgement.verdict,
                bookEntry: context.bookEntry,
                grounds: ConductGrounds(judgement: judgement, contact: contact.told, marks: marks))
        }
    }

    /// What surely goes against the rule.
    private func marks(_ contact: Contact) -> [ConductGrounds.Mark] {
        var marks: [ConductGrounds.Mark] = []
        if let words = contact.words {
            if let limit = capitalsPercent {
                let letters = MessageMeasure.letters(in: words)
                if letters.all >= Self.fewestLetters, letters.capitals * 100 > limit * letters.all {
                    marks.append(.capitals(percent: letters.capitals * 100 / letters.all, limit: limit))
                }
            }
            if let wordLimit {
                let count = WordList.words(of: words).count
                if count > wordLimit { marks.append(.words(count, limit: wordLimit)) }
            }
            if let characterLimit, words.count > characterLimit {
                marks.append(.characters(words.count, limit: characterLimit))
            }
            if forbids.contains(.forwarded), MessageMeasure.isForwarded(words) { marks.append(.forwarded) }
        }
        if forbids.contains(.attachments) {
            let came = contact.attachments.filter { $0.cameWithMessage(contact.event.locator) }
            if !came.isEmpty { marks.append(.attachments(came.count)) }
        }
        let found = contact.topics.filter { forPerson.contains($0.lowercased()) }
        if !found.isEmpty { marks.append(.found(found)) }
        return marks
    }

    /// What keeps a message without such marks from being fine.
    private func questions(_ contact: Contact) -> [OpenQuestion] {
        var questions: [OpenQuestion] = []
        let readsWords =
            capitalsPercent != nil || wordLimit != nil || characterLimit != nil || forbids.contains(.forwarded)
            || forbids.contains(.chain)
        if readsWords, contact.words == nil { questions.append(.words) }
        if forbids.contains(.chain), let words = contact.words, MessageMeasure.isForwarded(words) {
            questions.append(.chain)
        }
        if forbids.contains(.attachments), !contact.attachments.isEmpty { questions.append(.attachmentOrigin) }
        if !forPerson.isEmpty { questions.append(.forPerson(forPerson)) }
        return questions
    }

    package func explain(_ terms: Terms) -> Explanation {
        var sentences: [Sentence] = []
        var assumptions: [Sentence] = []
        if let capitalsPercent {
            sentences.append(
                "A message with more than \(capitalsPercent) percent of its letters in capitals is an apparent breach.")
            assumptions.append("Messages of fewer than \(Self.fewestLetters) letters are not tested for capitals.")
        }
        if let wordLimit {
            sentences.append("A message of more than \(Phrases.count(wordLimit, "word")) is an apparent breach.")
        }
        if let characterLimit {
            sentences.append(
                "A message of more than \(Phrases.count(characterLimit, "character")) is an apparent breach.")
        }
        if forbids.contains(.attachments) {
            sentences.append("A message that came with an attached file is an apparent breach.")
            assumptions.append(
                "A file attached to an entry made by hand may be a picture of the message: it is “cannot tell”.")
        }
        if forbids.contains(.forwarded) {
            sentences.append("A message marked as forwarded is an apparent breach.")
        }
        if forbids.contains(.chain) {
            sentences.append("Where a message is marked as forwarded, a person decides whether it is a chain message.")
        }
        if !forPerson.isEmpty {
            sentences.append(
                "Whether a message shows \(Phrases.list(verbatim: forPerson, "or")) is for a person to decide.")
        }
        assumptions.append("Tone is never judged by the machine.")
        return Explanation(sentences: sentences, assumptions: assumptions)
    }
}

extension Attachment {
    /// True if an importer found the file in the message itself; a draft must say so.
    fileprivate func cameWithMessage(_ locator: Locator?) -> Bool {
        guard let locator else { return false }
        return locator.format != "jsonl" || obtained?.lowercased().hasPrefix("part of") == true
    }
}

/// What can be counted in a message.
enum MessageMeasure {
    /// How many letters have a capital and a small form, and how many of them are capitals.
    static func letters(in text: String) -> (all: Int, capitals: Int) {
        var all = 0
        var capitals = 0
        for scalar in text.unicodeScalars {
            if scalar.isASCII {
                let isCapital = (0x41...0x5A).contains(scalar.value)
                guard isCapital || (0x61...0x7A).contains(scalar.value) else { continue }
                all += 1
                capitals += isCapital ? 1 : 0
            } else if scalar.properties.isUppercase {
                all += 1
                capitals += 1
            } else if scalar.properties.isLowercase {
                all += 1
            }
        }
        return (all, capitals)
    }

    /// True if a line begins as mail programs begin what they forward. Answers that quote are not meant.
    static func isForwarded(_ text: String) -> Bool {
        mayBeForwarded(text)
            && text.split(whereSeparator: \.isNewline).contains { line in
                let start = line.drop { $0.isWhitespace || $0 == "-" || $0 == ">" }.prefix(40).lowercased()
                return marks.contains { start.hasPrefix($0) }
            }
    }

    /// False for most messages, at a glance: every mark has a colon or the letters “warded”.
    private static func mayBeForwarded(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            bytes.indices.contains { place in
                switch bytes[place] {
                case UInt8(ascii: ":"): true
                case UInt8(ascii: "w"), UInt8(ascii: "W"):
                    place + 6 <= bytes.count
                        && zip(bytes[place..<place + 6], "warded".utf8).allSatisfy { $0 | 0x20 == $1 }
                default: false
                }
            }
        }
    }

    private static let marks = ["fwd:", "fw:", "wg:", "forwarded message", "begin forwarded message:"]
}

private struct ConductGrounds: Grounds {
    let judgement: Judgement
    let contact: Told
    let marks: [Mark]

    enum Mark: Sendable {
        case capitals(percent: Int, limit: Int)
        case words(Int, limit: Int)
        case characters(Int, limit: Int)
        case attachments(Int)
        case forwarded
        case found([String])

        var text: Sentence {
            switch self {
            case .capitals(let percent, let limit):
                "\(percent) percent of its letters are capitals, and the rule allows \(limit)"
            case .words(let count, let limit): "it has \(Phrases.count(count, "word")), and the rule allows \(limit)"
            case .characters(let count, let limit):
                "it has \(Phrases.count(count, "character")), and the rule allows \(limit)"
            case .attachments(let count): "it came with \(Phrases.count(count, "attached file"))"
            case .forwarded: "it is marked as forwarded"
            case .found(let things): "a person found \(Phrases.list(verbatim: things)) in it"
            }
        }
    }

    var missing: Sentence? { judgement.missing }
    var facts: [Sentence] { marks.map(\.text) + contact.circumstances }

    var reason: Sentence {
        switch judgement.verdict {
        case .fine: "Nothing in the message that can be counted goes against the rule."
        case .breach: "About the message: \(marks.map(\.text).joined(separator: "; "))."
        case .cannotTell:
            marks.isEmpty
                ? "Nothing that can be counted goes against the rule, but \(judgement.because)."
                : "About the message: \(marks.map(\.text).joined(separator: "; ")), but \(judgement.because)."
        }
    }
}
