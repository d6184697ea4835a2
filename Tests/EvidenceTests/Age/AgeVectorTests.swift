import Foundation
import Ledger
import Outside
import Testing

@testable import Evidence

/// The published vectors of age (C2SP/CCTV), one file a fault.
@Suite("age vectors")
struct AgeVectorTests {
    @Test("say what we say: 124 files, what was handed out before a fault included")
    func classic() throws {
        guard let vectors = try AgeVector.all() else { return }
        let known = vectors.filter { !$0.isPostQuantum }
        #expect(known.count == 124)
        for vector in known {
            let (result, plain) = vector.open(in: vector.bytes.count + 1)
            #expect(result == vector.expectation, "\(vector.name)")
            if let payload = vector.payload { #expect(Hex.encode(sha256(plain)) == payload, "\(vector.name)") }
        }
    }

    @Test("give the same however the bytes are cut", arguments: [1, 63, 65_551, 65_553])
    func pieces(byteCount: Int) throws {
        guard let vectors = try AgeVector.all() else { return }
        for vector in vectors where !vector.isPostQuantum && vector.bytes.count < 70_000 {
            #expect(vector.open(in: byteCount) == vector.open(in: vector.bytes.count + 1), "\(vector.name)")
        }
    }

    @Test("of post-quantum recipients are refused, and it is said why")
    func postQuantum() throws {
        guard let vectors = try AgeVector.all() else { return }
        let hybrid = vectors.filter(\.isPostQuantum)
        #expect(hybrid.count == 19)
        for vector in hybrid {
            for text in vector.identities where text.hasPrefix("AGE-SECRET-KEY-PQ-") {
                #expect(throws: AgeKeyError.postQuantum) { try AgeIdentity.x25519(text: text) }
            }
            let other = AgeIdentity.random(.system)
            let result = vector.open(in: 4096, with: [other]).result
            let refusals = ["no match of a kind we know", "header failure", "no match", "armor failure"]
            #expect(refusals.contains(result), "\(vector.name): \(result)")
        }
    }
}

/// One file of the vectors.
struct AgeVector {
    let name: String
    private let fields: [(key: String, value: String)]
    let bytes: [UInt8]

    /// Nil, with a line that says so, where the vectors are not, or no python3 to inflate some of them.
    static func all() throws -> [AgeVector]? {
        guard let folder = SharedVectors.folder("age/testdata"), let python = StockProgram("python3") else {
            return nil
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        return try names.map { try AgeVector(folder.appending(path: $0), python) }
    }

    private init(_ file: URL, _ python: StockProgram) throws {
        let all = try SharedVectors.bytes(file)
        let end = try #require(all.indices.dropLast().first { all[$0] == 10 && all[$0 + 1] == 10 })
        let lines = String(decoding: all[...end], as: UTF8.self).split(separator: "\n")
        name = file.lastPathComponent
        fields = lines.compactMap { line in
            line.firstRange(of: ": ").map { (String(line[..<$0.lowerBound]), String(line[$0.upperBound...])) }
        }
        let rest = Array(all[(end + 2)...])
        let isPacked = fields.contains { $0.key == "compressed" }
        let inflate = "import sys,zlib;sys.stdout.buffer.write(zlib.decompress(sys.stdin.buffer.read()))"
        bytes = isPacked ? try python.run(["-c", inflate], input: rest).output : rest
    }

    private subscript(key: String) -> [String] { fields.filter { $0.key == key }.map(\.value) }

    var expectation: String { self["expect"][0] }
    var payload: String? { self["payload"].first }
    var identities: [String] { self["identity"] }
    var isPostQuantum: Bool { identities.contains { $0.hasPrefix("AGE-SECRET-KEY-PQ-") } || name.contains("hybrid") }

    /// What the vectors call the result, and what was handed out.
    func open(in pieces: Int) -> (result: String, plain: [UInt8]) {
        let keys = identities.compactMap { try? AgeIdentity.x25519(text: $0) }
        let words = self["passphrase"].map { AgeIdentity.passphrase(SecretKey(copying: Array($0.utf8))) }
        return open(in: pieces, with: keys + words)
    }

    func open(in pieces: Int, with identities: [AgeIdentity]) -> (result: String, plain: [UInt8]) {
        var plain = [UInt8]()
        do {
            var decryptor = AgeDecryptor(identities: identities, isArmored: self["armored"] == ["yes"])
            for start in stride(from: 0, to: bytes.count, by: pieces) {
                try bytes[start..<min(start + pieces, bytes.count)].withUnsafeBytes {
                    try decryptor.update($0) { plain += $0 }
                }
            }
            try decryptor.finish { plain += $0 }
            return ("success", plain)
        } catch let error as AgeError {
            return (Self.result(error), plain)
        } catch {
            return ("\(error)", plain)
        }
    }

    private static func result(_ error: AgeError) -> String {
        switch error {
        case .header, .headerTooLong, .tooCostly: "header failure"
        case .noMatch(isPostQuantum: true): "no match of a kind we know"
        case .noMatch(isPostQuantum: false): "no match"
        case .changedHeader: "HMAC failure"
        case .payload: "payload failure"
        case .armor: "armor failure"
        }
    }
}
