/// The nonce of a chunk: its number in 11 bytes, most significant first, and whether it is the last.
struct AgeNonce {
    private(set) var index = 0
    private(set) var bytes = [UInt8](repeating: 0, count: 12)

    mutating func next() {
        index += 1
        for place in 0..<8 { bytes[10 - place] = UInt8(truncatingIfNeeded: index >> (8 * place)) }
    }

    mutating func setLast(_ isLast: Bool) { bytes[11] = isLast ? 1 : 0 }
}
