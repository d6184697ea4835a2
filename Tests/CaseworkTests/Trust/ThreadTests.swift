import Foundation
import Synchronization
import Testing

@testable import Casework

@Suite("Trust: several threads at once")
struct ThreadTests {
    @Test("eight that append, each with a connection of its own, make one chain")
    func eight() throws {
        let vault = try TrustVault()
        let before = try vault.check(opening: false).entries
        let numbers = Mutex<[Int]>([])
        let problems = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: 8) { worker in
            do {
                let book = try vault.open()
                defer { book.locked.close() }
                for round in 0..<5 {
                    let number = try book.record(TrustVault.contact("thread \(worker), round \(round)"))
                    numbers.withLock { $0.append(number) }
                }
            } catch {
                problems.withLock { $0.append("\(error)") }
            }
        }
        #expect(problems.withLock { $0 } == [])
        #expect(numbers.withLock { $0.sorted() } == Array(before..<before + 40))
        let answer = try vault.check(opening: true)
        #expect(answer.isUnchanged && answer.entries == before + 40)
    }
}
