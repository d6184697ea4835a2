import Ledger

/// Reads the text form of an age file (age-encryption.org/v1, "ASCII armor").
///
/// White space may stand before the first line and after the last, 1 KiB each, and nowhere else.
struct AgeArmor {
    private static let first = Array("-----BEGIN AGE ENCRYPTED FILE-----".utf8)
    private static let last = Array("-----END AGE ENCRYPTED FILE-----".utf8)
    private static let whiteByteLimit = 1024
    private static let lineByteLimit = 1024

    private enum Place { case before, lines, lastLine, after }

    private var place = Place.before
    private var whiteByteCount = 0
    private var line: [UInt8] = []

    /// The bytes that the text's next letters stand for, and what is wrong behind them, if anything: what comes before
    /// is read first, so that a file is refused for the same reason however it is cut.
    mutating func update(_ bytes: UnsafeRawBufferPointer) -> (bytes: [UInt8], fault: AgeError?) {
        var out = [UInt8]()
        for byte in bytes {
            line.append(byte)
            guard line.count <= Self.lineByteLimit else { return (out, .armor) }
            guard byte == UInt8(ascii: "\n") else { continue }
            do throws(AgeError) { out += try takeLine() } catch { return (out, error) }
        }
        return (out, nil)
    }

    /// What the last line, which may lack its end, stands for.
    mutating func finish() throws(AgeError) -> [UInt8] {
        let out = line.isEmpty ? [] : try takeLine()
        guard place == .after else { throw .armor }
        return out
    }

    private mutating func takeLine() throws(AgeError) -> [UInt8] {
        defer { line.removeAll(keepingCapacity: true) }
        let text = withoutEnd(line[...])
        switch place {
        case .before:
            if isWhite(text) {
                try countWhite()
            } else if text.elementsEqual(Self.first) {
                (place, whiteByteCount) = (.lines, 0)
            } else {
                throw .armor
            }
            return []
        case .lines, .lastLine:
            if text.elementsEqual(Self.last) {
                place = .after
                return []
            }
            guard place == .lines, 1...AgeText.lineByteCount ~= text.count, let bytes = Base64.decode(text) else {
                throw .armor
            }
            if bytes.count < AgeText.lineByteCount / 4 * 3 { place = .lastLine }
            return bytes
        case .after:
            guard isWhite(line[...]) else { throw .armor }
            try countWhite()
            return []
        }
    }

    private func withoutEnd(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var text = line
        if text.last == UInt8(ascii: "\n") { text = text.dropLast() }
        if text.last == UInt8(ascii: "\r") { text = text.dropLast() }
        return text
    }

    private func isWhite(_ text: ArraySlice<UInt8>) -> Bool { text.allSatisfy { 9...13 ~= $0 || $0 == 32 } }

    private mutating func countWhite() throws(AgeError) {
        whiteByteCount += line.count
        guard whiteByteCount <= Self.whiteByteLimit else { throw .armor }
    }
}
