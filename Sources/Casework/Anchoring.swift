import Evidence
import Foundation
import Ledger
import Vault

/// A checkpoint on its way to be stamped. Only `digest` leaves the computer.
package struct AnchorTarget: Equatable {
    /// The signed note as stored.
    package let note: [UInt8]
    package let checkpoint: Checkpoint
    package var digest: [UInt8] { sha256(note) }
}

extension LockedBook {
    /// The newest checkpoint, kept in the vault from now on, so that a stamp that comes later finds it.
    package func anchorTarget() throws -> AnchorTarget {
        do {
            let head = try store.read { try $0.head() }
            let checkpoint = try Self.checked(head, key: verifierKey)
            try store.keepCheckpoint(head.note, size: checkpoint.head.size)
            return AnchorTarget(note: head.note, checkpoint: checkpoint)
        } catch {
            throw CaseError(opening: error, path: path)
        }
    }

    /// The kept checkpoint whose SHA-256 is `digest`; nil if none is.
    func keptNote(digest: [UInt8]) throws -> [UInt8]? {
        do {
            return try store.read { snapshot in
                var next = 0
                while true {
                    let rows = try snapshot.keptCheckpoints(from: next)
                    if let row = rows.first(where: { sha256($0.note) == digest }) { return row.note }
                    guard let last = rows.last, last.size >= next, last.size < .max else { return nil }
                    next = last.size + 1
                }
            }
        } catch {
            throw CaseError(opening: error, path: path)
        }
    }
}

/// What the person has of a stamp.
package struct Stamp {
    /// A time-stamp reply or token, or an OpenTimestamps proof.
    package var file: [UInt8]
    /// The query that a token answers, if it is known.
    package var query: [UInt8]?
    /// Certificates whose root is trusted; else those that this computer trusts.
    package var roots: [UInt8]?
    /// The header of the Bitcoin block that a proof leads to.
    package var header: BlockHeader?

    package init(file: [UInt8], query: [UInt8]? = nil, roots: [UInt8]? = nil, header: BlockHeader? = nil) {
        self.file = file
        self.query = query
        self.roots = roots
        self.header = header
    }

    /// Longest file that is read.
    package static let byteLimit = Timestamp.Limits.byteCount
}

extension Book {
    /// Checks a stamp of a kept checkpoint and records it as an entry, with its bytes. What is recorded from then
    /// on is later than the stamp.
    package func addAnchor(_ stamp: Stamp) throws -> AnchorAnswer {
        let isProof = (try? Timestamp(file: stamp.file)) != nil
        let (anchor, more) = try isProof ? proof(stamp) : token(stamp)
        let name = isProof ? "stamp.ots" : "stamp.tsr"
        let type = isProof ? "application/vnd.opentimestamps.v1" : TokenFormat.replyType
        let files = [(name, type, stamp.file)] + (more.map { [$0] } ?? [])
        var event = Event(.anchor)
        event.details = .anchor(anchor)
        var draft = Draft(heading: Heading(.evidence), event: event)
        draft.attachments = files.map { name, type, bytes in
            Attachment(name: name, mediaType: type, byteCount: bytes.count, sha256: sha256(bytes))
        }
        let number = try record([Recordable(draft, sources: files.map { .bytes($0.2) })])[0]
        return AnchorAnswer(
            number: number, anchor: anchor, check: AnchorCheck(anchor, files: files.map(\.2)),
            isNonceChecked: isProof ? nil : stamp.query != nil)
    }

    private typealias File = (String, String, [UInt8])

    private func token(_ stamp: Stamp) throws -> (Anchor, File?) {
        guard let checker = TokenFormat.checker else { throw CaseError.noTokens }
        let answered = stamp.query.map { checker.read(query: $0) }
        if case .some(.none) = answered {
            throw CaseError.usage("The query is no time-stamp query. Nothing was saved.")
        }
        // A refusal by the authority has no imprint; the check says why.
        let imprint = checker.imprint(of: stamp.file)
        let note = try imprint.flatMap { try locked.keptNote(digest: $0) }
        if imprint != nil, note == nil { throw CaseError.otherStamp }
        var trust = TokenTrust.system
        if let roots = stamp.roots {
            let certificates = checker.certificates(in: roots)
            guard !certificates.isEmpty else {
                throw CaseError.usage("The file of roots holds no certificate. Nothing was saved.")
            }
            trust = .chain(certificates)
        }
        do throws(TokenError) {
            let token = try checker.check(
                stamp.file, imprint: imprint ?? [UInt8](repeating: 0, count: 32), nonce: answered??.nonce, trust: trust)
            let anchor = Anchor(
                format: .rfc3161, note: String(decoding: note ?? [], as: UTF8.self), by: token.signer,
                time: token.time)
            return (anchor, ("chain.pem", "application/x-pem-file", TokenFormat.pem(token.chain)))
        } catch {
            throw CaseError.failed("Not taken: \(error.sentence). Nothing was saved." + error.advice)
        }
    }

    private func proof(_ stamp: Stamp) throws -> (Anchor, File?) {
        let proof = try Timestamp(file: stamp.file)
        guard let note = try locked.keptNote(digest: proof.digest) else { throw CaseError.otherStamp }
        var anchor = Anchor(
            format: .opentimestamps, note: String(decoding: note, as: UTF8.self), by: proof.promisers, time: nil)
        guard let header = stamp.header else { return (anchor, nil) }
        guard let height = proof.height(of: header) else {
            throw CaseError.failed(
                "The proof does not lead to this block header. Nothing was saved."
                    + (proof.heights.isEmpty
                        ? " It is still pending: get it upgraded first, with any OpenTimestamps client."
                        : " It leads to block \(proof.heights)."))
        }
        anchor.by = "Bitcoin block \(height), hash \(header.hash)"
        anchor.time = header.time
        return (anchor, ("block.header", "application/octet-stream", header.bytes))
    }

    /// Every anchor of the book, checked again from its own bytes, in order of entries.
    package func anchors(in review: Review) throws -> [AnchorAnswer] {
        try review.evidence.compactMap { opened in
            guard case .anchor(let anchor)? = opened.event.details else { return nil }
            let files = try locked.store.read { snapshot in
                try opened.entry.attachments.map { try $0.smallFile(of: .evidence, in: snapshot, ring: ring) }
            }
            return AnchorAnswer(
                number: opened.number, anchor: anchor, check: AnchorCheck(anchor, files: files), isNonceChecked: nil)
        }
    }
}

extension Attachment {
    /// The bytes of a file that is small enough to be a stamp or its certificates; throws if it is not there whole.
    func smallFile(of entryClass: EntryClass, in snapshot: Snapshot, ring: KeyRing) throws -> [UInt8] {
        guard byteCount <= 2 * Stamp.byteLimit, var opener = AttachmentOpener(self, of: entryClass, ring: ring) else {
            throw CaseError.damaged
        }
        var bytes = [UInt8]()
        try snapshot.chunks(of: opener.name) { chunk in
            try opener.open(chunk: chunk) { bytes.append(contentsOf: $0) }
            return true
        }
        try opener.finish()
        return bytes
    }
}

/// An anchor and what it shows.
package struct AnchorAnswer {
    package let number: Int
    package let anchor: Anchor
    package let check: AnchorCheck
    /// Whether a token was compared with its query; nil where that is not the question.
    package let isNonceChecked: Bool?

    package var value: JSONValue {
        [
            "entry": .integer(number), "format": .string(anchor.format.rawValue),
            "entries": anchor.size.map(JSONValue.integer) ?? .null, "by": .string(anchor.by),
            "time": anchor.time.map { .string($0.text) } ?? .null, "state": .string(check.state.rawValue),
            "detail": .string(check.detail),
        ]
    }
}

extension Timestamp {
    fileprivate var promisers: String {
        let calendars = attestations.compactMap { end in
            if case .pending(let calendar) = end.kind { calendar } else { nil }
        }
        return (calendars.isEmpty ? ["a block whose header is not here"] : calendars).joined(separator: ", ")
    }

    fileprivate var heights: String {
        attestations.compactMap { end in
            if case .bitcoin(let height) = end.kind { String(height) } else { nil }
        }.joined(separator: ", ")
    }
}

extension TokenError {
    fileprivate var advice: String {
        if case .chain = self { return " Name the authority's root certificate with --root FILE." }
        return ""
    }
}

extension CaseError {
    /// A build without the package trait `Tokens`.
    package static let noTokens = CaseError.failed(
        "This build has no part for time-stamp tokens (package trait Tokens). Nothing was saved.")

    fileprivate static let otherStamp = CaseError.failed(
        "This stamp is for something else than a checkpoint that this vault kept. Nothing was saved. "
            + "Ask for one with: daybook anchor request")
}
