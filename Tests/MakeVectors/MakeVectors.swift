import Foundation
import Ledger
import Seeds

/// Writes the vectors of leaf, chain, disclosure, sealed record and slot into `Tests/Vectors`, the same bytes
/// every time: `swift run MakeVectors`, from the package's folder.
@main
struct MakeVectors {
    static func main() throws {
        let vectors = try leaves() + chains() + disclosures() + sealed() + slots()
        for vector in vectors {
            let folder = "Tests/Vectors/" + vector.folder
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data(vector.bytes).write(to: URL(fileURLWithPath: "\(folder)/\(vector.name).txt"))
        }
        print("\(vectors.count) vectors")
    }
}

/// One file: lines `name: value`, a blank line, the input.
struct Vector {
    let folder: String
    let name: String
    let expect: String
    var at: Int?
    var headers: [(String, String)] = []
    let comment: String
    let input: [UInt8]

    var bytes: [UInt8] {
        var lines = ["expect: \(expect)"]
        if let at { lines.append("at: \(at)") }
        lines += headers.map { "\($0): \($1)" }
        lines += ["comment: \(comment)", "", ""]
        return Array(lines.joined(separator: "\n").utf8) + input
    }
}

/// A log of four entries, the third private, made from numbers that anybody can repeat (SplitMix64 from 1).
struct SampleLog: Sendable {
    let ring: KeyRing
    let sealer: Sealer
    let records: [Record]
    let opened: [Disclosures]

    init(seed: UInt64) throws {
        let random = Chance(seed).source
        let (ring, _) = KeyRing.create(random: random)
        sealer = try Sealer(ring, random: random)
        self.ring = ring
        var records: [Record] = []
        var opened: [Disclosures] = []
        var previous = sealer.genesis
        for number in 0..<4 {
            let heading = Heading(number == 2 ? .private : .evidence)
            let draft = Draft(heading: heading, event: Event(.contact), words: "entry \(number)")
            let disclosures = Disclosures(Entry(draft, recorded: Instant(seconds: 1_772_658_000)), random: random)
            let sealed = sealer.seal(disclosures, number: number, previous: previous)
            previous = sealed.leafHash
            records.append(sealed.record)
            opened.append(disclosures)
        }
        self.records = records
        self.opened = opened
    }

    /// The vault key, which is the third thing that `KeyRing.create` draws, is not shown by the ring; it is
    /// drawn again.
    static func keys(seed: UInt64) -> (vaultKey: [UInt8], sealedSeed: [UInt8]) {
        let random = Chance(seed).source
        _ = random.bytes(16)
        let vaultKey = random.bytes(32)
        return (vaultKey, KeyRing.create(random: Chance(seed).source).sealedSeed)
    }
}

extension String {
    var bytes: [UInt8] { Array(utf8) }

    func with(_ old: String, _ new: String) -> String {
        guard let range = range(of: old) else { preconditionFailure("the vector's text has changed") }
        return replacingCharacters(in: range, with: new)
    }
}
