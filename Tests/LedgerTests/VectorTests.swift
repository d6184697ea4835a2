import Foundation
import Testing

@testable import Ledger

/// `Tests/Vectors`: one file, one fault, and what must notice it.
///
/// A file begins with lines `name: value` and a blank line; every byte after that is the input.
///
///     expect: the fault, as the error names it, outermost reader first; or `good`
///     at: the number that the error carries: a byte's offset, or which signature, hash or group
///     key: the verifier key, where one is needed
///     leaf: the leaf hash that a proof is about, in hex
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
