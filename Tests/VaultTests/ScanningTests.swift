import Foundation
import Ledger
import Seeds
import Testing

@testable import Vault

@Suite struct ScanningTests {
    let folder = TemporaryFolder()
    var path: String { folder.file("vault") }

    /// What the scan says of each record that is not sound, in a few words.
    private func findings(_ book: Book, expecting count: Int) throws -> [String] {
        let store = try VaultStore(at: path)
        defer { try? store.close() }
        var findings = [String]()
        var soundCount = 0
        try store.read { stored throws in
            try stored.scanRecords(expecting: count) { found in
                switch found {
                case .row(let row):
                    if row.sealedHashMatches { soundCount += 1 } else { findings.append("hash \(row.number)") }
                case .wrongType(let number): findings.append("type \(number)")
                case .outOfPlace(let number): findings.append("place \(number)")
                case .missing(let range): findings.append("missing \(range)")
                case .unreadable(let range): findings.append("unreadable \(range)")
                }
            }
        }
        return findings + ["sound \(soundCount)"]
    }

    @Test(
        "Every kind of missing or changed row is named",
        arguments: [
            (
                "record_delete", "DELETE FROM record WHERE number IN (2, 3, 7)",
                ["missing 2..<4", "missing 7..<8", "sound 7"]
            ),
            ("record_delete", "DELETE FROM record WHERE number >= 6", ["missing 6..<10", "sound 6"]),
            ("record_delete", "DELETE FROM record", ["missing 0..<10", "sound 0"]),
            ("record_update", "UPDATE record SET sealed = zeroblob(64) WHERE number = 4", ["hash 4", "sound 9"]),
            (
                "record_update", "UPDATE record SET number = 20 WHERE number = 4",
                ["missing 4..<5", "missing 10..<20", "sound 10"]
            ),
        ])
    func named(trigger: String, sql: String, expected: [String]) throws {
        let book = try Book()
        try book.create(at: path, count: 10)
        // The text of the schema is put back, in its old place, as a careful hand would.
        try tamper(path, "PRAGMA writable_schema = ON;" + disarmed(trigger, sql))
        #expect(try findings(book, expecting: 10) == expected)
    }

    private func disarmed(_ trigger: String, _ sql: String) -> String {
        """
        CREATE TEMP TABLE kept AS SELECT rowid AS place, sql FROM sqlite_schema WHERE name = '\(trigger)';
        UPDATE sqlite_schema SET sql = replace(sql, 'RAISE(ABORT, ''append only'')', '1') WHERE name = '\(trigger)';
        PRAGMA writable_schema = RESET; \(sql);
        PRAGMA writable_schema = ON;
        UPDATE sqlite_schema SET sql = (SELECT sql FROM kept) WHERE name = '\(trigger)';
        """
    }

    @Test("Two rows with one number are noticed")
    func twice() throws {
        let book = try Book()
        try book.create(at: path, count: 10)
        var bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
        // Cells of a leaf page are found by the pointers after its 8-byte header; a cell begins with two
        // bytes of length, then the row's number.
        let page = try #require(
            stride(from: 16_384, to: bytes.count, by: 16_384).first { start in
                bytes[start] == 0x0D && bytes[start + 4] == 10
            })
        let pointer = page + 8 + 2 * 5
        let cell = page + Int(bytes[pointer]) << 8 + Int(bytes[pointer + 1])
        #expect(bytes[cell + 2] == 5)
        bytes[cell + 2] = 4
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        #expect(try findings(book, expecting: 10) == ["place 4", "missing 5..<6", "sound 9"])
        #expect(try book.verified(path) == nil)
    }

    @Test("Bits flipped in a log that is not folded in lose its last appends at most")
    func damagedLog() throws {
        let book = try Book()
        try book.create(at: path, count: 1)
        let store = try VaultStore(at: path)
        try book.append(2, to: store)
        try book.append(2, to: store)
        let file = try Data(contentsOf: URL(fileURLWithPath: path))
        let log = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path + "-wal")))
        var random = SeededRandom(seed: 14)
        var counts = Set<Int>()
        for round in 0..<120 {
            let copy = folder.file("copy")
            var changed = log
            changed[Int.random(in: 0..<log.count, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            try file.write(to: URL(fileURLWithPath: copy))
            try Data(round == 0 ? log : changed).write(to: URL(fileURLWithPath: copy + "-wal"))
            counts.insert(try #require(try book.verified(copy)).records.count)
            for suffix in ["", "-wal", "-shm"] { unlink(copy + suffix) }
        }
        #expect(counts.contains(5) && counts.isSubset(of: [1, 3, 5]), "\(counts)")
    }

    @Test("Behind a damaged page the scan goes on")
    func damagedPage() throws {
        let book = try Book()
        try book.create(at: path, count: 200)
        var bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
        // Leaf pages of a table begin with 0D; the one in the middle that holds records is blanked.
        let pages = stride(from: 16_384, to: bytes.count, by: 16_384).filter { start in
            bytes[start] == 0x0D && bytes[start + 4] >= 1
                && bytes[start..<start + 16_384].count(where: { $0 != 0 }) > 9000
        }
        let page = pages[pages.count / 2]
        for index in page..<page + 200 { bytes[index] = 0xFF }
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let found = try findings(book, expecting: 200)
        #expect(found.count == 2 && found[0].hasPrefix("unreadable"), "\(found)")
        let sound = Int(found[1].split(separator: " ")[1]) ?? 0
        #expect(sound > 100 && sound < 200)
    }

    @Test("Rows to which the numbers between the pages do not lead are missing, though a sweep finds them")
    func misled() throws {
        let book = try Book()
        try book.create(at: path, count: 200)
        var bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
        // Inner pages of a table begin with 05; a cell is a page's number in four bytes and the last row there.
        let page = try #require(
            stride(from: 16_384, to: bytes.count, by: 16_384).first { bytes[$0] == 0x05 && bytes[$0 + 4] > 4 })
        let cell = page + Int(bytes[page + 12 + 4]) << 8 + Int(bytes[page + 12 + 5])
        let last = Int(bytes[cell + 4])
        try #require(last > 3 && last < 0x80)
        bytes[cell + 4] -= 2
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let expected = ["missing \(last - 1)..<\(last)", "missing \(last)..<\(last + 1)", "sound 200"]
        #expect(try findings(book, expecting: 200) == expected)
    }

    @Test("Whatever number stands between two pages, those rows are told as missing that are not found by theirs")
    func misledAnyhow() throws {
        let book = try Book()
        try book.create(at: path, count: 200)
        let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
        let page = try #require(
            stride(from: 16_384, to: bytes.count, by: 16_384).first { bytes[$0] == 0x05 && bytes[$0 + 4] > 4 })
        var lostCount = 0
        for index in 0..<Int(bytes[page + 4]) {
            let pointer = page + 12 + 2 * index
            let place = page + Int(bytes[pointer]) << 8 + Int(bytes[pointer + 1]) + 4
            for value in stride(from: UInt8(index % 5), through: 250, by: 5) where value != bytes[place] {
                var changed = bytes
                changed[place] = value
                try Data(changed).write(to: URL(fileURLWithPath: path))
                let store = try VaultStore(at: path)
                defer { try? store.close() }
                try store.read { stored throws in
                    var told = Set<Int>()
                    try stored.scanRecords(expecting: 200) { found in
                        switch found {
                        case .missing(let range), .unreadable(let range): told.formUnion(range)
                        case .row, .wrongType, .outOfPlace: break
                        }
                    }
                    let lost = (0..<200).filter { ((try? stored.record($0)) ?? nil) == nil }
                    #expect(told == Set(lost), "cell \(index), value \(value)")
                    lostCount += lost.count
                }
            }
        }
        #expect(lostCount > 1000)
    }

    @Test("Free pages make SQLite check all of the file")
    func freePages() throws {
        let book = try Book()
        try book.create(at: path, count: 200)
        try tamper(path, "CREATE TABLE other (a); INSERT INTO other VALUES (zeroblob(100000)); DROP TABLE other;")
        let store = try VaultStore(at: path)
        #expect(try store.read { try $0.structureFaultCount() } == 0)
        try store.close()
        var bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
        // The count of free pages in the file's head, one less.
        try #require(bytes[39] > 1)
        bytes[39] -= 1
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let changed = try VaultStore(at: path)
        #expect(try changed.read { try $0.structureFaultCount() } > 0)
    }

    @Test("A head that claims more records than the file has room for ends the scan all the same")
    func absurdCount() throws {
        let book = try Book()
        try book.create(at: path, count: 2)
        let found = try findings(book, expecting: 1 << 50)
        #expect(found.count == 2 && found[0].hasPrefix("missing 2..<"))
    }
}

/// Every truncation and many flipped bits of a small vault.
@Suite struct DamageTests {
    let folder = TemporaryFolder()

    private func expectNoWrongAnswer(_ book: Book, _ bytes: [UInt8], _ original: Original, _ what: String) {
        let path = folder.file(UUID().uuidString)
        defer { for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) } }
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            guard let found = try book.verified(path) else { return }
            let isSame = found.records == original.records && found.note == original.note
            #expect(isSame, "\(what)")
        } catch {
            if !(error is VaultError || error is CheckpointError) { Issue.record("\(what): \(error)") }
        }
    }

    private struct Original {
        let bytes: [UInt8]
        let note: [UInt8]
        let records: [Record]
    }

    private func original(_ book: Book) throws -> Original {
        let path = folder.file("vault")
        try book.create(at: path)
        let store = try VaultStore(at: path)
        try store.append(checking: book.check, signing: book.sealer.checkpoint) { writer in
            try writer.putChunk([UInt8](repeating: 7, count: 32), position: 0, sealed: [UInt8](0..<200))
            try book.put(1, in: &writer)
        }
        try store.close()
        let found = try #require(try book.verified(path))
        return Original(
            bytes: try [UInt8](Data(contentsOf: URL(fileURLWithPath: path))), note: found.note, records: found.records)
    }

    @Test("No length to which the file is cut gives an unchanged vault")
    func truncations() throws {
        let book = try Book()
        let original = try original(book)
        var lengths = Set(stride(from: 0, to: original.bytes.count, by: 512).flatMap { [$0 - 1, $0, $0 + 1] })
        var random = SeededRandom(seed: 11)
        for _ in 0..<100 { lengths.insert(Int.random(in: 0..<original.bytes.count, using: &random)) }
        for length in lengths where 0..<original.bytes.count ~= length {
            let path = folder.file("cut")
            try Data(original.bytes[..<length]).write(to: URL(fileURLWithPath: path))
            let isUnchanged = (try? book.verified(path)) != nil
            #expect(!isUnchanged, "length \(length)")
        }
    }

    @Test("No flipped bit crashes, hangs or gives other records as unchanged")
    func bits() throws {
        let book = try Book()
        let original = try original(book)
        let count = ProcessInfo.processInfo.environment["DAYBOOK_FLIPS"].flatMap { Int($0) } ?? 1500
        let seed = UInt64(12)
        var random = SeededRandom(seed: seed)
        let used = original.bytes.indices.filter { original.bytes[$0] != 0 }
        for round in 0..<count {
            let index =
                round.isMultiple(of: 4)
                ? Int.random(in: 0..<original.bytes.count, using: &random)
                : used.randomElement(using: &random)!
            var bytes = original.bytes
            bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            expectNoWrongAnswer(book, bytes, original, "seed \(seed), byte \(index)")
        }
    }

    @Test("Wholesale damage neither crashes nor hangs")
    func noise() throws {
        let book = try Book()
        let original = try original(book)
        var random = SeededRandom(seed: 13)
        for round in 0..<200 {
            var bytes = original.bytes
            for _ in 0..<(1 << Int.random(in: 2..<9, using: &random)) {
                bytes[Int.random(in: 100..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            expectNoWrongAnswer(book, bytes, original, "noise \(round)")
        }
    }
}
