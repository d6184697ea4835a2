#if Pages
    import Foundation

    /// Work in numbered parts, done by two threads; what came of it is handed over in the order of the parts.
    ///
    /// Unchecked: what is shared is touched under the condition's lock alone.
    final class Relay<Result>: @unchecked Sendable {
        private let count: Int
        private let condition = NSCondition()
        /// The first part that no thread has begun.
        private var next = 0
        /// The part to be handed over next.
        private var wanted = 0
        private var done: [Int: Result] = [:]

        /// Parts that wait to be handed over, so that memory stays bounded.
        private static var ahead: Int { 8 }

        init(count: Int) { self.count = count }

        /// Works on another thread until no part is left; returns at once.
        func help(_ work: @escaping @Sendable (Int) -> Result) {
            Thread.detachNewThread { [self] in
                condition.lock()
                while next < count {
                    if let part = begin() { finish(part, work) } else { condition.wait() }
                }
                condition.unlock()
            }
        }

        /// Returns the next part, and works while it waits for that. Called `count` times at most, by one thread.
        func take(_ work: (Int) -> Result) -> Result {
            condition.lock()
            defer { condition.unlock() }
            while true {
                if let result = done.removeValue(forKey: wanted) {
                    wanted += 1
                    condition.broadcast()
                    return result
                }
                if let part = begin() { finish(part, work) } else { condition.wait() }
            }
        }

        /// Locked.
        private func begin() -> Int? {
            guard next < min(count, wanted + Self.ahead) else { return nil }
            next += 1
            return next - 1
        }

        /// Locked before and after.
        private func finish(_ part: Int, _ work: (Int) -> Result) {
            condition.unlock()
            let result = work(part)
            condition.lock()
            done[part] = result
            condition.broadcast()
        }
    }
#endif
