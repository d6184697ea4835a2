import Foundation
import Ledger
import Vault

extension Book {
    /// Writes the attached file at `position` (from 1) of an entry to a new file of mode 0600. It is there
    /// whole, with the SHA-256 that the entry names, or not at all.
    package func writeAttachment(_ position: Int, of opened: Opened, to path: String) throws {
        let attachments = opened.entry.attachments
        guard attachments.indices.contains(position - 1) else {
            throw CaseError.usage(
                "Entry \(opened.number) has \(attachments.count.counted("attached file")). Nothing was written.")
        }
        let attachment = attachments[position - 1]
        guard let opener = AttachmentOpener(attachment, of: opened.entry.heading.entryClass, ring: ring) else {
            throw CaseError.failed("This passphrase does not open private files. Nothing was written.")
        }
        let refusal = CaseError.failed("The file could not be written: it is there already, or its folder is not.")
        do {
            try PrivateFile.create(at: path, orThrow: refusal) { handle in
                try store.read { snapshot in
                    try opener.open(in: snapshot) { try handle.write(contentsOf: Data($0)) }
                }
            }
        } catch let error as CaseError {
            throw error
        } catch {
            if error is AttachmentError {
                throw CaseError(
                    .altered, "The attached file is altered or damaged. Nothing was written. Run daybook verify --open."
                )
            }
            if let error = error as? VaultError { throw CaseError(opening: error, path: self.path) }
            throw CaseError.failed(
                "The file could not be written. Nothing was left behind. Check the room on its disk.")
        }
    }
}

extension Book {
    /// The bytes of an attached file of an evidence entry.
    ///
    /// - Throws: If they are altered or damaged.
    func wholeFile(_ attachment: Attachment) throws -> [UInt8] {
        guard let opener = AttachmentOpener(attachment, of: .evidence, ring: ring) else { throw CaseError.damaged }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(attachment.byteCount)
        try store.read { snapshot in try opener.open(in: snapshot) { bytes.append(contentsOf: $0) } }
        return bytes
    }
}

extension AttachmentOpener {
    /// Gives the plain bytes of the whole attachment to `body`, in pieces.
    ///
    /// - Throws: `AttachmentError` if a stored chunk is missing or altered; what was given must not be used then.
    func open(in snapshot: Snapshot, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        var opener = self
        try snapshot.chunks(of: opener.name) { chunk in
            try opener.open(chunk: chunk, body)
            return true
        }
        try opener.finish()
    }
}
