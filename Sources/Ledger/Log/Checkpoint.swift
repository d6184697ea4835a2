/// A tree head as C2SP tlog-checkpoint writes it: three lines, signed as a note.
/// Format.md, "Tree and checkpoint".
package struct Checkpoint: Equatable, Sendable {
    /// Which log: `daybook/` and 32 hexadecimal digits for ours.
    package let origin: String
    package let head: TreeHead
    /// What is signed: origin, size and root, each with its newline.
    package let text: [UInt8]

    /// Whose checkpoints to read.
    package enum Form: Sendable {
        /// Our own: origin `daybook/<32 hex>`, exactly three lines, the empty root if and only if the size is 0.
        case daybook
        /// Any log's: any origin, and extension lines, which stay in `text` unread.
        case anyLog
    }

    /// Traps unless the origin has our form and the root 32 bytes.
    package init(origin: String, head: TreeHead) {
        precondition(Self.isOurs(origin), "an origin is daybook/ and 32 hexadecimal digits")
        precondition(head.size >= 0 && head.root.count == 32, "a root has 32 bytes")
        self.origin = origin
        self.head = head
        text = Array("\(origin)\n\(head.size)\n\(Base64.encode(head.root))\n".utf8)
    }

    /// Reads the signed text of a note.
    package init(text: [UInt8], form: Form = .daybook) throws(CheckpointError) {
        guard text.count <= 65_536 else { throw .tooLong(byteCount: text.count) }
        guard text.last == Ascii.newline else { throw .wrongLineCount }
        let lines = text.dropLast().split(separator: Ascii.newline, omittingEmptySubsequences: false)
        guard lines.count >= 3, form == .anyLog || lines.count == 3 else { throw .wrongLineCount }
        guard let origin = String(validating: lines[0], as: UTF8.self), !origin.isEmpty,
            form == .anyLog || Self.isOurs(origin)
        else { throw .badOrigin }
        guard let size = Decimal.read(lines[1]) else { throw .badSize }
        guard let root = Base64.decode(lines[2]), root.count == 32 else { throw .badRoot }
        guard form == .anyLog || (size == 0) == (root == Merkle.emptyRoot) else { throw .badRoot }
        guard lines.dropFirst(3).allSatisfy({ !$0.isEmpty }) else { throw .emptyExtension }
        self.origin = origin
        head = TreeHead(size: size, root: root)
        self.text = text
    }

    /// The signed note; the key's name is the origin.
    package func signed(by key: borrowing SigningKey) -> [UInt8] {
        SignedNote.sign(text: text, with: key, name: origin).bytes
    }

    /// Returns the checkpoint in `note` if `key` signed it and bears the checkpoint's origin as its name.
    package static func open(
        note: [UInt8], key: VerifierKey, form: Form = .daybook
    ) throws(CheckpointError) -> Checkpoint {
        let signed: SignedNote
        do throws(NoteError) {
            signed = try SignedNote(bytes: note)
            try signed.verified(by: key)
        } catch {
            throw .note(error)
        }
        let checkpoint = try Checkpoint(text: signed.text, form: form)
        guard checkpoint.origin == key.name else { throw .otherOrigin }
        return checkpoint
    }

    /// The prefix of our origins.
    package static let originPrefix = "daybook/"

    private static func isOurs(_ origin: String) -> Bool {
        guard origin.hasPrefix(originPrefix) else { return false }
        return Hex.decode(String(origin.dropFirst(originPrefix.count)))?.count == 16
    }
}

/// Why a text or note is no checkpoint.
package enum CheckpointError: Error, Hashable {
    /// The note around it is malformed or not signed by the key.
    case note(NoteError)
    case tooLong(byteCount: Int)
    /// Fewer than three lines, more than three in one of ours, or no final newline.
    case wrongLineCount
    /// An empty origin, or in one of ours another form.
    case badOrigin
    /// Not a decimal number without leading zeros, at most 2^53 − 1.
    case badSize
    /// Not the base64 of 32 bytes, or in one of ours not the root that size 0 has.
    case badRoot
    /// A line after the root is empty.
    case emptyExtension
    /// Signed by the key, but the origin is not the key's name.
    case otherOrigin
}

/// The number that a person reads to a lawyer, so that both hold the same head.
package enum HeadNumber {
    /// First 128 bits of the SHA-256 of `checkpointText`, the signed lines with their final newline.
    package static func of(_ checkpointText: [UInt8]) -> GroupedNumber {
        GroupedNumber(bytes: Array(sha256(checkpointText).prefix(16)))
    }
}
