import Foundation
import Outside
import Testing

@testable import Ledger

@Suite("Codecs")
struct CodecTests {
    private static let samples = (0..<70).map { count in (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37) } }

    @Test("bytes come back from base64, base64url and hex")
    func roundTrips() {
        for bytes in Self.samples {
            #expect(Base64.encode(bytes) == Data(bytes).base64EncodedString())
            #expect(Base64.decode(Base64.encode(bytes)) == bytes)
            #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
            #expect(Hex.decode(Hex.encode(bytes)) == bytes)
        }
        #expect(Hex.encode([0, 0x0F, 0xA9, 0xFF]) == "000fa9ff")
    }

    @Test("what is decoded is what would be encoded, for every text of up to four of these letters")
    func strictness() {
        let letters = Array("AQgw9-_+/= \n".utf8)
        var texts: [[UInt8]] = [[]]
        var longest = texts
        for _ in 0..<4 {
            longest = longest.flatMap { text in letters.map { text + [$0] } }
            texts += longest
        }
        for text in texts {
            if let bytes = Base64.decode(text[...]), !Base64.encode(bytes).utf8.elementsEqual(text) {
                Issue.record("base64 \(text)")
            }
            if let bytes = Base64URL.decode(text[...]), !Base64URL.encode(bytes).utf8.elementsEqual(text) {
                Issue.record("base64url \(text)")
            }
        }
    }

    @Test("every byte in every place of a text is refused, or decodes to what would be encoded")
    func everyByte() {
        for text in [Array("Q/+_".utf8), Array("-_Q".utf8), Array("a/==".utf8), Array("+A==".utf8)] {
            for place in text.indices {
                for byte in UInt8.min...UInt8.max {
                    var changed = text
                    changed[place] = byte
                    if let bytes = Base64.decode(changed[...]) {
                        #expect(Base64.encode(bytes).utf8.elementsEqual(changed))
                    }
                    if let bytes = Base64URL.decode(changed[...]) {
                        #expect(Base64URL.encodeToBytes(bytes) == changed)
                    }
                }
            }
        }
    }

    @Test("other spellings are refused", arguments: ["QQ", "QQ=", "QR==", "QQ==\n", " QQ==", "QQ==QQ==", "_-=="])
    func base64Refused(text: String) { #expect(Base64.decode(text) == nil) }

    @Test("other spellings are refused", arguments: ["QQ==", "QR", "Q", "+/+/", "QQ\n"])
    func base64URLRefused(text: String) { #expect(Base64URL.decode(text) == nil) }

    @Test("other spellings are refused", arguments: ["0", "0A", "g0", " 00", "00 ", "é0"])
    func hexRefused(text: String) { #expect(Hex.decode(text) == nil) }

    @Test("SHA-256 has its published values, whole and in pieces")
    func hashes() {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        #expect(Hex.encode(sha256(Array("abc".utf8))) == abc)
        #expect(Hex.encode(sha256(Array("xabcx".utf8)[1...3])) == abc)
        var stream = SHA256Stream()
        stream.update(Array("a".utf8))
        let before = stream
        stream.update(Array("xbc".utf8)[1...])
        #expect(Hex.encode(stream.finish()) == abc)
        #expect(before.finish() == sha256(Array("a".utf8)))
        #expect(Hex.encode(Merkle.emptyRoot) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test("RFC 9901's disclosures have the digests printed there")
    func disclosures() throws {
        guard let folder = SharedVectors.folder("sdjwt") else { return }
        let file = try SharedVectors.json(folder.appending(path: "disclosures.json"))
        let vectors = try #require(file["vectors"]?.array)
        #expect(vectors.count == 2)
        for vector in vectors {
            let text = try #require(vector["disclosure"]?.string)
            let digest = Base64URL.encode(sha256(Array(text.utf8)))
            #expect(digest == vector["sha256_b64url"]?.string)
            let bytes = try #require(Base64URL.decode(text))
            #expect(Base64URL.encodeToBytes(bytes) == Array(text.utf8))
            #expect(try JSONText.read(bytes) == vector["array"])
        }
        let others = try #require(file["equal_value_different_bytes_must_have_different_digest"]?.array)
        let texts = others.compactMap(\.string) + vectors.prefix(1).compactMap { $0["disclosure"]?.string }
        #expect(Set(texts.map { sha256(Array($0.utf8)) }).count == 4)
    }
}

@Suite("Grouped numbers")
struct GroupedNumberTests {
    private static let number = GroupedNumber(bytes: [
        0, 1, 0xFF, 0xFF, 0x12, 0x34, 0, 0, 0xAB, 0xCD, 1, 0, 9, 9, 0x80, 0,
    ])
    private static let text = "000011-720885-051260-000000-483791-002816-025443-360448"

    @Test("eight groups of six digits, each 16 bits times 11")
    func written() throws {
        #expect(Self.number.text == Self.text)
        #expect(try GroupedNumber(text: Self.text) == Self.number)
    }

    @Test("spaces, dashes, line breaks or nothing between the groups")
    func separators() throws {
        for separator in [" ", " - ", "\n", "\r\n", "\t"] {
            let text = separator + Self.number.groups.joined(separator: separator) + separator
            #expect(try GroupedNumber(text: text) == Self.number)
        }
        #expect(try GroupedNumber(text: Self.number.groups.joined()) == Self.number)
    }

    @Test("one wrong digit, or two neighbours swapped, names its group")
    func slips() {
        for group in 0..<8 {
            let digits = Array(Self.number.groups[group].utf8)
            for place in 0..<6 {
                for digit in UInt8(ascii: "0")...UInt8(ascii: "9") where digit != digits[place] {
                    var wrong = digits
                    wrong[place] = digit
                    expectSlip(wrong, in: group)
                }
                if place < 5, digits[place] != digits[place + 1] {
                    var wrong = digits
                    wrong.swapAt(place, place + 1)
                    expectSlip(wrong, in: group)
                }
            }
        }
    }

    private func expectSlip(_ digits: [UInt8], in group: Int) {
        var groups = Self.number.groups
        groups[group] = String(decoding: digits, as: UTF8.self)
        #expect(throws: GroupedNumberError.notDivisible(group: group + 1)) {
            try GroupedNumber(text: groups.joined(separator: "-"))
        }
    }

    @Test(
        "a malformed number says what is wrong and where",
        arguments: [
            ("", GroupedNumberError.wrongGroupCount(0)),
            ("000011", .wrongGroupCount(1)),
            (text + "-000011", .wrongGroupCount(9)),
            ("000011-72088", .wrongLength(group: 2)),
            ("000011-7208850", .wrongLength(group: 2)),
            ("000011-72O885", .notDigits(group: 2)),
            ("000011-720896", .tooLarge(group: 2)),
            ("٠٠٠٠١١", .notDigits(group: 1)),
        ])
    func malformed(text: String, error: GroupedNumberError) {
        #expect(throws: error) { try GroupedNumber(text: text) }
    }

    @Test("a head number is the first half of the hash of the signed lines")
    func headNumber() {
        let text = Array("daybook/000102030405060708090a0b0c0d0e0f\n0\n\(Base64.encode(Merkle.emptyRoot))\n".utf8)
        #expect(HeadNumber.of(text).bytes == Array(sha256(text).prefix(16)))
    }
}
