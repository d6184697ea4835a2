import Foundation
import Outside
import Testing

@testable import Ledger

/// `Tests/Vectors`: one file, one fault, and what must notice it.
///
/// A file begins with lines `name: value` and a blank line; every byte after that is the input.
///
///     expect: the fault, as the error names it, outermost reader first; or `good`
///     at: the number that the error carries: a byte's offset, or which signature, hash or group
///     key: the verifier key, where one is needed
///     leaf: the leaf hash that a proof is about, in hex; for sealed bytes the leaf itself
///     comment: what is wrong
@Suite("Vectors of our own")
struct VectorTests {
    @Test("hashed JSON is accepted or refused as its vector says")
    func json() throws {
        try run("json") { vector in
            let value = try CanonicalJSON.read(vector.input)
            #expect(CanonicalJSON.write(value) == vector.input, "\(vector.name)")
        }
    }

    @Test("JSON at our edge is accepted or refused as its vector says")
    func jsonText() throws { try run("json-text") { _ = try JSONText.read($0.input) } }

    @Test("a note is accepted or refused as its vector says")
    func note() throws {
        try run("note") { vector in
            let note = try SignedNote(bytes: vector.input)
            #expect(note.bytes == vector.input, "\(vector.name)")
            try note.verified(by: VerifierKey(text: vector.header("key")))
        }
    }

    @Test("a checkpoint is accepted or refused as its vector says")
    func checkpoint() throws {
        try run("checkpoint") { vector in
            _ = try Checkpoint.open(note: vector.input, key: VerifierKey(text: vector.header("key")))
        }
    }

    @Test("a proof is accepted or refused as its vector says")
    func proof() throws {
        try run("proof") { vector in
            let proof = try TlogProof(bytes: vector.input)
            #expect(proof.bytes == vector.input, "\(vector.name)")
            _ = try proof.checkpoint(
                holding: try #require(Hex.decode(vector.header("leaf"))),
                key: VerifierKey(text: vector.header("key")))
        }
    }

    @Test("a leaf is accepted or refused as its vector says")
    func leaf() throws {
        try run("leaf") { vector in
            let leaf = try Leaf(bytes: vector.input)
            #expect(leaf.bytes == vector.input, "\(vector.name)")
        }
    }

    /// The input is a line a record: its number, a space, its leaf. The first fault counts.
    @Test("a chain holds or breaks where its vector says")
    func chain() throws {
        try run("chain") { vector in
            var chain = Chain(from: try VerifierKey(text: vector.header("key")))
            for line in vector.input.split(separator: Ascii.newline) {
                let parts = line.split(separator: 0x20, maxSplits: 1)
                let number = try #require(Int(String(decoding: parts[0], as: UTF8.self)))
                _ = try chain.verify(Record(number: number, leaf: Array(parts[1]), sealed: [])).get()
            }
        }
    }

    @Test("a disclosure is accepted or refused as its vector says")
    func disclosure() throws {
        try run("disclosure") { vector in
            _ = try Disclosure(json: vector.input).value(named: vector.header("name"))
        }
    }

    /// The input is the sealed bytes in hex.
    @Test("sealed bytes open or stay shut as their vector says")
    func sealed() throws {
        try run("sealed") { vector in
            let ring = try KeyRing(
                unwrapped: SecretKey(copying: try vector.hex("vault-key")), scope: .vault,
                verifierKey: VerifierKey(text: vector.header("key")), sealedSeed: vector.hex("seed"))
            let number = try #require(Int(vector.header("number")))
            var chain = Chain(startingAt: number)
            let record = Record(
                number: number, leaf: Array(try vector.header("leaf").utf8), sealed: try vector.hexInput())
            _ = try Opener(ring).open(chain.verify(record).get())
        }
    }

    private enum SlotFault: Error { case wrongKey }

    /// The input is the wrapped bytes in hex. Slots for a passphrase are here only where their header is refused.
    @Test("a slot opens or stays shut as its vector says")
    func slot() throws {
        try run("slot") { vector in
            let slot = Slot(header: Array(try vector.header("header").utf8), wrapped: try vector.hexInput())
            let number = try GroupedNumber(text: vector.header("recovery"))
            guard try slot.open(recovery: number, origin: vector.header("origin")) != nil else {
                throw SlotFault.wrongKey
            }
        }
    }

    private func run(_ folder: String, read: (Vector) throws -> Void) throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let files = SharedVectors.files(below: root.appending(path: "Vectors/\(folder)"), ending: "txt")
        #expect(!files.isEmpty)
        for file in files {
            let vector = try Vector(file)
            let found: Fault
            do {
                try read(vector)
                found = Fault(names: ["good"], number: nil)
            } catch {
                found = Fault(error)
            }
            #expect(found.text == vector.headers["expect"], "\(folder)/\(vector.name)")
            #expect(found.number.map(String.init) == vector.headers["at"], "\(folder)/\(vector.name)")
        }
    }
}

/// One file of `Tests/Vectors`.
private struct Vector {
    let name: String
    let headers: [String: String]
    let input: [UInt8]

    init(_ file: URL) throws {
        name = file.lastPathComponent
        var rest = try SharedVectors.bytes(file)[...]
        var headers: [String: String] = [:]
        while let end = rest.firstIndex(of: Ascii.newline), end > rest.startIndex {
            let parts = String(decoding: rest[..<end], as: UTF8.self).split(separator: ": ", maxSplits: 1)
            headers[String(try #require(parts.first))] = String(try #require(parts.last))
            rest = rest[(end + 1)...]
        }
        self.headers = headers
        input = Array(rest.dropFirst())
    }

    func header(_ name: String) throws -> String { try #require(headers[name]) }
    func hex(_ name: String) throws -> [UInt8] { try #require(Hex.decode(header(name))) }
    func hexInput() throws -> [UInt8] { try #require(Hex.decode(Array(input.dropLast())[...])) }
}

/// An error as a vector writes it: the names of its cases in words, and the number it carries.
private struct Fault {
    var names: [String]
    var number: Int?

    var text: String { names.joined(separator: ", ") }

    init(names: [String], number: Int?) {
        self.names = names
        self.number = number
    }

    init(_ error: any Error) {
        guard let payload = Mirror(reflecting: error).children.first else {
            self.init(names: [Self.words("\(error)")], number: nil)
            return
        }
        let name = Self.words(payload.label ?? "")
        if let inner = payload.value as? any Error {
            let fault = Fault(inner)
            self.init(names: [name] + fault.names, number: fault.number)
        } else {
            let number = payload.value as? Int ?? Mirror(reflecting: payload.value).children.first?.value as? Int
            self.init(names: [name], number: number)
        }
    }

    /// `badSize` as `bad size`.
    private static func words(_ name: String) -> String {
        var words = ""
        var previous: Character = " "
        for letter in name {
            if letter.isUppercase, previous.isLowercase { words += " " }
            words += letter.lowercased()
            previous = letter
        }
        return words
    }
}
