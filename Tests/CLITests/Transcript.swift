/// A shell session with its output, as a person would see it.
///
/// A line that begins with `$ ` is a command for bash; lines after it that begin with `> ` go on with
/// it, as in a here-document. The lines up to the next command are its output, standard error
/// included, exact but for two marks: `…` stands for anything within a line, and a line `[…]` for any
/// number of lines. Where a command fails, `[exit 20]` is the last line. Text before the first command
/// says what the session shows.
struct Transcript {
    struct Step: Equatable {
        /// Counted from 1.
        var line: Int
        var command: String
        var expected: [String] = []
    }
    private(set) var steps: [Step] = []

    init(_ text: String) {
        self.init(
            lines: text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { ($0 + 1, $1) })
    }

    /// The ```` ```console ```` blocks of a Markdown page, as one session.
    init(markdown: String) {
        var lines: [(Int, Substring)] = []
        var isInside = false
        for (index, line) in markdown.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.hasPrefix("```") {
                isInside = !isInside && line == "```console"
            } else if isInside {
                lines.append((index + 1, line))
            }
        }
        self.init(lines: lines)
    }

    private init(lines: [(Int, Substring)]) {
        for (number, line) in lines {
            if line.hasPrefix("$ ") {
                steps.append(Step(line: number, command: String(line.dropFirst(2))))
            } else if let last = steps.indices.last {
                if steps[last].expected.isEmpty, line.hasPrefix("> ") || line == ">" {
                    steps[last].command += "\n" + line.dropFirst(2)
                } else {
                    steps[last].expected.append(String(line))
                }
            }
        }
        for index in steps.indices { steps[index].expected.removeLastBlankLines() }
    }

    /// Whether `lines` are what `expected` says, marks taken into account.
    static func matches(_ lines: ArraySlice<String>, _ expected: ArraySlice<String>) -> Bool {
        guard let first = expected.first else { return lines.isEmpty }
        if first == "[…]" {
            return (lines.startIndex...lines.endIndex).contains { matches(lines[$0...], expected.dropFirst()) }
        }
        guard let line = lines.first, matches(line, first) else { return false }
        return matches(lines.dropFirst(), expected.dropFirst())
    }

    private static func matches(_ line: String, _ expected: String) -> Bool {
        let parts = expected.split(separator: "…", omittingEmptySubsequences: false)
        guard parts.count > 1, let first = parts.first, let last = parts.last else { return line == expected }
        guard line.hasPrefix(first), line.dropFirst(first.count).hasSuffix(last) else { return false }
        var rest = line.dropFirst(first.count).dropLast(last.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let found = rest.firstRange(of: part) else { return false }
            rest = rest[found.upperBound...]
        }
        return true
    }
}

extension [String] {
    mutating func removeLastBlankLines() { while last == "" { removeLast() } }
}
