/// What stands in place of characters that cannot be seen and could mislead: the same in the page and in the PDF.
///
/// LF and TAB stay, CR LF becomes LF; letters, marks, joiners, direction marks and emoji stay as they are.
package enum VisibleText {
    /// `text` with such characters shown as what they are, and those in `missing`, for which there is no glyph, as
    /// their code points.
    package static func of(_ text: String, without missing: Set<Unicode.Scalar> = []) -> String {
        var text = text
        var shown: [UInt8] = []
        text.withUTF8 { bytes in
            var from = 0
            var at = 0
            while at < bytes.count {
                guard let (replacement, length) = replacement(in: bytes, at: at, without: missing) else {
                    at += 1
                    continue
                }
                shown += bytes[from..<at]
                shown += replacement.utf8
                at += length
                from = at
            }
            if from > 0 { shown += bytes[from...] }
        }
        return shown.isEmpty ? text : String(decoding: shown, as: UTF8.self)
    }

    /// What is to stand in place of the character at `at`, and its length in bytes; nil: it stays.
    package static func replacement(
        in text: UnsafeBufferPointer<UInt8>, at: Int, without missing: Set<Unicode.Scalar> = []
    ) -> (String, Int)? {
        let byte = text[at]
        switch byte {
        case 0x09, 0x0A: return nil
        case 0x0D where at + 1 < text.count && text[at + 1] == 0x0A: return ("", 1)
        case 0..<0x20, 0x7F:
            let picture = byte == 0x7F ? 0x2421 : 0x2400 + UInt32(byte)
            return (String(Unicode.Scalar(picture) ?? " "), 1)
        case 0xC2, 0xE2, 0xEF, 0xF0...0xF4:
            let (scalar, length) = decode(text, at)
            if isHidden(scalar) || isMissing(scalar, missing) { return (name(scalar), length) }
            return nil
        case 0xC3...0xEE where !missing.isEmpty:
            let (scalar, length) = decode(text, at)
            return isMissing(scalar, missing) ? (name(scalar), length) : nil
        default: return nil
        }
    }

    private static func isMissing(_ scalar: UInt32, _ missing: Set<Unicode.Scalar>) -> Bool {
        guard !missing.isEmpty, let scalar = Unicode.Scalar(scalar) else { return false }
        return missing.contains(scalar)
    }

    /// The scalar at a lead byte of a string's UTF-8, which is always whole.
    private static func decode(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> (UInt32, Int) {
        let lead = text[at]
        let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        var scalar = UInt32(lead) & (0xFF >> UInt32(length + 1))
        for next in text[at + 1..<at + length] { scalar = scalar << 6 | UInt32(next & 0x3F) }
        return (scalar, length)
    }

    /// Direction overrides, embeddings and isolates, C1 controls, line separators, invisible
    /// operators, the byte order mark, annotation marks and noncharacters. Not the joiners, direction
    /// marks and variation selectors that ordinary text needs.
    private static func isHidden(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x80...0x9F, 0x2028...0x202E, 0x2060...0x206F, 0xFDD0...0xFDEF, 0xFEFF, 0xFFF9...0xFFFB: true
        default: scalar & 0xFFFE == 0xFFFE
        }
    }

    private static func name(_ scalar: UInt32) -> String {
        let digits = String(scalar, radix: 16, uppercase: true)
        return "[U+\(String(repeating: "0", count: max(0, 4 - digits.utf8.count)))\(digits)]"
    }
}
