/// Breaks plain text at spaces into lines that fit a terminal.
enum Wrapping {
    /// Returns `text` as lines of at most `width` columns; a longer word stays whole. Line feeds in
    /// `text` are kept.
    ///
    /// - Parameters:
    ///   - firstIndent: Columns already taken on the first line.
    ///   - indent: Columns of space before every line but the first.
    static func lines(_ text: String, width: Int, firstIndent: Int = 0, indent: Int = 0) -> [String] {
        var lines: [String] = []
        let margin = String(repeating: " ", count: indent)
        for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
            var line = lines.isEmpty ? "" : margin
            var used = lines.isEmpty ? firstIndent : indent
            var isEmpty = true
            for word in paragraph.split(separator: " ") {
                let size = columns(word)
                if !isEmpty, used + 1 + size > width {
                    lines.append(line)
                    (line, used, isEmpty) = (margin, indent, true)
                }
                line += (isEmpty ? "" : " ") + word
                used += size + (isEmpty ? 0 : 1)
                isEmpty = false
            }
            lines.append(isEmpty ? "" : line)
        }
        return lines
    }

    /// How many columns a terminal gives to `text`: two for East Asian wide characters and emoji.
    static func columns(_ text: some StringProtocol) -> Int {
        text.reduce(0) { $0 + (isWide($1) ? 2 : 1) }
    }

    private static func isWide(_ character: Character) -> Bool {
        guard let scalar = character.unicodeScalars.first else { return false }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            return true
        default: return scalar.properties.isEmojiPresentation
        }
    }
}
