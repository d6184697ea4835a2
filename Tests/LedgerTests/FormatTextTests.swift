import Foundation
import Seeds
import Testing

@testable import Ledger

/// The format's text and the code must not drift apart.
@Suite("Format.md")
struct FormatTextTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test("every section that the code cites is there")
    func citations() throws {
        let headings = Set(
            try Self.format().split(separator: "\n").filter { $0.hasPrefix("#") }.map {
                $0.drop { $0 == "#" || $0 == " " }
            })
        let sources = FileManager.default.enumerator(
            at: Self.root.appendingPathComponent("Sources"), includingPropertiesForKeys: nil)
        var cited = 0
        while let file = sources?.nextObject() as? URL {
            guard file.pathExtension == "swift" else { continue }
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: /Format\.md, "([^"]+)"/) {
                cited += 1
                #expect(headings.contains(match.1), "\(file.lastPathComponent) cites \(match.1)")
            }
        }
        #expect(cited > 20)
    }

    @Test("the worked example is what the program makes")
    func example() throws {
        let made = Self.example()
        #expect(try Self.format().contains(made), "the example should read:\n\(made)")
    }

    /// The lines of the example as the text shows them.
    private static func example() -> String {
        let random = Chance(1).source
        let (ring, _) = KeyRing.create(random: random)
        let entry = Entry(
            Draft(heading: Heading(.private), event: Event(.note), account: "Slept badly."),
            recorded: Instant(text: "2026-03-05T08:00:00Z")!)
        let disclosures = Disclosures(entry, random: random)
        let leaf = Leaf(digests: disclosures.parts.map(\.digest), previous: ring.genesis, number: 0).bytes
        let hash = Merkle.leafHash(of: leaf)
        let checkpoint = Checkpoint(origin: ring.origin, head: TreeHead(size: 1, root: hash))
        let lines =
            ["verifier key", ring.verifierKey.text, "", "disclosures"]
            + disclosures.parts.map { String(decoding: $0.json, as: UTF8.self) }
            + ["", "text of the first, and its digest in hex", disclosures.parts[0].text]
            + [Hex.encode(disclosures.parts[0].digest), "", "leaf", String(decoding: leaf, as: UTF8.self), ""]
            + ["leaf hash, which is the root of a tree of one", Hex.encode(hash), "", "checkpoint"]
            + String(decoding: checkpoint.text, as: UTF8.self).split(separator: "\n").map(String.init)
            + ["", "head number", HeadNumber.of(checkpoint.text).text]
        return lines.map { $0.isEmpty ? "" : "    " + $0 }.joined(separator: "\n")
    }

    private static func format() throws -> String {
        try String(
            contentsOf: root.appendingPathComponent("Sources/Ledger/Ledger.docc/Format.md"), encoding: .utf8)
    }
}
