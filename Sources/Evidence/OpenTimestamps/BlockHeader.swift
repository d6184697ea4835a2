import Ledger

/// The header of a Bitcoin block, 80 bytes: enough to say that a proof leads to it, not that it is in the chain.
package struct BlockHeader: Equatable, Sendable {
    package static let byteCount = 80

    package let bytes: [UInt8]

    /// Nil unless there are 80 bytes whose hash is as small as they themselves say that it must be.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = bytes
        guard isWorked else { return nil }
    }

    /// Reads 160 hex digits, white space around them left out.
    package init?(hex: String) {
        let digits = hex.filter { !$0.isWhitespace }.lowercased()
        guard let bytes = Hex.decode(digits) else { return nil }
        self.init(bytes)
    }

    var merkleRoot: [UInt8] { Array(bytes[36..<68]) }

    /// When the miner says that it was made; Bitcoin lets it be up to two hours off.
    package var time: Instant { Instant(seconds: number(at: 68)) }

    /// The block's hash as explorers show it: a person compares it with one they trust.
    package var hash: String { Hex.encode(Array(doubleHash.reversed())) }

    private var doubleHash: [UInt8] { sha256(sha256(bytes)) }

    /// Proof of work: hash, as a number, at most the target in bytes 72 to 75 (mantissa of three bytes,
    /// exponent), which was never easier than in block 0.
    private var isWorked: Bool {
        let (compact, exponent) = (number(at: 72) & 0xff_ffff, Int(bytes[75]))
        guard 3...29 ~= exponent, compact > 0, compact < 0x80_0000 else { return false }
        var target = [UInt8](repeating: 0, count: 32)
        for place in 0..<3 { target[32 - exponent + place] = UInt8(compact >> (8 * (2 - place)) & 0xff) }
        return !target.lexicographicallyPrecedes(doubleHash.reversed())
    }

    /// Four bytes, least significant first.
    private func number(at place: Int) -> Int { (0..<4).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) } }
}

extension Timestamp {
    /// The height of the block that `header` is, by this proof; nil if the proof does not lead to it.
    package func height(of header: BlockHeader) -> Int? {
        attestations.lazy.compactMap { attestation -> Int? in
            guard case .bitcoin(let height) = attestation.kind, attestation.message == header.merkleRoot else {
                return nil
            }
            return height
        }.first
    }
}
