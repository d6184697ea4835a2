import Foundation
import GRDB
import Ledger
import Seeds
import Testing

import struct Ledger.Record

@testable import Casework
@testable import Vault

/// Each forgery by somebody without the keys, and the layers that notice it. The same table is in SECURITY.md.
@Suite("Trust: forgery of records, tree and checkpoint")
struct ForgeryTests {
    /// Entries 0 to 2 begin the book; 3 words, 4 a private note, 5 an attached file, 6 words.
    let vault: TrustVault

    init() throws { vault = try TrustVault() }

    /// Changes the vault and compares the layers that fail, without the key and with it.
    private func expect(
        _ failed: [String], withKey: [String]? = nil, exit: Int32 = 20, keylessExit: Int32? = nil, named: [String] = [],
        sourceLocation: SourceLocation = #_sourceLocation, after work: (VaultForge) throws -> Void
    ) throws {
        try VaultForge.change(vault.path, work)
        let locked = try vault.check(opening: false)
        #expect(locked.failed == failed, sourceLocation: sourceLocation)
        #expect(locked.exitCode == (keylessExit ?? (failed.isEmpty ? 0 : exit)), sourceLocation: sourceLocation)
        for name in named {
            #expect(locked.damaged.contains(name), "\(locked.damaged)", sourceLocation: sourceLocation)
        }
        let opened = try vault.check(opening: true)
        #expect(opened.failed == withKey ?? failed, sourceLocation: sourceLocation)
        #expect(opened.exitCode == exit, sourceLocation: sourceLocation)
    }

    @Test("nothing is wrong with the vault as it was made, and setting triggers aside leaves no trace")
    func untouched() throws {
        #expect(try vault.check(opening: true).failed == [])
        try VaultForge.change(vault.path) { _ in }
        let answer = try vault.check(opening: true)
        #expect(answer.result == .unchanged && answer.exitCode == 0 && answer.entries == 7)
    }

    @Test("two rows swapped: the chain, at both numbers")
    func swapped() throws {
        try expect(["chain", "tree", "kept checkpoints"], named: ["entry 3", "entry 4"]) { forge in
            var records = try forge.records
            (records[3], records[4]) = (records[4].with(number: 3), records[3].with(number: 4))
            try forge.put(records)
        }
    }

    @Test("a row deleted: the records, by its number", arguments: [0, 3, 6])
    func deleted(number: Int) throws {
        let layers = number == 6 ? ["records", "tree"] : ["records", "chain", "tree"]
        let kept = number < 6 ? ["kept checkpoints"] : []
        try expect(layers + kept, named: ["entry \(number)"]) { forge in
            try forge.run("DELETE FROM record WHERE number = ?", [number])
        }
    }

    @Test("the last row deleted and the tree made to fit: the tree, by the signed root, and the mark")
    func cutAndRebuilt() throws {
        try expect(["tree", "rollback mark"]) { forge in
            let records = Array(try forge.records.dropLast())
            try forge.put(records)
            try forge.put(head: forge.note, records.frontier)
        }
    }

    @Test("a row stored again under another number: the chain, at that number")
    func duplicated() throws {
        try expect(["chain", "tree"], named: ["entry 7"]) { forge in
            let records = try forge.records
            try forge.put(records + [records[3].with(number: 7)])
        }
    }

    @Test("a row replaced by another vault's of that number: the chain, at the number and behind it")
    func replaced() throws {
        let other = try TrustVault(seed: 2)
        var theirs: [Record] = []
        try VaultForge.change(other.path) { theirs = try $0.records }
        try expect(["chain", "tree", "kept checkpoints"], named: ["entry 3", "entry 4"]) { forge in
            var records = try forge.records
            records[3] = theirs[3]
            try forge.put(records)
        }
    }

    @Test("sealed bytes swapped and their stored hashes recomputed: only the seals, with the key")
    func sealedSwapped() throws {
        try expect([], withKey: ["seals"]) { forge in
            var records = try forge.records
            (records[3], records[6]) = (
                records[3].with(sealed: records[6].sealed), records[6].with(sealed: records[3].sealed)
            )
            try forge.put(records)
        }
    }

    @Test("a sealed byte changed, its stored hash not: the records")
    func sealedChanged() throws {
        try expect(["records"], withKey: ["records", "seals"], named: ["entry 3"]) { forge in
            var sealed = try forge.records[3].sealed
            sealed[50] ^= 1
            try forge.run("UPDATE record SET sealed = ? WHERE number = 3", [Data(sealed)])
        }
    }

    @Test("a leaf replaced and everything behind it recomputed but the signature: the tree, and the mark")
    func recomputed() throws {
        try expect(
            ["tree", "kept checkpoints", "rollback mark"],
            withKey: ["tree", "kept checkpoints", "seals", "rollback mark"]
        ) { forge in
            var records = try forge.records
            var leaf = try Leaf(bytes: records[3].leaf)
            leaf = Leaf(digests: leaf.digests.reversed(), previous: leaf.previous, number: leaf.number)
            records[3] = records[3].with(leaf: leaf.bytes)
            records = try records.relinked(from: Chain.genesis(vault.ring.verifierKey))
            try forge.put(records)
            try forge.put(head: forge.note, records.frontier)
        }
    }

    @Test("the same, with the checkpoint's text made to fit: the signature, and the mark as forked")
    func recomputedText() throws {
        let layers = ["signature", "rollback mark"]
        try expect(layers, withKey: ["signature", "seals", "rollback mark"], keylessExit: 21) { forge in
            var records = try forge.records
            let leaf = try Leaf(bytes: records[6].leaf)
            records[6] = records[6].with(
                leaf: Leaf(digests: leaf.digests.reversed(), previous: leaf.previous, number: leaf.number).bytes)
            try forge.put(records)
            let signed = try SignedNote(bytes: forge.note)
            let text = Checkpoint(origin: vault.ring.origin, head: records.frontier.head).text
            try forge.put(head: text + signed.bytes[signed.text.count...], records.frontier)
        }
    }

    @Test("the checkpoint signed by another key: the signature", arguments: [true, false])
    func otherKey(sameName: Bool) throws {
        let (other, _) = KeyRing.create(random: Chance(5).source)
        try expect(["signature"], exit: 21) { forge in
            let records = try forge.records
            let seed = SecretKey(copying: [UInt8](repeating: 7, count: 32))
            let name = sameName ? vault.ring.origin : other.origin
            let note = SignedNote.sign(
                text: Checkpoint(origin: name, head: records.frontier.head).text, with: SigningKey(seed: seed),
                name: name)
            try forge.put(head: note.bytes, records.frontier)
        }
    }

    @Test("another tree stored beside the true checkpoint: the tree, and the mark")
    func frontier() throws {
        try expect(["tree", "rollback mark"]) { forge in
            try forge.put(head: forge.note, Array(try forge.records.dropLast(3)).frontier)
        }
    }

    @Test("the row of the head deleted: store and signature")
    func headDeleted() throws {
        try VaultForge.change(vault.path) { try $0.run("DELETE FROM head") }
        let answer = try vault.check(opening: true)
        #expect(answer.failed.contains("store") && answer.failed.contains("signature") && answer.exitCode == 20)
        #expect(answer.damaged.contains("head"))
    }

    @Test(
        "a leaf in another spelling of the same JSON, everything recomputed: the chain, at its number",
        arguments: [
            ("{", "{ "), ("\"seq\"", "\"s\\u0065q\""), ("\"v\":1", "\"v\":1.0"), (",\"v\":1}", ",\"v\":1,\"v\":1}"),
            ("}", "}\n"), ("\"v\":1", "\"v\":1e0"),
        ])
    func spelling(canonical: String, other: String) throws {
        try expect(
            ["chain", "signature", "rollback mark"], withKey: ["chain", "signature", "rollback mark"],
            named: ["entry 6"]
        ) { forge in
            var records = try forge.records
            let text = String(decoding: records[6].leaf, as: UTF8.self)
            let changed = text.replacingOccurrences(of: canonical, with: other)
            #expect(changed != text)
            records[6] = records[6].with(leaf: Array(changed.utf8))
            try forge.put(records)
            let signed = try SignedNote(bytes: forge.note)
            let note = Checkpoint(origin: vault.ring.origin, head: records.frontier.head).text
            try forge.put(head: note + signed.bytes[signed.text.count...], records.frontier)
        }
    }

    @Test("records of a second vault of the same person put behind: the chain")
    func mixed() throws {
        let other = try TrustVault(seed: 3)
        var theirs: [Record] = []
        try VaultForge.change(other.path) { theirs = try $0.records }
        try expect(["chain", "tree"], named: ["entry 7"]) { forge in
            let records = try forge.records
            try forge.put(records + theirs.map { $0.with(number: $0.number + 7) })
        }
    }

    @Test("records and head of a second vault of the same person: chain and signature")
    func exchanged() throws {
        let other = try TrustVault(seed: 3)
        var theirs: [Record] = []
        var note: [UInt8] = []
        try VaultForge.change(other.path) {
            theirs = try $0.records
            note = try $0.note
        }
        try expect(
            ["chain", "signature", "kept checkpoints", "rollback mark"],
            withKey: ["chain", "signature", "kept checkpoints", "seals", "rollback mark"], named: ["entry 0"]
        ) { forge in
            try forge.put(theirs)
            try forge.put(head: note, theirs.frontier)
        }
    }

    @Test("a kept checkpoint with other bytes, of another size or of a vast one: the kept checkpoints")
    func kept() throws {
        try expect(["kept checkpoints"]) { try $0.run("UPDATE checkpoint SET note = zeroblob(200)") }
        try expect(["kept checkpoints"]) { forge in
            try forge.run("UPDATE checkpoint SET size = 2, note = ?", [Data(forge.note)])
        }
        try expect(["kept checkpoints"]) { try $0.run("UPDATE checkpoint SET size = 9000000000000000000") }
        try expect(["kept checkpoints"]) { try $0.run("UPDATE checkpoint SET size = 9223372036854775807") }
        // Nothing counts them, so one taken out does not show (Format.md, "Store").
        try VaultForge.change(vault.path) { try $0.run("DELETE FROM checkpoint") }
        #expect(try vault.check(opening: true).isUnchanged)
    }
}
