/// A look at a rule book's text before the TOML library reads it.
///
/// The library recurses for each bracket and each dot of a key, reads up to the first NUL, stops the whole
/// process (an `assert`) at a header that begins with no key, at `[}` at a date with half a
/// time and at a strange blank in a list, and explains a time without seconds
/// badly; all of that is answered here. Strings and comments are skipped as TOML 1.0
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
    private var open: [UInt8] = []
    private var isPastEquals = false
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
                try openBracket()
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                try closeBracket()
            case UInt8(ascii: ":"):
                // The digits before a colon are read with it.
                throw .syntax(line: line, column: column(of: index), .badValue)
            case UInt8(ascii: "="):
                isPastEquals = true
                index += 1
            case UInt8(ascii: "."):
                dots += 1
                guard dots <= Self.dotLimit else { throw .tooDeep(line: line) }
                index += 1
            case UInt8(ascii: "0")...UInt8(ascii: "9"): try readNumber()
            case 0x09, 0x0D, 0x20...0x7E: index += 1
            default:
                // Outside texts and comments TOML knows ASCII alone; a byte order mark may begin the file.
                guard index < 3, bytes.starts(with: [0xEF, 0xBB, 0xBF]) else {
                    throw .syntax(line: line, column: column(of: index), .strangeCharacter)
                }
                index += 1
            }
        }
    }

    private mutating func newLine() {
        index += 1
        line += 1
        lineStart = index
        dots = 0
        if open.isEmpty { isPastEquals = false }
    }

    private mutating func openBracket() throws(RuleBookError) {
        open.append(bytes[index])
        guard open.count <= Self.depthLimit else { throw .tooDeep(line: line) }
        if open.count == 1, !isPastEquals { try checkHeader() }
        index += 1
    }

    /// A table header must begin with a key.
    private func checkHeader() throws(RuleBookError) {
        var ahead = 1
        func skipBlanks() { while byte(ahead) == 0x20 || byte(ahead) == 0x09 { ahead += 1 } }
        skipBlanks()
        if byte(ahead) == UInt8(ascii: "[") {
            ahead += 1
            skipBlanks()
        }
        guard let first = byte(ahead), Self.beginsKey(first) else {
            throw .syntax(line: line, column: column(of: index), .badKey)
        }
    }

    private mutating func closeBracket() throws(RuleBookError) {
        let opening = bytes[index] == UInt8(ascii: "]") ? UInt8(ascii: "[") : UInt8(ascii: "{")
        guard open.popLast() == opening else {
            throw .syntax(line: line, column: column(of: index), .strayBracket)
        }
        index += 1
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
        if isEndOfDate(start) { try checkTimeAfterDate() }
        guard startsValue else { return }
        let parts = bytes[start..<index].split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3, (1...2).contains(parts[0].count), parts[1].count == 2,
            let hour = Int(String(decoding: parts[0], as: UTF8.self)),
            let minute = Int(String(decoding: parts[1], as: UTF8.self)), minute < 60
        else { return }
        let column = column(of: start)
        if hour == 24, minute == 0 { throw .timePastMidnight(line: line, column: column) }
        guard hour < 24, parts.count == 2 || parts[0].count == 1 else { return }
        let seconds = parts.count == 3 && parts[2].count == 2 ? String(decoding: parts[2], as: UTF8.self) : "00"
        let write = "\(ClockTime.pad(hour)):\(ClockTime.pad(minute)):\(seconds)"
        throw .timeWithoutSeconds(line: line, column: column, write: write)
    }

    /// True if the digits from `start` on follow `dddd-dd-`.
    private func isEndOfDate(_ start: Int) -> Bool {
        guard start >= 8 else { return false }
        let before = bytes[(start - 8)..<start]
        return before.enumerated().allSatisfy { offset, byte in
            offset == 4 || offset == 7 ? byte == UInt8(ascii: "-") : Self.isDigit(byte)
        }
    }

    /// After a date, `T` or a space and a digit must begin a time.
    private func checkTimeAfterDate() throws(RuleBookError) {
        let next = byte(0)
        let isT = next == UInt8(ascii: "T") || next == UInt8(ascii: "t")
        guard isT || (next == 0x20 && byte(1).map(Self.isDigit) == true) else { return }
        guard byte(1).map(Self.isDigit) == true, byte(2).map(Self.isDigit) == true, byte(3) == UInt8(ascii: ":") else {
            throw .syntax(line: line, column: column(of: index), .badValue)
        }
    }

    /// From 1, in characters as the library counts them.
    private func column(of index: Int) -> Int { 1 + bytes[lineStart..<index].count { $0 & 0xC0 != 0x80 } }

    private func byte(_ ahead: Int) -> UInt8? { index + ahead < bytes.count ? bytes[index + ahead] : nil }

    private func matches(_ text: String, at ahead: Int) -> Bool {
        text.utf8.enumerated().allSatisfy { byte(ahead + $0.offset) == $0.element }
    }

    private static let valueStarts = Set(Array(" \t=,[{\n".utf8))
    private static func beginsKey(_ byte: UInt8) -> Bool {
        isDigit(byte) || (0x61...0x7A).contains(byte | 0x20) || Array("-_\"'".utf8).contains(byte)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
