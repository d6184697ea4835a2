import CSodium

/// Secret bytes in locked memory that no core file holds; wiped when the value ends.
///
/// `sodium_malloc` puts them between guard pages, keeps them out of swap where the system allows it, and out
/// of core files.
package struct SecretKey: ~Copyable, @unchecked Sendable {
    private let pointer: UnsafeMutableRawPointer
    package let byteCount: Int

    /// Fills a new key through `fill`, which gets exactly `byteCount` bytes of zeros.
    package init<Failure: Error>(
        byteCount: Int = 32, fill: (UnsafeMutableRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        Sodium.start()
        guard let memory = sodium_malloc(max(byteCount, 1)) else {
            fatalError("no memory for a key")  // a few dozen bytes: nothing useful can be done without them
        }
        sodium_memzero(memory, byteCount)
        pointer = memory
        self.byteCount = byteCount
        try fill(UnsafeMutableRawBufferPointer(start: memory, count: byteCount))
    }

    /// False where the system refuses to keep memory out of swap (a limit of none, as in some containers): keys
    /// are then as safe as swap is.
    package static var canBeLocked: Bool {
        let key = SecretKey(byteCount: 32) { _ in }
        // `sodium_malloc` does not tell whether it could; asking again for the same bytes does.
        return key.withBytes { sodium_mlock(UnsafeMutableRawPointer(mutating: $0.baseAddress!), $0.count) == 0 }
    }

    /// Takes a copy of `bytes`; the caller wipes its own.
    package init(copying bytes: [UInt8]) {
        self.init(byteCount: bytes.count) { $0.copyBytes(from: bytes) }
    }

    package borrowing func copy() -> SecretKey {
        withBytes { bytes in SecretKey(byteCount: bytes.count) { $0.copyMemory(from: bytes) } }
    }

    package borrowing func withBytes<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeRawBufferPointer(start: pointer, count: byteCount))
    }

    deinit { sodium_free(pointer) }
}

/// Makes libsodium ready, once for the process; safe to call from anywhere.
enum Sodium {
    private static let started: Void = {
        guard sodium_init() >= 0 else { fatalError("libsodium did not start") }
    }()

    static func start() { _ = started }
}

/// Fills a buffer with random bytes; `Environment` makes the real one, tests make their own.
package struct RandomSource: Sendable {
    package let fill: @Sendable (UnsafeMutableRawBufferPointer) -> Void

    package init(fill: @escaping @Sendable (UnsafeMutableRawBufferPointer) -> Void) { self.fill = fill }

    /// The system's own source, through libsodium.
    package static let system = RandomSource { buffer in
        Sodium.start()
        if let base = buffer.baseAddress { randombytes_buf(base, buffer.count) }
    }

    package func bytes(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        bytes.withUnsafeMutableBytes(fill)
        return bytes
    }

    package func key() -> SecretKey { SecretKey(byteCount: 32, fill: fill) }
}
