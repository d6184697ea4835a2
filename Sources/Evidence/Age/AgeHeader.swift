import Ledger

/// One wrapping of the file key: a type, arguments and a body.
struct AgeStanza: Equatable, Sendable {
    let type: String
    let arguments: [String]
    let body: [UInt8]
}

/// The header of an age file (age-encryption.org/v1, "Header").
struct AgeHeader: Sendable {
    let stanzas: [AgeStanza]
    /// The bytes up to and with `---`, which `code` authenticates.
    let authenticated: [UInt8]
    let code: [UInt8]

    /// Reads a whole header: its bytes up to and with the line that begins with `---`, line end included.
    init(_ bytes: [UInt8]) throws(AgeError) {
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)[...]
        guard lines.popFirst()?.elementsEqual(AgeFormat.version) == true else { throw .header }
        guard lines.popLast()?.isEmpty == true, let last = lines.popLast(), last.starts(with: Self.lastMark + [0x20]),
            let code = AgeText.decode(last.dropFirst(4)), code.count == 32
        else { throw .header }
        var stanzas = [AgeStanza]()
        while !lines.isEmpty { stanzas.append(try Self.stanza(&lines)) }
        guard !stanzas.isEmpty else { throw .header }
        self.stanzas = stanzas
        self.code = code
        authenticated = Array(bytes[..<(last.startIndex + Self.lastMark.count)])
    }

    /// A new header, whose code `fileKey` makes.
    init(stanzas: [AgeStanza], fileKey: borrowing SecretKey) {
        self.stanzas = stanzas
        let lines = stanzas.flatMap { stanza in
            ["-> " + ([stanza.type] + stanza.arguments).joined(separator: " ")] + AgeText.lines(stanza.body)
        }
        authenticated = AgeFormat.version + Array(("\n" + lines.map { $0 + "\n" }.joined()).utf8) + Self.lastMark
        code = AgeDerivation.headerCode(authenticated, fileKey: fileKey)
    }

    var bytes: [UInt8] { authenticated + Array((" " + AgeText.encode(code) + "\n").utf8) }

    /// How many of the bytes are the header; nil if its last line is not there yet.
    static func byteCount(in bytes: [UInt8]) -> Int? {
        var start = 0
        while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
            if bytes[start...].starts(with: lastMark) { return end + 1 }
            start = end + 1
        }
        return nil
    }

    private static let lastMark = Array("---".utf8)

    private static func stanza(_ lines: inout ArraySlice<ArraySlice<UInt8>>) throws(AgeError) -> AgeStanza {
        guard let first = lines.popFirst(), first.starts(with: Array("-> ".utf8)) else { throw .header }
        let words = first.dropFirst(3).split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard words.allSatisfy({ !$0.isEmpty && $0.allSatisfy { 0x21...0x7e ~= $0 } }) else { throw .header }
        let texts = words.map { String(decoding: $0, as: UTF8.self) }
        var body = [UInt8]()
        while true {
            guard let line = lines.popFirst(), line.count <= AgeText.lineByteCount, let part = AgeText.decode(line)
            else { throw .header }
            body += part
            if line.count < AgeText.lineByteCount { break }
        }
        return AgeStanza(type: texts[0], arguments: Array(texts.dropFirst()), body: body)
    }
}

/// Base64 without padding, as the header has it.
enum AgeText {
    static let lineByteCount = 64

    static func encode(_ bytes: [UInt8]) -> String {
        String(Base64.encode(bytes).prefix { $0 != "=" })
    }

    /// Nil for anything that `encode` would not write.
    static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard text.last != UInt8(ascii: "=") else { return nil }
        let padding = [UInt8](repeating: UInt8(ascii: "="), count: (4 - text.count % 4) % 4)
        return Base64.decode((Array(text) + padding)[...])
    }

    static func decode(_ text: String) -> [UInt8]? { decode(Array(text.utf8)[...]) }

    /// Lines of 64 letters and a last one that is shorter, empty where it must be.
    static func lines(_ bytes: [UInt8]) -> [String] {
        let text = Array(encode(bytes).utf8)
        return stride(from: 0, through: text.count, by: lineByteCount).map {
            String(decoding: text[$0..<min($0 + lineByteCount, text.count)], as: UTF8.self)
        }
    }
}
