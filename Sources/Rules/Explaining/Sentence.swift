/// What a rule says: our words, in English, which another language may put otherwise.
///
/// What stands in it by interpolation is another sentence, which is translated by itself, a number, or what is
/// `verbatim`: names, times and words of the book's own, the same in every language. As in gettext, the English with
/// its places numbered is the key to a translation: `The message was answered {1} later than {2}{3}.`
package struct Sentence: Sendable {
    private let pieces: [Piece]

    fileprivate enum Piece: Sendable {
        case ours(String)
        case verbatim(String)
        case part(Sentence)
        /// With a capital at its beginning.
        case beginning(Sentence)
    }

    package var english: String { pieces.reduce(into: "") { $0 += $1.text(\.english) } }

    /// The same in the language of `translate`, which is given the key of each part that has words of ours, and returns
    /// the translation with the same places, in any order.
    package func text(_ translate: (String) -> String) -> String {
        let places = pieces.filter { !$0.isOurs }.map { $0.text { $0.text(translate) } }
        guard places.count < pieces.count else { return places.joined() }
        var text = ""
        Template.split(translate(key)) { piece, isPlace in
            if !isPlace {
                text += piece
            } else if let number = Int(piece), places.indices.contains(number - 1) {
                text += places[number - 1]
            }
        }
        return text
    }

    private var key: String {
        var key = ""
        var places = 0
        for piece in pieces {
            if case .ours(let words) = piece {
                key += words
            } else {
                places += 1
                key += "{\(places)}"
            }
        }
        return key
    }

    /// With a capital at its beginning.
    var capitalized: Sentence { Sentence(pieces: [.beginning(self)]) }

    /// A sentence that needs more than one line: the key is that of both together.
    static func + (a: Sentence, b: Sentence) -> Sentence { Sentence(pieces: a.pieces + b.pieces) }
}

extension Sentence.Piece {
    fileprivate var isOurs: Bool { if case .ours = self { true } else { false } }

    fileprivate func text(_ say: (Sentence) -> String) -> String {
        switch self {
        case .ours(let text), .verbatim(let text): return text
        case .part(let part): return say(part)
        case .beginning(let part):
            let text = say(part)
            return text.prefix(1).uppercased() + text.dropFirst()
        }
    }
}

extension Sentence: ExpressibleByStringInterpolation {
    package init(stringLiteral words: String) { self.init(stringInterpolation: StringInterpolation(words)) }

    package init(stringInterpolation: StringInterpolation) { self.init(pieces: stringInterpolation.pieces) }

    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var pieces: [Piece] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            pieces.reserveCapacity(2 * interpolationCount + 1)
        }

        fileprivate init(_ words: String) { appendLiteral(words) }

        package mutating func appendLiteral(_ words: String) { if !words.isEmpty { pieces.append(.ours(words)) } }

        package mutating func appendInterpolation(_ part: Sentence) { pieces.append(.part(part)) }

        package mutating func appendInterpolation(_ number: Int) { pieces.append(.verbatim(String(number))) }

        package mutating func appendInterpolation(verbatim value: String) { pieces.append(.verbatim(value)) }

        /// A word of ours that is part of the key.
        package mutating func appendInterpolation(ours word: String) { appendLiteral(word) }
    }
}

/// Not `Hashable`: a comparison with a `String` would compile, by way of `AnyHashable`, and be false.
extension Sentence: Equatable {
    /// True if both read alike in English, whatever they are made of.
    package static func == (a: Sentence, b: Sentence) -> Bool { a.english == b.english }
}

extension Sentence: CustomStringConvertible {
    package var description: String { english }
}

extension Sequence<Sentence> {
    /// One after the other, with what is the same in every language between them.
    func joined(separator: String) -> Sentence {
        var text = Sentence.StringInterpolation(literalCapacity: 0, interpolationCount: 0)
        for (index, part) in enumerated() {
            if index > 0 { text.appendInterpolation(verbatim: separator) }
            text.appendInterpolation(part)
        }
        return Sentence(stringInterpolation: text)
    }
}
