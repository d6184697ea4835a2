import Foundation
import Outside
import Testing

@testable import Ledger

@Suite("Signed notes")
struct SignedNoteTests {
    private static let seed = SecretSeed(byte: 7)

    @Test("a signed note is read back and verified")
    func roundTrip() throws {
        let key = Self.seed.signingKey()
        let note = SignedNote.sign(text: Array("first\n\nsecond é\n".utf8), with: key, name: "daybook/x")
        let read = try SignedNote(bytes: note.bytes)
        #expect(read == note)
        try read.verified(by: key.verifierKey(name: "daybook/x"))
        #expect(throws: NoteError.notSigned) { try read.verified(by: key.verifierKey(name: "daybook/y")) }
        #expect(throws: NoteError.notSigned) {
            try read.verified(by: SecretSeed(byte: 8).signingKey().verifierKey(name: "daybook/x"))
        }
    }

    @Test("a signature by the key that does not match is an error, even beside a good one")
    func badBesideGood() throws {
        let key = Self.seed.signingKey()
        let one = SignedNote.sign(text: Array("one\n".utf8), with: key, name: "n")
        let two = SignedNote.sign(text: Array("two\n".utf8), with: key, name: "n")
        let line = Array((two.signatures[0].line + "\n").utf8)
        #expect(throws: NoteError.badSignature(number: 2)) {
            try SignedNote(bytes: one.bytes + line).verified(by: key.verifierKey(name: "n"))
        }
    }

    @Test("sixteen signatures by others, of other kinds and lengths, do not disturb")
    func manySignatures() throws {
        let key = Self.seed.signingKey()
        var bytes = SignedNote.sign(text: Array("text\n".utf8), with: key, name: "n").bytes
        for number in 0..<16 {
            let value = Base64.encode([UInt8](repeating: UInt8(number), count: 40 + number * 30))
            bytes += Array("\u{2014} other/\(number) \(value)\n".utf8)
        }
        let note = try SignedNote(bytes: bytes)
        #expect(note.signatures.count == 17)
        #expect(note.bytes == bytes)
        try note.verified(by: key.verifierKey(name: "n"))
    }

    @Test("every flipped bit and every truncation of a note is noticed")
    func damage() throws {
        let key = Self.seed.signingKey()
        let verifier = key.verifierKey(name: "n")
        let bytes = SignedNote.sign(text: Array("one\n\nline\n".utf8), with: key, name: "n").bytes
        for bit in 0..<bytes.count * 8 {
            var changed = bytes
            changed[bit / 8] ^= 1 << (bit % 8)
            #expect(throws: NoteError.self) { try SignedNote(bytes: changed).verified(by: verifier) }
        }
        for count in bytes.indices {
            #expect(throws: NoteError.self) { try SignedNote(bytes: Array(bytes[..<count])).verified(by: verifier) }
        }
    }

    @Test("a verifier key is read back; every truncation and every byte one higher is refused")
    func verifierKeys() throws {
        let key = Self.seed.signingKey().verifierKey(name: "daybook/000102030405060708090a0b0c0d0e0f")
        #expect(try VerifierKey(text: key.text) == key)
        try expectMangledRefused(key.text)
    }

    private func expectMangledRefused(_ text: String) throws {
        let bytes = Array(text.utf8)
        for start in bytes.indices {
            for end in start..<bytes.count where (start, end) != (0, bytes.count) {
                guard let part = String(bytes: bytes[start..<end], encoding: .utf8) else { continue }
                if (try? VerifierKey(text: part)) != nil { Issue.record("\(start)..<\(end)") }
            }
        }
        for index in bytes.indices {
            var changed = bytes
            changed[index] += 1
            guard let text = String(bytes: changed, encoding: .utf8) else { continue }
            #expect(throws: VerifierKeyError.self) { try VerifierKey(text: text) }
        }
    }

    @Test("the published cases of Go's note package and of the C2SP text")
    func published() throws {
        guard let folder = SharedVectors.folder("note") else { return }
        let file = try SharedVectors.json(folder.appending(path: "note.json"))
        var keys: [String: VerifierKey] = [:]
        for (name, text) in try #require(file["vkeys"]?.object) {
            let text = try #require(text.string)
            keys[name] = try VerifierKey(text: text)
            #expect(keys[name]?.text == text)
            try expectMangledRefused(text)
        }
        for text in try #require(file["bad_vkeys"]?.array).compactMap(\.string) {
            #expect(throws: VerifierKeyError.self) { try VerifierKey(text: text) }
        }
        let cases = try #require(file["open"]?.array)
        #expect(cases.count == 5)
        for one in cases { try open(one, keys: keys) }
        try sign(file)
        for text in try #require(file["bad_text"]?.array).compactMap(\.string) {
            #expect(throws: NoteError.noFinalNewline) { try SignedNote(bytes: Array(text.utf8)) }
        }
        for name in try #require(file["bad_signature_name"]?.array).compactMap(\.string) {
            #expect(!NoteText.isName(name))
        }
        let tree = try #require(file["tree_note"])
        let text = try #require(tree["text"]?.string)
        let checkpoint = try Checkpoint(text: Array(text.utf8), form: .anyLog)
        #expect(checkpoint.head.size == tree["size"]?.integer)
        #expect(checkpoint.head.root == Merkle.leafHash(of: Array("hello world".utf8)))
    }

    private func open(_ vector: JSONValue, keys: [String: VerifierKey]) throws {
        let bytes = Array(try #require(vector["note"]?.string).utf8)
        if vector["error"]?.string?.hasPrefix("malformed") == true {
            #expect(throws: NoteError.self) { try SignedNote(bytes: bytes) }
            return
        }
        let note = try SignedNote(bytes: bytes)
        #expect(note.bytes == bytes)
        let known = try #require(vector["known"]?.array).compactMap(\.string)
        #expect(vector["error"] == nil || known.isEmpty)
        for name in known { try note.verified(by: try #require(keys[name])) }
    }

    private func sign(_ file: JSONValue) throws {
        let parts = try #require(file["skey_PeterNeumann"]?.string).split(separator: "+", maxSplits: 4)
        let secret = try #require(Base64.decode(String(parts[4])))
        let key = SigningKey(seed: SecretKey(copying: Array(secret.dropFirst())))
        let vector = try #require(file["sign"])
        let text = Array(try #require(vector["text"]?.string).utf8)
        let note = SignedNote.sign(text: text, with: key, name: "PeterNeumann")
        #expect(String(decoding: note.bytes, as: UTF8.self) == vector["expect"]?.string)
    }
}

/// A seed for tests: one byte, 32 times.
struct SecretSeed {
    let byte: UInt8
    func signingKey() -> SigningKey { SigningKey(seed: SecretKey(copying: [UInt8](repeating: byte, count: 32))) }
}
