/// A text and its signatures, as C2SP signed-note v1.0.0 defines them.
package struct SignedNote: Equatable, Sendable {
    /// What was signed, with its final newline.
    package let text: [UInt8]
    /// In the order of the note; one at least.
    package let signatures: [Signature]

    package struct Signature: Hashable, Sendable {
        package let name: String
        package let keyID: UInt32
        /// For Ed25519 64 bytes; other kinds have their own lengths.
        package let bytes: [UInt8]
    }

    /// Longest note, in bytes.
    package static let byteLimit = 1_000_000
    /// Most signatures on one note.
    package static let signatureLimit = 100

    /// Reads a whole note. Nothing is known about its signatures until `verified(by:)` returns.
    package init(bytes: [UInt8]) throws(NoteError) {
        guard bytes.count <= Self.byteLimit else { throw .tooLong(byteCount: bytes.count) }
        try NoteText.check(bytes)
        guard bytes.last == Ascii.newline else { throw .noFinalNewline }
        guard let blank = bytes.indices.last(where: { Self.isBlankLine(at: $0, in: bytes) }) else {
            throw .noBlankLine
        }
        let lines = bytes[(blank + 1)...].dropLast().split(
            separator: Ascii.newline, omittingEmptySubsequences: false)
        guard lines.count <= Self.signatureLimit else { throw .tooManySignatures(lines.count) }
        var signatures = [Signature]()
        for (index, line) in lines.enumerated() {
            guard let signature = Signature(line: line) else { throw .malformedSignature(number: index + 1) }
            signatures.append(signature)
        }
        text = Array(bytes[..<blank])
        self.signatures = signatures
    }

    private init(text: [UInt8], signatures: [Signature]) {
        self.text = text
        self.signatures = signatures
    }

    /// Returns if `key` signed the text. Signatures by other keys are ignored.
    ///
    /// - Throws: `NoteError.notSigned` if the key's name and id are on no signature,
    ///   `.badSignature` if they are on one that does not match, even beside a good one.
    package func verified(by key: VerifierKey) throws(NoteError) {
        let own = signatures.enumerated().filter { $0.element.name == key.name && $0.element.keyID == key.keyID }
        guard !own.isEmpty else { throw .notSigned }
        for (index, signature) in own
        where !Ed25519.isGood(signature.bytes, of: text, publicKey: key.publicKey) {
            throw .badSignature(number: index + 1)
        }
    }

    /// Signs `text` under `name`. Traps if the text could not stand in a note (`NoteText.check`, a final
    /// newline), or the name not on a signature.
    package static func sign(text: [UInt8], with key: borrowing SigningKey, name: String) -> SignedNote {
        precondition((try? NoteText.check(text)) != nil && text.last == Ascii.newline, "a note's text is lines")
        let keyID = key.verifierKey(name: name).keyID
        return SignedNote(text: text, signatures: [Signature(name: name, keyID: keyID, bytes: key.sign(text))])
    }

    /// The note as stored and shown: text, blank line, signatures.
    package var bytes: [UInt8] {
        text + [Ascii.newline] + signatures.flatMap { Array($0.line.utf8) + [Ascii.newline] }
    }

    private static func isBlankLine(at index: Int, in bytes: [UInt8]) -> Bool {
        index > 0 && bytes[index] == Ascii.newline && bytes[index - 1] == Ascii.newline
    }
}

extension SignedNote.Signature {
    /// `— name base64(key id ‖ signature)`.
    var line: String { "\u{2014} \(name) \(Base64.encode(keyID.bigEndianBytes + bytes))" }

    fileprivate init?(line: ArraySlice<UInt8>) {
        let parts = line.split(separator: 0x20, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].elementsEqual("\u{2014}".utf8),
            let name = String(validating: parts[1], as: UTF8.self), NoteText.isName(name),
            let value = Base64.decode(parts[2]), value.count > 4
        else { return nil }
        self.init(
            name: name, keyID: value.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }, bytes: Array(value.dropFirst(4)))
    }
}

/// Why bytes are no signed note, or not signed as they should be.
package enum NoteError: Error, Hashable {
    case tooLong(byteCount: Int)
    /// Not UTF-8.
    case notUTF8
    /// A control character other than the newline.
    case controlCharacter(at: Int)
    case noFinalNewline
    /// Nothing sets the signatures apart from the text.
    case noBlankLine
    /// Not `— name base64`; signatures count from 1.
    case malformedSignature(number: Int)
    case tooManySignatures(Int)
    /// No signature is by the key asked for.
    case notSigned
    /// A signature says that it is by the key asked for, and is not.
    case badSignature(number: Int)
}

/// What may stand in a note.
enum NoteText {
    /// UTF-8 without control characters other than the newline.
    static func check(_ bytes: [UInt8]) throws(NoteError) {
        if let offset = bytes.firstIndex(where: { $0 < 0x20 && $0 != Ascii.newline }) {
            throw .controlCharacter(at: offset)
        }
        guard String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8 }
    }

    /// Not empty, no white space of Unicode, no plus sign, at most 255 bytes.
    static func isName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 255
            && name.unicodeScalars.allSatisfy { !$0.properties.isWhitespace && $0 != "+" && $0.value >= 0x20 }
    }
}
