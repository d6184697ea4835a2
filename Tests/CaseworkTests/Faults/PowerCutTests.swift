import Foundation
import Ledger
import Seeds
import Testing

@testable import Casework
@testable import Vault

/// The power fails between two calls on files, and the disk keeps any part of what was not synced (`DiskModel`).
///
/// `DAYBOOK_TORTURE=1` makes 10,000 cuts, `DAYBOOK_ROUNDS` any number; `DAYBOOK_SEED` repeats them.
@Suite("Faults: power cut", .serialized)
struct PowerCutTests {
    private static let cuts =
        ProcessInfo.processInfo.environment["DAYBOOK_ROUNDS"].flatMap(Int.init) ?? (Chance.isTorture ? 10_000 : 300)

    @Test("nothing acknowledged is lost, nothing is half there, and no mark gives a false alarm")
    func promise() throws {
        var tally = Tally()
        let chance = Chance(Chance.seed &+ 77)
        let folder = try TrustFolder()
        while tally.cuts < Self.cuts {
            var start = Start()
            // Each stretch of use begins with what the cut before it left.
            for _ in 0..<4 where tally.cuts < Self.cuts {
                let home = Home(folder.path + "/used", chance: chance)
                try start.remains.write(to: home.folder)
                let usage = try Usage(in: home, from: start.rows, ring: start.ring, chance: chance)
                start = try cut(usage, start, 25, chance, folder, &tally)
            }
        }
        tally.report("power cuts")
        #expect(tally.broken.isEmpty)
        #expect(tally.wentOn > 0 && tally.marks.count > 1)
    }

    @Test("what a cut left of a mark that was being made is never part of the next one")
    func leftMark() throws {
        var tally = Tally()
        let chance = Chance(Chance.seed &+ 79)
        let folder = try TrustFolder()
        let home = Home(folder.path + "/used", chance: chance)
        var start = try begun(home, chance)
        let mark = try #require(start.remains.files.first { $0.key.hasSuffix(".checkpoint") })
        start.remains.files[mark.key] = nil
        start.remains.files[mark.key + ".partial"] = mark.value + Array("and more behind it\n".utf8)
        for _ in 0..<16 {
            try start.remains.write(to: home.folder)
            let usage = try Usage(in: home, from: start.rows, ring: start.ring, chance: chance)
            _ = try cut(usage, start, 25, chance, folder, &tally)
        }
        tally.report("power cuts after one that left a mark half made")
        #expect(tally.broken.isEmpty)
    }

    @Test("a program that forgets one kind of sync is caught", arguments: DiskModel.Forgotten.allCases)
    func forgotten(_ sync: DiskModel.Forgotten) throws {
        try expectCaught("without \(sync.rawValue)", forgetting: sync)
    }

    @Test("a commit that syncs less than all is caught", arguments: Usage.Fault.allCases)
    func less(_ fault: Usage.Fault) throws {
        try expectCaught("with \(fault)", fault: fault)
    }

    @Test("telling the person before the commit is caught")
    func early() throws {
        try expectCaught("acknowledged before the commit", reordering: \.acknowledgedEarly)
    }

    @Test("moving the rollback mark before the commit is caught, as a false alarm")
    func markFirst() throws {
        let tally = try expectCaught("with the mark moved before the commit", reordering: \.markedEarly)
        #expect(tally.falseAlarms > 0)
    }

    /// Cuts until a promise is broken; it must not take long.
    @discardableResult
    private func expectCaught(
        _ what: String, forgetting forgotten: DiskModel.Forgotten? = nil, fault: Usage.Fault? = nil,
        reordering: KeyPath<Usage, Usage> = \.self
    ) throws -> Tally {
        var tally = Tally()
        let chance = Chance(Chance.seed &+ 78)
        let folder = try TrustFolder()
        for _ in 0..<40 where tally.broken.isEmpty || reordering == \.markedEarly && tally.falseAlarms == 0 {
            // A book that was begun without the fault, for all but what only its beginning shows.
            let home = Home(folder.path + "/used", chance: chance)
            let start = chance.below(4) > 0 ? try begun(home, chance) : Start()
            try start.remains.write(to: home.folder)
            let usage = try Usage(in: home, from: start.rows, ring: start.ring, chance: chance, fault: fault)
            _ = try cut(usage[keyPath: reordering], start, 25, chance, folder, &tally, forgetting: forgotten)
        }
        tally.report(what)
        #expect(!tally.broken.isEmpty, "\(what): not caught in \(tally.cuts) cuts")
        return tally
    }

    /// What a stretch of use begins with.
    private struct Start {
        var remains = DiskModel.Remains()
        var rows: [Usage.Promise.File: VaultRows?] = [:]
        var ring: KeyRing?
    }

    /// A book that was used for a while and stayed whole.
    private func begun(_ home: Home, _ chance: Chance) throws -> Start {
        try Start().remains.write(to: home.folder)
        let usage = try Usage(in: home, from: [:], ring: nil, chance: chance)
        var disk = DiskModel(root: home.folder)
        for case .call(let call) in usage.events { disk.apply(call) }
        return Start(
            remains: disk.uncut(chance), rows: usage.promises.mapValues { $0.states.last! }, ring: usage.ring)
    }

    /// Cuts the power at `count` moments of `usage` and looks at what is left each time.
    ///
    /// - Returns: What the last of these cuts left.
    private func cut(
        _ usage: Usage, _ start: Start, _ count: Int, _ chance: Chance, _ folder: TrustFolder, _ tally: inout Tally,
        forgetting forgotten: DiskModel.Forgotten? = nil
    ) throws -> Start {
        var left = start
        let moments = (0..<count).map { _ in chance.below(usage.events.count + 1) }.sorted()
        var disk = DiskModel(root: folder.path + "/used", remains: start.remains, forgetting: forgotten)
        var span: [Usage.Promise.File: ClosedRange<Int>] = [:]
        var done = 0
        for moment in moments {
            for event in usage.events[done..<moment] {
                switch event {
                case .call(let call): disk.apply(call)
                case .begins(let file):
                    span[file] = (span[file] ?? 0...0).lowerBound...(span[file] ?? 0...0).upperBound + 1
                case .holds(let file): span[file] = (span[file] ?? 0...0).upperBound...(span[file] ?? 0...0).upperBound
                }
            }
            done = moment
            let remains = disk.cut(chance)
            let home = Home(folder.path + "/left", chance: chance)
            try remains.write(to: home.folder)
            let after = Aftermath(home, ring: usage.ring, usage, span: span)
            tally.add(after, "cut \(tally.cuts), event \(moment) of \(usage.events.count)")
            if after.broken.isEmpty { try goOn(home, usage.ring, after, &tally) }
            left = Start(remains: remains, rows: after.found, ring: after.found[.book] == .some(nil) ? nil : usage.ring)
        }
        return left
    }

    /// Now and then: the book takes another entry, or can be begun where there is none.
    private func goOn(_ home: Home, _ ring: KeyRing, _ after: Aftermath, _ tally: inout Tally) throws {
        guard tally.cuts.isMultiple(of: 8), after.found[.book] != .some(nil) else { return }
        let book = Book(locked: try LockedBook(at: home.path, environment: home.environment), ring: ring)
        defer { book.locked.close() }
        try book.record(TrustVault.contact("after the light came back"))
        let answer = try book.locked.verify(with: book)
        let standing = try book.locked.standing()
        #expect(answer.isUnchanged && standing == .same)
        tally.wentOn += 1
    }

    private struct Tally {
        var cuts = 0
        var wentOn = 0
        var falseAlarms = 0
        var broken: [String] = []
        var marks: [String: Int] = [:]

        mutating func add(_ after: Aftermath, _ moment: String) {
            cuts += 1
            broken += after.broken.map { "\(moment): \($0)" }
            if after.isFalseAlarm { falseAlarms += 1 }
            let mark =
                switch after.standing {
                case nil: "no book yet"
                case .unmarked: "no mark"
                case .same: "mark at the head"
                case .ahead: "mark before the head"
                case .behind, .forked: "mark beyond the head"
                }
            marks[mark, default: 0] += 1
        }

        func report(_ what: String) {
            let found = marks.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
            print(
                "\(what): seed \(Chance.seed), \(cuts) cuts, \(broken.count) promises broken, \(wentOn) went on; \(found)"
            )
            for line in broken.prefix(5) { print("    \(line)") }
        }
    }
}

extension Usage {
    /// As if each person were told before anything is written.
    fileprivate var acknowledgedEarly: Usage { reordered { calls, end in [end] + calls } }

    /// As if the mark were moved first.
    fileprivate var markedEarly: Usage {
        reordered { calls, end in
            func isMark(_ event: Event) -> Bool {
                if case .call(let call) = event { return call.path.contains(".checkpoint") }
                return false
            }
            return calls.filter(isMark) + calls.filter { !isMark($0) } + [end]
        }
    }

    /// Rearranges what comes between the beginning and the end of each promise.
    private func reordered(_ rearrange: ([Event], Event) -> [Event]) -> Usage {
        var result = self
        result.events = []
        var open: [Event]?
        for event in events {
            switch event {
            case .begins:
                result.events.append(event)
                open = []
            case .call: if open != nil { open?.append(event) } else { result.events.append(event) }
            case .holds:
                result.events += rearrange(open ?? [], event)
                open = nil
            }
        }
        return result
    }
}
