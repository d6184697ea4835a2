import Ledger

extension Report {
    /// One emoji as it was written, with what it is called.
    package struct Emoji: Sendable, Equatable {
        package let text: String
        /// `U+1F621`, one a scalar.
        package let codePoints: [String]
        /// Unicode's names, one a scalar, in small letters; the code point again where this program knows none.
        package let names: [String]
        package let entries: EntryCount
    }
}

extension Index {
    /// In order of code points.
    func emoji() -> [Report.Emoji] {
        var found: [String: [Int]] = [:]
        for entry in standing {
            for number in entry.versions {
                guard let shown = opened[number]?.entry else { continue }
                for text in [shown.words, shown.account].compactMap(\.self) {
                    for emoji in Emoji.all(in: text) { found[emoji, default: []].append(number) }
                }
            }
        }
        return found.keys.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }.map { text in
            let scalars = Array(text.unicodeScalars)
            return Report.Emoji(
                text: text, codePoints: scalars.map(Emoji.code),
                names: scalars.map { $0.properties.name?.lowercased() ?? Emoji.code($0) },
                entries: EntryCount(found[text] ?? []))
        }
    }
}

enum Emoji {
    /// Each emoji in `text`, whole: with its skin tone, its joined parts, its selector.
    static func all(in text: String) -> Set<String> {
        // Every emoji but the few below has a byte of E2 or more; plain Latin text is passed over at once.
        guard text.utf8.contains(where: { $0 >= 0xE2 }) else { return [] }
        var found: Set<String> = []
        for character in text where isEmoji(character) { found.insert(String(character)) }
        return found
    }

    private static func isEmoji(_ character: Character) -> Bool {
        guard let first = character.unicodeScalars.first, first.value > 0xFF || character.unicodeScalars.count > 1
        else { return false }
        if first.properties.isEmojiPresentation { return true }
        return first.properties.isEmoji
            && character.unicodeScalars.contains {
                $0.value == 0xFE0F || $0.value == 0x20E3 || $0.properties.isEmojiModifier
            }
    }

    static func code(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
}
