import Ledger
import Testing

@testable import Intake

@Suite struct Base64StreamTests {
    private func decode(_ text: String, chunkSize: Int = 1000) -> [UInt8]? {
        var stream = Base64Stream()
        var bytes: [UInt8] = []
        let letters = Array(text.utf8)
        for start in stride(from: 0, to: letters.count, by: chunkSize) {
            Array(letters[start..<min(start + chunkSize, letters.count)]).withUnsafeBytes { bytes += stream.decode($0) }
        }
        bytes += stream.finish()
        return stream.isBroken ? nil : bytes
    }

    @Test("Pieces of any size give back what was encoded")
    func roundTrips() {
        for count in 0..<50 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 11) }
            let text = Base64.encode(bytes)
            for size in 1...9 { #expect(decode(text, chunkSize: size) == bytes) }
            #expect(decode(text.replacing("=", with: "")) == bytes)
            #expect(decode(text.map { "\($0)\n" }.joined()) == bytes)
        }
    }

    @Test(
        "White space and references to it are passed over",
        arguments: ["aGVs&#10;bG8=", "aGVs &#xA;\r\n\tbG8=", "aGVsbG8=&#13;"])
    func space(text: String) {
        for size in 1...5 { #expect(decode(text, chunkSize: size) == Array("hello".utf8)) }
    }

    @Test(
        "Anything else is broken",
        arguments: [
            "a", "aGVsbG8*", "aGVsbG8==", "=", "aG=b", "aGVs&#65;bG8=", "aGVs&amp;", "aGVs&#1", "aGVsbG9=", "é",
            "aGVs====",
        ])
    func broken(text: String) {
        for size in 1...5 { #expect(decode(text, chunkSize: size) == nil, "\(size)") }
    }
}
