import Ledger
import Outside
import Testing

@testable import Evidence

@Suite("Bundles with outside time stamps")
struct StampedBundleTests {
    @Test("a token of a live authority holds; another head's token, another chain and a changed byte do not")
    func token() throws {
        guard let checker = TokenFormat.checker, let authority = try LiveAuthority(), let other = try LiveAuthority()
        else { return }
        let roots = checker.certificates(in: authority.root)
        func token(of bytes: [UInt8]) throws -> ([UInt8], Token) {
            let imprint = sha256(bytes)
            let reply = try authority.reply(to: checker.query(sha256: imprint, nonce: [7, 1, 2, 3, 4, 5, 6, 7]))
            return (reply, try checker.check(reply, imprint: imprint, nonce: nil, trust: .chain(roots)))
        }
        func sample(
            _ alter: (inout (token: [UInt8], chain: [UInt8], time: Instant)) throws -> Void
        ) throws -> SampleBundle {
            try .stamped { note in
                let (reply, read) = try token(of: note)
                var stamp = (token: reply, chain: TokenFormat.pem(read.chain), time: read.time)
                try alter(&stamp)
                return (
                    Anchor(
                        format: .rfc3161, note: String(decoding: note, as: UTF8.self), by: read.signer, time: stamp.time
                    ),
                    [("stamp.tsr", stamp.token), ("chain.pem", stamp.chain)]
                )
            }
        }
        let good = try sample { _ in }
        let file = try good.bundle(good.source())
        let answer = BundleCheck(key: good.ring.verifierKey).check(file)
        #expect(answer.exitCode == 0, "\(answer.layers)")
        #expect(answer.result(.timestamps) == .pass)
        let said = try #require(answer.layers.first { $0.name == .timestamps }).detail
        #expect(said.contains("the first 10 entries existed by ") && said.contains("Test Clock"), "\(said)")
        if let python = try PythonVerifier.layers(file) {
            #expect(python.exit == 0 && python.results["timestamps"] == "not checked", "\(python)")
        }
        // Every contact of the report stands before the stamp.
        let json = try JSONText.read(Tampering(file).files[BundleFile.json]!)
        for item in try #require(json["chronology"]?.array) {
            #expect(item["anchored"]?["before"]?["entry"] == 10, "\(item)")
        }

        let bad: [(String, (inout (token: [UInt8], chain: [UInt8], time: Instant)) throws -> Void)] = [
            ("another head's", { $0.token = try token(of: [UInt8]("another".utf8)).0 }),
            ("another root", { $0.chain = other.root }), ("no chain", { $0.chain = [] }),
            ("a byte of the signature changed", { $0.token[$0.token.count - 20] ^= 1 }),
            ("cut off", { $0.token.removeLast() }),
            ("another time", { $0.time = Instant(milliseconds: $0.time.milliseconds - 3_600_000) }),
        ]
        for (name, alter) in bad {
            let sample = try sample(alter)
            let file = try sample.bundle(sample.source())
            let answer = BundleCheck().check(file)
            #expect(answer.layers.filter { $0.result == .fail }.map(\.name) == [.timestamps], "\(name)")
            #expect(answer.exitCode == 20)
            if let python = try PythonVerifier.layers(file) { #expect(python.exit == 0, "\(python)") }
        }
    }

    @Test("a promise of a calendar is said to be pending")
    func pending() throws {
        let sample = try SampleBundle.promised { sha256($0) }
        let file = try sample.bundle(sample.source())
        let answer = BundleCheck().check(file)
        #expect(answer.exitCode == 0, "\(answer.layers)")
        let layer = try #require(answer.layers.first { $0.name == .timestamps })
        #expect(layer.result == .notChecked && layer.detail.contains("calendars have promised"))
        if let python = try PythonVerifier.layers(file) { #expect(python.exit == 0, "\(python)") }
    }

    @Test("a proof that leads to a block header holds; to another header it does not")
    func block() throws {
        func sample(_ header: [UInt8]) throws -> SampleBundle {
            try .stamped { note in
                let bitcoin: [UInt8] = [0x00, 0x05, 0x88, 0x96, 0x0d, 0x73, 0xd7, 0x19, 0x01, 1, 42]
                let nonce = [UInt8](repeating: 7, count: Timestamp.nonceByteCount)
                let proof = Timestamp.file(digest: sha256(note), nonce: nonce, answers: [bitcoin])
                return (
                    Anchor(
                        format: .opentimestamps, note: String(decoding: note, as: UTF8.self), by: "Bitcoin block 42",
                        time: BlockHeader(header)?.time),
                    [("stamp.ots", proof), ("block.header", header)]
                )
            }
        }
        let root = try Timestamp.commitment(
            to: sha256(SampleBundle.family().note), nonce: [UInt8](repeating: 7, count: Timestamp.nonceByteCount))
        let header = Self.header(over: root)
        #expect(
            BlockHeader(header) != nil,
            "the sample's note is another one now: find a number for the header over \(Hex.encode(root))")
        let good = try sample(header)
        let file = try good.bundle(good.source())
        let answer = BundleCheck().check(file)
        #expect(answer.exitCode == 0, "\(answer.layers)")
        let layer = try #require(answer.layers.first { $0.name == .timestamps })
        #expect(layer.result == .pass && layer.detail.contains("said to be number 42"), "\(layer.detail)")
        if let python = try PythonVerifier.layers(file) { #expect(python.exit == 0, "\(python)") }
        for place in [0, 40, 70, 77] {
            var other = header
            other[place] ^= 1
            let sample = try sample(other)
            #expect(BundleCheck().check(try sample.bundle(sample.source())).result(.timestamps) == .fail, "\(place)")
        }
    }

    /// A header of the least work that one may have, over `root`; the number in it was searched for once.
    private static func header(over root: [UInt8]) -> [UInt8] {
        [1, 0, 0, 0] + [UInt8](repeating: 0, count: 32) + root + [0x60, 0x2B, 0xA9, 0x69] + [0xFF, 0xFF, 0x7F, 0x1D]
            + number
    }

    private static let number: [UInt8] = [9, 77, 182, 0]
}
