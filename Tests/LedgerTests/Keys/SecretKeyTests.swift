import Foundation
import Testing

@testable import Ledger

struct SecretKeyTests {
    #if os(Linux)
        @Test("a key's bytes are gone from memory when the value ends")
        func wiped() throws {
            let pattern = RandomSource.system.bytes(32)
            var address = 0
            do {
                let key = SecretKey(copying: pattern)
                key.withBytes { address = Int(bitPattern: $0.baseAddress) }
                #expect(Self.memory(at: address) == pattern)
            }
            #expect(Self.memory(at: address) != pattern)
        }

        /// 32 bytes of this process, read as a debugger would; nil if there is no memory at the place.
        private static func memory(at address: Int) -> [UInt8]? {
            let file = open("/proc/self/mem", O_RDONLY | O_CLOEXEC)
            guard file >= 0 else { return nil }
            defer { close(file) }
            var bytes = [UInt8](repeating: 0, count: 32)
            return pread(file, &bytes, 32, off_t(address)) == 32 ? bytes : nil
        }
    #endif
}
