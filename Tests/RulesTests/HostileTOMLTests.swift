import Seeds
import Testing

@testable import Rules

private func read(_ bytes: [UInt8]) -> Bool {
    do throws(RuleBookError) {
        _ = try RuleBook(toml: bytes).explanation
        return true
    } catch {
        return !error.message.isEmpty && false
    }
}

@Test("A book cut at any byte is read or refused, never a crash")
func truncations() {
    let bytes = Array(parentingPlan.utf8)
    var readable = 0
    for length in 0...bytes.count where read(Array(bytes.prefix(length))) { readable += 1 }
    #expect(readable > 0)
}

@Test("A book with random damage is read or refused, never a crash", arguments: 0..<8)
func mutations(seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    let pieces = [
        "[", "{", "\"", "'", "\"\"\"", "=", ".", "\n", "\\", "22:00", "1e999", "\u{FEFF}", "rule", "[[rule]]",
    ]
    let bytes = Array(parentingPlan.utf8)
    for _ in 0..<250 {
        var changed = bytes
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            let place = Int.random(in: 0..<changed.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: changed[place] = UInt8.random(in: 0...255, using: &random)
            case 1: changed.remove(at: place)
            case 2: changed.insert(contentsOf: Array((pieces.randomElement(using: &random) ?? "").utf8), at: place)
            default:
                let end = min(changed.count, place + Int.random(in: 1...40, using: &random))
                changed.insert(contentsOf: changed[place..<end], at: Int.random(in: 0...changed.count, using: &random))
            }
        }
        _ = read(changed)
    }
}

@Test("Hostile texts are refused", arguments: hostileTexts.indices)
func hostile(index: Int) {
    #expect(!read(Array(hostileTexts[index].utf8)))
}

/// Up to a megabyte each, so that tests name them by their place.
private let hostileTexts: [String] = [
    String(repeating: "[", count: 100_000), String(repeating: "{", count: 100_000),
    "a = " + String(repeating: "[", count: 500_000), "a = " + String(repeating: "{a=", count: 300_000),
    String(repeating: "a.", count: 500_000) + "a = 1", "[" + String(repeating: "a.", count: 500_000) + "a]",
    String(repeating: "[a.a.a.a.a.a]\n", count: 70_000), "a = \"" + String(repeating: "x", count: 1_000_000),
    "a = 99999999999999999999999999", "a = 1" + String(repeating: "0", count: 1_000_000), "a = 1e99999",
    "a = 9999-99-99", "a = 99:99:99", "a = -", "a = +inf", "\u{FEFF}",
    "a = '''" + String(repeating: "'", count: 1000),
    "\"a\\u0000b\" = 1", "= 1", "a", "[[rule]]\nrule = 1\n[[rule]]", "[rule]\n[[rule]]", "a = \"\\uD800\"",
    String(repeating: "# x\r", count: 1000), "a = [\n" + String(repeating: "1,\n", count: 200_000) + "]",
    (0..<60_000).map { "k\($0) = 1\n" }.joined(), "a = { b = 1, b = 2 }", "a.b = 1\na = 2",
    "a = 1979-05-27T:", "a = 1979-05-27 1,._[1,2]", "a = [\u{2028}", "a = \u{201C}x\u{201D}", "a = 1979-05-27Tx1:1",
    "a = 1979-05-27t-1:00", "a = 1979-05-27 :", "a = :", "[.a]", "[",
    "[[", "[ \n", "[[#", "a = [}", "a = [1,}", "a = {]", "]", "}", "[a}", "[\u{A0}a]",
]

@Test("A soup of TOML's pieces is read or refused, never a crash", arguments: 0..<4)
func soup(seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    let pieces = [
        "[", "]", "{", "}", "\"", "'", "\"\"\"", "\u{27}\u{27}\u{27}", "=", ".", "\n", "\r\n", "\r", "\\", "22:00:00",
        "1979-05-27", "T", "Z", "1", "0", "_", "-", "+", "e", "0x", "inf", "true", " ", "\t", ",", "#", "a", "a = ",
        "a.b", "\u{FEFF}", "\u{A0}", "\u{2028}", "\u{C}", ":", "07:32", ".5", "[[a]]\n", "[a]\n", "u0000",
        "1979-05-27 07:32:00", "{a=1}",
    ]
    for _ in 0..<1500 {
        let length = Int.random(in: 1...12, using: &random)
        let text = (0..<length).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
        _ = read(Array(((Bool.random(using: &random) ? "a = " : "") + text).utf8))
    }
}
