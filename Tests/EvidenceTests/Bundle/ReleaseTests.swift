import Ledger
import Testing

@testable import Evidence

@Suite("Released entries in a bundle")
struct ReleaseTests {
    @Test("are shown under their old numbers and times, with what made them evidence; both verifiers pass it")
    func shown() throws {
        let sample = try SampleBundle.released()
        let file = try sample.bundle(sample.source())
        let answer = BundleCheck().check(file)
        #expect(answer.exitCode == 0, "\(answer.layers)")
        #expect(answer.result(.corrections) == .pass && answer.result(.exhibits) == .pass)
        let contents = try #require(answer.contents)
        #expect(contents.shown == [0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13])
        #expect(contents.released == [.init(entry: 10, by: 12), .init(entry: 11, by: 13)])
        #expect(contents.withheldPrivate == 1 && contents.withheldParts.isEmpty)
        #expect(
            BundleText.lines(answer).contains {
                $0.contains("entry 10, recorded as private, made evidence by entry 12")
            })
        let files = try Tampering(file)
        let json = try JSONText.read(files.files[BundleFile.json]!)
        let item = try #require(json["chronology"]?.array?.last)
        #expect(item["number"] == 10 && item["versions"] == [10, 11] && item["kind"] == "note")
        #expect(item["account"] == "She waited at the gate until seven")
        #expect(item["recorded"]?["utc"] == .string(sample.opened[9].entry.recorded.text))
        let fact = item["facts"]?.array?.first { $0["name"] == "released" }
        #expect(fact?["entry"] == 12)
        #expect(files.files["data/exhibits/10.1.txt"] == [UInt8]("a sketch of the gate\n".utf8))
        if let python = try PythonVerifier.layers(file) { #expect(python.exit == 0, "\(python)") }
    }

    @Test("can be withheld whole, and parts of them as of any other")
    func withheld() throws {
        let sample = try SampleBundle.released()
        let without = try sample.source { record in
            switch try Leaf(bytes: record.leaf).number {
            case 10, 11: record.headingOnly
            default: record
            }
        }
        let none = BundleCheck().check(try sample.bundle(without))
        #expect(none.exitCode == 0, "\(none.layers)")
        #expect(none.contents?.withheldPrivate == 3 && none.contents?.released == [])
        let part = try sample.source { record in
            try Leaf(bytes: record.leaf).number == 10
                ? record.withholdingAttachment(at: 1).withholding(.account) : record
        }
        let file = try sample.bundle(part)
        let some = BundleCheck().check(file)
        #expect(some.exitCode == 0, "\(some.layers)")
        #expect(some.contents?.withheldParts.map(\.line) == ["entry 10: account", "entry 10: attachment 1"])
        if let python = try PythonVerifier.layers(file) { #expect(python.exit == 0, "\(python)") }
    }

    @Test("are taken from what a release carries only if it opens the very leaf, whole, and comes later")
    func carried() throws {
        let sample = try SampleBundle.released()
        let carried = try #require(sample.carried[10])
        let record = sample.records[10]
        #expect(ReleasedRecord(carried: carried, by: 12, leaf: record.leaf)?.opened.releasedBy == 12)
        #expect(ReleasedRecord(carried: carried, by: 10, leaf: record.leaf) == nil)
        #expect(ReleasedRecord(carried: carried, by: 12, leaf: sample.records[11].leaf) == nil)
        #expect(ReleasedRecord(carried: record.withholding(.words).line, by: 12, leaf: record.leaf) == nil)
        #expect(ReleasedRecord(carried: sample.records[4].line, by: 12, leaf: sample.records[4].leaf) == nil)
        var bits = carried
        for byte in stride(from: 0, to: carried.count, by: 3) {
            bits[byte] ^= 1 << (byte % 7)
            #expect(ReleasedRecord(carried: bits, by: 12, leaf: record.leaf) == nil, "byte \(byte)")
            bits[byte] = carried[byte]
        }
    }
}
