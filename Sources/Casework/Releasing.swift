import Intake
import Ledger
import Vault

/// Private entries that are to become evidence: all versions of one, and what retracts it.
package struct ReleaseProposal {
    /// Oldest first.
    package let entries: [OpenedPrivateEntry]

    package var attachmentCount: Int { entries.reduce(0) { $0 + $1.entry.attachments.count } }
}

extension Review {
    /// What would be released for entry `number`: it, and what corrects it, as far as that is still private.
    ///
    /// - Throws: `CaseError`, of the kind `usage` for a number that is not there, evidence, or released already.
    package func proposeRelease(of number: Int) throws -> ReleaseProposal {
        try refuseFaults()
        switch opened(number) {
        case nil: throw CaseError.usage("There is no entry \(number). Nothing was saved. See: daybook list")
        case .evidence?: throw CaseError.usage("Entry \(number) is evidence already. Nothing was saved.")
        case .private?: break
        }
        if let release = releases[number] {
            throw CaseError.usage("Entry \(number) was released by entry \(release). Nothing was saved.")
        }
        let versions = Set(history(of: number).map(\.number))
        return ReleaseProposal(
            entries: privates.filter { versions.contains($0.number) && releases[$0.number] == nil })
    }
}

extension Book {
    /// Makes the entries evidence, each by a release of its own, all in one transaction.
    ///
    /// - Returns: For each, the number of its release.
    package func release(_ proposal: ReleaseProposal) throws -> [(entry: Int, release: Int)] {
        let resealer = Resealer(from: ring, to: try sealer())
        return try append { recorder in
            try proposal.entries.map { (entry: $0.number, release: try recorder.release($0, by: resealer)) }
        }
    }
}

extension Recorder {
    /// Records the release of `released`. Format.md, "Release".
    fileprivate mutating func release(_ released: OpenedPrivateEntry, by resealer: Resealer) throws -> Int {
        var chain = Chain(startingAt: released.number)
        guard let old = try stored.record(released.number), case .success(let verified) = chain.verify(old),
            verified.leafHash == released.leafHash, let carried = try? resealer.carried(by: verified)
        else { throw CaseError.damaged }
        let opening = Attachment(
            name: "entry-\(released.number).opening", mediaType: Release.mediaType, byteCount: carried.count,
            sha256: sha256(carried))
        var event = Event(.release)
        event.details = .release(Release(entry: released.number))
        for attachment in released.entry.attachments { try reseal(attachment, by: resealer) }
        return try record(
            Draft(event: event, attachments: [opening] + released.entry.attachments),
            sources: [AttachmentSource.bytes(carried)])
    }

    private mutating func reseal(_ attachment: Attachment, by resealer: Resealer) throws {
        guard var file = resealer.attachment(attachment, of: .private, for: .evidence) else { throw CaseError.damaged }
        let (oldName, newName) = (file.oldName, file.newName)
        guard try !stored.hasAttachment(newName) else { return }
        do {
            var chunks = 0
            // One at a time: what is read from is the table that is written to.
            while let chunk = try stored.chunk(chunks, of: oldName) {
                try file.update(chunk) { try putChunk(newName, position: $0, sealed: $1) }
                chunks += 1
            }
            try file.finish { try putChunk(newName, position: $0, sealed: $1) }
        } catch is AttachmentError {
            throw CaseError.damaged
        }
    }
}

extension Review {
    /// Opens what the releases among the evidence carry; one that does not open its entry is a fault of the release.
    mutating func readReleases(in snapshot: Snapshot, ring: KeyRing) {
        for opened in evidence {
            guard case .release(let release)? = opened.event.details, self.released[release.entry] == nil else {
                continue
            }
            do {
                let carried = try opened.entry.carriedOpening(in: snapshot, ring: ring)
                guard let leaf = try snapshot.record(release.entry)?.leaf,
                    let record = ReleasedRecord(carried: carried, by: opened.number, leaf: leaf)
                else { throw CaseError.damaged }
                take(record)
            } catch {
                add(fault: "release", at: opened.number)
            }
        }
    }
}

extension Entry {
    /// The bytes that a release carries; throws if they are not there whole.
    func carriedOpening(in snapshot: Snapshot, ring: KeyRing) throws -> [UInt8] {
        guard let opening = attachments.first, opening.mediaType == Release.mediaType,
            opening.byteCount <= ShownRecord.lineLimit,
            let opener = AttachmentOpener(opening, of: .evidence, ring: ring)
        else { throw CaseError.damaged }
        var bytes: [UInt8] = []
        try opener.open(in: snapshot) { bytes.append(contentsOf: $0) }
        return bytes
    }
}
