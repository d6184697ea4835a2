#if Pages
    import Synchronization
    import Testing

    @testable import Pages

    @Suite("Work of two threads")
    struct RelayTests {
        @Test("is handed over in order, each part done once", arguments: [0, 1, 7, 8, 9, 500])
        func order(count: Int) {
            let begun = Mutex<[Int]>([])
            func work(_ part: Int) -> Int {
                begun.withLock { $0.append(part) }
                return part * part
            }
            let relay = Relay<Int>(count: count)
            relay.help { part in
                begun.withLock { $0.append(part) }
                return part * part
            }
            let taken = (0..<count).map { _ in relay.take(work) }
            #expect(taken == (0..<count).map { $0 * $0 })
            #expect(begun.withLock { $0.sorted() } == Array(0..<count))
        }

        @Test("goes no further ahead than memory allows")
        func bounded() {
            let furthest = Mutex(0)
            let relay = Relay<Int>(count: 1000)
            relay.help { part in
                furthest.withLock { $0 = max($0, part) }
                return part
            }
            for wanted in 0..<1000 {
                #expect(relay.take { $0 } == wanted)
                let ahead = furthest.withLock { $0 } - wanted
                #expect(ahead <= 8)
            }
        }
    }
#endif
