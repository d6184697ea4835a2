/// Decimal numbers of the published formats: sizes and indexes.
enum Decimal {
    /// Digits without leading zeros, at most 2^53 − 1; nil for anything else.
    static func read(_ digits: ArraySlice<UInt8>) -> Int? {
        guard 1...16 ~= digits.count, digits.allSatisfy({ Ascii.digits ~= $0 }),
            digits.first != UInt8(ascii: "0") || digits.count == 1
        else { return nil }
        let number = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        return number <= JSONLimits.integer ? number : nil
    }
}
