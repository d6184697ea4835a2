import Seeds
import Testing

@testable import Ledger

@Suite("Sealing and opening")
struct SealingTests {
    @Test("what was sealed opens to the same entry, in its own class")
    func roundTrip() throws {
        let (ring, records) = try sampleLog(4)
        var chain = Chain(from: ring.verifierKey)
        for record in records {
            let opened = try Opener(ring).open(chain.verify(record).get())
            let isPrivate = record.number % 3 == 2
            #expect(opened.entry == sampleEntry(isPrivate ? .private : .evidence, words: "entry \(record.number)"))
            if case .private = opened { #expect(isPrivate) } else { #expect(!isPrivate) }
        }
    }

    @Test("a sealed text under another leaf does not open")
    func movedRow() throws {
        let (ring, records) = try sampleLog(2)
        let moved = Record(number: 0, leaf: records[0].leaf, sealed: records[1].sealed)
        var chain = Chain(from: ring.verifierKey)
        let verified = try chain.verify(moved).get()
        #expect(throws: OpenError.notAuthentic(number: 0)) { try Opener(ring).open(verified) }
    }

    @Test("every flipped bit of a sealed record is noticed")
    func everyBit() throws {
        let (ring, records) = try sampleLog(1)
        for index in records[0].sealed.indices {
            for bit in 0..<8 {
                var sealed = records[0].sealed
                sealed[index] ^= 1 << bit
                var chain = Chain(from: ring.verifierKey)
                let verified = try chain.verify(Record(number: 0, leaf: records[0].leaf, sealed: sealed)).get()
                #expect(throws: OpenError.notAuthentic(number: 0)) { try Opener(ring).open(verified) }
            }
        }
    }

    @Test("every flipped bit of a leaf breaks the chain or the seal")
    func everyLeafBit() throws {
        let (ring, records) = try sampleLog(2)
        for index in records[0].leaf.indices {
            for bit in 0..<8 {
                var leaf = records[0].leaf
                leaf[index] ^= 1 << bit
                var chain = Chain(from: ring.verifierKey)
                let first = chain.verify(Record(number: 0, leaf: leaf, sealed: records[0].sealed))
                let second = chain.verify(records[1])
                #expect(throws: ChainFault.self) {
                    _ = try first.get()
                    _ = try second.get()
                }
            }
        }
    }

    @Test("swapped, dropped and repeated records are each named")
    func chainFaults() throws {
        let (ring, records) = try sampleLog(3)
        func faults(_ records: [Record]) -> [ChainFault] {
            var chain = Chain(from: ring.verifierKey)
            return records.compactMap {
                if case .failure(let fault) = chain.verify($0) { fault } else { nil }
            }
        }
        #expect(faults(records) == [])
        #expect(faults([records[0], records[2]]) == [.gap(expected: 1, found: 2)])
        let swapped = [
            records[0], Record(number: 1, leaf: records[2].leaf, sealed: records[2].sealed),
            Record(number: 2, leaf: records[1].leaf, sealed: records[1].sealed),
        ]
        #expect(faults(swapped) == [.otherNumber(at: 1, leafSays: 2), .otherNumber(at: 2, leafSays: 1)])
        let other = try sampleLog(1, seed: 2).records[0]
        #expect(faults([other, records[1]]) == [.brokenLink(at: 0), .brokenLink(at: 1)])
    }

    @Test("a heading that names the other class is refused")
    func wrongClass() throws {
        let random = Chance(1).source
        let ring = KeyRing.create(random: random).ring
        let disclosures = Disclosures(sampleEntry(.private), random: random)
        let leaf = Leaf(digests: disclosures.parts.map(\.digest), previous: ring.genesis, number: 0).bytes
        var text = SealedText.of(disclosures) + [0x80]
        text += [UInt8](repeating: 0, count: (256 - text.count % 256) % 256)
        let sealed = text.withUnsafeBytes {
            AEAD.seal($0, data: Merkle.leafHash(of: leaf), key: ring.evidence.record, random: random)
        }
        var chain = Chain(from: ring.verifierKey)
        let verified = try chain.verify(Record(number: 0, leaf: leaf, sealed: sealed)).get()
        #expect(throws: OpenError.classMismatch(number: 0)) { try Opener(ring).open(verified) }
    }

    @Test("an evidence slot opens evidence and says that it has no key for the rest")
    func evidenceOnly() throws {
        let (ring, records) = try sampleLog(3)
        let salt = Array(ring.origin.utf8)
        // The evidence class key is derived here as Format.md, "Keys" says.
        let vaultKey = ring.withWrappedKey { Array($0) }
        let key = Derivation.key(.evidenceClass, from: SecretKey(copying: vaultKey), salt: salt)
        let narrow = try KeyRing(unwrapped: key, scope: .evidence, verifierKey: ring.verifierKey, sealedSeed: [])
        var chain = Chain(from: ring.verifierKey)
        let verified = try records.map { try chain.verify($0).get() }
        #expect(try Opener(narrow).open(verified[0]).entry.words == "entry 0")
        #expect(throws: OpenError.noKey(number: 2)) { try Opener(narrow).open(verified[2]) }
        #expect(throws: KeyRingError.seed) { try Sealer(narrow, random: Chance(1).source) }
    }
}

@Suite("Attachments")
struct AttachmentTests {
    @Test(
        "a file of any length comes back whole",
        arguments: [0, 1, 2, 9, 1000, 262_143, 262_144, 262_145, 300_000, 600_001])
    func roundTrip(byteCount: Int) throws {
        let (file, chunks, ring, attachment) = try sealed(byteCount)
        #expect(chunks.count == AttachmentFormat.chunkCount(byteCount))
        #expect(try open(chunks, attachment, ring) == file)
    }

    @Test("dropped, swapped, repeated and altered chunks are noticed")
    func faults() throws {
        let (_, chunks, ring, attachment) = try sealed(600_001)
        #expect(throws: AttachmentError.incomplete(chunks: 2)) { try open(Array(chunks[..<2]), attachment, ring) }
        #expect(throws: AttachmentError.self) { try open([chunks[0], chunks[2], chunks[1]], attachment, ring) }
        #expect(throws: AttachmentError.self) { try open([chunks[0], chunks[0]], attachment, ring) }
        #expect(throws: AttachmentError.self) { try open(chunks + [chunks[2]], attachment, ring) }
        var altered = chunks
        altered[1][77] ^= 1
        #expect(throws: AttachmentError.chunk(1)) { try open(altered, attachment, ring) }
    }

    @Test("a file that changed since it was hashed is refused")
    func changed() throws {
        let ring = KeyRing.create(random: Chance(1).source).ring
        let sealer = try Sealer(ring, random: Chance(1).source)
        var stream = sealer.attachmentSealer(.evidence, sha256: sha256([1, 2, 3]), byteCount: 3)
        try [UInt8]([1, 2, 4]).withUnsafeBytes { try stream.update($0) { _, _ in } }
        #expect(throws: AttachmentError.changed) { try stream.finish { _, _ in } }
    }

    @Test("Padmé lengths are those of the paper's formula")
    func padme() {
        #expect(
            [0, 1, 2, 9, 1000, 1 << 20, (1 << 20) + 1].map(AttachmentFormat.paddedByteCount) == [
                0, 1, 2, 10, 1024, 1 << 20, (1 << 20) + (1 << 15),
            ])
    }

    private func sealed(_ byteCount: Int) throws -> ([UInt8], [[UInt8]], KeyRing, Ledger.Attachment) {
        let file = Chance(7).source.bytes(byteCount)
        let ring = KeyRing.create(random: Chance(1).source).ring
        let sealer = try Sealer(ring, random: Chance(1).source)
        let attachment = Ledger.Attachment(
            name: "f", mediaType: "application/octet-stream", byteCount: byteCount, sha256: sha256(file))
        var stream = sealer.attachmentSealer(.evidence, sha256: attachment.sha256, byteCount: byteCount)
        var chunks: [[UInt8]] = []
        try file.withUnsafeBytes { bytes in
            try stream.update(bytes) { _, chunk in chunks.append(chunk) }
        }
        try stream.finish { _, chunk in chunks.append(chunk) }
        return (file, chunks, ring, attachment)
    }

    private func open(_ chunks: [[UInt8]], _ attachment: Ledger.Attachment, _ ring: KeyRing) throws -> [UInt8] {
        guard var opener = AttachmentOpener(attachment, of: .evidence, ring: ring) else { return [] }
        var file: [UInt8] = []
        for chunk in chunks { try opener.open(chunk: chunk) { file.append(contentsOf: $0) } }
        try opener.finish()
        return file
    }
}
