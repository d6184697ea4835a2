import Foundation
import Ledger
import Seeds

func leaves() throws -> [Vector] {
    let leaf = String(decoding: try SampleLog(seed: 1).records[1].leaf, as: UTF8.self)
    let end = leaf.range(of: "\"],\"prev\"")!
    let digest = String(leaf[leaf.index(end.lowerBound, offsetBy: -43)..<end.lowerBound])
    func vector(_ name: String, _ expect: String, _ input: String, _ comment: String, at: Int? = nil) -> Vector {
        Vector(folder: "leaf", name: name, expect: expect, at: at, comment: comment, input: input.bytes)
    }
    return [
        vector("good", "good", leaf, "entry 1 of the sample log"),
        vector("space", "not canonical", leaf.with(",\"v\"", ", \"v\""), "a space after a comma"),
        vector("newline", "not canonical", leaf + "\n", "a newline at the end"),
        vector("escaped-key", "not canonical", leaf.with("seq", "s\\u0065q"), "the same key in another spelling"),
        vector("float", "not canonical", leaf.with("\"seq\":1", "\"seq\":1.0"), "the same number in another spelling"),
        vector("duplicate-key", "not canonical", leaf.with("\"v\":1", "\"v\":1,\"v\":1"), "a key twice"),
        vector("key-order", "not canonical", leaf.with(",\"v\":1", "").with("{", "{\"v\":1,"), "v first"),
        vector("extra-member", "not canonical", leaf.with("\"v\":1", "\"v\":1,\"x\":1"), "a fifth member"),
        vector("no-seq", "not canonical", leaf.with("\"seq\":1,", ""), "a member is missing"),
        vector("seq-negative", "not canonical", leaf.with("\"seq\":1", "\"seq\":-1"), "a number below 0"),
        vector("five-digests", "not canonical", leaf.with(",\"\(digest)\"", ""), "one digest is missing"),
        vector(
            "seven-digests", "not canonical", leaf.with("\"\(digest)\"", "\"\(digest)\",\"\(digest)\""),
            "one digest too many"),
        vector("digest-padded", "not canonical", leaf.with(digest, digest + "="), "base64url with padding"),
        vector("digest-short", "not canonical", leaf.with(digest, String(digest.dropLast(2))), "31 bytes"),
        vector(
            "prev-capitals", "not canonical", leaf.with(prev(of: leaf), prev(of: leaf).uppercased()),
            "hexadecimal in capitals"),
        vector(
            "prev-short", "not canonical", leaf.with(prev(of: leaf), String(prev(of: leaf).dropLast(2))), "31 bytes"),
        vector("version-2", "version", leaf.with("\"v\":1", "\"v\":2"), "a version that does not exist yet"),
        vector(
            "too-long", "too long", leaf + String(repeating: " ", count: 1025 - leaf.utf8.count), "1025 bytes",
            at: 1025),
    ]
}

private func prev(of leaf: String) -> String { String(leaf.components(separatedBy: "\"prev\":\"")[1].prefix(64)) }

func chains() throws -> [Vector] {
    let log = try SampleLog(seed: 1)
    let other = try SampleLog(seed: 2)
    func vector(_ name: String, _ expect: String, _ rows: [(Int, Record)], _ comment: String, at: Int? = nil) -> Vector
    {
        let lines = rows.map { "\($0) " + String(decoding: $1.leaf, as: UTF8.self) + "\n" }
        return Vector(
            folder: "chain", name: name, expect: expect, at: at, headers: [("key", log.ring.verifierKey.text)],
            comment: comment, input: lines.joined().bytes)
    }
    let rows = log.records.map { ($0.number, $0) }
    var swapped = rows
    (swapped[2].1, swapped[3].1) = (swapped[3].1, swapped[2].1)
    var replaced = rows
    replaced[2].1 = other.records[2]
    var renumbered = rows
    renumbered[3].0 = 4
    let text = String(decoding: log.records[1].leaf, as: UTF8.self)
    var unlinked = rows
    unlinked[1].1 = Record(
        number: 1, leaf: text.with(prev(of: text), String(prev(of: text).reversed())).bytes, sealed: [])
    var spelled = rows
    spelled[1].1 = Record(number: 1, leaf: text.with(",\"v\"", ", \"v\"").bytes, sealed: [])
    return [
        vector("good", "good", rows, "four records in order"),
        vector("swapped", "other number", swapped, "records 2 and 3 swapped", at: 2),
        vector("first-deleted", "gap", Array(rows.dropFirst()), "record 0 is missing", at: 0),
        vector("middle-deleted", "gap", [rows[0], rows[1], rows[3]], "record 2 is missing", at: 2),
        vector("duplicated", "other number", rows + [(4, rows[1].1)], "record 1 once more as number 4", at: 4),
        vector("number-twice", "gap", [rows[0], rows[1], rows[1], rows[2], rows[3]], "two records numbered 1", at: 2),
        vector("replaced", "broken link", replaced, "record 2 is another log's", at: 2),
        vector("other-log", "broken link", other.records.map { ($0.number, $0) }, "another log's records", at: 0),
        vector("renumbered", "gap", renumbered, "record 3 numbered 4", at: 3),
        vector("link-changed", "broken link", unlinked, "record 1 names another hash", at: 1),
        vector("other-spelling", "not aleaf", spelled, "record 1 with a space", at: 1),
    ]
}

func disclosures() throws -> [Vector] {
    let json = String(decoding: try SampleLog(seed: 1).opened[0].parts[3].json, as: UTF8.self)
    let salt = String(json.dropFirst(2).prefix(22))
    func vector(_ name: String, _ expect: String, _ input: String, _ comment: String) -> Vector {
        Vector(
            folder: "disclosure", name: name, expect: expect, headers: [("name", "words")], comment: comment,
            input: input.bytes)
    }
    return [
        vector("good", "good", json, "the words of entry 0"),
        vector("other-name", "malformed", json.with("\"words\"", "\"account\""), "another part's name"),
        vector("salt-short", "malformed", json.with(salt, String(salt.dropLast())), "a salt of 21 characters"),
        vector("salt-long", "malformed", json.with(salt, salt + "AA"), "a salt of 144 bits"),
        vector("salt-stray-bits", "malformed", json.with(salt, String(salt.dropLast()) + "B"), "bits beyond the 128"),
        vector("space", "malformed", json.with(",\"words\"", ", \"words\""), "a space after a comma"),
        vector("two-members", "malformed", json.with(",\"entry 0\"", ""), "no value"),
        vector("object", "malformed", "{\"words\":\"entry 0\"}", "no array"),
        vector("escaped", "malformed", json.with("entry", "\\u0065ntry"), "another spelling of the same text"),
    ]
}

func sealed() throws -> [Vector] {
    let log = try SampleLog(seed: 1)
    let keys = SampleLog.keys(seed: 1)
    let otherKeys = SampleLog.keys(seed: 2)
    let other = try SampleLog(seed: 2)
    func vector(
        _ name: String, _ expect: String, _ bytes: [UInt8], _ comment: String, number: Int = 0, at: Int? = 0,
        isOther: Bool = false
    ) -> Vector {
        Vector(
            folder: "sealed", name: name, expect: expect, at: at,
            headers: [
                ("key", (isOther ? other : log).ring.verifierKey.text),
                ("vault-key", Hex.encode((isOther ? otherKeys : keys).vaultKey)),
                ("seed", Hex.encode((isOther ? otherKeys : keys).sealedSeed)), ("number", "\(number)"),
                ("leaf", String(decoding: log.records[number].leaf, as: UTF8.self)),
            ], comment: comment, input: (Hex.encode(bytes) + "\n").bytes)
    }
    let good = log.records[0].sealed
    func changed(_ offset: Int) -> [UInt8] {
        var bytes = good
        bytes[offset] ^= 1
        return bytes
    }
    return [
        vector("good", "good", good, "entry 0", at: nil),
        vector("good-private", "good", log.records[2].sealed, "a private entry", number: 2, at: nil),
        vector("nonce-changed", "not authentic", changed(0), "a bit of the nonce"),
        vector("text-changed", "not authentic", changed(24), "a bit of the ciphertext"),
        vector("tag-changed", "not authentic", changed(good.count - 1), "a bit of the tag"),
        vector("cut", "not authentic", Array(good.dropLast()), "a byte is missing"),
        vector("other-place", "not authentic", log.records[1].sealed, "the sealed bytes of entry 1"),
        vector("other-key", "not authentic", good, "the keys of another log", isOther: true),
    ]
}

func slots() throws -> [Vector] {
    let log = try SampleLog(seed: 1)
    let number = GroupedNumber(bytes: Array(0..<16))
    let slot = Slot.recovery(number, ring: log.ring, random: Chance(9).source)
    let header = String(decoding: slot.header, as: UTF8.self)
    let stretched =
        "{\"kdf\":\"argon2id\",\"kind\":\"passphrase\",\"memory\":67108864,\"passes\":3,"
        + "\"salt\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"scope\":\"vault\",\"v\":1}"
    func vector(
        _ name: String, _ expect: String, _ comment: String, header changed: String? = nil, wrapped: [UInt8]? = nil,
        recovery: GroupedNumber? = nil, origin: String? = nil, at: Int? = nil
    ) -> Vector {
        Vector(
            folder: "slot", name: name, expect: expect, at: at,
            headers: [
                ("origin", origin ?? log.ring.origin), ("recovery", (recovery ?? number).text),
                ("header", changed ?? header),
            ], comment: comment, input: (Hex.encode(wrapped ?? slot.wrapped) + "\n").bytes)
    }
    func flipped(_ offset: Int) -> [UInt8] {
        var bytes = slot.wrapped
        bytes[offset] ^= 1
        return bytes
    }
    return [
        vector("good", "good", "the recovery number 0, 1, …, 15"),
        vector("other-number", "wrong key", "another number", recovery: GroupedNumber(bytes: Array(1..<17))),
        vector(
            "other-log", "wrong key", "a slot put into another log",
            origin: "daybook/" + String(repeating: "0", count: 32)),
        vector("commitment-changed", "wrong key", "a bit of the commitment", wrapped: flipped(0)),
        vector("key-changed", "wrong key", "a bit of the wrapped key", wrapped: flipped(60)),
        vector(
            "scope-changed", "wrong key", "the header says evidence", header: header.with("\"vault\"", "\"evidence\"")),
        vector("wrapped-short", "wrapped length", "103 bytes", wrapped: slot.wrapped.dropLast(), at: 103),
        vector("space", "header", "a space in the header", header: header.with(",\"v\"", ", \"v\"")),
        vector("version-2", "header", "a version that does not exist yet", header: header.with("\"v\":1", "\"v\":2")),
        vector(
            "kind-unknown", "header", "a kind that does not exist", header: header.with("\"recovery\"", "\"spare\"")),
        vector(
            "memory-vast", "cost", "a terabyte of memory", header: stretched.with("67108864", "1099511627776"),
            at: 1 << 40),
        vector(
            "memory-little", "cost", "a mebibyte of memory", header: stretched.with("67108864", "1048576"), at: 1 << 20),
        vector(
            "passes-many", "cost", "nine passes", header: stretched.with("\"passes\":3", "\"passes\":9"), at: 64 << 20),
    ]
}
