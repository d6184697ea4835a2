/// Bech32 (BIP 173), as age writes its recipients and identities: 32 bytes, no limit of 90 characters.
enum Bech32 {
    /// The text for `bytes` after the label `label`, in lower case.
    static func encode(label: String, _ bytes: UnsafeRawBufferPointer) -> String {
        let values = regroup(bytes, from: 8, to: 5, isPadded: true) ?? []
        let check = checksum(expanded(label) + values + [UInt8](repeating: 0, count: 6)) ^ 1
        let last = (0..<6).map { UInt8(check >> (5 * (5 - $0)) & 31) }
        return label + "1" + String(decoding: (values + last).map { letters[Int($0)] }, as: UTF8.self)
    }

    /// The bytes in `text`, whose label is `label` in lower case; nil for another label, mixed case, a wrong
    /// checksum or stray bits.
    static func decode(_ text: some StringProtocol, label: String) -> [UInt8]? {
        let isLower = !text.utf8.contains { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 }
        let isUpper = !text.utf8.contains { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 }
        guard isLower || isUpper, text.utf8.count <= byteLimit else { return nil }
        let lower = text.lowercased()
        guard lower.hasPrefix(label + "1") else { return nil }
        let values = lower.utf8.dropFirst(label.utf8.count + 1).map { letters.firstIndex(of: $0).map(UInt8.init) }
        guard values.count >= 6, !values.contains(nil) else { return nil }
        let known = values.compactMap { $0 }
        guard checksum(expanded(label) + known) == 1 else { return nil }
        return known.dropLast(6).withUnsafeBytes { regroup($0, from: 5, to: 8, isPadded: false) }
    }

    /// Longer than any key of age, post-quantum recipients included.
    private static let byteLimit = 4096
    private static let letters = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)

    private static func expanded(_ label: String) -> [UInt8] {
        label.utf8.map { $0 >> 5 } + [0] + label.utf8.map { $0 & 31 }
    }

    private static func checksum(_ values: [UInt8]) -> UInt32 {
        let generator: [UInt32] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3]
        return values.reduce(UInt32(1)) { sum, value in
            let next = (sum & 0x1ff_ffff) << 5 ^ UInt32(value)
            return generator.indices.reduce(next) { sum >> (25 + $1) & 1 == 1 ? $0 ^ generator[$1] : $0 }
        }
    }

    /// Cuts the bits anew; nil if bits are left over that padding would not leave.
    private static func regroup(_ bytes: UnsafeRawBufferPointer, from: Int, to: Int, isPadded: Bool) -> [UInt8]? {
        var (bits, bitCount, groups) = (UInt32(0), 0, [UInt8]())
        for byte in bytes {
            bits = (bits << from | UInt32(byte)) & 0xfff
            bitCount += from
            while bitCount >= to {
                bitCount -= to
                groups.append(UInt8(truncatingIfNeeded: bits >> bitCount & (1 << to - 1)))
            }
        }
        let rest = bits & (1 << bitCount - 1)
        if isPadded {
            if bitCount > 0 { groups.append(UInt8(truncatingIfNeeded: rest << (to - bitCount))) }
            return groups
        }
        return bitCount < from && rest == 0 ? groups : nil
    }
}
