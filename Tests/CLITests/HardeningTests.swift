import Foundation
import Testing

@testable import CLI

/// Each runs in a process of its own, as it ends one or changes it for good.
struct HardeningTests {
    @Test("new files are private, and no core file is written")
    func limits() async {
        await #expect(processExitsWith: .success) {
            Hardening.start()
            #expect(umask(0) == 0o077)
            var limit = rlimit()
            #if canImport(Glibc)
                getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
            #else
                getrlimit(RLIMIT_CORE, &limit)
            #endif
            #expect(limit.rlim_cur == 0 && limit.rlim_max == 0)
            #if os(Linux)
                typealias Prctl = @convention(c) (Int32, UInt, UInt, UInt, UInt) -> Int32
                let getDumpable: Int32 = 3
                let symbol = try #require(dlsym(nil, "prctl"))
                #expect(unsafeBitCast(symbol, to: Prctl.self)(getDumpable, 0, 0, 0, 0) == 0)
            #endif
        }
    }

    @Test("a crash ends the program without a report of its memory")
    func crash() async throws {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            Hardening.start()
            raise(SIGILL)
        }
        let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
        #expect(!text.lowercased().contains("backtrac") && !text.contains("Registers"))
    }
}
