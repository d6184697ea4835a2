import Foundation

/// How the program's memory is given back.
package enum LargeBlocks {
    /// Lets blocks of half a megabyte and more go back to the system as soon as they are free; called first in `main`.
    ///
    /// glibc begins so, but raises the limit with each larger block that is freed; from then on large arrays stand in
    /// the heap and break it up. A bundle of 10,000 entries with its PDF took 205 MB like that, and 192 with this.
    package static func giveBack() {
        #if os(Linux)
            // Of <malloc.h>, which Swift's module of the C library leaves out.
            typealias Mallopt = @convention(c) (Int32, Int32) -> Int32
            let mmapThreshold: Int32 = -3
            guard let symbol = dlsym(nil, "mallopt") else { return }
            _ = unsafeBitCast(symbol, to: Mallopt.self)(mmapThreshold, 1 << 19)
        #endif
    }
}
