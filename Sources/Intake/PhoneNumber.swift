/// A telephone number as people and phones write it, for comparing only.
struct PhoneNumber: Equatable {
    /// Digits without separators; no `+`, no `00`.
    let digits: String
    /// Written with `+` or `00`: `digits` begin with a country code.
    let isInternational: Bool

    /// Nil if `text` is not digits with the usual separators: a name, a handle, an e-mail address.
    init?(_ text: String) {
        var digits: [UInt8] = []
        var hasPlus = false
        var bytes = Array(text.utf8)
        if bytes.starts(with: "tel:".utf8) { bytes.removeFirst(4) }
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digits.append(byte)
            case UInt8(ascii: "+") where digits.isEmpty && !hasPlus: hasPlus = true
            case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "("), UInt8(ascii: ")"),
                UInt8(ascii: "/"):
                break
            case 0xC2 where index + 1 < bytes.count && bytes[index + 1] == 0xA0: index += 1  // no-break space
            default: return nil
            }
            index += 1
        }
        guard !digits.isEmpty, digits.count <= 20 else { return nil }
        if !hasPlus, digits.count > 10, digits.starts(with: "00".utf8) {
            digits.removeFirst(2)
            hasPlus = true
        }
        self.digits = String(decoding: digits, as: UTF8.self)
        isInternational = hasPlus
    }

    var text: String { (isInternational ? "+" : "") + digits }

    /// True if both surely name one line: the same international number; the same digits; or one
    /// international and one national number with the same significant digits, at least nine.
    ///
    /// - Parameter homeCodes: Country codes of the person's own numbers. If there are any, a
    ///   national number is taken to be of one of these countries.
    func isSame(as other: PhoneNumber, homeCodes: Set<String>) -> Bool {
        switch (isInternational, other.isInternational) {
        case (true, true): return digits == other.digits
        case (false, false):
            return digits == other.digits
                || !significant(homeCodes).isDisjoint(with: other.significant(homeCodes))
        case (true, false): return isSame(asNational: other, homeCodes: homeCodes)
        case (false, true): return other.isSame(asNational: self, homeCodes: homeCodes)
        }
    }

    /// The country's code, 1 to 3 digits; nil for a national number.
    var countryCode: String? {
        guard isInternational, let first = digits.utf8.first, first != UInt8(ascii: "0") else { return nil }
        if first == UInt8(ascii: "1") || first == UInt8(ascii: "7") { return String(digits.prefix(1)) }
        let two = String(digits.prefix(2))
        let code = Self.twoDigitCodes.contains(two) ? two : String(digits.prefix(3))
        return code.utf8.count < digits.utf8.count ? code : nil
    }

    private func isSame(asNational national: PhoneNumber, homeCodes: Set<String>) -> Bool {
        guard let code = countryCode, homeCodes.isEmpty || homeCodes.contains(code) else { return false }
        let rest = String(digits.dropFirst(code.utf8.count))
        if rest.utf8.count >= 9, national.significant(homeCodes).contains(rest) { return true }
        // A North American number dialled with its 1 in front.
        return code == "1" && national.digits == digits && digits.utf8.count == 11
    }

    /// The national number as it is and without a trunk prefix, where nine digits or more are left.
    private func significant(_ homeCodes: Set<String>) -> Set<String> {
        var forms: Set<String> = [digits]
        if digits.utf8.first == UInt8(ascii: "0") { forms.insert(String(digits.dropFirst())) }
        if digits.utf8.count == 11, digits.utf8.first == UInt8(ascii: "1"), homeCodes.isEmpty || homeCodes.contains("1")
        {
            forms.insert(String(digits.dropFirst()))
        }
        return forms.filter { $0.utf8.count >= 9 }
    }

    /// ITU-T E.164 country codes of two digits; all others but 1 and 7 have three.
    private static let twoDigitCodes: Set<String> = [
        "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48", "49",
        "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81", "82", "84",
        "86", "90", "91", "92", "93", "94", "95", "98",
    ]
}
