import Ledger
import Seeds

extension FuzzTarget {
    static let log = [
        FuzzTarget("note") { bytes in
            guard let note = try? SignedNote(bytes: bytes) else { return }
            promise(note.bytes == bytes, "a note has one spelling")
            _ = try? note.verified(by: SampleLog.key)
        },
        FuzzTarget("verifier-key") { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            guard let key = try? VerifierKey(text: text) else { return }
            promise(key.text.utf8.elementsEqual(text.utf8), "a key has one spelling")
        },
        // The text alone, as every note's; then as a note of the sample log, whose signature few changes survive.
        FuzzTarget("checkpoint") { bytes in
            for form in [Checkpoint.Form.daybook, .anyLog] {
                guard let checkpoint = try? Checkpoint(text: bytes, form: form) else { continue }
                promise(checkpoint.text == bytes, "a checkpoint keeps what was signed")
                _ = HeadNumber.of(checkpoint.text)
                guard form == .daybook else { continue }
                let again = Checkpoint(origin: checkpoint.origin, head: checkpoint.head)
                promise(again == checkpoint, "a checkpoint of ours has one spelling")
            }
            _ = try? Checkpoint.open(note: bytes, key: SampleLog.key)
        },
        FuzzTarget("proof") { bytes in
            guard let proof = try? TlogProof(bytes: bytes) else { return }
            promise(proof.bytes == bytes, "a proof has one spelling")
            _ = try? proof.checkpoint(holding: [UInt8](repeating: 0, count: 32), key: SampleLog.key)
            for size in [0, 1, proof.proof.leafIndex + 1, JSONLimits.integer] {
                let root = [UInt8](repeating: 0, count: 32)
                let proves = proof.proof.proves(root, in: TreeHead(size: size, root: root))
                promise(!proves || proof.proof.hashes.isEmpty, "no path of hashes leads from zeros to zeros")
                _ = ConsistencyProof(hashes: proof.proof.hashes).proves(
                    TreeHead(size: size, root: root), extends: TreeHead(size: proof.proof.leafIndex, root: root))
            }
        },
        FuzzTarget("frontier") { bytes in
            guard var frontier = try? Frontier(bytes: bytes) else { return }
            promise(frontier.bytes == bytes, "a frontier has one spelling")
            _ = frontier.head
            guard frontier.size < JSONLimits.integer else { return }
            frontier.append([UInt8](repeating: 0, count: 32))
            promise((try? Frontier(bytes: frontier.bytes)) == frontier, "an appended frontier reads back")
        },
    ]
}

/// A log whose keys are the same in every run.
struct SampleLog {
    let ring: KeyRing
    let sealedSeed: [UInt8]
    let sealer: Sealer
    let random: RandomSource

    init() {
        let random = Chance(1).source
        let (ring, sealedSeed) = KeyRing.create(random: random)
        self.ring = ring
        self.sealedSeed = sealedSeed
        self.random = random
        sealer = needed { try Sealer(ring, random: random) }
    }

    static let key = SampleLog().ring.verifierKey
}
