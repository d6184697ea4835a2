/// A look at a rule book's text before the TOML library reads it.
///
/// The library recurses for each bracket and each dot of a key, reads up to the first NUL and explains a
/// time without seconds badly; all three are answered here. Strings and comments are skipped as TOML 1.0
/// defines them. Where the text is not TOML this scan may go astray, but only after the byte at which the
/// library stops.
struct TOMLScan {
    /// Rule books need four.
    static let depthLimit = 16
    /// Dots outside strings on one line.
    static let dotLimit = 16

    private let bytes: [UInt8]
    private var index = 0
    private var line = 1
    private var lineStart = 0
    private var depth = 0
    private var dots = 0

    static func check(_ bytes: [UInt8]) throws(RuleBookError) {
        var scan = TOMLScan(bytes: bytes)
        try scan.run()
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func run() throws(RuleBookError) {
        while index < bytes.count {
            switch bytes[index] {
            case 0: throw .nullCharacter(line: line)
            case UInt8(ascii: "\n"): newLine()
            case UInt8(ascii: "#"): skipComment()
            case UInt8(ascii: "\""), UInt8(ascii: "'"): try skipText(quote: bytes[index])
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                depth += 1
                guard depth <= Self.depthLimit else { throw .tooDeep(line: line) }
                index += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                depth = max(0, depth - 1)
                index += 1
            case UInt8(ascii: "."):
                dots += 1
                guard dots <= Self.dotLimit else { throw .tooDeep(line: line) }
                index += 1
            case UInt8(ascii: "0")...UInt8(ascii: "9"): try readNumber()
            default: index += 1
            }
        }
    }

    private mutating func newLine() {
        index += 1
        line += 1
        lineStart = index
        dots = 0
    }

    private mutating func skipComment() {
        while index < bytes.count, bytes[index] != UInt8(ascii: "\n"), bytes[index] != 0 { index += 1 }
    }

    private mutating func skipText(quote: UInt8) throws(RuleBookError) {
        let isLong = byte(1) == quote && byte(2) == quote
        let isBasic = quote == UInt8(ascii: "\"")
        index += isLong ? 3 : 1
        while index < bytes.count {
            switch bytes[index] {
            case 0: throw .nullCharacter(line: line)
            case UInt8(ascii: "\n"):
                newLine()
                if !isLong { return }  // not TOML; the library says so
            case UInt8(ascii: "\\") where isBasic:
                if matches("u0000", at: 1) || matches("U00000000", at: 1) { throw .nullCharacter(line: line) }
                index += byte(1) == UInt8(ascii: "\n") || byte(1) == 0 ? 1 : 2
            case quote where !isLong:
                index += 1
                return
            case quote where byte(1) == quote && byte(2) == quote:
                index += 3
                // One or two quotation marks may stand before the closing three.
                var extra = 0
                while extra < 2, byte(0) == quote {
                    index += 1
                    extra += 1
                }
                return
            default: index += 1
            }
        }
    }

    /// Reads a run of digits, signs and colons, and stops at a time that TOML does not know.
    private mutating func readNumber() throws(RuleBookError) {
        let start = index
        let startsValue = start == 0 || Self.valueStarts.contains(bytes[start - 1])
        while let next = byte(0), Self.isDigit(next) || next == UInt8(ascii: ":") { index += 1 }
        guard startsValue else { return }
        let parts = bytes[start..<index].split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3, (1...2).contains(parts[0].count), parts[1].count == 2,
            let hour = Int(String(decoding: parts[0], as: UTF8.self)),
            let minute = Int(String(decoding: parts[1], as: UTF8.self)), minute < 60
        else { return }
        let column = 1 + bytes[lineStart..<start].count { $0 & 0xC0 != 0x80 }
        if hour == 24, minute == 0 { throw .timePastMidnight(line: line, column: column) }
        guard hour < 24, parts.count == 2 || parts[0].count == 1 else { return }
        let seconds = parts.count == 3 && parts[2].count == 2 ? String(decoding: parts[2], as: UTF8.self) : "00"
        let write = "\(ClockTime.pad(hour)):\(ClockTime.pad(minute)):\(seconds)"
        throw .timeWithoutSeconds(line: line, column: column, write: write)
    }

    private func byte(_ ahead: Int) -> UInt8? { index + ahead < bytes.count ? bytes[index + ahead] : nil }

    private func matches(_ text: String, at ahead: Int) -> Bool {
        text.utf8.enumerated().allSatisfy { byte(ahead + $0.offset) == $0.element }
    }

    private static let valueStarts = Set(Array(" \t=,[{\n".utf8))
    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
