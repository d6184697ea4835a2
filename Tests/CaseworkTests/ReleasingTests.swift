import Evidence
import Foundation
import Reports
import Testing

@testable import Casework
@testable import Ledger

@Suite("Releasing private entries")
struct ReleasingTests {
    /// A vault whose entry `note` is private, has an attached file, and is amended by the entry behind it.
    private static func open() throws -> (vault: TrustVault, book: Book, note: Int) {
        let vault = try TrustVault()
        let book = try vault.open()
        let file = [UInt8](repeating: 65, count: 700_000)
        let note = try book.record([
            Book.Recordable(
                Draft(
                    heading: Heading(.private), event: Event(.note), account: "She waited at the gate",
                    attachments: [
                        Attachment(
                            name: "gate.txt", mediaType: "text/plain", byteCount: file.count, sha256: sha256(file))
                    ]), sources: [.bytes(file)])
        ])[0]
        var event = Event(.note)
        event.reason = "the hour"
        try book.record(Draft(heading: Heading(.private, corrects: note), event: event, account: "Until seven"))
        return (vault, book, note)
    }

    @Test("all versions become evidence under their old numbers, in one transaction, and the vault is whole")
    func release() throws {
        let (vault, book, note) = try Self.open()
        let before = try book.review()
        let leaf = try book.store.read { try $0.record(note) }?.leaf
        let done = try book.release(before.proposeRelease(of: note + 1))
        #expect(done.map(\.entry) == [note, note + 1] && done.map(\.release) == [note + 2, note + 3])
        let review = try book.review()
        #expect(review.faults.isEmpty)
        #expect(review.tellable.first { $0.number == note }?.releasedBy == note + 2)
        #expect(review.evidence.allSatisfy { $0.number != note })
        #expect(try book.store.read { try $0.record(note) }?.leaf == leaf)
        #expect(throws: CaseError.self) { try review.proposeRelease(of: note) }
        #expect(throws: CaseError.self) { try review.proposeRelease(of: 0) }
        #expect(throws: CaseError.self) { try review.proposeRelease(of: 999) }
        book.locked.close()
        let check = try vault.check(opening: true)
        #expect(check.isUnchanged, "\(check)")
    }

    @Test("a report tells of them, as of their old time; of others it still tells nothing")
    func report() throws {
        let (vault, book, note) = try Self.open()
        defer { withExtendedLifetime(vault) { book.locked.close() } }
        let before = try book.report(ReportRequest(folder: ""), review: book.review())
        #expect(!before.chronology.contains { $0.number == note })
        _ = try book.release(book.review().proposeRelease(of: note))
        let after = try book.report(ReportRequest(folder: ""), review: book.review())
        let item = try #require(after.chronology.first { $0.number == note })
        #expect(item.versions == [note, note + 1] && item.account == "Until seven")
        #expect(item.facts.contains { $0.name == "released" && $0.entry == note + 2 })
        #expect(!String(decoding: HTMLReport.bytes(after), as: UTF8.self).contains("Pereira"))
    }

    @Test("a bundle holds them only then, with the attached file, and passes")
    func bundle() throws {
        let (vault, book, note) = try Self.open()
        defer { book.locked.close() }
        var request = BundleRequest()
        request.entries = [note]
        #expect(throws: CaseError.self) { try book.proposeBundle(request) }
        _ = try book.release(book.review().proposeRelease(of: note))
        for (name, request) in [("whole.zip", BundleRequest()), ("one.zip", request)] {
            let proposal = try book.proposeBundle(request)
            #expect(proposal.released == [note, note + 1])
            #expect(proposal.shown.contains(note + 2) && proposal.shown.contains(note + 3))
            let path = vault.folder.path + "/" + name
            let (answer, _) = try book.write(proposal, to: path, for: nil)
            #expect(answer.exitCode == 0, "\(answer.layers)")
            #expect(answer.contents?.released.map(\.entry) == [note, note + 1])
            let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
            #expect(text.contains("She waited at the gate") && !text.contains("Pereira"))
        }
    }

    @Test("what corrects a released entry is evidence")
    func corrected() throws {
        let (vault, book, note) = try Self.open()
        defer { book.locked.close() }
        _ = try book.release(book.review().proposeRelease(of: note))
        let review = try book.review()
        let retraction = try review.proposeRetraction(of: note, reason: "another child")
        #expect(retraction.heading == Heading(.evidence, corrects: note + 1))
        try book.record(retraction)
        let after = try book.review()
        #expect(after.standing.first { $0.number == note }?.retractedBy == note + 4)
        let proposal = try book.proposeBundle(BundleRequest())
        let answer = try book.write(proposal, to: vault.folder.path + "/out.zip", for: nil).answer
        #expect(answer.exitCode == 0, "\(answer.layers)")
    }

    @Test("what is carried lies under the evidence key")
    func carried() throws {
        let (vault, book, note) = try Self.open()
        defer { withExtendedLifetime(vault) { book.locked.close() } }
        let done = try book.release(book.review().proposeRelease(of: note))
        let review = try book.review()
        let release = try #require(review.evidence.first { $0.number == done[0].release })
        try book.store.read { snapshot in
            let carried = try release.entry.carriedOpening(in: snapshot, ring: book.ring)
            let leaf = try #require(try snapshot.record(note)).leaf
            let released = ReleasedRecord(carried: carried, by: release.number, leaf: leaf)
            #expect(released?.opened.entry.account == "She waited at the gate")
        }
    }

    @Test("a key for evidence alone opens what was released, with its attached file, and of the rest nothing private")
    func evidenceKey() throws {
        let (vault, book, note) = try Self.open()
        defer { withExtendedLifetime(vault) { book.locked.close() } }
        let salt = Array(book.ring.origin.utf8)
        let vaultKey = SecretKey(copying: book.ring.withWrappedKey { [UInt8]($0) })
        let key = Derivation.key(.evidenceClass, from: vaultKey, salt: salt)
        let ring = try KeyRing(unwrapped: key, scope: .evidence, verifierKey: book.verifierKey, sealedSeed: [])
        let reader = Book(locked: book.locked, ring: ring)
        let before = try reader.review()
        #expect(before.privates.isEmpty && !before.tellable.contains { $0.number == note })
        _ = try book.release(book.review().proposeRelease(of: note))
        let after = try reader.review()
        #expect(after.privates.isEmpty && after.faults.isEmpty)
        let released = try #require(after.tellable.first { $0.number == note })
        #expect(released.entry.account == "She waited at the gate")
        let file = try reader.store.read { snapshot in
            try released.entry.attachments.first?.smallFile(of: .evidence, in: snapshot, ring: ring)
        }
        #expect(file == [UInt8](repeating: 65, count: 700_000))
    }
}
