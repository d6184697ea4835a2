/// Makes characters visible that would act on a terminal instead of being shown.
enum Visible {
    /// `text` with control characters (other than line feed and tab) and those that turn the direction
    /// of writing replaced by `\u{…}` with their number. Nothing is lost: the file forms and JSON carry
    /// the text as it is.
    static func text(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: acts) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if acts(scalar) {
                result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func acts(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: false
        case 0..<0x20, 0x7F..<0xA0: true
        case 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
