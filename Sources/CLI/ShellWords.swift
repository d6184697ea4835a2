/// Splits a line of a session into words the way a shell does, without substitutions of any kind.
enum ShellWords {
    enum Fault: Error, Equatable {
        case openQuote
        /// A backslash at the end.
        case openEscape
    }

    /// Words end at blanks. Within `'…'` everything stands for itself; within `"…"` a backslash makes
    /// `"` and `\` stand for themselves; outside, any character.
    static func split(_ line: String) throws(Fault) -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        var rest = line[...]
        while let next = rest.popFirst() {
            switch (quote, next) {
            case (nil, " "), (nil, "\t"):
                if let done = word { words.append(done) }
                word = nil
            case (nil, "'"), (nil, "\""):
                quote = next
                word = word ?? ""
            case (let open?, _) where open == next: quote = nil
            case (nil, "\\"):
                guard let escaped = rest.popFirst() else { throw .openEscape }
                word = (word ?? "") + String(escaped)
            case ("\"", "\\") where rest.first == "\"" || rest.first == "\\":
                word?.append(rest.removeFirst())
            default: word = (word ?? "") + String(next)
            }
        }
        if quote != nil { throw .openQuote }
        if let word { words.append(word) }
        return words
    }
}
