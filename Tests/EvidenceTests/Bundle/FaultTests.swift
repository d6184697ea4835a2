import Foundation
import Reports
import Seeds
import Testing

@testable import Evidence
@testable import Ledger

/// One fault a row, and the layers that must notice it. The first group is what anybody can do to a bundle, the
/// second what the holder of the log's key can.
struct Fault: Sendable, CustomTestStringConvertible {
    let name: String
    let layers: Set<BundleLayer.Name>
    let exit: Int32
    let sample: @Sendable () throws -> SampleBundle
    /// Returns the faulty file.
    let make: @Sendable (SampleBundle) throws -> [UInt8]
    var testDescription: String { name }

    init(
        _ name: String, _ layers: Set<BundleLayer.Name>, exit: Int32 = 20,
        of sample: @escaping @Sendable () throws -> SampleBundle = { try .family() },
        file make: @escaping @Sendable (SampleBundle) throws -> [UInt8]
    ) {
        (self.name, self.layers, self.exit, self.sample, self.make) = (name, layers, exit, sample, make)
    }

    /// A change to the files of a good bundle, all of which is shown.
    static func change(
        _ name: String, _ layers: Set<BundleLayer.Name>, exit: Int32 = 20,
        of sample: @escaping @Sendable () throws -> SampleBundle = { try .family() },
        _ change: @escaping @Sendable (inout Tampering, SampleBundle) throws -> Void
    ) -> Fault {
        Fault(name, layers, exit: exit, of: sample) { sample in
            var source = try sample.source()
            source.pdf = { _, _ in [[UInt8]("%PDF-1.7 (See you on Friday then)\n".utf8)] }
            var files = try Tampering(sample.bundle(source))
            try change(&files, sample)
            return try files.packed()
        }
    }

    static let all = byAnybody + byKeyHolder + ofReleases
}

extension Fault {
    static let byAnybody = [
        Fault("a byte behind the file", [.container]) { try $0.bundle($0.source()) + [0] },
        Fault("a byte before the file", [.container]) { [0] + (try $0.bundle($0.source())) },
        Fault("the file cut off", [.container]) { try $0.bundle($0.source()).dropLast(100) },
        Fault("an empty file", [.container]) { _ in [] },
        Fault.change("a file too many", [.container]) { files, _ in files.files["data/notes.txt"] = [] },
        Fault.change("a file missing", [.container]) { files, _ in files.files["verify.py"] = nil },
        Fault.change("a word of the printed report", [.manifest, .report]) { files, _ in
            files.replace("swimming", "climbing", in: BundleFile.html)
        },
        Fault.change("a word of the report, lists recounted", [.signature, .report], exit: 20) { files, _ in
            files.replace("swimming", "climbing", in: BundleFile.html)
            files.recount()
        },
        Fault.change("a word of report.json", [.manifest, .report]) { files, _ in
            files.replace("swimming", "climbing", in: BundleFile.json)
        },
        Fault.change("a word of the printed PDF", [.manifest]) { files, _ in
            files.replace("Friday", "Monday", in: BundleFile.pdf)
        },
        Fault.change("a word of the printed PDF, lists recounted", [.signature], exit: 21) { files, _ in
            files.replace("Friday", "Monday", in: BundleFile.pdf)
            files.recount()
        },
        Fault.change("another rendering of the report", [.container]) { files, _ in
            files.files["data/report/report.txt"] = [1]
        },
        Fault.change("a character of a leaf", [.manifest, .leaves, .chain]) { files, _ in
            files.replace("\"prev\":\"", "\"prev\":\"0", in: BundleFile.entries)
            let text = String(decoding: files.files[BundleFile.entries]!, as: UTF8.self)
            let end = text.range(of: "\",\"seq\":0")!
            files.files[BundleFile.entries] = Array(
                text.replacingCharacters(in: text.index(before: end.lowerBound)..<end.lowerBound, with: "").utf8)
        },
        Fault.change("a checkpoint of another log", [.manifest, .tree, .signature, .report]) { files, _ in
            files.files[BundleFile.checkpoint] = try SampleBundle.family(seed: 8).note
        },
        Fault.change("a checkpoint signed by another key", [.manifest, .signature, .report]) { files, sample in
            let signature = String(decoding: try SampleBundle.family(seed: 8).note, as: UTF8.self).split(separator: " ")
                .last!
            let old = String(decoding: sample.note, as: UTF8.self).split(separator: " ").last!
            files.replace(String(old), String(signature), in: BundleFile.checkpoint)
        },
        Fault.change("another key for openssl", [.manifest, .signature]) { files, _ in
            files.files[BundleFile.pem] = Array(Bag.pem(try SampleBundle.family(seed: 8).ring.verifierKey).utf8)
        },
        Fault.change("another log's key", [.manifest, .chain, .signature]) { files, _ in
            files.files[BundleFile.policy] = Array(Bag.policy(try SampleBundle.family(seed: 8).ring.verifierKey).utf8)
        },
        Fault.change("lists recounted, signature as it was", [.signature], exit: 21) { files, _ in
            files.files[BundleFile.readMe]! += [UInt8]("Trust this.\n".utf8)
            files.recount()
        },
    ]

    static let byKeyHolder = [
        Fault.change("a word of the printed report, signed again", [.report]) { files, sample in
            files.replace("swimming", "climbing", in: BundleFile.html)
            files.sign(sample.sealer)
        },
        Fault.change("a word of report.json, signed again", [.report]) { files, sample in
            files.replace("swimming", "climbing", in: BundleFile.json)
            files.sign(sample.sealer)
        },
        Fault.change("a row of the table, signed again", [.report]) { files, sample in
            files.replace("awake", "asleep", in: BundleFile.csv)
            files.sign(sample.sealer)
        },
        Fault.change("another count", [.report]) { files, sample in
            files.replace("\"inLog\": 10", "\"inLog\": 9", in: BundleFile.json)
            files.sign(sample.sealer)
        },
        Fault.change("another verdict", [.report]) { files, sample in
            files.replace("\"verdict\":\"breach\"", "\"verdict\":\"fine\"", in: BundleFile.json)
            files.sign(sample.sealer)
        },
        Fault.change("a finding stated where nothing is withheld", [.report]) { files, sample in
            var statement = try #require(BundleStatement(bytes: files.files[BundleFile.statement, default: []][...]))
            statement.notMade = ["quiet-nights:4"]
            files.files[BundleFile.statement] = statement.bytes
            files.sign(sample.sealer)
        },
        Fault("a report that leaves out a shown entry", [.report]) { sample in
            var files = try Tampering(sample.bundle(sample.source()))
            let fewer = try Tampering(
                sample.bundle(sample.source { try ShownEntry($0).number == 9 ? $0.headingOnly : $0 }))
            for name in [BundleFile.json, BundleFile.html, BundleFile.csv] { files.files[name] = fewer.files[name] }
            files.sign(sample.sealer)
            return try files.packed()
        },
        Fault.change("disclosures of two entries swapped", [.disclosures, .exhibits, .report]) { files, sample in
            try exchange(&files, sample) { records in
                let (a, b) = (places(records[4]), places(records[7]))
                return [4: a.replacing(4, b[4]), 7: b.replacing(4, a[4])]
            }
        },
        Fault.change("a second opening of the words", [.disclosures, .report]) { files, sample in
            try exchange(&files, sample) { records in
                let other = forged("words", "Could you leave Matilda alone")
                return [4: places(records[4]).replacing(4, other.text)]
            }
        },
        Fault.change("an opening without the digest that its leaf has", [.disclosures, .report]) { files, sample in
            try exchange(&files, sample) { records in
                let other = forged("heading", ["class": "evidence"])
                return [4: places(records[4]).replacing(1, other.text)]
            }
        },
        Fault.change("a private entry opened", [.disclosures, .report]) { files, sample in
            try exchange(&files, sample) { records in [6: [places(records[6])[0]] + sample.texts[6] + [""]] }
        },
        Fault.change("a leaf hash dropped", [.leaves, .chain, .tree]) { files, sample in
            let hashes = String(decoding: files.files[BundleFile.leafHashes]!, as: UTF8.self).split(separator: "\n")
            files.files[BundleFile.leafHashes] = Array(
                (hashes[..<3] + hashes[4...]).map { $0 + "\n" }.joined().utf8)
            files.sign(sample.sealer)
        },
        Fault.change("entries in another order", [.leaves, .report]) { files, sample in
            let lines = String(decoding: files.files[BundleFile.entries]!, as: UTF8.self).split(separator: "\n")
            files.files[BundleFile.entries] = Array(
                (lines[..<4] + [lines[5], lines[4]] + lines[6...]).map { $0 + "\n" }.joined().utf8)
            files.sign(sample.sealer)
        },
        Fault.change("another file as exhibit", [.exhibits]) { files, sample in
            files.files["data/exhibits/7.1.png"] = [UInt8]("another picture\n".utf8)
            files.sign(sample.sealer)
        },
        Fault.change("an exhibit missing", [.exhibits]) { files, sample in
            files.files["data/exhibits/7.1.png"] = nil
            files.sign(sample.sealer)
        },
        Fault.change("an exhibit that no entry names", [.exhibits]) { files, sample in
            files.files["data/exhibits/5.1"] = [1]
            files.sign(sample.sealer)
        },
        Fault("a correction withheld", [.corrections]) { sample in
            try sample.bundle(sample.source { try ShownEntry($0).number == 8 ? $0.headingOnly : $0 })
        },
        Fault("a correction shown without what it corrects", [.corrections]) { sample in
            try sample.bundle(sample.source { try ShownEntry($0).number == 5 ? $0.headingOnly : $0 })
        },
        Fault.change("a head over other leaves, signed by the log's key", [.tree, .report]) { files, sample in
            var frontier = Frontier()
            for hash in sample.leafHashes.reversed() { frontier.append(hash) }
            files.files[BundleFile.checkpoint] = sample.sealer.checkpoint(frontier.head)
            files.sign(sample.sealer)
        },
        Fault(
            "a stamp for another head", [.timestamps], of: { try .promised { _ in sha256([UInt8]("another".utf8)) } },
            file: { try $0.bundle($0.source()) }),
        Fault(
            "a stamp of another log's head", [.timestamps],
            of: {
                try .stamped { _ in
                    let note = String(decoding: try SampleBundle.family(seed: 8).note, as: UTF8.self)
                    return (Anchor(format: .opentimestamps, note: note, by: "nobody"), [])
                }
            }, file: { try $0.bundle($0.source()) }),
        Fault.change("an earlier checkpoint of another history", [.tree, .signature]) { files, sample in
            files.files[BundleFile.earlierCheckpoint(size: 7)] = try SampleBundle.family(seed: 8).earlier[7]
            files.sign(sample.sealer)
        },
    ]

    /// What can be done with private entries and what releases them.
    static let ofReleases = [
        Fault.change(
            "a released entry without its release", [.disclosures, .corrections, .exhibits, .report],
            of: { try .released() },
            { files, sample in
                try exchange(&files, sample) { records in [12: places(records[12].headingOnly)] }
            }),
        Fault.change(
            "another opening of a released entry", [.disclosures, .corrections, .exhibits, .report],
            of: { try .released() },
            { files, sample in
                try exchange(&files, sample) { records in
                    let other = forged("account", "He waited at the gate until six")
                    return [10: places(records[10]).replacing(5, other.text)]
                }
            }),
        Fault.change(
            "a release that shows what it carries", [.disclosures, .corrections, .exhibits, .report],
            of: { try .released() },
            { files, sample in
                try exchange(&files, sample) { records in
                    [12: [places(records[12])[0]] + sample.texts[12].map { $0 } + [""]]
                }
            }),
        Fault.change(
            "an entry released by one before it", [.disclosures, .report],
            of: {
                var sample = try SampleBundle.family()
                var event = Event(.release)
                event.details = .release(Release(entry: 11))
                try sample.append(Draft(event: event))
                try sample.append(Draft(heading: Heading(.private), event: Event(.note), account: "Too early"))
                return sample
            },
            { files, sample in
                try exchange(&files, sample) { _ in
                    [
                        11: String(decoding: sample.carried[11]!, as: UTF8.self).split(
                            separator: "~", omittingEmptySubsequences: false
                        ).map(String.init)
                    ]
                }
            }),
        Fault(
            "the amendment of a released entry kept back", [.corrections], of: { try .released() },
            file: { sample in
                try sample.bundle(
                    sample.source { record in
                        [11, 13].contains(try Leaf(bytes: record.leaf).number) ? record.headingOnly : record
                    })
            }),
    ]

    /// An opening with a salt of its own.
    private static func forged(_ name: String, _ value: JSONValue) -> Disclosure {
        let salt = Base64URL.encode([UInt8](repeating: 7, count: 16))
        return Disclosure(json: CanonicalJSON.write([.string(salt), .string(name), value]))
    }

    private static func places(_ record: ShownRecord) -> [String] {
        String(decoding: record.line, as: UTF8.self).split(separator: "~", omittingEmptySubsequences: false).map(
            String.init)
    }

    /// Puts other places into lines of `entries.txt`, by number, and signs again.
    private static func exchange(
        _ files: inout Tampering, _ sample: SampleBundle, _ lines: ([ShownRecord]) throws -> [Int: [String]]
    ) throws {
        var all = sample.records.map { places($0).joined(separator: "~") }
        for (number, places) in try lines(sample.records) { all[number] = places.joined(separator: "~") }
        files.files[BundleFile.entries] = Array(all.map { $0 + "\n" }.joined().utf8)
        files.sign(sample.sealer)
    }
}

extension [String] {
    fileprivate func replacing(_ index: Int, _ text: String) -> [String] {
        var copy = self
        copy[index] = text
        return copy
    }
}

@Suite("Every fault of the table")
struct FaultTests {
    /// The layers that both verifiers check.
    private static let common: Set<BundleLayer.Name> = [
        .container, .manifest, .leaves, .disclosures, .chain, .tree, .signature, .key, .corrections, .exhibits,
    ]

    @Test("is noticed by the layers named, by ours and by the one in Python", arguments: Fault.all)
    func noticed(_ fault: Fault) throws {
        let file = try fault.make(fault.sample())
        let answer = BundleCheck().check(file)
        let failed = Set(answer.layers.filter { $0.result == .fail }.map(\.name))
        #expect(failed == fault.layers, "\(answer.layers.filter { $0.result == .fail })")
        #expect(answer.exitCode == fault.exit)
        guard let python = try PythonVerifier.layers(file) else { return }
        let theirs = Set(python.results.filter { $0.value == "FAIL" }.compactMap { BundleLayer.Name(rawValue: $0.key) })
        #expect(theirs.intersection(Self.common) == failed.intersection(Self.common), "\(python)")
        #expect(theirs.isSubset(of: failed), "\(python)")
        if !theirs.isEmpty { #expect(python.exit == (theirs.isSubset(of: [.signature, .key]) ? 21 : 20)) }
    }

    @Test("is not there in a good bundle, says the one in Python too")
    func good() throws {
        let sample = try SampleBundle.family()
        for file in [
            try sample.bundle(sample.source()),
            try sample.bundle(sample.source { try ShownEntry($0).number == 7 ? $0.headingOnly : $0 }),
            try sample.bundle(sample.source { try ShownEntry($0).number == 6 ? nil : $0 }),
        ] {
            guard let python = try PythonVerifier.layers(file, key: sample.ring.verifierKey.text) else { return }
            let ours = BundleCheck(key: sample.ring.verifierKey).check(file)
            #expect(python.exit == 0, "\(python)")
            for layer in ours.layers where Self.common.contains(layer.name) {
                #expect(
                    python.results[layer.name.rawValue] == (layer.result == .pass ? "pass" : "not checked"), "\(layer)")
            }
        }
    }

    @Test("two readings of one entry: only one of two bundles passes")
    func twoReadings() throws {
        let sample = try SampleBundle.family()
        let other = try Fault.all.first { $0.name == "a second opening of the words" }!.make(sample)
        #expect(BundleCheck().check(try sample.bundle(sample.source())).exitCode == 0)
        #expect(BundleCheck().check(other).result(.disclosures) == .fail)
    }

    @Test("a bundle from a forked log does not continue the checkpoint of the other branch")
    func forked() throws {
        var sample = try SampleBundle.family()
        var fork = sample
        try sample.append(Draft(event: Event(.incident), account: "One"))
        try fork.append(Draft(event: Event(.incident), account: "Another"))
        let file = try fork.bundle(fork.source())
        #expect(BundleCheck().check(file).exitCode == 0)
        let answer = BundleCheck(checkpoint: sample.note).check(file)
        #expect(answer.result(.checkpoint) == .fail)
        #expect(answer.exitCode == 20)
    }

    @Test("a report of another edition is not compared, and that is said")
    func edition() throws {
        let sample = try SampleBundle.family()
        var files = try Tampering(sample.bundle(sample.source()))
        let (ours, next) = (Report.edition, Report.edition + 1)
        files.replace("\"edition\": \(ours)", "\"edition\": \(next)", in: BundleFile.statement)
        files.sign(sample.sealer)
        #expect(BundleCheck().check(try files.packed()).result(.report) == .notChecked)
    }
}

@Suite("Bits of a bundle")
struct BundleBitTests {
    /// `DAYBOOK_TORTURE=1` asks for every bit, however long it takes.
    private static let isTorture = ProcessInfo.processInfo.environment["DAYBOOK_TORTURE"] == "1"

    @Test("a flipped bit is never passed over")
    func container() throws {
        let sample = try SampleBundle.family()
        var file = try sample.bundle(sample.source())
        let random = Chance(1)
        var bits =
            Self.isTorture
            ? Array(0..<file.count * 8) : (0..<400).map { _ in random.below(file.count * 8) }
        // The directory, whose bytes no checksum covers.
        if !Self.isTorture { bits += stride(from: file.count - 200, to: file.count, by: 1).map { $0 * 8 + $0 % 8 } }
        for bit in bits {
            file[bit / 8] ^= 1 << (bit % 8)
            #expect(throws: ZipError.self, "bit \(bit)") { try ZipFile.read(file) }
            file[bit / 8] ^= 1 << (bit % 8)
        }
    }

    @Test("a flipped bit of a file packed again is never passed over")
    func files() throws {
        let sample = try SampleBundle.family()
        let good = try Tampering(sample.bundle(sample.source()))
        let random = Chance(2)
        for name in good.files.keys.sorted() {
            let count = good.files[name]!.count
            for _ in 0..<(Self.isTorture ? 200 : 4) {
                let bit = random.below(count * 8)
                var files = good
                files.files[name]![bit / 8] ^= 1 << (bit % 8)
                #expect(BundleCheck().check(try files.packed()).exitCode != 0, "\(name), bit \(bit)")
            }
        }
    }
}
