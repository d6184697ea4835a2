import Foundation
import Ledger

/// Looks for words in entries, whatever the case and accents.
///
/// Foundation folds a whole text in some 25 µs, which was all of what a search took. Here ASCII is folded byte
/// by byte and every other character by Foundation once; the folded bytes are then searched as they are.
struct TextSearch {
    private var folding = Folding()
    private let wanted: [[UInt8]]
    private var text: [UInt8] = []

    init(_ words: [String]) {
        var folding = Folding()
        wanted = words.map { word in
            var bytes: [UInt8] = []
            folding.append(word, to: &bytes)
            return bytes
        }
        self.folding = folding
    }

    /// True if words, account, reason, topics and people together hold every word.
    mutating func finds(in entry: Entry) -> Bool {
        text.removeAll(keepingCapacity: true)
        add(entry.draft.words)
        add(entry.draft.account)
        add(entry.draft.event.reason)
        add(entry.draft.event.from)
        for part in entry.draft.event.topics { add(part) }
        for part in entry.draft.event.to { add(part) }
        for part in entry.draft.event.witnesses { add(part) }
        return text.withUnsafeBytes { text in wanted.allSatisfy { Self.holds(text[...], $0) } }
    }

    private static func holds(_ text: Slice<UnsafeRawBufferPointer>, _ word: [UInt8]) -> Bool {
        guard let first = word.first else { return true }
        var rest = UnsafeRawBufferPointer(rebasing: text)
        while rest.count >= word.count, let base = rest.baseAddress,
            let found = memchr(base, Int32(first), rest.count - word.count + 1)
        {
            if memcmp(found, word, word.count) == 0 { return true }
            rest = UnsafeRawBufferPointer(rebasing: rest[(found - UnsafeMutableRawPointer(mutating: base) + 1)...])
        }
        return false
    }

    private mutating func add(_ part: String?) {
        guard let part else { return }
        folding.append(part, to: &text)
        text.append(UInt8(ascii: "\n"))
    }
}

/// Folds case and accents, character by character.
struct Folding {
    private var known: [Unicode.Scalar: [UInt8]] = [:]

    /// Appends the folded UTF-8 of `text` to `bytes`.
    mutating func append(_ text: String, to bytes: inout [UInt8]) {
        var text = text
        let start = bytes.count
        let isASCII = text.withUTF8 { content in
            var all: UInt8 = 0
            for byte in content { all |= byte }
            guard all < 0x80 else { return false }
            bytes.append(contentsOf: content)
            return true
        }
        guard isASCII else {
            for scalar in text.unicodeScalars { append(scalar, to: &bytes) }
            return
        }
        bytes.withUnsafeMutableBufferPointer { bytes in
            for index in start..<bytes.count where UInt8(ascii: "A")...UInt8(ascii: "Z") ~= bytes[index] {
                bytes[index] |= 0x20
            }
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        if scalar.isASCII {
            let byte = UInt8(truncatingIfNeeded: scalar.value)
            bytes.append(UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte)
            return
        }
        if known[scalar] == nil { known[scalar] = Self.folded(scalar) }
        bytes.append(contentsOf: known[scalar] ?? [])
    }

    /// An accent on its own is nothing: the letter before it was folded without it.
    private static func folded(_ scalar: Unicode.Scalar) -> [UInt8] {
        if scalar.properties.generalCategory == .nonspacingMark { return [] }
        return Array(
            String(scalar).folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil).utf8)
    }
}
