import Foundation
import Ledger
import Outside
import Testing

@testable import Evidence

@Suite("OpenTimestamps proofs")
struct TimestampTests {
    private let digest = sha256(Array("a checkpoint".utf8))
    private let nonce = [UInt8](repeating: 7, count: Timestamp.nonceByteCount)
    private static let pending: [UInt8] = [0x00, 0x83, 0xdf, 0xe3, 0x0d, 0x2e, 0xf9, 0x0c, 0x8e]

    private static func promise(_ address: String) -> [UInt8] {
        pending + [UInt8(address.utf8.count + 1), UInt8(address.utf8.count)] + Array(address.utf8)
    }

    @Test("made of two calendars' answers say what each promised, for the hidden digest")
    func stamping() throws {
        let hidden = Timestamp.commitment(to: digest, nonce: nonce)
        let answers = [Self.promise("https://a.example"), [0xf0, 1, 5, 8] + Self.promise("https://b.example")]
        for answer in answers { _ = try Timestamp(answer: answer, for: hidden) }
        let proof = try Timestamp(file: Timestamp.file(digest: digest, nonce: nonce, answers: answers))
        #expect(proof.digest == digest)
        #expect(
            proof.attestations == [
                .init(kind: .pending(calendar: "https://a.example"), message: hidden),
                .init(kind: .pending(calendar: "https://b.example"), message: sha256(hidden + [5])),
            ])
    }

    @Test("cut anywhere, or with something behind, are refused")
    func cuts() throws {
        let file = Timestamp.file(digest: digest, nonce: nonce, answers: [Self.promise("https://a.example")])
        for count in 0..<file.count {
            #expect(throws: TimestampError.self, "\(count)") { try Timestamp(file: Array(file[..<count])) }
        }
        #expect(throws: TimestampError.self) { try Timestamp(file: file + [0]) }
    }

    @Test("with too many operations, or too many in a row, are given up")
    func bounds() throws {
        let deep = [UInt8](repeating: 8, count: 300) + Self.promise("x")
        #expect(throws: TimestampError.tooMany) { try Timestamp(answer: deep, for: digest) }
        let wide = (0..<20_000).flatMap { _ in [UInt8(0xff)] + Self.promise("x") } + Self.promise("x")
        #expect(throws: TimestampError.tooMany) { try Timestamp(answer: wide, for: digest) }
        let long = (0..<3).flatMap { _ in [0xf0, 0x80, 0x20] + [UInt8](repeating: 1, count: 4096) }
        #expect(throws: TimestampError.self) { try Timestamp(answer: long + Self.promise("x"), for: digest) }
    }

    @Test("lead to a block only where its Merkle root is what the digest became")
    func block() throws {
        let header = try #require(BlockHeader(hex: Self.firstBlock))
        #expect(header.hash == "000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f")
        #expect(header.time.text == "2009-01-03T18:15:05Z")
        let bitcoin: [UInt8] = [0x00, 0x05, 0x88, 0x96, 0x0d, 0x73, 0xd7, 0x19, 0x01, 1, 42]
        #expect(try Timestamp(answer: bitcoin, for: header.merkleRoot).height(of: header) == 42)
        #expect(try Timestamp(answer: bitcoin, for: digest).height(of: header) == nil)
        #expect(try Timestamp(answer: [8] + bitcoin, for: header.merkleRoot).height(of: header) == nil)
        for place in [0, 36, 70, 72, 76] {
            var changed = header.bytes
            changed[place] ^= 1
            #expect(BlockHeader(changed) == nil, "byte \(place)")
        }
    }

    /// Bitcoin's first block.
    private static let firstBlock = """
        0100000000000000000000000000000000000000000000000000000000000000000000003ba3edfd7a7b12b27ac72c3e67768f617fc8\
        1bc3888a51323a9fb8aa4b1e5e4a29ab5f49ffff001d1dac2b7c
        """

    @Test("mean to us what they mean to the reference client, broken ones too")
    func reference() throws {
        guard let python = StockProgram("python3") else { return }
        guard try python.run(["-c", "import opentimestamps"]).status == 0 else {
            print("skipped: no python3 with opentimestamps")
            return
        }
        let seed = UInt32.random(in: 0...UInt32.max)
        let answer = try python.run(["-c", Self.program, String(seed)])
        #expect(answer.status == 0)
        let lines = String(decoding: answer.output, as: UTF8.self).split(separator: "\n")
        #expect(lines.count > 1000)
        for line in lines {
            let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
            let file = try #require(Hex.decode(String(parts[0])))
            let ours = (try? Timestamp(file: file)).map { Self.text($0) } ?? "refused"
            #expect(ours == parts[1], "seed \(seed): \(parts[0])")
        }
    }

    private static func text(_ proof: Timestamp) -> String {
        let ends = proof.attestations.map { end in
            let kind =
                switch end.kind {
                case .pending(let calendar): "pending \(calendar)"
                case .bitcoin(let height): "bitcoin \(height)"
                case .other(let tag): "other \(tag)"
                }
            return kind + " " + Hex.encode(end.message ?? [])
        }
        return Set(ends).sorted().joined(separator: "; ")
    }

    /// Writes random proofs and broken copies of them with what the reference client reads in each.
    private static let program = """
        import io, random, sys
        from opentimestamps.core.op import *
        from opentimestamps.core.notary import *
        from opentimestamps.core.serialize import *
        from opentimestamps.core.timestamp import *
        chance = random.Random(int(sys.argv[1]))
        def grow(stamp, depth):
            for _ in range(chance.choice([0, 1, 1, 2]) if depth else 0):
                some = chance.randbytes(chance.randint(1, 40))
                op = chance.choice([OpAppend(some), OpPrepend(some), OpSHA256(), OpSHA1()])
                grow(stamp.ops.add(op), depth - 1)
            if not stamp.ops or chance.random() < 0.3:
                stamp.attestations.add(chance.choice([
                    PendingAttestation('https://%d.example' % chance.randint(0, 9)),
                    BitcoinBlockHeaderAttestation(chance.randint(0, 900000)),
                    UnknownAttestation(bytes(8), chance.randbytes(5))]))
        def text(message, end):
            if isinstance(end, PendingAttestation): kind = 'pending ' + end.uri
            elif isinstance(end, BitcoinBlockHeaderAttestation): kind = 'bitcoin %d' % end.height
            else: kind = 'other ' + end.TAG.hex()
            return kind + ' ' + message.hex()
        def read(data):
            try:
                stream = io.BytesIO(data)
                proof = DetachedTimestampFile.deserialize(StreamDeserializationContext(stream))
            except (DeserializationError, UnicodeDecodeError):
                return 'refused'
            if len(proof.file_digest) != 32: return 'refused'
            return '; '.join(sorted({text(m, a) for m, a in proof.timestamp.all_attestations()}))
        for _ in range(300):
            stamp = Timestamp(chance.randbytes(32))
            grow(stamp, chance.randint(0, 6))
            stream = io.BytesIO()
            DetachedTimestampFile(OpSHA256(), stamp).serialize(StreamSerializationContext(stream))
            data = stream.getvalue()
            print(data.hex() + '\\t' + read(data))
            for _ in range(4):
                broken = bytearray(data)
                broken[chance.randrange(len(data))] = chance.choice([0, 1, 8, 0xf0, 0xf1, 0xff, 2, 0x83])
                # Operations that need a hash which Python may lack, and ones that we do not know, are left out.
                try: said = read(bytes(broken))
                except Exception: continue
                print(bytes(broken).hex() + '\\t' + said)
        """
}
