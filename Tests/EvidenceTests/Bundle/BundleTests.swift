import Ledger
import Outside
import Reports
import Testing

@testable import Evidence

@Suite("A bundle as it was written")
struct BundleTests {
    @Test("passes every layer that needs nothing from elsewhere")
    func passes() throws {
        let sample = try SampleBundle.family()
        let answer = BundleCheck().check(try sample.bundle(sample.source()))
        #expect(answer.exitCode == 0)
        for layer in answer.layers {
            let isOpen = [.key, .timestamps, .checkpoint].contains(layer.name)
            #expect(layer.result == (isOpen ? .notChecked : .pass), "\(layer)")
        }
        #expect(answer.layers.map(\.name) == BundleLayer.Name.allCases)
        #expect(answer.contents?.shown == [0, 1, 2, 3, 4, 5, 7, 8, 9])
        #expect(answer.contents?.withheldPrivate == 1)
        #expect(answer.contents?.notRederivable == [])
    }

    @Test("is the same file every time")
    func deterministic() throws {
        let sample = try SampleBundle.family()
        #expect(try sample.bundle(sample.source()) == SampleBundle.family().bundle(SampleBundle.family().source()))
    }

    @Test("holds no word of a private entry")
    func privates() throws {
        let sample = try SampleBundle.family()
        #expect(try ShownEntry(sample.records[6]).opened == nil)
        #expect(sample.records[6].parts.dropFirst().allSatisfy { $0 == nil })
    }

    @Test("shows the same heading whether the rest of a record was opened or not")
    func headings() throws {
        let sample = try SampleBundle.released()
        #expect(sample.headings == sample.records.map(\.headingOnly))
    }

    @Test("with entries and parts withheld says so, and which findings cannot be made again")
    func withheld() throws {
        let sample = try SampleBundle.family()
        let source = try sample.source { record in
            let entry = try ShownEntry(record)
            switch entry.number {
            case 7: return record.headingOnly
            case 9: return record.withholding(.words)
            default: return record
            }
        }
        let answer = BundleCheck().check(try sample.bundle(source))
        #expect(answer.exitCode == 0, "\(answer.layers)")
        #expect(answer.contents?.withheldEvidence == [7])
        #expect(answer.contents?.withheldParts.map(\.line) == ["entry 9: words"])
        #expect(answer.contents?.notRederivable == ["two-a-week:2026-03-02:them"])
        #expect(answer.result(.report) == .pass)
    }

    @Test("with a heading withheld cannot say that nothing corrects what it shows")
    func unknown() throws {
        let sample = try SampleBundle.family()
        let answer = BundleCheck().check(
            try sample.bundle(sample.source { try ShownEntry($0).number == 6 ? nil : $0 }))
        #expect(answer.exitCode == 0)
        #expect(answer.result(.corrections) == .notChecked)
        #expect(answer.contents?.unknown == 1)
    }

    @Test("tells what is withheld in a line for all entries of which the same is withheld")
    func groups() {
        let parts = [3, 4, 5, 9].map { WithheldPart(entry: $0, part: .words, reason: "not asked for") }
        let file = WithheldPart(entry: 5, part: .attachments, attachment: 2)
        #expect(
            BundleText.groups(parts + [file])
                == ["words of entries 3 to 5, 9 (not asked for)", "attachment 2 of entry 5"])
        #expect(BundleText.some([]) == nil && BundleText.some(["a:1"]) == "1 finding: a:1")
        let many = BundleText.some((1...30).map { "a:\($0)" })
        #expect(many?.hasPrefix("30 findings: a:1, a:2") == true && many?.hasSuffix("a:20 and 10 more") == true)
    }

    @Test("has a statement that can name parts of a hundred thousand entries")
    func longStatement() throws {
        var statement = try BundleWriter(SampleBundle.family().source()).statement
        statement.withheld = (0..<100_000).map {
            WithheldPart(entry: $0, part: .addresses, reason: "where they live is not to be known")
        }
        #expect(BundleStatement(bytes: statement.bytes[...]) == statement)
    }

    @Test("has JSON that follows its schemas")
    func schemas() throws {
        let sample = try SampleBundle.family()
        let writer = try BundleWriter(
            sample.source {
                try ShownEntry($0).number == 7 ? $0.headingOnly : $0.isContact ? $0.withholding(.words) : $0
            })
        #expect(!writer.statement.stated.isEmpty && !writer.statement.withheld.isEmpty)
        for (json, schema) in [
            (writer.statement.bytes, "bundle"),
            (
                Array(JSONText.write(BundleCheck().check(try sample.bundle(writer)).value, pretty: true).utf8),
                "bundle-check"
            ),
            (Array(JSONText.write(BundleCheck().check([]).value, pretty: true).utf8), "bundle-check"),
        ] {
            guard let faults = try SchemaValidator.faults(in: json, by: schema) else { return }
            #expect(faults == "")
        }
    }

    @Test("fits the key and the checkpoints of its log, and no others")
    func given() throws {
        let sample = try SampleBundle.family()
        let other = try SampleBundle.family(seed: 8)
        let file = try sample.bundle(sample.source())
        #expect(BundleCheck(key: sample.ring.verifierKey).check(file).result(.key) == .pass)
        let strange = BundleCheck(key: other.ring.verifierKey).check(file)
        #expect(strange.result(.key) == .fail)
        #expect(strange.exitCode == 21)
        #expect(BundleCheck(checkpoint: sample.earlier[7]).check(file).result(.checkpoint) == .pass)
        #expect(BundleCheck(checkpoint: other.note).check(file).result(.checkpoint) == .fail)
        #expect(BundleCheck(checkpoint: file).check(file).result(.checkpoint) == .pass)
        #expect(BundleCheck(checkpoint: try other.bundle(other.source())).check(file).result(.checkpoint) == .fail)
        var longer = sample
        try longer.append(Draft(event: Event(.incident), account: "Later"))
        #expect(BundleCheck(checkpoint: longer.note).check(file).result(.checkpoint) == .notChecked)
    }
}

extension ShownRecord {
    fileprivate var isContact: Bool { (try? ShownEntry(self))?.opened?.event.isContact == true }
}
