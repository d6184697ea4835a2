/// Base64 of RFC 4648 section 4, with padding.
package enum Base64 {
    package static func encode(_ bytes: [UInt8]) -> String {
        String(decoding: Alphabet.standard.encode(bytes[...]), as: UTF8.self)
    }

    /// Returns nil for anything that `encode` would not write: a line break, missing padding, a stray bit.
    package static func decode(_ text: String) -> [UInt8]? { decode(Array(text.utf8)[...]) }

    package static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? { Alphabet.standard.decode(text) }
}

/// Base64url of RFC 4648 section 5, without padding, as RFC 9901 disclosures use it.
package enum Base64URL {
    package static func encode(_ bytes: [UInt8]) -> String { String(decoding: encodeToBytes(bytes), as: UTF8.self) }

    /// The same as ASCII bytes, for hashing.
    package static func encodeToBytes(_ bytes: [UInt8]) -> [UInt8] { Alphabet.url.encode(bytes[...]) }

    package static func encodeToBytes(_ bytes: ArraySlice<UInt8>) -> [UInt8] { Alphabet.url.encode(bytes) }

    /// Puts the letters for `bytes` behind `text`.
    static func append(_ bytes: [UInt8], to text: inout [UInt8]) {
        bytes.withUnsafeBufferPointer { append($0, to: &text) }
    }

    static func append(_ bytes: UnsafeBufferPointer<UInt8>, to text: inout [UInt8]) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: (bytes.count * 8 + 5) / 6) { letters in
            Alphabet.url.encode(bytes, into: letters)
            text.append(contentsOf: UnsafeBufferPointer(letters))
        }
    }

    /// Returns nil for anything that `encode` would not write: padding, a stray bit, another alphabet.
    package static func decode(_ text: String) -> [UInt8]? { decode(Array(text.utf8)[...]) }

    package static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? { Alphabet.url.decode(text) }

    /// True if `letters` are what `encode` would write for some bytes.
    static func isSpelledRight(_ letters: UnsafeBufferPointer<UInt8>) -> Bool { Alphabet.url.isSpelledRight(letters) }

    /// The hash that 43 letters spell; nil where `decode` returns nil.
    static func decodeHash(_ letters: UnsafeBufferPointer<UInt8>) -> Hash32? {
        guard letters.count == 43 else { return nil }
        return Hash32 { Alphabet.url.decode(letters, into: $0) }
    }

    /// SHA-256 of the letters for `bytes`, which are written nowhere else: 768 bytes at a time, on the stack.
    static func hashEncoded(_ bytes: UnsafeBufferPointer<UInt8>) -> Hash32 {
        var hash = SHA256Stream()
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1024) { letters in
            var rest = bytes[...]
            while !rest.isEmpty {
                let piece = UnsafeBufferPointer(rebasing: rest.prefix(768))
                Alphabet.url.encode(piece, into: letters)
                hash.update(
                    UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(letters)[..<((piece.count * 8 + 5) / 6)]))
                rest = rest.dropFirst(768)
            }
        }
        return hash.finishHash()
    }
}

/// The 64 letters, and whether `=` fills the last four.
///
/// Written here because every disclosure is encoded before it is hashed: libsodium's codec takes
/// eight times as long, and its decoder (1.0.18) reads the bytes AB and AF as `+` and `/`.
private struct Alphabet {
    private let letters: [UInt8]
    /// The two letters for each value of twelve bits, in memory order: half the steps of one letter at a time.
    private let pairs: [UInt16]
    /// The value of each of the 256 bytes; 255 for those that are no letter.
    private let values: [UInt8]
    private let isPadded: Bool

    static let standard = Alphabet(last: "+/", isPadded: true)
    static let url = Alphabet(last: "-_", isPadded: false)

    private static let padding = UInt8(ascii: "=")

    private init(last: String, isPadded: Bool) {
        letters = Array(("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + last).utf8)
        var values = [UInt8](repeating: 255, count: 256)
        for (value, letter) in letters.enumerated() { values[Int(letter)] = UInt8(value) }
        self.values = values
        let all = letters
        pairs = (0..<4096).map { UInt16(littleEndian: UInt16(all[$0 >> 6]) | UInt16(all[$0 & 63]) << 8) }
        self.isPadded = isPadded
    }

    func encode(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        let letterCount = (bytes.count * 8 + 5) / 6
        let byteCount = isPadded ? (bytes.count + 2) / 3 * 4 : letterCount
        return [UInt8](unsafeUninitializedCapacity: byteCount) { text, count in
            bytes.withUnsafeBufferPointer { encode($0, into: text) }
            for index in letterCount..<byteCount { text[index] = Self.padding }
            count = byteCount
        }
    }

    /// Writes the letters for `bytes`, without padding, to the front of `text`, which has room.
    func encode(_ bytes: UnsafeBufferPointer<UInt8>, into text: UnsafeMutableBufferPointer<UInt8>) {
        pairs.withUnsafeBufferPointer { pairs in
            letters.withUnsafeBufferPointer { Self.encode(bytes, pairs, $0, into: UnsafeMutableRawBufferPointer(text)) }
        }
    }

    /// For letters without padding: whether `decode` would take them.
    func isSpelledRight(_ letters: UnsafeBufferPointer<UInt8>) -> Bool {
        values.withUnsafeBufferPointer { values in
            var all: UInt8 = 0
            for letter in letters { all |= values[Int(letter)] }
            guard all < 64, letters.count % 4 != 1, let last = letters.last else { return letters.isEmpty }
            return values[Int(last)] & [0, 0, 15, 3][letters.count % 4] == 0
        }
    }

    /// Writes what `letters`, without padding, spell; false where `decode` returns nil.
    func decode(_ letters: UnsafeBufferPointer<UInt8>, into bytes: UnsafeMutableRawBufferPointer) -> Bool {
        values.withUnsafeBufferPointer { values in
            var (index, out, all) = (0, 0, UInt8(0))
            while index + 4 <= letters.count {
                let (first, second) = (values[Int(letters[index])], values[Int(letters[index + 1])])
                let (third, fourth) = (values[Int(letters[index + 2])], values[Int(letters[index + 3])])
                all |= first | second | third | fourth
                bytes[out] = first << 2 | second >> 4
                bytes[out + 1] = second << 4 | third >> 2
                bytes[out + 2] = third << 6 | fourth
                index += 4
                out += 3
            }
            guard all < 64 else { return false }
            var (bits, bitCount) = (UInt32(0), 0)
            for letter in letters[index...] {
                let value = values[Int(letter)]
                guard value < 64 else { return false }
                bits = bits << 6 | UInt32(value)
                bitCount += 6
                guard bitCount >= 8 else { continue }
                bitCount -= 8
                bytes[out] = UInt8(truncatingIfNeeded: bits >> bitCount)
                bits &= (1 << bitCount) - 1
                out += 1
            }
            return bits == 0
        }
    }

    private static func encode(
        _ bytes: UnsafeBufferPointer<UInt8>, _ pairs: UnsafeBufferPointer<UInt16>,
        _ letters: UnsafeBufferPointer<UInt8>, into text: UnsafeMutableRawBufferPointer
    ) {
        var (index, out) = (0, 0)
        while index + 3 <= bytes.count {
            let bits = Int(bytes[index]) << 16 | Int(bytes[index + 1]) << 8 | Int(bytes[index + 2])
            text.storeBytes(of: pairs[bits >> 12], toByteOffset: out, as: UInt16.self)
            text.storeBytes(of: pairs[bits & 4095], toByteOffset: out + 2, as: UInt16.self)
            index += 3
            out += 4
        }
        guard index < bytes.count else { return }
        let second = index + 1 < bytes.count ? Int(bytes[index + 1]) : 0
        let bits = Int(bytes[index]) << 16 | second << 8
        text[out] = letters[bits >> 18]
        text[out + 1] = letters[bits >> 12 & 63]
        if index + 1 < bytes.count { text[out + 2] = letters[bits >> 6 & 63] }
    }

    func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard let text = withoutPadding(text), text.count % 4 != 1 else { return nil }
        var bytes = [UInt8]()
        bytes.reserveCapacity(text.count * 6 / 8)
        var bits: UInt32 = 0
        var bitCount = 0
        for letter in text {
            let value = values[Int(letter)]
            guard value < 64 else { return nil }
            bits = bits << 6 | UInt32(value)
            bitCount += 6
            if bitCount >= 8 {
                bitCount -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> bitCount))
                bits &= (1 << bitCount) - 1
            }
        }
        return bits == 0 ? bytes : nil
    }

    /// The letters alone; nil if there is not exactly as much padding as there has to be.
    private func withoutPadding(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard isPadded else { return text }
        guard text.count.isMultiple(of: 4) else { return nil }
        let paddingCount = text.suffix(2).reversed().prefix { $0 == Self.padding }.count
        return text.dropLast(paddingCount)
    }
}
