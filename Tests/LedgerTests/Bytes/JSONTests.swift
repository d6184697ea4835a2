import Foundation
import Outside
import Seeds
import Testing

@testable import Ledger

@Suite("JSON")
struct JSONTests {
    static let small: JSONValue = [
        "_sd": ["x6f", "é€😀"], "n": .null, "neg": -17, "o": [:], "text": "a\"b\\c\n\u{1f}/", "v": 1, "z": [],
    ]

    @Test("hashed JSON is in order, without spaces, with the shortest escapes")
    func canonicalForm() {
        let text = #"{"_sd":["x6f","é€😀"],"n":null,"neg":-17,"o":{},"text":"a\"b\\c\n\u001f/","v":1,"z":[]}"#
        #expect(CanonicalJSON.write(Self.small) == Array(text.utf8))
    }

    @Test("every one-byte change of hashed JSON is refused or has its own value")
    func mutations() throws {
        let bytes = CanonicalJSON.write(Self.small)
        #expect(try CanonicalJSON.read(bytes) == Self.small)
        for index in bytes.indices {
            for byte in UInt8.min...UInt8.max where byte != bytes[index] {
                var changed = bytes
                changed[index] = byte
                guard let value = try? CanonicalJSON.read(changed) else { continue }
                #expect(CanonicalJSON.write(value) == changed, "byte \(index) as \(byte)")
            }
        }
    }

    @Test("every truncation of hashed JSON, and any byte more, is refused")
    func truncations() {
        let bytes = CanonicalJSON.write(Self.small)
        for count in bytes.indices { #expect(throws: JSONError.self) { try CanonicalJSON.read(bytes[..<count]) } }
        for byte in UInt8.min...UInt8.max {
            #expect(throws: JSONError.self) { try CanonicalJSON.read(bytes + [byte]) }
            #expect(throws: JSONError.self) { try CanonicalJSON.read([byte] + bytes) }
        }
    }

    @Test("a random value is read back from what was written, in all three forms")
    func roundTrips() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SeededRandom(seed: seed)
        for _ in 0..<300 {
            let value = Self.randomValue(depth: 4, using: &generator)
            let bytes = CanonicalJSON.write(value)
            #expect(try CanonicalJSON.read(bytes) == value, "seed \(seed)")
            #expect(try CanonicalJSON.read(([9] + bytes + [9])[1...bytes.count]) == value, "seed \(seed)")
            #expect(JSONText.write(value, pretty: false).utf8.elementsEqual(bytes), "seed \(seed)")
            #expect(try JSONText.read(Array(JSONText.write(value, pretty: true).utf8)) == value, "seed \(seed)")
        }
    }

    @Test("every character survives, escaped or not")
    func characters() throws {
        for number in UInt32(0)...0x10FFFF where number < 0x3000 || number % 257 == 0 {
            guard let scalar = Unicode.Scalar(number) else { continue }
            let value = JSONValue.string(String(scalar))
            let bytes = CanonicalJSON.write(value)
            guard case .string(let text) = try CanonicalJSON.read(bytes) else { continue }
            let escaped = "\"" + String(scalar).utf16.map { "\\u" + Self.hex4($0) }.joined() + "\""
            guard case .string(let same) = try JSONText.read(Array(escaped.utf8)) else { continue }
            if !(text.unicodeScalars.elementsEqual([scalar]) && same.unicodeScalars.elementsEqual([scalar])) {
                Issue.record("U+\(String(number, radix: 16))")
            }
        }
    }

    @Test("text is never normalised")
    func notNormalised() throws {
        let composed = CanonicalJSON.write("\u{e9}")
        let decomposed = CanonicalJSON.write("e\u{301}")
        #expect(composed != decomposed)
        #expect(CanonicalJSON.write(try CanonicalJSON.read(decomposed)) == decomposed)
    }

    @Test("depth, number of values and length are bounded")
    func limits() throws {
        let deepest = String(repeating: "[", count: 32) + String(repeating: "]", count: 32)
        #expect(throws: Never.self) { try CanonicalJSON.read(Array(deepest.utf8)) }
        #expect(throws: JSONError.tooDeep(at: 32)) { try JSONText.read(Array("[\(deepest)]".utf8)) }
        let most = "[" + Array(repeating: "1", count: 99_999).joined(separator: ",") + "]"
        #expect(throws: Never.self) { try CanonicalJSON.read(Array(most.utf8)) }
        #expect(throws: JSONError.self) { try CanonicalJSON.read(Array((most.dropLast() + ",1]").utf8)) }
        let long = [UInt8](repeating: 0x20, count: JSONLimits.byteCount + 1)
        #expect(throws: JSONError.tooLong(byteCount: long.count)) { try JSONText.read(long) }
    }

    @Test("integers reach to 2^53 − 1 and no further")
    func integers() throws {
        #expect(try CanonicalJSON.read(Array("9007199254740991".utf8)) == 9_007_199_254_740_991)
        #expect(try CanonicalJSON.read(Array("-9007199254740991".utf8)) == -9_007_199_254_740_991)
        for text in ["9007199254740992", "-9007199254740992", "99999999999999999999999999"] {
            #expect(throws: JSONError.integerTooLarge(at: 0)) { try JSONText.read(Array(text.utf8)) }
        }
        #expect(try JSONText.read(Array("-0".utf8)) == 0)
        #expect(throws: JSONError.notCanonical(at: 0)) { try CanonicalJSON.read(Array("-0".utf8)) }
    }

    @Test("JSON at our edge may be in any spelling")
    func anySpelling() throws {
        let text = " { \"b\" : [ true , false , null ] ,\r\n\t\"a\" : \"\\u00e9\\/\\uD83D\\uDE00\" } "
        #expect(try JSONText.read(Array(text.utf8)) == ["a": "é/😀", "b": [true, false, .null]])
    }

    @Test("JSON for people has one member a line")
    func pretty() {
        let text = "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": \"x/é\",\n  \"c\": []\n}"
        #expect(JSONText.write(["c": [], "b": "x/é", "a": [1, [:]]], pretty: true) == text)
    }

    private static func randomValue(depth: Int, using generator: inout SeededRandom) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 5 : 3), using: &generator) {
        case 0: return .null
        case 1: return .integer(Int.random(in: -JSONLimits.integer...JSONLimits.integer, using: &generator))
        case 2: return .string(randomText(using: &generator))
        case 3:
            return .array(
                (0..<Int.random(in: 0..<4, using: &generator)).map { _ in
                    randomValue(depth: depth - 1, using: &generator)
                })
        default:
            var members: [String: JSONValue] = [:]
            for _ in 0..<Int.random(in: 0..<4, using: &generator) {
                let key = String(randomText(using: &generator).unicodeScalars.filter(\.isASCII).map(Character.init))
                members[key] = randomValue(depth: depth - 1, using: &generator)
            }
            return .object(members)
        }
    }

    private static func randomText(using generator: inout SeededRandom) -> String {
        let alphabet = Array("ab\"\\/\n\u{0}\u{1f}\u{7f}é€😀\u{301}Z".unicodeScalars)
        var text = ""
        for _ in 0..<Int.random(in: 0..<12, using: &generator) {
            text.unicodeScalars.append(alphabet[Int.random(in: alphabet.indices, using: &generator)])
        }
        return text
    }

    private static func hex4(_ unit: UInt16) -> String {
        String(repeating: "0", count: 4 - String(unit, radix: 16).count) + String(unit, radix: 16)
    }
}

/// The published RFC 8785 triples: input in any spelling, output in the one form.
@Suite("RFC 8785 cases")
struct JCSTests {
    /// Outputs that our restricted form does not have, and what it stops at.
    private static let refused: [String: String] = [
        "values": "numbers with fractions", "arrays": "a Boolean, which is never hashed",
        "french": "keys beyond ASCII", "weird": "keys beyond ASCII",
    ]

    @Test("a published output is read and written as published, or refused for a known reason")
    func outputs() throws {
        guard let folder = SharedVectors.folder("jcs/testdata/output") else { return }
        let files = SharedVectors.files(below: folder, ending: "json")
        #expect(files.count == 6)
        for file in files {
            let output = try SharedVectors.bytes(file)
            if let reason = Self.refused[file.deletingPathExtension().lastPathComponent] {
                #expect(throws: JSONError.self, "\(reason)") { try CanonicalJSON.read(output) }
            } else {
                #expect(try CanonicalJSON.write(CanonicalJSON.read(output)) == output, "\(file.path)")
            }
        }
    }

    @Test("text is written as published, its composition untouched")
    func unicode() throws {
        guard let folder = SharedVectors.folder("jcs/testdata") else { return }
        let input = try SharedVectors.json(folder.appending(path: "input/unicode.json"))
        #expect(
            try CanonicalJSON.write(input) == SharedVectors.bytes(folder.appending(path: "output/unicode.json")))
    }

    @Test("what is not hashed can still be read at the edge, unless it has fractions")
    func atTheEdge() throws {
        guard let folder = SharedVectors.folder("jcs/testdata") else { return }
        for name in ["arrays", "french", "weird", "unicode"] {
            let input = try SharedVectors.json(folder.appending(path: "input/\(name).json"))
            #expect(try input == SharedVectors.json(folder.appending(path: "output/\(name).json")), "\(name)")
        }
        #expect(throws: JSONError.notAnInteger(at: 16)) {
            try SharedVectors.json(folder.appending(path: "input/values.json"))
        }
        #expect(throws: JSONError.notAnInteger(at: 41)) {
            try SharedVectors.json(folder.appending(path: "input/structures.json"))
        }
    }
}
