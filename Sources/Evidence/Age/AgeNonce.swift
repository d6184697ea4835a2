/// The nonce of a chunk: its number in 11 bytes, most significant first, and whether it is the last.
struct AgeNonce {
    private(set) var index = 0
    private(set) var bytes = [UInt8](repeating: 0, count: 12)

    /// That of chunk `index`, from 0, as one that others follow.
    init(index: Int = 0) { write(index) }

    mutating func next() { write(index + 1) }

    private mutating func write(_ index: Int) {
        self.index = index
        for place in 0..<8 { bytes[10 - place] = UInt8(truncatingIfNeeded: index >> (8 * place)) }
    }

    mutating func setLast(_ isLast: Bool) { bytes[11] = isLast ? 1 : 0 }
}
