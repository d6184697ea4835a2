import Foundation
import Ledger

/// Stands in front of the XML parser and gives it one piece of markup at a time, made harmless.
///
/// SMS Backup & Restore writes what XML parsers refuse or choke on (notes on imports, section 2):
/// - a character beyond U+FFFF as two references, `&#55357;&#56832;`: they become one; half a pair,
///   or a character that XML forbids, becomes U+FFFD and is counted;
/// - a file of hundreds of megabytes as one attribute, `data` of `part`: it is decoded and hashed as
///   it goes by, and a small number stands in its place.
///
/// It knows just enough XML to find where markup begins and ends; whether it is well-formed is the
/// parser's to say. Document type and entity declarations are refused before the parser sees them.
struct SMSBackupFilter {
    /// References replaced by U+FFFD, and where the first stands.
    private(set) var replacedCount = 0
    private(set) var firstReplaced: Int?
    /// Bytes below the root that are not understood: replaced references, text between elements.
    private(set) var oddByteCount = 0
    /// Those of them since `elementStart`.
    private(set) var oddByteCountInElement = 0
    /// Where the last element below the root begins.
    private(set) var elementStart = 0
    /// The place reached: offset of the next byte, and its line.
    private(set) var offset: Int
    private(set) var line = 1

    private var piece = MarkupPiece()
    private var state = State.text
    /// Elements open around the current place.
    private var depth = 0
    private var isPart = false
    private var nameStart = 0
    private var quote: UInt8 = 0

    private var reference: [UInt8] = []
    private var referenceStart = 0
    private var pendingHigh: (code: UInt32, byteCount: Int, offset: Int)?

    private var decoder = Base64Stream()
    private var cut = CutValue(range: 0..<0)
    private var cutHash = SHA256Stream()

    /// Hashes the original bytes of the element below the root that is being read.
    private var elementHash: SHA256Stream?
    private var elementLine = 1
    private var hashedTo: Int

    private var continuation = 0  // bytes of a UTF-8 character still to come
    private var continuationRange: ClosedRange<UInt8> = 0x80...0xBF

    private enum State {
        case text, open, name, gap, attributeName, afterName, afterEquals, value, cut
        case bang, comment, cdata, instruction
    }

    /// A piece of markup longer than this is not read.
    static let longestPiece = 8 << 20
    private static let longestText = 1 << 16

    init(offset: Int) {
        self.offset = offset
        hashedTo = offset
    }

    /// Takes the next bytes of the file and hands out each piece of markup that they complete.
    ///
    /// - Throws: `SMSBackupBreak` where the file cannot be read on; `ImportError` for what is refused.
    mutating func read(
        _ chunk: UnsafeRawBufferPointer, each: (MarkupPiece) throws -> Void
    ) throws {
        let base = offset
        while offset - base < chunk.count {
            if state == .cut {
                let end = cutEnd(in: chunk, from: offset - base)
                takeCut(UnsafeRawBufferPointer(rebasing: chunk[(offset - base)..<end]))
                offset = base + end
                guard end < chunk.count else { break }
                endCut()
            }
            if state == .value, reference.isEmpty, pendingHigh == nil, continuation == 0 {
                takePlainRun(chunk, base: base)
                guard offset - base < chunk.count else { break }
            }
            let byte = chunk[offset - base]
            try checkUTF8(byte)
            if byte == UInt8(ascii: "\n") { line += 1 }
            try take(byte, chunk: chunk, base: base)
            offset += 1
            if state == .text, !piece.isEmpty, piece.isMarkup || piece.bytes.count >= Self.longestText {
                try handOut(chunk: chunk, base: base, each)
            }
            guard piece.bytes.count <= Self.longestPiece else { throw SMSBackupBreak.notWellFormed }
        }
        hash(chunk, base: base, to: base + chunk.count)
    }

    /// What is left at the end of the file: nothing, or a piece that was cut off.
    mutating func finish() -> MarkupPiece {
        if state == .cut { endCut() }
        flushReference()
        return piece
    }

    /// The piece that is being read.
    var current: MarkupPiece { piece }
}

/// A piece of markup, perhaps with text in front of it.
struct MarkupPiece {
    /// As the parser shall see it.
    fileprivate(set) var bytes: [UInt8] = []
    /// Where the markup begins in the file.
    fileprivate(set) var start = 0
    fileprivate(set) var line = 0
    /// The values cut out; in `bytes` each is its index here.
    fileprivate(set) var cuts: [CutValue] = []
    /// The element below the root that ends with this piece.
    fileprivate(set) var element: SourceElement?
    fileprivate(set) var isMarkup = false
    fileprivate var markupIndex = 0

    var isEmpty: Bool { bytes.isEmpty }

    /// The name of the element that starts in this piece, as far as it is known to be whole.
    var startedName: String? {
        let name = bytes[markupIndex...].dropFirst().prefix { !SMSBackupFilter.endsName($0) }
        guard isMarkup, markupIndex + 1 + name.count < bytes.count else { return nil }
        return String(bytes: name, encoding: .utf8)
    }
}

/// Where an element stands in the file.
struct SourceElement: Sendable {
    var range: Range<Int>
    var line: Int
    /// SHA-256 of the original bytes.
    var sha256: [UInt8]
    /// Bytes in it that the filter counts as odd.
    var oddByteCount: Int
}

/// A `data` value that was cut out and decoded.
struct CutValue: Sendable {
    /// Where the base64 stands in the file.
    var range: Range<Int>
    var decodedByteCount = 0
    /// SHA-256 of the decoded bytes.
    var sha256: [UInt8] = []
    var isBroken = false
    /// The first bytes of the base64, to recognise `null`.
    var head: [UInt8] = []
}

/// Where a file stops being readable; what came before it counts.
enum SMSBackupBreak: Error { case notWellFormed }

// Byte by byte.
extension SMSBackupFilter {
    private mutating func take(_ byte: UInt8, chunk: UnsafeRawBufferPointer, base: Int) throws {
        switch state {
        case .text:
            if byte == UInt8(ascii: "<") {
                flushReference()
                beginMarkup(chunk: chunk, base: base)
            } else {
                if !Self.isSpace(byte) { countOdd(1) }
                takeCharacter(byte)
            }
        case .value:
            if byte == quote {
                flushReference()
                append(byte)
                state = .gap
            } else if byte == UInt8(ascii: "<") {
                throw SMSBackupBreak.notWellFormed
            } else {
                takeCharacter(byte)
            }
        case .bang: try takeDeclaration(byte)
        case .comment: takeUntil(byte, "-->", least: 7)
        case .cdata: takeUntil(byte, "]]>", least: 12)
        case .instruction: takeUntil(byte, "?>", least: 4)
        default: try takeTag(byte)
        }
    }

    private mutating func beginMarkup(chunk: UnsafeRawBufferPointer, base: Int) {
        piece.isMarkup = true
        piece.markupIndex = piece.bytes.count
        piece.start = offset
        piece.line = line
        if depth == 1 {
            elementHash = SHA256Stream()
            elementStart = offset
            elementLine = line
            oddByteCountInElement = 0
            hashedTo = offset
        }
        append(UInt8(ascii: "<"))
        state = .open
    }

    /// Between `<` and `>`, outside of quotes.
    private mutating func takeTag(_ byte: UInt8) throws {
        append(byte)
        switch (state, byte) {
        case (.open, UInt8(ascii: "!")): state = .bang
        case (.open, UInt8(ascii: "?")): state = .instruction
        case (_, UInt8(ascii: "<")): throw SMSBackupBreak.notWellFormed
        case (_, UInt8(ascii: ">")):
            if state == .name || state == .open { endName() }
            endTag()
        case (.open, _): state = .name
        case (.name, _) where Self.endsName(byte):
            endName()
            state = .gap
        case (.gap, _) where !Self.isSpace(byte) && byte != UInt8(ascii: "/"):
            nameStart = piece.bytes.count - 1
            state = .attributeName
        case (.attributeName, UInt8(ascii: "=")), (.afterName, UInt8(ascii: "=")): state = .afterEquals
        case (.attributeName, _) where Self.isSpace(byte): state = .afterName
        case (.afterEquals, UInt8(ascii: "\"")), (.afterEquals, UInt8(ascii: "'")):
            quote = byte
            if isPart, isNamedData { beginCut() } else { state = .value }
        default: break
        }
    }

    private mutating func endName() {
        isPart = piece.startedName == "part"
    }

    private var isNamedData: Bool {
        piece.bytes[nameStart...].prefix { $0 != UInt8(ascii: "=") && !Self.isSpace($0) }.elementsEqual("data".utf8)
    }

    private mutating func endTag() {
        let markup = piece.bytes[piece.markupIndex...]
        let isEnd = markup.dropFirst().first == UInt8(ascii: "/")
        let isEmpty = markup.dropLast().last == UInt8(ascii: "/")
        if isEnd { depth -= 1 } else if !isEmpty { depth += 1 }
        state = .text
    }

    private mutating func takeDeclaration(_ byte: UInt8) throws {
        append(byte)
        let markup = piece.bytes[piece.markupIndex...]
        if markup.elementsEqual("<!--".utf8) {
            state = .comment
        } else if markup.elementsEqual("<![CDATA[".utf8) {
            state = .cdata
        } else if !"<!--".utf8.starts(with: markup), !"<![CDATA[".utf8.starts(with: markup) {
            throw ImportError.declaration(byteOffset: piece.start, line: piece.line)
        }
    }

    private mutating func takeUntil(_ byte: UInt8, _ end: StaticString, least: Int) {
        append(byte)
        guard byte == UInt8(ascii: ">"), piece.bytes.count - piece.markupIndex >= least else { return }
        let tail = piece.bytes.suffix(end.utf8CodeUnitCount)
        if tail.elementsEqual(UnsafeBufferPointer(start: end.utf8Start, count: end.utf8CodeUnitCount)) { state = .text }
    }

    private mutating func handOut(
        chunk: UnsafeRawBufferPointer, base: Int, _ each: (MarkupPiece) throws -> Void
    ) throws {
        flushReferenceHalf()
        if piece.isMarkup, depth <= 1, elementHash != nil {
            hash(chunk, base: base, to: offset)
            piece.element = elementHash.map {
                SourceElement(
                    range: elementStart..<offset, line: elementLine, sha256: $0.finish(),
                    oddByteCount: oddByteCountInElement)
            }
            elementHash = nil
        }
        let finished = piece
        piece.bytes.removeAll(keepingCapacity: finished.bytes.count < 1 << 16)
        piece.cuts = []
        piece.element = nil
        piece.isMarkup = false
        piece.markupIndex = 0
        try each(finished)
    }

    private mutating func hash(_ chunk: UnsafeRawBufferPointer, base: Int, to end: Int) {
        elementHash?.update(UnsafeRawBufferPointer(rebasing: chunk[(hashedTo - base)..<(end - base)]))
        hashedTo = end
    }

    private mutating func countOdd(_ byteCount: Int) {
        guard depth > 0 else { return }
        oddByteCount += byteCount
        oddByteCountInElement += byteCount
    }

    private mutating func append(_ byte: UInt8) { piece.bytes.append(byte) }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0A ~= byte || byte == 0x0D }

    static func endsName(_ byte: UInt8) -> Bool {
        isSpace(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
    }
}

// Values: what needs no look at all is taken in runs, for nearly all of a backup of texts is that.
extension SMSBackupFilter {
    /// Takes the printable ASCII up to the next quote, reference, tag or line.
    private mutating func takePlainRun(_ chunk: UnsafeRawBufferPointer, base: Int) {
        let start = offset - base
        // A piece may get too long by this much before that is seen.
        let limit = min(chunk.count, start + Self.longestText)
        var end = start
        while end < limit, 0x20..<0x7F ~= chunk[end], chunk[end] != quote, chunk[end] != UInt8(ascii: "&"),
            chunk[end] != UInt8(ascii: "<")
        {
            end += 1
        }
        piece.bytes.append(contentsOf: chunk[start..<end])
        offset = base + end
    }
}

// References to characters.
extension SMSBackupFilter {
    private mutating func takeCharacter(_ byte: UInt8) {
        if reference.isEmpty {
            if byte == UInt8(ascii: "&") {
                reference.append(byte)
                referenceStart = offset
            } else {
                flushHigh()
                append(byte)
            }
            return
        }
        switch byte {
        case UInt8(ascii: ";"):
            reference.append(byte)
            resolveReference()
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "#"):
            reference.append(byte)
            if reference.count > CharacterReference.longest { flushReference() }
        default:
            flushReference()
            takeCharacter(byte)
        }
    }

    private mutating func resolveReference() {
        let text = reference
        reference.removeAll(keepingCapacity: true)
        guard let code = CharacterReference.code(text) else {
            flushHigh()
            piece.bytes.append(contentsOf: text)
            return
        }
        if let high = pendingHigh, CharacterReference.isLowSurrogate(code) {
            pendingHigh = nil
            let merged = 0x10000 + (high.code - 0xD800) << 10 + (code - 0xDC00)
            piece.bytes.append(contentsOf: CharacterReference.text(merged))
            return
        }
        flushHigh()
        if CharacterReference.isHighSurrogate(code) {
            pendingHigh = (code, text.count, referenceStart)
        } else if CharacterReference.isAllowed(code) {
            piece.bytes.append(contentsOf: CharacterReference.text(code))
        } else {
            replace(byteCount: text.count, at: referenceStart)
        }
    }

    /// A reference that never ended goes on as it is, for the parser to refuse.
    private mutating func flushReference() {
        let text = reference
        reference.removeAll(keepingCapacity: true)
        flushHigh()
        piece.bytes.append(contentsOf: text)
    }

    private mutating func flushHigh() {
        guard let high = pendingHigh else { return }
        pendingHigh = nil
        replace(byteCount: high.byteCount, at: high.offset)
    }

    private mutating func flushReferenceHalf() {
        if reference.isEmpty { flushHigh() }
    }

    private mutating func replace(byteCount: Int, at offset: Int) {
        piece.bytes.append(contentsOf: CharacterReference.text(0xFFFD))
        replacedCount += 1
        if state != .text { countOdd(byteCount) }  // text is odd anyway
        firstReplaced = firstReplaced ?? offset
    }
}

// The `data` value of a part.
extension SMSBackupFilter {
    private mutating func beginCut() {
        state = .cut
        decoder = Base64Stream()
        cutHash = SHA256Stream()
        cut = CutValue(range: (offset + 1)..<(offset + 1))
    }

    private func cutEnd(in chunk: UnsafeRawBufferPointer, from start: Int) -> Int {
        guard let base = chunk.baseAddress, start < chunk.count else { return chunk.count }
        guard let found = memchr(base + start, Int32(quote), chunk.count - start) else { return chunk.count }
        return UnsafeRawPointer(found) - base
    }

    private mutating func takeCut(_ text: UnsafeRawBufferPointer) {
        if cut.head.count < 8 { cut.head.append(contentsOf: text.prefix(8 - cut.head.count)) }
        cut.range = cut.range.lowerBound..<(cut.range.upperBound + text.count)
        for start in stride(from: 0, to: text.count, by: 1 << 16) where !decoder.isBroken {
            let end = min(start + 1 << 16, text.count)
            countDecoded(decoder.decode(UnsafeRawBufferPointer(rebasing: text[start..<end])))
        }
    }

    private mutating func countDecoded(_ bytes: [UInt8]) {
        cutHash.update(bytes)
        cut.decodedByteCount += bytes.count
    }

    private mutating func endCut() {
        countDecoded(decoder.finish())
        line += decoder.lineCount
        cut.isBroken = decoder.isBroken
        cut.sha256 = cutHash.finish()
        piece.bytes.append(contentsOf: String(piece.cuts.count).utf8)
        piece.cuts.append(cut)
        state = .value
    }
}

// UTF-8, outside of cut values: those hold base64 or are kept as they are.
extension SMSBackupFilter {
    private mutating func checkUTF8(_ byte: UInt8) throws(ImportError) {
        if continuation == 0, byte < 0x80 { return }
        guard continuation == 0 else {
            guard continuationRange ~= byte else { throw .notUTF8(byteOffset: offset) }
            continuation -= 1
            continuationRange = 0x80...0xBF
            return
        }
        switch byte {
        case 0xC2...0xDF: continuation = 1
        case 0xE0...0xEF:
            continuation = 2
            continuationRange = byte == 0xE0 ? 0xA0...0xBF : byte == 0xED ? 0x80...0x9F : 0x80...0xBF
        case 0xF0...0xF4:
            continuation = 3
            continuationRange = byte == 0xF0 ? 0x90...0xBF : byte == 0xF4 ? 0x80...0x8F : 0x80...0xBF
        default: throw .notUTF8(byteOffset: offset)
        }
    }
}
