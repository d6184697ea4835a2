import Crypto

/// SHA-256, 32 bytes, by swift-crypto: it uses the processor's SHA instructions, libsodium 1.0.18 does not.
package func sha256(_ bytes: [UInt8]) -> [UInt8] { bytes.withUnsafeBytes { sha256($0) } }

package func sha256(_ bytes: ArraySlice<UInt8>) -> [UInt8] { bytes.withUnsafeBytes { sha256($0) } }

package func sha256(_ bytes: UnsafeRawBufferPointer) -> [UInt8] { Hash32(sha256: bytes).bytes }

/// SHA-256 of bytes that come in pieces.
package struct SHA256Stream: Sendable {
    private var state = SHA256()

    package init() {}

    package mutating func update(_ bytes: UnsafeRawBufferPointer) { state.update(bufferPointer: bytes) }

    func finishHash() -> Hash32 { state.finalize().withUnsafeBytes { Hash32($0)! } }  // it has 32 bytes

    package mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { update($0) } }

    package mutating func update(_ bytes: ArraySlice<UInt8>) { bytes.withUnsafeBytes { update($0) } }

    /// The 32 bytes so far; more may follow.
    package func finish() -> [UInt8] { finishHash().bytes }
}

/// A SHA-256 value without memory of its own, for the many hashes of a tree.
package struct Hash32: Hashable, Sendable {
    /// The 32 bytes in memory order, whatever the processor's.
    private var words: SIMD4<UInt64>

    /// Nil unless there are 32 bytes.
    package init?(_ bytes: [UInt8]) { self.init(bytes[...]) }

    package init?(_ bytes: ArraySlice<UInt8>) {
        guard bytes.count == 32 else { return nil }
        words = bytes.withUnsafeBytes { $0.loadUnaligned(as: SIMD4<UInt64>.self) }
    }

    /// Nil unless there are 32 bytes.
    package init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count == 32 else { return nil }
        words = bytes.loadUnaligned(as: SIMD4<UInt64>.self)
    }

    package init(sha256 bytes: UnsafeRawBufferPointer) {
        var stream = SHA256Stream()
        stream.update(bytes)
        self = stream.finishHash()
    }

    /// The 32 bytes that `fill` writes, over zeros; nil if it returns false.
    init?(filledBy fill: (UnsafeMutableRawBufferPointer) -> Bool) {
        words = .zero
        guard withUnsafeMutableBytes(of: &words, fill) else { return nil }
    }

    package var bytes: [UInt8] { withBytes { [UInt8]($0) } }

    package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        withUnsafeBytes(of: words) { body($0) }
    }
}
