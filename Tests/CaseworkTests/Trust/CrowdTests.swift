import Foundation
import Seeds
import Synchronization
import Testing

@testable import Casework
@testable import Vault

@Suite("Trust: several processes at once", .serialized)
struct CrowdTests {
    @Test(
        "eight that append, import, verify and back up at once make one chain; nothing is lost, nobody waits for ever")
    func crowd() throws {
        guard let worker = WorkerProgram() else { return }
        let folder = try TrustFolder()
        let vault = try KillVault(new: folder.path + "/book")
        let before = try #require(try vault.wholeCount("before"))
        let seconds = Chance.isTorture ? 120.0 : 10
        let kinds = ["append", "import", "verify", "backup"]
        let ran = Mutex<[(kind: String, ran: WorkerProgram.Ran)]>([])
        DispatchQueue.concurrentPerform(iterations: 8) { index in
            let kind = kinds[index % kinds.count]
            if let one = try? worker.run(["crowd", vault.path, kind, "worker-\(index)", "\(seconds)"]) {
                ran.withLock { $0.append((kind, one)) }
            }
        }
        let all = ran.withLock { $0 }
        #expect(all.count == 8)
        var numbers: [Int] = []
        var entries = before
        var (imports, verified, busy, longest) = (0, 0, 0, 0.0)
        for (kind, ran) in all {
            #expect(ran.status == 0, "\(kind) ended with \(ran.status) after \(ran.lines.last ?? "nothing")")
            #expect(!ran.lines.contains { $0.hasPrefix("altered") }, "\(kind): \(ran.lines.suffix(3))")
            let own = ran.lines.filter { $0.hasPrefix("number ") }.compactMap { Int($0.dropFirst(7)) }
            numbers += own
            // An import of 50 is 52 entries: the source file, and the entry that tells of it.
            entries += own.count * (kind == "import" ? 52 : 1)
            imports += kind == "import" ? own.count : 0
            verified += ran.lines.filter { $0.hasPrefix("verified ") }.count
            busy += ran.lines.filter { $0 == "busy" }.count
            longest = max(longest, ran.said("longest").flatMap(Double.init) ?? .infinity)
        }
        #expect(Set(numbers).count == numbers.count && numbers.count > 20 && imports > 0 && verified > 2)
        #expect(try vault.wholeCount("after the crowd") == entries)
        // Two things are waited for in turn, the vault and its mark; then "in use" is said.
        #expect(longest < 2 * VaultStore.patienceSeconds * 1000 + 2000, "\(longest) ms")
        print(
            "crowd: seed none, 8 processes for \(Int(seconds)) s, \(numbers.count - imports) appends and \(imports) imports "
                + "acknowledged, "
                + "\(entries) entries in one chain, \(verified) checks of the vault and of backups, in use \(busy) times, "
                + "longest wait \(Int(longest)) ms")
    }

    /// An import looks at the whole book and only then writes. Whatever was appended in between it takes in while it
    /// holds the vault, and it gets hold of it in one of the many gaps: it neither begins again nor gives up.
    @Test("an import is done beside three that append without pause; nobody is told that the vault is in use")
    func importAmongAppends() throws {
        guard let worker = WorkerProgram() else { return }
        let folder = try TrustFolder()
        let vault = try KillVault(new: folder.path + "/book")
        let before = try #require(try vault.wholeCount("before"))
        let seconds = Chance.isTorture ? 60.0 : 5
        let ran = Mutex<[(kind: String, ran: WorkerProgram.Ran)]>([])
        DispatchQueue.concurrentPerform(iterations: 4) { index in
            let kind = index == 0 ? "import" : "append"
            if let one = try? worker.run(["crowd", vault.path, kind, "worker-\(index)", "\(seconds)"]) {
                ran.withLock { $0.append((kind, one)) }
            }
        }
        let all = ran.withLock { $0 }
        #expect(all.count == 4 && all.allSatisfy { $0.ran.status == 0 })
        let busy = all.reduce(0) { $0 + $1.ran.lines.count { $0 == "busy" } }
        func count(_ kind: String) -> Int {
            all.filter { $0.kind == kind }.reduce(0) { $0 + $1.ran.lines.count { $0.hasPrefix("number ") } }
        }
        let longest = all.compactMap { $0.ran.said("longest").flatMap(Double.init) }.max() ?? .infinity
        #expect(busy == 0)
        #expect(count("import") >= 3 && count("append") > 100)
        #expect(longest < VaultStore.patienceSeconds * 1000, "\(longest) ms")
        #expect(try vault.wholeCount("afterwards") == before + count("append") + 52 * count("import"))
        print(
            "crowd: seed none, \(count("import")) imports beside \(count("append")) appends in \(Int(seconds)) s, "
                + "in use \(busy) times, longest wait \(Int(longest)) ms")
    }
}
