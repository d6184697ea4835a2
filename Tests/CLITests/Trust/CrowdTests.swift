import Foundation
import Synchronization
import Testing

@testable import CLI

@Suite("Trust: several processes at once", .serialized)
struct CrowdTests {
    @Test("two processes that log and one that imports make one chain, and every number given out is there")
    func crowd() throws {
        guard let book = try RealBook() else { return }
        let before = try #require(try book.unchangedCount("before"))
        let name = try book.messages(200, mark: 1)
        let numbers = Mutex<[Int]>([])
        let problems = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: 3) { worker in
            for _ in 0..<(worker == 2 ? 1 : 10) {
                let arguments = worker == 2 ? ["import", "jsonl", name, "--json"] : RealBook.log
                let key = worker == 2 ? "entry" : "number"
                // Exit 11 is the promise kept as well: in use, nothing saved, try again.
                for _ in 0..<30 {
                    guard let ran = try? book.run(arguments), ran.code != 11 else { continue }
                    guard ran.code == 0, let number = ran.output[key] as? Int else {
                        problems.withLock { $0.append("exit \(ran.code)") }
                        break
                    }
                    numbers.withLock { $0.append(number) }
                    break
                }
            }
        }
        #expect(problems.withLock { $0 } == [])
        let given = numbers.withLock { $0 }
        #expect(given.count == 21 && Set(given).count == 21)
        // 20 contacts, 200 messages, the source file and the entry that tells of the import.
        let after = try book.unchangedCount("after")
        #expect(after == before + 222)
        #expect(given.allSatisfy { (before..<before + 222).contains($0) })
        print("crowd: \(given.count) numbers acknowledged, \(after ?? 0) entries, one chain")
    }
}
